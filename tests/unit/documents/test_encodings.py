"""Where the encoding of a text or HTML is in doubt, the likely ones are told with how the words begin in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.documents.encodings import candidates, doubts
from desktop.documents.html_encoding import words
from desktop.documents.reading import read

RUSSIAN = "В прошлом году порт принял сорок два судна и выдал шестьдесят удостоверений. " * 3
ARABIC = "قام الصندوق بتدريب أربعة وستين مفتشا من موانئ الجزر الصغيرة. " * 3
CHINESE = "去年，港口基金为海岛培训了六十四名检查员，并修复了两座灯塔。" * 3


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "r.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "utf-8"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16"),
        ("A café in the port of Orléans was opened – “at last”", "cp1252"),
    ],
)
def test_there_is_no_doubt_where_the_bytes_tell(tmp_path: Path, text: str, encoding: str) -> None:
    assert doubts(_file(tmp_path, text.encode(encoding))) == ()


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (ARABIC, "cp1256")])
def test_the_right_one_is_among_those_told_and_reads_well(tmp_path: Path, text: str, encoding: str) -> None:
    found = doubts(_file(tmp_path, text.encode(encoding)))
    assert len(found) > 1
    (right,) = [each for each in found if each.encoding == encoding]
    assert text.startswith(right.preview[:100])


def test_what_makes_no_text_is_no_candidate() -> None:
    found = [each.encoding for each in candidates(CHINESE.encode("gb18030"))]
    assert "gb18030" in found and "utf-8" not in found


def test_an_empty_file_raises_no_doubt(tmp_path: Path) -> None:
    assert doubts(_file(tmp_path, b"")) == ()


def test_a_letter_cut_by_the_end_of_what_is_looked_at_is_no_fault() -> None:
    data = ("港" * 9000).encode("gb18030")[:-1]
    assert "gb18030" in [each.encoding for each in candidates(data)]


def _page(folder: Path, text: str, encoding: str, head: str = "", name: str = "r.html") -> Path:
    # Mostly markup, as pages are: in bytes, the words are the smaller part.
    rows = "".join(f'<div class="paragraph level-2"><p style="margin: 0">{part}</p></div>\n' for part in [text] * 4)
    path = folder / name
    path.write_bytes(f"<html><head>{head}<title>x</title></head><body>{rows}</body></html>".encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding", "head"),
    [
        (CHINESE, "utf-8", ""),
        (CHINESE, "gb18030", ""),
        (CHINESE, "gb18030", "<meta charset=gb2312>"),
        (RUSSIAN, "koi8-r", "<meta charset='koi8-r'>"),
        (RUSSIAN, "cp1251", "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"),
        (ARABIC, "utf-16", ""),
    ],
)
def test_html_that_says_its_encoding_or_shows_it_raises_no_doubt(
    tmp_path: Path, text: str, encoding: str, head: str
) -> None:
    path = _page(tmp_path, text, encoding, head)
    assert doubts(path) == ()
    reading = read(path)
    assert text.strip() in reading.pages[0].text and reading.notes == ()


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (ARABIC, "cp1256")])
@pytest.mark.parametrize("name", ["r.html", "r.htm", "r.txt", "r"])
def test_html_that_says_nothing_is_doubted_and_shows_its_words_without_markup(
    tmp_path: Path, text: str, encoding: str, name: str
) -> None:
    path = _page(tmp_path, text, encoding, name=name)
    found = doubts(path)
    (right,) = [each for each in found if each.encoding == encoding]
    assert "<" not in right.preview and text.strip()[:60] in right.preview
    assert "guessed_encoding" in read(path).notes
    told = read(path, encoding=encoding)
    assert text.strip() in told.pages[0].text and told.notes == ()


def test_html_that_calls_utf8_western_is_doubted_with_both_to_choose(tmp_path: Path) -> None:
    found = doubts(_page(tmp_path, "Der Hafen von Görlitz prüfte zwölf Übungen.", "utf-8", "<meta charset=iso-8859-1>"))
    assert {"cp1252", "utf-8"} <= {each.encoding for each in found}


def test_html_that_says_what_is_not_so_is_read_by_its_words(tmp_path: Path) -> None:
    path = _page(tmp_path, CHINESE, "gb18030", "<meta charset=utf-8>")
    assert doubts(path) == () and read(path).options["encoding"] == "gb18030"


def test_a_broken_byte_is_doubted_and_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    body = (CHINESE * 20).encode("gb18030")
    path.write_bytes(b"<html><meta charset=gb2312><p>" + body + b"\xff" + body + b"</p></html>")
    found = doubts(path)
    assert found and found[0].encoding == "gb18030"
    reading = read(path, encoding="gb18030")
    assert reading.notes == ("replaced_characters",) and reading.pages[0].text.count("\ufffd") == 1


def test_other_formats_raise_no_doubt(tmp_path: Path) -> None:
    path = tmp_path / "r"
    path.write_bytes(b"%PDF-1.4\n\xcf\xee\xf0\xf2")
    assert doubts(path) == ()
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert doubts(path) == ()


def test_the_words_of_a_page_are_those_that_show() -> None:
    page = (
        b"<!-- no <p>never</p> --><STYLE>p {}</style >one<p class='a>b'>two &amp; three<script>x</b></script>\n \n four"
    )
    assert words(page).split() == [b"one", b"b'>two", b"three", b"four"]
    assert words(b"seen<!-- without end <p>x") == b"seen"


@pytest.mark.parametrize("piece", [b"<script", b"<!--", b"</style", b"<", b"\r\t ", b"&#", b"-->"])
def test_markup_without_ends_takes_no_longer_than_other(piece: bytes) -> None:
    assert len(words(piece * (1 << 17))) <= len(piece) << 17
