"""The mouse on the pages: filling, selecting, copying."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.model.evidence import Span
from db.model.readings import Reading
from desktop.ui.source.view import SourceView
from tests.qt.source.material import area_of, mark, middle, pdf, plain, span

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
TEXT = "about \U00020000 1 100 officials\nand 376 women\nwere trained"
Show = Callable[..., SourceView]
BOTH = pytest.mark.parametrize("make", [pdf, plain])


def edge(view: SourceView, where: Span, *, end: bool) -> QPoint:
    """Just inside the beginning or the end of a span."""
    area = area_of(view)
    assert area.content is not None
    rect = area.to_viewport(where.page, area.content.span_rects(where))[-1 if end else 0]
    return QPointF(rect.right() - 1 if end else rect.left() + 1, rect.center().y()).toPoint()


def drag(view: SourceView, start: QPoint, end: QPoint) -> None:
    viewport = area_of(view).viewport()
    QTest.mousePress(viewport, LEFT, NONE, start)
    for step in range(1, 6):
        QTest.mouseMove(viewport, start + (end - start) * step / 5)
    QTest.mouseRelease(viewport, LEFT, NONE, end)


@BOTH
def test_while_filling_a_click_takes_the_whole_number(qtbot: QtBot, show: Show, make: Callable[..., Reading]) -> None:
    reading = make(TEXT)
    view = show(reading)
    view.set_marks([mark(reading, "r", "1 100 officials")])
    view.set_filling(True)
    at = middle(view, span(reading, "1 100"))
    with qtbot.assertNotEmitted(view.recordClicked), qtbot.waitSignal(view.wordClicked) as clicked:
        QTest.mouseClick(area_of(view).viewport(), LEFT, NONE, at)
    taken = clicked.args[0]
    assert taken.quote == "1 100" and reading.pages[0].text[taken.start : taken.end] == "1 100"
    assert bool(taken.rects) == (make is pdf)


def test_what_would_be_taken_is_shown_first(show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    area = area_of(view)
    view.set_filling(True)
    before = area.viewport().grab().toImage()
    QTest.mouseMove(area.viewport(), middle(view, span(reading, "376")))
    start = TEXT.index("376")
    assert area._pointer.hover == (1, start, start + 3)
    assert area.viewport().grab().toImage() != before
    assert area.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    view.set_filling(False)
    assert area._pointer.hover is None


def test_with_shift_the_word_is_added_and_with_ctrl_the_record_is_chosen(qtbot: QtBot, show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    view.set_marks([mark(reading, "r", "officials")])
    view.set_filling(True)
    at = middle(view, span(reading, "officials"))
    with qtbot.assertNotEmitted(view.wordClicked), qtbot.waitSignal(view.wordAppended) as added:
        QTest.mouseClick(area_of(view).viewport(), LEFT, SHIFT, at)
    assert added.args[0].quote == "officials"
    with qtbot.assertNotEmitted(view.wordClicked), qtbot.waitSignal(view.recordClicked):
        QTest.mouseClick(area_of(view).viewport(), LEFT, CONTROL, at)


def test_while_filling_a_click_beside_the_words_takes_nothing(qtbot: QtBot, show: Show) -> None:
    view = show(plain(TEXT))
    view.set_filling(True)
    with qtbot.assertNotEmitted(view.wordClicked):
        QTest.mouseClick(area_of(view).viewport(), LEFT, NONE, QPoint(300, 500))


def test_while_filling_what_is_dragged_over_is_offered(qtbot: QtBot, show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    view.set_filling(True)
    with qtbot.assertNotEmitted(view.wordClicked), qtbot.waitSignal(view.runDragged) as dragged:
        drag(view, edge(view, span(reading, "officials"), end=False), edge(view, span(reading, "women"), end=True))
    assert [s.quote for s in dragged.args[0]] == ["officials\nand 376 women"]


@BOTH
def test_dragging_selects_over_lines(qtbot: QtBot, show: Show, make: Callable[..., Reading]) -> None:
    reading = make(TEXT)
    view = show(reading)
    changed: list[int] = []
    view.selectionChanged.connect(lambda: changed.append(1))
    with qtbot.assertNotEmitted(view.recordClicked):
        drag(view, edge(view, span(reading, "1 100"), end=False), edge(view, span(reading, "376"), end=True))
    (selected,) = view.selection()
    assert selected.quote == "1 100 officials\nand 376" and changed
    assert len(selected.rects) == (2 if make is pdf else 0)


def test_dragging_backwards_selects_the_same(show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    drag(view, edge(view, span(reading, "376"), end=True), edge(view, span(reading, "1 100"), end=False))
    assert [s.quote for s in view.selection()] == ["1 100 officials\nand 376"]


def test_dragging_over_two_pages_gives_a_span_of_each(show: Show) -> None:
    reading = pdf("first page\nlast line", "second page")
    view = show(reading, 620, 1200)
    view.fit_page()
    view.zoom_out()
    view.zoom_out()
    start = edge(view, span(reading, "line"), end=False)
    drag(view, start, edge(view, span(reading, "second", page=2), end=True))
    assert [(s.page, s.quote) for s in view.selection()] == [(1, "line"), (2, "second")]


def test_a_click_clears_the_selection(show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    view.select_page()
    assert view.selection()
    QTest.mouseClick(area_of(view).viewport(), LEFT, NONE, QPoint(300, 500))
    assert view.selection() == ()


def test_shift_click_carries_the_selection_on(show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    drag(view, edge(view, span(reading, "1 100"), end=False), edge(view, span(reading, "1 100"), end=True))
    QTest.mouseClick(area_of(view).viewport(), LEFT, SHIFT, edge(view, span(reading, "women"), end=True))
    assert [s.quote for s in view.selection()] == ["1 100 officials\nand 376 women"]


@BOTH
def test_a_double_click_selects_the_word_and_a_triple_click_the_line(
    qtbot: QtBot, show: Show, make: Callable[..., Reading]
) -> None:
    reading = make(TEXT)
    view = show(reading)
    viewport, at = area_of(view).viewport(), middle(view, span(reading, "women"))
    QTest.mouseDClick(viewport, LEFT, NONE, at)
    assert [s.quote for s in view.selection()] == ["women"]
    QTest.mousePress(viewport, LEFT, NONE, at)
    QTest.mouseRelease(viewport, LEFT, NONE, at)
    assert [s.quote for s in view.selection()] == ["and 376 women"]


def test_ctrl_a_selects_the_page_and_ctrl_c_copies_it(show: Show) -> None:
    reading = plain(TEXT, "other")
    view = show(reading)
    area = area_of(view)
    area.setFocus()
    QGuiApplication.clipboard().clear()
    QTest.keyClick(area, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == ""
    QTest.keyClick(area, Qt.Key.Key_A, CONTROL)
    assert [s.quote for s in view.selection()] == [TEXT]
    QTest.keyClick(area, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == TEXT
    QTest.keyClick(area, Qt.Key.Key_Escape)
    assert view.selection() == ()


def test_dragging_over_the_edge_scrolls_on(qtbot: QtBot, show: Show) -> None:
    reading = plain("\n".join(f"line {n} of many" for n in range(400)))
    view = show(reading)
    area = area_of(view)
    viewport = area.viewport()
    QTest.mousePress(viewport, LEFT, NONE, edge(view, span(reading, "line 2 "), end=False))
    QTest.mouseMove(viewport, QPoint(200, 300))
    QTest.mouseMove(viewport, QPoint(200, viewport.height() + 50))
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 300)
    QTest.mouseRelease(viewport, LEFT, NONE, QPoint(200, viewport.height() + 50))
    stopped = area.verticalScrollBar().value()
    qtbot.wait(80)
    assert area.verticalScrollBar().value() == stopped
    (selected,) = view.selection()
    assert selected.quote.startswith("line 2 ") and len(selected.quote) > 400


def test_the_right_button_does_nothing_here(qtbot: QtBot, show: Show) -> None:
    reading = plain(TEXT)
    view = show(reading)
    view.set_marks([mark(reading, "r", "376")])
    with qtbot.assertNotEmitted(view.recordClicked):
        QTest.mouseClick(area_of(view).viewport(), Qt.MouseButton.RightButton, NONE, middle(view, span(reading, "376")))


def test_on_a_page_without_text_a_drag_selects_nothing(show: Show) -> None:
    view = show(pdf(""))
    drag(view, QPoint(100, 100), QPoint(300, 300))
    assert view.selection() == ()
