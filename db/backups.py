"""Backups beside the project, in the folder PROJECT.db.backups: one a day, and one before every migration."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

KEPT_DAYS = 5
KEPT_MIGRATIONS = 3
_ROOM = 3  # times the project's size: the backup itself, a log as large as the project, and as much again
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.db")
_BEFORE = re.compile(r"before-\d{4}-\d{8}T\d{6}Z\.db")


def folder(path: Path) -> Path:
    """Where the backups of the project at path are."""
    return path.with_name(path.name + ".backups")


def is_due(path: Path) -> bool:
    """Whether there is no backup of today (UTC) yet."""
    return not (folder(path) / _today()).exists()


def of_today(conn: sqlite3.Connection, path: Path) -> Path:
    """Make today's backup and remove the oldest; raises OSError or sqlite3.Error.

    Where it would take the room that the day's work needs it is not made.
    """
    if shutil.disk_usage(path.parent).free < _ROOM * path.stat().st_size:
        raise OSError(errno.ENOSPC, "too little room for a backup beside the project")
    made = _make(conn, folder(path) / _today())
    _rotate(path, _DAY, KEPT_DAYS)
    return made


def before_migration(conn: sqlite3.Connection, path: Path, version: int) -> Path:
    """Keep the project as it is before its schema changes; raises OSError or sqlite3.Error."""
    name = f"before-{version + 1:04}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db"
    made = _make(conn, folder(path) / name)
    _rotate(path, _BEFORE, KEPT_MIGRATIONS)
    return made


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}.db"


def _make(conn: sqlite3.Connection, target: Path) -> Path:
    target.parent.mkdir(exist_ok=True)
    aside = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        copy = sqlite3.connect(aside, isolation_level=None)
        try:
            conn.backup(copy)
            # The copy of a file in use would ask for a log beside it.
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            copy.close()
        aside.replace(target)
    finally:
        for name in (aside.name, f"{aside.name}-journal", f"{aside.name}-wal", f"{aside.name}-shm"):
            with contextlib.suppress(OSError):
                aside.with_name(name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            target.parent.rmdir()  # only where nothing is in it
    return target


def _rotate(path: Path, names: re.Pattern[str], keep: int) -> None:
    found = sorted(item for item in folder(path).iterdir() if names.fullmatch(item.name))
    for item in found[:-keep]:
        with contextlib.suppress(OSError):
            item.unlink()
