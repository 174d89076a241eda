"""Text files: encodings, pages, line ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.model.errors import ReadError
from desktop.documents.reading import read
from desktop.documents.txt import plausibility

CHINESE = "第七十五届会议\n暂定项目表，共有 1 100 名官员(376 名妇女)参加了会议。"
ENGLISH = "Eightieth session\nA total of 1 100 officials took part."


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("text", [CHINESE, ENGLISH], ids=["zh", "en"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"])
def test_finds_the_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    reading = read(_write(tmp_path / "report.txt", text.encode(encoding)))
    assert reading.pages[0].text == text
    assert reading.format == "txt"
    assert reading.notes == ()


def test_western_letters(tmp_path: Path) -> None:
    text = "La réunion s’est tenue à Genève : 1 100 délégués – déjà cités."
    reading = read(_write(tmp_path / "report.txt", text.encode("cp1252")))
    assert reading.pages[0].text == text
    assert reading.options == {"encoding": "cp1252"}


def test_an_encoding_that_is_told_is_used(tmp_path: Path) -> None:
    path = _write(tmp_path / "report.txt", "會議".encode("big5"))
    assert read(path, encoding="big5").pages[0].text == "會議"
    assert read(path, encoding="BIG5").id == read(path, encoding="big5").id


@pytest.mark.parametrize("encoding", ["klingon", "utf-8", "base64", "a b\0c"])
def test_a_wrong_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    path = _write(tmp_path / "report.txt", CHINESE.encode("gb18030"))
    with pytest.raises(ReadError) as refusal:
        read(path, encoding=encoding)
    assert refusal.value.code == "unknown_encoding"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as refusal:
        read(_write(tmp_path / "report.txt", bytes(range(256)) * 8))
    assert refusal.value.code == "unknown_encoding"


def test_pages_end_at_form_feeds(tmp_path: Path) -> None:
    reading = read(_write(tmp_path / "report.txt", b"one\r\nline\ftwo\f\r\n"))
    assert [page.text for page in reading.pages] == ["one\nline", "two"]
    assert [page.number for page in reading.pages] == [1, 2]
    assert reading.pages[0].boxes == b""


def test_what_cannot_be_printed_is_replaced_and_noted(tmp_path: Path) -> None:
    reading = read(_write(tmp_path / "report.txt", b"a\x07b\x1bc"))
    assert reading.pages[0].text == "a\ufffdb\ufffdc"
    assert reading.notes == ("replaced_characters",)


def test_a_few_broken_bytes_do_not_stop_utf_8(tmp_path: Path) -> None:
    data = CHINESE.encode() * 20 + b"\xff\xfe!" + CHINESE.encode()
    reading = read(_write(tmp_path / "report.txt", data))
    assert reading.pages[0].text.startswith(CHINESE)
    assert reading.notes == ("guessed_encoding", "replaced_characters")
    assert read(tmp_path / "report.txt", encoding="utf-8").notes == ("replaced_characters",)


def test_blank_text_is_noted(tmp_path: Path) -> None:
    assert read(_write(tmp_path / "report.txt", b" \n\n")).notes == ("no_text",)


def test_plausibility_tells_right_from_wrong() -> None:
    right = plausibility(CHINESE)
    wrong = plausibility((ENGLISH + "!").encode().decode("utf-16-le"))
    assert right > 0.9 > wrong
