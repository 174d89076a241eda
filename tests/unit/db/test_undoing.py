"""Taking back one's own, doing it again, and what history tells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from db.model.entries import Undoable
from db.model.errors import RuleError
from db.model.records import Approval, Decision
from db.store import Store
from tests.unit.db import making

ANN, BOB, EVE = making.signer("ann"), making.signer("bob"), making.signer("eve")
Reviewed = tuple[Store, str]


def state(store: Store, record: str = "s-count") -> tuple[str, object, str]:
    found = store.record(record)
    return str(found.decision), found.value("women"), str(found.approval)


def test_undo_and_redo_walk_the_same_way(reviewed: Reviewed) -> None:
    store, _ = reviewed
    steps = [state(store)]
    store.confirm("s-count", ANN)
    steps.append(state(store))
    for number in (41, 42, 43):
        store.correct("s-count", {"women": making.stated(Decimal(number))}, ANN)
        steps.append(state(store))
    for wanted in reversed(steps[:-1]):
        store.undo(ANN)
        assert state(store) == wanted
    with pytest.raises(RuleError, match="nothing_to_undo"):
        store.undo(ANN)
    for wanted in steps[1:]:
        store.redo(ANN)
        assert state(store) == wanted
    with pytest.raises(RuleError, match="nothing_to_undo"):
        store.redo(ANN)
    store.undo(ANN)
    store.undo(ANN)
    store.redo(ANN)
    assert state(store) == steps[3]


def test_undo_takes_the_last_of_all_records(reviewed: Reviewed) -> None:
    store, work = reviewed
    store.confirm("s-count", ANN)
    last = store.reject("s-lame", ANN)
    assert store.undoable("ann") == Undoable(last.entries[0], "record.rejected", "s-lame", work)
    assert store.undo(ANN).records == {"s-lame"}
    told = store.redoable("ann")
    assert told is not None and (told.kind, told.record) == ("record.rejected", "s-lame")
    assert store.undo(ANN).records == {"s-count"}
    assert store.undoable("ann") is None


def test_a_new_decision_forgets_what_could_be_done_again(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.undo(ANN)
    store.confirm("s-money", ANN)
    assert store.redoable("ann") is None
    with pytest.raises(RuleError, match="nothing_to_undo"):
        store.redo(ANN)


def test_only_ones_own(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    with pytest.raises(RuleError, match="not_yours"):
        store.undo(BOB, "s-count")
    with pytest.raises(RuleError, match="nothing_to_undo"):
        store.undo(BOB)
    with pytest.raises(RuleError, match="nothing_to_undo"):
        store.undo(ANN, "s-money")
    with pytest.raises(RuleError, match="unknown_record"):
        store.undo(ANN, "none")


def test_not_where_anothers_stands_on_it(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    for record in (None, "s-count"):
        with pytest.raises(RuleError, match="others_stand_on_it"):
            store.undo(ANN, record)
    assert store.undoable("ann") is None
    store.undo(BOB)
    assert store.record("s-count").approval is Approval.NONE
    store.undo(ANN)
    assert store.record("s-count").decision is Decision.NONE


def test_nothing_is_done_again_over_anothers_word(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.undo(ANN)
    store.reject("s-count", BOB)
    assert store.redoable("ann") is None
    with pytest.raises(RuleError, match="others_stand_on_it"):
        store.redo(ANN)
    assert store.record("s-count").decision is Decision.REJECTED


def test_an_added_record_goes_and_comes_back(reviewed: Reviewed) -> None:
    store, work = reviewed
    fields = {"value": making.stated(Decimal(3)), "unit": making.stated("other")}
    (record,) = store.add(work, "count", fields, (making.span("40"),), ANN).records
    before = store.record(record)
    assert (before.decision, before.origin, before.deciders) == (Decision.ADDED, "ann", {"ann"})
    store.undo(ANN)
    assert record not in {item.id for item in store.records()}
    with pytest.raises(RuleError, match="unknown_record"):
        store.confirm(record, ANN)
    assert [item.undone for item in store.history(record)] == [True, False]
    store.redo(ANN)
    assert store.record(record) == before


def test_undoing_a_return_brings_the_approval_back(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    store.return_("s-count", EVE, "sure?")
    assert store.record("s-count").approval is Approval.RETURNED
    store.undo(EVE)
    found = store.record("s-count")
    assert (found.approval, found.approved_by, found.question) == (Approval.APPROVED, "bob", None)


def test_an_approval_done_again_stands_again(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    store.undo(BOB)
    store.redo(BOB)
    assert store.record("s-count").approved_by == "bob"


def test_history_tells_it_all(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.correct("s-count", {"women": making.stated(Decimal(41))}, ANN, why="counted again")
    store.undo(ANN)
    store.confirm("s-count", ANN)
    store.return_("s-count", BOB, "sure?")
    found = store.history("s-count")
    assert [(item.kind, item.person, item.undone, item.why) for item in found] == [
        ("records.suggested", "machine-1", False, None),
        ("record.corrected", "ann", True, "counted again"),
        ("entry.undone", "ann", False, None),
        ("record.confirmed", "ann", False, None),
        ("record.returned", "bob", False, "sure?"),
    ]
    assert found[0].fields["value"].value == Decimal(120)
    assert found[1].fields["women"].value == Decimal(41)
    assert found[2].target == found[1].entry
    with pytest.raises(RuleError, match="unknown_record"):
        store.history("none")
