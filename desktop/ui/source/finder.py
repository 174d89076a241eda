"""Finding in the report as a person types: a little at a time, so that the window never waits."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from db.model.readings import Page
    from desktop.documents.searching import Hit, Searcher

AT_A_TIME = 0.006  # seconds of the GUI thread
MOST = 20_000  # places; nobody goes through more


class Finder(QObject):
    """The places of what is looked for in one report, and the one that is looked at.

    Signals:
        found(): there are places more, or none any more.
        moved(): another place is looked at.
    """

    found = Signal()
    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: Sequence[Page] = ()
        self._searcher: Searcher | None = None
        self._hits: list[Hit] = []
        self._by_page: dict[int, list[Hit]] = {}
        self._current = -1
        self._after = (1, 0)
        self._typed = ""
        self._search: Iterator[Hit] | None = None
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(self._go_on)

    @property
    def typed(self) -> str:
        """What is looked for."""
        return self._typed

    @property
    def searching(self) -> bool:
        """Whether there may be more."""
        return self._search is not None

    @property
    def count(self) -> int:
        """How many places were found until now."""
        return len(self._hits)

    @property
    def number(self) -> int:
        """Which of them is looked at, from 1; 0 where none is."""
        return self._current + 1

    def current(self) -> Hit | None:
        """The place that is looked at."""
        return self._hits[self._current] if 0 <= self._current < len(self._hits) else None

    def on_page(self, page: int) -> Sequence[Hit]:
        """The places on a page, in order."""
        return self._by_page.get(page, ())

    def set_pages(self, pages: Sequence[Page]) -> None:
        """Search another report; what was looked for is forgotten."""
        self._pages, self._searcher = pages, None
        self.look_for("")

    def look_for(self, typed: str, after: tuple[int, int] = (1, 0)) -> None:
        """Look for something else, and at its first place from here on.

        Args:
            after: page and code point from which the first place is looked at.
        """
        self._typed, self._after = typed, after
        self._hits, self._by_page, self._current = [], {}, -1
        self._search = self._get_searcher().find(typed) if typed.strip() else None
        self.found.emit()
        if self._search is not None:
            self._go_on()
            if self._search is not None:
                self._more.start()
        else:
            self._more.stop()

    def _get_searcher(self) -> Searcher:
        if self._searcher is None:
            # Imported with the first search: a window opens without it.
            from desktop.documents.searching import Searcher

            self._searcher = Searcher(self._pages)
        return self._searcher

    def step(self, by: int) -> None:
        """Look at the next place, or the one before; from the last on to the first."""
        if self._hits:
            self._current = (self._current + by) % len(self._hits) if self._current >= 0 else (0 if by > 0 else -1)
            self._current %= len(self._hits)
            self.moved.emit()

    def look_at(self, page: int, start: int) -> None:
        """Look at the place that begins there, once it is found."""
        self._after = (page, start)
        self._current = -1
        self._choose()

    def _go_on(self) -> None:
        """Search for a moment."""
        until = time.monotonic() + AT_A_TIME
        before = len(self._hits)
        assert self._search is not None
        for page_hits in self._search:
            self._hits.append(page_hits)
            self._by_page.setdefault(page_hits.page, []).append(page_hits)
            if len(self._hits) >= MOST:
                self._search = None
                break
            if time.monotonic() > until:
                break
        else:
            self._search = None
        if self._search is None:
            self._more.stop()
        if len(self._hits) != before or self._search is None:
            self._choose()
            self.found.emit()

    def _choose(self) -> None:
        """Look at the first place from where the person was; at the first of all where none follows."""
        if self._current >= 0 or not self._hits:
            return
        at = bisect_left(self._hits, self._after, key=lambda hit: (hit.page, hit.start))
        if at < len(self._hits):
            self._current = at
        elif self._search is None:
            self._current = 0
        else:
            return
        self.moved.emit()
