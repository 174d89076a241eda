"""Knows which passages of the record on the desk have been on screen since it was laid there."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QRegion

from db.model.evidence import Evidence, Span
from desktop.ui.source.content import Content

SHARE = 0.8  # of a line must be inside the viewport, each way, to count as seen
POINT = 2.0  # points: where a letter's place is known only about, this much around it

_Key = tuple[int, int, int]


class Surface(Protocol):
    """What is asked of the area that paints the pages."""

    content: Content | None

    def to_viewport(self, page: int, rects: list[QRectF]) -> list[QRectF]:
        """Page points to pixels of the viewport."""

    def size_seen(self) -> tuple[int, int]:
        """Width and height of the viewport in pixels."""

    def is_drawn(self, page: int) -> bool:
        """Whether the page itself is painted, not a grey card in its place."""


class Seen:
    """Counts the lines of the watched spans that were painted inside the viewport; a span is seen once all were.

    Nothing else makes a passage seen: neither that it was scrolled to, nor that its page was asked for.
    """

    def __init__(self) -> None:
        self._record: str | None = None
        self._watched: dict[_Key, Span] = {}
        self._lines: dict[_Key, set[int]] = {}
        self._whole: set[_Key] = set()

    def watch(self, record: str | None, spans: Evidence) -> bool:
        """Watch the passages of this record; of another one than before nothing has been seen yet.

        Returns:
            Whether it is another record.
        """
        other = record != self._record
        if other:
            self._record = record
            self._lines.clear()
            self._whole.clear()
        self._watched = {_key(span): span for span in spans}
        return other

    def forget(self) -> None:
        """Other pages are shown: nothing on them has been seen yet."""
        self._lines.clear()
        self._whole.clear()

    def has_seen(self, span: Span) -> bool:
        """Whether all of a span was on screen."""
        return _key(span) in self._whole

    def first_unseen_line(self, span: Span) -> int:
        """The number of the first line of a span that was not on screen, from 0."""
        lines = self._lines.get(_key(span), set())
        return next(number for number in range(len(lines) + 1) if number not in lines)

    def painted(self, surface: Surface, region: QRegion) -> bool:
        """Take notice of what was just painted.

        Args:
            region: the part of the viewport, in its pixels.

        Returns:
            Whether a span became seen by it.
        """
        content = surface.content
        if content is None:
            return False
        before = len(self._whole)
        for key, span in self._watched.items():
            if key in self._whole or not 1 <= span.page <= content.count or not surface.is_drawn(span.page):
                continue
            rects = surface.to_viewport(span.page, lines_of(content, span))
            lines = self._lines.setdefault(key, set())
            lines.update(number for number, rect in enumerate(rects) if _shows(rect, surface.size_seen(), region))
            if len(lines) >= len(rects):
                self._whole.add(key)
        return len(self._whole) > before


def lines_of(content: Content, span: Span) -> list[QRectF]:
    """Where the lines of a span are, in page points; about where it is, on a page whose letters have no boxes."""
    rects = content.span_rects(span)
    if rects:
        return rects
    width = content.size(span.page)[0]
    return [QRectF(0, content.locate(span.page, span.start) - POINT, width, 2 * POINT)]


def _key(span: Span) -> _Key:
    return span.page, span.start, span.end


def _shows(rect: QRectF, size: tuple[int, int], region: QRegion) -> bool:
    """Whether as much of a line as can be is inside the viewport, and was among what was painted."""
    width, height = size
    seen = rect.intersected(QRectF(0, 0, width, height))
    if seen.width() < SHARE * min(rect.width(), width) or seen.height() < SHARE * min(rect.height(), height):
        return False
    middle = seen.center()
    return region.contains(QPoint(int(middle.x()), int(middle.y())))
