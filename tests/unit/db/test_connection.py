"""One file for many threads and programs: one writer, readers that see one state, a tidy end."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from db.journal import verify
from db.model.errors import ProjectError
from db.store import Store
from tests.unit.db import making
from tests.unit.db.files import beside

ANN = making.signer("ann")
ROOT = Path(__file__).resolve().parents[3]


# --- one file ------------------------------------------------------------------------------------------------------


def test_a_closed_project_is_one_file_in_the_old_mode(path: Path) -> None:
    store, _ = making.reviewed(path)
    assert beside(path) >= {"p.db", "p.db-wal"}
    with store.database.read() as conn:
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.database.close()
    store.database.close()
    assert beside(path) == {"p.db"}
    assert path.read_bytes()[18:20] == b"\1\1"  # neither reading nor writing needs a log


def test_settings_that_keep_decisions_safe(path: Path) -> None:
    store = making.project(path)
    wanted = {"synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0, "busy_timeout": 5000}
    found = store.database.write(lambda conn: {name: conn.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted})
    assert found == wanted
    with store.database.read() as conn:
        assert conn.execute("PRAGMA query_only").fetchone() == (1,)
        with pytest.raises(sqlite3.OperationalError):
            conn.execute("DELETE FROM drafts")
    store.database.close()


def test_a_copy_of_the_closed_file_is_the_project(closed: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(closed, copy)
    store = Store.open(copy)
    assert [work.title for work in store.works()] == ["A year of work"]
    assert verify(store.database) == []
    store.database.close()


def test_names_with_signs_that_mean_something_in_addresses(tmp_path: Path) -> None:
    path = tmp_path / "50% of? #1 报告 &mode=ro.db"
    store, _ = making.reviewed(path)
    store.database.close()
    store = Store.open(path)
    assert len(store.records()) == 4
    store.database.close()
    assert beside(path) == {path.name, path.name + ".backups", "home"}


# --- many at once --------------------------------------------------------------------------------------------------


def test_writes_wait_for_each_other_and_all_are_there(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed

    def note(n: int) -> None:
        store.set_draft("ann", f"r{n}", {"value": str(n)})
        store.postpone("s-count", making.signer(("ann", "bob", "eve")[n % 3]), f"{n}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(note, range(60)))
    assert len(store.drafts("ann")) == 60
    assert sorted(int(item.why) for item in store.history("s-count") if item.why) == list(range(60))
    assert verify(store.database) == []


def test_a_reader_sees_one_state_while_others_write(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    with store.database.read() as conn:
        before = conn.execute("SELECT count(*) FROM journal").fetchone()
        store.confirm("s-count", ANN)
        with store.database.read() as inner:
            assert inner is conn
            assert inner.execute("SELECT count(*) FROM journal").fetchone() == before
    with store.database.read() as conn:
        assert conn.execute("SELECT count(*) FROM journal").fetchone() == (before[0] + 1,)


def test_a_write_that_fails_leaves_nothing_and_the_next_works(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed

    def half(conn: sqlite3.Connection) -> None:
        conn.execute("INSERT INTO drafts VALUES ('ann', 'r', '{}', 'now')")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.database.write(half)
    assert store.drafts("ann") == {}
    with pytest.raises(RuntimeError, match="within"):
        store.database.write(lambda _: store.confirm("s-count", ANN))
    store.confirm("s-count", ANN)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be moved there")
@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_nothing_is_called_saved_that_nobody_would_find(path: Path, how: str) -> None:
    """The system lets a program go on writing into a file that has lost its name."""
    store, _ = making.reviewed(path)
    aside = path.with_name("aside.db")
    path.rename(aside)
    if how == "replaced":
        shutil.copy(aside, path)
    if how == "deleted":
        aside.unlink()
    with pytest.raises(ProjectError) as caught:
        store.database.write(lambda conn: conn.execute("CREATE TABLE later (x)"))
    assert caught.value.code == "moved"
    if how != "deleted":
        path.unlink(missing_ok=True)
        aside.rename(path)
        store.database.write(lambda conn: conn.execute("CREATE TABLE later (x)"))
    store.database.close()


def test_errors_of_the_callers_own_stay_theirs(reviewed: tuple[Store, str]) -> None:
    store, _ = reviewed
    with pytest.raises(FileNotFoundError):
        with store.database.read():
            Path("/nowhere/at/all").read_bytes()


def test_a_reader_that_breaks_is_not_waited_for(reviewed: tuple[Store, str]) -> None:
    database = reviewed[0].database
    with pytest.raises(KeyError), database.read() as conn:
        conn.close()  # as it is where its file has gone from under it
        raise KeyError("what went wrong in it")
    assert (database._in_use, database._idle) == (0, [])
    assert reviewed[0].records()


def test_a_closed_project_answers_nothing(path: Path) -> None:
    store = making.project(path)
    store.database.close()
    for call in (store.people, lambda: store.set_draft("ann", "r", None)):
        with pytest.raises(RuntimeError, match="closed"):
            call()
    assert not store.database.changed_elsewhere()


def test_closing_waits_for_what_is_under_way(path: Path) -> None:
    store, _ = making.reviewed(path)
    started, seen = threading.Event(), []

    def slow(conn: sqlite3.Connection) -> None:
        started.set()
        time.sleep(0.2)
        conn.execute("INSERT INTO drafts VALUES ('ann', 'r', '{}', 'now')")

    def read() -> None:
        with store.database.read() as conn:
            started.wait()
            time.sleep(0.3)
            seen.extend(conn.execute("SELECT count(*) FROM journal"))

    threads = [threading.Thread(target=store.database.write, args=(slow,)), threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    started.wait()
    store.database.close()
    for thread in threads:
        thread.join()
    assert seen
    assert "p.db-wal" not in beside(path)
    store = Store.open(path)
    assert store.drafts("ann") == {"r": {}}
    store.database.close()


def test_two_programs_share_a_project(path: Path, opened: Callable[[Store], Store]) -> None:
    store, _ = making.reviewed(path)
    opened(store)
    assert not store.database.changed_elsewhere()
    store.confirm("s-money", ANN)
    assert not store.database.changed_elsewhere()
    code = (
        "import sys; from pathlib import Path; from db.store import Store; from tests.unit.db import making\n"
        "store = Store.open(Path(sys.argv[1])); store.confirm('s-count', making.signer('bob'))\n"
        "print(store.database.changed_elsewhere()); store.database.close()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.returncode, run.stdout) == (0, "False\n"), run.stderr
    assert store.database.changed_elsewhere()
    assert not store.database.changed_elsewhere()
    assert store.record("s-count").decided_by == "bob"
    store.reject("s-lame", ANN)
    assert verify(store.database) == []


def test_two_databases_of_one_process_keep_one_journal(path: Path, opened: Callable[[Store], Store]) -> None:
    one, _ = making.reviewed(path, "ann", "bob")
    opened(one)
    two = opened(Store.open(path))

    def work(store: Store, name: str) -> None:
        for n in range(25):
            store.postpone("s-count", making.signer(name), f"{name}{n}")

    threads = [threading.Thread(target=work, args=(one, "ann")), threading.Thread(target=work, args=(two, "bob"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verify(one.database) == []
    assert len([item for item in two.history("s-count") if item.why]) == 50
    one.database.close()
    two.confirm("s-money", ANN)  # closing one takes nothing from the other
    two.database.close()
    assert "p.db-wal" not in beside(path)
