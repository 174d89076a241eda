"""apply(entry): what one journal entry does to the projections. The only code that writes them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from db.canonical import canonical
from db.model.changes import Changes
from db.model.entries import JournalEntry
from db.projections import claims, fold, forms, kinds, records, works


def apply(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    """Carry an entry out, within the caller's transaction.

    Raises:
        ValueError: the entry is of a kind that this program does not know.
        LookupError: it speaks of something that is not there.
    """
    act = _APPLY.get(entry.kind)
    if act is None:
        raise ValueError(f"unknown kind of entry: {entry.kind}")
    changes = act(conn, entry)
    # It ends the key's chain now, and joins branches of it that were made in copies.
    conn.executemany(
        "DELETE FROM chains WHERE head = ? AND key = ?", [(head, entry.key) for head in (entry.prev, *entry.heads)]
    )
    conn.execute(
        "INSERT INTO chains VALUES (?, ?, ?, ?, ?)", (entry.id, entry.key, entry.person, entry.number, entry.clock)
    )
    return changes | Changes(entries=(entry.id,))


def _project_created(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    body = entry.body
    if conn.execute("SELECT 1 FROM project").fetchone() is not None:
        raise ValueError("a project is created once")
    _introduce(conn, entry, body["person"])
    text = canonical(body["form"]).decode()
    conn.execute("INSERT INTO project VALUES (?, ?, ?, ?)", (body["project"], entry.id, text, entry.id))
    forms.install(conn, forms.parse(text))
    return Changes(people=True, form=True)


def _form_changed(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    old = forms.current(conn)
    text = canonical(entry.body["form"]).decode()
    form = forms.parse(text)
    forms.drop_views(conn, old)
    conn.execute("UPDATE project SET form = ?, form_entry = ?", (text, entry.id))
    forms.install(conn, form)
    touched: set[str] = set()
    # Types are part of what an approval binds to, columns may be new: every record is made anew.
    for (record,) in conn.execute("SELECT DISTINCT record FROM acts").fetchall():
        if claims.is_claim(conn, record):
            continue
        conn.execute("DELETE FROM record_contents WHERE record = ?", (record,))
        conn.execute("DELETE FROM field_entries WHERE record = ?", (record,))
        conn.execute("DELETE FROM spans WHERE record = ?", (record,))
        records.rebuild(conn, record, form)
        touched.add(record)
    return Changes(records=frozenset(touched), form=True)


def _person_added(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    _introduce(conn, entry, entry.body)
    return Changes(people=True)


def _key_added(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    if conn.execute("SELECT 1 FROM people WHERE id = ?", (entry.body["person"],)).fetchone() is None:
        raise LookupError(f"no such person: {entry.body['person']}")
    conn.execute(
        "INSERT INTO keys VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        (entry.body["key"], entry.body["person"], entry.id, entry.clock),
    )
    return Changes(people=True)


def _introduce(conn: sqlite3.Connection, entry: JournalEntry, body: Mapping[str, Any]) -> None:
    conn.execute("INSERT INTO people VALUES (?, ?, ?, ?)", (body["person"], body["name"], body["kind"], entry.clock))
    for key in body["keys"]:
        conn.execute("INSERT INTO keys VALUES (?, ?, ?, ?)", (key, body["person"], entry.id, entry.clock))


def _suggested(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    body = entry.body
    form = forms.current(conn)
    common = {"work": body["work"], "reading": body["reading"], "source": body["source"]}
    for item in body["records"]:
        _add_act(conn, entry, item["id"], body["work"], {**item, **common})
    touched = [item["id"] for item in body["records"]]
    for record in touched:
        records.rebuild(conn, record, form)
    if any(item["family"] == works.REPORT for item in body["records"]):
        works.refresh(conn, body["work"])
    works.reopen(conn, body["work"])
    return Changes(frozenset(touched), frozenset({body["work"]}))


def _acted(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    body = entry.body
    record = body["record"]
    if entry.kind == kinds.UNDONE and claims.is_claim(conn, record):
        return _claim_changed(conn, entry)
    if entry.kind == kinds.ADDED:
        work = body["work"]
    else:
        row = conn.execute("SELECT work FROM acts WHERE record = ? LIMIT 1", (record,)).fetchone()
        if row is None:
            raise LookupError(f"no such record: {record}")
        work = row[0]
    target = body["entry"] if entry.kind == kinds.UNDONE else None
    _add_act(conn, entry, record, work, body, target)
    form = forms.current(conn)
    family = conn.execute("SELECT family FROM records WHERE id = ?", (record,)).fetchone()
    records.rebuild(conn, record, form)
    family = family or conn.execute("SELECT family FROM records WHERE id = ?", (record,)).fetchone()
    if family is not None and family[0] == works.REPORT:
        works.refresh(conn, work)
    _follow(conn, entry, record, work)
    return Changes(frozenset({record}), frozenset({work}))


def _claimed(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    """A claim is the subject of its own acts: nobody else's can stand before it."""
    work = entry.body["work"]
    _add_act(conn, entry, entry.id, work, entry.body)
    claims.rebuild(conn, entry.id)
    works.reopen(conn, work)
    return Changes(works=frozenset({work}))


