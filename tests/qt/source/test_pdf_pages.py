"""Pages with boxes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.model.evidence import Rect
from db.model.readings import Page, Reading
from desktop.ui.source.pdf_pages import A4, PdfPages
from tests.qt.source.material import pdf, span

READING = pdf("first line\nsecond 1 100\n\U00020000 end", "other page")


def test_a_run_over_two_lines_has_two_rectangles_in_points() -> None:
    content = PdfPages(READING)
    first, second = content.rects(1, 6, 17)
    assert (first.left(), first.top(), first.width()) == pytest.approx((60 + 12 * 6, 60, 48), abs=0.01)
    assert second.top() == pytest.approx(84, abs=0.01)


def test_a_span_lies_where_it_says_else_where_its_letters_are() -> None:
    content = PdfPages(READING)
    where = span(READING, "1 100")
    told = replace(where, rects=(Rect(0.5, 0.5, 0.6, 0.6),))
    assert content.span_rects(told)[0].left() == pytest.approx(297.5)
    assert content.span_rects(replace(where, rects=()))[0].left() == pytest.approx(60 + 12 * 7, abs=0.01)
    assert content.span_rects(replace(where, page=9)) == []


def test_the_letter_under_a_place() -> None:
    content = PdfPages(READING)
    assert content.offset_at(1, 60 + 12 * 7 + 6, 84 + 7) == READING.pages[0].text.index("1 100")
    assert content.offset_at(1, 500, 700) is None


def test_the_nearest_place_between_letters() -> None:
    content = PdfPages(READING)
    assert content.caret_at(1, 0, 0) == 0
    assert content.caret_at(1, 590, 66) == len("first line")
    assert content.caret_at(1, 60 + 12 * 3 + 2, 66) == 3
    assert content.caret_at(1, 60 + 12 * 3 + 10, 66) == 4


def test_lines_are_those_of_the_text() -> None:
    content = PdfPages(READING)
    text = READING.pages[0].text
    assert text[slice(*content.line_at(1, 13))] == "second 1 100"
    assert text[slice(*content.line_at(1, len(text)))] == "\U00020000 end"


def test_a_page_without_text_or_size_is_shown_all_the_same() -> None:
    content = PdfPages(Reading("f" * 64, "pdf", "t", "1", (Page(1, ""),)))
    assert content.size(1) == A4
    assert content.caret_at(1, 5, 5) is None and content.offset_at(1, 5, 5) is None
    assert content.rects(1, 0, 0) == []
    assert content.locate(1, 0) == 0


def test_where_a_letter_is_is_told_by_its_box() -> None:
    assert PdfPages(READING).locate(1, 12) == pytest.approx(84, abs=0.01)
