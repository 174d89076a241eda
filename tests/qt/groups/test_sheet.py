"""The sheet of like values by itself: what counts as seen, what is asked for, what keys and buttons say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.model.readings import Reading
from db.model.records import Record
from desktop.review.groups import Item, Looked, groups
from desktop.services.forms import standard_form
from desktop.ui import theme
from desktop.ui.groups.delegate import MARK
from desktop.ui.groups.entries import Doubt
from desktop.ui.groups.sheet import GroupSheet
from desktop.ui.groups.view import AHEAD, GLANCE
from desktop.ui.groups.words import GroupWords
from tests.helpers.made import record
from tests.qt.source.material import FakeRenderer, pdf, plain, span

FORM = standard_form()
SAYING = "The guild trained {number} pilots there."


class Bench:
    """A shown sheet, its renderer, a clock that is set by hand, and what it asked for."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.renderer = FakeRenderer()
        self.now = 100.0
        self.confirmed: list[tuple[list[str], list[str]]] = []
        words = GroupWords(FORM, "en", lambda code, language: code, lambda name: name)
        self.sheet = GroupSheet(
            self.renderer, words, lambda item: f"p. {item.evidence[0].page}", theme.light(), clock=lambda: self.now
        )
        self.sheet.resize(1000, 620)
        self.sheet.show()
        qtbot.addWidget(self.sheet)
        qtbot.waitExposed(self.sheet)
        self.sheet.confirmRequested.connect(
            lambda good, odd: self.confirmed.append(([i.record.id for i in good], [i.record.id for i in odd]))
        )

    def open(self, reading: Reading, records: list[Record]) -> None:
        self.sheet.open(reading, Path("/nowhere/report.pdf") if reading.format == "pdf" else None, None)
        self.sheet.set_groups(groups(FORM, records, "ann", Looked()))
        self.sheet.view.setFocus()

    def seen(self) -> int:
        return self.sheet.model.counts()[1]

    def until(self, holds: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=5000)

    def draw(self) -> bool:
        """Answer what is asked for; for `until`."""
        self.renderer.draw_all()
        return True

    def wait_a_glance(self) -> None:
        self.now += GLANCE + 0.01


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(qtbot)
    yield made
    made.sheet.close_sheet()


