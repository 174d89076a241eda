"""HTML: what a browser would show, tables with cells, encodings, hostile files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.errors import ReadError
from db.model.readings import Reading
from desktop.documents.reading import read


def _read(folder: Path, markup: str | bytes, name: str = "report.html", **told: str) -> Reading:
    path = folder / name
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    return read(path, **told)


def _text(folder: Path, markup: str) -> str:
    return _read(folder, f"<!DOCTYPE html><html><body>{markup}</body></html>").pages[0].text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>The  harbour\n trained</p><p>12 pilots</p>", "The harbour trained\n12 pilots"),
        ("bare<div>block<div>inner</div>rest</div>tail", "bare\nblock\ninner\nrest\ntail"),
        ("<p>one<br>two<br/>three</p>", "one\ntwo\nthree"),
        ("<p>1&nbsp;100 t &amp; more</p>", "1\xa0100 t & more"),
        ("<p>a<b>b</b><i> c</i> d</p>", "ab c d"),
        ("<p>seen</p><p hidden>no</p><p style='display: none'>no</p><!-- no --><script>no()</script>", "seen"),
        ("<pre>a  b\n   c</pre>d", "a  b\n   c\nd"),
        ("<ul><li>x<li>y</ul>", "• x\n• y"),
        ("<ol><li>x<li value=7>y<li>z</ol>", "1. x\n7. y\n8. z"),
        ("<ol type=i start=3><li>x<ol type=A><li>y</ol><li>z</ol>", "iii. x\nA. y\niv. z"),
        ("<p>344<sup>1</sup> boats, CO<sub>2</sub></p>", "344¹ boats, CO₂"),
        ("<p>344<sup><a href='#n'>12</a></sup></p>", "344¹²"),
        ("<p>the 5<sup>th</sup> day</p>", "the 5th day"),
    ],
)
def test_shows_what_a_browser_shows(tmp_path: Path, markup: str, text: str) -> None:
    assert _text(tmp_path, markup) == text


def test_table_rows_are_lines_with_cells(tmp_path: Path) -> None:
    rows = "<tr><th>Item<th>2023<th>2024</tr>\n<tr><td rowspan=2>Grants<p>received</p></td><td>1 100<td>(22)</tr>"
    rows += "<tr><td>5</td> <td>6</td></tr><tr><td colspan=2>Sum</td><td>7</td></tr>"
    page = _read(tmp_path, f"<html><body><p>before</p><table><caption>Statement</caption>{rows}</table>after").pages[0]
    lines = ["before", "Statement", "Item\t2023\t2024", "Grants received\t1 100\t(22)", "\t5\t6", "Sum\t7", "after"]
    assert page.text.split("\n") == lines
    assert [(cell.row, cell.column, page.text[cell.start : cell.end]) for cell in page.cells] == [
        (0, 0, "Item"), (0, 1, "2023"), (0, 2, "2024"), (1, 0, "Grants received"), (1, 1, "1 100"), (1, 2, "(22)"),
        (2, 1, "5"), (2, 2, "6"), (3, 0, "Sum"), (3, 2, "7"),
    ]  # fmt: skip


def test_tables_that_lay_out_are_blocks(tmp_path: Path) -> None:
    inner = "<table><tr><td>a</td><td>1</td></tr></table>"
    page = _read(tmp_path, f"<html><body><table><tr><td><h2>Head</h2>{inner}</td><td><p>side</p></td></tr></table>")
    assert page.pages[0].text == "Head\na\t1\nside"
    assert len(page.pages[0].cells) == 2
    assert page.outline == ((1, "Head", 1),)


def test_pages_end_where_the_style_says_so(tmp_path: Path) -> None:
    style = "page-break-before: always"
    reading = _read(tmp_path, f"<html><body><p>one</p><h1 style='{style}'>Two</h1><p style='break-after:page'>x</p>y")
    assert [page.text for page in reading.pages] == ["one", "Two\nx", "y"]
    assert reading.outline == ((0, "Two", 2),)


@pytest.mark.parametrize(
    ("head", "codec", "used"),
    [
        ("<meta charset=gb2312>", "gb18030", "gb18030"),
        ("<meta http-equiv=Content-Type content='text/html; charset=big5'>", "big5", "big5"),
        ("<meta charset=iso-8859-1>", "utf-8", "utf-8"),
        ("", "gb18030", "gb18030"),
        ("<meta charset=utf-8>", "utf-16", "utf-16"),
        ("<meta charset=nonsense>", "utf-8", "utf-8"),
    ],
)
def test_encodings(tmp_path: Path, head: str, codec: str, used: str) -> None:
    words = "海港基金會培訓了十二名引航員。" if codec == "big5" else "海港基金会培训了十二名引航员，共计三百人参加。"
    markup = f"<html><head>{head}</head><body><p>{words * 8}</p></body></html>".encode(codec)
    if head == "<meta charset=iso-8859-1>":
        # Every byte means something in western encodings: the file is believed, a person can tell it better.
        assert _read(tmp_path, markup).options["encoding"] == "cp1252" or words in _read(tmp_path, markup).pages[0].text
        reading = _read(tmp_path, markup, encoding="utf-8")
    else:
        reading = _read(tmp_path, markup)
    assert words in reading.pages[0].text
    assert reading.options["encoding"] == used


def test_found_by_content_under_another_name(tmp_path: Path) -> None:
    assert _read(tmp_path, "<!doctype HTML><p>x</p>", "page.txt").format == "html"
    assert _read(tmp_path, "<p>x</p>", "page.htm").pages[0].text == "x"
    assert _read(tmp_path, "words only", "page.html").pages[0].text == "words only"
    assert _read(tmp_path, "a < b and <p> in text", "page.txt").format == "txt"


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    assert _read(tmp_path, "<html><body><script>x</script></body></html>").notes == ("no_text",)
    with pytest.raises(ReadError, match="empty_file"):
        _read(tmp_path, b"")
    with pytest.raises(ReadError, match="unknown_encoding"):
        _read(tmp_path, "<p>x</p>", encoding="klingon")


def test_deep_nesting_is_read_or_refused(tmp_path: Path) -> None:
    assert "deep" in _text(tmp_path, "<div>" * 2000 + "deep")
    assert "deep" in _text(tmp_path, "<table><tr><td>" * 200 + "deep")
    with pytest.raises(ReadError, match="damaged"):
        _text(tmp_path, "<div>" * 20_000 + "deep")


@given(st.text(alphabet=st.sampled_from(list("<>/='\"& abtrdhp1;!-\n\tx表")), max_size=300))
def test_any_markup_reads(tmp_path_factory: pytest.TempPathFactory, markup: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.html"
    path.write_text(f"<html>{markup}", "utf-8")
    reading = read(path)
    for page in reading.pages:
        assert all(0 <= cell.start <= cell.end <= len(page.text) for cell in page.cells)
        assert "\f" not in page.text
