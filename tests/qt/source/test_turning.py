"""Pages turned or side by side: what is lit, pointed at, selected, found and seen stays on its letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.documents.reading import read
from desktop.ui import theme
from desktop.ui.source.search_bar import SearchBar
from desktop.ui.source.strip import Strip
from desktop.ui.source.tool_signs import SignButton
from desktop.ui.source.turned_pages import TurnedPages
from desktop.ui.source.view import SourceView
from desktop.workers.rendering import Renderer
from tests.helpers.pdfs import Sheet, Text, make_pdf
from tests.qt.source.material import FakeRenderer, area_of, mark, middle, pdf, plain, span

READING = pdf("Harbour 120 boats\nand 35 sheds here", "Second page with 77 nets", "Third 5")


def turn(view: SourceView, times: int) -> None:
    for _ in range(times):
        view.turning.clockwise()


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_places_turn_with_the_page_and_back(show: Callable[..., SourceView], turns: int) -> None:
    area = area_of(show(READING))
    upright = area.content
    assert upright is not None
    turned = TurnedPages(upright, turns)
    assert turned.size(1) == ((842.0, 595.0) if turns % 2 else (595.0, 842.0))
    for x, y in ((70.0, 65.0), (300.0, 800.0)):
        there = turned.seen_at(1, x, y)
        assert turned.upright(1, *there) == pytest.approx((x, y))
        assert turned.offset_at(1, *there) == upright.offset_at(1, x, y)
    bounds = QRectF(0, 0, *turned.size(1))
    assert all(bounds.contains(rect) for rect in turned.rects(1, 0, 12))


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_report_is_clicked_selected_and_found_where_its_letters_are(
    qtbot: QtBot, show: Callable[..., SourceView], renderer: FakeRenderer, turns: int
) -> None:
    view = show(READING)
    view.set_marks([mark(READING, "boats", "120"), mark(READING, "nets", "77", page=2)])
    turn(view, turns)
    renderer.draw_all()
    area = area_of(view)
    where = span(READING, "120")
    with qtbot.waitSignal(view.recordClicked) as clicked:
        QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, where))
    assert clicked.args == ["boats"]
    QTest.mouseDClick(area.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, span(READING, "sheds")))
    assert [each.quote for each in view.selection()] == ["sheds"]
    view.watch("boats", (where,))
    view.look_at(where)
    qtbot.waitUntil(lambda: bool(renderer.turns) and renderer.turns[-1] == turns)
    renderer.draw_all()
    qtbot.waitUntil(lambda: view.has_shown(where))
    view.set_current("nets")
    rect = area.to_viewport(2, area.content.span_rects(span(READING, "77", 2)))[0]  # type: ignore[union-attr]
    assert QRectF(area.viewport().rect()).contains(rect)


def test_turning_keeps_what_is_in_the_middle_and_the_report_stays_turned(show: Callable[..., SourceView]) -> None:
    view, other = show(READING), replace(plain("Nothing but text."), file="0" * 64)
    area = area_of(view)
    area.zoom_to(2.0)
    centre = QPointF(area.viewport().width() / 2, area.viewport().height() / 2)
    area._bring((2, 300.0, 400.0), centre)
    page, x, y = area.place(centre) or (0, 0.0, 0.0)
    for turns in (1, 2, 3, 0):
        view.turning.clockwise()
        found = area.place(centre)
        assert found is not None and view.turning.turns == turns
        upright = TurnedPages(view.turning._upright, turns).upright(found[0], *found[1:])  # type: ignore[arg-type]
        assert found[0] == page and upright == pytest.approx((x, y), abs=2.0)
    view.turning.anticlockwise()
    view.set_report(other, None)
    assert not view.turning.can_turn
    view.turning.clockwise()
    assert view.turning.turns == 0
    view.set_report(READING, Path("/nowhere/report.pdf"))
    assert view.turning.turns == 3


def test_the_strip_shows_turned_records_where_they_are_now(show: Callable[..., SourceView]) -> None:
    view = show(READING)
    view.set_marks([mark(READING, "boats", "120")])
    strip = view.findChild(Strip)
    assert isinstance(strip, Strip)
    before = strip.ticks()[0].at
    turn(view, 2)
    area = area_of(view)
    rect = area.content.rects(1, 8, 11)[0]  # type: ignore[union-attr]
    expected = (area.stack.top(1) + rect.top() * area.stack.scale) / area.stack.height
    assert strip.ticks()[0].at == pytest.approx(expected, abs=0.002) and expected > before + 0.1


def test_two_pages_stand_side_by_side(qtbot: QtBot, show: Callable[..., SourceView], renderer: FakeRenderer) -> None:
    view = show(READING, 1200, 700)
    view.set_marks([mark(READING, "nets", "77", page=2)])
    view.turning.toggle_two()
    area = area_of(view)
    first, second, third = (area.card(page) for page in (1, 2, 3))
    assert first.top() == second.top() < third.top() and first.right() < second.left()
    assert list(area.stack.visible(0, 100)) == [1, 2]
    place = area.place(QPointF(second.center()))
    assert place is not None and place[0] == 2
    qtbot.waitUntil(lambda: {asked[0] for asked in renderer.asked} >= {1, 2})
    with qtbot.waitSignal(view.recordClicked) as clicked:
        QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, span(READING, "77", 2)))
    assert clicked.args == ["nets"]
    view.fit_width()
    assert area.card(2).right() <= area.viewport().width() and area.card(1).left() >= 0
    assert area.stack.width <= area.viewport().width()
    view.fit_page()
    assert area.card(2).height() <= area.viewport().height()
    view.go_to_page(3)
    assert view.page() == 3
    view.turning.toggle_two()
    assert area.card(1).top() < area.card(2).top() < area.card(3).top()


def test_a_selection_goes_from_a_page_to_the_one_beside_it(show: Callable[..., SourceView]) -> None:
    view = show(READING, 1200, 700)
    view.turning.toggle_two()
    view.fit_width()
    viewport = area_of(view).viewport()
    begin, end = middle(view, span(READING, "shed")), middle(view, span(READING, "page", 2))
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(viewport, begin + QPoint(30, 0))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert [(each.page, each.quote) for each in view.selection()] == [(1, "eds here"), (2, "Second pa")]


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("zoom", [1.0, 4.0])
def test_letters_are_painted_where_their_boxes_are(qtbot: QtBot, tmp_path: Path, turns: int, zoom: float) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(make_pdf([Sheet([Text(200, 500, "HEM", 40)]), Sheet()]))
    reading = read(path)
    renderer = Renderer()
    try:
        view = SourceView(renderer, theme.light())
        qtbot.addWidget(view)
        view.resize(900, 700)
        view.show()
        view.set_report(reading, path)
        turn(view, turns)
        area = area_of(view)
        area.zoom_to(zoom)
        where = span(reading, "HEM")
        area.look_at(where)
        area.reveal_across(area.to_viewport(1, area.content.span_rects(where)))  # type: ignore[union-attr]
        qtbot.waitUntil(lambda: area.is_drawn(1), timeout=20_000)
        qtbot.waitUntil(lambda: not area.asking.waiting and not area._images._running, timeout=20_000)
        image = area.viewport().grab().toImage()
        box = area.to_viewport(1, area.content.span_rects(where))[0]  # type: ignore[union-attr]
        assert ink(image, box) > 0.1 * box.width() * box.height() / 1.5
        assert ink(image, QRectF(image.rect()).adjusted(4, 4, -4, -4)) == ink(image, box)
        view.close_report()
    finally:
        renderer.close()


def ink(image: QImage, within: QRectF) -> int:
    """How many dark pixels there are in and a pixel around a rectangle."""
    area = within.adjusted(-1.5, -1.5, 1.5, 1.5).toAlignedRect().intersected(image.rect())
    return sum(
        QColor(image.pixel(x, y)).value() < 90
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_lines_stay_below_the_letters_of_a_turned_page(
    qtbot: QtBot, show: Callable[..., SourceView], renderer: FakeRenderer, turns: int
) -> None:
    view = show(READING)
    view.set_marks([mark(READING, "boats", "120", state="decided")])
    turn(view, turns)
    where, area = span(READING, "120"), area_of(view)
    area.zoom_to(1.0)
    view.look_at(where)
    qtbot.waitUntil(lambda: bool(renderer.turns) and renderer.turns[-1] == turns and not area.asking.waiting)
    renderer.draw_all()
    qtbot.waitUntil(lambda: area.is_drawn(1))
    image = area.viewport().grab().toImage()
    rect = area.to_viewport(1, area.content.span_rects(where))[0]  # type: ignore[union-attr]
    beyond = {0: (0, 1), 1: (-1, 0), 2: (0, -1), 3: (1, 0)}
    strong = {}
    for side, (x, y) in beyond.items():
        at = rect.center() + QPointF(x * (rect.width() / 2 + 1.5), y * (rect.height() / 2 + 1.5))
        strong[side] = QColor(image.pixel(at.toPoint())).saturation()
    assert max(strong, key=lambda side: strong[side]) == turns and strong[turns] > 100, strong


def _press(view: SourceView, name: str) -> None:
    button = next(found for found in view.findChildren(SignButton) if found.sign == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_signs_above_the_pages_turn_them_and_lay_them_in_pairs(show: Callable[..., SourceView]) -> None:
    view = show(READING, 1100)
    area = area_of(view)
    _press(view, "turn-right")
    assert view.turning.turns == 1
    _press(view, "turn-left")
    _press(view, "turn-left")
    assert view.turning.turns == 3
    _press(view, "two-pages")
    assert area.stack.side_by_side
    view.set_report(plain("Nothing but text."), None)
    signs = {found.sign: found for found in view.findChildren(SignButton)}
    assert not signs["turn-left"].isEnabled() and signs["two-pages"].isChecked()
    _press(view, "two-pages")
    assert not area.stack.side_by_side and not signs["two-pages"].isChecked()
    _press(view, "find")
    assert view.findChild(SearchBar).isVisible()  # type: ignore[union-attr]
