"""The worklist of what no record cites, with real keys and clicks: dismissed, added, put off, walked back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.model.records import Decision
from desktop import extraction
from tests.qt.shell.conftest import Shell, Suggester

CONTROL = Qt.KeyboardModifier.ControlModifier
REPORT = """Lighthouse Society

1. The Society trained 24 keepers (11 women) in a workshop held in Suva in March 2022.
2. Towers rose by 31 in the period.
3. It repaired 17 lamps, and the Society thanks Fiji.
4. The store holds 58 wicks.
"""


@pytest.fixture
def worklist(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A report in which the machine overlooked all but the wicks; the worklist is shown."""

    def suggest(self: Suggester, read: Any, **options: Any) -> Any:
        found = extraction.suggest(read, language=options.get("language"))
        return [item for item in found if item.family == "report" or str(item.fields.get("value")) == "58"]

    monkeypatch.setattr(Suggester, "suggest", suggest)
    shell.open()
    shell.add(shell.report("lamps.txt", REPORT))
    shell.until(lambda: shell.space.left_out.state is not None)
    shell.settle()
    shell.space.left_out.glance = 0.0
    open_list(shell)
    return shell


def open_list(shell: Shell) -> None:
    chip = shell.space.records.filters.left_out
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert shell.space.left_out.active
    shell.until(lambda: shell.space.omissions.card.seen_for() > 0)


def count(shell: Shell) -> int:
    shown = shell.space.records.filters.left_out.count()
    assert shown is not None
    return shown


