"""Works, files and readings as the journal's entries make them."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from db.model.changes import Changes
from db.model.entries import JournalEntry
from db.projections import claims

REPORT = "report"  # the family that holds a report's own data


def work_added(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    body = entry.body
    # Two copies may add the same report; when they are merged it is one.
    conn.execute(
        "INSERT INTO works (id, position, name, title, language, given_language, state)"
        " VALUES (?1, ?2, ?3, ?3, ?4, ?4, 'open') ON CONFLICT (id) DO NOTHING",
        (body["work"], entry.clock, body["name"], body.get("language")),
    )
    return Changes(works=frozenset({body["work"]}))


def file_added(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    body = entry.body
    # The same bytes may come back after they were purged.
    conn.execute(
        "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, 0, ?) ON CONFLICT (sha256) DO UPDATE SET purged = 0",
        (body["sha256"], body["work"], body["name"], body["format"], body["size"], body["pages"], entry.clock),
    )
    return Changes(works=frozenset({body["work"]}))


def file_purged(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    sha256 = entry.body["sha256"]
    (work,) = conn.execute("SELECT work FROM files WHERE sha256 = ?", (sha256,)).fetchone()
    conn.execute("UPDATE files SET purged = 1 WHERE sha256 = ?", (sha256,))
    conn.execute("DELETE FROM file_chunks WHERE file = ?", (sha256,))
    return Changes(works=frozenset({work}))


def reading_added(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    body = entry.body
    (work,) = conn.execute("SELECT work FROM files WHERE sha256 = ?", (body["file"],)).fetchone()
    conn.execute(
        "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (
            body["reading"],
            body["file"],
            body["format"],
            body["reader"],
            body["version"],
            _json(body["options"]),
            _json(body["notes"]),
            _json(body["outline"]),
            body["pages"],
            body["content"],
        ),
    )
    conn.execute("UPDATE works SET reading = ? WHERE id = ? AND reading IS NULL", (body["reading"], work))
    return Changes(works=frozenset({work}))


def reading_chosen(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    """Records keep the reading that their evidence is of; there may be more to find in another one."""
    work, reading = entry.body["work"], entry.body["reading"]
    if conn.execute("SELECT 1 FROM readings WHERE id = ?", (reading,)).fetchone() is None:
        raise LookupError(f"no such reading: {reading}")
    conn.execute("UPDATE works SET reading = ? WHERE id = ?", (reading, work))
    reopen(conn, work)
    return Changes(works=frozenset({work}))


def completed(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    work = entry.body["work"]
    # In merged copies there may be records that this person could not see.
    conn.execute(
        "UPDATE works SET state = 'complete', completed_by = ?, completed_at = ?, signed_off_by = NULL,"
        " signed_off_at = NULL, looked = NULL WHERE id = ? AND NOT EXISTS (SELECT 1 FROM records WHERE work = works.id"
        " AND (decision IN ('none', 'postponed') OR approval = 'returned'))",
        (entry.person, entry.at, work),
    )
    return Changes(works=frozenset({work}))


def signed_off(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    work = entry.body["work"]
    # Likewise; the work may have been opened again, or completed by this person on another machine.
    if claims.alone(conn, work, entry.person):
        return Changes(works=frozenset({work}))
    conn.execute(
        "UPDATE works SET state = 'signed_off', signed_off_by = ?1, signed_off_at = ?2, looked = ?4"
        " WHERE id = ?3 AND state = 'complete' AND completed_by <> ?1"
        " AND NOT EXISTS (SELECT 1 FROM records WHERE work = works.id AND approval <> 'approved' AND ("
        "  decision <> 'rejected' OR EXISTS (SELECT 1 FROM deciders WHERE record = records.id AND person = ?1)))",
        (entry.person, entry.at, work, _json(looked) if (looked := entry.body.get("looked")) is not None else None),
    )
    return Changes(works=frozenset({work}))


def reopened(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    work = entry.body["work"]
    reopen(conn, work)
    return Changes(works=frozenset({work}))


def reopen(conn: sqlite3.Connection, work: str) -> None:
    """Something has changed in a work that was said to be complete."""
    conn.execute(
        "UPDATE works SET state = 'open', completed_by = NULL, completed_at = NULL, signed_off_by = NULL,"
        " signed_off_at = NULL, looked = NULL WHERE id = ? AND state <> 'open'",
        (work,),
    )


def unsign(conn: sqlite3.Connection, work: str) -> None:
    """An approval has been taken back: what was signed off no longer is; that it is complete still holds."""
    conn.execute(
        "UPDATE works SET state = 'complete', signed_off_by = NULL, signed_off_at = NULL, looked = NULL"
        " WHERE id = ? AND state = 'signed_off'",
        (work,),
    )


def refresh(conn: sqlite3.Connection, work: str) -> None:
    """Title, symbol and language as the work's record of family "report" has them, a kept one first."""
    row = conn.execute(
        "SELECT answers FROM records JOIN record_contents ON record = id"
        " WHERE work = ? AND family = ? AND decision <> 'rejected'"
        " ORDER BY decision IN ('confirmed', 'corrected', 'added') DESC, page, start, id LIMIT 1",
        (work, REPORT),
    ).fetchone()
    current: dict[str, Any] = json.loads(row[0])["current"] if row else {}

    def value(field: str) -> str | None:
        found = current.get(field, {}).get("value")
        return found if isinstance(found, str) and found.strip() else None

    conn.execute(
        "UPDATE works SET title = coalesce(?, name), symbol = ?, language = coalesce(?, given_language) WHERE id = ?",
        (value("title"), value("symbol"), value("language"), work),
    )


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
