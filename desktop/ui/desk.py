"""The desk: which report and record lie on it, what the panes show of them, and what is possible now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from db.model.changes import Changes
from db.model.errors import ProjectError
from db.model.lines import Counts, Line
from db.model.people import Person
from db.model.records import Record
from db.model.suggestions import Suggestion
from desktop.review.queues import task
from desktop.ui import rows, snapshot
from desktop.ui.check_words import check_sentence
from desktop.ui.facts import facts_of
from desktop.ui.filling import Filling, evidence_of
from desktop.ui.form.context import FormContext
from desktop.ui.loading import look_into
from desktop.ui.messages import in_words
from desktop.ui.neighbours import Neighbours
from desktop.ui.queue.row import ReportRow
from desktop.ui.showing import Showing
from desktop.ui.snapshot import OWN, First, Fresh, Loaded, ReportState, Standing, load, read_again
from desktop.ui.surroundings import surroundings
from desktop.ui.tasks import Tasks
from desktop.ui.views import Views

if TYPE_CHECKING:
    from desktop.services.project import Project


class Desk(QObject):
    """One open project and one person at work.

    Signals:
        reportShown(): another report lies on the desk, or it changed as a whole.
        recordShown(): another record, or the same one changed.
        standingChanged(): progress, sums, what undo would take back.
        factsChanged(): what is possible now.
        personChanged(): who is working.
        said(str, str): something to tell ("info", "warning" or "error").
        saveFailed(str): a write failed for a reason outside the rules; the words for it. Empty once one succeeds.
        aboutToLeave(): another record or report is about to be shown in the form.
        nothingLeft(): nothing more in the report needs the person.
        settled(str): a decision on this record is on the disk; what was half typed of it is done with.
        startedToFail(str, str): a decision made a check fail; the words for it and a record that it names.
        proposalLeft(): the new record was added or given up; what was half typed of it is done with.
        changed(object): a write changed this (`Changes`), and it is shown.
    """

    reportShown = Signal()
    recordShown = Signal()
    standingChanged = Signal()
    factsChanged = Signal()
    personChanged = Signal()
    said = Signal(str, str)
    saveFailed = Signal(str)
    aboutToLeave = Signal()
    nothingLeft = Signal()
    settled = Signal(str)
    startedToFail = Signal(str, str)
    proposalLeft = Signal()
    changed = Signal(object)

    def __init__(
        self, project: Project, views: Views, tasks: Tasks, language: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.views = views
        self.tasks = tasks
        self.language = language
        self.form = project.form
        self.read_only = project.read_only
        self.person: Person | None = None
        self.reports: dict[str, ReportState] = {}
        self.loaded: Loaded | None = None
        self.standing = Standing()
        self.current: str | None = None
        self.field: str | None = None
        self.proposal: Suggestion | None = None
        self.more: frozenset[str] = frozenset()  # facts that hold beside its own
        self.covered = ""  # the fact that tells which sheet covers report and form
        self.odd: dict[str, str] = {}  # record to the field that was marked in a group check: they come first
        self._names = rows.Names(self.form, language)
        self._showing = Showing(project, views, tasks, self._names, self)
        self._neighbours = Neighbours(views.records, self._showing)
        self.drafts: dict[str, Mapping[str, str]] = {}
        self.loads = 0
        self._closed = False
        views.form.set_read_only(self.read_only)
        self._connect()
        self._filling = Filling(self)

    # What is there

    @property
    def work_id(self) -> str | None:
        """The report on the desk."""
        return self.loaded.work.id if self.loaded else None

    @property
    def person_id(self) -> str | None:
        """Who is working."""
        return self.person.id if self.person else None

    @property
    def loading(self) -> bool:
        """Whether lines or checks of the report on the desk are still being loaded; all keys act meanwhile."""
        return self._showing.loading.busy

    @property
    def rows_missing(self) -> bool:
        """Whether lines of the report on the desk have not come yet."""
        return self._showing.loading.rows_missing

    def record(self, record_id: str | None = None) -> Record | None:
        """A record of the report on the desk, the current one without an id."""
        wanted = record_id if record_id is not None else self.current
        try:
            return self.loaded.records.get(wanted) if self.loaded and wanted is not None else None
        except ProjectError as error:
            self.fail(error)
            return None

    def name(self, record: Record | Line) -> str:
        """A record in a few words."""
        return self._names(record)

    def name_of(self, record_id: str) -> str | None:
        """A record of the report on the desk in a few words; None where there is none of this id."""
        row = self.views.records.row(record_id)
        found = row.record if row is not None else self.record(record_id)
        return self._names(found) if found is not None else None

    def facts(self) -> frozenset[str]:
        """What holds now, for the actions: see `needs` in the action registry."""
        return facts_of(self)

    # Reading

    def start(self, work_id: str = "", record_id: str = "") -> None:
        """Lay a report on the desk, the one named or else the first; then look into the others."""
        mine = self.loads = self.loads + 1

        def done(first: First) -> None:
            if self._closed:
                return
            self.reports, self.standing = dict(first.reports), first.standing
            self.drafts = dict(self.standing.drafts)
            self._show_reports()
            if mine == self.loads and first.loaded is not None:
                self._show_loaded(first.loaded, record_id or None)
            else:
                if mine == self.loads:
                    self._show_nothing()
                self.standingChanged.emit()
            QTimer.singleShot(snapshot.ALONE, self, lambda: self._look_into(first))

        person = self.person
        self.tasks.run(lambda task: snapshot.read_first(self.project, person, work_id, record_id), done, self.fail)

    def _look_into(self, first: First) -> None:
        """Count what fails in the reports that were not shown first."""
        before, but = first.reports, first.loaded.work.id if first.loaded else None

        def done(found: Mapping[str, int]) -> None:
            # What a write has read again meanwhile is newer.
            still = [key for key in found if self.reports.get(key) is before[key]]
            if not self._closed:
                self._update_reports({key: replace(before[key], failing=found[key]) for key in still})

        others = [key for key in before if key != but]
        self.tasks.run(lambda task: look_into(self.project, others, self.tasks, task), done, self.fail)

    def choose_report(self, work_id: str, record_id: str | None = None) -> None:
        """Lay a report on the desk, at this record or at the first that needs the person."""
        if self.loaded is not None and self.loaded.work.id == work_id:
            if record_id is not None:
                self.choose_record(record_id)
            return
        mine = self.loads = self.loads + 1
        self.views.reports.set_current(work_id)

        def done(loaded: Loaded) -> None:
            if mine == self.loads and not self._closed:
                self._show_loaded(loaded, record_id)

        person = self.person
        self.tasks.run(lambda task: load(self.project, work_id, person, record_id), done, self.fail)

    def reload(self) -> None:
        """Read everything again: another process has changed the project."""
        self.aboutToLeave.emit()
        work, record = self.work_id, self.current
        self.loaded = None
        self.start(work or "", record or "")

    def choose_record(self, record_id: str) -> None:
        """Show a record: its passage lit and in the middle, its fields in the form."""
        if self.record(record_id) is None:
            return
        if record_id != self.current or self.proposal is not None:
            self.aboutToLeave.emit()
            self.proposal = None
        self.current = record_id
        self.views.records.set_current(record_id)
        self._show_record()

    def check_current(self) -> None:
        """Have the record that is shown checked, if it is not yet, and say what is found: no key acts before."""
        record = self.record() if self.proposal is None else None
        if record is not None and self._showing.check(record, self.views.form.context().results):
            self._show_record()

    def show_proposal(self, suggestion: Suggestion, draft: Mapping[str, str] | None = None) -> None:
        """Show what could be parsed of a selected passage, and what was half typed, to be saved or discarded."""
        self.aboutToLeave.emit()
        self.proposal = suggestion
        self.views.form.show_proposal(suggestion, replace(self._context(None), draft=draft))
        self.views.source.set_current(None, suggestion.evidence)
        self.recordShown.emit()
        self.factsChanged.emit()

    def leave_proposal(self) -> None:
        """Forget the proposal and show the current record again."""
        self.proposal = None
        self.proposalLeft.emit()
        self._show_record()

    # Writing

    def write(
        self,
        fn: Callable[[], Changes],
        done: Callable[[Fresh], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        settles: str | None = None,
        following: str | None = None,
    ) -> None:
        """Write in the serial lane, read again what it changed, show that, then call `done`.

        Args:
            settles: the record that is decided by it; following: the record to go on to, if that one is still shown.
        """
        work_id = self.work_id
        findings = self.loaded.findings if self.loaded is not None else None
        person, standing = self.person, self.standing

        def work() -> Fresh:
            return read_again(self.project, fn(), work_id, findings, person, standing, following)

        def succeeded(fresh: Fresh) -> None:
            self.saveFailed.emit("")
            if settles is not None:
                self.drafts.pop(settles, None)
                self.settled.emit(settles)
            self.apply(fresh, work_id, following if self.current == settles else None)
            if done is not None:
                done(fresh)

        def refused(error: Exception) -> None:
            self.fail(error)
            if failed is not None:
                failed(error)

        self.tasks.write(work, succeeded, refused)

    def fail(self, error: Exception) -> None:
        """Tell what went wrong; what was typed stays where it is."""
        text = in_words(error, self.language)
        if isinstance(error, ProjectError):
            self.saveFailed.emit(text)
        self.said.emit(text, "error")

    def apply(self, fresh: Fresh, work_id: str | None, following: str | None = None) -> None:
        """Show what a write changed, and only that; then the record `following`, where there is one."""
        if self._closed:
            return
        self.standing = fresh.standing
        self._update_reports(fresh.reports)
        if self.loaded is not None and fresh.touched is not None and self.loaded.work.id == work_id:
            self._apply_records(fresh, following)
        self.changed.emit(fresh.changes)
        self.standingChanged.emit()
        self.factsChanged.emit()

    def set_person(self, person: Person | None, then: Callable[[], None] | None = None) -> None:
        """Somebody else works from here on: what needs them is another matter."""
        self.aboutToLeave.emit()
        self.person = person

        def done(found: tuple[Standing, Counts | None]) -> None:
            if self._closed:
                return
            self.standing, counts = found
            self.drafts = dict(self.standing.drafts)
            if self.loaded is not None:
                self._showing.set_person(self.person_id, counts)
                self._show_record()
            self.personChanged.emit()
            self.standingChanged.emit()
            self.factsChanged.emit()
            if then is not None:
                then()

        counted = self.work_id if self._showing.loading.rows_missing else None
        self.tasks.run(lambda task: snapshot.read_for(self.project, person, counted), done, self.fail)

    def close(self) -> None:
        """Show nothing any more; answers that are under way are dropped."""
        self._closed = True
        self._showing.loading.stop()

    # Going on

    def next_needing(self, backwards: bool = False) -> str | None:
        """The next record, in the list as it is filtered, that needs this person; wraps around. Odd ones come first."""
        for record_id in () if backwards else self.odd:
            marked = self.record(record_id)
            if marked is not None and record_id != self.current and task(marked, self.person_id) is not None:
                return record_id
        return self._neighbours.needing(self.current, backwards=backwards)

    def step(self, backwards: bool = False) -> None:
        """Show the next record of the list, or the one before."""
        found = self._neighbours.next(self.current, backwards=backwards)
        if found is not None:
            self.choose_record(found)

    # Inside

    def _connect(self) -> None:
        views = self.views
        views.reports.reportChosen.connect(self.choose_report)
        views.records.recordChosen.connect(self.choose_record)
        views.source.recordClicked.connect(self.choose_record)
        views.form.edited.connect(self.factsChanged)
        self._showing.checksChanged.connect(self._more_checked)

    def _show_reports(self) -> None:
        self.views.reports.set_reports(
            [ReportRow(state.work, state.progress, state.failing) for state in self.reports.values()]
        )
        if self.work_id is not None:
            self.views.reports.set_current(self.work_id)

    def _update_reports(self, changed: Mapping[str, ReportState]) -> None:
        """Show reports that changed; only where others came the list is made anew."""
        self.reports.update(changed)
        rows = [ReportRow(state.work, state.progress, state.failing) for state in changed.values()]
        if not all(self.views.reports.update_report(row) for row in rows):
            self._show_reports()

    def _show_nothing(self) -> None:
        self.loaded = None
        self.current = None
        self.views.source.set_report(None, None)
        self._showing.show(None, self.person_id)
        self.views.form.show_record(None, FormContext())
        for signal in (self.reportShown, self.recordShown, self.factsChanged):
            signal.emit()

    def _show_loaded(self, loaded: Loaded, record_id: str | None) -> None:
        self.aboutToLeave.emit()
        self.loaded = loaded
        self.proposal = None
        self.current = None
        self.views.reports.set_current(loaded.work.id)
        self.views.source.set_report(loaded.reading, loaded.path, password=loaded.password)
        self._showing.show(loaded, self.person_id)
        first = loaded.first or (record_id if record_id is not None and record_id in loaded.records else None)
        first = first or self.next_needing() or next(iter(loaded.records), None)
        if first is not None:
            self.choose_record(first)
        else:
            self._show_record()
        self.reportShown.emit()
        self.standingChanged.emit()
        self._showing.load_rest()

    def _apply_records(self, fresh: Fresh, following: str | None) -> None:
        assert self.loaded is not None and fresh.touched is not None
        touched, work = fresh.touched, self.loaded.work
        state = fresh.reports.get(work.id)
        fresh = replace(fresh, touched=self.loaded.records.put(touched))
        if fresh.following is not None:
            self.loaded.records.put({fresh.following.id: fresh.following})
        own = next((record for record in touched.values() if record is not None and record.family == OWN), None)
        self.loaded = replace(
            self.loaded,
            checks=fresh.checks,
            own=own or self.loaded.own,
            work=state.work if state else work,
        )
        self._showing.apply(fresh)
        if following is not None and self.proposal is None and self.record(following) is not None:
            self.choose_record(following)
        elif self.current is not None and self.current in touched and touched[self.current] is None:
            self.current = None
            self._show_record()
        elif (self.current in touched or self.current in fresh.failing) and self.proposal is None:
            self._show_record()
        if own is not None or self.loaded.work != work:
            self.reportShown.emit()
        for result, record_id in fresh.started[:1]:
            self.startedToFail.emit(check_sentence(result, self.form, self.language), record_id)

    def _more_checked(self) -> None:
        """More of a large report was checked in the background: sums, numbers and what fails may be others."""
        loaded = self.loaded
        if loaded is None or self._closed:
            return
        self.loaded = replace(loaded, checks=loaded.findings.told())
        state = self.reports.get(loaded.work.id)
        if state is not None:
            self._update_reports({loaded.work.id: replace(state, failing=loaded.findings.failing())})
        record = self.record()
        if record is not None and self.proposal is None and loaded.findings.of(record.id):
            self._show_record()
        self.standingChanged.emit()

    def _show_record(self) -> None:
        record = self.record()
        if record is not None:
            self._showing.light(record)
        self.views.form.show_record(record, self._context(record))
        self.views.source.set_current(record.id if record else None, evidence_of(record, self.field) if record else ())
        self.recordShown.emit()
        self.factsChanged.emit()

    def _context(self, record: Record | None) -> FormContext:
        assert self.loaded is not None
        return surroundings(
            self.loaded,
            record,
            person=self.person_id,
            place=self.views.records.position(record.id) if record is not None else (0, 0),
            draft=self.drafts.get(record.id) if record is not None else None,
            people=self.standing.names,
            names=self.name_of,
            activities=self._neighbours.activities,
            language=self.language,
        )
