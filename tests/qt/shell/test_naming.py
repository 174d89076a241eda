"""Mending names in the real window, with real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.model.records import Approval, Decision, FieldChange, Record
from db.model.values import State
from desktop.ui.names.sheet import NameSheet
from tests.qt.shell.conftest import Shell

CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = ("Guild of Pilots", "guild of  pilots", "Guild of Pilotts")


def organize(shell: Shell, record: Record, name: str) -> None:
    person = shell.space.desk.person
    assert person is not None
    shell.space.desk.write(
        lambda: shell.space.project.review.correct(record.id, person, {"organizer": FieldChange(State.STATED, name)})
    )
    shell.settle()


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """Two reports; in the first a name in two spellings, in the second it is nearly the same."""
    shell.open()
    shell.add()
    first, second = shell.records("activity")[:2]
    organize(shell, first, NAMES[0])
    organize(shell, second, NAMES[1])
    shell.choose(first)
    return shell


def open_sheet(shell: Shell) -> NameSheet:
    shell.key(Qt.Key.Key_M, CONTROL)
    shell.until(lambda: shell.space.naming.is_open)
    shell.settle()
    sheet = shell.space.area.sheet()
    assert isinstance(sheet, NameSheet)
    return sheet


def organizers(shell: Shell) -> list[object]:
    return [shell.space.project.review.record(each.id).value("organizer") for each in shell.records("activity")][:2]


def find(sheet: NameSheet, name: str) -> None:
    """Choose a cluster by keys."""
    for _ in range(sheet.list.count()):
        item = sheet.list.currentItem()
        if item is not None and name in item.toolTip():
            return
        QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    raise AssertionError(name)


def test_a_spelling_is_mended_and_one_undo_takes_it_back(desk: Shell) -> None:
    sheet = open_sheet(desk)
    assert QApplication.focusWidget() is sheet.list
    find(sheet, NAMES[1])
    assert [choice.text() for choice in sheet.spellings.choices()] == [NAMES[0], NAMES[1]]
    assert sheet.preview.rowCount() == 1
    told = [sheet.preview.item(0, column).text() for column in range(4)]
    assert told[1:3] == [NAMES[1], NAMES[0]]
    assert told[3]
    assert sheet.effect.text() == "1 decided: they count as corrected by you."
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: organizers(desk) == [NAMES[0], NAMES[0]])
    desk.settle()
    assert "1 record is mended." in (sheet.told.text(), sheet.message.text().split("\n")[0])
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.until(lambda: organizers(desk) == [NAMES[0], NAMES[1]])
    desk.settle()
    find(sheet, NAMES[1])
    desk.key(Qt.Key.Key_Escape)
    desk.until(lambda: not desk.space.naming.is_open)


def test_a_typed_name_mends_all_spellings(desk: Shell) -> None:
    sheet = open_sheet(desk)
    find(sheet, NAMES[1])
    sheet.spellings.typed.setFocus()
    QTest.keyClicks(sheet.spellings.typed, "Pilots x")
    assert sheet.preview.rowCount() == 2
    QTest.keyClick(sheet.spellings.typed, Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: organizers(desk) == ["Pilots x", "Pilots x"])
    desk.settle()


def test_what_merely_looks_alike_is_not_ticked(desk: Shell) -> None:
    organize(desk, desk.records("activity")[1], NAMES[2])
    sheet = open_sheet(desk)
    find(sheet, NAMES[2])
    ticks = sheet.spellings.checks()
    assert [tick.isChecked() for tick in ticks] == [True, False]
    assert not sheet.mending.isEnabled()
    ticks[1].setFocus()
    QTest.keyClick(ticks[1], Qt.Key.Key_Space)
    assert sheet.preview.rowCount() == 1 and sheet.mending.isEnabled()


def test_an_undecided_record_stays_undecided(desk: Shell) -> None:
    second = desk.records("activity")[1]
    sheet = open_sheet(desk)
    desk.key(Qt.Key.Key_Escape)
    desk.space.focus_work()
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.until(lambda: desk.record(second.id).decision is Decision.NONE)
    desk.settle()
    machine = desk.record(second.id).value("organizer")
    assert isinstance(machine, str)
    organize(desk, desk.records("activity")[0], f"{machine} ")
    organize(desk, desk.records("activity")[0], machine.replace(machine[0], f"“{machine[0]}”", 1))
    open_sheet(desk)
    find(sheet, f"“{machine[0]}”")
    number = next(n for n, each in enumerate(sheet.spellings.choices()) if "“" in each.text())
    QTest.mouseClick(sheet.spellings.choices()[number], Qt.MouseButton.LeftButton)
    assert "they stay undecided" in sheet.effect.text()
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: "“" in str(desk.space.project.review.record(second.id).value("organizer")))
    desk.settle()
    found = desk.space.project.review.record(second.id)
    assert (found.decision, found.machine["organizer"].value) == (Decision.NONE, machine)


def test_approved_records_are_left_unless_one_says_so(desk: Shell) -> None:
    review, second = desk.space.project.review, desk.records("activity")[1]
    ben = desk.space.project.people.enter("Ben")
    desk.space.desk.write(lambda: review.approve(second.id, ben, None))
    desk.settle()
    sheet = open_sheet(desk)
    find(sheet, NAMES[1])
    assert not sheet.mending.isEnabled()
    assert sheet.approved.isVisible() and sheet.approved.text() == "Also 1 approved: approve them anew"
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert review.record(second.id).approval is Approval.APPROVED
    sheet.approved.setFocus()
    QTest.keyClick(sheet.approved, Qt.Key.Key_Space)
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: review.record(second.id).value("organizer") == NAMES[0])
    desk.settle()
    assert review.record(second.id).approval is Approval.VOIDED


def test_a_name_spelt_one_way_needs_nothing(shell: Shell) -> None:
    shell.open()
    shell.add(shell.report(text="海港\n\n没有名称。\n"))
    shell.window.act("mend_names")
    shell.until(lambda: shell.space.naming.is_open)
    shell.settle()
    sheet = shell.space.area.sheet()
    assert isinstance(sheet, NameSheet)
    assert sheet.message.text() == "Every name is spelt in one way here."
    assert not sheet.mending.isVisible()
    shell.window.act("leave_sheet")
    assert not shell.space.naming.is_open
