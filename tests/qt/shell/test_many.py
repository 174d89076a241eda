"""A report that is loaded a portion at a time: what is shown of it in the end is what a fresh look shows."""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from db.model.errors import RuleError
from db.model.records import FieldChange
from db.model.values import State
from desktop.review.queues import task, unsure
from desktop.services.project import Project
from desktop.ui import loading, snapshot
from desktop.ui.findings import SUMS, TOLD
from desktop.ui.queue.record_list import Filter
from desktop.ui.rows import mark_state
from tests.helpers.many import add_many
from tests.qt.shell.conftest import Shell

SOAK = os.environ.get("COUNTERPROOF_SOAK") == "1"
RECORDS, ACTS = (900, 500) if SOAK else (90, 60)


@pytest.fixture
def portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small reports are loaded as large ones are."""
    monkeypatch.setattr(snapshot, "FEW", 10)
    monkeypatch.setattr(snapshot, "BEFORE", 3)
    monkeypatch.setattr(snapshot, "AFTER", 8)
    monkeypatch.setattr(loading, "PORTION", 12)
    monkeypatch.setattr(loading, "CHECKED", 9)


def made(shell: Shell, number: int = RECORDS) -> str:
    with Project.open(shell.folder / "p.db", create=True, keyring=shell.keyring) as project:
        return add_many(project, number)


def shown(shell: Shell) -> dict[str, object]:
    """All that list, pages and lines show of the report on the desk."""
    desk, records, source = shell.space.desk, shell.space.records, shell.space.source
    assert desk.loaded is not None and desk.work_id is not None
    state = desk.reports[desk.work_id]
    return {
        "rows": [
            (row.key, row.task, row.failing, row.unsure, str(row.record.decision), str(row.record.approval))
            for row in records.rows()
        ],
        "chips": {name: chip.text() for name, chip in records.filters.chips.items()},
        "checks": [(result.check, result.records, result.ok) for result in desk.loaded.checks],
        "progress": state.progress,
        "failing": state.failing,
        "strip": {record: look for record, (_, look) in source._overview._ticks._spots.items()},
        "own": desk.loaded.own,
    }


def fresh(project: Project, work: str, person: str) -> dict[str, object]:
    """The same, of the records as the store has them now."""
    records = project.review.records(work)
    results = project.review.checks(work, records)
    failing = {record for result in results if result.fails for record in result.records}
    return {
        "rows": [
            (
                (*record.order, record.id),
                task(record, person),
                record.id in failing,
                bool(unsure(record)),
                str(record.decision),
                str(record.approval),
            )
            for record in records
        ],
        "checks": [
            *[(result.check, result.records, result.ok) for result in results if result.code in SUMS],
            *[(each.check, each.records, each.ok) for each in results if each.fails and each.code not in SUMS][:TOLD],
        ],
        "failing": sum(result.fails for result in results),
        "strip": {record.id: (record.family, mark_state(record), record.id in failing) for record in records},
    }


def acts(shell: Shell, work: str, chance: random.Random) -> list[Callable[[], object]]:
    """Something to do to a record of the report, as the store's calls: decide, correct, add, take back."""
    space = shell.space
    review, person = space.project.review, space.desk.person
    assert person is not None
    ids = [line.id for line in review.lists.lines(work, -1)]
    count = next(record for record in review.records(work) if record.family == "count")

    def correct() -> object:
        record = review.record(chance.choice(ids))
        fields = {"women": FieldChange(State.STATED, record.value("value"))} if record.family == "count" else {}
        return review.correct(record.id, person, fields)

    return [
        lambda: review.confirm(chance.choice(ids), person),
        lambda: review.reject(chance.choice(ids), person),
        lambda: review.postpone(chance.choice(ids), person),
        correct,
        lambda: review.add(
            work,
            "count",
            person,
            {key: FieldChange(State.STATED, count.value(key)) for key in ("value", "unit")},
            count.evidence,
        ),
        lambda: review.undo(person),
        lambda: review.redo(person),
    ]


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3 if SOAK else 1))
def test_decisions_while_it_is_loaded_and_after_show_what_a_fresh_look_shows(
    shell: Shell, portions: None, seed: int
) -> None:
    work = made(shell)
    shell.window.open_project(shell.folder / "p.db")
    shell.settings.set_person(shell.folder / "p.db", "Ada")
    shell.until(lambda: shell.window.workspace is not None and shell.space.desk.person is not None)
    desk, chance = shell.space.desk, random.Random(seed)
    possible = acts(shell, work, chance)
    refused = 0
    for number in range(ACTS):
        act = chance.choice(possible)

        def write(act: Callable[[], object] = act) -> object:
            nonlocal refused
            try:
                return act()
            except RuleError:
                refused += 1
                raise

        desk.write(write)  # type: ignore[arg-type]
        if number % 9 == 0:
            desk.choose_record(chance.choice([row.record.id for row in shell.space.records.rows()]))
        shell.qtbot.wait(1)
    shell.until(lambda: not shell.space.tasks.writing and not desk.loading and not shell.space.tasks.running)
    assert refused < ACTS // 2
    person = desk.person
    assert person is not None
    after = shown(shell)
    wanted = fresh(shell.space.project, work, person.id)
    assert {key: after[key] for key in wanted} == wanted
    # and the same again, once it is opened anew
    desk.reload()
    shell.until(lambda: desk.loaded is not None and not desk.loading and not shell.space.tasks.running)
    assert shown(shell) == after


