"""Opening, creating and closing the project file."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sqlite3
import struct
import time
from collections.abc import Callable
from pathlib import Path

from db import backups, migrations
from db.aside import Aside
from db.failures import of_sqlite, translated
from db.model.dataclass import dataclass
from db.model.errors import ProjectError

BUSY_SECONDS = 5.0
_MAGIC = b"SQLite format 3\0"
_CHECKED_AT_ONCE = 32 * 2**20  # bytes; larger files are checked once a day


@dataclass
class Opened:
    """The writer's connection and how readers reach the same file."""

    connection: sqlite3.Connection
    uri: str
    read_only: bool
    aside: Aside | None = None  # a private folder, removed on close
    backup_failure: str | None = None


def open_file(path: Path, *, create: bool, read_only: bool, back_up: bool) -> Opened:
    """Open the file at path; see Database.open."""
    if path.is_dir():
        raise ProjectError("is_folder", path=str(path))
    if not path.exists():
        if not create:
            raise ProjectError("not_found", path=str(path))
        create_file(path)
        back_up = False
    if not path.is_file():
        raise ProjectError("not_a_project", path=str(path))  # a pipe, say, which would wait for ever
    _check_header(path)
    if read_only or not os.access(path, os.W_OK):
        return _open_to_read(path)
    try:
        return _open_to_write(path, back_up)
    except sqlite3.Error as error:
        refusal = of_sqlite(error, path)
        if not isinstance(refusal, ProjectError) or refusal.code not in ("read_only", "no_access"):
            raise
        # The medium or the folder is read-only: there is no place for a log beside the file.
        return _open_to_read(path)


