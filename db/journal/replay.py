"""Replaying: carrying the whole journal out anew, aside or in place."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from db import migrations
from db.journal.read import entries
from db.projections import forms
from db.projections.apply import apply

if TYPE_CHECKING:
    from db.connection import Database

# Projections that every project has, with the columns that name a row.
PROJECTIONS = {
    "project": ("id",),
    "people": ("id",),
    "keys": ("key",),
    "chains": ("head",),
    "works": ("id",),
    "files": ("sha256",),
    "readings": ("id",),
    "acts": ("record", "clock", "entry"),
    "records": ("id",),
    "record_contents": ("record",),
    "field_entries": ("record", "n"),
    "spans": ("record", "n", "position"),
    "deciders": ("record", "person"),
    "dismissals": ("entry",),
    "acceptances": ("entry",),
}


def replay(source: Database | sqlite3.Connection) -> sqlite3.Connection:
    """Carry a journal out in an empty project in memory.

    The journal itself, bytes of files and texts of readings are not copied: entries do not need them.

    Raises:
        ValueError, LookupError, sqlite3.Error: an entry can't be carried out.
    """
    if not isinstance(source, sqlite3.Connection):
        with source.read() as conn:
            return replay(conn)
    aside = migrations.fresh()
    try:
        aside.execute("BEGIN")
        for entry in entries(source):
            apply(aside, entry)
        aside.execute("COMMIT")
    except BaseException:
        aside.close()
        raise
    return aside


def rebuild_all(conn: sqlite3.Connection) -> None:
    """Make all projections anew in place, for migrations that change them; within the caller's transaction."""
    conn.execute("PRAGMA defer_foreign_keys = ON")
    for table in [*PROJECTIONS, *forms.tables(conn)]:
        if table in PROJECTIONS:
            conn.execute(f"DELETE FROM {table}")
        else:
            conn.execute(f'DELETE FROM "{table}"')
    for entry in list(entries(conn)):
        apply(conn, entry)
