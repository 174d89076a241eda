"""Spans of a page: the quote with its context, and the rectangles that light it."""

from __future__ import annotations

from array import array
from functools import lru_cache

from db.model.evidence import CONTEXT_LENGTH, Rect, Role, Span
from db.model.readings import Page

_JOINED = 1.5  # of a line's height: a wider gap parts two cells


@lru_cache(maxsize=64)
def coordinates(boxes: bytes) -> array[float]:
    """A page's boxes as floats, 4 for each code point."""
    values = array("f")
    values.frombytes(boxes)
    return values


def make_span(page: Page, start: int, end: int, role: Role = "value") -> Span:
    """The span of a run of code points, with its quote, context and rectangles.

    Raises:
        ValueError: the run is empty or not in the page.
    """
    if not 0 <= start < end <= len(page.text):
        raise ValueError(f"no such run on page {page.number}: {start}..{end} of {len(page.text)}")
    return Span(
        page=page.number,
        start=start,
        end=end,
        quote=page.text[start:end],
        prefix=page.text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=page.text[end : end + CONTEXT_LENGTH],
        role=role,
        rects=rects(page, start, end),
    )


def rects(page: Page, start: int, end: int) -> tuple[Rect, ...]:
    """Rectangles around a run, one for each line or cell it covers; none where the reading has no geometry."""
    if not page.boxes:
        return ()
    values = coordinates(page.boxes)
    across = page.width or 1.0
    down = page.height or 1.0
    found: list[Rect] = []
    current: list[float] | None = None
    for at in range(4 * max(0, start), 4 * min(end, len(page.text)), 4):
        left, top, right, bottom = values[at : at + 4]
        if not left <= right or not top <= bottom:  # false for NaN, too
            continue
        if current is not None:
            middle = (top + bottom) / 2
            height = max(bottom - top, current[3] - current[1])
            gap = max(left - current[2], current[0] - right) * across
            if current[1] <= middle <= current[3] or top <= (current[1] + current[3]) / 2 <= bottom:
                if gap <= _JOINED * height * down:
                    current[0], current[1] = min(current[0], left), min(current[1], top)
                    current[2], current[3] = max(current[2], right), max(current[3], bottom)
                    continue
            found.append(_rect(current))
        current = [left, top, right, bottom]
    if current is not None:
        found.append(_rect(current))
    return tuple(found)


def _rect(values: list[float]) -> Rect:
    left, top, right, bottom = (min(1.0, max(0.0, round(value, 6))) for value in values)
    return Rect(left, top, right, bottom)


def check(page: Page, span: Span) -> bool:
    """Whether a span's quote still stands at its place on this page."""
    return page.number == span.page and page.text[span.start : span.end] == span.quote
