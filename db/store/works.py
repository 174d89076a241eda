"""Works, their files and how far their review is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from db.canonical import sha256 as digest_of
from db.journal import Signer, append_and_apply
from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.readings import Reading
from db.model.records import SETTLED
from db.model.works import Looked, Progress, ReportFile, Work, WorkState
from db.projections import kinds
from db.projections.claims import alone
from db.projections.works import REPORT
from db.store import claims, readings, signing, validation
from db.texts import clean

CHUNK = 2**20  # bytes
_FILES = "SELECT sha256, work, name, format, size, pages, purged FROM files"


def works(conn: sqlite3.Connection, work: str | None = None) -> list[Work]:
    """All in the order they were added, or the one of this id."""
    files: dict[str, list[ReportFile]] = {}
    condition, parameters = (" WHERE work = ?", (work,)) if work is not None else ("", ())
    for row in conn.execute(f"{_FILES}{condition} ORDER BY position, sha256", parameters):
        files.setdefault(row[1], []).append(_file(row))
    condition = " WHERE works.id = ?" if work is not None else ""
    rows = conn.execute(
        "SELECT works.id, title, symbol, language, state, completed_by, signed_off_by, reading, notes, looked,"
        " readings.pages"
        f" FROM works LEFT JOIN readings ON readings.id = works.reading{condition} ORDER BY position, works.id",
        parameters,
    )
    return [
        Work(
            row[0],
            row[1],
            row[2],
            row[3],
            WorkState(row[4]),
            row[5],
            row[6],
            tuple(files.get(row[0], ())),
            row[7],
            readings.notes_of(row[8]),
            _looked(row[9]),
            row[10] or 0,
        )
        for row in rows
    ]


def file(conn: sqlite3.Connection, sha256: str) -> ReportFile | None:
    row = conn.execute(f"{_FILES} WHERE sha256 = ?", (sha256,)).fetchone()
    return _file(row) if row else None


def file_bytes(conn: sqlite3.Connection, sha256: str) -> bytes:
    """The file as it was added; raises RuleError unknown_report where there is none, or it was purged."""
    found = file(conn, sha256)
    if found is None or found.purged:
        raise RuleError("unknown_report", name=found.name if found else sha256, file=sha256)
    rows = conn.execute("SELECT data FROM file_chunks WHERE file = ? ORDER BY part", (sha256,))
    return b"".join(row[0] for row in rows)


def add_file(
    conn: sqlite3.Connection,
    data: bytes,
    name: str,
    reading: Reading,
    by: Signer,
    work: str | None,
    language: str | None,
) -> tuple[Changes, str]:
    """A file, its bytes and its reading; a work of its own, or another file of a work.

    Raises:
        RuleError: already_there, unknown_work, bad_value (the reading is of other bytes), unknown_person.
    """
    signing.known(conn, by)
    sha256 = digest_of(data)
    if reading.file != sha256:
        raise RuleError("bad_value", field="file", value=reading.file, reason="the reading is of another file")
    name = " ".join(clean(name).split()) or sha256[:12]
    known = file(conn, sha256)
    if known is not None and (not known.purged or work not in (None, known.work)):
        raise RuleError("already_there", name=known.name, work=known.work, file=sha256)
    changes = Changes()
    if known is not None:
        work = known.work
    if work is None:
        # The same report added in two copies of the project is the same work when they are merged.
        work = sha256[:32]
        body: dict[str, Any] = {"work": work, "name": name}
        if language:
            body["language"] = clean(language)
        changes |= append_and_apply(conn, kinds.WORK_ADDED, body, by)[1]
    elif conn.execute("SELECT 1 FROM works WHERE id = ?", (work,)).fetchone() is None:
        raise RuleError("unknown_work", work=work, name=work)
    body = {
        "work": work,
        "sha256": sha256,
        "name": name,
        "format": reading.format,
        "size": len(data),
        "pages": len(reading.pages),
    }
    changes |= append_and_apply(conn, kinds.FILE_ADDED, body, by)[1]
    conn.executemany(
        "INSERT INTO file_chunks VALUES (?, ?, ?)",
        ((sha256, part, data[at : at + CHUNK]) for part, at in enumerate(range(0, len(data), CHUNK))),
    )
    return changes | readings.add(conn, reading, by), work


def choose_reading(conn: sqlite3.Connection, work: str, reading: Reading, by: Signer) -> Changes:
    """Show and search another reading of one of the work's files from now on; it is kept where it is new.

    Raises:
        RuleError: unknown_work, no_reading (it is of no file of this work), unknown_person.
    """
    signing.known(conn, by)
    _state(conn, work)
    if conn.execute("SELECT 1 FROM files WHERE sha256 = ? AND work = ?", (reading.file, work)).fetchone() is None:
        raise RuleError("no_reading", work=work, name=work, reading=reading.id)
    changes = readings.add(conn, reading, by)
    if conn.execute("SELECT reading FROM works WHERE id = ?", (work,)).fetchone() == (reading.id,):
        return changes
    return changes | append_and_apply(conn, kinds.READING_CHOSEN, {"work": work, "reading": reading.id}, by)[1]


def purge_file(conn: sqlite3.Connection, sha256: str, by: Signer, why: str | None) -> Changes:
    """Take a file's bytes out; its readings, records and its hash stay."""
    signing.person(conn, by)
    found = file(conn, sha256)
    if found is None:
        raise RuleError("unknown_report", name=sha256, file=sha256)
    if found.purged:
        return Changes()
    body: dict[str, Any] = {"sha256": sha256}
    if (reason := validation.reason(why)) is not None:
        body["why"] = reason
    return append_and_apply(conn, kinds.FILE_PURGED, body, by)[1]


