"""The list of records: order, filters, keys, keeping its place, speed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.model.records import Approval, Decision
from desktop.ui import theme
from desktop.ui.queue.record_delegate import fitting
from desktop.ui.queue.record_list import Filter, RecordList, Row
from tests.qt.form.material import COUNT, form, record

ALL = Filter(needs_me=False)


def rows(number: int = 12) -> list[Row]:
    """Counts, activities and money in turn; every third is confirmed."""
    made = []
    for place in range(number):
        family = ("count", "activity", "financial_figure")[place % 3]
        done = place % 3 == 0
        made.append(
            Row(
                record(
                    family,
                    id=f"r{place:05}",
                    page=1 + place // 5,
                    offset=place,
                    decision=Decision.CONFIRMED if done else Decision.NONE,
                ),
                task=None if done else "decide",
                failing=place == 1,
                unsure=place in (2, 4),
                repeats=2 if place == 5 else 0,
            )
        )
    return made


def shown_text(records: RecordList, record_id: str) -> tuple[str, str, str]:
    texts = records._model.texts(record_id)
    return texts.value, texts.caption, texts.state


def click(records: RecordList, record_id: str) -> None:
    place = records._model.place(record_id)
    assert place is not None
    rect = records.view.visualRect(records._model.index(place, 0))
    QTest.mouseClick(records.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center())


def test_shows_what_needs_me_in_reading_order(records: RecordList) -> None:
    made = rows()
    records.set_rows(list(reversed(made)))
    assert records.shown() == [row.record.id for row in made if row.task]
    records.set_filter(ALL)
    assert records.shown() == [row.record.id for row in made]
    assert [row.record.id for row in records.rows()] == [row.record.id for row in made]


def test_rows_say_what_they_are(records: RecordList) -> None:
    records.set_rows(rows())
    assert shown_text(records, "r00000") == ("≈ 1\u00a0100", "国家官员 · 376 women", "confirmed")
    assert shown_text(records, "r00001")[2] == "failing"
    assert shown_text(records, "r00002")[2] == "unsure"
    assert shown_text(records, "r00005")[2] == "p. 2 · repeats 2×"
    assert shown_text(records, "r00007")[0] == "2019-07"
    returned = replace(rows()[0].record, approval=Approval.RETURNED)
    records.update_rows([Row(returned, "answer")])
    assert shown_text(records, "r00000")[2] == "returned"
    index = records._model.index(0, 0)
    assert "Count" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "国家官员" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_chips_count_and_filter(records: RecordList, qtbot: QtBot) -> None:
    records.resize(760, 600)
    records.set_rows(rows())
    chips = records.filters.chips
    assert chips["repeats"].isHidden(), "nothing is said again"
    assert {name: chip.count() for name, chip in chips.items() if not chip.isHidden()} == {
        "needs_me": 8,
        "failing": 1,
        "unsure": 2,
        "activity": 4,
        "count": 4,
        "financial_figure": 4,
    }
    assert chips["financial_figure"].text() == "Money 4"
    assert chips["needs_me"].isChecked()
    with qtbot.waitSignal(records.filterChanged):
        QTest.mouseClick(chips["activity"], Qt.MouseButton.LeftButton)
    assert records.shown() == ["r00001", "r00004", "r00007", "r00010"]
    QTest.mouseClick(chips["unsure"], Qt.MouseButton.LeftButton)
    assert records.shown() == ["r00004"]
    QTest.mouseClick(chips["failing"], Qt.MouseButton.LeftButton)
    assert records.shown() == ["r00001"]
    assert not chips["unsure"].isChecked()
    QTest.mouseClick(chips["failing"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(chips["activity"], Qt.MouseButton.LeftButton)
    chips["needs_me"].setFocus()
    QTest.keyClick(chips["needs_me"], Qt.Key.Key_Space)
    assert len(records.shown()) == 12


def test_what_fails_is_looked_for_among_all(records: RecordList) -> None:
    """The chip counts what is decided and fails, too: pressing it must not show an empty list."""
    made = rows()
    records.set_rows([replace(row, failing=place in (0, 1)) for place, row in enumerate(made)])
    chip = records.filters.chips["failing"]
    assert chip.count() == 2 and made[0].task is None
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert records.shown() == ["r00000", "r00001"]
    assert not records.filters.chips["needs_me"].isChecked()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert records.filter() == Filter(), "as it was before"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    QTest.mouseClick(records.filters.chips["unsure"], Qt.MouseButton.LeftButton)
    assert records.filter() == Filter(unsure=True)


def test_the_menu_of_states_looks_among_all(records: RecordList) -> None:
    records.set_rows(rows())
    menu = records.filters.status_menu()
    assert "confirmed\t4" in [action.text() for action in menu.actions()], "with how many there are"
    next(action for action in menu.actions() if action.text().startswith("confirmed\t")).trigger()
    assert records.shown() == ["r00000", "r00003", "r00006", "r00009"]
    assert records.filters.status.text() == "confirmed ▾"
    assert not records.filters.chips["needs_me"].isChecked()
    QTest.mouseClick(records.filters.chips["needs_me"], Qt.MouseButton.LeftButton)
    assert records.filter() == Filter()


def test_chips_stay_in_one_line_and_the_menu_has_the_rest(records: RecordList, qtbot: QtBot) -> None:
    records.set_rows(rows())
    filters = records.filters
    for width in (420, 300, 760):
        records.resize(width, 600)

        def resized(wide: int = width) -> bool:
            return records.filters.width() == wide

        qtbot.waitUntil(resized)
        every = {"left_out": filters.left_out, **filters.chips}
        shown = [chip for chip in every.values() if not chip.isHidden()]
        assert len({chip.y() for chip in (*shown, filters.status)}) == 1
        right = 0
        for chip in sorted((*shown, filters.status), key=lambda chip: chip.x()):
            assert right <= chip.x() and chip.geometry().right() < width
            assert chip.geometry().bottom() < filters.height()
            right = chip.geometry().right()
        hidden = {chip.text() for name, chip in every.items() if chip.isHidden() and name != "repeats"}
        assert bool(hidden) == (width < 760)
        assert hidden <= {action.text() for action in filters.status_menu().actions()}


def test_what_the_menu_filters_by_stands_on_its_chip(records: RecordList) -> None:
    records.set_rows(rows())
    filters = records.filters
    assert filters.chips["activity"].isHidden() and filters.status.text() == "More ▾"
    menu = filters.status_menu()
    next(action for action in menu.actions() if action.text() == "Activities 4").trigger()
    assert records.shown() == ["r00001", "r00004", "r00007", "r00010"]
    assert filters.status.text() == "Activities 4 ▾" and filters.status.isChecked()
    menu = filters.status_menu()
    (chosen,) = [action for action in menu.actions() if action.isChecked() and action.text() != "Any state"]
    chosen.trigger()
    assert records.filter() == Filter() and filters.status.text() == "More ▾"


def test_repeats_fold_under_what_they_repeat(records: RecordList) -> None:
    records.resize(760, 600)
    said = rows()
    again = [replace(row, record=replace(row.record, repeat_of=said[0].record.id)) for row in said[1:3]]
    records.set_rows([said[0], *again, *said[3:]])
    records.set_filter(Filter(needs_me=False))
    chip = records.filters.chips["repeats"]
    assert (chip.isHidden(), chip.count()) == (False, 2)
    before = records.shown()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert records.shown() == [name for name in before if name not in {row.record.id for row in again}]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert records.shown() == before


def test_choosing_by_mouse_and_keys_says_so_once(records: RecordList) -> None:
    chosen: list[str] = []
    records.recordChosen.connect(chosen.append)
    records.set_rows(rows())
    click(records, "r00002")
    assert chosen == ["r00002"]
    assert records.current() == "r00002"
    click(records, "r00002")
    assert chosen == ["r00002", "r00002"]  # its passage is wanted in sight again
    records.view.setFocus()
    QTest.keyClick(records.view, Qt.Key.Key_Down)
    QTest.keyClick(records.view, Qt.Key.Key_Up)
    assert chosen[2:] == ["r00004", "r00002"]
    records.set_current("r00005")
    assert chosen[4:] == []
    assert records.position("r00005") == (4, 8)


def test_a_row_that_goes_away_above_does_not_make_a_click_count_twice(records: RecordList) -> None:
    chosen: list[str] = []
    made = rows()
    records.set_rows(made)
    for place in (1, 2):
        records.set_current(f"r0000{place}")
        records.update_rows([Row(replace(made[place].record, decision=Decision.CONFIRMED), None)])
    records.set_current("r00004")
    records.recordChosen.connect(chosen.append)
    click(records, "r00005")
    assert chosen == ["r00005"]
    assert records.view.currentIndex().row() == records.shown().index("r00005")


def test_keys_that_do_not_move_are_the_windows(records: RecordList) -> None:
    class Window(QLabel):
        seen: list[int] = []

        def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
            self.seen.append(event.key())

    window = Window()
    records.setParent(window)
    records.set_rows(rows())
    for key in (Qt.Key.Key_P, Qt.Key.Key_Delete, Qt.Key.Key_Return):
        QTest.keyClick(records.view, key)
    assert window.seen == [Qt.Key.Key_P, Qt.Key.Key_Delete, Qt.Key.Key_Return]
    records.setParent(None)


def test_next_and_previous(records: RecordList) -> None:
    records.set_rows(rows())
    records.set_filter(ALL)
    assert records.next_id() == "r00000"
    assert records.next_id("r00000") == "r00001"
    assert records.next_id("r00002", needing=True) == "r00004"
    assert records.next_id("r00011") is None
    assert records.next_id("r00011", needing=True) == "r00001"  # what was passed over comes again
    assert records.previous_id("r00000") is None
    assert records.previous_id("r00004", needing=True) == "r00002"
    assert records.previous_id() == "r00011"
    records.set_filter(Filter())
    assert records.next_id("r00003") == "r00004"  # from one that is not shown
    assert records.previous_id("r00003") == "r00002"


def test_a_decided_record_stays_until_one_goes_on(records: RecordList) -> None:
    made = rows()
    records.set_rows(made)
    records.set_current("r00001")
    decided = Row(replace(made[1].record, decision=Decision.CONFIRMED), task=None)
    records.update_rows([decided])
    assert "r00001" in records.shown()
    following = records.next_id("r00001", needing=True)
    assert following == "r00002"
    records.set_current(following)
    assert records.shown()[:2] == ["r00001", "r00002"]  # what was just decided stays in sight
    assert shown_text(records, "r00001")[2] == "confirmed"
    records.set_current(records.next_id("r00002", needing=True))
    assert records.shown()[:2] == ["r00002", "r00004"]
    records.set_current("r00005")
    records.set_filter(ALL)
    records.set_filter(Filter())
    assert "r00001" not in records.shown()


def test_it_is_the_same_where_the_answer_comes_after_one_has_gone_on(records: RecordList) -> None:
    made = rows()
    records.set_rows(made)
    records.set_current("r00001")
    records.set_current("r00002")
    records.update_rows([Row(replace(made[1].record, decision=Decision.REJECTED), task=None)])
    assert records.shown()[:2] == ["r00001", "r00002"]
    assert shown_text(records, "r00001")[2] == "rejected"
    assert records.current() == "r00002"
    assert records.view.currentIndex().row() == 1


def test_a_record_that_does_not_fit_is_shown_while_it_is_current(records: RecordList) -> None:
    records.set_rows(rows())
    records.set_current("r00006")
    assert "r00006" in records.shown()
    assert records.current() == "r00006"
    records.set_current("unknown")
    assert records.current() == "r00006"


def test_keeps_its_place_when_rows_change(records: RecordList, qtbot: QtBot) -> None:
    made = rows(300)
    records.set_rows(made)
    records.set_filter(ALL)
    bar = records.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    top = records.view.indexAt(records.view.viewport().rect().topLeft())
    before = records.shown()[top.row()]
    changed = [Row(replace(row.record, decision=Decision.REJECTED), None) for row in made[:200]]
    records.update_rows(changed)
    after = records.shown()[records.view.indexAt(records.view.viewport().rect().topLeft()).row()]
    assert after == before
    earlier = Row(record(id="new", page=1, offset=0), "decide")
    records.update_rows([earlier])
    assert len(records.shown()) == 301
    after = records.shown()[records.view.indexAt(records.view.viewport().rect().topLeft()).row()]
    assert after == before


def test_a_new_record_stands_at_its_place(records: RecordList) -> None:
    records.set_rows(rows())
    records.update_rows([Row(record(id="new", page=1, offset=2), "decide")])
    assert records.shown()[:3] == ["r00001", "new", "r00002"]
    assert records.filters.chips["needs_me"].count() == 9


def test_emptiness_in_words(records: RecordList) -> None:
    assert "no records yet" in records.empty.text()
    assert records.empty.isVisible()
    done = [Row(replace(row.record, decision=Decision.CONFIRMED), None) for row in rows()]
    records.set_rows(done)
    assert records.empty.text() == "Nothing needs you here."
    records.set_filter(Filter(needs_me=True, family="count"))
    assert "kind" in records.empty.text()
    records.set_filter(Filter(needs_me=False, failing=True))
    assert "filters" in records.empty.text()
    records.set_filter(ALL)
    assert records.view.isVisible()


@pytest.mark.parametrize("made", [theme.light(), theme.dark()])
def test_twenty_thousand_rows_are_shown_and_decided(records: RecordList, made: theme.Theme, qtbot: QtBot) -> None:
    many = rows(20_000)
    records.set_theme(made)
    records.set_filter(ALL)
    records.set_rows(many)
    records.set_current("r15000")
    records.grab()
    for place in range(15_000, 15_020):
        changed = Row(replace(many[place].record, decision=Decision.CONFIRMED), None)
        records.update_rows([changed])
        records.set_current(records.next_id(changed.record.id, needing=True))
    assert records.current() == "r15020"


def test_a_card_stands_between(records: RecordList) -> None:
    card = QLabel("card")
    records.set_card(card)
    records.set_rows(rows())
    assert records.filters.geometry().bottom() < card.geometry().top() or not card.isVisible()
    layout = records.layout()
    assert layout is not None
    assert layout.indexOf(card) == 1


def test_long_values_do_not_run_into_each_other(records: RecordList) -> None:
    wide = record(
        id="wide",
        fields={**COUNT, "value": Decimal("123456789012345678901234567890.123"), "noun": "很长的名称" * 40},
    )
    records.set_rows([Row(wide, "decide", repeats=3)])
    records.set_current("wide")
    picture = records.grab().toImage()
    assert picture.width() == 420


@pytest.mark.parametrize(
    ("room", "shown"), [(400, "postponed · p. 1 · repeats 2×"), (150, "postponed · p. 1"), (0, "postponed")]
)
def test_a_long_state_gives_way_to_the_caption(room: int, shown: str) -> None:
    assert fitting("postponed · p. 1 · repeats 2×", room, lambda text: 8 * len(text)) == shown


def test_without_a_report_it_offers_nothing_to_do(qtbot: QtBot) -> None:
    made = RecordList(form(), "en", theme.light())
    qtbot.addWidget(made)
    made.set_rows([])
    assert "no records yet" in made.empty.text()
    made.set_rows([], reported=False)
    assert made.empty.text() == ""


def test_the_current_line_stays_in_sight_where_the_card_above_grows(records: RecordList, qtbot: QtBot) -> None:
    records.resize(420, 640)
    records.set_rows(rows())
    records.set_filter(Filter(needs_me=False))
    records.set_current(records.shown()[9])
    view = records.view
    qtbot.waitUntil(lambda: view.visualRect(view.currentIndex()).bottom() <= view.viewport().height())
    card = QLabel("A card")
    card.setFixedHeight(320)
    records.set_card(card)
    qtbot.waitUntil(lambda: view.height() < 300)
    line = view.visualRect(view.currentIndex())
    assert line.top() >= 0 and line.bottom() <= view.viewport().height()


def test_a_suspect_page_is_told_beside_what_is_graver(records: RecordList) -> None:
    records.set_rows(rows(6))
    records.filters.set_filter(ALL)
    records.set_suspect(frozenset({1}))
    assert shown_text(records, "r00001")[2] == "failing · p. 1, text suspect"
    assert shown_text(records, "r00002")[2] == "unsure · p. 1, text suspect"
    assert records._model.texts("r00001").tone == "bad"
    assert "suspect" not in shown_text(records, "r00000")[2], "somebody has looked at it"


def test_a_pencil_marks_what_is_half_typed_and_says_so(records: RecordList) -> None:
    records.set_rows(rows(4))
    records.filters.set_filter(ALL)
    view = records.view
    before = view.grab().toImage()
    records.set_edited(["r00001", "gone"])
    assert [records._model.texts(f"r0000{number}").edited for number in range(4)] == [False, True, False, False]
    index = view.model().index(1, 0)
    for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
        assert str(index.data(role)).endswith("half-typed edit")
    after = view.grab().toImage()
    changed = {
        y for y in range(after.height()) for x in range(after.width()) if after.pixel(x, y) != before.pixel(x, y)
    }
    line = view.visualRect(index)
    assert changed and min(changed) >= line.top() and max(changed) <= line.bottom(), "its own row alone"
    records.set_rows(rows(4))
    assert records._model.texts("r00001").edited, "rows are read again; what was typed stays"
    records.set_edited([])
    assert view.grab().toImage() == before
