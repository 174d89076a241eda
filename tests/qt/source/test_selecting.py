"""Selecting in columns, and letters of two UTF-16 units in every format that is shown as text."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.model.readings import Page, Reading
from desktop.documents.reading import read
from desktop.ui.source.search_bar import SearchBar
from desktop.ui.source.view import SourceView
from tests.qt.source.material import area_of, mark, middle, plain, span

Show = Callable[..., SourceView]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ASTRAL = "村\U00020bb7用\U0001f33e了 36 万元\U00030000，其余不变"


def _columns(left: str, right: str) -> Reading:
    """Two columns of letters of 6 x 10 points; the left one is read first."""
    boxes = array("f")
    for column, text in ((50, left), (320, right)):
        for row, line in enumerate(text.split("\n")):
            for place in range(len(line)):
                x, y = column + 6 * place, 60 + 14 * row
                boxes.extend((x / 595, y / 842, (x + 6) / 595, (y + 10) / 842))
            boxes.extend([float("nan")] * 4)  # the line's end
    page = Page(1, f"{left}\n{right}\n", 595.0, 842.0, boxes.tobytes())
    return Reading("f" * 64, "pdf", "test", "1", (page,))


def _drag(view: SourceView, start: QPoint, end: QPoint) -> None:
    viewport = area_of(view).viewport()
    QTest.mousePress(viewport, LEFT, NONE, start)
    for step in range(1, 6):
        QTest.mouseMove(viewport, start + (end - start) * step / 5)
    QTest.mouseRelease(viewport, LEFT, NONE, end)


def _edge(view: SourceView, reading: Reading, quote: str, *, end: bool) -> QPoint:
    area, where = area_of(view), span(reading, quote)
    assert area.content is not None
    rect = area.to_viewport(1, area.content.span_rects(where))[-1 if end else 0]
    return QPointF(rect.right() - 1 if end else rect.left() + 1, rect.center().y()).toPoint()


def test_a_drag_down_a_column_takes_nothing_of_the_other(show: Show) -> None:
    reading = _columns(
        "boats were built\nin the yard and\nsold in spring", "crews were hired\nat the harbour\nin autumn too"
    )
    view = show(reading)
    _drag(view, _edge(view, reading, "were built", end=False), _edge(view, reading, "sold in", end=True))
    assert [s.quote for s in view.selection()] == ["were built\nin the yard and\nsold in"]


def test_a_drag_from_one_column_into_the_other_follows_the_text(show: Show) -> None:
    reading = _columns(
        "boats were built\nin the yard and\nsold in spring", "crews were hired\nat the harbour\nin autumn too"
    )
    view = show(reading)
    _drag(view, _edge(view, reading, "sold in", end=False), _edge(view, reading, "crews were", end=True))
    assert [s.quote for s in view.selection()] == ["sold in spring\ncrews were"]


def test_copied_as_one_line_chinese_has_no_gaps_and_english_has_blanks(show: Show) -> None:
    reading = plain("渔船在港口\n修理完毕。The boats\nleft at noon")
    view = show(reading)
    view.setFocus()
    view.select_page()
    view.copy()
    assert QGuiApplication.clipboard().text() == "渔船在港口\n修理完毕。The boats\nleft at noon", "as it stands"
    view.copy_as_line()
    assert QGuiApplication.clipboard().text() == "渔船在港口修理完毕。The boats left at noon"


def _txt(folder: Path) -> Path:
    path = folder / "r.txt"
    path.write_text(ASTRAL + "\n\nEnd\n", "utf-8")
    return path


def _html(folder: Path) -> Path:
    path = folder / "r.html"
    path.write_text(f"<!doctype html><html><body><p>{ASTRAL}</p><p>End</p></body></html>", "utf-8")
    return path


def _docx(folder: Path) -> Path:
    path, made, held = folder / "r.docx", docx.Document(), BytesIO()
    made.add_paragraph(ASTRAL)
    made.add_paragraph("End")
    made.save(held)
    path.write_bytes(held.getvalue())
    return path


@pytest.mark.parametrize("make", [_txt, _html, _docx])
def test_letters_of_two_units_shift_nothing(show: Show, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    reading = read(make(tmp_path))
    assert ASTRAL in reading.pages[0].text
    view = show(reading)
    for quote in ("36 万元", "\U0001f33e", "其余不变"):
        _drag(view, _edge(view, reading, quote, end=False), _edge(view, reading, quote, end=True))
        assert [s.quote for s in view.selection()] == [quote]
    QTest.mouseDClick(area_of(view).viewport(), LEFT, NONE, middle(view, span(reading, "36")))
    assert [s.quote for s in view.selection()] == ["36 万元"]
    (taken,) = view.selection()
    assert reading.pages[0].text[taken.start : taken.end] == taken.quote


TWO = ("First the boats were built.\nThen 1,200 nets came.\n", "Here 17 lamps hung.\n")


def _press(view: SourceView, key: Qt.Key, *modifiers: Qt.KeyboardModifier, times: int = 1) -> str:
    held = NONE
    for modifier in modifiers:
        held |= modifier
    for _ in range(times):
        QTest.keyClick(area_of(view), key, held)
    return "|".join(each.quote for each in view.selection())


def test_words_lines_and_letters_are_selected_by_keys(show: Show) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    view = show(plain(*TWO))
    area_of(view).setFocus()
    assert _press(view, Qt.Key.Key_Right, control) == "First"
    assert _press(view, Qt.Key.Key_Right, control, times=2) == "boats"
    assert _press(view, Qt.Key.Key_Right, control, shift, times=2) == "boats were built"
    assert _press(view, Qt.Key.Key_Left, shift, times=3) == "boats were bu"
    assert _press(view, Qt.Key.Key_Left, control) == "the", "a word alone, before what was selected"
    assert _press(view, Qt.Key.Key_Down, shift) == "the boats were built.\nThen 1,20"
    assert _press(view, Qt.Key.Key_Up, shift) == "the"
    text = area_of(view).pages[0].text
    view.search.by_keys.select(1, text.index("nets"), text.index("nets") + 4)
    assert _press(view, Qt.Key.Key_Left, control) == "1,200", "a number is one word"
    assert _press(view, Qt.Key.Key_Right, control, times=3) == "Here", "over the end of the page"
    assert _press(view, Qt.Key.Key_Left, control, shift) == ""
    assert _press(view, Qt.Key.Key_Left, control, shift) == "came."
    assert _press(view, Qt.Key.Key_Escape) == ""


def test_keys_begin_at_the_record_and_at_what_was_found(show: Show, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    reading = plain(*TWO)
    view = show(reading)
    view.set_marks([mark(reading, "r", "nets came")])
    view.set_current("r")
    area_of(view).setFocus()
    assert _press(view, Qt.Key.Key_Right, control) == "nets"
    view.search.begin("17 lamps")
    bar = view.findChild(SearchBar)
    assert bar is not None
    qtbot.waitUntil(lambda: area_of(view).finder.current() is not None)
    QTest.keyClick(bar.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert [each.quote for each in view.selection()] == ["17 lamps"]
