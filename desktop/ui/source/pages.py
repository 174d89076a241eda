"""Where the page cards lie: one below the other or two side by side, in pixels of the whole scrolled surface."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRect

MARGIN = 16
GAP = 16
POINT = 96.0 / 72.0
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)


class PageStack:
    """Pages of given sizes at a zoom; pages count from 1, as everywhere.

    A zoom of 1 shows a point of 1/72 inch at 96 pixels an inch.

    Attributes:
        side_by_side: whether two pages stand in a row.
    """

    def __init__(self) -> None:
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[int] = []  # of each row
        self._bottom = 0
        self._widest = 0.0
        self._rects: dict[tuple[int, int], QRect] = {}  # by page and width of the surface, until something moves
        self.zoom = 1.0
        self.side_by_side = False

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
        return round(self._widest * self.scale) + self._between() + 2 * MARGIN if self._sizes else 0

    def set_sizes(self, sizes: Sequence[tuple[float, float]]) -> None:
        """Take the pages' widths and heights in points."""
        self._sizes = list(sizes)
        self._measure()
        self._place()

    def set_size(self, page: int, size: tuple[float, float]) -> None:
        """Change one page; those below it move."""
        before, self._sizes[page - 1] = self._sizes[page - 1], size
        if self.side_by_side:
            self._measure()
            self._place()
            return
        self._widest = max(self._widest, size[0])
        moved = self._step(size[1]) - self._step(before[1])
        self._tops[page:] = [top + moved for top in self._tops[page:]]
        self._bottom += moved
        self._rects.clear()

    def set_side_by_side(self, two: bool) -> None:
        """Show two pages in a row, or one."""
        self.side_by_side = two
        self._measure()
        self._place()

    def set_zoom(self, zoom: float) -> None:
        """Change the zoom, within the bounds of what can be shown."""
        zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        if zoom != self.zoom:
            self.zoom = zoom
            self._place()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points."""
        return self._sizes[page - 1]

    def rect(self, page: int, across: int) -> QRect:
        """The card of a page on a surface that is `across` pixels wide."""
        known = self._rects.get((page, across))
        if known is None:
            known = self._rects[page, across] = self._rect(page, across)
        return known

    def _rect(self, page: int, across: int) -> QRect:
        row = self._row(page)
        wide = [max(1, round(self._sizes[each - 1][0] * self.scale)) for each in self._in_row(row)]
        left = max(MARGIN, (max(across, self.width) - sum(wide) - GAP * (len(wide) - 1)) // 2)
        number = page - self._in_row(row)[0]
        left += sum(wide[:number]) + GAP * number
        return QRect(left, self._tops[row], wide[number], max(1, round(self._sizes[page - 1][1] * self.scale)))

    def top(self, page: int) -> int:
        """Where a page's card begins."""
        return self._tops[self._row(page)]

    def at(self, y: float, x: float | None = None, across: int = 0) -> int:
        """The page at a height, or the nearest one above it; 0 where there is none.

        Args:
            x: which of those in a row: the nearest to here on a surface that is `across` pixels wide; else the first.
        """
        if not self._sizes:
            return 0
        if not self.side_by_side:
            return max(1, bisect_right(self._tops, y))
        row = self._in_row(max(0, bisect_right(self._tops, y) - 1))
        if x is None or len(row) == 1:
            return row[0]
        return row[1] if x >= self.rect(row[1], across).left() - GAP / 2 else row[0]

    def visible(self, top: float, bottom: float) -> range:
        """The pages that show between two heights."""
        if not self._sizes or bottom <= top:
            return range(0)
        first = self._row(self.at(top))
        tallest = max(self._sizes[page - 1][1] for page in self._in_row(first))
        if top >= self._tops[first] + tallest * self.scale and first + 1 < len(self._tops):
            first += 1
        last = self._row(self.at(bottom - 1))
        return range(self._in_row(first)[0], self._in_row(last)[-1] + 1) if last >= first else range(0)

    def fitting_width(self, across: int) -> float:
        """The zoom at which the widest page, or row of pages, fills the width."""
        return max(1, across - 2 * MARGIN - self._between()) / (self._widest * POINT) if self._widest else 1.0

    def fitting_page(self, page: int, across: int, down: int) -> float:
        """The zoom at which the whole of a page is seen."""
        row = self._in_row(self._row(page))
        width = sum(self._sizes[each - 1][0] for each in row)
        height = max(self._sizes[each - 1][1] for each in row)
        room = max(1, across - 2 * MARGIN - GAP * (len(row) - 1))
        return min(room / (width * POINT), max(1, down - 2 * MARGIN) / (height * POINT))

    def _row(self, page: int) -> int:
        return (page - 1) // 2 if self.side_by_side else page - 1

    def _in_row(self, row: int) -> range:
        """The pages of a row."""
        if not self.side_by_side:
            return range(row + 1, row + 2)
        return range(2 * row + 1, min(2 * row + 2, self.count) + 1)

    def _between(self) -> int:
        return GAP if self.side_by_side and self.count > 1 else 0

    def _measure(self) -> None:
        sizes = self._sizes
        if self.side_by_side:
            pairs = zip(sizes[::2], [*sizes[1::2], (0.0, 0.0)], strict=False)
            self._widest = max((left[0] + right[0] for left, right in pairs), default=0.0)
        else:
            self._widest = max((width for width, _ in sizes), default=0.0)

    def _place(self) -> None:
        self._rects.clear()
        heights = [height for _, height in self._sizes]
        if self.side_by_side:
            heights = [max(heights[at : at + 2]) for at in range(0, len(heights), 2)]
        steps = {height: self._step(height) for height in set(heights)}  # most are of one size
        *self._tops, y = accumulate((steps[height] for height in heights), initial=MARGIN)
        self._bottom = y - GAP + MARGIN if self._sizes else 0

    def _step(self, height: float) -> int:
        """From the top of a page to where the next one begins, in pixels."""
        return max(1, round(height * self.scale)) + GAP


def next_zoom(zoom: float, up: bool) -> float:
    """The next larger or smaller of the usual zooms."""
    if up:
        return next((step for step in ZOOMS if step > zoom * 1.005), ZOOMS[-1])
    return next((step for step in reversed(ZOOMS) if step < zoom * 0.995), ZOOMS[0])