def progress(conn: sqlite3.Connection, work: str) -> Progress:
    """Numbers of the work's records, those of family "report" left out; raises RuleError unknown_work."""
    _state(conn, work)
    by_decision: dict[str, int] = {}
    by_approval: dict[str, int] = {}
    by_family: dict[str, int] = {}
    total = clerk = reviewer = 0
    for family, decision, approval, number in conn.execute(
        "SELECT family, decision, approval, count(*) FROM records WHERE work = ? AND family <> ?"
        " GROUP BY family, decision, approval ORDER BY family, decision, approval",
        (work, REPORT),
    ):
        total += number
        for counted, key in ((by_family, family), (by_decision, decision), (by_approval, approval)):
            counted[key] = counted.get(key, 0) + number
        if decision in ("none", "postponed") or approval == "returned":
            clerk += number
        elif decision in SETTLED and approval != "approved":
            reviewer += number
    return Progress(total, by_decision, by_approval, by_family, clerk, reviewer)


def complete(conn: sqlite3.Connection, work: str, by: Signer) -> Changes:
    """Nothing more is in the report.

    The report's own record counts here: it is part of every release.

    Raises:
        RuleError: undecided_left, already_there (it is said already), unknown_work, machine_cannot_decide.
    """
    if may_complete(conn, work, by):
        return append_and_apply(conn, kinds.WORK_COMPLETED, {"work": work}, by)[1]
    return Changes()


def may_complete(conn: sqlite3.Connection, work: str, by: Signer) -> bool:
    """Whether it would change anything; raises what `complete` raises."""
    signing.person(conn, by)
    state, completed_by = _state(conn, work)
    if state is WorkState.SIGNED_OFF:
        raise RuleError("signed_off", work=work, name=work)
    if state is WorkState.COMPLETE and completed_by == by.person:
        return False
    left = _ids(conn, work, "decision IN ('none', 'postponed') OR approval = 'returned'")
    if left:
        raise RuleError("undecided_left", work=work, name=work, number=len(left), records=left)
    return True


def sign_off(conn: sqlite3.Connection, work: str, by: Signer, shown: Sequence[str] = ()) -> Changes:
    """Another person says the same; this covers rejections, dismissals and acceptances too, but not the signer's own.

    Args:
        shown: ids of the rejected records and of the claims' entries that the signer was shown; others are left out.

    Raises:
        RuleError: not_complete, same_person, unapproved_left, decider_cannot_approve, own_claims, unknown_work.
    """
    if may_sign_off(conn, work, by) is WorkState.SIGNED_OFF:
        return Changes()
    rejected = _ids(conn, work, "decision = 'rejected'")
    dismissed, accepted = claims.dismissals(conn, work), claims.acceptances(conn, work)
    known = {*rejected, *(item.entry for item in dismissed), *(item.entry for item in accepted)}
    looked = {
        "rejected": len(rejected),
        "dismissed": len({item.omission for item in dismissed}),
        "accepted": len(accepted),
        "shown": sorted(known.intersection(shown)),
    }
    return append_and_apply(conn, kinds.WORK_SIGNED_OFF, {"work": work, "looked": looked}, by)[1]


def may_sign_off(conn: sqlite3.Connection, work: str, by: Signer) -> WorkState:
    """The work's state, where this person may sign it off; raises what `sign_off` raises."""
    signing.person(conn, by)
    state, completed_by = _state(conn, work)
    if state is WorkState.OPEN:
        raise RuleError("not_complete", work=work, name=work)
    if completed_by == by.person:
        raise RuleError("same_person", work=work, name=work)
    if state is WorkState.SIGNED_OFF:
        return state
    left = _ids(conn, work, "decision <> 'rejected' AND approval <> 'approved'")
    if left:
        raise RuleError("unapproved_left", work=work, name=work, number=len(left), records=left)
    own = _ids(
        conn,
        work,
        "decision = 'rejected' AND approval <> 'approved'"
        " AND EXISTS (SELECT 1 FROM deciders WHERE record = id AND person = ?)",
        by.person,
    )
    if own:
        raise RuleError("decider_cannot_approve", work=work, name=work, number=len(own), records=own)
    if number := alone(conn, work, by.person):
        raise RuleError("own_claims", work=work, name=work, number=number)
    return state


def reopen(conn: sqlite3.Connection, work: str, by: Signer) -> Changes:
    """Take either back; raises RuleError not_complete, unknown_work."""
    signing.person(conn, by)
    state, _ = _state(conn, work)
    if state is WorkState.OPEN:
        raise RuleError("not_complete", work=work, name=work)
    return append_and_apply(conn, kinds.WORK_REOPENED, {"work": work}, by)[1]


def _state(conn: sqlite3.Connection, work: str) -> tuple[WorkState, str | None]:
    row = conn.execute("SELECT state, completed_by FROM works WHERE id = ?", (work,)).fetchone()
    if row is None:
        raise RuleError("unknown_work", work=work, name=work)
    return WorkState(row[0]), row[1]


def _ids(conn: sqlite3.Connection, work: str, condition: str, *parameters: str) -> list[str]:
    rows = conn.execute(
        f"SELECT id FROM records WHERE work = ? AND ({condition}) ORDER BY page, start, id", (work, *parameters)
    )
    return [row[0] for row in rows]


def _looked(text: str | None) -> Looked | None:
    if text is None:
        return None
    data = json.loads(text)
    return Looked(data["rejected"], data["dismissed"], data["accepted"], tuple(data["shown"]))


def _file(row: tuple[Any, ...]) -> ReportFile:
    sha256, work, name, format_, size, pages, purged = row
    return ReportFile(sha256, work, name, format_, size, pages, bool(purged))
