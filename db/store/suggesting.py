"""Suggestions into the journal: in batches, checked first, never twice and never over a person's word."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from db.canonical import sha256
from db.codec import confidence_to_json
from db.journal import Signer, append_and_apply
from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.form import Form
from db.model.readings import Reading
from db.model.suggestions import Suggestion
from db.model.values import FieldType
from db.projections import forms, kinds
from db.projections.works import REPORT
from db.store import readings, signing, validation
from db.texts import clean, clean_reading

BATCH = 200


def suggest(
    conn: sqlite3.Connection,
    work: str,
    reading: Reading,
    suggestions: Sequence[Suggestion],
    by: Signer,
    source: str,
) -> Changes:
    """Add the records that are not there yet.

    Raises:
        RuleError: unknown_work, no_reading (of another work's file), unknown_family, unknown_field, bad_value,
            evidence_differs; nothing is added then.
    """
    signing.known(conn, by)
    if conn.execute("SELECT 1 FROM works WHERE id = ?", (work,)).fetchone() is None:
        raise RuleError("unknown_work", work=work, name=work)
    reading = clean_reading(reading)
    if conn.execute("SELECT 1 FROM files WHERE sha256 = ? AND work = ?", (reading.file, work)).fetchone() is None:
        raise RuleError("no_reading", work=work, name=work, reading=reading.id)
    changes = readings.add(conn, reading, by)
    form = forms.current(conn)
    texts = validation.Texts(conn, reading.id, reading.pages)
    ids = {item.id: _record_id(conn, work, item.id) for item in suggestions}
    known = {row[0] for row in conn.execute("SELECT DISTINCT record FROM acts WHERE work = ?", (work,))}
    bare = _bare(conn, work)
    fresh = []
    for item in suggestions:
        if bare is not None and item.family == REPORT and item.fields and ids[item.id] not in known:
            ids[item.id] = bare
            known.discard(bare)
        if ids[item.id] not in known:
            known.add(ids[item.id])
            fresh.append(_to_json(item, form, texts, ids))
    for at in range(0, len(fresh), BATCH):
        body = {"work": work, "reading": reading.id, "source": source, "records": fresh[at : at + BATCH]}
        changes |= append_and_apply(conn, kinds.SUGGESTED, body, by)[1]
    return changes


def _bare(conn: sqlite3.Connection, work: str) -> str | None:
    """The record of the report's own data, where nothing was read into it and nobody has touched it."""
    row = conn.execute(
        "SELECT id FROM records WHERE work = ? AND family = ? AND decision = 'none' AND approval = 'none'"
        " AND NOT EXISTS (SELECT 1 FROM field_entries WHERE record = id)"
        " AND NOT EXISTS (SELECT 1 FROM spans WHERE record = id)"
        " AND NOT EXISTS (SELECT 1 FROM acts WHERE record = id AND kind <> ?)",
        (work, REPORT, kinds.SUGGESTED),
    ).fetchone()
    return row[0] if row else None


def _record_id(conn: sqlite3.Connection, work: str, given: str) -> str:
    """The suggestion's id, unless it can't be one or another work has it: then one made of both."""
    if given and given == clean(given) and len(given) <= 200:
        row = conn.execute("SELECT work FROM acts WHERE record = ? LIMIT 1", (given,)).fetchone()
        if row is None or row[0] == work:
            return given
    return sha256(f"{work}\n{given}".encode("utf-8", "surrogatepass"))[:32]


def _to_json(item: Suggestion, form: Form, texts: validation.Texts, ids: Mapping[str, str]) -> dict[str, Any]:
    family = validation.family(form, item.family)
    fields: dict[str, Any] = {}
    for key, given in item.fields.items():
        field = validation.field(family, key)
        value = validation.value(given, field, form)
        if value is None:
            continue
        if field.type is FieldType.LINK:
            value = ids.get(value, value)
        data: dict[str, Any] = {"value": value}
        confidence = confidence_to_json(item.field_confidence.get(key))
        if confidence is not None:
            data["confidence"] = confidence
        spans = item.field_evidence.get(key)
        if spans:
            data["evidence"] = validation.evidence(spans, texts)
        fields[key] = data
    made: dict[str, Any] = {
        "id": ids[item.id],
        "family": item.family,
        "fields": fields,
        "evidence": validation.evidence(item.evidence, texts),
    }
    optional = {
        "confidence": confidence_to_json(item.confidence),
        "origin": clean(item.origin),
        "rule": clean(item.rule),
        "repeat_of": ids.get(item.repeat_of, clean(item.repeat_of)) if item.repeat_of else None,
        "links": {clean(role): ids.get(other, clean(other)) for role, other in item.links.items()},
    }
    return made | {key: value for key, value in optional.items() if value}
