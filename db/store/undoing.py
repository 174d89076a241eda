"""Taking back one's own last decision, and doing it again; a record's history."""

from __future__ import annotations

import json
import secrets
import sqlite3

from db.codec import answer_from_json
from db.journal import Signer, append_and_apply
from db.model.changes import Changes
from db.model.dataclass import dataclass
from db.model.entries import HistoryItem, Undoable
from db.model.errors import RuleError
from db.model.form import Form
from db.model.records import FieldEntry
from db.projections import forms, kinds
from db.store import batching, loading, signing, validation

_ACTS = ", ".join(f"'{kind}'" for kind in sorted(kinds.UNDOABLE))


@dataclass(frozen=True)
class _Found:
    entry: str
    clock: int
    kind: str
    record: str
    work: str


def undo(conn: sqlite3.Connection, by: Signer, record: str | None, why: str | None = None) -> Changes:
    signing.person(conn, by)
    if record is None:
        last = _last(conn, by.person)
        if last is None:
            raise RuleError("nothing_to_undo")
        found = _batch(conn, last)
    else:
        found = [_last_on(conn, by.person, record)]
    for each in found:
        if _others_after(conn, by.person, each, only_standing=True):
            raise RuleError("others_stand_on_it", record=each.record)
    return _take_back(conn, found, by, why)


def redo(conn: sqlite3.Connection, by: Signer, why: str | None = None) -> Changes:
    signing.person(conn, by)
    last = _last_undo(conn, by.person)
    if last is None:
        raise RuleError("nothing_to_undo")
    found = _batch(conn, last)
    for each in found:
        if _others_after(conn, by.person, each, only_standing=False):
            raise RuleError("others_stand_on_it", record=each.record)
    return _take_back(conn, found, by, why)


def undoable(conn: sqlite3.Connection, person: str) -> Undoable | None:
    found = _last(conn, person)
    if found is None:
        return None
    batch = _batch(conn, found)
    if any(_others_after(conn, person, each, only_standing=True) for each in batch):
        return None
    return _told(batch, found.kind)


def redoable(conn: sqlite3.Connection, person: str) -> Undoable | None:
    """The undo that redo would take back, with the kind of what would be done again."""
    found = _last_undo(conn, person)
    if found is None:
        return None
    batch = _batch(conn, found)
    if any(_others_after(conn, person, each, only_standing=False) for each in batch):
        return None
    (kind,) = conn.execute(
        "SELECT target.kind FROM acts AS undo JOIN acts AS target"
        " ON target.record = undo.record AND target.entry = undo.target WHERE undo.record = ? AND undo.entry = ?",
        (found.record, found.entry),
    ).fetchone()
    return _told(batch, kind)


def history(conn: sqlite3.Connection, record: str) -> list[HistoryItem]:
    """All entries of a record, the undone ones too; raises RuleError unknown_record."""
    form = forms.current(conn)
    rows = conn.execute(
        "SELECT entry, kind, person, at, offset, body, target, standing FROM acts WHERE record = ?"
        " ORDER BY clock, entry",
        (record,),
    ).fetchall()
    if not rows or rows[0][1] in kinds.CLAIMS:
        raise RuleError("unknown_record", record=record, name=record)
    family = json.loads(rows[0][5])["family"]
    items = []
    for entry, kind, person, at, offset, text, target, standing in rows:
        body = json.loads(text)
        fields = _said(body, kind, person, form, family)
        items.append(HistoryItem(entry, kind, person, at, offset, not standing, body.get("why"), fields, target))
    return items


def _said(body: dict[str, object], kind: str, person: str, form: Form, family: str) -> dict[str, FieldEntry]:
    fields = body.get("fields")
    if not isinstance(fields, dict):
        return {}
    types = loading.types(form.family(family))
    if kind == kinds.SUGGESTED:
        common = {"state": "stated", "source": body["source"], "origin": body.get("origin", "")}
    else:
        common = {"source": "person", "origin": person}
    return {key: answer_from_json({**common, **data}, types[key]) for key, data in fields.items()}


def _last(conn: sqlite3.Connection, person: str) -> _Found | None:
    row = conn.execute(
        "SELECT entry, clock, kind, record, work FROM acts WHERE person = ? AND kind <> 'records.suggested'"
        f" AND standing AND kind IN ({_ACTS}) ORDER BY clock DESC LIMIT 1",
        (person,),
    ).fetchone()
    return _Found(*row) if row else None


def _last_on(conn: sqlite3.Connection, person: str, record: str) -> _Found:
    rows = conn.execute(
        "SELECT entry, clock, kind, record, work, person FROM acts WHERE record = ? AND standing"
        f" AND kind IN ({_ACTS}) ORDER BY clock DESC, entry DESC",
        (record,),
    ).fetchall()
    if not rows:
        if conn.execute("SELECT 1 FROM acts WHERE record = ?", (record,)).fetchone() is None:
            raise RuleError("unknown_record", record=record, name=record)
        raise RuleError("nothing_to_undo", record=record)
    if rows[0][5] != person:
        mine = any(row[5] == person for row in rows)
        raise RuleError("others_stand_on_it" if mine else "not_yours", record=record)
    return _Found(*rows[0][:5])


def _last_undo(conn: sqlite3.Connection, person: str) -> _Found | None:
    """The last undo that stands, of those made since the person's last decision."""
    row = conn.execute(
        "SELECT undo.entry, undo.clock, undo.kind, undo.record, undo.work FROM acts AS undo JOIN acts AS target"
        " ON target.record = undo.record AND target.entry = undo.target"
        " WHERE undo.person = ?1 AND undo.kind <> 'records.suggested' AND undo.kind = 'entry.undone' AND undo.standing"
        " AND target.kind <> 'entry.undone' AND undo.clock > coalesce((SELECT max(clock) FROM acts"
        f" WHERE person = ?1 AND kind <> 'records.suggested' AND kind IN ({_ACTS})), 0)"
        " ORDER BY undo.clock DESC LIMIT 1",
        (person,),
    ).fetchone()
    return _Found(*row) if row else None


def _others_after(conn: sqlite3.Connection, person: str, found: _Found, *, only_standing: bool) -> bool:
    condition = f"standing AND kind IN ({_ACTS})" if only_standing else "kind <> 'records.suggested'"
    row = conn.execute(
        f"SELECT 1 FROM acts WHERE record = ? AND person <> ? AND (clock, entry) > (?, ?) AND {condition} LIMIT 1",
        (found.record, person, found.clock, found.entry),
    ).fetchone()
    return row is not None


def _batch(conn: sqlite3.Connection, last: _Found) -> list[_Found]:
    """What was said together with it, the last first; it alone where that was said alone."""
    return [_Found(*row) for row in batching.members(conn, last.entry)] or [last]


def _told(found: list[_Found], kind: str) -> Undoable:
    last = found[0]
    return Undoable(last.entry, kind, last.record, last.work, len({each.record for each in found}))


def _take_back(conn: sqlite3.Connection, found: list[_Found], by: Signer, why: str | None) -> Changes:
    """Undo these; what undoes a batch is one, and so is what does it again."""
    said = validation.reason(why)
    common = {"batch": secrets.token_hex(8)} if len(found) > 1 else {}
    if said is not None:
        common["why"] = said
    bodies = [{"entry": each.entry, "record": each.record, **common} for each in found]
    return batching.joined(append_and_apply(conn, kinds.UNDONE, body, by)[1] for body in bodies)
