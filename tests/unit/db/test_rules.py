"""Who may decide, approve, return, complete and sign off: the words of the design, one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from decimal import Decimal

import pytest

from db.model.errors import RuleError
from db.model.records import Approval, Decision, FieldChange
from db.model.values import State
from db.model.works import WorkState
from db.store import Store
from tests.unit.db import making

ANN, BOB, EVE = making.signer("ann"), making.signer("bob"), making.signer("eve")
Reviewed = tuple[Store, str]


def refused(code: str, fn: Callable[..., object], *args: object, **named: object) -> RuleError:
    with pytest.raises(RuleError) as caught:
        fn(*args, **named)
    assert caught.value.code == code
    return caught.value


def women(number: int) -> dict[str, FieldChange]:
    return {"women": making.stated(Decimal(number))}


def decide_all(store: Store, work: str, by: object = ANN) -> None:
    for record in store.records(work=work):
        if record.id == "s-lame":
            store.reject(record.id, by)  # type: ignore[arg-type]
        elif record.decision is Decision.NONE:
            store.confirm(record.id, by)  # type: ignore[arg-type]


def test_the_states_of_a_record(reviewed: Reviewed) -> None:
    store, _ = reviewed
    before = store.record("s-count")
    assert (before.decision, before.approval, before.decided_by) == (Decision.NONE, Approval.NONE, None)
    store.confirm("s-count", ANN)
    decided = store.record("s-count")
    assert (decided.decision, decided.decided_by, decided.deciders) == (Decision.CONFIRMED, "ann", {"ann"})
    assert decided.digest == before.digest
    store.approve("s-count", BOB, decided.digest)
    approved = store.record("s-count")
    assert (approved.approval, approved.approved_by) == (Approval.APPROVED, "bob")
    assert approved.approved_at is not None and approved.decided_at is not None


def test_no_decider_approves_or_returns(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    refused("decider_cannot_approve", store.approve, "s-count", ANN)
    refused("decider_cannot_approve", store.return_, "s-count", ANN, "why?")
    store.correct("s-count", women(41), BOB)
    # Who ever decided stays a decider, though another's decision is in force now.
    refused("decider_cannot_approve", store.approve, "s-count", ANN)
    refused("decider_cannot_approve", store.approve, "s-count", BOB)
    store.approve("s-count", EVE)


def test_a_reviewer_who_edits_becomes_a_clerk(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    store.correct("s-count", women(41), BOB)
    found = store.record("s-count")
    assert (found.decision, found.approval, found.approved_by) == (Decision.CORRECTED, Approval.VOIDED, None)
    refused("decider_cannot_approve", store.approve, "s-count", BOB)


def test_undoing_before_anybody_acted_makes_one_free_again(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", BOB)
    store.undo(BOB)
    assert store.record("s-count").deciders == frozenset()
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    assert store.record("s-count").approval is Approval.APPROVED


def test_undoing_after_somebody_acted_does_not(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    store.undo(BOB)
    store.undo(ANN)
    found = store.record("s-count")
    assert (found.decision, found.deciders) == (Decision.NONE, {"ann"})
    store.confirm("s-count", EVE)
    refused("decider_cannot_approve", store.approve, "s-count", ANN)


def test_doing_again_makes_a_decider_again(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.undo(ANN)
    store.redo(ANN)
    refused("decider_cannot_approve", store.approve, "s-count", ANN)


def test_who_postpones_has_not_decided(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.postpone("s-count", BOB, "look it up")
    found = store.record("s-count")
    assert (found.decision, found.why, found.deciders) == (Decision.POSTPONED, "look it up", frozenset())
    refused("not_decided", store.approve, "s-count", EVE)
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)


def test_machines_neither_decide_nor_approve(reviewed: Reviewed) -> None:
    store, work = reviewed
    store.confirm("s-money", ANN)
    machine = making.MACHINE
    for call in (store.confirm, store.reject, store.postpone, store.approve, store.return_):
        refused("machine_cannot_decide", call, "s-money", machine)
    refused("machine_cannot_decide", store.correct, "s-money", {}, machine)
    refused("machine_cannot_decide", store.add, work, "count", {}, (), machine)
    refused("machine_cannot_decide", store.undo, machine)
    refused("machine_cannot_decide", store.redo, machine)
    for call in (store.complete, store.sign_off, store.reopen):
        refused("machine_cannot_decide", call, work, machine)
    refused("machine_cannot_decide", store.change_form, making.form(), machine)


def test_approving_needs_a_decision(reviewed: Reviewed) -> None:
    store, _ = reviewed
    refused("not_decided", store.approve, "s-count", BOB)
    refused("not_decided", store.return_, "s-count", BOB, "?")
    refused("unknown_record", store.approve, "nothing", BOB)


def test_an_approval_is_of_what_was_seen(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    seen = store.record("s-count").digest
    store.correct("s-count", women(41), EVE)
    refused("stale", store.approve, "s-count", BOB, seen)
    refused("stale", store.confirm, "s-count", ANN, seen)
    refused("stale", store.correct, "s-count", women(1), ANN, digest=seen)
    store.approve("s-count", BOB, store.record("s-count").digest)


def test_rejecting_is_not_what_was_seen_either(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    seen = store.record("s-count").digest
    store.reject("s-count", ANN)
    refused("stale", store.approve, "s-count", BOB, seen)


def test_a_change_voids_and_equal_values_do_not_revive(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    digest = store.record("s-count").digest
    store.correct("s-count", women(41), ANN)
    assert store.record("s-count").approval is Approval.VOIDED
    store.correct("s-count", women(40), ANN)
    found = store.record("s-count")
    assert (found.approval, found.digest) != (Approval.APPROVED, "")
    assert found.approval is Approval.VOIDED
    store.undo(ANN)
    store.undo(ANN)
    found = store.record("s-count")
    assert (found.approval, found.digest, found.decision) == (Approval.VOIDED, digest, Decision.CONFIRMED)
    store.approve("s-count", BOB)
    assert store.record("s-count").approval is Approval.APPROVED


def test_saying_again_what_is_approved_costs_no_approval(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)
    for by in (ANN, BOB, EVE):
        assert not store.confirm("s-count", by).entries
    assert not store.correct("s-count", women(40), ANN).entries
    assert not store.approve("s-count", EVE).entries
    found = store.record("s-count")
    assert (found.approval, found.approved_by, found.deciders) == (Approval.APPROVED, "bob", {"ann"})


def test_a_returned_record_is_answered(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.confirm("s-count", ANN)
    store.return_("s-count", BOB, "forty of whom?")
    found = store.record("s-count")
    assert (found.approval, found.question) == (Approval.RETURNED, "forty of whom?")
    store.postpone("s-count", ANN)
    assert store.record("s-count").question == "forty of whom?"
    store.undo(ANN)
    store.confirm("s-count", ANN)  # "it stands": an answer too
    found = store.record("s-count")
    assert (found.approval, found.question) == (Approval.NONE, None)
    store.approve("s-count", BOB)


def test_required_fields(reviewed: Reviewed) -> None:
    store, work = reviewed
    error = refused("missing_required", store.confirm, "s-lame", ANN)
    assert error.parameters["fields"] == ["currency", "item"]
    refused("missing_required", store.correct, "s-lame", {"currency": making.stated("USD")}, ANN)
    refused("missing_required", store.add, work, "count", {"value": making.stated(Decimal(1))}, (), ANN)
    not_stated = {"value": FieldChange(State.NOT_STATED)}
    refused("missing_required", store.correct, "s-count", not_stated, ANN)
    assert store.record("s-lame").decision is Decision.NONE
    store.correct("s-lame", {"currency": making.stated("USD"), "item": making.stated("other")}, ANN)
    assert store.record("s-lame").decision is Decision.CORRECTED


def test_completing_and_signing_off(reviewed: Reviewed) -> None:
    store, work = reviewed
    refused("not_complete", store.sign_off, work, BOB)
    refused("not_complete", store.reopen, work, BOB)
    error = refused("undecided_left", store.complete, work, ANN)
    assert error.parameters["number"] == 4
    assert error.parameters["records"] == ["s-report", "s-count", "s-money", "s-lame"]
    decide_all(store, work)
    store.postpone("s-money", ANN)
    refused("undecided_left", store.complete, work, ANN)
    store.confirm("s-money", ANN)
    store.return_("s-money", BOB, "?")
    refused("undecided_left", store.complete, work, ANN)
    store.confirm("s-money", ANN)
    store.complete(work, ANN)
    assert store.work(work).state is WorkState.COMPLETE
    refused("same_person", store.sign_off, work, ANN)
    error = refused("unapproved_left", store.sign_off, work, BOB)
    assert error.parameters["records"] == ["s-report", "s-count", "s-money"]
    for record in ("s-report", "s-count", "s-money"):
        store.approve(record, BOB)
    assert store.work(work).state is WorkState.COMPLETE
    store.sign_off(work, BOB)
    done = store.work(work)
    assert (done.state, done.completed_by, done.signed_off_by) == (WorkState.SIGNED_OFF, "ann", "bob")
    refused("signed_off", store.complete, work, ANN)
    store.reopen(work, EVE)
    done = store.work(work)
    assert (done.state, done.completed_by, done.signed_off_by) == (WorkState.OPEN, None, None)
    refused("unknown_work", store.complete, "none", ANN)


def sign_off(store: Store, work: str) -> None:
    decide_all(store, work)
    store.complete(work, ANN)
    for record in store.records(work=work, decision="confirmed"):
        store.approve(record.id, BOB)
    store.sign_off(work, BOB)
    assert store.work(work).state is WorkState.SIGNED_OFF


@pytest.mark.parametrize(
    "change",
    [
        lambda store, work: store.correct("s-count", women(41), EVE),
        lambda store, work: store.reject("s-count", EVE),
        lambda store, work: store.postpone("s-count", EVE),
        lambda store, work: store.return_("s-count", BOB, "?"),
        lambda store, work: store.undo(ANN, "s-lame"),
        lambda store, work: store.add(
            work,
            "count",
            {"value": making.stated(Decimal(1)), "unit": making.stated("other")},
            (making.span("40"),),
            EVE,
        ),
        lambda store, work: store.suggest(
            work, making.reading(b"a report"), making.suggestions("again"), making.MACHINE
        ),
    ],
    ids=["correct", "reject", "postpone", "return", "undo", "add", "suggest"],
)
def test_a_change_opens_the_work_again(reviewed: Reviewed, change: Callable[[Store, str], object]) -> None:
    store, work = reviewed
    sign_off(store, work)
    change(store, work)
    found = store.work(work)
    assert (found.state, found.completed_by, found.signed_off_by) == (WorkState.OPEN, None, None)


def test_taking_an_approval_back_takes_the_sign_off_back(reviewed: Reviewed) -> None:
    store, work = reviewed
    sign_off(store, work)
    store.undo(BOB, "s-count")
    found = store.work(work)
    assert (found.state, found.completed_by, found.signed_off_by) == (WorkState.COMPLETE, "ann", None)
    refused("unapproved_left", store.sign_off, work, BOB)


def test_a_return_that_stands_again_opens_the_work_again(reviewed: Reviewed) -> None:
    store, work = reviewed
    decide_all(store, work)
    store.return_("s-count", BOB, "?")
    store.approve("s-count", BOB)
    store.complete(work, ANN)
    store.undo(BOB, "s-count")
    assert store.record("s-count").approval is Approval.RETURNED
    assert store.work(work).state is WorkState.OPEN


def test_nobody_signs_their_own_rejection_off(reviewed: Reviewed) -> None:
    store, work = reviewed
    store.reject("s-lame", BOB)
    for record in ("s-report", "s-count", "s-money"):
        store.confirm(record, ANN)
        store.approve(record, BOB)
    store.complete(work, ANN)
    error = refused("decider_cannot_approve", store.sign_off, work, BOB)
    assert error.parameters["records"] == ["s-lame"]
    store.approve("s-lame", ANN)  # a rejection can be approved like any decision
    store.sign_off(work, BOB)


def test_people_the_project_does_not_know(reviewed: Reviewed) -> None:
    store, work = reviewed
    stranger = making.signer("mallory")
    refused("unknown_person", store.confirm, "s-count", stranger)
    refused("unknown_person", store.complete, work, stranger)
    refused("unknown_person", store.suggest, work, making.reading(b"a report"), (), stranger)
    refused("unknown_person", store.person, "mallory")


# --- the same rules where somebody goes round the store -------------------------------------------------------


def raw(store: Store, statement: str) -> None:
    conn = sqlite3.connect(store.database.path, isolation_level=None)
    try:
        conn.execute(statement)
    finally:
        conn.close()


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "UPDATE records SET approval = 'approved', approved_by = 'ann', approved_digest = digest",
            "decider_cannot_approve",
        ),
        (
            "UPDATE records SET approval = 'approved', approved_by = 'machine-1', approved_digest = digest",
            "machine_cannot_decide",
        ),
        ("UPDATE records SET approval = 'approved', approved_by = NULL, approved_digest = digest", "machine_cannot"),
        ("UPDATE records SET approval = 'approved', approved_by = 'bob', approved_digest = 'x'", "stale"),
        (
            "UPDATE records SET decision = 'none', approval = 'approved', approved_by = 'bob', approved_digest=digest",
            "not_decided",
        ),
        ("UPDATE records SET decided_by = 'machine-1'", "machine_cannot_decide"),
        ("UPDATE records SET decision = 'confirmed', decided_by = 'nobody'", "machine_cannot_decide"),
        ("UPDATE records SET digest = 'other' WHERE id = 's-money'", "stale"),
        ("INSERT INTO deciders VALUES ('s-money', 'bob')", "decider_cannot_approve"),
        ("UPDATE works SET state = 'signed_off', completed_by = 'ann', signed_off_by = 'ann'", "same_person"),
        ("UPDATE works SET state = 'signed_off', completed_by = 'ann', signed_off_by = 'machine-1'", "same_person"),
        ("UPDATE pages SET text = 'other'", "content_is_kept"),
        ("DELETE FROM pages", "content_is_kept"),
        ("UPDATE file_chunks SET data = x'00'", "content_is_kept"),
        ("DELETE FROM file_chunks", "content_is_kept"),
    ],
)
def test_triggers_hold_the_rules(reviewed: Reviewed, statement: str, message: str) -> None:
    store, _ = reviewed
    for record in ("s-report", "s-count", "s-money"):
        store.confirm(record, ANN)
    store.approve("s-money", BOB)
    if "WHERE" not in statement and "UPDATE records" in statement:
        statement += " WHERE id = 's-count'"
    with pytest.raises(sqlite3.IntegrityError, match=message):
        raw(store, statement)


@pytest.mark.parametrize(
    ("kind", "body", "by", "code"),
    [
        ("record.approved", {"record": "s-count", "digest": "@"}, ANN, "decider_cannot_approve"),
        ("record.returned", {"record": "s-count"}, ANN, "decider_cannot_approve"),
        ("record.approved", {"record": "s-count", "digest": "other"}, BOB, "stale"),
        ("record.approved", {"record": "s-lame", "digest": "@"}, BOB, "not_decided"),
        ("record.approved", {"record": "none", "digest": "@"}, BOB, "unknown_record"),
        ("record.confirmed", {"record": "s-lame"}, making.MACHINE, "machine_cannot_decide"),
        ("work.reopened", {"work": "@"}, making.MACHINE, "machine_cannot_decide"),
        ("work.completed", {"work": "@"}, ANN, "undecided_left"),
        ("work.signed_off", {"work": "@"}, BOB, "not_complete"),
        ("entry.undone", {"record": "s-count", "entry": "@"}, BOB, "not_yours"),
        ("entry.undone", {"record": "s-count", "entry": "nothing"}, BOB, "not_yours"),
        ("entry.undone", {"record": "s-money", "entry": "@"}, ANN, "others_stand_on_it"),
    ],
)
def test_the_journal_itself_holds_the_rules(
    reviewed: Reviewed, kind: str, body: dict[str, str], by: making.KeySigner, code: str
) -> None:
    from db.journal import append

    store, work = reviewed
    entries = {record: store.confirm(record, ANN).entries[0] for record in ("s-count", "s-money")}
    store.approve("s-money", BOB)
    if body.get("digest") == "@":
        body = {**body, "digest": next((r.digest for r in store.records() if r.id == body["record"]), "")}
    if body.get("entry") == "@":
        body = {**body, "entry": entries[body["record"]]}
    if body.get("work") == "@":
        body = {**body, "work": work}
    refused(code, store.database.write, lambda conn: append(conn, kind, body, by))


def test_the_journal_lets_nobody_sign_off_alone(reviewed: Reviewed) -> None:
    from db.journal import append

    store, work = reviewed
    decide_all(store, work)
    store.complete(work, ANN)
    for by, code in ((ANN, "same_person"), (BOB, "unapproved_left")):
        refused(code, store.database.write, lambda conn, by=by: append(conn, "work.signed_off", {"work": work}, by))
