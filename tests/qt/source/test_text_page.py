"""Text readings as pages: only what is looked at is laid out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.model.evidence import Rect
from desktop.ui.source.text_page import KEPT_PARTS, MANY_PAGES, SHORTEST, WIDTH, TextPages
from tests.qt.source.material import plain, span

LINE = "按照港口的安排，灯塔为 110 艘渔船送去了 \U0001f4c4 新的海图。"
pytestmark = pytest.mark.usefixtures("qapp")


def test_opening_lays_nothing_out() -> None:
    content = TextPages(plain(*("\n".join([LINE] * 40) for _ in range(900))))
    assert content.count == 900 and content.size(900)[1] > 400
    assert len(content._laid) == 0


def test_only_the_part_that_shows_is_laid_out() -> None:
    content = TextPages(plain("\n".join([LINE] * 20000)))
    content.prepare(1, 100_000.0, 100_800.0)
    assert 1 <= len(content._laid) <= 4


def test_layouts_that_were_left_are_let_go_and_heights_stay() -> None:
    content = TextPages(plain("\n".join([LINE] * 20000)))
    for top in range(0, 300_000, 700):
        content.prepare(1, float(top), top + 700.0)
    assert len(content._laid) <= KEPT_PARTS
    height = content.size(1)[1]
    content.prepare(1, 0.0, 800.0)
    assert content.size(1)[1] == height


def test_an_anchor_names_the_same_line_when_what_is_above_gets_its_true_height() -> None:
    reading = plain(("il, " * 90 + "\n") * 300 + "the passage\n" + LINE * 50)
    content = TextPages(reading)
    where = span(reading, "the passage")
    content.prepare_run(1, where.start, where.end)
    before = content.span_rects(where)[0].top()
    anchor = content.anchor(1, before)
    content.prepare(1, 0.0, before)
    after = content.span_rects(where)[0].top()
    assert after != before
    assert content.anchored(1, anchor) == pytest.approx(after, abs=0.5)


def test_a_letter_is_found_where_it_is_drawn_also_behind_letters_of_two_units() -> None:
    reading = plain("\n".join([LINE] * 30))
    content = TextPages(reading)
    content.prepare(1, 0.0, 2000.0)
    for nth in (0, 11, 29):
        where = span(reading, "新的", nth=nth)
        rect = content.span_rects(where)[0]
        assert content.offset_at(1, rect.left() + 3, rect.center().y()) == where.start
        assert content.caret_at(1, rect.right() - 1, rect.center().y()) == where.end
        assert content.text(1)[slice(*content.line_at(1, where.start))].startswith("按照")


def test_places_beside_the_text_have_no_letter_but_a_nearest_place() -> None:
    content = TextPages(plain("ab\ncd"))
    content.prepare(1, 0.0, 500.0)
    assert content.offset_at(1, 2.0, 2.0) is None
    assert content.caret_at(1, 0.0, 0.0) == 0
    assert content.caret_at(1, WIDTH, 5000.0) == 5


def test_an_empty_page_is_a_page() -> None:
    content = TextPages(plain("", "x"))
    content.prepare(1, 0.0, 500.0)
    assert content.size(1) == (WIDTH, SHORTEST)
    assert content.caret_at(1, 50.0, 50.0) == 0
    assert content.offset_at(1, 50.0, 50.0) is None


def test_where_something_is_is_known_about_without_laying_it_out() -> None:
    reading = plain("\n".join([LINE] * 400))
    content = TextPages(reading)
    middle = content.locate(1, len(reading.pages[0].text) // 2)
    assert 0.4 < middle / content.size(1)[1] < 0.6
    assert len(content._laid) == 0


def test_rectangles_of_another_reading_mean_nothing() -> None:
    reading = plain("one two three")
    content = TextPages(reading)
    content.prepare(1, 0.0, 500.0)
    where = span(reading, "two")
    assert content.span_rects(replace(where, rects=(Rect(0, 0, 1, 1),))) == content.span_rects(where)
    assert content.span_rects(replace(where, page=7)) == []


@pytest.mark.parametrize("number", [3, MANY_PAGES + 5])
def test_all_sizes_at_once_are_those_of_each_page(number: int) -> None:
    reading = plain(*("\n".join([LINE] * (40 * page % 90)) for page in range(number)))
    at_once, one_by_one = TextPages(reading), TextPages(reading)
    assert at_once.sizes() == [one_by_one.size(page) for page in range(1, number + 1)]
    for content in (at_once, one_by_one):
        content.prepare(2, 0.0, 500.0)
    assert at_once.sizes() == [one_by_one.size(page) for page in range(1, number + 1)]
