"""Contents and small pages: what is read is marked, what is chosen is gone to, only what shows is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QTreeWidget
from pytestqt.qtbot import QtBot

from desktop.ui.source.contents import ContentsPane, SmallPages, caption
from desktop.ui.source.view import SourceView
from tests.qt.source.material import FakeRenderer, area_of, pdf, plain

FILL = "Words of the report, one line after the other.\n" * 60
TEXT = f"Summary\n{FILL}I. Introduction\n{FILL}A. Training\n{FILL}II. Finance\n{FILL}"
Show = Callable[..., SourceView]


def _pane(view: SourceView) -> ContentsPane:
    pane = view.findChild(ContentsPane)
    assert pane is not None
    return pane


def _tree(view: SourceView) -> QTreeWidget:
    tree = _pane(view).findChild(QTreeWidget)
    assert tree is not None
    return tree


def test_it_is_put_away_at_first_and_shows_the_headings(show: Show) -> None:
    view = show(plain(TEXT))
    assert view.findChild(ContentsPane) is None
    view.contents.toggle()
    tree = _tree(view)
    assert tree.isVisible() and [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())] == [
        "Summary",
        "I. Introduction",
        "II. Finance",
    ]
    assert tree.topLevelItem(1).child(0).text(0) == "A. Training"
    view.contents.toggle()
    assert not _pane(view).isVisible()


def test_a_heading_is_gone_to_and_marked_as_one_reads_on(qtbot: QtBot, show: Show) -> None:
    view = show(plain(TEXT), 820, 500)
    view.contents.toggle()
    tree = _tree(view)
    item = tree.topLevelItem(2)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(item).center())

    def at() -> int:
        place = view.place()
        assert place is not None
        return place[1]

    wanted = TEXT.index("II. Finance")
    qtbot.waitUntil(lambda: wanted - 60 <= at() <= wanted + 120)
    view.go_back()
    qtbot.waitUntil(lambda: at() < 200)
    qtbot.waitUntil(lambda: tree.currentItem().text(0) == "Summary")
    area_of(view).show_at_top(1, TEXT.index("A. Training") + 200)
    qtbot.waitUntil(lambda: tree.currentItem().text(0) == "A. Training")


@pytest.mark.parametrize("pages", [3, 400])
def test_only_small_pages_that_show_are_drawn(qtbot: QtBot, show: Show, renderer: FakeRenderer, pages: int) -> None:
    view = show(pdf(*(["words"] * pages)), 900, 700)
    view.contents.toggle()
    tabs = _pane(view).findChild(QTabBar)
    assert tabs is not None
    before = len(renderer.asked)
    tabs.setCurrentIndex(1)

    def small() -> list[int]:
        renderer.draw_all()
        return [page for page, width, _ in renderer.asked[before:] if width <= 240]

    qtbot.waitUntil(lambda: set(small()) >= {1, 2, 3})
    assert max(small()) < 12
    small_pages = _pane(view).findChild(SmallPages)
    assert small_pages is not None
    index = small_pages.model().index(2, 0)
    QTest.mouseClick(small_pages.viewport(), Qt.MouseButton.LeftButton, pos=small_pages.visualRect(index).center())
    qtbot.waitUntil(lambda: view.page() == 3 or (view.place() or (0, 0))[0] == 3)
    renderer.draw_all()


def test_without_headings_it_says_so(show: Show) -> None:
    view = show(plain("just words\nand more of them."))
    view.contents.toggle()
    assert not _tree(view).isVisible() and _pane(view).isVisible()


def test_a_page_is_called_by_its_number_and_its_label() -> None:
    from db.model.readings import Page

    assert caption(Page(14, "", label="xii")) == "14 (xii)"
    assert caption(Page(14, "", label="14")) == "14" == caption(Page(14, ""))
