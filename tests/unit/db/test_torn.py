"""Files torn where no check of SQLite looks: one clear refusal, and never an error of this program."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from db.model.errors import ProjectError
from db.store import Store
from tests.unit.db import making
from tests.unit.db.test_migrating import old


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE project SET form = replace(form, 'labels', 'l_bels')",
        "UPDATE project SET form = '{}'",
        "UPDATE project SET form = '[]'",
        "PRAGMA writable_schema = 1;"
        " UPDATE sqlite_schema SET sql = replace(sql, 'decided_by', 'decidad_by') WHERE name = 'records'",
    ],
)
def test_a_torn_form_or_schema_is_one_clear_refusal(path: Path, opened: Callable[[Store], Store], harm: str) -> None:
    making.reviewed(path)[0].database.close()
    conn = sqlite3.connect(path)
    conn.executescript(harm)
    conn.close()
    with pytest.raises(ProjectError) as caught:
        opened(Store.open(path)).records()
    assert caught.value.code == "damaged"


def test_a_torn_history_of_migrations_is_damage(path: Path) -> None:
    old(1, path)
    conn = sqlite3.connect(path)
    conn.execute("ALTER TABLE _sqlite_migrations RENAME COLUMN name TO nime")
    conn.commit()
    conn.close()
    with pytest.raises(ProjectError) as caught:
        Store.open(path)
    assert caught.value.code == "damaged"
