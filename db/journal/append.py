"""Appending: one entry and all that it does, within one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from db.canonical import canonical, sha256
from db.journal.signing import Signer
from db.model.changes import Changes
from db.model.entries import JournalEntry
from db.projections.apply import apply

FORMAT = 1  # of the signed bytes


def append(conn: sqlite3.Connection, kind: str, body: Mapping[str, Any], signer: Signer) -> JournalEntry:
    """Append an entry and carry it out.

    Args:
        conn: inside a transaction that was begun with BEGIN IMMEDIATE, so that the heads are the file's heads.
        body: what `canonical` takes; no floats.

    Raises:
        ValueError: the body can't be journaled.
        sqlite3.IntegrityError: the rules forbid it.
    """
    return append_and_apply(conn, kind, body, signer)[0]


def append_and_apply(
    conn: sqlite3.Connection, kind: str, body: Mapping[str, Any], signer: Signer
) -> tuple[JournalEntry, Changes]:
    """The same, and what it changed."""
    if not conn.in_transaction:
        raise RuntimeError("entries are appended inside a transaction")
    number, prev, clock = 1, None, 0
    heads = []
    for key, last, head, their_clock in conn.execute(
        "SELECT key, number, head, clock FROM chains ORDER BY clock DESC, head"
    ):
        clock = max(clock, their_clock)
        if key == signer.key and prev is None:
            number, prev = last + 1, head
        else:
            # Of all other chains, and of this key's own where it has signed in two copies that are one again.
            heads.append(head)
    heads.sort()
    now = datetime.now().astimezone()
    at = now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    zone = now.utcoffset()
    offset = int(zone.total_seconds() // 60) if zone is not None else 0
    text = canonical(body)
    data = signed_bytes(signer.person, signer.key, number, prev, heads, at, offset, kind, text)
    entry = JournalEntry(
        id=sha256(data),
        person=signer.person,
        key=signer.key,
        number=number,
        prev=prev,
        heads=tuple(heads),
        at=at,
        offset=offset,
        kind=kind,
        body=body,
        signature=signer.sign(data).hex(),
        clock=clock + 1,
    )
    conn.execute(
        "INSERT INTO journal VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM journal), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?)",
        (
            entry.id,
            entry.person,
            entry.key,
            number,
            prev,
            canonical(heads).decode(),
            at,
            offset,
            kind,
            text.decode(),
            entry.signature,
            entry.clock,
        ),
    )
    return entry, apply(conn, entry)


def signed_bytes(
    person: str,
    key: str,
    number: int,
    prev: str | None,
    heads: Sequence[str],
    at: str,
    offset: int,
    kind: str,
    body: bytes,
) -> bytes:
    """The canonical bytes that an entry's id is the hash of, and that its key signs.

    They are the RFC 8785 form of one object. The body, by far the longest part, is canonical already and put in its
    place ("body" is the second name in order) instead of being written again.
    """
    rest = canonical(
        {
            "format": FORMAT,
            "heads": list(heads),
            "key": key,
            "kind": kind,
            "number": number,
            "offset": offset,
            "person": person,
            "prev": prev,
        }
    )
    return b'{"at":' + canonical(at) + b',"body":' + body + b"," + rest[1:]
