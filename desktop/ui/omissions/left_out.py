"""Works through what a report says and no record cites: finds it in the background, adds it or says it is no fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.gentle import Gentle
from desktop.ui.walking import GLANCE

if TYPE_CHECKING:
    from db.model.changes import Changes
    from db.model.claims import Dismissal
    from db.model.suggestions import Suggestion
    from desktop.review.omission_state import Omissions
    from desktop.review.omissions import Omission
    from desktop.ui.desk import Desk
    from desktop.ui.omissions.pane import OmissionPane
    from desktop.ui.queue.record_list import RecordList
    from desktop.ui.tasks import Task
    from desktop.ui.theme import Theme
    from desktop.ui.working import Working

SOON = 200  # milliseconds that a report has for itself before what it leaves out is looked for
FACTS = frozenset({"record", "selection"})  # what holds while an omission is on the card
OMISSION_ACTIONS = ("confirm", "reject", "postpone", "add_count", "add_activity", "add_financial_figure")
_FAMILIES = {"add_count": "count", "add_activity": "activity", "add_financial_figure": "financial_figure"}


class LeftOut(QObject):
    """The worklist "Left out" and what its keys do; what is found is kept up with every write.

    Args:
        make: makes the worklist's pane when it is first shown.
        glance: seconds that a passage must have been on the card before a key decides it.

    Signals:
        countChanged(object): how many are open; None while they are being looked for.
        modeChanged(bool): whether the worklist is shown.
        changed(): what is cited, open or dismissed has changed.
    """

    countChanged = Signal(object)
    modeChanged = Signal(bool)
    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        working: Working,
        records: RecordList,
        make: Callable[[], OmissionPane],
        parent: QObject | None = None,
        *,
        glance: float = GLANCE,
    ) -> None:
        super().__init__(parent)
        self.state: Omissions | None = None
        self.glance = glance
        self._desk = desk
        self._working = working
        self._records = records
        self._make = make
        self._pane: OmissionPane | None = None
        self._keys: Mapping[str, str] = {}
        self._active = False
        self._adding: str | None = None  # the omission that the proposal on the desk is made of
        self._under_way = False
        self._current: str | None = None
        self._kept: str | None = None  # the record that the desk shows meanwhile
        self._resuming = False
        self._loaded: tuple[str, int] | None = None
        self._task: Task | None = None
        self._waiting: set[str] = set()
        self._reading = False
        self._again = False  # dismissals changed too
        self._walked_back = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._find)
        desk.reportShown.connect(self._report_shown)
        desk.changed.connect(self._was_written)
        desk.proposalLeft.connect(self._proposal_left)
        desk.recordShown.connect(self._record_shown)
        records.filters.leftOutChosen.connect(self.show_list)
        records.filterChanged.connect(lambda: self.show_list(False))
        records.recordChosen.connect(lambda _record: self.show_list(False))
        desk.views.source.recordClicked.connect(lambda _record: self.show_list(False))

    # What is shown

    @property
    def pane(self) -> OmissionPane:
        """Card and list; made when they are first shown."""
        if self._pane is None:
            self._pane = self._make()
            self._pane.hide()
            self._pane.list.omissionChosen.connect(self.choose)
            self._pane.card.set_writable(not self._desk.read_only)
            self._pane.card.set_keys(self._keys)
        return self._pane

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys at the buttons, action id to text."""
        self._keys = keys
        if self._pane is not None:
            self._pane.card.set_keys(keys)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        if self._pane is not None:
            self._pane.set_theme(theme)

    @property
    def active(self) -> bool:
        """Whether the worklist is shown."""
        return self._active

    @property
    def current(self) -> Omission | None:
        """The omission on the card."""
        return self.state.get(self._current) if self.state is not None and self._current is not None else None

    def count(self) -> int:
        """How many are open; none are known of while they are being looked for."""
        return self.state.count if self.state is not None else 0

    def show_list(self, shown: bool = True) -> None:
        """Show the worklist in the place of the records, or the records again."""
        if shown == self._active or (shown and self._desk.loaded is None):
            self._records.filters.set_left_out(self._active)
            return
        self._active = shown
        self._desk.more = self._desk.more | FACTS if shown else self._desk.more - FACTS
        self._records.show_worklist(self.pane if shown else None)
        self._records.filters.set_left_out(shown)
        if shown:
            self._kept = self._desk.current
            self._refresh(reveal=True)
            self._take_keys()
        else:
            if self._adding is not None:
                self._adding = None
                self.pane.set_adding(False)
            self._show_record_again()
            self._records.view.setFocus()
        self.modeChanged.emit(shown)
        self._desk.factsChanged.emit()

    def choose(self, omission: str) -> None:
        """Show an omission on the card, its passage lit and in the middle."""
        if self._adding is not None:
            self._adding = None  # what was proposed stays a draft of the report
            self.pane.set_adding(False)
            self._records.show_card(False)
        self._current = omission
        self._refresh(reveal=True)

    def choose_on(self, page: int) -> None:
        """Show the first open omission of a page."""
        found = self.state.first(page) if self.state is not None else None
        if found is not None:
            self._current = found.id
            if self._active:
                self._refresh(reveal=True)
            else:
                self.show_list()

    # What the keys do

    def takes(self, action: str) -> bool:
        """Carry out an action while the worklist is shown; False where it is somebody else's."""
        if action in ("undo", "redo"):
            self._walked_back = True
            return False
        if action == "left_out":
            self.show_list(not self._active)
            return True
        if not self._active or self._adding is not None or self._desk.proposal is not None:
            return False
        steps: dict[str, Callable[[], object]] = {
            "confirm": lambda: self._add(None),
            "confirm_now": lambda: self._add(None),
            "reject": self.dismiss,
            "postpone": lambda: self.step(1),
            "next_needing": lambda: self.step(1),
            "previous_needing": lambda: self.step(-1),
            "next_record": lambda: self.step(1),
            "previous_record": lambda: self.step(-1),
            "leave_edit": lambda: self.show_list(False),
            "show_passage": lambda: self._refresh(reveal=True),
            **{name: partial(self._add, family) for name, family in _FAMILIES.items()},
        }
        if action not in steps:
            return False
        if self._desk.views.source.selection() and action in _FAMILIES:
            return False  # the person has selected another passage
        steps[action]()
        return True

    def dismiss(self) -> None:
        """Say that the facts on the card are none, and go on."""
        omission, work_id = self.current, self._desk.work_id
        if omission is None or work_id is None or self._under_way or not self._is_seen() or self._desk.read_only:
            return
        left_out = self._desk.project.left_out

        def write() -> None:
            person = self._desk.person
            if person is None or self._under_way:
                return
            self._under_way = True
            self._desk.write(lambda: left_out.dismiss(work_id, omission, person), self._done, self._done)

        self._working.require(write)

    def step(self, by: int) -> None:
        """Show the next one, or the one before; after the last comes the first."""
        if self.state is None or not self.state.count:
            return
        here = self.state.place(self._current) if self._current is not None else -by
        self._current = self.state.at((here + by) % self.state.count).id
        self._refresh(reveal=True)

    # Inside

    def _is_seen(self) -> bool:
        return self.pane.card.seen_for() > 0 and self.pane.card.seen_for() >= self.glance

    def _done(self, _result: object) -> None:
        self._under_way = False

    def _add(self, family: str | None) -> None:
        """Begin a record of what the card shows; saving it comes back here."""
        omission, work_id, loaded = self.current, self._desk.work_id, self._desk.loaded
        ready = omission is not None and self._is_seen() and not self._desk.read_only
        if not ready or omission is None or work_id is None or loaded is None:
            return
        from desktop.ui.omissions.words import family_of

        family = family or family_of(omission)
        review, left_out = self._desk.project.review, self._desk.project.left_out

        def propose(task: Task) -> Suggestion:
            return review.propose(work_id, family, *left_out.selection(work_id, omission, family))

        def done(suggestion: Suggestion) -> None:
            if self._desk.work_id != work_id or self._current != omission.id or not self._active:
                return
            self._adding = omission.id
            self.pane.set_adding(True)
            self._records.show_card(True)
            self._desk.show_proposal(suggestion)

        self._desk.tasks.run(propose, done, self._desk.fail)

    def _proposal_left(self) -> None:
        """The new record was added or given up: back to the worklist, once the desk has shown what it must."""
        if self._adding is None:
            return
        self._adding = None
        self._resuming = True
        QTimer.singleShot(0, self, self._resume)

    def _resume(self) -> None:
        self._resuming = False
        if self._active:
            self._kept = self._desk.current
            self.pane.set_adding(False)
            self._records.show_card(False)
            self._refresh(reveal=True)
            self._take_keys()

    def _take_keys(self) -> None:
        """Give the list the keyboard; where nothing is left in it, the chip that leads back to the records."""
        (self.pane.list if self.pane.list.isVisible() else self._records.filters.left_out).setFocus()

    def _record_shown(self) -> None:
        """Somebody wants to see a record: the worklist gives way; its card does to a record that is being added."""
        if self._active and self._adding is None and self._desk.proposal is not None:
            self._adding = self._current or ""
            self.pane.set_adding(True)
            self._records.show_card(True)
        free = self._active and self._adding is None and not self._resuming
        if free and self._desk.proposal is None and self._desk.current not in (None, self._kept):
            self.show_list(False)

    def _show_record_again(self) -> None:
        record = self._desk.record()
        if record is not None and self._desk.proposal is None:
            self._desk.views.source.set_current(record.id)

    def _report_shown(self) -> None:
        work_id = self._desk.work_id
        key = (work_id, self._desk.loads) if work_id is not None else None
        if key == self._loaded:
            return
        self._loaded = key
        self.state, self._current = None, None
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.show_list(False)
        self.countChanged.emit(None)
        self.changed.emit()
        if key is not None:
            self._soon.start()

    def _find(self) -> None:
        work_id, key = self._desk.work_id, self._loaded
        loaded = self._desk.loaded
        if work_id is None or loaded is None:
            return
        if self._desk.loading:
            self._soon.start()  # the records of a large report are still being read
            return
        left_out, findings, tasks = self._desk.project.left_out, loaded.findings, self._desk.tasks

        def done(state: Omissions) -> None:
            self._task = None
            if self._loaded != key:
                return
            self.state = state
            self._tell()
            self._catch_up()

        def failed(error: Exception) -> None:
            self._task = None
            if self._loaded == key and not task.cancelled():
                self._desk.fail(error)

        def find(task: Task) -> Omissions:
            gentle = Gentle(tasks, task)
            return left_out.state(work_id, cancelled=gentle, records=gentle.each(findings.records()))

        task = tasks.run(find, done, failed)
        self._task = task

    def _was_written(self, changes: Changes) -> None:
        """Something was written: look again at what it touched."""
        if self._desk.work_id not in changes.works:
            return
        self._waiting |= changes.records
        self._again = self._again or not changes.records
        if self.state is not None:
            self._catch_up()

    def _catch_up(self) -> None:
        """Hold what is left out against the records as they are now; of most decisions nothing comes."""
        assert self.state is not None
        before = self.state.changes
        self.state.update({record_id: self._desk.record(record_id) for record_id in self._waiting})
        self._waiting.clear()
        if self.state.changes != before:
            self._tell()
        if self._again and not self._reading:
            self._read_dismissals()

    def _read_dismissals(self) -> None:
        """Read what was dismissed, one read at a time so that none overtakes another."""
        work_id, key = self._desk.work_id, self._loaded
        if work_id is None:
            return
        self._again, self._reading = False, True
        left_out = self._desk.project.left_out

        def done(dismissals: list[Dismissal]) -> None:
            self._reading = False
            if self.state is not None and self._loaded == key:
                self._take(dismissals)
                self._tell()
            if self.state is not None and self._again:
                self._read_dismissals()

        def failed(error: Exception) -> None:
            self._reading = False
            self._desk.fail(error)

        self._desk.tasks.run(lambda task: left_out.dismissals(work_id), done, failed)

    def _take(self, dismissals: list[Dismissal]) -> None:
        """Take the dismissals that stand now; what was walked back is shown again."""
        assert self.state is not None
        opened = [omission for omission in self.state.dismiss(dismissals) if self.state.get(omission) is not None]
        if self._walked_back and opened:
            self._current = opened[-1]
            if not self._active:
                self.show_list()
        self._walked_back = False

    def _tell(self) -> None:
        if self.state is None:
            return
        if self._active:
            self._refresh(reveal=True)
        self.countChanged.emit(self.state.count)
        self.changed.emit()

    def _refresh(self, *, reveal: bool = False) -> None:
        """Show list and card as they are now; where the one on the card is gone, the next comes."""
        state, loaded = self.state, self._desk.loaded
        reading = loaded.reading if loaded is not None else None
        if state is None:
            self.pane.show_omissions([], reading, None, searching=True)
            return
        omission = self.current
        if omission is None and state.count:
            place = min(state.place(self._current), state.count - 1) if self._current is not None else 0
            omission = state.at(place)
        self._current = omission.id if omission is not None else self._current
        self.pane.show_omissions(state.open(), reading, omission)
        if omission is None:
            self._desk.views.source.set_current(None)
        elif reveal and reading is not None and self._adding is None:
            self._desk.views.source.clear_selection()  # what was selected before was about something else
            from desktop.services.omissions import spans_of

            self._desk.views.source.set_current(None, spans_of(omission, reading))
