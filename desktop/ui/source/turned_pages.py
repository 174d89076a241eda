"""Pages turned by right angles: everything that is asked about places is answered as they are seen."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from db.model.evidence import Span
from desktop.ui.source.content import Content


class TurnedPages:
    """The pages of another content, turned clockwise.

    Args:
        content: pages that are shown as pictures.
        turns: right angles, 1 to 3.
    """

    is_image = True

    def __init__(self, content: Content, turns: int) -> None:
        self._content = content
        self._turns = turns % 4

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._content.count

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points, turned."""
        width, height = self._content.size(page)
        return (height, width) if self._turns % 2 else (width, height)

    def text_extent(self) -> tuple[float, float]:
        """About where the text is; across what runs down, all of the page."""
        width = self.size(1)[0] if self.count else 0.0
        if self._turns == 2:
            left, right = self._content.text_extent()
            return width - right, width - left
        return 0.0, width

    def text(self, page: int) -> str:
        """The page's text."""
        return self._content.text(page)

    def prepare(self, page: int, top: float, bottom: float) -> bool:
        """Nothing to do."""
        return False

    def extent(self, page: int, top: float, bottom: float) -> tuple[int, int]:
        """All of the page."""
        return 0, len(self._content.text(page))

    def rects(self, page: int, start: int, end: int) -> list[QRectF]:
        """Where a run is."""
        return [self.turned(page, rect) for rect in self._content.rects(page, start, end)]

    def span_rects(self, span: Span) -> list[QRectF]:
        """Where a span is."""
        return [self.turned(span.page, rect) for rect in self._content.span_rects(span)]

    def offset_at(self, page: int, x: float, y: float) -> int | None:
        """The letter under a place."""
        return self._content.offset_at(page, *self.upright(page, x, y))

    def caret_at(self, page: int, x: float, y: float) -> int | None:
        """The nearest place between letters."""
        return self._content.caret_at(page, *self.upright(page, x, y))

    def line_at(self, page: int, offset: int) -> tuple[int, int]:
        """The line around an offset."""
        return self._content.line_at(page, offset)

    def locate(self, page: int, offset: int) -> float:
        """How far down a letter is; where it has no box, about."""
        found = self.rects(page, offset, offset + 1)
        if found:
            return found[0].top()
        down = self._content.locate(page, offset)
        height = self.size(page)[1]
        return {0: down, 2: height - down}.get(self._turns, height / 2)

    def anchor(self, page: int, y: float) -> tuple[int, float]:
        """Heights do not change here."""
        return 0, y

    def anchored(self, page: int, anchor: tuple[int, float]) -> float:
        """The height that was named."""
        return anchor[1]

    @property
    def turns(self) -> int:
        """By how many right angles they are turned clockwise."""
        return self._turns

    def upright_size(self, page: int) -> tuple[float, float]:
        """Width and height of the page as it is in the file."""
        return self._content.size(page)

    def upright_rects(self, span: Span) -> list[QRectF]:
        """Where a span is on the page as it is in the file."""
        return self._content.span_rects(span)

    def turned(self, page: int, rect: QRectF) -> QRectF:
        """A rectangle of the upright page, as it is seen."""
        width, height = self._content.size(page)
        if self._turns == 1:
            return QRectF(height - rect.bottom(), rect.left(), rect.height(), rect.width())
        if self._turns == 2:
            return QRectF(width - rect.right(), height - rect.bottom(), rect.width(), rect.height())
        if self._turns == 3:
            return QRectF(rect.top(), width - rect.right(), rect.height(), rect.width())
        return rect

    def seen_at(self, page: int, x: float, y: float) -> tuple[float, float]:
        """A point of the upright page, where it is seen."""
        point = self.turned(page, QRectF(x, y, 0, 0))
        return point.left(), point.top()

    def upright(self, page: int, x: float, y: float) -> tuple[float, float]:
        """A point that is seen, on the upright page."""
        width, height = self._content.size(page)
        if self._turns == 1:
            return y, height - x
        if self._turns == 2:
            return width - x, height - y
        if self._turns == 3:
            return width - y, x
        return x, y
