"""Spans and their rectangles."""

from __future__ import annotations

from array import array
from itertools import chain

import pytest

from db.model.evidence import Rect
from db.model.readings import Page
from desktop.documents.spans import check, make_span, rects

NOWHERE = (float("nan"),) * 4


def _page(rows: list[tuple[str, float, float]]) -> Page:
    """Rows of text, left and top; characters 0.01 wide, lines 0.02 high; no box for spaces."""
    text, boxes = "", []
    for n, (row, left, top) in enumerate(rows):
        if n:
            text += "\n"
            boxes.append(NOWHERE)
        for m, char in enumerate(row):
            text += char
            x = left + 0.01 * m
            boxes.append(NOWHERE if char == " " else (x, top, x + 0.01, top + 0.02))
    return Page(1, text, 1000.0, 1000.0, array("f", chain.from_iterable(boxes)).tobytes())


def test_quote_and_context() -> None:
    page = _page([("a" * 50 + "figure" + "b" * 50, 0.1, 0.1)])
    span = make_span(page, 50, 56, "label")
    assert (span.quote, span.prefix, span.suffix, span.role) == ("figure", "a" * 32, "b" * 32, "label")
    assert check(page, span)


def test_one_rectangle_a_line() -> None:
    page = _page([("one two", 0.1, 0.1), ("three", 0.1, 0.13)])
    assert rects(page, 0, len(page.text)) == (Rect(0.1, 0.1, 0.17, 0.12), Rect(0.1, 0.13, 0.15, 0.15))


def test_one_rectangle_a_cell() -> None:
    page = _page([("label          1 100", 0.1, 0.1)])
    left, right = rects(page, 0, len(page.text))
    assert left == Rect(0.1, 0.1, 0.15, 0.12)
    assert right == Rect(0.25, 0.1, 0.3, 0.12)


def test_a_line_that_runs_upwards_is_one_rectangle() -> None:
    boxes = [(0.5, 0.5 - 0.012 * n, 0.52, 0.512 - 0.012 * n) for n in range(6)]
    page = Page(1, "upward", 1000, 1000, array("f", chain.from_iterable(boxes)).tobytes())
    (only,) = rects(page, 0, 6)
    assert only == Rect(0.5, 0.44, 0.52, 0.512)


def test_no_geometry_no_rectangles() -> None:
    assert rects(Page(1, "text"), 0, 4) == ()


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (0, 9)])
def test_a_run_outside_the_page_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such run"):
        make_span(Page(1, "text"), start, end)