def report(number: int, *, make: Callable[..., Reading] = pdf, each_page: int = 1) -> tuple[Reading, list[Record]]:
    """A report with so many sentences, some a page, and a count for each."""
    numbers = [100 + n for n in range(number)]
    texts = [
        "\n".join(SAYING.format(number=value) for value in numbers[start : start + each_page])
        for start in range(0, number, each_page)
    ]
    reading = make(*texts)
    records = []
    for n, value in enumerate(numbers):
        found = span(reading, str(value), n // each_page + 1)
        made = record(n, value=value, unit="persons")
        records.append(replace(made, evidence=(found,), order=(found.page, found.start)))
    return reading, records


def test_nothing_is_seen_before_its_picture_is_painted(bench: Bench) -> None:
    reading, records = report(3)
    bench.open(reading, records)
    bench.until(lambda: bench.renderer.asked)
    bench.qtbot.wait(50)
    assert bench.seen() == 0
    bench.wait_a_glance()
    bench.sheet.advance()
    assert bench.confirmed == []
    assert bench.sheet.told.text() == "The picture of this page is still being drawn."
    bench.renderer.draw(0)
    bench.until(lambda: bench.seen() == 1)
    bench.until(lambda: bench.draw() and bench.seen() == 3)
    assert bench.sheet.confirming.text() == "Confirm all 3"
    bench.sheet.advance()
    assert bench.confirmed == []  # a key pressed twice by mistake is faster than a glance
    bench.wait_a_glance()
    bench.sheet.advance()
    assert bench.confirmed == [(["r0", "r1", "r2"], [])]


def test_enter_pages_on_until_all_rows_were_on_screen(bench: Bench) -> None:
    reading, records = report(30, make=plain)
    bench.open(reading, records)
    bench.until(bench.seen)
    presses = 0
    while not bench.confirmed:
        before = bench.seen()
        presses += 1
        bench.wait_a_glance()
        bench.sheet.advance()
        if not bench.confirmed:
            assert bench.seen() < 30
            bench.until(lambda before=before: bench.seen() > before)
    assert presses > 2
    assert bench.confirmed == [([f"r{n}" for n in range(30)], [])]


def test_a_row_that_was_jumped_over_is_not_confirmed(bench: Bench) -> None:
    reading, records = report(40, make=plain)
    bench.open(reading, records)
    bench.until(bench.seen)
    QTest.keyClick(bench.sheet.view, Qt.Key.Key_End)
    bench.until(lambda: bench.sheet.model.entries()[-1].seen)
    first = bench.sheet.model.first_unseen()
    assert first is not None and 0 < first < 39
    bench.wait_a_glance()
    bench.sheet.advance()
    assert bench.confirmed == []
    assert bench.sheet.view.currentIndex().row() == first
    assert bench.sheet.confirming.text().startswith("Go on")


def test_page_down_counts_as_looking(bench: Bench) -> None:
    reading, records = report(20, make=plain)
    bench.open(reading, records)
    bench.until(bench.seen)
    for _ in range(20):
        here = bench.sheet.view.currentIndex().row()
        QTest.keyClick(bench.sheet.view, Qt.Key.Key_PageDown)
        assert here == 19 or bench.sheet.view.currentIndex().row() > here
        rows = bench.sheet.view.rows_shown()[1:-1]
        bench.until(lambda rows=rows: all(bench.sheet.model.entries()[row].seen for row in rows))
    bench.until(lambda: bench.sheet.model.first_unseen() is None)


def test_pictures_are_asked_for_what_shows_and_stale_ones_dropped(bench: Bench) -> None:
    reading, records = report(2000)
    bench.open(reading, records)
    bench.until(lambda: bench.renderer.asked)
    shown = len(bench.sheet.view.rows_shown())
    assert shown < 20
    bench.sheet.view.scrollToBottom()
    bench.until(lambda: max(page for page, _, _ in bench.renderer.asked) > 1900 or not bench.draw())
    bench.until(lambda: bench.draw() and bench.sheet.model.entries()[-1].seen)
    # The pages at the top, those at the bottom, and few between.
    assert len(bench.renderer.asked) <= 2 * (shown + 2 * AHEAD) + 2
    assert bench.seen() < 60
    assert bench.renderer.forgotten == []  # the file is the source view's


def test_a_page_that_cannot_be_drawn_shows_its_text(bench: Bench) -> None:
    from db.model.errors import ReadError

    reading, records = report(2, each_page=2)
    bench.open(reading, records)
    bench.until(lambda: bench.renderer.futures)
    bench.renderer.futures[0].set_exception(ReadError("damaged", path="x"))
    bench.until(lambda: bench.seen() == 2)
    entry = bench.sheet.model.entries()[0]
    lines = bench.sheet.delegate.face(entry).lines
    assert lines is not None and lines[0].height > 0


def test_marking_and_taking_the_mark_back(bench: Bench) -> None:
    reading, records = report(4, make=plain)
    bench.open(reading, records)
    bench.until(lambda: bench.seen() == 4)
    bench.sheet.mark()
    assert bench.sheet.odd() == {"r0": "value"}
    assert bench.sheet.view.currentIndex().row() == 1
    view = bench.sheet.view
    rect = view.visualRect(bench.sheet.model.index(2, 0))
    at = QPoint(view.viewport().width() - MARK // 2, rect.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert bench.sheet.odd() == {"r0": "value", "r2": "value"}
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x() - MARK, at.y()))
    assert len(bench.sheet.odd()) == 2
    assert bench.sheet.confirming.text() == "Confirm the other 2"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    bench.wait_a_glance()
    QTest.mouseClick(bench.sheet.confirming, Qt.MouseButton.LeftButton)
    assert bench.confirmed == [(["r1", "r2", "r3"], ["r0"])]


def test_other_orders_keep_what_was_seen_and_marked(bench: Bench) -> None:
    reading, records = report(5, make=plain)
    records[4] = replace(records[4], current={**records[4].current, **record(9, value=3, unit="persons").current})
    bench.open(reading, records)
    bench.until(lambda: bench.seen() == 5)
    assert bench.sheet.model.entries()[0].item.record.id == "r4"
    bench.sheet.mark()
    for wanted in ("The oddest first", "As in the report"):
        bench.sheet.order_otherwise()
        assert bench.sheet.sorting.text() == wanted
        assert bench.seen() == 5
        assert [entry.item.record.id for entry in bench.sheet.model.entries() if entry.odd] == ["r4"]
    assert bench.sheet.model.entries()[-1].item.record.id == "r4"


