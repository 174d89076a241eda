"""Where page cards lie."""

from __future__ import annotations

import pytest

from desktop.ui.source.pages import GAP, MARGIN, POINT, ZOOMS, PageStack, next_zoom


def stack(*sizes: tuple[float, float], zoom: float = 1.0) -> PageStack:
    made = PageStack()
    made.set_sizes(sizes or ((600.0, 800.0),) * 3)
    made.set_zoom(zoom)
    return made


def test_cards_follow_one_another_and_are_centred() -> None:
    pages = stack(zoom=0.75)
    first, second = pages.rect(1, 1000), pages.rect(2, 1000)
    assert (first.left(), first.top(), first.width(), first.height()) == (200, MARGIN, 600, 800)
    assert second.top() == MARGIN + 800 + GAP
    assert pages.height == 2 * MARGIN + 3 * 800 + 2 * GAP


def test_a_card_wider_than_the_view_begins_at_the_margin() -> None:
    assert stack(zoom=3.0).rect(1, 500).left() == MARGIN


def test_the_page_at_a_height() -> None:
    pages = stack(zoom=0.75)
    assert [pages.at(y) for y in (0, MARGIN, 800, MARGIN + 800 + GAP, 10**6)] == [1, 1, 1, 2, 3]
    assert PageStack().at(5) == 0


def test_only_the_pages_between_two_heights_are_visible() -> None:
    pages = stack(*(((600.0, 800.0),) * 900), zoom=0.75)
    assert list(pages.visible(0, 700)) == [1]
    assert list(pages.visible(816 * 500, 816 * 500 + 900)) == [501, 502]
    assert list(pages.visible(MARGIN + 802, MARGIN + 810)) == []  # the gap between two pages
    assert list(PageStack().visible(0, 100)) == []


def test_a_page_that_grows_moves_those_below() -> None:
    pages = stack(zoom=0.75)
    pages.set_size(1, (600.0, 1000.0))
    assert pages.top(2) == MARGIN + 1000 + GAP


def test_fitting() -> None:
    pages = stack((600.0, 800.0), (900.0, 600.0))
    assert pages.fitting_width(900 + 2 * MARGIN) == pytest.approx(1 / POINT)
    assert pages.fitting_page(1, 5000, 800 + 2 * MARGIN) == pytest.approx(1 / POINT)
    assert pages.fitting_page(2, 900 + 2 * MARGIN, 5000) == pytest.approx(1 / POINT)


def test_zoom_stays_within_its_bounds() -> None:
    pages = stack(zoom=100.0)
    assert pages.zoom == ZOOMS[-1]
    pages.set_zoom(0.0001)
    assert pages.zoom == ZOOMS[0]


@pytest.mark.parametrize(
    ("zoom", "up", "expected"),
    [(1.0, True, 1.1), (1.0, False, 0.9), (0.93, True, 1.0), (8.0, True, 8.0), (0.1, False, 0.25)],
)
def test_steps_of_zoom(zoom: float, up: bool, expected: float) -> None:
    assert next_zoom(zoom, up) == expected
