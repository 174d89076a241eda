"""Deciding and approving: the rules, then one journal entry."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Mapping
from typing import Any

from db.journal import Signer, append_and_apply
from db.model.changes import Changes
from db.model.dataclass import dataclass
from db.model.errors import RuleError
from db.model.evidence import Evidence
from db.model.records import KEPT, SETTLED, Approval, Decision, FieldChange
from db.projections import forms, kinds
from db.store import signing, validation

Json = dict[str, Any]


@dataclass(frozen=True)
class _Standing:
    """What the rules ask of a record."""

    id: str
    work: str
    reading: str
    family: str
    decision: Decision
    approval: Approval
    decided_by: str | None
    why: str | None
    digest: str

    def answers(self, conn: sqlite3.Connection) -> Json:
        (text,) = conn.execute("SELECT answers FROM record_contents WHERE record = ?", (self.id,)).fetchone()
        found: Json = json.loads(text)["current"]
        return found

    def evidence(self, conn: sqlite3.Connection) -> list[Json]:
        (text,) = conn.execute("SELECT evidence FROM record_contents WHERE record = ?", (self.id,)).fetchone()
        found: list[Json] = json.loads(text)
        return found


def confirm(
    conn: sqlite3.Connection,
    record: str,
    by: Signer,
    digest: str | None,
    why: str | None = None,
    batch: str | None = None,
) -> Changes:
    signing.person(conn, by)
    item = find(conn, record, digest)
    why = validation.reason(why)
    if why in (None, item.why) and item.decision in KEPT and _is_said(item, by):
        return Changes()
    family = validation.family(forms.current(conn), item.family)
    validation.require(family, item.answers(conn), record)
    return _append(conn, kinds.CONFIRMED, {"record": record, "digest": item.digest}, by, why, batch)


def correct(
    conn: sqlite3.Connection,
    record: str,
    fields: Mapping[str, FieldChange],
    by: Signer,
    why: str | None,
    evidence: Evidence | None,
    digest: str | None,
    batch: str | None = None,
    reading: str | None = None,
    moved: Mapping[str, Evidence] | None = None,
) -> Changes:
    """Say what fields should be, and what proves the record.

    Args:
        reading: that all evidence here is of; where it is not the record's, the record belongs to it from then on.
        moved: what proves its other fields there.
    """
    signing.person(conn, by)
    item = find(conn, record, digest)
    form = forms.current(conn)
    family = validation.family(form, item.family)
    moves = reading is not None and reading != item.reading
    if moves:
        _of_this_work(conn, reading, item.work)
    texts = validation.Texts(conn, reading if moves and reading is not None else item.reading)
    answers = item.answers(conn)
    made = validation.changes(fields, family, form, texts, conn)
    made = {key: data for key, data in made.items() if differs(data, answers.get(key))}
    proof = None if evidence is None else validation.evidence(evidence, texts)
    if moves and not proof:
        raise RuleError("evidence_differs", page=0, start=0, end=0, quote="")
    if proof is not None and not moves and proof == item.evidence(conn):
        proof = None
    if not made and proof is None:
        return confirm(conn, record, by, digest, why, batch)
    validation.require(family, {**answers, **made}, record)
    body: Json = {"record": record, "digest": item.digest, "fields": made}
    if proof is not None:
        body["evidence"] = proof
    if proof is not None or any("evidence" in data for data in made.values()):
        body["reading"] = reading if moves else item.reading
    if moves:
        body["moved"] = {
            key: validation.evidence(spans, texts) for key, spans in (moved or {}).items() if key in answers
        }
    return _append(conn, kinds.CORRECTED, body, by, validation.reason(why), batch)


def _of_this_work(conn: sqlite3.Connection, reading: str | None, work: str) -> None:
    row = conn.execute(
        "SELECT 1 FROM readings JOIN files ON files.sha256 = readings.file WHERE readings.id = ? AND files.work = ?",
        (reading, work),
    ).fetchone()
    if row is None:
        raise RuleError("no_reading", work=work, name=work, reading=reading)


def reject(conn: sqlite3.Connection, record: str, by: Signer, why: str | None, digest: str | None) -> Changes:
    signing.person(conn, by)
    item = find(conn, record, digest)
    why = validation.reason(why)
    if why in (None, item.why) and item.decision is Decision.REJECTED and _is_said(item, by):
        return Changes()
    return _append(conn, kinds.REJECTED, {"record": record, "digest": item.digest}, by, why)


def postpone(conn: sqlite3.Connection, record: str, by: Signer, why: str | None, digest: str | None) -> Changes:
    signing.person(conn, by)
    item = find(conn, record, digest)
    why = validation.reason(why)
    if why in (None, item.why) and item.decision is Decision.POSTPONED and item.decided_by == by.person:
        return Changes()
    return _append(conn, kinds.POSTPONED, {"record": record, "digest": item.digest}, by, why)


def add(
    conn: sqlite3.Connection,
    work: str,
    family_id: str,
    fields: Mapping[str, FieldChange],
    evidence: Evidence,
    by: Signer,
    why: str | None,
) -> Changes:
    signing.person(conn, by)
    row = conn.execute("SELECT reading FROM works WHERE id = ?", (work,)).fetchone()
    if row is None:
        raise RuleError("unknown_work", work=work, name=work)
    if row[0] is None:
        raise RuleError("no_reading", work=work, name=work)
    form = forms.current(conn)
    family = validation.family(form, family_id)
    texts = validation.Texts(conn, row[0])
    made = validation.changes(fields, family, form, texts, conn)
    record = secrets.token_hex(16)
    validation.require(family, made, record)
    body: Json = {
        "record": record,
        "work": work,
        "reading": row[0],
        "family": family_id,
        "fields": made,
        "evidence": validation.evidence(evidence, texts),
    }
    return _append(conn, kinds.ADDED, body, by, validation.reason(why))


def approve(
    conn: sqlite3.Connection,
    record: str,
    by: Signer,
    digest: str | None,
    batch: str | None = None,
    why: str | None = None,
) -> Changes:
    signing.person(conn, by)
    item = _reviewable(conn, record, by, digest)
    why = validation.reason(why)
    if item.approval is Approval.APPROVED:
        return Changes()
    return _append(conn, kinds.APPROVED, {"record": record, "digest": item.digest}, by, why, batch)


def return_(conn: sqlite3.Connection, record: str, by: Signer, why: str | None, digest: str | None) -> Changes:
    signing.person(conn, by)
    item = _reviewable(conn, record, by, digest)
    return _append(conn, kinds.RETURNED, {"record": record, "digest": item.digest}, by, validation.reason(why))


def find(conn: sqlite3.Connection, record: str, digest: str | None) -> _Standing:
    """The record as the rules ask of it; raises RuleError unknown_record, stale (it is not what the digest tells)."""
    row = conn.execute(
        "SELECT id, work, reading, family, decision, approval, decided_by, why, digest FROM records WHERE id = ?",
        (record,),
    ).fetchone()
    if row is None:
        raise RuleError("unknown_record", record=record, name=record)
    if digest is not None and digest != row[8]:
        raise RuleError("stale", record=record)
    id_, work, reading, family, decision, approval, decided_by, why, now = row
    return _Standing(id_, work, reading, family, Decision(decision), Approval(approval), decided_by, why, now)


def _reviewable(conn: sqlite3.Connection, record: str, by: Signer, digest: str | None) -> _Standing:
    item = find(conn, record, digest)
    if item.decision not in SETTLED:
        raise RuleError("not_decided", record=record)
    row = conn.execute("SELECT 1 FROM deciders WHERE record = ? AND person = ?", (record, by.person)).fetchone()
    if row is not None:
        raise RuleError("decider_cannot_approve", record=record, person=by.person)
    return item


def _is_said(item: _Standing, by: Signer) -> bool:
    """Whether saying it again would only cost an approval, or an entry that says nothing."""
    if item.approval is Approval.APPROVED:
        return True
    return item.decided_by == by.person and item.approval is not Approval.RETURNED


def differs(data: Json, now: Json | None) -> bool:
    """Whether an answer says something else than the one in force, or proves it by something else."""
    if now is None:
        return True
    if (data["state"], data.get("value")) != (now["state"], now.get("value")):
        return True
    return "evidence" in data and data["evidence"] != now.get("evidence", [])


def _append(
    conn: sqlite3.Connection, kind: str, body: Json, by: Signer, why: str | None, batch: str | None = None
) -> Changes:
    if why is not None:
        body["why"] = why
    if batch is not None:
        body["batch"] = batch
    _, changes = append_and_apply(conn, kind, body, by)
    if kind in kinds.CHANGING:
        # What was half typed is said now.
        conn.execute("DELETE FROM drafts WHERE person = ? AND record = ?", (by.person, body["record"]))
    return changes
