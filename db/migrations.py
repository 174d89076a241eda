"""Migrations of the project file: append-only. `python -m db.migrations` writes schema.sql anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from db import schema_first, schema_pages, schema_second

if TYPE_CHECKING:
    # Imported where it is needed: a project that is up to date opens without it.
    from sqlite_utils import Database as UtilsDatabase
    from sqlite_utils import Migrations

APPLICATION_ID = 0x43505246  # "CPRF"

# Tables of a full-text index are SQLite's own, and other in other versions of it.
OWN_OF_SQLITE = (
    "name LIKE 'sqlite\\_%' ESCAPE '\\' OR name IN ('page_search_data', 'page_search_idx', 'page_search_content',"
    " 'page_search_docsize', 'page_search_config')"
)

STEPS: list[Callable[[UtilsDatabase], None]] = []


def migration(step: Callable[[UtilsDatabase], None]) -> Callable[[UtilsDatabase], None]:
    """Make this function the last migration."""
    STEPS.append(step)
    return step


@migration
def m001_first(db: UtilsDatabase) -> None:
    """The journal and its first projections."""
    for statement in schema_first.STATEMENTS:
        db.conn.execute(statement)


@migration
def m002_claims_and_pages(db: UtilsDatabase) -> None:
    """What is claimed of omissions and checks, time spent; words to search pages by, their health."""
    for statement in schema_second.STATEMENTS + schema_pages.STATEMENTS:
        db.conn.execute(statement)


def newest() -> int:
    """The schema version that this program writes: the number of its migrations."""
    return len(STEPS)


def registered() -> Migrations:
    """The migrations as sqlite-utils applies them."""
    from sqlite_utils import Migrations

    known = Migrations("counterproof")
    for step in STEPS:
        known()(step)
    return known


def version(conn: sqlite3.Connection) -> int:
    """The file's schema version; 0 where it has no schema."""
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def migrate(conn: sqlite3.Connection, known: Migrations | None = None) -> None:
    """Bring the schema up to this program's version: all of it, or nothing.

    Args:
        conn: outside any transaction, in autocommit mode.
        known: other migrations than this program's.
    """
    from sqlite_utils import Database as UtilsDatabase

    known = registered() if known is None else known
    conn.execute("BEGIN IMMEDIATE")
    try:
        if conn.execute("SELECT 1 FROM sqlite_schema WHERE name = '_sqlite_migrations'").fetchone() is not None:
            conn.execute("SELECT migration_set, name FROM _sqlite_migrations LIMIT 0")  # SQLite's word where it is torn
        known.apply(UtilsDatabase(conn))
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {len(known._migrations)}")
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def fresh() -> sqlite3.Connection:
    """An empty project in memory, with the newest schema."""
    conn = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA recursive_triggers = ON")
    conn.execute("PRAGMA trusted_schema = OFF")
    migrate(conn)
    return conn


def schema_text(conn: sqlite3.Connection) -> str:
    """All statements of a schema, by kind and name."""
    rows = conn.execute(
        f"SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND NOT ({OWN_OF_SQLITE})"
        " ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, name"
    ).fetchall()
    head = (
        "-- Generated from the migrations by `python -m db.migrations`; the tables and views of the form's families\n"
    )
    head += "-- are made when a project gets its form.\n"
    return head + "".join(f"\n{sql};\n" for (sql,) in rows)


def main() -> None:
    """Write schema.sql."""
    Path(__file__).with_name("schema.sql").write_text(schema_text(fresh()), encoding="utf-8")


if __name__ == "__main__":
    main()
