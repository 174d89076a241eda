"""Keeps what the records of a project take, and tells it by report; never by person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from db.model.records import Decision
from desktop.ui.desk import Desk
from desktop.ui.omissions.left_out import FACTS
from desktop.ui.pace import Pace

if TYPE_CHECKING:
    from db.model.changes import Changes
    from desktop.services.project import Project

QUIET = 2000  # milliseconds after the last decision: the time is written when nothing else is
SHEET = "sheet"  # stands in for a record while a sheet covers report and form
NEW = "new"  # and while one is being added
FEWEST = 3  # decided records from which on a mean says something
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    }
)


class Timekeeping(QObject):
    """Listens to the window for as long as a project is open.

    Signals:
        changed(): the seconds a record of some report are others now.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None, *, pace: Pace | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pace = pace or Pace()
        self._kept: dict[str, float] = {}
        self._window: QObject | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET)
        self._timer.timeout.connect(self._flush)
        desk.recordShown.connect(self._turn)
        desk.views.form.fieldFocused.connect(self._turn)
        desk.views.form.edited.connect(self._pace.touch)
        desk.settled.connect(self._settled)
        desk.reportShown.connect(self._ask)
        desk.factsChanged.connect(self._turn)
        desk.changed.connect(self._changed)
        desk.proposalLeft.connect(self._given_up)
        desk.views.form.installEventFilter(self)

    def seconds(self, work: str | None) -> float | None:
        """Seconds a record of a report; None where too few are decided to tell."""
        state = self._desk.reports.get(work) if work is not None else None
        kept = self._kept.get(work, 0.0) if work is not None else 0.0
        if state is None or not kept:
            return None
        progress = state.progress
        undecided = progress.by_decision.get("none", 0) + progress.by_decision.get("postponed", 0)
        decided = progress.total - undecided
        return kept / decided if decided >= FEWEST else None

    def close(self) -> None:
        """Write what is left; the project closes."""
        self._timer.stop()
        self._pace.pause()
        self._write()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hands at work: on the window itself; whether it is looked at: on the form, which is told."""
        kind = event.type()
        if watched is self._window:
            if kind in _INPUT:
                self._pace.touch()
        elif kind == QEvent.Type.WindowDeactivate:
            self._pace.pause()
        elif kind == QEvent.Type.WindowActivate:
            self._pace.touch()
        return False

    def _turn(self, *_: object) -> None:
        if self._window is None:
            self._window = self._desk.views.form.window().windowHandle()
            if self._window is not None:
                self._window.installEventFilter(self)
        desk = self._desk
        if desk.covered:
            self._pace.turn_to(SHEET)
        elif desk.proposal is not None:
            self._pace.turn_to(NEW)
        elif desk.more >= FACTS:  # what no record cites is about the report as a whole
            own = desk.loaded.own if desk.loaded is not None else None
            self._pace.turn_to(own.id if own is not None else None)
        else:
            self._pace.turn_to(desk.current, desk.field)

    def _changed(self, changes: Changes) -> None:
        """A record was added: what was spent on it before it had an id is its own."""
        proposal = self._desk.proposal
        if proposal is None or len(changes.records) != 1:
            return
        # Something else may be decided meanwhile, or taken back.
        written = self._desk.record(next(iter(changes.records)))
        if written is not None and written.decision is Decision.ADDED and written.evidence == proposal.evidence:
            self._pace.spread(NEW, [(written.id, "")])
            self._timer.start()

    def _given_up(self) -> None:
        """What was spent on a record that was not added went into the report."""
        own = self._desk.loaded.own if self._desk.loaded is not None else None
        if own is not None:
            self._pace.spread(NEW, [(own.id, "")])

    def spread(self, over: Sequence[tuple[str, str]]) -> None:
        """The time at a sheet went into these records and fields, in equal parts."""
        self._pace.spread(SHEET, over)
        self._timer.start()

    def _settled(self, record: str) -> None:
        self._pace.touch()
        self._timer.start()

    def _ask(self) -> None:
        """Once for each report that is shown: what was kept of it before."""
        desk = self._desk
        unknown = [work for work in desk.reports if work not in self._kept]
        if not unknown:
            return
        self._kept |= dict.fromkeys(unknown, 0.0)

        def done(found: Mapping[str, float]) -> None:
            for work, seconds in found.items():
                self._kept[work] = self._kept.get(work, 0.0) + seconds
            self.changed.emit()

        project = desk.project
        desk.tasks.run(lambda task: kept_times(project, unknown), done, desk.fail)

    def _flush(self) -> None:
        if self._desk.tasks.writing:
            self._timer.start()
        else:
            self._write()

    def _write(self) -> None:
        desk, work = self._desk, self._desk.work_id
        spent = self._pace.take()
        self._pace.put_back({at: seconds for at, seconds in spent.items() if at[0] in (SHEET, NEW)})
        spent = {at: seconds for at, seconds in spent.items() if at[0] not in (SHEET, NEW)}
        if not spent or desk.read_only:
            return
        known = desk.loaded.records if desk.loaded is not None else {}
        here = sum(seconds for (record, _), seconds in spent.items() if record in known)
        if work is not None:
            self._kept[work] = self._kept.get(work, 0.0) + here
        project = desk.project
        desk.tasks.write(lambda: project.review.add_times(spent), lambda _: self.changed.emit(), desk.fail)


def kept_times(project: Project, works: list[str]) -> dict[str, float]:
    """Seconds by report."""
    return {work: sum(sum(each.values()) for each in project.review.times(work).values()) for work in works}
