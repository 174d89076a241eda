"""Journal entries, and what is told of them: history, what undo would take back, faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from db.model.dataclass import dataclass
from db.model.records import FieldEntry


@dataclass(frozen=True)
class JournalEntry:
    """One signed statement of one key.

    Attributes:
        id: SHA-256 (hex) of the canonical bytes of all that follows, clock and signature left out.
        person: who says it; key: the Ed25519 public key (hex) that signed it. Every key has a chain of its own.
        number: place in the key's chain, from 1; prev: id of the key's entry before, None for the first. Where a
            key has signed in two copies its chain has branches, which the first entry after merging joins.
        heads: ids of the last entries of all other chains that were known when it was made, sorted.
        at: UTC with milliseconds ("2026-03-01T09:30:00.250Z"); offset: minutes east of UTC where it was made.
        kind: what it says ("record.confirmed"); body: the particulars, without floating-point numbers.
        signature: Ed25519 over the canonical bytes, hex.
        clock: 1 + the greatest clock among prev and heads; (clock, id) puts the entries of any copy in one and
            the same order, causes before effects.
    """

    id: str
    person: str
    key: str
    number: int
    prev: str | None
    heads: tuple[str, ...]
    at: str
    offset: int
    kind: str
    body: Mapping[str, Any]
    signature: str
    clock: int


@dataclass(frozen=True)
class Fault:
    """Something that `verify` found.

    Attributes:
        code: entry_changed, chain_broken, head_unknown, clock_wrong, key_unknown, signature_wrong, entry_refused,
            projection_differs, schema_differs, file_changed, file_missing, reading_changed, quote_differs,
            dismissal_differs, damaged.
        parameters: what it concerns, by name: entry, table, key, file, reading, record, field, page...
    """

    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Undoable:
    """An entry that undo would take back, or redo bring back: its id, its kind ("record.confirmed"), its record.

    Of a dismissal, an acceptance and what gave it back the record is none: it is the entry that said it. Of a batch
    it is the last entry, and `records` tells how many it is about.
    """

    entry: str
    kind: str
    record: str
    work: str
    records: int = 1


@dataclass(frozen=True)
class HistoryItem:
    """One entry that concerns a record.

    Attributes:
        entry, kind, person, at, offset: as in the journal.
        undone: whether it has been taken back.
        why: the reason or the question that was given.
        fields: what it said of fields.
        target: of "entry.undone", the entry that it takes back.
    """

    entry: str
    kind: str
    person: str
    at: str
    offset: int
    undone: bool = False
    why: str | None = None
    fields: Mapping[str, FieldEntry] = field(default_factory=dict)
    target: str | None = None
