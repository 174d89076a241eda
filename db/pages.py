"""Pages of a reading as rows, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from db.model.readings import Cell, Page
from db.pages_kept import Boxes, kept


def load(conn: sqlite3.Connection, reading: str) -> tuple[Page, ...]:
    """All pages of a reading; raises ValueError, TypeError where a row was damaged."""
    return tuple(
        Page(number, text, width, height, boxes, _cells(cells), label, certainty)
        for number, text, width, height, label, boxes, cells, certainty in conn.execute(
            "SELECT number, text, width, height, label, boxes, cells, certainty FROM pages WHERE reading = ?"
            " ORDER BY number",
            (reading,),
        )
    )


def load_without_boxes(conn: sqlite3.Connection, reading: str, boxes: Boxes) -> tuple[Page, ...]:
    """All pages of a very long reading; their boxes come when they are asked for."""
    return tuple(
        kept(Page(number, text, width, height, b"", _cells(cells), label, certainty), boxes)
        for number, text, width, height, label, cells, certainty in conn.execute(
            "SELECT number, text, width, height, label, cells, certainty FROM pages WHERE reading = ? ORDER BY number",
            (reading,),
        )
    )


def boxes_of(conn: sqlite3.Connection, reading: str, page: int) -> bytes:
    """The boxes of one page; none where there is no such page."""
    row = conn.execute("SELECT boxes FROM pages WHERE reading = ? AND number = ?", (reading, page)).fetchone()
    return bytes(row[0]) if row is not None else b""


def texts(conn: sqlite3.Connection, reading: str) -> Iterator[tuple[int, str]]:
    """Number and text of all pages, one after the other: a fraction of what their boxes take."""
    yield from conn.execute("SELECT number, text FROM pages WHERE reading = ? ORDER BY number", (reading,))


def _cells(text: str) -> tuple[Cell, ...]:
    # Most pages have none, and reports have hundreds of pages.
    return () if text == "[]" else tuple(Cell(*cell) for cell in json.loads(text))


def insert(conn: sqlite3.Connection, reading: str, pages: Iterable[Page]) -> None:
    """Keep the pages of a reading."""
    conn.executemany(
        "INSERT INTO pages (reading, number, text, width, height, label, boxes, cells, certainty)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                reading,
                page.number,
                page.text,
                page.width,
                page.height,
                page.label,
                page.boxes,
                json.dumps([[c.table, c.row, c.column, c.start, c.end] for c in page.cells], separators=(",", ":")),
                page.certainty,
            )
            for page in pages
        ),
    )
