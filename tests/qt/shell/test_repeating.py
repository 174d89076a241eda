"""Repeats in the real window: told at the record, stepped through, settled in one go, never where they differ."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from db.model.records import Decision, FieldChange, Record
from db.model.values import State
from tests.qt.shell.conftest import Shell

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TWICE = """海岛档案会议
第五届会议
议程项目 4

海岛档案中心

主任的报告

摘要

2022 年，前来参观的有约 380 名居民(140 名妇女)。

一. 工作

1. 2022 年 3 月，中心在苏瓦为斐济的 24 名档案管理员(11 名妇女)举办了培训班。

2. 这一年里，前来参观的有约 380 名居民(140 名妇女)。

二. 结论

3. 中心感谢前来参观的约 380 名居民(140 名妇女)。
"""


def visitors(shell: Shell) -> list[Record]:
    return [record for record in shell.records("count") if str(record.value("value")) == "380"]


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """A report that says one count three times; the first is on the form."""
    shell.open()
    shell.add(shell.report(text=TWICE))
    assert len(visitors(shell)) == 3
    shell.choose(visitors(shell)[0])
    shell.until(lambda: shell.space.form.repeats.repeats())
    return shell


def press_until_decided(shell: Shell, record: Record, *keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> int:
    """Press a key until the record is decided; how often it took."""
    for number in range(1, 12):
        for key, modifiers in keys:
            shell.key(key, modifiers)
        shell.settle()
        if shell.record(record.id).decision is not Decision.NONE:
            return number
    raise AssertionError("it never ends")


def test_where_it_is_said_again_is_told_with_its_passage(desk: Shell) -> None:
    note = desk.space.form.repeats
    assert note.isVisible()
    found = note.repeats()
    assert [again.record for again in found] == [record.id for record in visitors(desk)[1:]]
    assert all("380" in again.quote and again.settles and not again.differs for again in found)
    assert "Also on p. 1" in note.label.text()
    other = next(record for record in desk.records("count") if str(record.value("value")) == "24")
    desk.choose(other)
    assert not note.isVisible()
    assert not desk.window.actions_["confirm_repeats"].isEnabled()


def test_one_decision_settles_all_that_agree_and_one_undo_takes_it_back(desk: Shell) -> None:
    records = visitors(desk)
    desk.until(lambda: len(desk.space.form.repeats.shown()) == 2)
    press_until_decided(desk, records[0], (Qt.Key.Key_Return, CONTROL | SHIFT))
    assert {desk.record(record.id).decision for record in records} == {Decision.CONFIRMED}
    assert desk.space.desk.current not in {record.id for record in records}
    desk.space.focus_work()
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.until(lambda: {desk.record(record.id).decision for record in records} == {Decision.NONE})
    desk.settle()


def test_enter_settles_the_record_alone(desk: Shell) -> None:
    records = visitors(desk)
    press_until_decided(desk, records[0], (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
    assert [desk.record(record.id).decision for record in records[1:]] == [Decision.NONE, Decision.NONE]


def test_what_contradicts_is_told_and_never_settled_together(desk: Shell) -> None:
    records = visitors(desk)
    person = desk.space.desk.person
    assert person is not None
    review, wrong = desk.space.project.review, records[1]
    # As the machine might have it: a repeat whose number differs.
    desk.space.desk.write(lambda: review.correct(wrong.id, person, {"value": FieldChange(State.STATED, Decimal(308))}))
    desk.until(lambda: any(again.differs for again in desk.space.form.repeats.repeats()))
    desk.settle()
    note = desk.space.form.repeats
    (against,) = [again for again in note.repeats() if again.differs]
    assert against.record == wrong.id and not against.settles
    assert "308" in against.differs and "380" in against.differs
    assert "The report says otherwise elsewhere" in note.label.text()
    before = desk.record(wrong.id)
    press_until_decided(desk, records[0], (Qt.Key.Key_Return, CONTROL | SHIFT))
    assert desk.record(wrong.id) == before


def test_a_key_steps_through_the_passages(desk: Shell) -> None:
    records = visitors(desk)
    note = desk.space.form.repeats
    for record in (*records[1:], records[0]):
        desk.key(Qt.Key.Key_F12)
        assert desk.space.source._area.current == record.id
    assert desk.space.desk.current == records[0].id
    desk.key(Qt.Key.Key_F12)
    assert "▸" in note.label.text()
    assert {desk.record(record.id).decision for record in records} == {Decision.NONE}
