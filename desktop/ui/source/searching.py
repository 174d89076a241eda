"""Searching in the source view: the row to type in, the places found, and the pages that show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.documents.spans import make_span
from desktop.ui.source.selecting import KeySelecting

if TYPE_CHECKING:
    from db.model.readings import Page
    from desktop.documents.searching import Hit
    from desktop.ui.source.area import PageArea
    from desktop.ui.source.finder import Finder
    from desktop.ui.source.search_bar import SearchBar

WORDS = 60  # characters of a selection that may be meant to be found again


class ReportSearch(QObject):
    """Joins the search bar with the pages of one source view.

    Args:
        finder: whose places the area paints.
    """

    def __init__(self, bar: SearchBar, finder: Finder, area: PageArea, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar, self._finder, self._area = bar, finder, area
        self._pages: Sequence[Page] = ()
        self.by_keys = KeySelecting(area)
        bar.hide()
        bar.typed.connect(self._look_for)
        bar.stepRequested.connect(finder.step)
        bar.closed.connect(self.close)
        finder.found.connect(self._found)
        finder.moved.connect(self._show)

    def set_pages(self, pages: Sequence[Page]) -> None:
        """Another report is shown; what is typed is looked for in it, too, while the bar is there."""
        self._pages = pages
        self._finder.set_pages(pages)
        if not self._bar.isHidden():
            self._look_for(self._bar.text())

    def begin(self, text: str = "") -> None:
        """Show the bar, ready to type; with a text, or a few words selected in the report, look for that."""
        selected = self._area.selected()
        if not text and len(selected) == 1 and len(selected[0].quote) <= WORDS and "\n" not in selected[0].quote:
            text = selected[0].quote
        self._bar.show()
        self._bar.begin(text)

    def go_to(self, text: str, hit: Hit) -> None:
        """Look for a text, beginning with this place of it; the focus stays where it is."""
        self._bar.show()
        self._bar.show_text(text)
        self._finder.look_for(text, (hit.page, hit.start))

    def step(self, by: int) -> None:
        """The next place, or the one before; without a search, begin one."""
        if self._finder.typed.strip():
            self._finder.step(by)
        else:
            self.begin()

    def close(self) -> None:
        """Put the bar away, and the places with it; the one that was looked at is selected, the view stays."""
        hit = self._finder.current()
        self._bar.hide()
        self._finder.look_for("")
        if hit is not None and 1 <= hit.page <= len(self._pages):
            self.by_keys.select(hit.page, hit.start, hit.end)
        self._area.setFocus()

    def _look_for(self, typed: str) -> None:
        if typed != self._finder.typed:
            here = self._finder.current()
            top = (max(1, self._area.shown_page()), 0)
            # What is typed on goes on from the place that shows; a new search from the page that is read.
            self._finder.look_for(typed, (here.page, here.start) if here is not None else top)

    def _found(self) -> None:
        self._bar.set_count(self._finder.number, self._finder.count, searching=self._finder.searching)
        self._area.viewport().update()

    def _show(self) -> None:
        self._bar.set_count(self._finder.number, self._finder.count, searching=self._finder.searching)
        hit = self._finder.current()
        if hit is not None and 1 <= hit.page <= len(self._pages):
            self._area.reveal((make_span(self._pages[hit.page - 1], hit.start, hit.end),))
        self._area.viewport().update()
