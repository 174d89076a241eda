"""What holds at the desk now, as names by which actions say what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.records import SETTLED
from db.model.works import WorkState

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult
    from desktop.ui.desk import Desk

# What is on the form and in the report can't be acted upon while a sheet covers both.
_UNCOVERED = frozenset({"record", "decided", "field", "dirty", "selection", "repeated"})


def facts_of(desk: Desk) -> frozenset[str]:
    """The facts: see `needs` in the action registry."""
    record = desk.record()
    facts = {"project"}
    work = desk.loaded.work if desk.loaded else None
    for fact, holds in (
        ("writable", not desk.read_only),
        ("report", work is not None),
        ("pictured", work is not None and desk.views.source.turning.can_turn),
        ("record", record is not None or desk.proposal is not None),
        ("decided", record is not None and record.decision in SETTLED),
        ("field", desk.field is not None),
        ("failing", record is not None and desk.loaded is not None and desk.loaded.findings.fails(record.id)),
        ("accepted", record is not None and bool(_accepted(desk, record.id))),
        ("dirty", desk.proposal is not None or (record is not None and desk.views.form.is_dirty())),
        ("selection", bool(desk.views.source.selection())),
        ("repeated", record is not None and bool(desk.views.form.repeats.repeats())),
        ("undoable", desk.standing.undoable is not None),
        ("redoable", desk.standing.redoable is not None),
        ("report_open", work is not None and work.state is WorkState.OPEN),
        ("report_unsigned", work is not None and work.state is not WorkState.SIGNED_OFF),
        ("report_closed", work is not None and work.state is not WorkState.OPEN),
    ):
        if holds:
            facts.add(fact)
    facts |= desk.more
    if desk.covered:
        return frozenset(facts - _UNCOVERED | {"sheet", desk.covered})
    return frozenset(facts)


def _accepted(desk: Desk, record_id: str) -> list[CheckResult]:
    """What checks find over a record, and somebody has accepted."""
    found = desk.loaded.findings.of(record_id) if desk.loaded is not None else ()
    return [result for result in found if result.accepted is not None]
