"""The generated schema and the migrations that make it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Migrations

from db import migrations

SCHEMA = Path(migrations.__file__).with_name("schema.sql")


def test_schema_sql_is_what_the_migrations_make() -> None:
    conn = migrations.fresh()
    assert SCHEMA.read_text(encoding="utf-8") == migrations.schema_text(conn), "run python -m db.migrations"
    conn.close()


def test_the_file_says_what_and_how_new_it_is() -> None:
    conn = migrations.fresh()
    assert conn.execute("PRAGMA application_id").fetchone() == (migrations.APPLICATION_ID,)
    assert migrations.version(conn) == migrations.newest() == len(migrations.registered().applied(_utils(conn)))
    conn.close()


def test_migrating_twice_changes_nothing() -> None:
    conn = migrations.fresh()
    before = list(conn.iterdump())
    migrations.migrate(conn)
    assert list(conn.iterdump()) == before
    conn.close()


def test_a_failing_migration_leaves_the_old_schema() -> None:
    conn = migrations.fresh()
    before = list(conn.iterdump())
    longer = Migrations("counterproof")
    for migration in migrations.registered()._migrations:
        longer(name=migration.name)(migration.fn)

    @longer()
    def m999_fails(db: object) -> None:
        conn.execute("CREATE TABLE half (a)")
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        migrations.migrate(conn, longer)
    assert list(conn.iterdump()) == before
    conn.close()


def test_triggers_work_while_the_schema_is_not_trusted() -> None:
    conn = migrations.fresh()
    assert conn.execute("PRAGMA trusted_schema").fetchone() == (0,)
    conn.execute("BEGIN")
    with pytest.raises(sqlite3.IntegrityError, match=r"machine_cannot_decide|unknown_record"):
        conn.execute(
            "INSERT INTO journal VALUES (1, 'i', 'p', 'k', 1, NULL, '[]', 'at', 0, 'record.approved', '{}', 's', 1)"
        )
    conn.execute("ROLLBACK")
    conn.close()


def _utils(conn: sqlite3.Connection):  # type: ignore[no-untyped-def]
    from sqlite_utils import Database

    return Database(conn)
