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
    values, text = coordinates(page.boxes), page.text
    across, down = page.width or 1.0, page.height or 1.0
    found: list[Rect] = []
    current: list[float] | None = None
    for n in range(max(0, start), min(end, len(text))):
        left, top, right, bottom = values[4 * n : 4 * n + 4]
        if not left <= right or not top <= bottom:  # false for NaN, too
            if text[n] == "\n" and current is not None:
                found.append(_rect(current))
                current = None
            continue
        if current is not None:
            if _continues(current, (left, top, right, bottom), across, down):
                current[0], current[1] = min(current[0], left), min(current[1], top)
                current[2], current[3] = max(current[2], right), max(current[3], bottom)
                continue
            found.append(_rect(current))
        current = [left, top, right, bottom]
    if current is not None:
        found.append(_rect(current))
    return tuple(found)


def _continues(run: list[float], box: tuple[float, float, float, float], across: float, down: float) -> bool:
    """Whether a character stands on the line of a run, and no wider gap between than within a cell.

    The line may run downwards or upwards too, as in the turned heads of tables.
    """
    left, top, right, bottom = box
    if run[1] <= (top + bottom) / 2 <= run[3] or top <= (run[1] + run[3]) / 2 <= bottom:
        height = max(bottom - top, run[3] - run[1]) * down
        return max(left - run[2], run[0] - right) * across <= _JOINED * height
    if run[0] <= (left + right) / 2 <= run[2] and abs((right - left) - (run[2] - run[0])) < 0.3 * (right - left):
        width = (right - left) * across
        return max(top - run[3], run[1] - bottom) * down <= 0.6 * width
    return False


def _rect(values: list[float]) -> Rect:
    left, top, right, bottom = (min(1.0, max(0.0, round(value, 6))) for value in values)
    return Rect(left, top, right, bottom)


def check(page: Page, span: Span) -> bool:
    """Whether a span's quote still stands at its place on this page."""
    return page.number == span.page and page.text[span.start : span.end] == span.quote
