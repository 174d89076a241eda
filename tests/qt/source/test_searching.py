"""Searching in the report shown: as one types, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.documents.searching import Hit
from desktop.ui import theme
from desktop.ui.source.finder import Finder
from desktop.ui.source.search_bar import SearchBar
from desktop.ui.source.view import SourceView
from tests.qt.source.material import area_of, plain

PAGES = (
    "One port of call.\n" + "Filler line.\n" * 80,
    "The next port, and\nanother\nport.",
    "Nothing here.",
    "PORT 一个中\n心",
)
Show = Callable[..., SourceView]


def _bar(view: SourceView) -> SearchBar:
    bar = view.findChild(SearchBar)
    assert bar is not None
    return bar


def _line(view: SourceView) -> QLineEdit:
    line = _bar(view).findChild(QLineEdit)
    assert line is not None
    return line


def _words(view: SourceView) -> str:
    return " ".join(label.text() for label in _bar(view).findChildren(QLabel))


def _type(qtbot: QtBot, view: SourceView, text: str, words: str) -> None:
    _line(view).selectAll()
    if text.isascii():
        QTest.keyClicks(_line(view), text)
    else:
        _line(view).insert(text)  # as an input method does
    qtbot.waitUntil(lambda: _words(view) == words)


@pytest.fixture
def view(qtbot: QtBot, show: Show) -> SourceView:
    view = show(plain(*PAGES), 620, 500)
    view.activateWindow()
    view.search.begin()
    qtbot.waitUntil(_line(view).hasFocus)
    return view


def test_finds_as_one_types_and_goes_from_place_to_place(qtbot: QtBot, view: SourceView) -> None:
    finder = area_of(view).finder
    _type(qtbot, view, "port", "1 of 4")
    assert finder.current() == Hit(1, 4, 8)
    seen = []
    for key, shift in ((Qt.Key.Key_Return, False), (Qt.Key.Key_F3, False), (Qt.Key.Key_Enter, False)):
        QTest.keyClick(_line(view), key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)
        hit = finder.current()
        assert hit is not None
        seen.append(hit.page)
        qtbot.waitUntil(lambda hit=hit: view.page() == hit.page)
    assert seen == [2, 2, 4] and _words(view) == "4 of 4"
    QTest.keyClick(_line(view), Qt.Key.Key_Return)
    assert _words(view) == "1 of 4"
    QTest.keyClick(_line(view), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert _words(view) == "4 of 4"


def test_begins_at_the_page_that_is_read_and_says_where_nothing_is(qtbot: QtBot, view: SourceView) -> None:
    view.go_to_page(2)
    _type(qtbot, view, "port", "2 of 4")
    _type(qtbot, view, "porter", "Not found")
    _type(qtbot, view, "中心", "1 of 1")
    _line(view).clear()
    qtbot.waitUntil(lambda: _words(view) == "")
    assert area_of(view).finder.count == 0


def test_escape_puts_it_away_and_goes_back_to_the_pages(qtbot: QtBot, view: SourceView) -> None:
    _type(qtbot, view, "port", "1 of 4")
    QTest.keyClick(_line(view), Qt.Key.Key_Escape)
    assert _bar(view).isHidden() and area_of(view).finder.count == 0
    assert area_of(view).hasFocus()


def test_another_report_is_searched_for_the_same(qtbot: QtBot, view: SourceView) -> None:
    _type(qtbot, view, "port", "1 of 4")
    view.set_report(plain("No harbour.", "A port."), None)
    qtbot.waitUntil(lambda: _words(view) == "1 of 1")
    assert area_of(view).finder.current() == Hit(2, 2, 6)


def test_words_selected_in_the_report_are_looked_for(qtbot: QtBot, view: SourceView) -> None:
    area = area_of(view)
    area.selection.select(1, 4, 8)
    view.search.begin()
    qtbot.waitUntil(lambda: _words(view) == "1 of 4")
    assert _line(view).text() == "port"


def test_the_places_are_marked_on_the_page(qtbot: QtBot, view: SourceView) -> None:
    area = area_of(view)

    def colours() -> set[str]:
        image = area.viewport().grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, 220, 2)}

    before = colours()
    _type(qtbot, view, "port", "1 of 4")
    frame = QColor(theme.light().text).name()
    assert len(colours() - before) >= 1 and frame in colours()


def test_asks_for_all_reports(qtbot: QtBot, view: SourceView) -> None:
    _type(qtbot, view, "port", "1 of 4")
    button = next(b for b in _bar(view).findChildren(type(_bar(view)._everywhere)) if b.text() == "In all reports")
    with qtbot.waitSignal(view.projectSearchRequested) as told:
        button.click()
    assert told.args == ["port"]


def test_a_long_report_is_searched_a_little_at_a_time(qtbot: QtBot) -> None:
    finder = Finder()
    finder.set_pages(plain(*(["word and filler " * 400] * 400)).pages)
    told: list[int] = []
    finder.found.connect(lambda: told.append(finder.count))
    finder.look_for("filler")
    assert finder.searching and finder.current() == Hit(1, 9, 15)
    qtbot.waitUntil(lambda: not finder.searching)
    assert finder.count == 20_000 and len(told) > 3 and told == sorted(told)
    finder.look_for("absent")
    qtbot.waitUntil(lambda: not finder.searching)
    assert finder.count == 0 and finder.current() is None and finder.number == 0
