"""Words to search by, kept beside the readings: no part of the journal, made again wherever they are missing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from db.model.errors import RuleError
from db.search_index import TRIGRAM, is_broken, make_anew, matching


def unindexed(conn: sqlite3.Connection) -> list[str]:
    """Ids of the works' readings that can't be searched as a whole yet, in the order they were added."""
    rows = conn.execute(
        "SELECT works.reading FROM works JOIN readings ON readings.id = works.reading WHERE readings.pages >"
        " (SELECT count(*) FROM page_words WHERE page_words.reading = works.reading) ORDER BY position, works.id"
    )
    return [reading for (reading,) in rows]


def indexed_pages(conn: sqlite3.Connection, reading: str) -> int | None:
    """How many pages of a reading have their words, from page 1 on; None where some in between have lost them."""
    count, last = conn.execute("SELECT count(*), max(page) FROM page_words WHERE reading = ?", (reading,)).fetchone()
    return int(count) if count == (last or 0) else None


def forget(conn: sqlite3.Connection, reading: str) -> None:
    """Take the words of a reading out of the index, whatever is left of them."""
    conn.execute("DELETE FROM page_words WHERE reading = ?", (reading,))
    make_anew(conn)


def index(conn: sqlite3.Connection, reading: str, first: int, words: Sequence[str]) -> None:
    """Keep the words of some pages of a reading, from page `first` on; what is kept already stays.

    Raises:
        RuleError: no_reading where there is none, or it has fewer pages.
    """
    row = conn.execute("SELECT pages FROM readings WHERE id = ?", (reading,)).fetchone()
    if row is None or row[0] < first - 1 + len(words):
        raise RuleError("no_reading", name=reading, reading=reading)
    known = {
        page
        for (page,) in conn.execute(
            "SELECT page FROM page_words WHERE reading = ? AND page BETWEEN ? AND ?",
            (reading, first, first + len(words)),
        )
    }
    sound = True
    for number, text in enumerate(words, start=first):
        if number in known:
            continue
        added = conn.execute("INSERT INTO page_words (reading, page, words) VALUES (?, ?, ?)", (reading, number, text))
        if sound:
            sound = _index_page(conn, added.lastrowid, text)
    if not sound:
        make_anew(conn)


def _index_page(conn: sqlite3.Connection, place: int | None, words: str) -> bool:
    """Whether the index took these words."""
    try:
        conn.execute("INSERT INTO page_search (rowid, words) VALUES (?, ?)", (place, words))
    except sqlite3.Error as error:
        if not is_broken(error):
            raise
        return False
    return True


def pages_with(
    conn: sqlite3.Connection, words: str, limit: int, after: int = 0, work: str | None = None
) -> list[tuple[int, str, int, str, str]]:
    """Pages that hold these words, in the order they were indexed.

    Args:
        words: levelled like what was indexed.
        after: the place of the last page that is known already.
        work: only of this one.

    Returns:
        (place, work, page, the page's text as read, its words as indexed), of at most `limit` pages; of a page that
        several works have, once for each.
    """
    if not words:
        return []
    # Whose they are is looked up here: joined, it would be looked for among all works with every page.
    works: dict[str, list[str]] = {}
    for id_, reading in conn.execute("SELECT id, reading FROM works WHERE reading IS NOT NULL ORDER BY position, id"):
        if work is None or id_ == work:
            works.setdefault(reading, []).append(id_)
    # CROSS keeps the order of the tables: one page after the other from `after` on, until there are enough.
    join = " CROSS JOIN pages ON pages.reading = page_words.reading AND pages.number = page_words.page"
    mine = "page_words.reading IN (SELECT reading FROM works" + (" WHERE id = ?)" if work is not None else ")")

    def found(source: str, condition: str, key: str, wanted: str) -> list[tuple[int, str, int, str, str]]:
        rows = conn.execute(
            f"SELECT {key}, page_words.reading, pages.number, pages.text, page_words.words FROM {source}{join}"
            f" WHERE {condition} AND {key} > ? AND {mine} ORDER BY {key} LIMIT ?",
            (wanted, after, *((work,) if work is not None else ()), limit),
        ).fetchall()
        return [(place, id_, page, text, held) for place, reading, page, text, held in rows for id_ in works[reading]]

    if len(words) >= TRIGRAM:
        source = "page_search CROSS JOIN page_words ON page_words.id = page_search.rowid"
        try:
            return found(source, "page_search MATCH ?", "page_search.rowid", matching(words))
        except sqlite3.Error as error:
            # A torn index costs time, never a place.
            if not is_broken(error):
                raise
    return found("page_words", "instr(page_words.words, ?)", "page_words.id", words)


def sketches(conn: sqlite3.Connection) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]] | None]:
    """Reading to (hashes of words, hashes of numbers) of all files' readings; None of those that have none yet."""
    rows = conn.execute("SELECT readings.id, words, numbers FROM readings LEFT JOIN sketches ON reading = readings.id")
    return {id_: None if words is None else (_hashes(words), _hashes(numbers)) for id_, words, numbers in rows}


def keep_sketch(conn: sqlite3.Connection, reading: str, words: Sequence[int], numbers: Sequence[int]) -> None:
    """Keep the sketch of a reading."""
    conn.execute(
        "INSERT OR REPLACE INTO sketches VALUES (?, ?, ?)",
        (reading, json.dumps(list(words)), json.dumps(list(numbers))),
    )


def _hashes(text: str) -> tuple[int, ...]:
    return tuple(int(item) for item in json.loads(text))
