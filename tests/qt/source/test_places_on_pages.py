"""What is found, and what the margin tells, stands where letters are drawn: on pages turned or two side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.model.evidence import Span
from desktop.documents.reading import read
from desktop.review.omission_state import Omissions
from desktop.review.omissions import find
from desktop.ui import theme
from desktop.ui.source.area import PageArea
from desktop.ui.source.coverage import CoverageLane
from desktop.ui.source.view import SourceView
from desktop.workers.rendering import Renderer
from tests.helpers.pdfs import Sheet, Text, make_pdf
from tests.qt.source.material import area_of, span

WORD = "417"
SHOWN = {
    "upright": (0, 0, False),
    "turned": (0, 1, False),
    "upside down": (0, 2, False),
    "turned back": (0, 3, False),
    "turned in the file": (90, 0, False),
    "turned in the file and back": (270, 1, False),
    "side by side": (0, 0, True),
    "side by side and turned": (0, 3, True),
    "side by side, turned in the file": (90, 0, True),
}


def _sheets(rotate: int, *, with_word: bool) -> bytes:
    before, after = Text(90, 560, "The pier holds", 16), Text(228, 560, "boats.", 16)
    word = [Text(198, 560, WORD, 16)] if with_word else []
    second = [before, *word, after, Text(90, 300, "Nothing else here", 16)]
    return make_pdf([Sheet([Text(90, 700, "A cover says nothing", 16)], rotate=rotate), Sheet(second, rotate=rotate)])


@dataclass
class Case:
    """A view of a report, the span of its word on the page that is looked at, and where that word is drawn."""

    view: SourceView
    area: PageArea
    span: Span
    ink: QRect
    plain: QImage


@pytest.fixture(params=SHOWN)
def case(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Case]:
    rotate, turns, pairs = SHOWN[request.param]
    renderer = Renderer()
    images, views, spans = [], [], []
    try:
        for with_word in (False, True):
            path = tmp_path / f"{with_word}.pdf"
            path.write_bytes(_sheets(rotate, with_word=with_word))
            reading = read(path)
            view = SourceView(renderer, theme.light())
            qtbot.addWidget(view)
            view.resize(1100, 760)
            view.show()
            view.set_report(reading, path)
            for _ in range(turns):
                view.turning.clockwise()
            if pairs:
                view.turning.toggle_two()
            view.fit_page()
            view.go_to_page(2)
            area = area_of(view)
            if with_word:
                spans.append(span(reading, WORD, 2))
                view.set_covered(Omissions(find(reading, "en")))
            _drawn(qtbot, area)
            images.append(area.viewport().grab().toImage())
            views.append(view)
        view = views[1]
        card = area_of(view).card(2)
        yield Case(view, area_of(view), spans[0], _changed(*images, card), images[1])
        for each in views:
            each.close_report()
    finally:
        renderer.close()


def _drawn(qtbot: QtBot, area: PageArea) -> None:
    qtbot.waitUntil(lambda: area.is_drawn(2) and not area.asking.waiting and not area._images._running, timeout=20_000)


def _changed(one: QImage, other: QImage, card: QRect) -> QRect:
    """What is around all pixels of a card that differ clearly."""
    assert one.size() == other.size()
    inside = card.intersected(one.rect()).adjusted(3, 3, -3, -3)
    found = [
        (x, y)
        for y in range(inside.top(), inside.bottom() + 1)
        for x in range(inside.left(), inside.right() + 1)
        if one.pixel(x, y) != other.pixel(x, y)
        and abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 12
    ]
    if not found:
        return QRect()
    across, down = [x for x, _ in found], [y for _, y in found]
    return QRect(QPoint(min(across), min(down)), QPoint(max(across), max(down)))


def test_what_is_found_and_what_the_margin_tells_stand_where_the_word_is_drawn(qtbot: QtBot, case: Case) -> None:
    area, ink = case.area, case.ink
    assert ink.width() > 6 and ink.height() > 6
    (rect,) = area.to_viewport(2, area.content.span_rects(case.span))  # type: ignore[union-attr]
    assert rect.adjusted(-1.5, -1.5, 1.5, 1.5).toAlignedRect().contains(ink)
    assert rect.width() * rect.height() < 4 * ink.width() * ink.height()

    lane = case.view.findChild(CoverageLane)
    assert lane is not None
    middle = ink.center().y() + area.viewport().y()
    near = min(lane.marks(), key=lambda each: abs(each[0] - middle))
    assert near[1] == "open" and abs(near[0] - middle) <= ink.height() / 2 + 4, (near, middle)

    area.finder.look_for(WORD, after=(2, 0))
    qtbot.waitUntil(lambda: area.finder.count == 1 and area.finder.number == 1)
    _drawn(qtbot, area)
    lit = _changed(case.plain, area.viewport().grab().toImage(), area.card(2))
    assert lit.adjusted(-1, -1, 1, 1).contains(ink), (lit, ink)
    assert lit.width() <= ink.width() + 14 and lit.height() <= ink.height() + 14, "and on no others"


@pytest.mark.parametrize("pages", [(1,), (2,), (1, 2)])
def test_of_two_pages_side_by_side_the_one_with_open_facts_is_chosen(
    qtbot: QtBot, show: Callable[..., SourceView], tmp_path: Path, pages: tuple[int, ...]
) -> None:
    path = tmp_path / "two.pdf"
    path.write_bytes(
        make_pdf(
            [
                Sheet([Text(90, 560, f"Pier {'ABC'[n]} holds {400 + n} boats." if n in pages else "Quiet.", 16)])
                for n in (1, 2)
            ]
        )
    )
    reading = read(path)
    view = show(reading, 1100, 760)
    view.turning.toggle_two()
    view.fit_page()
    view.set_covered(Omissions(find(reading, "en")))
    lane = view.findChild(CoverageLane)
    assert lane is not None
    height = round(lane.marks()[0][0])
    told = lane.words(lane.page_at(height))
    assert all(f"Page {page}: 1 " in told for page in pages[:1])
    with qtbot.waitSignal(view.coverageChosen) as chosen:
        QTest.mouseClick(lane, Qt.MouseButton.LeftButton, pos=QPoint(5, height))
    assert chosen.args == [pages[0]]
