"""Reading journal entries back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from db.model.entries import JournalEntry

COLUMNS = "id, person, key, number, prev, heads, at, offset, kind, body, signature, clock"


def entry_of(row: tuple[Any, ...]) -> JournalEntry:
    """An entry of a row of COLUMNS; raises ValueError where heads or body are no JSON of the right shape."""
    heads, body = json.loads(row[5]), json.loads(row[9])
    if not isinstance(heads, list) or not isinstance(body, dict):
        raise ValueError("heads are a list and a body is an object")
    return JournalEntry(
        id=row[0],
        person=row[1],
        key=row[2],
        number=row[3],
        prev=row[4],
        heads=tuple(heads),
        at=row[6],
        offset=row[7],
        kind=row[8],
        body=body,
        signature=row[10],
        clock=row[11],
    )


def entries(conn: sqlite3.Connection) -> Iterator[JournalEntry]:
    """All entries, causes before effects: the order in which any copy of the project carries them out."""
    for row in conn.execute(f"SELECT {COLUMNS} FROM journal ORDER BY clock, id"):
        yield entry_of(row)


def latest(conn: sqlite3.Connection) -> dict[str, str]:
    """The last entry of every chain, and whose key it is: published, they show a journal that was cut short later."""
    return dict(conn.execute("SELECT head, key FROM chains ORDER BY key, head").fetchall())
