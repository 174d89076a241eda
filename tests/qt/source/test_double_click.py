"""A double click takes a word, or a whole number with sign, separators and unit, in every format."""

from __future__ import annotations

import html
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from db.model.readings import Reading
from desktop.documents.reading import read
from desktop.ui.source.view import SourceView
from tests.helpers.pdfs import Sheet, Text, make_pdf
from tests.qt.source.material import area_of, span

# The whole line, what is clicked in it, what is selected by that.
LATIN = [
    ("The fund spent US$ 1.2 million on piers.", "1.2", "US$ 1.2 million"),
    ("The fund spent US$ 1.2 million on piers.", "million", "US$ 1.2 million"),
    ("The result was -12.5 % of the income.", "12.5", "-12.5 %"),
    ("A share of 8.6 per cent went to lamps.", "8.6", "8.6 per cent"),
    ("Some 1 655 607 crates were counted.", "655", "1 655 607"),
    ("It paid 3,400,150.75 for the crane.", "150", "3,400,150.75"),
    ("From 10-20 boats came in.", "20", "20"),
    ("See document QX/31/7 for the list.", "QX", "QX/31/7"),
    ("All harbour-masters were heard.", "masters", "harbour-masters"),
]
CHINESE = [
    ("修理费共计 36 万元，不含税。", "36", "36 万元"),
    ("预算为 1.25 亿美元，已获批准。", "亿", "1.25 亿美元"),
    ("同比下降了－3.5％，其余不变。", "3.5", "－3.5％"),
    ("共有约 2 300 件枪支被收缴。", "300", "2 300"),
    ("𠮷𠮷港的渔民领取了 45 欧元补助。", "45", "45 欧元"),
]


def _txt(folder: Path, text: str) -> Path:
    path = folder / "r.txt"
    path.write_text(f"Report\n\n{text}\n", "utf-8")
    return path


def _html(folder: Path, text: str) -> Path:
    path = folder / "r.html"
    # A number may go on over elements: a browser shows it as one.
    body = html.escape(text).replace("1.2 million", "<b>1.2</b> million").replace("655", "<i>655</i>")
    path.write_text(f"<!doctype html><html><meta charset=utf-8><body><p>Report</p><p>{body}</p></body></html>", "utf-8")
    return path


def _docx(folder: Path, text: str) -> Path:
    path, made, held = folder / "r.docx", docx.Document(), BytesIO()
    made.add_paragraph("Report")
    paragraph = made.add_paragraph()
    for piece in (text[: len(text) // 2], text[len(text) // 2 :]):
        paragraph.add_run(piece).bold = piece is text[:1]
    made.save(held)
    path.write_bytes(held.getvalue())
    return path


def _pdf(folder: Path, text: str) -> Path:
    path = folder / "r.pdf"
    font = "latin" if text.isascii() else "any"
    path.write_bytes(make_pdf([Sheet([Text(72, 700, "Report"), Text(72, 660, text, 12, font)])]))
    return path


def _click(view: SourceView, reading: Reading, text: str, clicked: str) -> QPoint:
    where = span(reading, text)
    at = where.start + text.index(clicked)
    area = area_of(view)
    area.show_at_top(1, where.start)
    assert area.content is not None
    rect = area.to_viewport(1, area.content.rects(1, at, at + 1))[0]
    return QPointF(rect.center()).toPoint()


@pytest.mark.parametrize("make", [_txt, _html, _docx, _pdf])
@pytest.mark.parametrize(("text", "clicked", "taken"), LATIN + CHINESE)
def test_a_double_click_takes_what_belongs_together(
    show: Callable[..., SourceView],
    tmp_path: Path,
    make: Callable[[Path, str], Path],
    text: str,
    clicked: str,
    taken: str,
) -> None:
    reading = read(make(tmp_path, text))
    view = show(reading)
    at = _click(view, reading, text, clicked)
    QTest.mouseDClick(area_of(view).viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [each.quote for each in view.selection()] == [taken]
    (found,) = view.selection()
    assert reading.pages[0].text[found.start : found.end] == taken
