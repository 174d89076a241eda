"""Verifying: does the file still say what was signed, and do the pages still say what is quoted."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from db import migrations, pages, search_index
from db.canonical import canonical, sha256
from db.content import content_of
from db.journal.append import signed_bytes
from db.journal.read import COLUMNS
from db.journal.replay import PROJECTIONS, replay
from db.journal.signing import is_signed
from db.model.entries import Fault
from db.model.readings import Reading
from db.projections import forms

if TYPE_CHECKING:
    from db.connection import Database

_MOST_OF_A_TABLE = 20


def verify(database: Database, levelled: Callable[[str], str] | None = None) -> list[Fault]:
    """Everything that can be checked without another copy of the project.

    Entries' hashes, chains, heads and signatures; projections against a replay; the schema with its triggers; bytes
    of files, texts of readings; every quote against its page; what is searched by. What can't be noticed is a journal
    cut short at its end together with all that it did: for that compare with the heads that a release has published,
    see `cut_short`. Drafts, time spent and the health of pages say nothing that anybody signed.

    Args:
        levelled: what a page's text is searched as; without it the index alone is looked at, not the words in it.
    """
    with database.read() as conn, _any_text(conn):
        checks = (_damage, _entries, _projections, _files, _readings, _quotes, _dismissed, partial(_search, levelled))
        return [fault for check in checks for fault in _faults(check, conn)]


def cut_short(database: Database, project: str, heads: Iterable[str]) -> list[Fault]:
    """What a release, or anything else outside of this file, knows of the journal and the journal does not.

    Args:
        project: id of the project that the heads were published of.
        heads: ids of entries that were the last of their chains then, as `latest` gives them.
    """
    with database.read() as conn, _any_text(conn):
        (own,) = conn.execute("SELECT id FROM project").fetchone()
        if own != project:
            return [Fault("other_project", {"project": project})]
        return [
            Fault("entry_missing", {"entry": head})
            for head in sorted(set(heads))
            if conn.execute("SELECT 1 FROM journal WHERE id = ?", (head,)).fetchone() is None
        ]


@contextmanager
def _any_text(conn: sqlite3.Connection) -> Iterator[None]:
    """Take text that is no UTF-8 as text that differs; nothing that this program writes is."""
    before = conn.text_factory
    conn.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        conn.text_factory = before


def _faults(check: Callable[[sqlite3.Connection], Iterator[Fault]], conn: sqlite3.Connection) -> Iterator[Fault]:
    """What a check finds; where a value of a wrong type stops it, that is a fault too and the other checks go on."""
    try:
        yield from check(conn)
    except Exception as error:
        yield Fault("damaged", {"what": f"{type(error).__name__}: {error}"})


def _damage(conn: sqlite3.Connection) -> Iterator[Fault]:
    for (text,) in conn.execute("PRAGMA integrity_check(20)"):
        if text != "ok":
            yield Fault("damaged", {"what": text})
    for table, parent in sorted({(row[0], row[2]) for row in conn.execute("PRAGMA foreign_key_check")}):
        yield Fault("damaged", {"what": f"{table} points to nothing in {parent}"})


def _entries(conn: sqlite3.Connection) -> Iterator[Fault]:
    """Each entry by itself, in its chain and among the others."""
    keys = _introduced(conn)
    seen: dict[str, tuple[str, int, int]] = {}  # entry to its key, its number and its clock
    for id_, person, key, number, prev, heads_text, at, offset, kind, body_text, signature, clock in conn.execute(
        f"SELECT {COLUMNS} FROM journal ORDER BY clock, id"
    ):
        where = {"entry": id_, "person": person, "key": key, "number": number, "kind": kind}
        heads = _list(heads_text)
        if heads is None or heads != sorted(heads) or not _is_canonical(body_text):
            yield Fault("entry_changed", where)
            heads = heads or []
        try:
            data = signed_bytes(person, key, number, prev, heads, at, offset, kind, str(body_text).encode())
        except (ValueError, TypeError):
            data = b""
        if sha256(data) != id_:
            yield Fault("entry_changed", where)
        elif not is_signed(key, signature, data):
            yield Fault("signature_wrong", where)
        if keys.get(key) != person:
            yield Fault("key_unknown", where)
        before = ("", 0, 0) if prev is None else seen.get(prev)
        if before is None or (prev is not None and before[0] != key) or number != before[1] + 1:
            yield Fault("chain_broken", where)
        for head in heads:
            if head not in seen or head == prev:
                yield Fault("head_unknown", {**where, "head": head})
        if clock != 1 + max((seen[head][2] for head in (prev, *heads) if head in seen), default=0):
            yield Fault("clock_wrong", where)
        seen[id_] = (key, number, clock)


def _introduced(conn: sqlite3.Connection) -> dict[str, str]:
    """Key to person, as the entries themselves introduce them."""
    found: dict[str, str] = {}
    for kind, text in conn.execute(
        "SELECT kind, body FROM journal WHERE kind IN ('project.created', 'person.added', 'person.key_added')"
        " ORDER BY clock, id"
    ):
        try:
            body = json.loads(text)
            who = body["person"] if kind == "project.created" else body
            for key in [who["key"]] if kind == "person.key_added" else who["keys"]:
                found.setdefault(key, who["person"])
        except (ValueError, KeyError, TypeError):
            continue  # reported as a changed entry
    return found


def _projections(conn: sqlite3.Connection) -> Iterator[Fault]:
    """Every projection, and the schema itself, against a replay."""
    try:
        aside = replay(conn)
    except Exception as error:
        # Whatever a changed journal holds, the answer is a fault and not an exception.
        yield Fault("entry_refused", {"reason": f"{type(error).__name__}: {error}"})
        yield from _schema(conn, None)
        return
    try:
        yield from _schema(conn, aside)
        tables = {**PROJECTIONS, **dict.fromkeys(forms.tables(aside), ("record",))}
        for table, key in tables.items():
            yield from _table(conn, aside, table, key)
        yield from _strangers(conn)
    finally:
        aside.close()


def _schema(conn: sqlite3.Connection, aside: sqlite3.Connection | None) -> Iterator[Fault]:
    """Tables, views, indexes and triggers; without a replay those alone that every project has."""
    expected = aside or migrations.fresh()
    query = f"SELECT name, sql FROM sqlite_schema WHERE NOT ({migrations.OWN_OF_SQLITE})"
    carried_out = "SELECT migration_set, name FROM _sqlite_migrations ORDER BY id"
    try:
        wanted = dict(expected.execute(query).fetchall())
        if expected.execute(carried_out).fetchall() != conn.execute(carried_out).fetchall():
            yield Fault("schema_differs", {"name": "_sqlite_migrations"})
    finally:
        if aside is None:
            expected.close()
    found = dict(conn.execute(query).fetchall())
    for name in sorted(wanted.keys() | found.keys()):
        if aside is None and name not in wanted:
            continue
        if _plain(wanted.get(name)) != _plain(found.get(name)):
            yield Fault("schema_differs", {"name": name})


def _plain(sql: str | None) -> str | None:
    return None if sql is None else " ".join(sql.split())


def _table(conn: sqlite3.Connection, aside: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Iterator[Fault]:
    columns = [row[1] for row in aside.execute(f'PRAGMA table_info("{table}")')]
    listed = ", ".join(f'"{name}"' for name in columns)
    query = f'SELECT {listed} FROM "{table}" ORDER BY {", ".join(key)}'
    places = [columns.index(name) for name in key]
    number = 0
    try:
        found, wanted = conn.execute(query), aside.execute(query)
        if _same(found, wanted):
            return
        theirs = {tuple(row[i] for i in places): row for row in conn.execute(query)}
        ours = {tuple(row[i] for i in places): row for row in aside.execute(query)}
    except sqlite3.Error as error:
        yield Fault("projection_differs", {"table": table, "key": [], "what": str(error)})
        return
    for at in [*ours, *(at for at in theirs if at not in ours)]:
        row, right = theirs.get(at), ours.get(at)
        if row == right:
            continue
        number += 1
        if number > _MOST_OF_A_TABLE:
            yield Fault("projection_differs", {"table": table, "key": [], "what": "more rows"})
            return
        if row is None or right is None:
            what = "missing" if row is None else "not from the journal"
        else:
            what = ", ".join(name for name, a, b in zip(columns, row, right, strict=True) if a != b)
        yield Fault("projection_differs", {"table": table, "key": list(at), "what": what})


def _same(found: sqlite3.Cursor, wanted: sqlite3.Cursor) -> bool:
    return all(a == b for a, b in zip_longest(found, wanted))


def _strangers(conn: sqlite3.Connection) -> Iterator[Fault]:
    """Bytes and pages that belong to no file and no reading."""
    for (file,) in conn.execute(
        "SELECT DISTINCT file FROM file_chunks WHERE file NOT IN (SELECT sha256 FROM files WHERE NOT purged)"
    ):
        yield Fault("file_changed", {"file": file})
    for (reading,) in conn.execute("SELECT DISTINCT reading FROM pages WHERE reading NOT IN (SELECT id FROM readings)"):
        yield Fault("reading_changed", {"reading": reading})


def _files(conn: sqlite3.Connection) -> Iterator[Fault]:
    for file, size in conn.execute("SELECT sha256, size FROM files WHERE NOT purged ORDER BY sha256").fetchall():
        digest, length = hashlib.sha256(), 0
        for (data,) in conn.execute("SELECT data FROM file_chunks WHERE file = ? ORDER BY part", (file,)):
            data = data if isinstance(data, bytes) else str(data).encode()
            digest.update(data)
            length += len(data)
        if length == 0 and size > 0:
            yield Fault("file_missing", {"file": file})
        elif digest.hexdigest() != file or length != size:
            yield Fault("file_changed", {"file": file})


def _readings(conn: sqlite3.Connection) -> Iterator[Fault]:
    rows = conn.execute(
        "SELECT id, file, format, reader, version, options, pages, content FROM readings ORDER BY id"
    ).fetchall()
    for id_, file, format_, reader, version, options, number, content in rows:
        try:
            found = pages.load(conn, id_)
            reading = Reading(file, format_, reader, version, found, json.loads(options))
            right = reading.id == id_ and len(found) == number and content_of(found) == content
        except (ValueError, TypeError, AttributeError):
            right = False
        if not right:
            yield Fault("reading_changed", {"reading": id_, "file": file})


def _quotes(conn: sqlite3.Connection) -> Iterator[Fault]:
    """Every span, those of undone answers too; one page's text at a time."""
    text: str | None = None
    shown: tuple[str, int] | None = None
    for record, field, reading, page, start, end, quote in conn.execute(
        'SELECT s.record, f.field, r.reading, s.page, s.start, s."end", s.quote FROM spans AS s'
        " JOIN records AS r ON r.id = s.record"
        " LEFT JOIN field_entries AS f ON f.record = s.record AND f.n = s.n"
        " ORDER BY r.reading, s.page, s.record, s.n, s.position"
    ):
        if shown != (reading, page):
            row = conn.execute("SELECT text FROM pages WHERE reading = ? AND number = ?", (reading, page)).fetchone()
            text, shown = row[0] if row else None, (reading, page)
        if text is None or not isinstance(start, int) or not isinstance(end, int) or text[start:end] != quote:
            yield Fault(
                "quote_differs", {"record": record, "field": field, "page": page, "start": start, "quote": quote}
            )