def test_keys_are_right_before_all_lines_have_come(
    shell: Shell, portions: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = made(shell, 60)
    monkeypatch.setattr(loading.Loading, "start", start_without_a_thread)
    shell.settings.set_person(shell.folder / "p.db", "Ada")
    shell.window.open_project(shell.folder / "p.db")
    shell.until(lambda: shell.window.workspace is not None and shell.space.desk.person is not None)
    desk, records = shell.space.desk, shell.space.records
    ids = [line.id for line in shell.space.project.review.lists.lines(work, -1)]
    assert desk.rows_missing and len(records.rows()) < 20
    assert records.filters.chips["needs_me"].count() == 61
    assert desk.next_needing() == records.shown()[1] and desk.rows_missing
    desk.choose_record(ids[0])
    assert desk.next_needing(backwards=True) == ids[-1]
    assert not desk.rows_missing and [row.record.id for row in records.rows()] == ids


def test_a_record_that_has_not_come_yet_can_be_chosen_and_all_its_report_be_gone_through(
    shell: Shell, portions: None
) -> None:
    made(shell, 60)
    shell.open()
    shell.until(lambda: not shell.space.desk.loading)
    desk = shell.space.desk
    assert desk.loaded is not None
    assert len(desk.loaded.records) == 61 == len(list(desk.loaded.records.values()))
    last = list(desk.loaded.records)[-1]
    desk.choose_record(last)
    assert desk.current == last and shell.space.form.record() == shell.record(last)
    assert desk.record("nobody") is None and "nobody" not in desk.loaded.records
    shell.space.records.set_filter(Filter(needs_me=False))
    shell.space.focus_work()
    shell.key(Qt.Key.Key_Home)
    assert desk.current == next(iter(desk.loaded.records))


def test_what_was_checked_before_a_write_does_not_undo_what_the_write_showed(shell: Shell, portions: None) -> None:
    made(shell, 60)
    shell.open()
    desk = shell.space.desk
    shell.until(lambda: not desk.loading and not shell.space.tasks.running)
    row = next(row for row in shell.space.records.rows() if not row.failing)
    desk._showing.loading.checked.emit({row.record.id: True})  # found long ago, handed over now
    again = shell.space.records.row(row.record.id)
    assert again is not None and not again.failing
    mark = shell.space.source.mark(row.record.id)
    assert mark is None or not mark.failing


def start_without_a_thread(self: loading.Loading, loaded: snapshot.Loaded) -> None:
    """As if the first portion took for ever."""
    self.stop()
    if loaded.lines is not None:
        self._loaded = loaded
        self._low, self._high = loading._key(loaded.lines[0]), loading._key(loaded.lines[-1])
