"""Who may write: the signer's person as the project knows them."""

from __future__ import annotations

import sqlite3

from db.journal import Signer
from db.model.errors import RuleError


def known(conn: sqlite3.Connection, by: Signer) -> str:
    """The kind of the signer's person.

    Raises:
        RuleError: unknown_person: the project does not know the key as this person's.
    """
    row = conn.execute(
        "SELECT kind FROM keys JOIN people ON people.id = keys.person WHERE key = ? AND people.id = ?",
        (by.key, by.person),
    ).fetchone()
    if row is None:
        raise RuleError("unknown_person", name=by.person, person=by.person)
    return str(row[0])


def person(conn: sqlite3.Connection, by: Signer) -> None:
    """Only a person decides.

    Raises:
        RuleError: unknown_person, machine_cannot_decide.
    """
    if known(conn, by) != "person":
        raise RuleError("machine_cannot_decide", person=by.person)
