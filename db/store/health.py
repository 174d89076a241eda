"""What was judged of the pages of readings: no part of the journal, judged again wherever it is missing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping


def keep(conn: sqlite3.Connection, reading: str, judged: Iterable[tuple[int, str, Mapping[str, int]]]) -> None:
    """Keep judgements (page, verdict, parameters), in place of earlier ones."""
    conn.executemany(
        "INSERT OR REPLACE INTO page_health VALUES (?, ?, ?, ?)",
        [(reading, page, verdict, json.dumps(dict(figures), sort_keys=True)) for page, verdict, figures in judged],
    )


def judged(conn: sqlite3.Connection, reading: str) -> dict[int, tuple[str, dict[str, int]]]:
    """Page to (verdict, parameters), of the pages that were judged."""
    rows = conn.execute("SELECT page, verdict, parameters FROM page_health WHERE reading = ? ORDER BY page", (reading,))
    return {page: (verdict, json.loads(figures)) for page, verdict, figures in rows}


def unjudged(conn: sqlite3.Connection) -> list[str]:
    """Ids of works whose reading has pages that were not judged, in the order they were added."""
    rows = conn.execute(
        "SELECT works.id FROM works JOIN readings ON readings.id = works.reading WHERE readings.pages >"
        " (SELECT count(*) FROM page_health WHERE page_health.reading = works.reading)"
        " ORDER BY works.position, works.id"
    )
    return [work for (work,) in rows]
