"""Entries, chains, signatures, and that nothing can be taken out again."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest

from db.canonical import canonical, sha256
from db.journal import KeySigner, append, entries, latest, replay, signed_bytes
from db.journal.signing import is_signed
from db.model.errors import RuleError
from db.model.people import Person
from db.store import Store
from tests.unit.db import making

ROW = "id, person, key, number, prev, heads, at, offset, kind, body, signature, clock"


def rows(store: Store, columns: str = ROW) -> list[tuple]:  # type: ignore[type-arg]
    with store.database.read() as conn:
        return conn.execute(f"SELECT {columns} FROM journal ORDER BY seq").fetchall()


def test_every_entry_is_the_hash_of_what_its_key_signed(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    store.confirm("s-count", making.signer("ann"))
    found = rows(store)
    assert len(found) == 9
    for id_, person, key, number, prev, heads, at, offset, kind, body, signature, _ in found:
        data = signed_bytes(person, key, number, prev, json.loads(heads), at, offset, kind, body.encode())
        assert sha256(data) == id_
        assert is_signed(key, signature, data)
        assert not is_signed(key, signature, data + b" ")
        assert canonical(json.loads(body)).decode() == body
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", at)
        assert -14 * 60 <= offset <= 14 * 60


def test_one_chain_a_key_that_names_the_heads_of_the_others(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    ann, bob = making.signer("ann"), making.signer("bob")
    store.confirm("s-count", ann)
    store.confirm("s-money", bob)
    store.reject("s-lame", ann)
    last: dict[str, tuple[str, int]] = {}
    clocks: dict[str, int] = {}
    for id_, _, key, number, prev, heads, *_, clock in rows(store):
        mine = last.get(key)
        assert (prev, number) == (mine if mine is None else mine[0], 1 if mine is None else mine[1] + 1)
        assert json.loads(heads) == sorted(head for other, (head, _) in last.items() if other != key)
        assert clock == 1 + max(clocks.values(), default=0)
        last[key] = (id_, number)
        clocks[id_] = clock
    assert store.heads() == {head: key for key, (head, _) in last.items()}
    with store.database.read() as conn:
        assert latest(conn) == store.heads()
        assert [entry.id for entry in entries(conn)] == [row[0] for row in rows(store)]


def test_a_person_has_a_chain_for_each_machine_they_work_on(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    laptop = making.signer("ann", "laptop")
    with pytest.raises(RuleError, match="unknown_person"):
        store.confirm("s-count", laptop)
    store.add_key("ann", laptop.key, laptop)
    store.confirm("s-count", laptop)
    assert store.person("ann").keys == (making.signer("ann").key, laptop.key)
    numbers = [(key, number) for _, _, key, number, *_ in rows(store) if key == laptop.key]
    assert numbers == [(laptop.key, 1), (laptop.key, 2)]
    # Both keys are one person, who decided it.
    with pytest.raises(RuleError, match="decider_cannot_approve"):
        store.approve("s-count", making.signer("ann"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = '{}' WHERE seq = 1",
        "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
        "DELETE FROM journal",
        f"INSERT OR REPLACE INTO journal SELECT seq, {ROW} FROM journal WHERE seq = 2",
        f"INSERT OR REPLACE INTO journal SELECT seq + 100, {ROW} FROM journal WHERE seq = 2",
        f"REPLACE INTO journal SELECT seq, {ROW.replace('id', 'upper(id)', 1)} FROM journal WHERE seq = 2",
        "UPDATE OR REPLACE journal SET seq = 1 WHERE seq = 2",
    ],
)
@pytest.mark.parametrize("recursive", [0, 1])
def test_the_journal_is_append_only_for_any_tool(reviewed: tuple[Store, str], statement: str, recursive: int) -> None:
    store, _ = reviewed
    before = rows(store)
    conn = sqlite3.connect(store.database.path, isolation_level=None)
    conn.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises(sqlite3.IntegrityError, match=r"journal_is_append_only|chain_broken"):
        conn.execute(statement)
    conn.close()
    assert rows(store) == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("number + 1", "chain_broken"),
        ("number + 2", "chain_broken"),
    ],
)
def test_a_chain_has_no_gap(reviewed: tuple[Store, str], change: str, message: str) -> None:
    store, _ = reviewed
    conn = sqlite3.connect(store.database.path, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match=message):
        conn.execute(
            "INSERT INTO journal SELECT seq + 100, id || 'x', person, key, " + change + ", prev, heads, at, offset,"
            " kind, body, signature, clock FROM journal ORDER BY seq DESC LIMIT 1"
        )
    conn.close()


def test_a_key_nobody_introduced_signs_nothing(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    stranger = making.signer("ann", "stolen")
    with pytest.raises(RuleError, match="unknown_person"):
        store.database.write(lambda conn: append(conn, "work.added", {"work": "w", "name": "n"}, stranger))
    # Nor does a known key sign for somebody else.
    impostor = KeySigner(b"m" * 32, "ann")
    with pytest.raises(RuleError, match="unknown_person"):
        store.confirm("s-count", impostor)
    with pytest.raises(RuleError, match="unknown_person"):
        store.database.write(lambda conn: append(conn, "work.added", {"work": "w", "name": "n"}, impostor))


def test_an_entry_that_cannot_be_carried_out_is_not_appended(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    before = rows(store)
    for kind, body, error in (
        ("record.eaten", {}, ValueError),
        ("record.confirmed", {"record": "none"}, LookupError),
        ("work.added", {"work": "w", "name": 1.5}, ValueError),
        ("project.created", {"project": "again", "form": {}, "person": {}}, ValueError),
    ):
        with pytest.raises(error):
            store.database.write(lambda conn, k=kind, b=body: append(conn, k, b, making.signer("ann")))
    assert rows(store) == before


def test_appending_needs_a_transaction() -> None:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    with pytest.raises(RuntimeError):
        append(conn, "work.added", {}, making.MACHINE)
    conn.close()


def test_replaying_gives_the_stored_state(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    store.confirm("s-count", making.signer("ann"))
    store.approve("s-count", making.signer("bob"))
    aside = replay(store.database)
    with store.database.read() as conn:
        for table in ("works", "records", "spans", "field_entries", "count_values", "chains", "acts", "counts"):
            query = f"SELECT * FROM {table}"
            assert sorted(aside.execute(query), key=repr) == sorted(conn.execute(query), key=repr), table
        assert conn.execute("SELECT count(*) FROM counts").fetchone() == (1,)
    aside.close()


def test_a_signer_needs_thirty_two_bytes() -> None:
    with pytest.raises(ValueError):
        KeySigner(b"short", "ann")


def test_people_are_known_by_what_introduced_them(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    found = store.people()
    assert [(person.id, person.kind) for person in found] == [
        ("machine-1", "machine"),
        ("ann", "person"),
        ("bob", "person"),
        ("eve", "person"),
    ]
    assert found[1] == Person("ann", "Ann", (making.signer("ann").key,))
