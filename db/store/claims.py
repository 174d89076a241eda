"""Dismissing what is no fact, accepting a failing check, and giving either back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from db.codec import evidence_from_json
from db.journal import Signer, append_and_apply
from db.model.changes import Changes
from db.model.claims import Acceptance, Dismissal
from db.model.errors import RuleError
from db.model.evidence import Evidence
from db.projections import kinds
from db.store import signing, validation
from db.texts import clean

_LONGEST = 2000  # characters of what a check found, of an omission's id

Json = dict[str, Any]


def dismiss(
    conn: sqlite3.Connection, work: str, omission: str, kind: str, spans: Evidence, by: Signer, why: str | None
) -> Changes:
    """Say that a passage is no fact; nothing where this person has said it.

    Raises:
        RuleError: machine_cannot_decide, unknown_person, unknown_work, no_reading, evidence_differs, bad_value.
    """
    signing.person(conn, by)
    reading = _reading(conn, work)
    proof = validation.evidence(spans, validation.Texts(conn, reading))
    if not proof:
        raise RuleError("no_evidence")
    name, kind = _text("omission", omission), _text("kind", kind)
    said = "SELECT 1 FROM dismissals WHERE work = ? AND person = ? AND omission = ? AND spans = ?"
    listed = json.dumps(proof, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if _is_said(conn, said, work, by, name, listed):
        return Changes()
    body = {"work": work, "reading": reading, "omission": name, "kind": kind, "spans": proof}
    return _append(conn, kinds.DISMISSED, body, by, why)


def accept(
    conn: sqlite3.Connection, work: str, check: str, records: Sequence[str], found: str, why: str, by: Signer
) -> Changes:
    """Say that a failing check is known; nothing where this person has said it.

    Raises:
        RuleError: machine_cannot_decide, unknown_person, unknown_work, unknown_record, reason_needed, bad_value.
    """
    signing.person(conn, by)
    _reading(conn, work)
    if validation.reason(why) is None:
        raise RuleError("reason_needed")
    ids = sorted({clean(record) for record in records})
    if not ids:
        raise RuleError("unknown_record", record="", name="")
    for record in ids:
        if conn.execute("SELECT 1 FROM records WHERE id = ?", (record,)).fetchone() is None:
            raise RuleError("unknown_record", record=record, name=record)
    check, found = _text("check", check), _text("found", found)
    said = 'SELECT 1 FROM acceptances WHERE work = ? AND person = ? AND "check" = ? AND records = ? AND found = ?'
    listed = json.dumps(ids, ensure_ascii=False, separators=(",", ":"))
    if _is_said(conn, said, work, by, check, listed, found):
        return Changes()
    return _append(conn, kinds.ACCEPTED, {"work": work, "check": check, "records": ids, "found": found}, by, why)


def give_back(conn: sqlite3.Connection, claim: str, by: Signer, why: str | None) -> Changes:
    """Open again, as another person, what somebody has dismissed or accepted.

    Raises:
        RuleError: unknown_claim (none, or none that stands), own_claim: who said it undoes it.
    """
    signing.person(conn, by)
    for table in ("dismissals", "acceptances"):
        row = conn.execute(f"SELECT person FROM {table} WHERE entry = ?", (claim,)).fetchone()
        if row is not None:
            break
    else:
        raise RuleError("unknown_claim", name=claim)
    if row[0] == by.person:
        raise RuleError("own_claim")
    return _append(conn, kinds.GIVEN_BACK, {"entry": claim, "record": claim}, by, why)


def dismissals(conn: sqlite3.Connection, work: str) -> list[Dismissal]:
    """Those that stand, in the order they were said."""
    rows = conn.execute(
        "SELECT entry, work, reading, omission, kind, spans, person, at, why FROM dismissals WHERE work = ?"
        " ORDER BY clock, entry",
        (work,),
    )
    return [
        Dismissal(entry, work, reading, omission, kind, evidence_from_json(json.loads(spans)), person, at, why)
        for entry, work, reading, omission, kind, spans, person, at, why in rows
    ]


def acceptances(conn: sqlite3.Connection, work: str) -> list[Acceptance]:
    """Those that stand, in the order they were said."""
    rows = conn.execute(
        'SELECT entry, work, "check", records, found, why, person, at FROM acceptances WHERE work = ?'
        " ORDER BY clock, entry",
        (work,),
    )
    return [
        Acceptance(entry, work, check, tuple(json.loads(records)), found, why, person, at)
        for entry, work, check, records, found, why, person, at in rows
    ]


def _reading(conn: sqlite3.Connection, work: str) -> str:
    row = conn.execute("SELECT reading FROM works WHERE id = ?", (work,)).fetchone()
    if row is None:
        raise RuleError("unknown_work", work=work, name=work)
    if row[0] is None:
        raise RuleError("no_reading", work=work, name=work)
    return str(row[0])


def _text(field: str, given: str) -> str:
    text = clean(given).strip()
    if not text or len(text) > _LONGEST:
        raise RuleError("bad_value", field=field, value=text[:200], reason=f"1 to {_LONGEST} characters")
    return text


def _is_said(conn: sqlite3.Connection, query: str, work: str, by: Signer, *what: str) -> bool:
    return conn.execute(query, (work, by.person, *what)).fetchone() is not None


def _append(conn: sqlite3.Connection, kind: str, body: Json, by: Signer, why: str | None) -> Changes:
    if (said := validation.reason(why)) is not None:
        body["why"] = said
    return append_and_apply(conn, kind, body, by)[1]
