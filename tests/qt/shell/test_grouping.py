"""The group check in the real window, with real keys: confirm, mark, undo, approve, and what the form shows then."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.model.batches import Step
from db.model.records import Approval, Decision, FieldChange
from db.model.values import State
from desktop.ui.groups import view
from desktop.ui.groups.sheet import GroupSheet
from desktop.ui.pace import Pace
from tests.qt.shell.conftest import Shell
from tests.qt.shell.test_deciding import everything, switch

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A report on the desk; the list has the keys, and a glance takes no time."""
    monkeypatch.setattr(view, "GLANCE", 0.02)
    shell.open()
    shell.add()
    shell.choose(shell.records("count")[0])
    return shell


def open_sheet(shell: Shell) -> GroupSheet:
    shell.key(Qt.Key.Key_K, CONTROL)
    shell.until(lambda: shell.space.grouping.is_open)
    sheet = shell.space.area.sheet()
    assert isinstance(sheet, GroupSheet)
    shell.until(lambda: sheet.facet() is not None)
    shell.settle()
    return sheet


def show(shell: Shell, sheet: GroupSheet, words: str) -> None:
    """Go to a kind of value by its key."""
    for _ in range(40):
        if sheet.title.text() == words:
            break
        shell.key(Qt.Key.Key_Right)
    assert sheet.title.text() == words
    shell.until(lambda: sheet.model.counts()[1] > 0)


def press_through(shell: Shell, sheet: GroupSheet) -> None:
    """Enter, until the group that is shown was confirmed."""
    assert sheet.model.rowCount()
    group = sheet.facet()
    for _ in range(20):
        shell.until(sheet.view.rest)
        shell.key(Qt.Key.Key_Return)
        shell.settle()
        if sheet.facet() != group:
            return
    raise AssertionError("it never ends")


def answered(shell: Shell, record_id: str) -> set[str]:
    current = shell.space.project.review.record(record_id).current
    return {key for key, entry in current.items() if entry.source == "person"}


def test_one_key_confirms_what_was_on_screen_and_one_undo_takes_it_back(desk: Shell) -> None:
    counts = desk.records("count")
    sheet = open_sheet(desk)
    show(desk, sheet, "Value: persons")
    shown = [entry.item.record.id for entry in sheet.model.entries()]
    assert len(shown) > 1
    press_through(desk, sheet)
    for record_id in shown:
        assert {"value", "unit"} <= answered(desk, record_id)
    assert {desk.space.project.review.record(each.id).decision for each in counts} <= {
        Decision.NONE, Decision.CONFIRMED,
    }  # fmt: skip
    assert sheet.told.text().startswith(f"{len(shown)} values are checked.")
    assert desk.window.line.undo_text().startswith(f"Undo: check {len(shown)} records")
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.until(lambda: not any(answered(desk, record_id) for record_id in shown))
    desk.settle()
    assert desk.space.grouping.is_open


def test_a_record_is_confirmed_once_all_its_fields_were(desk: Shell) -> None:
    counts = {record.id for record in desk.records("count")}
    sheet = open_sheet(desk)
    for _ in range(60):
        if sheet.facet() is None:
            break
        press_through(desk, sheet)
    assert sheet.facet() is None
    desk.key(Qt.Key.Key_Escape)
    desk.until(lambda: not desk.space.grouping.is_open)
    decided = {record.id for record in desk.records() if record.decision is Decision.CONFIRMED}
    assert counts <= decided
    record = desk.record(next(iter(counts)))
    assert record.decided_by == desk.space.desk.person_id
    assert all(entry.source == "person" for entry in record.current.values() if entry.state is State.STATED)