def press(shell: Shell, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key once what the card shows was painted, and wait for what it does."""
    left = shell.space.left_out
    if left.active and left.current is not None and shell.space.desk.proposal is None:
        shell.until(lambda: shell.space.omissions.card.seen_for() > 0)
    QTest.keyClick(shell.window.focusWidget() or shell.window, key, modifiers)
    shell.settle()


def test_the_chip_counts_and_leads_to_the_list(worklist: Shell) -> None:
    space = worklist.space
    state = space.left_out.state
    assert state is not None and count(worklist) == state.count == space.omissions.list.items.rowCount() > 1
    assert space.omissions.card.isVisible() and not space.form.isVisible() and not space.records.view.isVisible()
    current = space.left_out.current
    assert current is not None and current.facts[0].quote in space.omissions.card.text()
    assert space.source._area.field_spans[0].quote == current.facts[0].quote
    assert not space.omissions.list.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    press(worklist, Qt.Key.Key_Escape)
    assert not space.left_out.active and space.form.isVisible() and not space.omissions.isVisible()


def test_each_row_names_what_no_record_cites(worklist: Shell) -> None:
    items = worklist.space.omissions.list.items
    for row, omission in enumerate(items.items()):
        kind, words, _ = items.line(row)
        named = next((fact for fact in omission.facts if fact.kind == omission.kind), omission.facts[0])
        assert kind.endswith(f" · {named.quote}") and words


def test_another_chip_goes_back_to_the_records_as_they_were(worklist: Shell) -> None:
    filters = worklist.space.records.filters
    before = filters.filter()
    QTest.mouseClick(filters.chips["needs_me"], Qt.MouseButton.LeftButton)
    assert not worklist.space.left_out.active and filters.filter() == before and filters.chips["needs_me"].isChecked()


def test_del_dismisses_and_the_next_comes_and_undo_walks_back(worklist: Shell) -> None:
    space = worklist.space
    number = count(worklist)
    seen = []
    for _ in range(2):
        current = space.left_out.current
        assert current is not None
        seen.append(current.id)
        press(worklist, Qt.Key.Key_Delete)
        worklist.until(lambda: count(worklist) == number - len(seen))
    work = space.desk.work_id
    assert work is not None
    assert [item.omission for item in space.project.left_out.dismissals(work)] == seen
    now = space.left_out.current
    assert now is None or now.id not in seen
    for left in (1, 0):
        press(worklist, Qt.Key.Key_Z, CONTROL)
        worklist.until(lambda left=left: count(worklist) == number - left)
        current = space.left_out.current
        assert current is not None and current.id == seen[left]
    assert space.project.left_out.dismissals(work) == []


def test_undo_shows_a_dismissal_again_from_among_the_records(worklist: Shell) -> None:
    space = worklist.space
    current = space.left_out.current
    assert current is not None
    press(worklist, Qt.Key.Key_Delete)
    press(worklist, Qt.Key.Key_Escape)
    assert not space.left_out.active
    press(worklist, Qt.Key.Key_Z, CONTROL)
    worklist.until(lambda: space.left_out.active)
    again = space.left_out.current
    assert again is not None and again.id == current.id


def test_putting_off_goes_round(worklist: Shell) -> None:
    left = worklist.space.left_out
    state = left.state
    assert state is not None
    ids = [item.id for item in state.open()]
    assert left.current is not None
    passed = [left.current.id]
    for _ in range(len(ids)):
        press(worklist, Qt.Key.Key_P)
        passed.append(left.current.id)
    assert passed[:-1] == ids and passed[-1] == ids[0] and state.count == len(ids)


def test_enter_adds_with_the_fields_parsed_and_comes_back(worklist: Shell) -> None:
    space = worklist.space
    state = space.left_out.state
    assert state is not None
    wanted = next(item for item in state.open() if any(fact.quote == "31" for fact in item.facts))
    space.left_out.choose(wanted.id)
    number = count(worklist)
    press(worklist, Qt.Key.Key_1, CONTROL)
    worklist.until(lambda: space.desk.proposal is not None)
    proposal = space.desk.proposal
    assert proposal is not None and proposal.family == "count" and str(proposal.fields["value"]) == "31"
    assert space.form.isVisible() and not space.omissions.card.isVisible() and space.omissions.list.isVisible()
    press(worklist, Qt.Key.Key_Return)
    worklist.until(lambda: space.desk.proposal is None and count(worklist) == number - 1)
    worklist.until(space.omissions.card.isVisible)
    assert space.left_out.active and not space.form.isVisible()
    added = [record for record in worklist.records("count") if record.decision is Decision.ADDED]
    assert [str(record.value("value")) for record in added] == ["31"]
    assert state.get(wanted.id) is None
    current = space.left_out.current
    assert current is not None and current.id != wanted.id


def test_escape_gives_an_addition_up(worklist: Shell) -> None:
    space = worklist.space
    current, number = space.left_out.current, count(worklist)
    assert current is not None
    press(worklist, Qt.Key.Key_Return)
    worklist.until(lambda: space.desk.proposal is not None)
    press(worklist, Qt.Key.Key_Escape)
    worklist.until(lambda: space.omissions.card.isVisible())
    assert space.desk.proposal is None and space.left_out.active and count(worklist) == number
    again = space.left_out.current
    assert again is not None and again.id == current.id


def test_another_selection_is_added_instead_and_the_worklist_stays(worklist: Shell) -> None:
    space = worklist.space
    reading = space.desk.loaded.reading if space.desk.loaded else None
    assert reading is not None
    space.source.select_page()
    assert space.source.selection()
    press(worklist, Qt.Key.Key_1, CONTROL)
    worklist.until(lambda: space.desk.proposal is not None)
    assert space.desk.proposal is not None and len(space.desk.proposal.evidence[0].quote) > 100
    assert space.form.isVisible() and not space.omissions.card.isVisible()
    press(worklist, Qt.Key.Key_Escape)
    worklist.until(lambda: space.omissions.card.isVisible())
    assert space.desk.proposal is None and space.left_out.active
    press(worklist, Qt.Key.Key_P)
    assert not space.source.selection()


def test_by_mouse_alone(worklist: Shell) -> None:
    space = worklist.space
    number = count(worklist)
    view = space.omissions.list
    row = view.visualRect(view.items.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row)
    chosen = view.items.items()[1].id
    assert space.left_out.current is not None and space.left_out.current.id == chosen
    worklist.until(lambda: space.omissions.card.seen_for() > 0)
    QTest.mouseClick(space.omissions.card.buttons["reject"], Qt.MouseButton.LeftButton)
    worklist.until(lambda: count(worklist) == number - 1)
    QTest.mouseClick(space.omissions.card.buttons["postpone"], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert space.left_out.active


def test_a_decision_closes_and_opens_what_it_cites(worklist: Shell) -> None:
    space = worklist.space
    state = space.left_out.state
    assert state is not None
    press(worklist, Qt.Key.Key_Escape)
    record = next(item for item in worklist.records("count") if str(item.value("value")) == "58")
    before = state.coverage(1)
    worklist.choose(record)
    worklist.key(Qt.Key.Key_Delete)
    worklist.settle()
    worklist.until(lambda: state.coverage(1).dismissed == before.dismissed + 1)
    assert state.coverage(1).open == before.open  # a rejected record's passage was looked at
    press(worklist, Qt.Key.Key_Z, CONTROL)
    worklist.until(lambda: state.coverage(1) == before)


def test_nothing_left_says_so_and_opens_nothing(worklist: Shell) -> None:
    space = worklist.space
    while count(worklist):
        number = count(worklist)
        press(worklist, Qt.Key.Key_Delete)
        worklist.until(lambda number=number: count(worklist) == number - 1)
    assert space.left_out.active and not space.omissions.card.isVisible()
    assert space.omissions.empty.isVisible() and "Nothing is left out" in space.omissions.empty.text()
    press(worklist, Qt.Key.Key_Delete)
    press(worklist, Qt.Key.Key_Return)
    assert space.desk.proposal is None
