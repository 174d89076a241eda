"""Text readings as pages to read: laid out a part at a time, only where they are looked at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from db.model.dataclass import dataclass
from db.model.evidence import Span
from db.model.readings import Reading
from desktop.ui.source.paragraphs import Paragraph, blank_height, estimated_height, pieces, serif

WIDTH = 560.0
SIDE = 38.0
TOP = 48.0
SHORTEST = 360.0
PART = 1500  # code points a part holds before the next one begins
KEPT_PARTS = 120
MANY_PAGES = 60  # of more pages the heights are guessed by some of them
SAMPLED_PAGES = 24


@dataclass
class Part:
    """Some paragraphs that are laid out together; `height` is an estimate until they are."""

    start: int
    end: int
    texts: list[tuple[int, str]]
    height: float


class TextPages:
    """The pages of a reading without geometry.

    Attributes:
        width: of a page in points; widest: how wide pages are where there is room.
    """

    is_image = False

    widest = WIDTH

    def __init__(self, reading: Reading, width: float = WIDTH) -> None:
        self.width = width
        self._reading = reading
        self._texts = [page.text for page in reading.pages]
        self._font = serif()
        self._inner = width - 2 * SIDE
        self._heights: dict[int, float] = {}
        self._letter: float | None = None
        self._blanks: dict[int, float] = {}
        self._parts: dict[int, list[Part]] = {}
        self._tops: dict[int, list[float]] = {}
        self._laid: OrderedDict[tuple[int, int], list[tuple[float, Paragraph]]] = OrderedDict()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._texts)

    def of_width(self, width: float) -> TextPages:
        """The same text on pages of another width, in points."""
        return TextPages(self._reading, width)

    def text_extent(self) -> tuple[float, float]:
        """Between the margins."""
        return SIDE, self.width - SIDE

    def text(self, page: int) -> str:
        """The page's text."""
        return self._texts[page - 1]

    def size(self, page: int) -> tuple[float, float]:
        """The height is exact once all parts of the page have been seen."""
        height = self._heights.get(page)
        if height is None:
            if self.count > MANY_PAGES and page not in self._parts:
                height = len(self._texts[page - 1]) * self._a_letter()
            else:
                height = self._estimated(page)
            self._heights[page] = height
        return self.width, max(SHORTEST, height + 2 * TOP)

    def _estimated(self, page: int) -> float:
        return estimated_height(self._texts[page - 1], self._inner, self._blank(page))

    def _a_letter(self) -> float:
        """How much of a height a letter makes, by some pages of many: looking at all of them would take too long."""
        if self._letter is None:
            some = range(1, self.count + 1, max(1, self.count // SAMPLED_PAGES))
            letters = sum(len(self._texts[page - 1]) for page in some)
            self._letter = sum(self._estimated(page) for page in some) / max(1, letters)
        return self._letter

    def sizes(self) -> list[tuple[float, float]]:
        """Those of all pages; of many pages that nobody has looked at by their lengths, in one go."""
        if self.count > MANY_PAGES and not self._parts:
            letter = self._a_letter()
            self._heights = {page: len(text) * letter for page, text in enumerate(self._texts, 1)}
            width = self.size(1)[0]
            return [(width, max(SHORTEST, height + 2 * TOP)) for height in self._heights.values()]
        return [self.size(page) for page in range(1, self.count + 1)]

    def prepare(self, page: int, top: float, bottom: float) -> bool:
        """Lay out the parts between two heights; what is below them moves with them, however high the page is."""
        before = self.size(page)
        parts = self._split(page)
        index, moved = self._part_at(page, top), False
        while index < len(parts) and self._tops[page][index] < bottom:
            moved = self._lay_out(page, index) or moved
            index += 1
        return moved or self.size(page) != before

    def prepare_run(self, page: int, start: int, end: int) -> bool:
        """Lay out the parts that hold a run."""
        before = self.size(page)
        moved = [self._lay_out(page, index) for index in self._parts_of(page, start, end)]
        return any(moved) or self.size(page) != before

    def paint(
        self, painter: QPainter, page: int, top: float, bottom: float, coloured: Sequence[tuple[int, int, QColor]] = ()
    ) -> None:
        """Draw what lies between two heights, in page points and the painter's pen."""
        for index in range(self._part_at(page, top), len(self._split(page))):
            y = self._tops[page][index]
            if y >= bottom:
                break
            for down, paragraph in self._laid.get((page, index), ()):
                if y + down + paragraph.height > top and y + down < bottom:
                    paragraph.paint(painter, QPointF(SIDE, y + down), coloured)

    def extent(self, page: int, top: float, bottom: float) -> tuple[int, int]:
        """The code points of the parts that show between two heights."""
        parts = self._split(page)
        first, last = self._part_at(page, top), self._part_at(page, bottom)
        return parts[first].start, parts[last].end + 1

    def rects(self, page: int, start: int, end: int) -> list[QRectF]:
        """Where a run is, as far as its parts are laid out."""
        result = []
        for index in self._parts_of(page, start, end):
            y = self._tops[page][index]
            for down, paragraph in self._laid.get((page, index), ()):
                if paragraph.start < end and start < paragraph.end:
                    result += [rect.translated(SIDE, y + down) for rect in paragraph.rects(start, end)]
        return result

    def span_rects(self, span: Span) -> list[QRectF]:
        """Where a span is; rectangles of another format's reading mean nothing here."""
        return self.rects(span.page, span.start, span.end) if 1 <= span.page <= self.count else []

    def offset_at(self, page: int, x: float, y: float) -> int | None:
        """The letter under a place."""
        for top, paragraph in self._paragraphs_at(page, y):
            if top <= y < top + paragraph.height:
                return paragraph.offset_at(x - SIDE, y - top, between=False)
        return None

    def caret_at(self, page: int, x: float, y: float) -> int | None:
        """The nearest place between letters."""
        nearest: int | None = None
        for top, paragraph in self._paragraphs_at(page, y):
            if nearest is None or top <= y:
                nearest = paragraph.offset_at(x - SIDE, y - top, between=True)
        return nearest

    def line_at(self, page: int, offset: int) -> tuple[int, int]:
        """The line around an offset, as it is laid out."""
        for index in self._parts_of(page, offset, offset + 1):
            self._lay_out(page, index)
            for _, paragraph in self._laid[page, index]:
                if paragraph.start <= offset <= paragraph.end:
                    return paragraph.line_at(offset)
        return offset, offset

    def locate(self, page: int, offset: int) -> float:
        """How far down an offset is, by the share of its part's letters before it."""
        if page not in self._parts:
            share = offset / max(1, len(self._texts[page - 1]))
            return TOP + share * (self.size(page)[1] - 2 * TOP)
        index = self._parts_of(page, offset, offset + 1)[0]
        part = self._parts[page][index]
        share = (offset - part.start) / max(1, part.end - part.start)
        return self._tops[page][index] + share * part.height

    def anchor(self, page: int, y: float) -> tuple[int, float]:
        """The part at a height, and how far down in it."""
        index = self._part_at(page, y)
        return index, y - self._tops[page][index]

    def anchored(self, page: int, anchor: tuple[int, float]) -> float:
        """The height that was named."""
        self._split(page)
        return self._tops[page][anchor[0]] + anchor[1]

    def _split(self, page: int) -> list[Part]:
        parts = self._parts.get(page)
        if parts is None:
            parts = []
            blank = self._blank(page)
            texts: list[tuple[int, str]] = []
            size = 0
            for start, text in pieces(self._texts[page - 1]):
                texts.append((start, text))
                size += len(text) + 1
                if size >= PART:
                    parts.append(self._part(texts, blank))
                    texts, size = [], 0
            if texts:
                parts.append(self._part(texts, blank))
            self._parts[page] = parts
            self._place(page)
        return parts

    def _blank(self, page: int) -> float:
        if page not in self._blanks:
            self._blanks[page] = blank_height(self._texts[page - 1])
        return self._blanks[page]

    def _part(self, texts: list[tuple[int, str]], blank: float) -> Part:
        end = texts[-1][0] + len(texts[-1][1])
        height = sum(estimated_height(text, self._inner, blank) for _, text in texts)
        return Part(texts[0][0], end, texts, height)

    def _place(self, page: int) -> None:
        y = TOP
        self._tops[page] = tops = []
        for part in self._parts[page]:
            tops.append(y)
            y += part.height
        self._heights[page] = y - TOP

    def _lay_out(self, page: int, index: int) -> bool:
        """Lay a part out; says whether it is of another height than was thought."""
        key = (page, index)
        moved = False
        if key not in self._laid:
            part, blank = self._parts[page][index], self._blank(page)
            y = 0.0
            laid = []
            for start, text in part.texts:
                paragraph = Paragraph(text, start, self._font, self._inner, blank)
                laid.append((y, paragraph))
                y += paragraph.height
            self._laid[key] = laid
            if len(self._laid) > KEPT_PARTS:
                self._laid.popitem(last=False)
            if abs(y - part.height) > 0.01:
                part.height = y
                self._place(page)
                moved = True
        self._laid.move_to_end(key)
        return moved

    def _part_at(self, page: int, y: float) -> int:
        self._split(page)
        return max(0, bisect_right(self._tops[page], y) - 1)

    def _parts_of(self, page: int, start: int, end: int) -> list[int]:
        parts = self._split(page)
        first = max(0, bisect_right(parts, start, key=_start) - 1)
        return list(range(first, max(first + 1, bisect_left(parts, end, key=_start))))

    def _paragraphs_at(self, page: int, y: float) -> list[tuple[float, Paragraph]]:
        index = self._part_at(page, y)
        self._lay_out(page, index)
        top = self._tops[page][index]
        return [(top + down, paragraph) for down, paragraph in self._laid[page, index]]


def _start(part: Part) -> int:
    return part.start
