"""Readings: pages of text, bound to the journal by the reading's id and a hash over all that they hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from db import pages
from db.connection import Database
from db.content import content_of
from db.journal import Signer, append_and_apply
from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.readings import Reading, ReadingSummary
from db.pages_kept import MANY, Boxes
from db.projections import kinds


def reading(conn: sqlite3.Connection, reading_id: str, boxes: Callable[[int], bytes] | None = None) -> Reading:
    """A reading with all of its pages; raises RuleError no_reading.

    Args:
        boxes: brings the boxes of a page later on: of a very long reading they stay in the file.
    """
    row = conn.execute(
        "SELECT file, format, reader, version, options, notes, outline, pages FROM readings WHERE id = ?", (reading_id,)
    ).fetchone()
    if row is None:
        raise RuleError("no_reading", name=reading_id, reading=reading_id)
    return Reading(
        file=row[0],
        format=row[1],
        reader=row[2],
        version=row[3],
        pages=pages.load(conn, reading_id)
        if boxes is None or row[7] < MANY
        else pages.load_without_boxes(conn, reading_id, Boxes(boxes)),
        options=json.loads(row[4]),
        notes=notes_of(row[5]),
        outline=tuple((depth, title, page) for depth, title, page in json.loads(row[6])),
    )


def load(database: Database, reading_id: str) -> Reading:
    """A reading with all of its pages; of a very long one, boxes are read when they are asked for."""

    def boxes(page: int) -> bytes:
        with database.read() as conn:
            return pages.boxes_of(conn, reading_id, page)

    with database.read() as conn:
        return reading(conn, reading_id, boxes)


def of_work(conn: sqlite3.Connection, work: str) -> list[ReadingSummary]:
    """All readings of a work's files, in the order they were added."""
    rows = conn.execute(
        "SELECT readings.id, file, readings.format, reader, version, options, notes, readings.pages FROM readings"
        " JOIN files ON files.sha256 = readings.file WHERE files.work = ? ORDER BY files.position, readings.id",
        (work,),
    )
    return [
        ReadingSummary(id_, file, form, reader, version, json.loads(options), notes_of(notes), pages)
        for id_, file, form, reader, version, options, notes, pages in rows
    ]


def notes_of(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def add(conn: sqlite3.Connection, given: Reading, by: Signer) -> Changes:
    """Keep a cleaned reading of a file that is there; nothing where it is kept already."""
    reading_id = given.id
    if conn.execute("SELECT 1 FROM readings WHERE id = ?", (reading_id,)).fetchone() is not None:
        return Changes()
    body: dict[str, Any] = {
        "reading": reading_id,
        "file": given.file,
        "format": given.format,
        "reader": given.reader,
        "version": given.version,
        "options": dict(given.options),
        "notes": list(given.notes),
        "outline": [list(item) for item in given.outline],
        "pages": len(given.pages),
        "content": content_of(given.pages),
    }
    changes = append_and_apply(conn, kinds.READING_ADDED, body, by)[1]
    pages.insert(conn, reading_id, given.pages)
    return changes
