"""Creating, opening and refusing projects; read-only media, full disks, backups and migrations."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlite_utils import Migrations

from db import backups, migrations, opening
from db.connection import Database
from db.journal import verify
from db.model.errors import ProjectError, RuleError
from db.store import Store
from tests.unit.db import making
from tests.unit.db.files import beside, refused

ANN = making.signer("ann")
NOW = migrations.newest()
ROOT = Path(__file__).resolve().parents[3]


# --- creating ------------------------------------------------------------------------------------------------------


def test_a_failed_creation_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = making.form()
    with pytest.raises(RuleError, match="bad_value"):
        Store.create_project(path, type(form)(form.id, 1, form.families * 2, form.vocabularies), making.MACHINE)
    assert beside(path) == set()
    monkeypatch.setattr("db.store.creating.append_and_apply", _fail)
    refused("disk_full", Store.create_project, path, form, making.MACHINE)
    assert beside(path) == set()


def _fail(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_creation_replaces_nothing(path: Path) -> None:
    path.write_text("somebody's notes")
    refused("exists", Store.create_project, path, making.form(), making.MACHINE)
    assert path.read_text() == "somebody's notes"
    assert beside(path) == {"p.db"}
    refused("not_found", Store.create_project, path.parent / "none" / "p.db", making.form(), making.MACHINE)


def test_two_creations_at_once_make_one_project(path: Path) -> None:
    def create(_: int) -> str:
        try:
            store = Store.create_project(path, making.form(), making.MACHINE)
        except ProjectError as error:
            return error.code
        store.database.close()
        return "made"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(create, range(4))) == ["exists", "exists", "exists", "made"]
    assert beside(path) == {"p.db"}


def test_an_empty_file_can_be_given_a_project(path: Path) -> None:
    with Database.open(path, create=True) as database:
        store = Store(database)
        refused("not_a_project", store.form)
        refused("not_a_project", store.project_id)
        store.create(making.form(), making.MACHINE)
        with pytest.raises(RuleError, match="already_there"):
            store.create(making.form(), making.MACHINE)
        assert len(store.project_id()) == 32
    with Database.open(path, create=True) as database:
        assert Store(database).form() == making.form()


# --- what can't be opened ------------------------------------------------------------------------------------------


def test_not_found_and_folder(tmp_path: Path) -> None:
    refused("not_found", Database.open, tmp_path / "none.db")
    refused("not_found", Database.open, tmp_path / "none.db", read_only=True)
    refused("is_folder", Database.open, tmp_path)
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("content", [b"", b"SQLite", b"%PDF-1.7\n" * 100, b"SQLite format 3\0" + b"\0" * 50])
def test_no_project_at_all(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused("not_a_project", Database.open, path)
    refused("not_a_project", Database.open, path, create=True)
    assert path.read_bytes() == content
    assert beside(path) == {"p.db"}


def test_somebody_elses_database(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("CREATE TABLE notes (text)")
    conn.close()
    before = path.read_bytes()
    refused("not_a_project", Database.open, path)
    assert path.read_bytes() == before


def test_a_database_without_a_project(path: Path) -> None:
    Database.open(path, create=True).close()
    refused("not_a_project", Store.open, path)


def test_a_pipe_does_not_hold_anybody_up(path: Path) -> None:
    os.mkfifo(path)
    refused("not_a_project", Database.open, path)


def test_newer(closed: Path) -> None:
    conn = sqlite3.connect(closed)
    conn.execute(f"PRAGMA user_version = {migrations.newest() + 1}")
    conn.close()
    before = closed.read_bytes()
    error = refused("newer", Database.open, closed)
    refused("newer", Database.open, closed, read_only=True)
    assert error.parameters["version"] == migrations.newest() + 1
    assert closed.read_bytes() == before


def test_damaged(closed: Path) -> None:
    whole = closed.read_bytes()
    closed.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    refused("damaged", Database.open, closed)
    closed.write_bytes(whole[:100] + b"\xff" * 8000 + whole[8100:])
    refused("damaged", Database.open, closed)
    refused("damaged", Database.open, closed, read_only=True)
    middle = len(whole) // 2
    closed.write_bytes(whole[:middle] + b"\xa5" * 4096 * 6 + whole[middle + 4096 * 6 :])
    refused("damaged", Database.open, closed)
    assert beside(closed) <= {"p.db", "p.db.backups"}
    assert not list(closed.parent.rglob("*.part"))


def test_damage_found_while_working(closed: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        with Database.open(closed) as database:
            database.write(_malformed)
    assert caught.value.code == "damaged"


def _malformed(_: sqlite3.Connection) -> None:
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    raise error


def test_locked_by_another_program(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.2)
    conn = sqlite3.connect(closed, isolation_level=None)
    conn.execute("BEGIN EXCLUSIVE")
    refused("busy", Database.open, closed)
    refused("busy", Database.open, closed, read_only=True)
    conn.execute("ROLLBACK")
    conn.close()
    Database.open(closed).close()


def test_a_write_lock_held_too_long(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.2)
    store = Store.open(closed)
    conn = sqlite3.connect(closed, isolation_level=None)
    conn.execute("BEGIN IMMEDIATE")
    refused("busy", store.confirm, "s-count", ANN)
    assert store.record("s-count").decided_by is None  # reading goes on
    conn.execute("ROLLBACK")
    conn.close()
    store.confirm("s-count", ANN)
    store.database.close()


# --- reading only --------------------------------------------------------------------------------------------------


def test_read_only_on_request(closed: Path) -> None:
    before = closed.read_bytes()
    store = Store.open(closed, read_only=True)
    assert store.database.read_only
    assert len(store.records()) == 4
    refused("read_only", store.confirm, "s-count", ANN)
    assert verify(store.database) == []
    assert not store.database.changed_elsewhere()
    store.database.close()
    assert closed.read_bytes() == before
    assert beside(closed) == {"p.db"}


def test_a_file_that_may_not_be_written(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Root may write anything; what the system would say is said here for it.
    monkeypatch.setattr(opening.os, "access", lambda *_: False)
    store = Store.open(closed)
    assert store.database.read_only
    refused("read_only", store.confirm, "s-count", ANN)
    store.database.close()


@pytest.fixture
def medium(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A file system of a megabyte and what makes it read-only; skips where none can be mounted."""
    folder = tmp_path / "medium"
    folder.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting needs root on Linux")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")

    def freeze() -> None:
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)

    try:
        yield folder, freeze
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_read_only_medium(closed: Path, medium: tuple[Path, Callable[[], None]]) -> None:
    folder, freeze = medium
    path = folder / "p.db"
    shutil.copyfile(closed, path)
    freeze()
    store = Store.open(path)
    assert store.database.read_only
    assert len(store.records()) == 4
    refused("read_only", store.confirm, "s-count", ANN)
    store.database.close()
    refused("read_only", Store.create_project, folder / "new.db", making.form(), making.MACHINE)


