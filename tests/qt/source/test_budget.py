"""All pictures of pages together stay below one limit, and who holds most gives."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.source.budget import TOGETHER, PictureBudget
from desktop.ui.source.images import PageImages
from desktop.ui.source.twin import TwinPane
from desktop.ui.source.view import SourceView
from tests.qt.source.material import FakeRenderer, area_of, pdf

PAGE = 4 * 60 * 80  # bytes of one picture
BIG = 4 * 2000 * 2000


def images(renderer: FakeRenderer, budget: PictureBudget, name: str) -> PageImages:
    made = PageImages(renderer, budget=budget)
    made.open(Path(f"/nowhere/{name}.pdf"))
    return made


def draw(qtbot: QtBot, made: PageImages, renderer: FakeRenderer, *pages: int, size: tuple[int, int] = (60, 80)) -> None:
    for page in pages:
        made.want([(page, *size)])
        with qtbot.waitSignal(made.arrived):
            renderer.draw(-1)


def kept(made: PageImages, pages: int = 30) -> list[int]:
    return [page for page in range(1, pages + 1) if page in made._images]


def test_one_alone_may_fill_all_of_it(qtbot: QtBot, renderer: FakeRenderer) -> None:
    budget = PictureBudget(5 * PAGE)
    first = images(renderer, budget, "a")
    draw(qtbot, first, renderer, 1, 2, 3, 4, 5, 6)
    assert kept(first) == [2, 3, 4, 5, 6] and budget.held() == 5 * PAGE


def test_who_holds_most_gives_and_who_is_merely_looked_at_keeps(qtbot: QtBot, renderer: FakeRenderer) -> None:
    budget = PictureBudget(5 * PAGE)
    first, second = images(renderer, budget, "a"), images(renderer, budget, "b")
    draw(qtbot, first, renderer, 1, 2, 3, 4, 5)
    draw(qtbot, second, renderer, *range(11, 31))
    assert budget.held() <= 5 * PAGE
    assert kept(first)[-2:] == [4, 5], "what it showed last is still there"
    assert kept(second)[-2:] == [29, 30]
    assert first.lost > 0


def test_the_last_picture_of_each_stays_however_large(qtbot: QtBot, renderer: FakeRenderer) -> None:
    budget = PictureBudget(PAGE)
    first, second = images(renderer, budget, "a"), images(renderer, budget, "b")
    draw(qtbot, first, renderer, 1)
    draw(qtbot, second, renderer, 1, 2)
    assert kept(first) == [1] and kept(second) == [2]


def test_what_is_gone_is_not_counted(qtbot: QtBot, renderer: FakeRenderer) -> None:
    budget = PictureBudget(5 * PAGE)
    first, second = images(renderer, budget, "a"), images(renderer, budget, "b")
    draw(qtbot, first, renderer, 1, 2)
    draw(qtbot, second, renderer, 1)
    second.open(None)
    assert budget.held() == 2 * PAGE
    renderer.futures.clear()
    del first
    gc.collect()
    assert budget.held() == 0


@pytest.fixture
def twin(qtbot: QtBot, show: Callable[..., SourceView], renderer: FakeRenderer) -> TwinPane:
    """Beside a view of the same pages."""
    first = show(pdf(*["words"] * 40))
    pane = TwinPane(first, renderer, theme.light())
    qtbot.addWidget(pane)
    pane.resize(600, 500)
    pane.show()
    pane.view.set_report(pdf(*["others"] * 40), Path("/nowhere/other.pdf"))
    return pane


def test_a_twin_and_contents_take_no_more_than_one_view_would(
    qtbot: QtBot, twin: TwinPane, renderer: FakeRenderer
) -> None:
    first, second = twin._first, twin.view
    assert first.budget is second.budget and first.budget.limit == TOGETHER <= 256 * 1024 * 1024
    for view in (first, second):
        view.contents.toggle()
        assert view.contents._pane is not None and view.contents._pane.images._budget is first.budget
    for page in range(1, 14):
        for view in (first, second):
            draw(qtbot, view._images, renderer, page, size=(2000, 2000))
    held = [view._images.bytes_held() for view in (first, second)]
    assert sum(held) <= TOGETHER and min(held) > TOGETHER // 2 - 2 * BIG
    second.set_report(None, None)
    draw(qtbot, first._images, renderer, *range(14, 20), size=(2000, 2000))
    assert first._images.bytes_held() > max(held), "the room is there again"


def test_a_picture_that_had_to_go_is_asked_for_when_its_page_is_painted(
    qtbot: QtBot, show: Callable[..., SourceView], renderer: FakeRenderer
) -> None:
    view = show(pdf(*["words"] * 3))
    area = area_of(view)
    qtbot.waitUntil(lambda: bool(renderer.asked))
    renderer.draw_all()
    qtbot.waitUntil(lambda: area.is_drawn(1) and not area.asking.waiting)
    renderer.draw_all()
    qtbot.waitUntil(lambda: not view._images._running)
    before = len(renderer.asked)
    while view._images._images:
        view._images.drop_oldest()
    area.viewport().update()
    qtbot.waitUntil(lambda: len(renderer.asked) > before)
    assert renderer.asked[before][0] == 1
