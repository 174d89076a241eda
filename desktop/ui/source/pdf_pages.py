"""Pages whose letters have boxes: what is where on a page that is shown as a picture."""

from __future__ import annotations

import heapq
import math
import sys
from array import array
from collections import OrderedDict

from PySide6.QtCore import QRectF

from db.model.evidence import Rect, Span
from db.model.readings import Page, Reading
from desktop.documents import spans

A4 = (595.0, 842.0)
KEPT_PAGES = 32
KEPT_RUNS = 1024
SAMPLED_PAGES = 12
SAMPLED_LETTERS = 350  # of each of them


class PdfPages:
    """The pages of a reading with boxes."""

    is_image = True

    def __init__(self, reading: Reading) -> None:
        self._pages = reading.pages
        self._extent: tuple[float, float] | None = None
        self._boxes: OrderedDict[int, array[float]] = OrderedDict()
        self._runs: OrderedDict[tuple[int, int, int], list[QRectF]] = OrderedDict()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def page(self, page: int) -> Page:
        """The page as it was read."""
        return self._pages[page - 1]

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points."""
        shown = self._pages[page - 1]
        return (shown.width, shown.height) if shown.width > 0 and shown.height > 0 else A4

    def text_extent(self) -> tuple[float, float]:
        """Where the text begins and ends on a dozen pages, but for a few stray letters."""
        if self._extent is None:
            lefts: list[float] = []
            rights: list[float] = []
            for page in range(1, self.count + 1, max(1, self.count // SAMPLED_PAGES)):
                boxes, width = self._decoded(page), self.size(page)[0]
                step = 4 * max(1, len(boxes) // (4 * SAMPLED_LETTERS))
                lefts += [x * width for x in boxes[0::step] if x == x]
                rights += [x * width for x in boxes[2::step] if x == x]
            if lefts:
                stray = len(lefts) // 500
                self._extent = max(0.0, heapq.nsmallest(stray + 1, lefts)[-1]), heapq.nlargest(stray + 1, rights)[-1]
            else:
                self._extent = 0.0, self.size(1)[0] if self.count else A4[0]
        return self._extent

    def text(self, page: int) -> str:
        """The page's text."""
        return self._pages[page - 1].text

    def prepare(self, page: int, top: float, bottom: float) -> bool:
        """Nothing to do: the pictures are asked for elsewhere."""
        return False

    def extent(self, page: int, top: float, bottom: float) -> tuple[int, int]:
        """All of the page."""
        return 0, len(self._pages[page - 1].text)

    def rects(self, page: int, start: int, end: int) -> list[QRectF]:
        """Where a run is, by the boxes of its letters; kept, since what is selected or found is painted often."""
        shown = self._pages[page - 1]
        if not shown.boxes:
            return []
        key = (page, start, end)
        found = self._runs.get(key)
        if found is None:
            found = self._runs[key] = [self._scaled(page, rect) for rect in spans.rects(shown, start, end)]
            if len(self._runs) > KEPT_RUNS:
                self._runs.popitem(last=False)
        return list(found)

    def span_rects(self, span: Span) -> list[QRectF]:
        """Where a span is: as it says itself, else by the boxes."""
        if not 1 <= span.page <= self.count:
            return []
        if span.rects:
            return [self._scaled(span.page, rect) for rect in span.rects]
        return self.rects(span.page, span.start, span.end)

    def offset_at(self, page: int, x: float, y: float) -> int | None:
        """The letter under a place."""
        shown = self._pages[page - 1]
        if not shown.boxes:
            return None
        # Imported with the first place that is pointed at: pages are there before.
        from desktop.documents import words

        width, height = self.size(page)
        return words.offset_at(shown, x / width, y / height)

    def caret_at(self, page: int, x: float, y: float) -> int | None:
        """The nearest place between letters; lines count before columns."""
        boxes = self._decoded(page)
        if not boxes:
            return None
        width, height = self.size(page)
        best, nearest, after = None, math.inf, False
        for index in range(len(boxes) // 4):
            left, top, right, bottom = boxes[4 * index : 4 * index + 4]
            if left != left:
                continue
            left, top, right, bottom = left * width, top * height, right * width, bottom * height
            dx = left - x if x < left else x - right if x > right else 0.0
            dy = top - y if y < top else y - bottom if y > bottom else 0.0
            distance = dx + 8.0 * dy
            if distance < nearest:
                best, nearest, after = index, distance, x > (left + right) / 2
        if best is None:
            return None
        return best + 1 if after else best

    def line_at(self, page: int, offset: int) -> tuple[int, int]:
        """The line around an offset, by the text's line ends."""
        text = self.text(page)
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        return start, len(text) if end < 0 else end

    def locate(self, page: int, offset: int) -> float:
        """How far down a letter is; where it has no box, about."""
        height = self.size(page)[1]
        boxes = self._decoded(page)
        if 4 * offset + 1 < len(boxes) and boxes[4 * offset + 1] == boxes[4 * offset + 1]:
            return boxes[4 * offset + 1] * height
        return height * offset / max(1, len(self.text(page)))

    def anchor(self, page: int, y: float) -> tuple[int, float]:
        """Heights do not change here."""
        return 0, y

    def anchored(self, page: int, anchor: tuple[int, float]) -> float:
        """The height that was named."""
        return anchor[1]

    def _scaled(self, page: int, rect: Rect) -> QRectF:
        width, height = self.size(page)
        return QRectF(
            rect.left * width, rect.top * height, (rect.right - rect.left) * width, (rect.bottom - rect.top) * height
        )

    def _decoded(self, page: int) -> array[float]:
        found = self._boxes.get(page)
        if found is None:
            found = array("f")
            found.frombytes(self._pages[page - 1].boxes)
            if sys.byteorder == "big":
                found.byteswap()
            self._boxes[page] = found
            if len(self._boxes) > KEPT_PAGES:
                self._boxes.popitem(last=False)
        self._boxes.move_to_end(page)
        return found
