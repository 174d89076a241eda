"""The margin that shows what of each page is cited: marks at their heights, words on hovering, clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.model.evidence import Span
from db.model.readings import Page, Reading
from db.model.records import Decision, Record
from desktop.review.omission_state import Omissions
from desktop.review.omissions import find
from desktop.ui.source.coverage import CoverageLane
from desktop.ui.source.view import SourceView
from desktop.ui.theme import Theme, light

FIRST = "The pier holds 41 boats.\n\nIt also holds 52 crates.\n\nAnd then 63 ropes.\n"
SECOND = "The shed holds 74 nets.\n"
THIRD = "Nothing at all.\n"
READING = Reading("0" * 64, "txt", "t", "1", tuple(Page(n, text) for n, text in enumerate((FIRST, SECOND, THIRD), 1)))


def record(quote: str, decision: Decision) -> Record:
    start = FIRST.index(quote)
    span = Span(1, start, start + len(quote), quote)
    return Record(quote, "w", READING.id, "count", (1, start), {}, {}, (span,), decision)


@pytest.fixture
def view(show: Callable[..., SourceView]) -> SourceView:
    return show(READING, 700, 900)


def lane(view: SourceView) -> CoverageLane:
    found = view.findChild(CoverageLane)
    assert isinstance(found, CoverageLane)
    return found


def state() -> Omissions:
    known = [record("41 boats", Decision.CONFIRMED), record("52 crates", Decision.REJECTED)]
    return Omissions(find(READING, "en"), known)


def test_without_facts_it_is_empty(view: SourceView) -> None:
    assert lane(view).marks() == [] and lane(view).words(1) == ""
    QTest.mouseClick(lane(view), Qt.MouseButton.LeftButton, pos=QPoint(5, 60))


def test_marks_stand_beside_their_facts_and_differ_by_shape(view: SourceView, qtbot: QtBot) -> None:
    view.set_covered(state())
    marks = lane(view).marks()
    assert [status for _, status in marks] == ["cited", "dismissed", "open", "open"]
    heights = [y for y, _ in marks]
    assert heights == sorted(heights) and heights[0] > 0
    picture = lane(view).grab().toImage()
    scale = picture.devicePixelRatio()

    def inked(y: float) -> int:
        ground = QColor(light().backdrop).rgb()
        row = range(picture.width())
        return sum(picture.pixel(x, round((y + dy) * scale)) != ground for x in row for dy in range(-5, 6))

    assert len({inked(y) for y in heights[:3]}) == 3


def test_it_follows_scrolling(view: SourceView) -> None:
    view.set_covered(state())
    before = lane(view).marks()[0][0]
    view.resize(700, 260)
    bar = view._area.verticalScrollBar()
    bar.setValue(min(40, bar.maximum()))
    assert bar.value() > 0 and lane(view).marks()[0][0] != before


def test_hovering_tells_in_words(view: SourceView) -> None:
    view.set_covered(state())
    words = lane(view).words(1)
    assert "Page 1: 1 passage is cited by no record." in words and "Cited: 1, dismissed: 1." in words
    assert "nothing to cite" in lane(view).words(3)
    view.set_covered(Omissions(find(READING, "en"), [record("41 boats", Decision.NONE)]))
    assert "2 numbers, dates or names are cited by no record" in lane(view).words(1)


def test_a_click_asks_for_the_page(view: SourceView, qtbot: QtBot) -> None:
    view.set_covered(state())
    y = round(lane(view).marks()[-1][0])
    with qtbot.waitSignal(view.coverageChosen) as caught:
        QTest.mouseClick(lane(view), Qt.MouseButton.LeftButton, pos=QPoint(5, y))
    assert caught.args == [2]


def test_other_colours(view: SourceView) -> None:
    from desktop.ui.theme import dark

    view.set_covered(state())
    before = lane(view).grab().toImage()
    theme: Theme = dark()
    view.set_theme(theme)
    assert lane(view).grab().toImage() != before