def test_a_doubt_is_told_in_words_and_has_room(bench: Bench) -> None:
    doubts = {"r0": Doubt("bad", "Too many"), "r1": Doubt("warning", "Unsure (0.40)")}
    bench.sheet._doubts = lambda item: doubts.get(item.record.id)
    reading, records = report(3, make=plain)
    bench.open(reading, records)
    bench.until(lambda: bench.seen() == 3)
    index = bench.sheet.model.index(0, 0)
    assert "Too many" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Too many"
    heights = [bench.sheet.view.visualRect(bench.sheet.model.index(row, 0)).height() for row in range(3)]
    assert heights[0] == heights[1] > heights[2]


def test_chips_and_keys_choose_the_kind(bench: Bench) -> None:
    reading, records = report(3, make=plain)
    records = [replace(each, current={**each.current, **record(9, noun="pilots").current}) for each in records]
    bench.open(reading, records)
    shown = [chip.text() for chip in bench.sheet.kinds.chips if chip.isVisible()]
    assert shown == ["Value: persons 3", "Who or what 3"]
    QTest.mouseClick(bench.sheet.kinds.chips[1], Qt.MouseButton.LeftButton)
    assert bench.sheet.title.text() == "Who or what"
    assert bench.sheet.model.entries()[0].value() == "pilots"
    bench.sheet.step()
    assert bench.sheet.title.text() == "Value: persons"
    bench.sheet.step(backwards=True)
    assert bench.sheet.title.text() == "Who or what"


def test_after_confirming_the_next_kind_shows_and_nothing_of_it_is_confirmed_by_the_same_key(bench: Bench) -> None:
    reading, records = report(2, make=plain)
    bench.open(reading, records)
    bench.until(lambda: bench.seen() == 2)
    left = groups(FORM, [replace(records[0], current=record(9, noun="pilots").current)], "ann")
    bench.sheet.set_groups(left, bench.sheet.facet(), "2 values are checked.")
    assert bench.sheet.title.text() == "Who or what" and bench.sheet.model.rowCount() == 1
    bench.sheet.advance()
    assert bench.confirmed == []
    bench.until(lambda: bench.seen() == 1)
    assert bench.sheet.told.text() == "2 values are checked. 1 of 1 were on screen"
    bench.sheet.advance()
    assert bench.confirmed == []  # it is on screen, but not yet for a glance
    bench.sheet.set_groups({}, None, "Done.")
    assert bench.sheet.message.text() == "Done.\nNo value waits for you here that a passage proves."
    bench.sheet.advance()
    assert bench.confirmed == []


def test_values_are_told_with_what_is_seen_with_them(bench: Bench) -> None:
    words = GroupWords(FORM, "en", lambda code, language: {"FJ": "Fiji"}.get(code, code), lambda name: f"<{name}>")
    told = [
        (record(1, value=1100, unit="persons", qualifier="about"), "value", "≈ 1\u00a0100 persons"),
        (record(1, value=20, value_max=30, unit="persons"), "value", "20 – 30 persons"),
        (record(1, "financial_figure", amount=5000, currency="USD"), "amount", "5\u00a0000 USD"),
        (record(1, "financial_figure", fiscal_year=2030), "fiscal_year", "2030"),
        (record(1, "activity", start="@2030-03", end="@2030-04-02"), "start", "2030-03 – 2030-04-02"),
        (record(1, "activity", end="@2030-04-02"), "start", "… – 2030-04-02"),
        (record(1, "activity", countries=("FJ", "PE")), "countries", "Fiji, PE"),
        (record(1, "activity", partners=("Guild", "House")), "partners", "Guild · House"),
        (record(1, activity="a1"), "activity", "<a1>"),
    ]
    for made, field, text in told:
        item: Item = next(items[0] for facet, items in groups(FORM, [made], None).items() if facet.field == field)
        assert words.value(item) == text
