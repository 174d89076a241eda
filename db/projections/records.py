"""Writing one record's projection: fold all its entries, then write what differs."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from db.model.form import Form
from db.model.records import Approval
from db.model.values import FieldType
from db.projections import fold, forms

Json = dict[str, Any]


def load_acts(conn: sqlite3.Connection, record: str) -> list[fold.Act]:
    """All entries that concern a record, in the order that is the same in every copy."""
    rows = conn.execute(
        "SELECT entry, clock, kind, person, at, body, target FROM acts WHERE record = ? ORDER BY clock, entry",
        (record,),
    )
    return [fold.Act(e, c, kind, person, at, json.loads(body), target) for e, c, kind, person, at, body, target in rows]


def rebuild(conn: sqlite3.Connection, record: str, form: Form) -> str | None:
    """Make the record's projection anew from its entries.

    Returns:
        Id of its work; None where the record has no entries.
    """
    acts = load_acts(conn, record)
    if not acts:
        return None
    stands = fold.standing(acts)
    conn.executemany(
        "UPDATE acts SET standing = ?1 WHERE record = ?2 AND clock = ?3 AND entry = ?4 AND standing <> ?1",
        [(act.entry in stands, record, act.clock, act.entry) for act in acts if act.target or len(stands) < len(acts)],
    )
    state = fold.fold(acts, form._by_id)
    if state is None:
        remove(conn, record, form)
        return str(conn.execute("SELECT work FROM acts WHERE record = ? LIMIT 1", (record,)).fetchone()[0])
    write(conn, record, state, form)
    return state.work


def write(conn: sqlite3.Connection, record: str, state: fold.State, form: Form) -> None:
    """Write a folded record."""
    # The triggers look from one table at the other: who approved must be known not to decide, and the reverse.
    if state.approval is Approval.APPROVED:
        _write_deciders(conn, record, state)
        _write_row(conn, record, state)
    else:
        _write_row(conn, record, state)
        _write_deciders(conn, record, state)
    content = (_json(state.evidence), _answers(state))
    known = conn.execute("SELECT evidence, answers FROM record_contents WHERE record = ?", (record,)).fetchone()
    if known != content:
        conn.execute("INSERT OR REPLACE INTO record_contents VALUES (?, ?, ?)", (record, *content))
        _write_wide(conn, record, state, form)
    _write_answers(conn, record, state, new=known is None)


def remove(conn: sqlite3.Connection, record: str, form: Form) -> None:
    """Take a record out whose beginning has been undone; its entries stay."""
    row = conn.execute("SELECT family FROM records WHERE id = ?", (record,)).fetchone()
    if row is not None:
        conn.execute(f'DELETE FROM "{forms.table(form.family(row[0]))}" WHERE record = ?', (record,))
    for name in ("record_contents", "field_entries", "spans", "deciders"):
        conn.execute(f"DELETE FROM {name} WHERE record = ?", (record,))
    conn.execute("DELETE FROM records WHERE id = ?", (record,))


def _write_row(conn: sqlite3.Connection, record: str, state: fold.State) -> None:
    page, start = state.order
    values = (
        state.work,
        state.reading,
        state.family,
        page,
        start,
        str(state.decision),
        str(state.approval),
        state.decided_by,
        state.decided_at,
        state.approved_by,
        state.approved_at,
        state.approved_digest,
        state.question,
        state.why,
        None if state.confidence is None else float(state.confidence),
        state.origin,
        state.repeat_of,
        _json(state.links),
        state.rule,
        state.digest,
        record,
    )
    done = conn.execute(
        "UPDATE records SET work=?, reading=?, family=?, page=?, start=?, decision=?, approval=?, decided_by=?,"
        " decided_at=?, approved_by=?, approved_at=?, approved_digest=?, question=?, why=?, confidence=?, origin=?,"
        " repeat_of=?, links=?, rule=?, digest=? WHERE id=?",
        values,
    )
    if done.rowcount == 0:
        conn.execute(
            "INSERT INTO records (work, reading, family, page, start, decision, approval, decided_by, decided_at,"
            " approved_by, approved_at, approved_digest, question, why, confidence, origin, repeat_of, links, rule,"
            " digest, id) VALUES (" + ", ".join("?" * len(values)) + ")",
            values,
        )


def _write_deciders(conn: sqlite3.Connection, record: str, state: fold.State) -> None:
    known = {row[0] for row in conn.execute("SELECT person FROM deciders WHERE record = ?", (record,))}
    for person in sorted(known - state.deciders):
        conn.execute("DELETE FROM deciders WHERE record = ? AND person = ?", (record, person))
    for person in sorted(state.deciders - known):
        conn.execute("INSERT INTO deciders VALUES (?, ?)", (record, person))


def _write_wide(conn: sqlite3.Connection, record: str, state: fold.State, form: Form) -> None:
    family = form.family(state.family)
    values: dict[str, Any] = {"record": record}
    for field in family.fields:
        answer = state.current.get(field.id)
        value = answer.data.get("value") if answer else None
        if field.type is FieldType.INTEGER and isinstance(value, str) and -(2**63) <= int(value) < 2**63:
            value = int(value)
        values[field.id] = _json(value) if isinstance(value, list) else value
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    conn.execute(f'INSERT OR REPLACE INTO "{forms.table(family)}" ({names}) VALUES ({marks})', tuple(values.values()))


def _write_answers(conn: sqlite3.Connection, record: str, state: fold.State, *, new: bool) -> None:
    rows = []
    spans = [_span_row(record, 0, i, span) for i, span in enumerate(state.evidence)]
    for n, answer in enumerate(state.answers, 1):
        data = answer.data
        value = data.get("value")
        confidence = data.get("confidence")
        rows.append(
            (
                record,
                n,
                answer.field,
                answer.entry,
                data["source"],
                data["origin"],
                data["state"],
                _json(value) if isinstance(value, list) else value,
                None if confidence is None else float(confidence),
                int(answer.standing),
                int(answer.current),
            )
        )
        spans.extend(_span_row(record, n, i, span) for i, span in enumerate(data.get("evidence", ())))
    if not new:
        # Most decisions leave the answers as they are.
        known = conn.execute("SELECT * FROM field_entries WHERE record = ? ORDER BY n", (record,)).fetchall()
        if known != rows:
            conn.execute("DELETE FROM field_entries WHERE record = ?", (record,))
        else:
            rows = []
        proofs = conn.execute("SELECT * FROM spans WHERE record = ? ORDER BY n, position", (record,)).fetchall()
        if proofs != spans:
            conn.execute("DELETE FROM spans WHERE record = ?", (record,))
        else:
            spans = []
    conn.executemany("INSERT INTO field_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    conn.executemany("INSERT INTO spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", spans)


def _span_row(record: str, n: int, position: int, span: Json) -> tuple[Any, ...]:
    return (
        record,
        n,
        position,
        span["page"],
        span["start"],
        span["end"],
        span["quote"],
        span.get("prefix", ""),
        span.get("suffix", ""),
        span.get("role", "value"),
        _json(span.get("rects", [])),
    )


def _answers(state: fold.State) -> str:
    """The answers for loading at one go; a machine's answer that is in force is not said twice."""
    machine: dict[str, Json | None] = {}
    for answer in state.answers:
        if answer.machine and answer.field not in machine:
            machine[answer.field] = None if answer.current else answer.data
    current = {key: state.current[key].data for key in sorted(state.current)}
    return _json({"current": current, "machine": machine})


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