def test_the_odd_one_is_left_and_comes_next(desk: Shell) -> None:
    sheet = open_sheet(desk)
    show(desk, sheet, "Value: persons")
    desk.key(Qt.Key.Key_Down)
    odd = sheet.model.entries()[1].item.record.id
    desk.key(Qt.Key.Key_X)
    assert sheet.odd() == {odd: "value"}
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Space)
    assert sheet.odd() == {}
    desk.key(Qt.Key.Key_F9)
    assert sheet.odd() == {odd: "value"}
    press_through(desk, sheet)
    assert "value" not in answered(desk, odd)
    desk.key(Qt.Key.Key_Escape)
    desk.until(lambda: not desk.space.grouping.is_open)
    desk.settle()
    assert desk.space.desk.current == odd
    assert desk.record(odd).decision is Decision.NONE
    assert "odd" in desk.space.form.notes_of("value")[0].text
    assert desk.space.form.focused_field() == "value"
    other = next(record for record in desk.records("activity") if record.id != odd)
    desk.choose(other)
    assert desk.space.desk.next_needing() == odd


def test_keys_for_decisions_do_nothing_behind_the_sheet(desk: Shell) -> None:
    before = {record.id: record.decision for record in desk.records()}
    sheet = open_sheet(desk)
    for key in (Qt.Key.Key_P, Qt.Key.Key_R, Qt.Key.Key_F5, Qt.Key.Key_F7, Qt.Key.Key_F4):
        desk.key(key)
    for action in ("confirm", "reject", "postpone"):
        assert not desk.window.actions_[action].isEnabled()
        desk.window.act(action)
    desk.settle()
    assert {record.id: record.decision for record in desk.records()} == before
    desk.key(Qt.Key.Key_Escape)
    desk.until(lambda: not desk.space.grouping.is_open)
    assert desk.window.actions_["confirm"].isEnabled()
    assert not desk.window.actions_["mark_odd"].isEnabled()
    assert sheet.isHidden() or not sheet.isVisible()


@pytest.mark.parametrize(("field", "words"), [("noun", "Who or what"), ("value", "Value: persons")])
def test_the_field_with_the_keyboard_chooses_the_kind(desk: Shell, field: str, words: str) -> None:
    desk.space.form.focus_field(field)
    typed = desk.space.form.editor(field).text()
    sheet = open_sheet(desk)
    assert sheet.title.text() == words
    assert desk.space.form.editor(field).text() == typed


def test_enter_on_a_sheet_that_has_just_opened_confirms_nothing(desk: Shell) -> None:
    desk.key(Qt.Key.Key_K, CONTROL)
    desk.until(lambda: desk.space.grouping.is_open)
    for _ in range(3):
        desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert not any(answered(desk, record.id) for record in desk.records())


def test_a_checked_field_has_a_tick_and_is_not_asked_again(desk: Shell) -> None:
    sheet = open_sheet(desk)
    show(desk, sheet, "Value: persons")
    record_id = sheet.model.entries()[0].item.record.id
    press_through(desk, sheet)
    desk.key(Qt.Key.Key_Escape)
    desk.choose(desk.record(record_id))
    assert desk.space.form.is_ticked("value")
    assert not desk.space.form.is_ticked("noun")
    assert "value" not in desk.space.walking.left()


def test_a_reviewer_approves_what_was_seen_whole(desk: Shell) -> None:
    everything(desk)
    desk.settle()
    switch(desk, "Ben")
    desk.choose(desk.records("count")[0])
    sheet = open_sheet(desk)
    show(desk, sheet, "Value: persons")
    shown = [entry.item.record.id for entry in sheet.model.entries()]
    press_through(desk, sheet)
    assert {desk.space.project.review.record(each).approval for each in shown} <= {Approval.NONE, Approval.APPROVED}
    for _ in range(60):
        if not sheet.model.rowCount():
            if sheet.facet() is None:
                break
            desk.key(Qt.Key.Key_Return)
        press_through(desk, sheet)
    counts = [desk.space.project.review.record(record.id) for record in desk.records("count")]
    assert {record.approval for record in counts} == {Approval.APPROVED}
    assert {record.approved_by for record in counts} == {desk.space.desk.person_id}


def test_what_fails_or_is_unsure_is_told_at_its_row(desk: Shell) -> None:
    person, record = desk.space.desk.person, desk.records("count")[0]
    assert person is not None
    review = desk.space.project.review
    step = Step("mend", record.id, None, {"women": FieldChange(State.STATED, Decimal(99))})
    desk.space.desk.write(lambda: review.decide_all([step], person))
    desk.settle()
    sheet = open_sheet(desk)
    show(desk, sheet, "Value: persons")
    doubts = {entry.item.record.id: entry.doubt for entry in sheet.model.entries()}
    doubt = doubts.pop(record.id)
    assert doubt is not None and doubt.tone == "bad" and "99" in doubt.text
    assert not any(other is not None and other.tone == "bad" for other in doubts.values())


