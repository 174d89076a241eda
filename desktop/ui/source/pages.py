"""Where the page cards lie: one below the other, centred, in pixels of the whole scrolled surface."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRect

MARGIN = 16
GAP = 16
POINT = 96.0 / 72.0
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


class PageStack:
    """Pages of given sizes at a zoom; pages count from 1, as everywhere.

    A zoom of 1 shows a point of 1/72 inch at 96 pixels an inch.
    """

    def __init__(self) -> None:
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[int] = []
        self._bottom = 0
        self._widest = 0.0
        self.zoom = 1.0

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.zoom * POINT

    @property
    def height(self) -> int:
        """Pixels from top to bottom, margins included."""
        return self._bottom

    @property
    def width(self) -> int:
        """Pixels of the widest page with its margins."""
        return round(self._widest * self.scale) + 2 * MARGIN if self._sizes else 0

    def set_sizes(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Take the pages' widths and heights in points."""
        self._sizes = list(sizes)
        self._widest = max((width for width, _ in self._sizes), default=0.0)
        self._place()

    def set_size(self, page: int, size: tuple[float, float]) -> None:
        """Change one page; those below it move."""
        self._sizes[page - 1] = size
        self._widest = max(self._widest, size[0])
        self._place()

    def set_zoom(self, zoom: float) -> None:
        """Change the zoom, within the bounds of what can be shown."""
        self.zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        self._place()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points."""
        return self._sizes[page - 1]

    def rect(self, page: int, across: int) -> QRect:
        """The card of a page on a surface that is `across` pixels wide."""
        width, height = self._sizes[page - 1]
        pixels = max(1, round(width * self.scale))
        left = max(MARGIN, (max(across, self.width) - pixels) // 2)
        return QRect(left, self._tops[page - 1], pixels, max(1, round(height * self.scale)))

    def top(self, page: int) -> int:
        """Where a page's card begins."""
        return self._tops[page - 1]

    def at(self, y: float) -> int:
        """The page at a height, or the nearest one above it; 0 where there is none."""
        if not self._sizes:
            return 0
        return max(1, bisect_right(self._tops, y))

    def visible(self, top: float, bottom: float) -> range:
        """The pages that show between two heights."""
        if not self._sizes or bottom <= top:
            return range(0)
        first = self.at(top)
        if top >= self._tops[first - 1] + self._sizes[first - 1][1] * self.scale and first < self.count:
            first += 1
        last = self.at(bottom - 1)
        return range(first, last + 1) if last >= first else range(0)

    def fitting_width(self, across: int) -> float:
        """The zoom at which the widest page fills the width."""
        return max(1, across - 2 * MARGIN) / (self._widest * POINT) if self._widest else 1.0

    def fitting_page(self, page: int, across: int, down: int) -> float:
        """The zoom at which the whole of a page is seen."""
        width, height = self._sizes[page - 1]
        return min(max(1, across - 2 * MARGIN) / (width * POINT), max(1, down - 2 * MARGIN) / (height * POINT))

    def _place(self) -> None:
        self._tops = []
        y = MARGIN
        for _, height in self._sizes:
            self._tops.append(y)
            y += max(1, round(height * self.scale)) + GAP
        self._bottom = y - GAP + MARGIN if self._sizes else 0


def next_zoom(zoom: float, up: bool) -> float:
    """The next larger or smaller of the usual zooms."""
    if up:
        return next((step for step in ZOOMS if step > zoom * 1.005), ZOOMS[-1])
    return next((step for step in reversed(ZOOMS) if step < zoom * 0.995), ZOOMS[0])
