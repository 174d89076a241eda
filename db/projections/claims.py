"""Dismissals and acceptances as the journal's entries make them; each is the subject of its own acts."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from db.projections import fold, kinds, records

_CLAIMS = ", ".join(f"'{kind}'" for kind in sorted(kinds.CLAIMS))


def is_claim(conn: sqlite3.Connection, subject: str) -> bool:
    """Whether the acts of this id are a claim's, and not a record's."""
    row = conn.execute(f"SELECT 1 FROM acts WHERE record = ? AND entry = record AND kind IN ({_CLAIMS})", (subject,))
    return row.fetchone() is not None


def rebuild(conn: sqlite3.Connection, subject: str) -> None:
    """Make the claim's row anew: it is there while it stands and nobody has given it back."""
    acts = records.load_acts(conn, subject)
    stands = fold.standing(acts)
    conn.executemany(
        "UPDATE acts SET standing = ?1 WHERE record = ?2 AND clock = ?3 AND entry = ?4 AND standing <> ?1",
        [(act.entry in stands, subject, act.clock, act.entry) for act in acts],
    )
    claim = next(act for act in acts if act.kind in kinds.CLAIMS)
    table = "dismissals" if claim.kind == kinds.DISMISSED else "acceptances"
    conn.execute(f"DELETE FROM {table} WHERE entry = ?", (subject,))
    if claim.entry not in stands or any(act.kind == kinds.GIVEN_BACK and act.entry in stands for act in acts):
        return
    body = claim.body
    if claim.kind == kinds.DISMISSED:
        what: tuple[Any, ...] = (body["reading"], body["omission"], body["kind"], _json(body["spans"]))
    else:
        what = (body["check"], _json(body["records"]), body["found"])
    row = (subject, body["work"], *what, body.get("why"), claim.person, claim.at, claim.clock)
    conn.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def alone(conn: sqlite3.Connection, work: str, person: str) -> int:
    """How many claims on a work this person alone has made: those of which nobody else has said all that they say."""
    # A dismissal speaks of facts of a reading: two that begin at the same place may still leave out different ones.
    (dismissed,) = conn.execute(
        "SELECT count(*) FROM dismissals AS own WHERE work = ?1 AND person = ?2 AND EXISTS (SELECT 1"
        " FROM json_each(own.spans) AS said WHERE (own.reading, said.value) NOT IN (SELECT other.reading, theirs.value"
        " FROM dismissals AS other, json_each(other.spans) AS theirs WHERE other.work = ?1 AND other.person <> ?2))",
        (work, person),
    ).fetchone()
    (accepted,) = conn.execute(
        "SELECT count(*) FROM acceptances AS own WHERE work = ?1 AND person = ?2 AND NOT EXISTS (SELECT 1"
        ' FROM acceptances AS other WHERE other.work = ?1 AND other."check" = own."check"'
        " AND other.records = own.records AND other.found = own.found AND other.person <> ?2)",
        (work, person),
    ).fetchone()
    return int(dismissed) + int(accepted)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
