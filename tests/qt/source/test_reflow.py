"""Text in a narrow pane is set in shorter lines instead of smaller letters; what was looked at stays in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.source.reflow import READABLE
from desktop.ui.source.text_page import WIDTH, TextPages
from desktop.ui.source.view import SourceView
from tests.qt.source.material import FakeRenderer, area_of, mark, middle, pdf, plain, span

LINES = "\n".join(
    f"{n}. In spring the {n * 37} boats of the {n}th pier were painted by their crews." for n in range(120)
)
READING = plain(LINES)


def _width(view: SourceView) -> float:
    content = area_of(view).content
    assert isinstance(content, TextPages)
    return content.width


def test_in_a_narrow_pane_lines_are_shorter_and_letters_readable(qtbot: QtBot, show: Callable[..., SourceView]) -> None:
    view = show(READING, 900, 700)
    assert _width(view) == WIDTH
    view.set_marks([mark(READING, "r", "2220 boats")])
    view.set_current("r")
    area = area_of(view)
    view.resize(320, 700)
    qtbot.waitUntil(lambda: _width(view) < WIDTH)
    assert view.zoom() >= READABLE - 0.01 and area.horizontalScrollBar().maximum() <= 40 * 4 / 3 * view.zoom() * 2
    where = span(READING, "2220 boats")
    (rect, *_) = area.to_viewport(1, area.content.span_rects(where))  # type: ignore[union-attr]
    assert area.viewport().rect().contains(rect.center().toPoint()), "the record that was in sight still is"
    QTest.mouseDClick(area.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, span(READING, "2220")))
    assert [each.quote for each in view.selection()] == ["2220"]
    view.resize(900, 700)
    qtbot.waitUntil(lambda: _width(view) == WIDTH)
    (rect, *_) = area.to_viewport(1, area.content.span_rects(where))  # type: ignore[union-attr]
    assert area.viewport().rect().contains(rect.center().toPoint())


def test_what_stands_at_the_top_stays_there(qtbot: QtBot, show: Callable[..., SourceView]) -> None:
    view = show(READING, 900, 700)
    start = LINES.index("\n60. ") + 1
    view.go_to(1, start)
    assert view.place() == (1, start), "exactly that line, however it is laid out"
    view.resize(320, 700)
    qtbot.waitUntil(lambda: _width(view) < WIDTH)
    place = view.place()
    assert place == (1, start)


def test_a_report_opened_in_a_narrow_pane_is_set_for_it(qtbot: QtBot, show: Callable[..., SourceView]) -> None:
    view = show(None, 340, 600)
    view.set_report(READING, None)
    qtbot.waitUntil(lambda: _width(view) < WIDTH)
    assert view.zoom() >= READABLE - 0.01


def test_a_size_that_was_chosen_stays(qtbot: QtBot, show: Callable[..., SourceView]) -> None:
    view = show(READING, 900, 700)
    area_of(view).zoom_to(0.5)
    view.resize(400, 700)
    soon = view.turning._reflow._soon
    assert soon.isActive()
    qtbot.waitUntil(lambda: not soon.isActive())
    assert _width(view) == WIDTH and view.zoom() == 0.5


def test_pictures_of_pages_stay_as_they_are(
    qtbot: QtBot, show: Callable[..., SourceView], renderer: FakeRenderer
) -> None:
    view = show(pdf("A page"), 900, 700)
    content = area_of(view).content
    view.resize(320, 700)
    assert not view.turning._reflow._soon.isActive()
    view.turning._reflow._look()
    assert area_of(view).content is content
