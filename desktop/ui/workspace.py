"""One open project in the window: its panes, its desk and those who carry out what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.review.queues import unsure
from desktop.ui.accepting import Accepting
from desktop.ui.adding import Adding
from desktop.ui.closing import Closing
from desktop.ui.deciding import Deciding
from desktop.ui.desk import Desk
from desktop.ui.dialogs.asking import Asking
from desktop.ui.drafting import Drafting
from desktop.ui.examining import Examining
from desktop.ui.form.record_form import RecordForm
from desktop.ui.grouping import Grouping
from desktop.ui.messages import MessageBar
from desktop.ui.naming import Naming
from desktop.ui.omissions.left_out import LeftOut
from desktop.ui.omissions.signing import Signing
from desktop.ui.onward import Onward
from desktop.ui.orphans import Orphans
from desktop.ui.pinning import Pinning
from desktop.ui.printing import Printing
from desktop.ui.queue.record_list import RecordList
from desktop.ui.queue.report_list import ReportList
from desktop.ui.releasing import Releasing
from desktop.ui.repeating import Repeating
from desktop.ui.rows import make_sums
from desktop.ui.search.panel import SearchPanel
from desktop.ui.seeking import Seeking
from desktop.ui.settings import Settings
from desktop.ui.sheets.covering import Covering
from desktop.ui.source.images import PictureSource
from desktop.ui.source.view import SourceView
from desktop.ui.status_line import StatusLine
from desktop.ui.tasks import Tasks
from desktop.ui.theme import Theme
from desktop.ui.timekeeping import Timekeeping
from desktop.ui.twinning import Twinning
from desktop.ui.undo_words import undo_words
from desktop.ui.views import Views
from desktop.ui.walking import Walking
from desktop.ui.work_actions import parts_actions
from desktop.ui.work_area import WorkArea
from desktop.ui.working import Working

if TYPE_CHECKING:
    from desktop.services.project import Project
    from desktop.ui.omissions.pane import OmissionPane
    from desktop.ui.source.twin import TwinPane

AT_ONCE = 100  # milliseconds that the panes wait for what they will show
LOOK_EVERY = 1000  # milliseconds between two looks whether another process changed the project


class Workspace(QObject):
    """Builds what a project needs, and answers to the actions that concern it.

    Args:
        place: what the panes will be put into.

    Signals:
        actionRequested(str): a button in a pane asks for an action of the registry.
    """

    actionRequested = Signal(str)

    def __init__(
        self,
        project: Project,
        renderer: PictureSource,
        tasks: Tasks,
        asking: Asking,
        bar: MessageBar,
        settings: Settings,
        theme: Theme,
        language: str,
        parent: QObject | None = None,
        place: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.project = project
        self.tasks = tasks
        self._asking = asking
        self._bar = bar
        self._settings = settings
        self.reports = ReportList(language, theme)
        self.source = SourceView(renderer, theme)
        self.form = RecordForm(project.form, language, theme)
        self.records = RecordList(project.form, language, theme)
        self.records.set_card(self.form)
        stops = (self.reports, self.source, self.form, self.records.view)
        self.search = SearchPanel(self.reports, theme)
        self.area = WorkArea(self.search, self.source, self.records, stops, settings, place)
        self.desk = Desk(project, Views(self.reports, self.source, self.form, self.records), tasks, language, self)
        self.working = Working(self.desk, asking, settings, self)
        self.drafting = Drafting(self.desk, self)
        self.walking = Walking(self.desk, self)
        self.time = Timekeeping(self.desk, self)
        self.deciding = Deciding(self.desk, self.working, self.drafting, asking, self.walking, self)
        self.grouping = Grouping(self.desk, self.working, self.drafting, self.area, renderer, theme, self)
        self._theme = theme
        self.left_out = LeftOut(self.desk, self.working, self.records, self._make_omissions, self)
        self.repeating = Repeating(self.desk, self.deciding, self.walking, self.drafting, self)
        self.naming = Naming(self.desk, self.working, self.drafting, self.area, theme, self)
        self.accepting = Accepting(self.desk, self.working, asking, self)
        self.signing = Signing(self.desk, self.area, asking, theme, self)
        self.grouping.confirmed.connect(self.time.spread)
        self.naming.mended.connect(self.time.spread)
        self.closing = Closing(self.desk, self.working, bar, self.signing, self)
        self.closing.leftOutWanted.connect(self.left_out.show_list)
        self.onward = Onward(self.desk, self.walking, self.closing, bar, self, left_out=self.left_out.count)
        self.seeking = Seeking(self.desk, self.search, self)
        self.twinning = Twinning(self.desk, self.working, self.area, renderer, theme, self)
        self.pinning = Pinning(self.desk, self)
        self.orphans = Orphans(self.desk, self)
        self.examining = Examining(self.desk, self)
        self.adding = Adding(self.desk, asking, bar, self)
        self.printing = Printing(self.desk, asking, bar, renderer, self)
        self.releasing = Releasing(self.desk, asking, settings, bar, self)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self._acts = {**parts_actions(self), **self._actions()}
        self.form.actionRequested.connect(self._form_asks)
        self.form.checkRequested.connect(self.accepting.ask)
        self.source.passwordRequested.connect(self._ask_password)
        self.twinning.passwordRequested.connect(
            lambda: asking.password(self.twinning.name(), False, self.twinning.unlock)
        )
        self.source.recognitionRequested.connect(self._recognise)
        self.reports.addRequested.connect(lambda: self.actionRequested.emit("add_reports"))
        self.desk.recordShown.connect(self._leave_the_buttons)
        self.desk.reportShown.connect(self._begin_at_the_reports)
        self.reports.view.activated.connect(lambda _index: self.focus_work())
        self.desk.settled.connect(self._give_back_keys)
        self.desk.startedToFail.connect(self._started_to_fail)
        self.deciding.endReached.connect(self.onward.go)
        self.left_out.changed.connect(lambda: self.source.set_covered(self.left_out.state))
        self.source.coverageChosen.connect(self.left_out.choose_on)
        self.left_out.countChanged.connect(self.records.filters.set_left_out_count)
        self.time.changed.connect(self._show_times)
        tasks.failedUnheard.connect(self.desk.fail)

    def begin(self) -> None:
        """Show what was shown last; once it is there, find out who works."""
        self.desk.reportShown.connect(self.working.begin, Qt.ConnectionType.SingleShotConnection)
        # Empty panes are not worth painting: most reports are there at once.
        self.area.setUpdatesEnabled(False)
        self.desk.reportShown.connect(self._appear, Qt.ConnectionType.SingleShotConnection)
        QTimer.singleShot(AT_ONCE, self, self._appear)
        self.desk.start(*self._settings.place(self.project.path))
        self._timer.start()

    def _appear(self) -> None:
        self.area.setUpdatesEnabled(True)

    @property
    def omissions(self) -> OmissionPane:
        """The worklist of what no record cites."""
        return self.left_out.pane

    def _make_omissions(self) -> OmissionPane:
        # Imported and made when it is first shown: a window opens without it.
        from desktop.ui.omissions.pane import OmissionPane

        pane = OmissionPane(self._theme, self.records)
        pane.card.actionRequested.connect(self.actionRequested)
        return pane

    @property
    def twin(self) -> TwinPane:
        """Another file of the report beside the first."""
        return self.twinning.pane

    def sheets(self) -> Sequence[Covering[Any]]:
        """Those who cover report and form with a sheet."""
        return self.grouping, self.naming, self.signing

    def act(self, action_id: str) -> bool:
        """Carry out an action, where it is one of the project's."""
        do = self._acts.get(action_id)
        if self.left_out.takes(action_id):
            return True
        if do is None:
            return False
        do()
        return True

    def add(self, paths: Sequence[Path]) -> None:
        """Add reports: chosen or dropped."""
        self.adding.add(paths)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for view in (self.search, self.twinning, self.reports, self.source, self.form, self.records, self.left_out):
            view.set_theme(theme)
        for sheet in self.sheets():
            sheet.set_theme(theme)

    def show_standing(self, line: StatusLine, undo_key: str) -> None:
        """Tell the line below the panes what it should say."""
        desk = self.desk
        state = desk.reports.get(desk.work_id) if desk.work_id else None
        line.set_progress(state.progress if state else None)
        line.set_sums(make_sums(desk.loaded.checks, desk.form, desk.language, self._name) if desk.loaded else ())
        line.set_pace(self.time.seconds(desk.work_id))
        line.set_undo(undo_words(desk), undo_key)

    def _actions(self) -> dict[str, Callable[[], object]]:
        """What takes several parts together."""
        desk = self.desk
        return {
            "find_everywhere": self._search_all,
            "edit_record": self._edit,
            "leave_edit": self._leave,
            "leave_sheet": self._leave_sheet,
            "next_needing": lambda: self._go(desk.next_needing()),
            "previous_needing": lambda: self._go(desk.next_needing(backwards=True)),
            "go_to_page": self._ask_page,
            "show_passage": self._show_passage,
            "suggest_again": self._suggest,
            "recognise": self._recognise,
            "next_report": lambda: self._step_report(1),
            "previous_report": lambda: self._step_report(-1),
            "verify": self._verify,
            "add_reports": lambda: self._asking.reports(self.add),
            "add_folder": lambda: self._asking.report_folder(self.add),
        }

    def _search_all(self) -> None:
        if self.search.isHidden():
            self.area.toggle_reports()
        self.search.begin()

    def _ask_password(self) -> None:
        loaded = self.desk.loaded
        if loaded is None:
            return
        library, work = self.project.library, loaded.work

        def given(password: str) -> None:
            library.keep_password(work.id, password)
            if self.desk.work_id == work.id:
                self.source.unlock(password)

        name = work.files[0].name if work.files else work.title
        self._asking.password(name, library.password(work.id) is not None, given)

    def title(self) -> str:
        """The report on the desk: its title and the period it is about."""
        loaded = self.desk.loaded
        if loaded is None:
            return ""
        own = loaded.own
        start, end = (own.value("period_start"), own.value("period_end")) if own else (None, None)
        period = " – ".join(str(date) for date in (start, end) if date is not None)
        title = own.value("title") if own else None
        return " · ".join(part for part in (str(title or loaded.work.title), period) if part)

    def _name(self, record_id: str) -> str:
        return self.desk.name_of(record_id) or self.tr("a record")

    def _started_to_fail(self, sentence: str, record_id: str) -> None:
        """What was typed is saved; that a check fails over it is said, and one press leads back."""
        words = self.tr("Saved, but look at “{record}” again: {sentence}.")
        self._bar.show_message(
            words.format(record=self._name(record_id), sentence=sentence),
            "warning",
            action=self.tr("Show it"),
            do=lambda: self.desk.choose_record(record_id),
        )

    def _show_times(self) -> None:
        self.reports.set_paces({work: self.time.seconds(work) for work in self.desk.reports})
        self.desk.standingChanged.emit()

    def focus_work(self) -> None:
        """Put the focus where decisions are made."""
        self.records.view.setFocus()

    def close(self) -> None:
        """Save what is half typed and where one was, wait for the writes, close the project."""
        self._timer.stop()
        self.drafting.flush()
        self.time.close()
        self.seeking.close()
        self.examining.close()
        self.printing.cancel()
        self.twinning.close()
        self.adding.cancel_all()
        self._asking.leave()
        self.area.save()
        if self.desk.work_id is not None:
            self._settings.set_place(self.project.path, self.desk.work_id, self.desk.current or "")
        self.desk.close()
        self.source.set_report(None, None)
        self.tasks.close()
        self.project.close()

    def _form_asks(self, action_id: str) -> None:
        """A button or a key of the form; what it may do is the registry's matter."""
        same = {"approve": "confirm", "add": "confirm", "cancel": "leave_edit"}
        self.actionRequested.emit(same.get(action_id, action_id))

    def _begin_at_the_reports(self) -> None:
        """A window that has just opened decides nothing: keys for decisions are not heard in the list of reports."""
        if QApplication.focusWidget() is None:
            self.reports.view.setFocus()

    def _leave_the_buttons(self) -> None:
        """Where the field that had the focus is gone, Qt moves it on to Confirm: there it must not stay."""
        focus = QApplication.focusWidget()
        if focus is not None and self.form.footer.isAncestorOf(focus):
            self.records.view.setFocus()

    def _give_back_keys(self, record_id: str) -> None:
        """After a decision the keys belong to the list again, not to an editor of the record that leaves."""
        focus = QApplication.focusWidget()
        if focus is not None and self.form.isAncestorOf(focus) and self.desk.current == record_id:
            self.records.view.setFocus()

    def _leave(self) -> None:
        if self.desk.proposal is not None:
            self.desk.leave_proposal()
        self.records.view.setFocus()

    def _leave_sheet(self) -> None:
        for sheet in self.sheets():
            sheet.leave()

    def _edit(self) -> None:
        record = self.desk.record()
        family = self.desk.proposal.family if self.desk.proposal else record.family if record else None
        if family is not None:
            fields = [field for field in self.desk.form.family(family).fields if not field.retired]
            doubtful = unsure(record) if record is not None and self.desk.proposal is None else ()
            self.form.focus_field(doubtful[0] if doubtful else fields[0].id)

    def _go(self, record_id: str | None) -> None:
        if record_id is not None:
            self.desk.choose_record(record_id)
            self.walking.arrive()
        else:
            self.onward.tell()

    def _ask_page(self) -> None:
        if self.source.page():
            self._asking.page(self.source.page(), self.source.labels, self.source.go_to_page)

    def _show_passage(self) -> None:
        record = self.desk.record()
        if record is not None:
            self.source.set_current(record.id)

    def _suggest(self) -> None:
        if self.desk.work_id is not None:
            self.adding.suggest(self.desk.work_id)

    def _recognise(self) -> None:
        if self.desk.work_id is not None:
            self.adding.recognise(self.desk.work_id)

    def _step_report(self, by: int) -> None:
        ids = list(self.desk.reports)
        if self.desk.work_id in ids:
            self.desk.choose_report(ids[(ids.index(self.desk.work_id) + by) % len(ids)])

    def _verify(self) -> None:
        def done(faults: Sequence[object]) -> None:
            if not faults:
                self._bar.show_message(self.tr("Nothing is wrong: all is as it was decided, signed and quoted."))
                return
            shown = "\n".join(str(fault) for fault in faults[:5])
            text = self.tr("Faults found: {number}.").format(number=len(faults))
            self._bar.show_message(f"{text}\n{shown}", "error")

        self._bar.show_message(self.tr("Checking the project…"))
        self.tasks.run(lambda task: self.project.verify(), done, self.desk.fail)

    def _look(self) -> None:
        """Read again what another process has changed, unless this one is writing just now."""
        if self.tasks.writing or self.adding.busy:
            return

        def done(changed: bool) -> None:
            if changed:
                self.desk.reload()
                self._bar.show_message(self.tr("Another program changed this project; it is shown as it is now."))

        self.tasks.run(lambda task: self.project.changed_elsewhere(), done, self.desk.fail)
