"""Dismissed omissions and accepted checks: rules, undoing, giving back, signing off; time spent."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from db.journal import KeySigner, verify
from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.evidence import Span
from db.model.works import Looked, WorkState
from db.store import Store
from tests.unit.db import making

ANN, BOB, EVE = (making.signer(name) for name in ("ann", "bob", "eve"))
SPANS = (making.span("Nothing", 2),)


def refused(code: str, fn: Callable[..., object], *args: object) -> None:
    with pytest.raises(RuleError) as caught:
        fn(*args)
    assert caught.value.code == code, caught.value


def dismiss(store: Store, work: str, by: KeySigner = ANN, omission: str = "o1", spans: tuple[Span, ...] = SPANS) -> str:
    changes = store.dismiss(work, omission, "number", spans, by, "a heading")
    assert changes.works == {work} and not changes.records
    return changes.entries[-1]


def settle(store: Store, work: str) -> None:
    """Everything decided by ann and approved by bob."""
    for record in ("s-report", "s-count"):
        store.confirm(record, ANN)
        store.approve(record, BOB)
    for record in ("s-money", "s-lame"):
        store.reject(record, ANN)
    store.complete(work, ANN)


def test_a_dismissal_is_kept_and_undone_and_done_again(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    entry = dismiss(store, work)
    (found,) = store.dismissals(work)
    assert (found.entry, found.omission, found.kind, found.by, found.why) == (entry, "o1", "number", "ann", "a heading")
    assert found.spans == SPANS and found.reading == store.work(work).reading
    told = store.undoable("ann")
    assert told is not None and (told.kind, told.record, told.work) == ("omission.dismissed", entry, work)
    assert store.undo(ANN).works == {work}
    assert store.dismissals(work) == []
    assert store.undoable("ann") is None
    redo = store.redoable("ann")
    assert redo is not None and redo.kind == "omission.dismissed"
    store.redo(ANN)
    assert store.dismissals(work) == [found]
    assert verify(store.database) == []


def test_undo_walks_back_over_records_and_dismissals_alike(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    store.confirm("s-count", ANN)
    dismiss(store, work)
    store.reject("s-lame", ANN)
    kinds = []
    while (told := store.undoable("ann")) is not None:
        kinds.append(told.kind)
        store.undo(ANN)
    assert kinds == ["record.rejected", "omission.dismissed", "record.confirmed"]
    assert store.record("s-count").decision == "none" and store.dismissals(work) == []


def test_saying_it_again_is_no_entry(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    dismiss(store, work)
    assert store.dismiss(work, "o1", "number", SPANS, ANN) == Changes()
    dismiss(store, work, BOB)
    assert {item.by for item in store.dismissals(work)} == {"ann", "bob"}


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("unknown_work", {"work": "none"}),
        ("no_evidence", {"spans": ()}),
        ("evidence_differs", {"spans": (making.span("Nothing", 2).__class__(2, 1, 8, "Nothing"),)}),
        ("bad_value", {"omission": " "}),
        ("bad_value", {"kind": "x" * 3000}),
        ("machine_cannot_decide", {"by": making.MACHINE}),
        ("unknown_person", {"by": making.signer("mallory")}),
    ],
)
def test_what_is_no_dismissal(reviewed: tuple[Store, str], code: str, given: dict[str, object]) -> None:
    store, work = reviewed
    whole = {"work": work, "omission": "o1", "kind": "number", "spans": SPANS, "by": ANN, **given}
    refused(code, store.dismiss, *whole.values())
    assert store.dismissals(work) == []


def test_an_acceptance_needs_a_reason_and_records(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    refused("reason_needed", store.accept_check, work, "women", ["s-count"], "40>12", "  ", ANN)
    refused("unknown_record", store.accept_check, work, "women", [], "40>12", "as printed", ANN)
    refused("unknown_record", store.accept_check, work, "women", ["none"], "40>12", "as printed", ANN)
    refused("bad_value", store.accept_check, work, "", ["s-count"], "40>12", "as printed", ANN)
    refused("machine_cannot_decide", store.accept_check, work, "women", ["s-count"], "1", "so", making.MACHINE)
    changes = store.accept_check(work, "women", ["s-money", "s-count", "s-count"], "40>12", "as printed", ANN)
    assert changes.works == {work}
    (found,) = store.acceptances(work)
    assert (found.check, found.records, found.found) == ("women", ("s-count", "s-money"), "40>12")
    assert (found.why, found.by, found.entry) == ("as printed", "ann", changes.entries[0])
    assert store.accept_check(work, "women", ["s-count", "s-money"], "40>12", "again", ANN) == Changes()
    store.undo(ANN)
    assert store.acceptances(work) == []
    assert verify(store.database) == []


def test_another_person_gives_it_back_and_its_maker_undoes_it(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    entry = dismiss(store, work)
    refused("own_claim", store.give_back, entry, ANN)
    refused("unknown_claim", store.give_back, "none", BOB)
    store.give_back(entry, BOB, "this is a number of people")
    assert store.dismissals(work) == []
    refused("unknown_claim", store.give_back, entry, EVE)
    refused("others_stand_on_it", store.undo, ANN, entry)
    assert store.undoable("ann") is None
    store.undo(BOB)
    assert [item.entry for item in store.dismissals(work)] == [entry]
    store.redo(BOB)
    assert store.dismissals(work) == []
    dismiss(store, work)
    assert len(store.dismissals(work)) == 1
    refused("unknown_record", store.history, entry)
    assert verify(store.database) == []


def test_a_claim_opens_a_complete_report_again(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    settle(store, work)
    entry = dismiss(store, work)
    assert store.work(work).state is WorkState.OPEN
    store.complete(work, ANN)
    store.accept_check(work, "women", ["s-count"], "40>12", "as printed", ANN)
    assert store.work(work).state is WorkState.OPEN
    store.complete(work, ANN)
    store.give_back(entry, BOB)
    assert store.work(work).state is WorkState.OPEN


def test_signing_off_tells_what_was_shown(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    entry = dismiss(store, work)
    dismiss(store, work, EVE)
    settle(store, work)
    assert store.work(work).looked is None
    store.sign_off(work, BOB, ["s-lame", entry, "s-count", "none"])
    assert store.work(work).looked == Looked(2, 1, 0, tuple(sorted(["s-lame", entry])))
    assert verify(store.database) == []
    store.reopen(work, BOB)
    assert store.work(work).looked is None
    store.complete(work, ANN)
    store.sign_off(work, BOB)
    assert store.work(work).looked == Looked(2, 1, 0, ())


def test_nobody_signs_off_what_they_alone_have_claimed(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    entry = dismiss(store, work, BOB)
    settle(store, work)
    refused("own_claims", store.sign_off, work, BOB)
    store.undo(BOB, entry)
    store.accept_check(work, "women", ["s-count"], "40>12", "as printed", BOB)
    store.complete(work, ANN)
    refused("own_claims", store.sign_off, work, BOB)
    store.accept_check(work, "women", ["s-count"], "40>12", "indeed", ANN)
    store.complete(work, ANN)
    store.sign_off(work, BOB)
    assert store.work(work).state is WorkState.SIGNED_OFF


def test_another_ones_word_on_part_of_a_passage_is_none_on_the_rest(reviewed: tuple[Store, str]) -> None:
    """Two dismissals of one sentence may leave out different facts of it."""
    store, work = reviewed
    more = (*SPANS, making.span("done", 2))
    entry = dismiss(store, work)
    dismiss(store, work, BOB, spans=more)
    settle(store, work)
    refused("own_claims", store.sign_off, work, BOB)
    store.give_back(entry, EVE)
    dismiss(store, work, ANN, spans=tuple(reversed(more)))
    store.complete(work, ANN)
    store.sign_off(work, BOB)
    assert store.work(work).state is WorkState.SIGNED_OFF
    assert verify(store.database) == []


def test_another_ones_word_on_another_reading_is_none_on_this(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    dismiss(store, work)
    other = replace(making.reading(b"a report"), version="2")
    store.choose_reading(work, other, making.MACHINE)
    assert dismiss(store, work, BOB)
    settle(store, work)
    refused("own_claims", store.sign_off, work, BOB)


@pytest.mark.parametrize(
    ("code", "by", "kind", "body"),
    [
        ("machine_cannot_decide", "m", "omission.dismissed", {}),
        ("machine_cannot_decide", "m", "check.accepted", {}),
        ("machine_cannot_decide", "m", "entry.returned", {"entry": "ENTRY", "record": "ENTRY"}),
        ("own_claim", "ann", "entry.returned", {"entry": "ENTRY", "record": "ENTRY"}),
        ("not_decided", "bob", "entry.returned", {"entry": "none", "record": "none"}),
        ("others_stand_on_it", "ann", "entry.undone", {"entry": "ENTRY", "record": "ENTRY"}),
        ("not_yours", "bob", "entry.undone", {"entry": "ENTRY", "record": "ENTRY"}),
        ("own_claims", "eve", "work.signed_off", {"work": "WORK"}),
    ],
)
def test_the_triggers_hold_the_same_rules(
    reviewed: tuple[Store, str], code: str, by: str, kind: str, body: dict[str, str]
) -> None:
    store, work = reviewed
    entry = dismiss(store, work)
    dismiss(store, work, EVE, "o1", (*SPANS, making.span("done", 2)))
    settle(store, work)
    if code == "others_stand_on_it":
        store.give_back(entry, BOB)
    who = making.MACHINE if by == "m" else making.signer(by)
    text = json.dumps(body).replace("ENTRY", entry).replace("WORK", work)

    def write(conn: sqlite3.Connection) -> None:
        heads = conn.execute("SELECT head, key, number, clock FROM chains").fetchall()
        prev, number = next(((head, n) for head, key, n, _ in heads if key == who.key))
        others = json.dumps([head for head, key, _, _ in heads if key != who.key])
        clock = 1 + max(row[3] for row in heads)
        conn.execute(
            "INSERT INTO journal VALUES (1000, 'x', ?, ?, ?, ?, ?, '', 0, ?, ?, '', ?)",
            (who.person, who.key, number + 1, prev, others, kind, text, clock),
        )

    refused(code, store.database.write, write)


def test_what_the_tables_refuse(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    row = f"('e', '{work}', 'r', 'o', 'number', '[]', NULL, 'machine-1', '', 1)"
    refused("machine_cannot_decide", store.database.write, lambda c: c.execute(f"INSERT INTO dismissals VALUES {row}"))
    row = f"('e', '{work}', 'c', '[]', 'f', 'so', 'machine-1', '', 1)"
    refused("machine_cannot_decide", store.database.write, lambda c: c.execute(f"INSERT INTO acceptances VALUES {row}"))
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        row = f"('e', '{work}', 'c', '[]', 'f', '', 'ann', '', 1)"
        store.database.write(lambda conn: conn.execute(f"INSERT INTO acceptances VALUES {row}"))


def test_a_tampered_claim_is_found(path: Path, opened: Callable[[Store], Store]) -> None:
    store, work = making.reviewed(path)
    dismiss(store, work)
    store.accept_check(work, "women", ["s-count"], "40>12", "as printed", ANN)
    store.database.close()
    conn = sqlite3.connect(path)
    conn.execute("UPDATE dismissals SET spans = replace(spans, 'Nothing', 'Nothin!')")
    conn.execute("UPDATE acceptances SET why = 'other'")
    conn.commit()
    conn.close()
    found = verify(opened(Store.open(path)).database)
    assert {(fault.code, fault.parameters.get("table")) for fault in found} == {
        ("projection_differs", "dismissals"),
        ("projection_differs", "acceptances"),
        ("dismissal_differs", None),
    }


def test_another_form_leaves_claims_alone(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    dismiss(store, work)
    form = store.form()
    changes = store.change_form(replace(form, version=form.version + 1), ANN)
    assert changes.records == {"s-report", "s-count", "s-money", "s-lame"}
    assert len(store.dismissals(work)) == 1
    assert verify(store.database) == []


def test_time_adds_up_and_is_nobodys(reviewed: tuple[Store, str]) -> None:
    store, work = reviewed
    store.add_time("s-count", None, 2.5)
    store.add_time("s-count", None, 1)
    store.add_time("s-count", "value", 0.25)
    assert store.times(work) == {"s-count": {"": 3.5, "value": 0.25}}
    assert store.times("none") == {}
    refused("unknown_record", store.add_time, "none", None, 1)
    for wrong in (-1, float("nan"), float("inf")):
        refused("bad_value", store.add_time, "s-count", None, wrong)
    store.correct("s-count", {"value": making.stated(Decimal(121))}, ANN)
    assert store.times(work)["s-count"][""] == 3.5
    with store.database.read() as conn:
        columns = [row[1] for row in conn.execute("PRAGMA table_info(time_spent)")]
    assert columns == ["record", "field", "seconds"]
    assert verify(store.database) == []