def leave_in_wal_mode(path: Path) -> None:
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.close()
    assert path.read_bytes()[18:20] == b"\2\2"


def test_a_read_only_medium_with_a_file_left_in_wal_mode(closed: Path, medium: tuple[Path, Callable[[], None]]) -> None:
    folder, freeze = medium
    path = folder / "p.db"
    shutil.copyfile(closed, path)
    leave_in_wal_mode(path)
    freeze()
    store = Store.open(path)
    assert store.database.read_only
    assert len(store.records()) == 4
    store.database.close()
    assert beside(path) == {"p.db"}


def test_a_read_only_medium_with_changes_still_in_the_log(path: Path, medium: tuple[Path, Callable[[], None]]) -> None:
    folder, freeze = medium
    store, _ = making.reviewed(path)
    store.confirm("s-count", ANN)
    for name in ("p.db", "p.db-wal"):  # as they are while the project is open
        shutil.copyfile(path.parent / name, folder / name)
    store.database.close()
    freeze()
    store = Store.open(folder / "p.db")
    assert store.database.read_only
    assert store.record("s-count").decided_by == "ann"
    assert verify(store.database) == []
    store.database.close()


# --- a full disk ---------------------------------------------------------------------------------------------------


def test_a_full_disk(closed: Path, medium: tuple[Path, Callable[[], None]]) -> None:
    folder, _ = medium
    path = folder / "p.db"
    shutil.copyfile(closed, path)
    store = Store.open(path)
    work = store.works()[0].id
    filler = folder / "filler"
    data = b"another report" * 50_000
    refused("disk_full", store.add_file, data, "big.txt", making.reading(data), making.MACHINE)
    room = shutil.disk_usage(folder).free
    filler.write_bytes(b"x" * max(0, room - 8192))
    acknowledged = []
    with pytest.raises(ProjectError) as caught:
        for n in range(1000):
            store.postpone("s-count", ANN, f"reason {n} " + "x" * 500)
            acknowledged.append(n)
    assert caught.value.code == "disk_full"
    assert len(store.works()) == 1
    refused("disk_full", Store.create_project, folder / "new.db", making.form(), making.MACHINE)
    assert not [name for name in beside(path) if "new" in name]
    filler.unlink()
    store.postpone("s-count", ANN, "room again")
    assert verify(store.database) == []
    assert len([item for item in store.history("s-count") if item.why]) == len(acknowledged) + 1
    assert store.works()[0].id == work
    store.database.close()
    assert beside(path) <= {"p.db", "p.db.backups"}