def test_a_change_by_somebody_else_confirms_nothing(desk: Shell) -> None:
    sheet = open_sheet(desk)
    show(desk, sheet, "Value: persons")
    record = sheet.model.entries()[0].item.record
    review, person = desk.space.project.review, desk.space.desk.person
    assert person is not None
    desk.space.project.review.correct(record.id, person, {"noun": FieldChange(State.STATED, "pilots")})
    desk.until(sheet.view.rest)
    desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.bar.kind() == "warning"
    others = [entry.item.record.id for entry in sheet.model.entries() if entry.item.record.id != record.id]
    assert others and not any("value" in answered(desk, each) for each in others)
    assert review.record(record.id).decision is Decision.CORRECTED


def test_nothing_waits(desk: Shell) -> None:
    everything(desk)
    desk.settle()
    desk.space.focus_work()
    desk.key(Qt.Key.Key_K, CONTROL)
    desk.until(lambda: desk.space.grouping.is_open)
    desk.settle()
    sheet = desk.space.area.sheet()
    assert isinstance(sheet, GroupSheet)
    assert sheet.message.text() == "No value waits for you here that a passage proves."
    QTest.mouseClick(sheet.leaving, Qt.MouseButton.LeftButton)
    assert not desk.space.grouping.is_open


def test_the_time_at_the_sheet_goes_into_what_was_looked_at(desk: Shell) -> None:
    work = desk.space.desk.work_id
    assert work is not None
    sheet = open_sheet(desk)
    show(desk, sheet, "Value: persons")
    shown = [entry.item.record.id for entry in sheet.model.entries()]
    press_through(desk, sheet)
    desk.space.time.close()
    desk.settle()
    times = desk.space.project.review.times(work)
    assert {record for record, by_field in times.items() if "value" in by_field} >= set(shown)
    shares = {round(times[record]["value"], 6) for record in shown}
    assert len(shares) == 1 and shares != {0.0}
    assert set(times) <= {record.id for record in desk.records()}


def test_what_is_spread_is_no_more_than_was_counted() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    pace.turn_to("sheet")
    pace.touch()
    now[0] = 12.0
    pace.spread("sheet", [("a", "value"), ("b", "value"), ("c", "noun")])
    assert pace.take() == {("a", "value"): 4.0, ("b", "value"): 4.0, ("c", "noun"): 4.0}
    pace.spread("sheet", [])
    assert pace.take() == {}


def test_the_project_can_be_closed_with_the_sheet_open(desk: Shell) -> None:
    open_sheet(desk)
    desk.window.close_project()
    assert desk.window.workspace is None
    desk.open()
    desk.until(lambda: desk.space.desk.loaded is not None)
    assert not desk.space.grouping.is_open


def test_another_report_closes_the_sheet(desk: Shell) -> None:
    desk.add(desk.report("other.txt", text="海港\n\n2030 年，港口接待了 240 名引水员。\n"))
    first, second = list(desk.space.desk.reports)[:2]
    desk.space.desk.choose_report(first)
    desk.until(lambda: desk.space.desk.work_id == first)
    desk.choose(desk.records("count")[0])
    open_sheet(desk)
    desk.key(Qt.Key.Key_PageDown, CONTROL)
    desk.until(lambda: desk.space.desk.work_id == second)
    assert not desk.space.grouping.is_open
    assert desk.space.area.sheet() is None
    desk.settle()


def test_a_read_only_project_has_no_group_check(desk: Shell) -> None:
    desk.window.close_project()
    (desk.folder / "p.read-only").touch()
    desk.open()
    desk.until(lambda: desk.space.desk.loaded is not None)
    assert not desk.window.actions_["check_alike"].isEnabled()
    desk.key(Qt.Key.Key_K, CONTROL)
    assert not desk.space.grouping.is_open
