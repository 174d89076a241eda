"""Two copies of a project, worked on apart: their journals join, and make the same project in either copy."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from db.journal import rebuild_all, verify
from db.journal.read import COLUMNS
from db.journal.replay import PROJECTIONS
from db.model.batches import Step
from db.model.people import Person
from db.model.records import Approval, Decision
from db.model.works import WorkState
from db.store import Store
from tests.unit.db import making

ANN, BOB, EVE = making.signer("ann"), making.signer("bob"), making.signer("eve")


def bring(source: Store, target: Store) -> None:
    """What merging will have to do at least: entries and contents that are missing, then everything anew."""
    with source.database.read() as conn:
        entries = conn.execute(f"SELECT {COLUMNS} FROM journal ORDER BY clock, id").fetchall()
        contents = {name: conn.execute(f"SELECT * FROM {name}").fetchall() for name in ("file_chunks", "pages")}

    def insert(conn: sqlite3.Connection) -> None:
        known = {row[0] for row in conn.execute("SELECT id FROM journal")}
        for row in entries:
            if row[0] not in known:
                conn.execute(
                    "INSERT INTO journal VALUES ((SELECT max(seq) + 1 FROM journal)" + ", ?" * len(row) + ")", row
                )
                # A key must be known before the entries that it signs.
                rebuild_all(conn)
        for name, rows in contents.items():
            for row in rows:
                conn.execute(f"INSERT OR IGNORE INTO {name} VALUES ({', '.join('?' * len(row))})", row)

    target.database.write(insert)


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.database.read() as conn:
        return {name: sorted(conn.execute(f"SELECT * FROM {name}"), key=repr) for name in (*PROJECTIONS, "counts")}


def test_a_key_that_signed_in_two_copies(path: Path, opened: Callable[[Store], Store]) -> None:
    """Two copies on one machine share its keys: the chain has branches, and the next entry joins them."""
    one, _ = making.reviewed(path)
    one.database.close()
    copy = path.with_name("copy.db")
    shutil.copyfile(path, copy)
    one, two = opened(Store.open(path)), opened(Store.open(copy))
    one.confirm("s-count", ANN)
    one.confirm("s-money", ANN)
    two.reject("s-count", ANN)
    two.reject("s-lame", ANN)
    bring(one, two)
    bring(two, one)
    assert everything(one) == everything(two)
    assert verify(one.database) == verify(two.database) == []
    keys = [key for key in one.heads().values() if key == ANN.key]
    assert len(keys) == 2
    one.postpone("s-count", ANN)
    keys = [key for key in one.heads().values() if key == ANN.key]
    assert len(keys) == 1
    one.undo(ANN)
    assert one.record("s-count").decision in (Decision.REJECTED, Decision.CONFIRMED)
    assert verify(one.database) == []
    bring(one, two)
    assert everything(one) == everything(two)


def diverged(path: Path, opened: Callable[[Store], Store]) -> tuple[Store, Store, str]:
    """Two copies in which every machine has worked with a key of its own."""
    one, work = making.reviewed(path, "ann", "bob")
    one.confirm("s-money", ANN)
    one.database.close()
    copy = path.with_name("copy.db")
    shutil.copyfile(path, copy)
    one, two = opened(Store.open(path)), opened(Store.open(copy))
    machine = making.signer("machine-1", "laptop")
    laptop = making.signer("ann", "laptop")
    two.add_key("machine-1", machine.key, machine)
    two.add_key("ann", laptop.key, laptop)
    two.add_person(Person("eve", "Eve", (EVE.key,)), EVE)
    one.add_file(b"both", "both.txt", making.reading(b"both"), making.MACHINE, suggestions=making.suggestions("b"))
    two.add_file(b"both", "both.txt", making.reading(b"both"), machine, suggestions=making.suggestions("b"))
    # A reviewer approves what a clerk changes at the same time elsewhere.
    one.approve("s-money", BOB)
    two.correct("s-money", {"amount": making.stated(Decimal(7501))}, laptop)
    # Somebody decides in one copy what they approve in the other.
    one.confirm("s-count", ANN)
    one.approve("s-count", BOB)
    two.confirm("s-count", laptop)
    # One copy completes what the other finds more in.
    one.confirm("s-report", ANN)
    one.reject("s-lame", ANN)
    one.complete(work, ANN)
    two.add(
        work, "count", {"value": making.stated(Decimal(9)), "unit": making.stated("other")}, (making.span("40"),), EVE
    )
    two.postpone("s-lame", EVE, "which page?")
    # Both dismiss the same passage, one takes it back; a claim that both copies knew is given back in one of them.
    passage = (making.span("Nothing", 2),)
    one.dismiss(work, "o1", "number", passage, ANN)
    two.dismiss(work, "o1", "number", passage, EVE)
    two.undo(EVE)
    two.redo(EVE)
    one.accept_check(work, "women", ["s-count"], "40>12", "as printed", ANN)
    one.give_back(one.dismissals(work)[0].entry, BOB, "is it none?")
    return one, two, work


def test_both_copies_become_the_same_project(path: Path, opened: Callable[[Store], Store]) -> None:
    one, two, work = diverged(path, opened)
    assert verify(one.database) == verify(two.database) == []
    bring(one, two)
    bring(two, one)
    assert verify(one.database) == []
    assert verify(two.database) == []
    assert everything(one) == everything(two)
    assert one.heads() == two.heads()
    assert len(one.works()) == 2
    assert len(one.records(work=work)) == 5
    assert [item.by for item in one.dismissals(work)] == ["eve"]
    assert [item.by for item in two.acceptances(work)] == ["ann"]
    assert one.record("s-money").approval is Approval.VOIDED
    assert one.record("s-money").value("amount") == Decimal(7501)
    assert one.work(work).state is WorkState.OPEN
    # Work goes on, and the heads of all chains are named.
    one.confirm("s-money", ANN)
    one.approve("s-money", BOB)
    bring(one, two)
    assert two.record("s-money").approved_by == "bob"
    assert verify(two.database) == []


@pytest.mark.parametrize("action", ["check", "mend", "confirm"])
def test_who_took_part_in_another_copy_has_not_approved(
    path: Path, opened: Callable[[Store], Store], action: Literal["check", "mend", "confirm"]
) -> None:
    """What the approver said of the record elsewhere may come later than the approval in the order of all copies."""
    one, _ = making.reviewed(path)
    one.database.close()
    copy = path.with_name("copy.db")
    shutil.copyfile(path, copy)
    one, two = opened(Store.open(path)), opened(Store.open(copy))
    laptop = making.signer("bob", "laptop")
    two.add_key("bob", laptop.key, laptop)
    one.confirm("s-count", ANN)
    one.approve("s-count", BOB)
    for number in range(4):
        two.postpone("s-lame", laptop, f"{number}")
    fields = {"value": making.stated(Decimal(120 if action == "check" else 121))}
    two.decide_all([Step(action, "s-count", None, fields if action != "confirm" else {})], laptop)
    bring(two, one)
    bring(one, two)
    assert everything(one) == everything(two)
    record = one.record("s-count")
    assert (record.approval, record.approved_by) == (Approval.VOIDED, None)
    assert record.deciders == {"ann", "bob"}
    assert verify(one.database) == verify(two.database) == []