def test_a_file_that_may_not_grow(closed: Path) -> None:
    """The same where nothing can be mounted: SQLite's own limit answers as a full disk does."""
    store = Store.open(closed)
    store.confirm("s-count", ANN)

    def limit(conn: sqlite3.Connection) -> None:
        pages = conn.execute("PRAGMA page_count").fetchone()[0]
        conn.execute(f"PRAGMA max_page_count = {pages}")

    store.database.write(limit)
    data = b"x" * 100_000
    refused("disk_full", store.add_file, data, "big.txt", making.reading(data), making.MACHINE)
    assert len(store.works()) == 1
    assert verify(store.database) == []
    store.database.close()


# --- backups and migrations ----------------------------------------------------------------------------------------


def test_a_backup_a_day_on_opening(closed: Path) -> None:
    folder = backups.folder(closed)
    for day in range(1, 9):
        folder.mkdir(exist_ok=True)
        (folder / f"2020-01-0{day}.db").write_bytes(b"old")
    for _ in range(2):
        store = Store.open(closed)
        assert store.database.backup_failure is None
        store.confirm("s-count", ANN)
        store.database.close()
    names = sorted(item.name for item in folder.iterdir())
    assert names[:-1] == [f"2020-01-0{day}.db" for day in range(5, 9)]
    copy = Store.open(folder / names[-1], read_only=True)
    assert copy.record("s-count").decided_by is None  # as it was when the project was opened
    assert verify(copy.database) == []
    copy.database.close()
    assert (folder / names[-1]).read_bytes()[18:20] == b"\1\1"


def test_a_backup_never_takes_the_room_that_work_needs(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = closed.stat().st_size
    for free, made in ((3 * size - 1, False), (3 * size, True)):
        usage = type(shutil.disk_usage(closed.parent))(10 * size, 0, free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path, usage=usage: usage)
        store = Store.open(closed)
        failure = store.database.backup_failure
        store.database.close()
        assert backups.folder(closed).exists() is made
        assert (failure is None) is made


def test_no_room_for_a_backup_is_no_reason_not_to_work(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "of_today", _fail)
    store = Store.open(closed)
    assert "No space left" in (store.database.backup_failure or "")
    store.confirm("s-count", ANN)
    store.database.close()


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    longer = Migrations("counterproof")
    for migration in migrations.registered()._migrations:
        longer(name=migration.name)(migration.fn)

    @longer()
    def m999_next(db: object) -> None:
        db.conn.execute("ALTER TABLE works ADD COLUMN shelf TEXT")  # type: ignore[attr-defined]

    monkeypatch.setattr(migrations, "newest", lambda: NOW + 1)
    migrate = migrations.migrate
    monkeypatch.setattr(migrations, "migrate", lambda conn: migrate(conn, longer))


def test_an_older_project_is_kept_before_it_is_migrated(closed: Path, next_version: None) -> None:
    before = len(beside(closed))
    with Database.open(closed) as database, database.read() as conn:
        assert conn.execute("SELECT shelf FROM works").fetchall() == [(None,)]
        assert migrations.version(conn) == NOW + 1
    assert len(beside(closed)) >= before
    (kept,) = [item for item in backups.folder(closed).iterdir() if item.name.startswith(f"before-{NOW + 1:04}-")]
    assert struct.unpack(">i", kept.read_bytes()[60:64]) == (NOW,)


def test_an_older_project_on_a_read_only_medium(closed: Path, next_version: None) -> None:
    before = closed.read_bytes()
    with Database.open(closed, read_only=True) as database, database.read() as conn:
        assert database.read_only
        assert conn.execute("SELECT shelf FROM works").fetchall() == [(None,)]
    assert closed.read_bytes() == before
    assert beside(closed) == {"p.db"}


def test_without_a_backup_nothing_is_migrated(
    closed: Path, next_version: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = closed.read_bytes()
    monkeypatch.setattr(backups, "before_migration", _fail)
    refused("disk_full", Database.open, closed)
    assert struct.unpack(">i", closed.read_bytes()[60:64]) == struct.unpack(">i", before[60:64])
