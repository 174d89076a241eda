"""One person's word on many records: all or nothing, taken back in one go; and words on single fields."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from db.journal import append, verify
from db.model.batches import Step
from db.model.errors import RuleError
from db.model.records import Approval, Decision, FieldChange, Record
from db.model.values import State
from db.model.works import WorkState
from db.projections import kinds
from db.store import Store
from tests.unit.db import making

ANN, BOB, EVE = making.signer("ann"), making.signer("bob"), making.signer("eve")
Reviewed = tuple[Store, str]


def seen(record: Record, *fields: str) -> dict[str, FieldChange]:
    """The fields as they stand, all that are stated where none is named."""
    names = fields or tuple(key for key, entry in record.current.items() if entry.state is State.STATED)
    return {key: FieldChange(record.current[key].state, record.current[key].value) for key in names}


def check(store: Store, name: str, *fields: str) -> Step:
    record = store.record(name)
    return Step("check", name, record.digest, seen(record, *fields))


def decisions(store: Store) -> dict[str, str]:
    return {record.id: str(record.decision) for record in store.records()}


def sources(store: Store, name: str) -> dict[str, str]:
    return {key: entry.source for key, entry in store.record(name).current.items()}


def test_one_undo_takes_a_batch_back_and_one_redo_brings_it_again(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.reject("s-lame", ANN)
    changes = store.decide_all([Step("confirm", "s-count"), Step("confirm", "s-money")], ANN)
    assert changes.records == {"s-count", "s-money"} and len(changes.entries) == 2
    done = decisions(store)
    told = store.undoable("ann")
    assert told is not None and (told.kind, told.record, told.records) == ("record.confirmed", "s-money", 2)
    assert store.undo(ANN).records == {"s-count", "s-money"}
    assert decisions(store) == {**done, "s-count": "none", "s-money": "none"}
    again = store.redoable("ann")
    assert again is not None and (again.kind, again.records) == ("record.confirmed", 2)
    assert store.redo(ANN).records == {"s-count", "s-money"}
    assert decisions(store) == done
    store.undo(ANN)
    store.undo(ANN)
    assert set(decisions(store).values()) == {"none"}
    assert store.undoable("ann") is None
    store.redo(ANN)
    store.redo(ANN)
    assert decisions(store) == done
    assert verify(store.database) == []


def test_a_batch_that_is_refused_did_nothing(reviewed: Reviewed) -> None:
    store, _ = reviewed
    heads = store.heads()
    for bad, code in (
        (Step("confirm", "s-lame"), "missing_required"),
        (Step("confirm", "s-money", "seen before"), "stale"),
        (Step("confirm", "none"), "unknown_record"),
        (Step("approve", "s-money"), "not_decided"),
        (Step("check", "s-money", None, {"amount": making.stated(Decimal(1))}), "stale"),
        (Step("mend", "s-money", None, {"amount": making.stated("much")}), "bad_value"),
    ):
        with pytest.raises(RuleError) as caught:
            store.decide_all([Step("confirm", "s-count"), bad], ANN)
        assert caught.value.code == code
        assert store.heads() == heads
    with pytest.raises(RuleError, match="machine_cannot_decide"):
        store.decide_all([check(store, "s-count")], making.MACHINE)


def test_one_record_of_a_batch_can_be_taken_back_alone(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.decide_all([Step("confirm", name) for name in ("s-report", "s-count", "s-money")], ANN)
    store.undo(ANN, "s-count")
    assert decisions(store) == {
        "s-report": "confirmed", "s-count": "none", "s-money": "confirmed", "s-lame": "none",
    }  # fmt: skip
    told = store.undoable("ann")
    assert told is not None and told.records == 2
    assert store.undo(ANN).records == {"s-report", "s-money"}
    assert set(decisions(store).values()) == {"none"}


def test_a_batch_is_not_taken_back_from_under_anothers_word(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.decide_all([Step("confirm", "s-count"), Step("confirm", "s-money")], ANN)
    store.approve("s-count", BOB)
    assert store.undoable("ann") is None
    before = decisions(store)
    with pytest.raises(RuleError, match="others_stand_on_it"):
        store.undo(ANN)
    assert decisions(store) == before
    store.undo(BOB)
    store.undo(ANN)
    store.reject("s-money", BOB)
    assert store.redoable("ann") is None
    with pytest.raises(RuleError, match="others_stand_on_it"):
        store.redo(ANN)


def test_approvals_come_in_batches_too(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.decide_all([Step("confirm", "s-count"), Step("confirm", "s-money")], ANN)
    steps = [Step("approve", name, store.record(name).digest) for name in ("s-count", "s-money")]
    with pytest.raises(RuleError, match="decider_cannot_approve"):
        store.decide_all(steps, ANN)
    store.decide_all(steps, BOB)
    assert {store.record(name).approved_by for name in ("s-count", "s-money")} == {"bob"}
    store.undo(BOB)
    assert {store.record(name).approval for name in ("s-count", "s-money")} == {Approval.NONE}


def test_corrections_in_a_batch_void_what_was_approved(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    fields = {"noun": making.stated("people")}
    store.decide_all(
        [Step("correct", "s-count", None, fields), Step("mend", "s-lame", None, {"item": making.stated("other")})], EVE
    )
    assert store.record("s-count").approval is Approval.VOIDED
    store.undo(EVE)
    assert store.record("s-count").value("noun") == "persons"
    assert store.record("s-lame").value("item") is None


def test_a_checked_field_is_a_persons_and_decides_nothing(reviewed: Reviewed) -> None:
    store, _ = reviewed
    before = store.record("s-count")
    store.decide_all([check(store, "s-count", "value", "qualifier")], ANN)
    after = store.record("s-count")
    entry = after.current["value"]
    assert (entry.source, entry.origin, entry.value) == ("person", "ann", Decimal(120))
    assert entry.evidence == before.current["value"].evidence
    assert after.machine == before.machine
    assert (after.decision, after.digest) == (Decision.NONE, before.digest)
    assert sources(store, "s-count")["women"] == "machine"
    assert [item.kind for item in store.history("s-count")] == ["records.suggested", "record.checked"]
    assert store.history("s-count")[1].fields["value"].value == Decimal(120)
    store.undo(ANN)
    assert store.record("s-count") == before
    store.redo(ANN)
    assert store.record("s-count") == after
    assert verify(store.database) == []


def test_a_record_whose_stated_fields_are_all_checked_is_confirmed(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.decide_all([check(store, "s-count", "value", "qualifier", "unit")], ANN)
    assert store.record("s-count").decision is Decision.NONE
    store.decide_all([check(store, "s-count", "noun", "women"), check(store, "s-money", "amount")], BOB)
    found = store.record("s-count")
    assert (found.decision, found.decided_by, found.deciders) == (Decision.CONFIRMED, "bob", {"ann", "bob"})
    assert store.record("s-money").decision is Decision.NONE
    # Who checked a part of it does not approve it.
    with pytest.raises(RuleError, match="decider_cannot_approve"):
        store.approve("s-count", ANN)
    told = store.undoable("bob")
    assert told is not None and told.records == 2
    store.undo(BOB)
    assert store.record("s-count").decision is Decision.NONE
    assert set(sources(store, "s-money").values()) == {"machine"}
    assert sources(store, "s-count") == {
        "value": "person", "qualifier": "person", "unit": "person", "noun": "machine", "women": "machine",
    }  # fmt: skip
    store.redo(BOB)
    assert store.record("s-count") == found
    store.approve("s-count", EVE)


def test_a_record_that_lacks_something_stays_open(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.decide_all([check(store, "s-lame")], ANN)
    assert store.record("s-lame").decision is Decision.NONE
    assert sources(store, "s-lame") == {"amount": "person"}


def test_what_is_decided_needs_no_word_on_its_fields(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    step = check(store, "s-count", "value")
    assert not store.decide_all([step], BOB).entries
    with pytest.raises(RuleError, match="stale"):
        store.decide_all([Step("mend", "s-count", None, {"noun": making.stated("people")})], BOB)
    assert store.record("s-count").deciders == {"ann"}


def test_what_was_postponed_stays_so_when_its_fields_are_checked(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.postpone("s-count", ANN)
    store.decide_all([check(store, "s-count")], ANN)
    assert store.record("s-count").decision is Decision.POSTPONED


def test_a_mended_field_is_corrected_once_the_record_is_confirmed(reviewed: Reviewed) -> None:
    store, _ = reviewed
    before = store.record("s-count")
    store.decide_all([Step("mend", "s-count", before.digest, {"noun": making.stated("people")})], ANN, "one spelling")
    found = store.record("s-count")
    assert (found.value("noun"), found.decision) == ("people", Decision.NONE)
    assert found.machine["noun"].value == "persons"
    assert store.history("s-count")[1].why == "one spelling"
    store.confirm("s-count", BOB)
    assert store.record("s-count").decision is Decision.CORRECTED
    assert store.record("s-count").deciders == {"ann", "bob"}
    store.undo(BOB)
    store.undo(ANN)
    after = store.record("s-count")
    assert (after.current, after.digest, after.decision) == (before.current, before.digest, Decision.NONE)
    assert verify(store.database) == []


def test_a_mending_that_changes_nothing_says_nothing(reviewed: Reviewed) -> None:
    store, _ = reviewed
    assert not store.decide_all([Step("mend", "s-count", None, {"noun": making.stated("persons")})], ANN).entries


def test_a_check_leaves_a_completed_report_complete(reviewed: Reviewed) -> None:
    store, work = reviewed
    for record in store.records():
        store.reject(record.id, ANN)
    store.complete(work, ANN)
    assert not store.decide_all([check(store, "s-count", "value")], BOB).entries
    assert store.work(work).state is WorkState.COMPLETE


def test_batches_of_copies_that_were_merged_do_not_mix(path: Path, opened: Callable[[Store], Store]) -> None:
    """Clocks of two copies interleave: what belongs together is told by the chain, not by them."""
    import shutil

    from tests.unit.db.test_merging import bring

    one, _ = making.reviewed(path)
    one.database.close()
    copy = path.with_name("copy.db")
    shutil.copyfile(path, copy)
    one, two = opened(Store.open(path)), opened(Store.open(copy))
    one.decide_all([Step("confirm", "s-count"), Step("confirm", "s-money")], ANN)
    two.decide_all([Step("confirm", "s-report"), check(two, "s-lame", "amount")], ANN)
    bring(two, one)
    assert verify(one.database) == []
    told = one.undoable("ann")
    assert told is not None and told.records == 2
    first = one.undo(ANN).records
    second = one.undo(ANN).records
    assert {first, second} == {frozenset({"s-count", "s-money"}), frozenset({"s-report", "s-lame"})}
    assert set(decisions(one).values()) == {"none"}


def test_the_rules_hold_where_somebody_goes_round_the_store(reviewed: Reviewed) -> None:
    store, _ = reviewed
    for kind in (kinds.CHECKED, kinds.MENDED):
        body = {"record": "s-count", "digest": "", "fields": {}}
        with pytest.raises(RuleError, match="machine_cannot_decide"):
            store.database.write(lambda conn, kind=kind, body=body: append(conn, kind, body, making.MACHINE))
    mended = store.decide_all([Step("mend", "s-count", None, {"noun": making.stated("people")})], ANN)
    store.decide_all([check(store, "s-count", "value")], BOB)
    body = {"record": "s-count", "entry": mended.entries[0]}
    with pytest.raises(RuleError, match="others_stand_on_it"):
        store.database.write(lambda conn: append(conn, kinds.UNDONE, body, ANN))
    assert verify(store.database) == []
