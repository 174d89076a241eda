"""The project file: one writer thread, read-only connections for everybody else."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from db import opening
from db.failures import is_disk_full, translated
from db.model.errors import ProjectError

T = TypeVar("T")

_IDLE_READERS = 8


class Database:
    """An open project file. Make one with `open`; any thread may use it.

    Attributes:
        path: of the file; read_only: whether nothing can be written, because it was asked or the medium forbids it.
    """

    def __init__(self, path: Path, opened: opening.Opened) -> None:
        self.path = path
        self.read_only = opened.read_only
        self._opened = opened
        self._writer = opened.connection
        self._version = self._data_version()
        self._identity = _identity(path)
        self._writing = threading.Lock()  # held while the writer's connection is in use
        self._queue: queue.SimpleQueue[tuple[Callable[[sqlite3.Connection], Any], Future[Any]] | None]
        self._queue = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._closed = False
        self._idle: list[sqlite3.Connection] = []
        self._in_use = 0
        self._returned = threading.Condition(self._gate)
        self._local = threading.local()
        self._thread = threading.Thread(target=self._run, name="counterproof-writer", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, path: Path, *, create: bool = False, read_only: bool = False, back_up: bool = True) -> Database:
        """Open a project file, bringing an older one up to date.

        Args:
            create: make an empty one where there is none; without a project in it yet.
            read_only: write nothing, not even migrations.
            back_up: make today's backup where there is none yet.

        Raises:
            ProjectError: not_found, not_a_project, newer, damaged, read_only, disk_full, busy, is_folder, no_access.
        """
        path = Path(path)
        with translated(path, system=True):
            return cls(path, opening.open_file(path, create=create, read_only=read_only, back_up=back_up))

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A read-only connection inside one transaction: all of its queries see one state of the file.

        Within another `read` of the same thread it is the same transaction.
        """
        outer: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if outer is not None:
            with translated(self.path):
                yield outer
            return
        with translated(self.path):
            conn = self._take()
            self._local.reader = conn
            try:
                conn.execute("BEGIN")
                yield conn
            finally:
                self._local.reader = None
                self._give(conn)

    def write(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Run fn on the writer thread in a transaction; returns what fn returned after the commit.

        Raises:
            ProjectError: read_only, moved, or the write failed; nothing of it is in the file then.
            RuleError: one of the file's rules forbids it.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("a write within a write")
        future: Future[T] = Future()
        with self._gate:
            if self._closed:
                raise RuntimeError("the project is closed")
            self._queue.put((fn, future))
        with translated(self.path):
            return future.result()

    def changed_elsewhere(self) -> bool:
        """Whether another process has written to the file since this was last asked."""
        if self._closed or not self._writing.acquire(blocking=False):
            return False  # asked again soon
        try:
            if self._closed:
                return False
            with translated(self.path):
                version = self._data_version()
            changed = version != self._version
            self._version = version
            return changed
        finally:
            self._writing.release()

    @property
    def backup_failure(self) -> str | None:
        """Why today's backup could not be made, None where it could or was not due."""
        return self._opened.backup_failure

    def close(self) -> None:
        """Finish what is queued, then leave one file without a log beside it. May be called twice."""
        with self._gate:
            if self._closed:
                return
            self._closed = True
            self._queue.put(None)
        self._thread.join()
        with self._gate:
            # A reader that is still in a transaction gives its connection back when it is done.
            self._returned.wait_for(lambda: self._in_use == 0, timeout=5.0)
            idle, self._idle = self._idle, []
        for conn in idle:
            conn.close()
        with self._writing:
            opening.close_file(self._opened)

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            fn, future = job
            # Whoever waits always gets an answer, also of what no program should raise.
            try:
                with self._writing:
                    result = self._transact(fn)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
            del job, fn, future

    def _transact(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        conn = self._writer
        if self.read_only:
            raise sqlite3.OperationalError("attempt to write a readonly database")
        if _identity(self.path) != self._identity:
            # The system would let us go on writing into a file that nobody finds any more, and call it saved.
            raise ProjectError("moved", path=str(self.path))
        conn.execute("BEGIN IMMEDIATE")
        try:
            result = fn(conn)
            conn.execute("COMMIT")
        except BaseException as error:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error) and is_disk_full(error):
                # Writing the log back gives its room to what comes next.
                with suppress(sqlite3.Error):
                    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            raise
        return result

    def _data_version(self) -> int:
        return int(self._writer.execute("PRAGMA data_version").fetchone()[0])

    def _take(self) -> sqlite3.Connection:
        with self._gate:
            if self._closed:
                raise RuntimeError("the project is closed")
            self._in_use += 1
            if self._idle:
                return self._idle.pop()
        try:
            return opening.reader(self._opened)
        except BaseException:
            with self._gate:
                self._in_use -= 1
                self._returned.notify_all()
            raise

    def _give(self, conn: sqlite3.Connection) -> None:
        sound = True
        try:
            if conn.in_transaction:
                conn.execute("ROLLBACK")
        except sqlite3.Error:
            sound = False  # what went wrong before is what counts
        with self._gate:
            self._in_use -= 1
            # Nobody comes for it any more once the project is closed.
            keep = sound and not self._closed and len(self._idle) < _IDLE_READERS
            if keep:
                self._idle.append(conn)
            self._returned.notify_all()
        if not keep:
            conn.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a path leads to now, None where it leads to none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
