"""Work off the GUI thread: one lane for writes, a small pool for the rest; callbacks come back on the GUI thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]
Progressed = Callable[[str, int, int], None]


class Task(QObject):
    """One piece of background work; its function reports progress and asks whether it was cancelled.

    Signals:
        progressed(str, int, int): stage, steps done, steps in all (0 where unknown), on the GUI thread.
        ended(): whatever became of it, after its callback.
    """

    progressed = Signal(str, int, int)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask it to stop; the function sees it at its next look."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether somebody asked it to stop; safe in any thread."""
        return self._cancelled.is_set()

    def report(self, stage: str, done: int, total: int) -> None:
        """Tell how far it is; safe in any thread."""
        self.progressed.emit(stage, done, total)


class Tasks(QObject):
    """Runs functions off the GUI thread and calls back on it.

    A write function takes nothing; a run function takes its Task. An exception goes to `failed`; where none is given
    it goes to `failedUnheard`, so that nothing is lost in silence.

    Signals:
        writingChanged(bool): whether a write is waiting or running.
        failedUnheard(object): the exception of a task that has no `failed`.
    """

    writingChanged = Signal(bool)
    failedUnheard = Signal(object)
    _posted = Signal(object)
    threaded = True  # functions run beside the window's thread

    def __init__(self, parent: QObject | None = None, *, workers: int = 4) -> None:
        super().__init__(parent)
        self._lane = ThreadPoolExecutor(1, "writes")
        self._pool = ThreadPoolExecutor(workers, "tasks")
        self._writes: set[Future[None]] = set()
        self._running: dict[Task, Future[None]] = {}
        self._closed = False
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def writing(self) -> bool:
        """Whether a write is waiting or running."""
        return bool(self._writes)

    @property
    def running(self) -> tuple[Task, ...]:
        """The pool's tasks that have not ended."""
        return tuple(self._running)

    def write(self, fn: Callable[[], Any], done: Done | None = None, failed: Failed | None = None) -> None:
        """Run `fn` after all writes before it; then `done(result)` or `failed(exception)` on the GUI thread."""
        if self._closed:
            return
        future: Future[None] = self._lane.submit(self._work, fn, done, failed, None)
        self._writes.add(future)
        if len(self._writes) == 1:
            self.writingChanged.emit(True)
        future.add_done_callback(lambda f: self._posted.emit(lambda: self._written(f)))

    def run(
        self,
        fn: Callable[[Task], Any],
        done: Done | None = None,
        failed: Failed | None = None,
        progressed: Progressed | None = None,
    ) -> Task:
        """Run `fn(task)` in the pool; then `done(result)` or `failed(exception)` on the GUI thread."""
        task = Task(self)
        if progressed is not None:
            task.progressed.connect(progressed)
        if self._closed:
            task.cancel()
            return task
        self._start(task, lambda: fn(task), done, failed)
        return task

    def drain(self, timeout: float = 10.0) -> bool:
        """Wait for the writes that are under way, and deliver their results; False where time ran out."""
        waiting = set(self._writes)
        unfinished = wait(waiting, timeout).not_done
        for future in waiting - unfinished:
            self._writes.discard(future)
        if waiting and not self._writes:
            self.writingChanged.emit(False)
        return not unfinished

    def close(self, timeout: float = 10.0) -> bool:
        """Cancel the pool's tasks, let the writes end, stop the threads; nothing is called back afterwards."""
        for task in self._running:
            task.cancel()
        ended = self.drain(timeout)
        self._closed = True
        self._lane.shutdown(wait=ended, cancel_futures=False)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()
        return ended

    def _start(self, task: Task, fn: Callable[[], Any], done: Done | None, failed: Failed | None) -> None:
        self._running[task] = self._pool.submit(self._work, fn, done, failed, task)

    def _work(self, fn: Callable[[], Any], done: Done | None, failed: Failed | None, task: Task | None) -> None:
        try:
            result = fn()
        except Exception as error:
            self._post(partial(self._fail, error, failed, task))
        else:
            self._post(partial(self._succeed, result, done, task))

    def _post(self, call: Callable[[], None]) -> None:
        """Have `call` called on the GUI thread."""
        self._posted.emit(call)

    def _succeed(self, result: Any, done: Done | None, task: Task | None) -> None:
        if done is not None:
            done(result)
        self._end(task)

    def _fail(self, error: Exception, failed: Failed | None, task: Task | None) -> None:
        if failed is not None:
            failed(error)
        else:
            log.error("a background task failed", exc_info=error)
            self.failedUnheard.emit(error)
        self._end(task)

    def _end(self, task: Task | None) -> None:
        if task is not None:
            self._running.pop(task, None)
            task.ended.emit()
            task.deleteLater()

    def _written(self, future: Future[None]) -> None:
        if future in self._writes:
            self._writes.discard(future)
            if not self._writes:
                self.writingChanged.emit(False)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()


class SynchronousTasks(Tasks):
    """The same promises without threads, for tests: everything has happened when the call returns."""

    threaded = False

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent, workers=1)

    def write(self, fn: Callable[[], Any], done: Done | None = None, failed: Failed | None = None) -> None:
        self.writingChanged.emit(True)
        self._work(fn, done, failed, None)
        self.writingChanged.emit(False)

    def _start(self, task: Task, fn: Callable[[], Any], done: Done | None, failed: Failed | None) -> None:
        self._work(fn, done, failed, task)

    def _post(self, call: Callable[[], None]) -> None:
        call()
