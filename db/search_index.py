"""The full-text index: whether it finds what the kept words hold, and making it anew where it does not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from db.schema_pages import SEARCH

TRIGRAM = 3  # characters below which the index finds nothing

_TABLE = SEARCH[1]
# What an index of this kind keeps itself in; its words are page_words' own.
_SHADOWS = ("page_search_data", "page_search_idx", "page_search_config")
_PROBE = 12  # characters of a page that the index is asked for
# What SQLite says of an index that it can't read, and of tables that are gone.
_BROKEN = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CONSTRAINT})


def is_broken(error: sqlite3.Error) -> bool:
    """Whether this says that the index is damaged, and not that the file is busy, full or gone."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN


def matching(words: str) -> str:
    """A query of the index for exactly these words."""
    return '"' + words.replace('"', '""') + '"'


def make_anew(conn: sqlite3.Connection) -> None:
    """Fill the index from page_words, whatever it holds; within the caller's transaction."""
    if conn.execute("SELECT 1 FROM sqlite_schema WHERE name = 'page_search'").fetchone() is None:
        for name in _SHADOWS:
            conn.execute(f"DROP TABLE IF EXISTS {name}")
        conn.execute(_TABLE)
    else:
        # SQLite can't even begin with an index whose own tables are torn: they become those of an empty one.
        empty = sqlite3.connect(":memory:")
        try:
            _begin(empty)
            for name in _SHADOWS:
                schema = "SELECT sql FROM sqlite_schema WHERE name = ?"
                if conn.execute(schema, (name,)).fetchone() is None:
                    conn.execute(empty.execute(schema, (name,)).fetchone()[0])
            _copy(empty, conn)
        finally:
            empty.close()
    conn.execute("INSERT INTO page_search (page_search) VALUES ('rebuild')")


def finds_itself(conn: sqlite3.Connection) -> bool:
    """Whether the index finds some words of a page of each reading: what is torn or empty shows by this."""
    places = conn.execute("SELECT max(id) FROM page_words GROUP BY reading").fetchall()
    probe = "SELECT id, substr(words, 1, ?) FROM page_words WHERE id = ?"
    rows = [conn.execute(probe, (_PROBE, place)).fetchone() for (place,) in places]
    try:
        for place, words in rows:
            if len(words) < TRIGRAM:
                continue
            found = conn.execute(
                "SELECT 1 FROM page_search WHERE page_search MATCH ? AND rowid = ?", (matching(words), place)
            )
            if found.fetchone() is None:
                return False
    except sqlite3.Error as error:
        if not is_broken(error):
            raise
        return False
    return True


def differences(conn: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with the whole index, looked through aside; nothing where it holds exactly the kept words."""
    with_words = sqlite3.connect("")  # a temporary file: projects may be larger than the memory
    try:
        _begin(with_words)
        wanted = with_words.execute("SELECT * FROM page_search_config").fetchall()
        if conn.execute("SELECT * FROM page_search_config").fetchall() != wanted:
            yield "page_search_config"
        _copy(conn, with_words, (*_SHADOWS, "page_words"))
        with_words.execute("INSERT INTO page_search (page_search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.Error as error:
        if not is_broken(error):
            raise
        yield str(error)
    finally:
        with_words.close()


def wrong_words(conn: sqlite3.Connection, levelled: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    """(reading, page) of the pages whose kept words are not those of their text; those without any are none.

    Args:
        levelled: what a page's text is searched as.
    """
    for reading, page, words, text in conn.execute(
        "SELECT page_words.reading, page_words.page, words, text FROM page_words LEFT JOIN pages"
        " ON pages.reading = page_words.reading AND pages.number = page_words.page"
        " ORDER BY page_words.reading, page_words.page"
    ):
        if text is None or words != levelled(text):
            yield reading, page


def _begin(conn: sqlite3.Connection) -> None:
    for statement in SEARCH:
        conn.execute(statement)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, tables: tuple[str, ...] = _SHADOWS) -> None:
    """Put these tables of one index in place of another's."""
    for name in tables:
        target.execute(f"DELETE FROM {name}")
        width = len(source.execute(f"PRAGMA table_info({name})").fetchall())
        rows = source.execute(f"SELECT * FROM {name}")
        target.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * width)})", rows)
