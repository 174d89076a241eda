"""What is kept of pages beside the journal: words to search by, and their health."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from db import pages, search_index
from db.connection import Database
from db.model.errors import RuleError
from db.store import health, searching
from db.texts import clean

PORTION = 16  # pages whose words are kept in one transaction: some 20 ms


class Pages:
    """Neither is anybody's statement: both can be made again from the readings, and are where they are missing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unindexed(self) -> list[str]:
        """Ids of the works' readings that can't be searched yet."""
        with self._database.read() as conn:
            return searching.unindexed(conn)

    def index(self, reading: str, words: Sequence[str], cancelled: Callable[[], bool] = lambda: False) -> None:
        """Keep the levelled words of all pages of a reading; raises RuleError no_reading.

        A few pages in each transaction, so that no decision waits for it; it goes on where it was cut off.
        """
        with self._database.read() as conn:
            done = searching.indexed_pages(conn, clean(reading))
        if done is None:
            self._database.write(lambda conn: searching.forget(conn, clean(reading)))
            done = 0
        for at in range(done, max(len(words), done + 1), PORTION):
            if cancelled():
                return
            some = words[at : at + PORTION]
            self._database.write(partial(_index, clean(reading), at + 1, some, len(words)))

    def text(self, reading: str, page: int) -> str | None:
        """The text of one page, None where there is none."""
        with self._database.read() as conn:
            query = "SELECT text FROM pages WHERE reading = ? AND number = ?"
            row = conn.execute(query, (clean(reading), page)).fetchone()
        return str(row[0]) if row else None

    def texts(self, reading: str) -> list[tuple[int, str]]:
        """Number and text of all pages of a reading."""
        with self._database.read() as conn:
            return list(pages.texts(conn, clean(reading)))

    def search(
        self, words: str, limit: int, *, after: int = 0, work: str | None = None
    ) -> list[tuple[int, str, int, str, str]]:
        """Pages that hold these levelled words: (place, work, page, text, words), in the order they were indexed."""
        with self._database.read() as conn:
            return searching.pages_with(conn, clean(words), limit, after, work)

    def mend_index(self) -> None:
        """Make the index anew where it finds nothing of what it should hold."""
        with self._database.read() as conn:
            sound = search_index.finds_itself(conn)
        if not sound:
            self._database.write(search_index.make_anew)

    def keep_health(self, reading: str, judged: Iterable[tuple[int, str, Mapping[str, int]]]) -> None:
        """Keep judgements on pages of a reading: (page, verdict, figures)."""
        items = list(judged)
        self._database.write(lambda conn: health.keep(conn, clean(reading), items))

    def health(self, reading: str) -> dict[int, tuple[str, dict[str, int]]]:
        """Page to (verdict, figures), of the pages that were judged."""
        with self._database.read() as conn:
            return health.judged(conn, clean(reading))

    def unjudged(self) -> list[str]:
        """Ids of works with pages that were not judged."""
        with self._database.read() as conn:
            return health.unjudged(conn)

    def sketches(self) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]] | None]:
        """Reading to what it is recognised by, (words, numbers); None of those that have no sketch yet."""
        with self._database.read() as conn:
            return searching.sketches(conn)

    def keep_sketch(self, reading: str, words: Sequence[int], numbers: Sequence[int]) -> None:
        """Keep what a reading is recognised by."""
        self._database.write(lambda conn: searching.keep_sketch(conn, clean(reading), words, numbers))


def _index(reading: str, first: int, words: Sequence[str], pages: int, conn: sqlite3.Connection) -> None:
    row = conn.execute("SELECT pages FROM readings WHERE id = ?", (reading,)).fetchone()
    if row is None or row[0] != pages:
        raise RuleError("no_reading", name=reading, reading=reading)
    searching.index(conn, reading, first, words)
