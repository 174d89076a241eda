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
    """Rectangles around a run, one for each line or cell it covers; none where the reading has no geometry.

    A line may run downwards or upwards too, as in the turned heads of tables.
    """
    if not page.boxes:
        return ()
    text = page.text
    first, last = max(0, start), min(end, len(text))
    values = coordinates(page.boxes)[4 * first : 4 * last].tolist()
    across, down = page.width or 1.0, page.height or 1.0
    found: list[Rect] = []
    # The box of the run so far; written out, since this is done for every character that proves anything.
    x0 = y0 = x1 = y1 = 0.0
    begun = False
    for n, (left, top, right, bottom) in enumerate(zip(*[iter(values)] * 4, strict=True), first):
        if not left <= right or not top <= bottom:  # false for NaN, too
            if begun and text[n] == "\n":
                found.append(_rect(x0, y0, x1, y1))
                begun = False
            continue
        if begun:
            if y0 <= (top + bottom) / 2 <= y1 or top <= (y0 + y1) / 2 <= bottom:
                gap = left - x1 if left - x1 >= x0 - right else x0 - right
                height = bottom - top if bottom - top >= y1 - y0 else y1 - y0
                goes_on = gap * across <= _JOINED * height * down
            elif x0 <= (left + right) / 2 <= x1 and abs((right - left) - (x1 - x0)) < 0.3 * (right - left):
                goes_on = max(top - y1, y0 - bottom) * down <= 0.6 * (right - left) * across
            else:
                goes_on = False
            if goes_on:
                if left < x0:
                    x0 = left
                if top < y0:
                    y0 = top
                if right > x1:
                    x1 = right
                if bottom > y1:
                    y1 = bottom
                continue
            found.append(_rect(x0, y0, x1, y1))
        x0, y0, x1, y1, begun = left, top, right, bottom, True
    if begun:
        found.append(_rect(x0, y0, x1, y1))
    return tuple(found)


def _rect(left: float, top: float, right: float, bottom: float) -> Rect:
    if left < 0 or top < 0 or right > 1 or bottom > 1:
        left, top, right, bottom = (min(1.0, max(0.0, value)) for value in (left, top, right, bottom))
    return Rect(round(left, 6), round(top, 6), round(right, 6), round(bottom, 6))


def check(page: Page, span: Span) -> bool:
    """Whether a span's quote still stands at its place on this page."""
    return page.number == span.page and page.text[span.start : span.end] == span.quote
