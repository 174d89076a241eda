"""Batches: one person's word on many records, all of it or nothing, taken back in one go."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from db.journal import Signer, append_and_apply
from db.model.batches import Step
from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.records import SETTLED, Decision
from db.projections import forms, kinds
from db.store import decisions, signing, validation
from db.texts import clean

Json = dict[str, Any]


def carry_out(conn: sqlite3.Connection, steps: Sequence[Step], by: Signer, why: str | None) -> Changes:
    """Do all steps, in their order, as one batch.

    Raises:
        RuleError: what the single decision raises, of the first step that is refused; then nothing was done.
    """
    signing.person(conn, by)
    why = validation.reason(why)
    batch = secrets.token_hex(8)
    return joined(_carry_out(conn, step, clean(step.record), by, why, batch) for step in steps)


def joined(parts: Iterable[Changes]) -> Changes:
    """All of these changes of records and works, in their order."""
    found = list(parts)
    return Changes(
        frozenset().union(*(part.records for part in found)),
        frozenset().union(*(part.works for part in found)),
        tuple(entry for part in found for entry in part.entries),
    )


def _carry_out(conn: sqlite3.Connection, step: Step, record: str, by: Signer, why: str | None, batch: str) -> Changes:
    if step.action == "confirm":
        return decisions.confirm(conn, record, by, step.digest, why, batch)
    if step.action == "correct":
        return decisions.correct(conn, record, step.fields, by, why, None, step.digest, batch)
    if step.action == "approve":
        return decisions.approve(conn, record, by, step.digest, batch, why)
    return _answer(conn, step, record, by, why, batch)


def _answer(conn: sqlite3.Connection, step: Step, record: str, by: Signer, why: str | None, batch: str) -> Changes:
    """Check or mend fields; what is decided already needs no word on its fields."""
    item = decisions.find(conn, record, step.digest)
    if item.decision in SETTLED:
        if step.action == "mend":
            raise RuleError("stale", record=record)
        return Changes()
    form = forms.current(conn)
    family = validation.family(form, item.family)
    answers = item.answers(conn)
    said = validation.changes(step.fields, family, form, validation.Texts(conn, item.reading), conn)
    if step.action == "mend":
        kind = kinds.MENDED
        said = {key: data for key, data in said.items() if decisions.differs(data, answers.get(key))}
    else:
        kind = kinds.CHECKED
        for key, data in said.items():
            if decisions.differs(data, answers.get(key)):
                raise RuleError("stale", record=record)
        said = {key: data for key, data in said.items() if answers[key]["source"] != "person"}
    changes = Changes()
    if said:
        body: Json = {"record": record, "digest": item.digest, "fields": said, "batch": batch}
        if why is not None:
            body["why"] = why
        changes = append_and_apply(conn, kind, body, by)[1]
    if step.action == "check":
        changes |= _settle(conn, record, by, batch)
    return changes


def _settle(conn: sqlite3.Connection, record: str, by: Signer, batch: str) -> Changes:
    """Confirm a record whose stated fields a person has answered, every single one."""
    item = decisions.find(conn, record, None)
    answers = item.answers(conn)
    family = validation.family(forms.current(conn), item.family)
    retired = {field.id for field in family.fields if field.retired}
    stated = [data for key, data in answers.items() if data["state"] == "stated" and key not in retired]
    if item.decision is Decision.POSTPONED or not stated or any(data["source"] != "person" for data in stated):
        return Changes()
    try:
        return decisions.confirm(conn, record, by, item.digest, None, batch)
    except RuleError as error:
        if error.code != "missing_required":
            raise
        return Changes()  # what is missing has to be looked for: the record stays open


def members(conn: sqlite3.Connection, entry: str) -> list[tuple[str, int, str, str, str]]:
    """The entries of a batch that stand, from this one, its last, backwards; it alone where it is of none.

    They follow each other in one chain, since one transaction made them.

    Returns:
        (entry, clock, kind, record, work) of each.
    """
    found: list[tuple[str, int, str, str, str]] = []
    batch: object = None
    here: str | None = entry
    while here is not None:
        row = conn.execute("SELECT prev, clock, body FROM journal WHERE id = ?", (here,)).fetchone()
        if row is None:
            break
        prev, clock, text = row
        body = json.loads(text)
        if found and (batch is None or body.get("batch") != batch):
            break
        batch = body.get("batch")
        # A claim is the subject of its own act.
        act = conn.execute(
            "SELECT entry, clock, kind, record, work, standing FROM acts WHERE record IN (?, ?) AND clock = ?"
            " AND entry = ?",
            (body.get("record"), here, clock, here),
        ).fetchone()
        if act is None:
            break
        if act[5]:
            entry_, clock_, kind, record, work, _ = act
            found.append((entry_, clock_, kind, record, work))
        elif not found:
            break
        here = prev if batch is not None else None
    return found