def create_file(path: Path, fill: Callable[[sqlite3.Connection], object] | None = None) -> None:
    """Make a project file aside and move it into place, so that a failure leaves nothing.

    Args:
        fill: writes what the new file starts with, in one transaction.

    Raises:
        ProjectError: exists, not_found (the folder), disk_full, no_access, read_only.
    """
    if path.exists() or path.is_symlink():
        raise ProjectError("exists", path=str(path))
    if not path.parent.is_dir():
        raise ProjectError("not_found", path=str(path.parent))
    aside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(6)}.new")
    try:
        with translated(path, system=True):
            # The system says why it refuses; SQLite would only say that it can't open the file.
            os.close(os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666))
            conn = sqlite3.connect(aside, isolation_level=None)
            try:
                _settle(conn)
                migrations.migrate(conn)
                if fill is not None:
                    conn.execute("BEGIN IMMEDIATE")
                    fill(conn)
                    conn.execute("COMMIT")
            finally:
                conn.close()
            _move_into_place(aside, path)
    finally:
        for leftover in (aside, aside.with_name(aside.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)


def reader(opened: Opened) -> sqlite3.Connection:
    """A new read-only connection."""
    conn = _connect(opened.uri)
    _settle(conn)
    conn.execute("PRAGMA query_only = ON")
    return conn


def close_file(opened: Opened) -> None:
    """Write the log back into the file and take it away, unless another program still has the file open."""
    conn = opened.connection
    if not opened.read_only:
        with contextlib.suppress(sqlite3.Error):
            conn.execute("PRAGMA busy_timeout = 0")
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            conn.execute("PRAGMA journal_mode = DELETE").fetchall()
    conn.close()
    if opened.aside is not None:
        opened.aside.close()


def _check_header(path: Path) -> None:
    """Tell what is no project, or a newer one, before SQLite touches anything."""
    with path.open("rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise ProjectError("not_a_project", path=str(path))
    (version,) = struct.unpack(">i", head[60:64])
    (application,) = struct.unpack(">i", head[68:72])
    if application != migrations.APPLICATION_ID:
        raise ProjectError("not_a_project", path=str(path))
    _check_version(version, path)


def _check_version(version: int, path: Path) -> None:
    newest = migrations.newest()
    if version > newest:
        raise ProjectError("newer", path=str(path), version=version, known=newest)


def _open_to_write(path: Path, back_up: bool) -> Opened:
    uri = _uri(path, "mode=rw")
    conn = _connect(uri)
    try:
        _settle(conn)
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        _check_version(migrations.version(conn), path)
        due = back_up and backups.is_due(path)
        if due or path.stat().st_size <= _CHECKED_AT_ONCE:
            _check(conn, path)
        _log_ahead(conn)
        opened = Opened(conn, _uri(path, "mode=ro"), read_only=False)
        if migrations.version(conn) < migrations.newest():
            backups.before_migration(conn, path, migrations.version(conn))
            migrations.migrate(conn)
        elif due:
            try:
                backups.of_today(conn, path)
            except (OSError, sqlite3.Error) as error:
                # No room for a backup is no reason not to work.
                opened.backup_failure = str(error)
    except BaseException:
        conn.close()
        raise
    return opened


def _open_to_read(path: Path) -> Opened:
    """Open without writing a byte beside the file where that can be avoided."""
    opened = _try_to_read(_uri(path, "mode=ro"))
    if opened is None:
        wal = path.with_name(path.name + "-wal")
        if wal.exists() and wal.stat().st_size > 0:
            # Its last changes are still in the log, which SQLite can't use here: read a private copy of both.
            opened = _copied(path, wal)
        else:
            opened = _try_to_read(_uri(path, "mode=ro&immutable=1"))
    if opened is None:
        raise ProjectError("no_access", path=str(path))
    try:
        version = migrations.version(opened.connection)
        _check_version(version, path)
        if path.stat().st_size <= _CHECKED_AT_ONCE:
            _check(opened.connection, path)
        if version < migrations.newest():
            opened = _migrated_aside(opened, path)
    except BaseException:
        close_file(opened)
        raise
    return opened


def _try_to_read(uri: str) -> Opened | None:
    conn = _connect(uri)
    try:
        _settle(conn)
        conn.execute("PRAGMA query_only = ON")
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        conn.close()
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR):
            return None
        raise
    except BaseException:
        conn.close()
        raise
    return Opened(conn, uri, read_only=True)


def _copied(path: Path, wal: Path) -> Opened | None:
    aside = Aside()
    try:
        copy = aside.path / "project.db"
        shutil.copyfile(path, copy)
        shutil.copyfile(wal, aside.path / "project.db-wal")
        opened = _try_to_read(_uri(copy, "mode=ro"))
    except BaseException:
        aside.close()
        raise
    if opened is None:
        aside.close()
    else:
        opened.aside = aside
    return opened


def _migrated_aside(opened: Opened, path: Path) -> Opened:
    """An older project on a read-only medium: bring a private copy up to date."""
    aside = Aside()
    try:
        copy = aside.path / "project.db"
        conn = sqlite3.connect(copy, isolation_level=None)
        try:
            opened.connection.backup(conn)
            _settle(conn)
            conn.execute("PRAGMA journal_mode = DELETE").fetchall()
            migrations.migrate(conn)
        finally:
            conn.close()
        made = _try_to_read(_uri(copy, "mode=ro"))
        if made is None:
            raise ProjectError("no_access", path=str(path))
    except BaseException:
        aside.close()
        raise
    close_file(opened)
    made.aside = aside
    return made


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)


def _uri(path: Path, options: str) -> str:
    return f"{path.resolve().as_uri()}?{options}"


def _settle(conn: sqlite3.Connection) -> None:
    conn.execute("PRAGMA foreign_keys = ON")
    # Else INSERT OR REPLACE slips past the triggers that keep rows from being deleted.
    conn.execute("PRAGMA recursive_triggers = ON")
    conn.execute("PRAGMA trusted_schema = OFF")
    conn.execute("PRAGMA synchronous = FULL")


def _check(conn: sqlite3.Connection, path: Path) -> None:
    found = conn.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise ProjectError("damaged", path=str(path), reason=found)


def _log_ahead(conn: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; where the file system can't, the file stays in its old mode and works."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            conn.execute("PRAGMA journal_mode = WAL").fetchall()
            break
        except sqlite3.OperationalError as error:
            # SQLite does not wait here by itself when two programs switch at once.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
    # Whether the folder takes a log shows at the first write lock, not before.
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("ROLLBACK")


def _move_into_place(aside: Path, path: Path) -> None:
    """Give the file its name without ever replacing another."""
    try:
        if os.name == "nt":
            aside.rename(path)  # refuses an existing target on Windows
        else:
            os.link(aside, path)
    except FileExistsError:
        raise ProjectError("exists", path=str(path)) from None
    except OSError:
        # File systems without links.
        if path.exists():
            raise ProjectError("exists", path=str(path)) from None
        aside.rename(path)
    if os.name != "nt":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        except OSError:
            pass  # some file systems can't sync a folder
        finally:
            os.close(folder)