def _claim_changed(conn: sqlite3.Connection, entry: JournalEntry) -> Changes:
    """A claim is given back, or something said of it is undone."""
    claim = entry.body["record"]
    if not claims.is_claim(conn, claim):
        raise LookupError(f"no such claim: {claim}")
    (work,) = conn.execute("SELECT work FROM acts WHERE record = ? LIMIT 1", (claim,)).fetchone()
    target = entry.body["entry"] if entry.kind == kinds.UNDONE else None
    _add_act(conn, entry, claim, work, entry.body, target)
    claims.rebuild(conn, claim)
    works.reopen(conn, work)
    return Changes(works=frozenset({work}))


def _follow(conn: sqlite3.Connection, entry: JournalEntry, record: str, work: str) -> None:
    """What a decision does to the state of its work: anything opens it again that says something new of it."""
    kind = entry.kind
    if kind in (kinds.APPROVED, kinds.CHECKED):
        return
    if kind == kinds.UNDONE:
        acts = {act.entry: act for act in records.load_acts(conn, record)}
        target: fold.Act | None = acts.get(entry.body["entry"])
        while target is not None and target.kind == kinds.UNDONE:
            target = acts.get(target.target or "")
        if target is not None and target.kind == kinds.APPROVED and not _is_returned(conn, record):
            works.unsign(conn, work)
            return
        if target is not None and target.kind == kinds.CHECKED:
            return
    works.reopen(conn, work)


def _is_returned(conn: sqlite3.Connection, record: str) -> bool:
    """Whether a reviewer waits for another look; without the approval that followed, an earlier return stands again."""
    row = conn.execute("SELECT approval FROM records WHERE id = ?", (record,)).fetchone()
    return row is not None and row[0] == "returned"


def _add_act(
    conn: sqlite3.Connection,
    entry: JournalEntry,
    record: str,
    work: str,
    body: Mapping[str, Any],
    target: str | None = None,
) -> None:
    conn.execute(
        "INSERT INTO acts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        (
            record,
            entry.clock,
            entry.id,
            work,
            entry.kind,
            entry.person,
            entry.at,
            entry.offset,
            json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True),
            target,
        ),
    )


_APPLY: dict[str, Callable[[sqlite3.Connection, JournalEntry], Changes]] = {
    kinds.PROJECT_CREATED: _project_created,
    kinds.FORM_CHANGED: _form_changed,
    kinds.PERSON_ADDED: _person_added,
    kinds.KEY_ADDED: _key_added,
    kinds.WORK_ADDED: works.work_added,
    kinds.FILE_ADDED: works.file_added,
    kinds.FILE_PURGED: works.file_purged,
    kinds.READING_ADDED: works.reading_added,
    kinds.READING_CHOSEN: works.reading_chosen,
    kinds.WORK_COMPLETED: works.completed,
    kinds.WORK_SIGNED_OFF: works.signed_off,
    kinds.WORK_REOPENED: works.reopened,
    kinds.SUGGESTED: _suggested,
    **dict.fromkeys(kinds.ACTS | {kinds.UNDONE}, _acted),
    **dict.fromkeys(kinds.CLAIMS, _claimed),
    kinds.GIVEN_BACK: _claim_changed,
}
