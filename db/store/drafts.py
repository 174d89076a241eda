"""Half-typed edits, kept beside the journal: they say nothing yet, and survive a crash."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime

from db.texts import clean


def set_draft(conn: sqlite3.Connection, person: str, record: str, fields: Mapping[str, str] | None) -> None:
    """Keep what is typed, or forget it with None or nothing."""
    if not fields:
        conn.execute("DELETE FROM drafts WHERE person = ? AND record = ?", (person, record))
        return
    text = json.dumps({key: clean(value) for key, value in fields.items()}, ensure_ascii=False, sort_keys=True)
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    conn.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?)", (person, record, text, at))


def drafts(conn: sqlite3.Connection, person: str) -> dict[str, dict[str, str]]:
    """Record id to what this person had typed, by field, oldest first; what can't be read says nothing."""
    rows = conn.execute(
        "SELECT record, CAST(fields AS BLOB) FROM drafts WHERE person = ? ORDER BY at, record", (person,)
    )
    found = {}
    for record, data in rows:
        try:
            fields = json.loads(data)
        except (ValueError, TypeError, RecursionError):
            continue
        if isinstance(fields, dict):
            found[record] = {key: value for key, value in fields.items() if isinstance(value, str)}
    return found
