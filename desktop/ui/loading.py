"""Brings the rest of a large report in the background, a portion at a time, and checks its records meanwhile."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.model.lines import Line
from db.model.records import Record
from desktop.ui.gentle import Gentle
from desktop.ui.snapshot import ALONE, Loaded, lists_of
from desktop.ui.tasks import Task, Tasks

if TYPE_CHECKING:
    from db.store.lists import Lists
    from desktop.services.project import Project
    from desktop.ui.queue.row import Key

PORTION = 160  # lines that come at once: the window takes them in in a few milliseconds
PLACED = 3  # records that are found in another file at once
CHECKED = 25  # records that are checked at once: the lane of writes may wait for them
FREEZE = 20  # portions
TOLD = 0.3  # seconds between two accounts of what fails


class Loading(QObject):
    """Loads what is not there yet of one report.

    A thread that computes takes the interpreter from the window: portions are small, with rests between them.

    Signals:
        linesCame(object): the next lines, in reading order; rowsEnded(): all lines are here.
        checked(object): record ids to whether a check over them fails, of those that are told something else.
        placed(object): records of another file, with their places in the one that is shown.
        ended(): all records are checked, and placed.
    """

    linesCame = Signal(object)
    rowsEnded = Signal()
    checked = Signal(object)
    placed = Signal(object)
    ended = Signal()
    _posted = Signal(int, object)

    def __init__(self, project: Project, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._tasks = tasks
        self._task: Task | None = None
        self._turn = 0  # of the report that is being loaded: what is under way of another one is dropped
        self._loaded: Loaded | None = None
        self._low: Key | None = None  # what lies between is here
        self._high: Key | None = None
        self._seen = threading.Event()
        self._posted.connect(self._deliver)
        self._soon = QTimer(self)  # what is shown first is painted before
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._begin)

    @property
    def rows_missing(self) -> bool:
        """Whether there are lines that have not come."""
        return self._low is not None or self._high is not None

    @property
    def busy(self) -> bool:
        """Whether anything is still being loaded or checked."""
        return self._task is not None or self._soon.isActive()

    def start(self, loaded: Loaded) -> None:
        """Load the rest of this report; what is being loaded of another one is given up."""
        self.stop()
        if loaded.lines is None and loaded.findings.complete:
            return
        self._loaded = loaded
        if loaded.lines is not None:
            self._low, self._high = _key(loaded.lines[0]), _key(loaded.lines[-1])
        self._soon.start(ALONE)

    def stop(self) -> None:
        """Load nothing more."""
        self._turn += 1
        self._soon.stop()
        if gc.get_freeze_count():
            gc.unfreeze()
        if self._task is not None:
            self._task.cancel()
        self._task = self._loaded = self._low = self._high = None

    def is_between(self, first: Key, second: Key) -> bool:
        """Whether all lines from one place to another, further down, are here."""
        above = self._low is None or first >= self._low
        return above and first <= second and (self._high is None or second <= self._high)

    def finish_rows(self) -> None:
        """Have all lines at once: somebody asks for what only all of them tell."""
        if self._loaded is None or not self.rows_missing:
            return
        lines = lists_of(self._project).lines(self._loaded.work.id, -1)
        self._low = self._high = None
        self.linesCame.emit(lines)
        self.rowsEnded.emit()

    # -- in the background

    def _work(self, task: Task, turn: int, loaded: Loaded, known: Sequence[Record]) -> None:
        if loaded.lines is None:
            self._check(task, turn, loaded, portions(known))
            return
        for number, deliver in enumerate(self._rows(loaded), 1):
            if number % FREEZE == 0 and turn == self._turn:
                gc.freeze()
            if task.cancelled() or not self._hand_over(task, turn, deliver):
                return
        self._post(turn, self._all_rows_here)
        self._check(task, turn, loaded, read_on(lists_of(self._project), loaded.work.id))
        if loaded.moved:
            self._place(task, turn, loaded)

    def _place(self, task: Task, turn: int, loaded: Loaded) -> None:
        """Find the records in the file that is shown: from the one that is looked at on, then those before."""
        assert loaded.lines
        lists, placer = lists_of(self._project), loaded.records.placer
        first = next((line for line in loaded.lines if line.id == loaded.first), loaded.lines[0])
        start = (*first.order, "")
        gentle = Gentle(self._tasks, task)
        for part in (read_on(lists, loaded.work.id, start), read_on(lists, loaded.work.id, until=start)):
            for records in part:
                found = []
                for number, record in enumerate(records):
                    found.append(placer(record))
                    if number % PLACED == 0 and gentle():
                        return
                if not self._hand_over(task, turn, lambda found=found: self.placed.emit(found)):  # type: ignore[misc]
                    return

    def _rows(self, loaded: Loaded) -> Iterator[Callable[[], None]]:
        """The lines below those that are here, then those above."""
        assert loaded.lines
        lists, work = lists_of(self._project), loaded.work.id
        first, last = _key(loaded.lines[0]), _key(loaded.lines[-1])
        while self.rows_missing and (lines := lists.lines(work, PORTION, last)):
            last = _key(lines[-1])
            yield lambda lines=lines, high=last: self._came(lines, high=high)  # type: ignore[misc]
        yield self._reached_the_end
        while self.rows_missing and (lines := lists.lines_before(work, PORTION, first)):
            first = _key(lines[0])
            yield lambda lines=lines, low=first: self._came(lines, low=low)  # type: ignore[misc]

    def _check(self, task: Task, turn: int, loaded: Loaded, waiting: Iterable[Sequence[Record]]) -> None:
        findings = loaded.findings
        gentle = Gentle(self._tasks, task)
        told: dict[str, bool] = {}
        last = time.monotonic()
        for number, records in enumerate(waiting, 1):
            told |= findings.take_in(records)
            if number % FREEZE == 0 and turn == self._turn:
                # Records by the ten thousand stay: looking through them for garbage would stop the window each time.
                gc.freeze()
            if told and time.monotonic() - last > TOLD:
                if not self._hand_over(task, turn, lambda told=told: self.checked.emit(told)):  # type: ignore[misc]
                    return
                told, last = {}, time.monotonic()
            if gentle():
                return
        findings.complete = True
        self._hand_over(task, turn, lambda: self.checked.emit(told))

    def _hand_over(self, task: Task, turn: int, deliver: Callable[[], None]) -> bool:
        """Give the window something and wait until it took it; False where nobody wants it any more."""
        self._seen.clear()
        self._post(turn, deliver)
        while not self._seen.wait(0.05):
            if task.cancelled():
                return False
        return not Gentle(self._tasks, task)()

    def _post(self, turn: int, deliver: Callable[[], None]) -> None:
        self._posted.emit(turn, deliver)

    # -- on the GUI thread

    def _deliver(self, turn: int, deliver: Callable[[], None]) -> None:
        try:
            if turn == self._turn:
                deliver()
        finally:
            self._seen.set()

    def _begin(self) -> None:
        loaded, turn = self._loaded, self._turn
        if loaded is None:
            return
        known = list(loaded.records.values()) if loaded.lines is None else ()
        self._task = self._tasks.run(lambda task: self._work(task, turn, loaded, known), lambda _: self._end(turn))

    def _came(self, lines: Sequence[Line], *, low: Key | None = None, high: Key | None = None) -> None:
        if self.rows_missing:
            self._low = low if low is not None else self._low
            self._high = high if high is not None else self._high
            self.linesCame.emit(lines)

    def _reached_the_end(self) -> None:
        self._high = None

    def _all_rows_here(self) -> None:
        if self.rows_missing:
            self._low = self._high = None
            self.rowsEnded.emit()

    def _end(self, turn: int) -> None:
        if turn == self._turn:
            self._task = None
            self.ended.emit()


def _key(line: Line) -> Key:
    return (*line.order, line.id)


def portions(records: Sequence[Record]) -> Iterator[Sequence[Record]]:
    """So many at once as are checked at once."""
    return (records[at : at + CHECKED] for at in range(0, len(records), CHECKED))


def read_on(lists: Lists, work: str, after: Key = (-1, -1, ""), until: Key | None = None) -> Iterator[Sequence[Record]]:
    """All records of a report, or those between two places, so many at once as are checked at once."""
    while records := lists.records(work, CHECKED, after):
        if until is not None:
            records = [record for record in records if (*record.order, record.id) < until]
            if not records:
                return
        yield records
        after = (*records[-1].order, records[-1].id)


def look_into(project: Project, works: Sequence[str], tasks: Tasks, task: Task) -> dict[str, int]:
    """How many checks fail in each of these reports, found without taking the interpreter from the window for long."""
    found: dict[str, int] = {}
    gentle = Gentle(tasks, task)
    for work in works:
        ledger = project.review.ledger(work)
        for records in read_on(project.review.lists, work):
            ledger.update({record.id: record for record in records})
            if gentle():
                return found
        found[work] = sum(result.fails for result in ledger.results())
    return found
