"""People and their keys."""

from __future__ import annotations

import re
import sqlite3

from db.journal import Signer, append_and_apply
from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.people import Person, folded
from db.projections import kinds
from db.store import signing
from db.texts import clean

_KEY = re.compile("[0-9a-f]{64}")


def people(conn: sqlite3.Connection, person: str | None = None) -> list[Person]:
    """All, or the one of this id; in the order they came in."""
    condition, parameters = ("WHERE people.id = ?", (person,)) if person is not None else ("", ())
    found: dict[str, tuple[str, str, list[str]]] = {}
    for row in conn.execute(
        "SELECT people.id, name, kind, key FROM people LEFT JOIN keys ON keys.person = people.id"
        f" {condition} ORDER BY people.position, people.id, keys.position, key",
        parameters,
    ):
        keys = found.setdefault(row[0], (row[1], row[2], []))[2]
        if row[3] is not None:
            keys.append(row[3])
    return [
        Person(id_, name, tuple(keys), "machine" if kind == "machine" else "person")
        for id_, (name, kind, keys) in found.items()
    ]


def body_of(person: Person) -> dict[str, object]:
    """What introduces a person; raises RuleError bad_name, bad_value."""
    name = " ".join(clean(person.name).split())
    if not name:
        raise RuleError("bad_name", name=name)
    if not person.id or clean(person.id) != person.id:
        raise RuleError("bad_value", field="person", value=clean(person.id), reason="not an id")
    for key in person.keys:
        if not _KEY.fullmatch(key):
            raise RuleError("bad_value", field="key", value=key[:80], reason="not a public key")
    return {"person": person.id, "name": name, "kind": person.kind, "keys": sorted(set(person.keys))}


def add_person(conn: sqlite3.Connection, person: Person, by: Signer) -> Changes:
    """A person introduces themselves with the key that they bring, or somebody known introduces them."""
    body = body_of(person)
    # In one copy a name is one person, whoever introduces them at the same time; merged copies may bring two.
    for other, name in conn.execute("SELECT id, name FROM people WHERE kind = ?", (person.kind,)):
        if folded(name) == folded(str(body["name"])):
            raise RuleError("already_there", name=name, person=other)
    if conn.execute("SELECT 1 FROM people WHERE id = ?", (person.id,)).fetchone() is not None:
        raise RuleError("already_there", name=person.name, person=person.id)
    _refuse_taken(conn, person.keys)
    if not (by.person == person.id and by.key in person.keys):
        signing.known(conn, by)
    return append_and_apply(conn, kinds.PERSON_ADDED, body, by)[1]


def add_key(conn: sqlite3.Connection, person: str, key: str, by: Signer) -> Changes:
    """Another machine's key of a person, introduced by itself or by another key of the same person."""
    row = conn.execute("SELECT name FROM people WHERE id = ?", (person,)).fetchone()
    if row is None:
        raise RuleError("unknown_person", name=person, person=person)
    if not _KEY.fullmatch(key):
        raise RuleError("bad_value", field="key", value=key[:80], reason="not a public key")
    if by.person != person:
        raise RuleError("not_yours", person=person)
    known = conn.execute("SELECT person FROM keys WHERE key = ?", (key,)).fetchone()
    if known is not None and known[0] == person:
        return Changes()
    _refuse_taken(conn, (key,))
    if by.key != key:
        signing.known(conn, by)
    return append_and_apply(conn, kinds.KEY_ADDED, {"person": person, "key": key}, by)[1]


def _refuse_taken(conn: sqlite3.Connection, keys: tuple[str, ...]) -> None:
    for key in keys:
        if conn.execute("SELECT 1 FROM keys WHERE key = ?", (key,)).fetchone() is not None:
            raise RuleError("already_there", name=key, key=key)