def _dismissed(conn: sqlite3.Connection) -> Iterator[Fault]:
    """Every passage that a dismissal speaks of."""
    for entry, reading, spans in conn.execute("SELECT entry, reading, spans FROM dismissals ORDER BY entry"):
        for span in json.loads(spans):
            page, start, end, quote = span["page"], span["start"], span["end"], span["quote"]
            row = conn.execute("SELECT text FROM pages WHERE reading = ? AND number = ?", (reading, page)).fetchone()
            if row is None or row[0][start:end] != quote:
                yield Fault("dismissal_differs", {"entry": entry, "page": page, "start": start, "quote": quote})


def _search(levelled: Callable[[str], str] | None, conn: sqlite3.Connection) -> Iterator[Fault]:
    for what in search_index.differences(conn):
        yield Fault("search_differs", {"what": what})
    for reading, page in search_index.wrong_words(conn, levelled) if levelled is not None else ():
        yield Fault("words_differ", {"reading": reading, "page": page})


def _list(text: Any) -> list[str] | None:
    try:
        found = json.loads(text)
    except (ValueError, TypeError):
        return None
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        return None
    return found


def _is_canonical(text: Any) -> bool:
    try:
        data = json.loads(text)
        return isinstance(data, dict) and canonical(data).decode() == text
    except (ValueError, TypeError, RecursionError):
        return False
