"""Decisions: what Enter, Del and the other keys do to the record on the desk, and where they go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.form import label
from db.model.people import Person
from db.model.records import SETTLED, FieldChange, Record
from db.model.suggestions import Suggestion
from db.model.values import FieldType, State
from db.model.works import WorkState
from desktop.review.queues import task
from desktop.ui.desk import Desk
from desktop.ui.dialogs.asking import Asking
from desktop.ui.drafting import Drafting
from desktop.ui.form.context import FieldProblem
from desktop.ui.messages import in_words
from desktop.ui.snapshot import Fresh
from desktop.ui.walking import Step, Walking
from desktop.ui.working import Working

Fields = Mapping[str, FieldChange]


class Deciding(QObject):
    """Carries out what a person decides, one write at a time for a record.

    Signals:
        endReached(): nothing in the report needs the person, and Enter was pressed.
    """

    endReached = Signal()

    def __init__(
        self,
        desk: Desk,
        working: Working,
        drafting: Drafting,
        asking: Asking,
        walking: Walking,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._walking = walking
        self._desk = desk
        self._working = working
        self._drafting = drafting
        self._asking = asking
        self._under_way: set[str] = set()

    def confirm(self) -> None:
        """Go to the next thing that needs the person, saying yes to what is left: a field, the record.

        The record is confirmed, corrected or approved, or added, by what the form shows.
        """
        if self._desk.read_only:
            return
        if self._desk.proposal is not None:
            self._working.require(lambda: self._unsign(self._add))
        elif self._desk.record() is not None:
            self._working.require(self._enter)
        else:
            self.endReached.emit()

    def confirm_now(self) -> None:
        """Decide at once, if all fields that want a look had one; else lead to the first that had none."""
        if self._desk.proposal is not None or self._desk.record() is None:
            self.confirm()
            return
        step = self._walking.step()
        if step.kind == "field" and step.field is not None:
            record = self._desk.record()
            assert record is not None
            name = label(self._desk.form.family(record.family).field(step.field).labels, self._desk.language)
            self._desk.said.emit(self.tr("Look at “{field}” first.").format(field=name), "info")
        self.confirm()

    def not_stated(self) -> None:
        """Answer "not stated" in the field; where the field was the next thing to look at, go on from it."""
        stopped = self._walking.is_at_stop() and self._walking.is_on_screen()
        if self._desk.views.form.mark_not_stated() and stopped:
            self.confirm()

    def reject(self) -> None:
        """Say that the record is none; a proposal is simply left."""
        if self._desk.proposal is not None:
            self._desk.leave_proposal()
            return
        review = self._desk.project.review
        self._decide(lambda record, person: review.reject(record.id, person))

    def postpone(self) -> None:
        """Leave the record for later."""
        review = self._desk.project.review
        self._decide(lambda record, person: review.postpone(record.id, person))

    def send_back(self) -> None:
        """Return the record to its clerk with a question."""
        record = self._desk.record()
        if record is None or record.decision not in SETTLED:
            return

        def ask() -> None:
            self._asking.question(self._desk.name(record), send)

        def send(why: str) -> None:
            person = self._desk.person
            if person is not None:
                review = self._desk.project.review
                self._write(record, lambda: review.return_(record.id, person, why))

        self._working.require(lambda: self._unsign(ask))

    def undo(self) -> None:
        """Take back the person's last entry and show what it was about."""
        self._take_back(self._desk.project.review.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._take_back(self._desk.project.review.redo)

    def propose(self, family: str) -> None:
        """Begin a record of this family from the text selected in the report."""
        spans = self._desk.views.source.selection()
        work_id = self._desk.work_id
        if not spans or work_id is None:
            self._desk.said.emit(self.tr("Select the passage in the report first."), "info")
            return
        first = spans[0]
        project = self._desk.project

        def done(suggestion: Suggestion) -> None:
            # What is selected across pages or cells proves the record as a whole, whatever was parsed of it.
            self._desk.show_proposal(replace(suggestion, evidence=spans) if len(spans) > 1 else suggestion)

        self._desk.tasks.run(
            lambda _: project.review.propose(work_id, family, first.page, first.start, first.end),
            done,
            self._desk.fail,
        )

    def discard(self) -> None:
        """Throw away what was typed."""
        if self._desk.proposal is not None:
            self._desk.leave_proposal()
        elif self._desk.current is not None:
            self._desk.views.form.revert()
            self._drafting.discard(self._desk.current)

    # Inside

    def _fields(self) -> Fields | None:
        """What the form changes; None, with a word about it, where a field can't be read."""
        try:
            return self._desk.views.form.changes()
        except FieldProblem as problem:
            self._desk.views.form.show_problem(problem.field, problem.message)
            return None

    def _enter(self) -> None:
        record = self._desk.record()
        if record is None or record.id in self._under_way:
            return
        step: Step = self._walking.step()
        if step.kind == "decide":
            self._confirm()
        elif step.kind == "record" and step.record is not None:
            self._desk.choose_record(step.record)
            self._walking.arrive()
        elif step.kind == "end":
            self.endReached.emit()
        elif step.kind == "field" and self._fields() is None:
            return  # it says so at the field that can't be read
        elif step.kind != "wait":
            self._walking.take(step)

    def _confirm(self) -> None:
        record, person = self._desk.record(), self._desk.person
        if record is None or person is None or record.id in self._under_way:
            return
        fields = self._fields()
        if fields is None:
            return
        review = self._desk.project.review
        wanted = task(record, person.id)
        passage = self._desk.views.form.passage
        if fields or passage is not None:

            def correct() -> None:
                self._write(
                    record, lambda: review.correct(record.id, person, fields, evidence=passage, digest=record.digest)
                )

            if wanted == "approve":
                self._asking.choice(
                    self.tr("You change what you review"),
                    self.tr("Correct it yourself?"),
                    self.tr(
                        "Then the record is yours, and somebody else must approve it. To leave it with its clerk,"
                        " return it with a question instead."
                    ),
                    self.tr("Correct it"),
                    correct,
                )
            else:
                self._unsign(correct)
        elif wanted == "approve":
            self._write(record, lambda: review.approve(record.id, person, record.digest))
        else:
            self._write(record, lambda: review.confirm(record.id, person, record.digest))

    def _decide(self, do: Callable[[Record, Person], Changes]) -> None:
        def decided() -> None:
            record, person = self._desk.record(), self._desk.person
            ready = record is not None and record.id not in self._under_way and self._walking.is_on_screen()
            if record is not None and person is not None and ready:
                self._unsign(lambda: self._write(record, lambda: do(record, person)))

        if self._desk.record() is not None and not self._desk.read_only:
            self._working.require(decided)

    def _unsign(self, do: Callable[[], None]) -> None:
        """Do what opens a report again; ask first where it is signed off: no key pressed by mistake undoes that."""
        loaded = self._desk.loaded
        if loaded is None or loaded.work.state is not WorkState.SIGNED_OFF:
            do()
            return
        self._asking.choice(
            self.tr("The report is signed off"),
            self.tr("Change it all the same?"),
            self.tr("That opens the report again: the record must be approved, and the report signed off, anew."),
            self.tr("Open it again"),
            do,
        )

    def _write(self, record: Record, do: Callable[[], Changes]) -> None:
        """Write, and go on to the next once it is on the disk; on a failure everything stays as it was."""
        person = self._desk.person
        following = self._desk.next_needing()
        review = self._desk.project.review
        self._drafting.flush()
        had_draft = record.id in self._desk.drafts
        self._under_way.add(record.id)

        def work() -> Changes:
            changes = do()
            if had_draft and person is not None:
                review.draft(person, record.id, None)
            return changes

        def done(fresh: Fresh) -> None:
            self._under_way.discard(record.id)
            if following is None:
                self._desk.nothingLeft.emit()
            elif self._desk.current == following:
                self._walking.arrive()

        def failed(error: Exception) -> None:
            self._under_way.discard(record.id)
            if isinstance(error, RuleError):
                self._stand_at(error, record)

        self._desk.write(work, done, failed, settles=record.id, following=following)

    def _stand_at(self, error: RuleError, record: Record) -> None:
        """Show where the refusal points: the field that is missing, or the record as it is now."""
        field = first_field(error)
        if field is not None:
            self._desk.views.form.show_problem(field, in_words(error, self._desk.language))
        elif error.code == "stale":
            self._desk.reload()

    def _take_back(self, do: Callable[[Person], Changes]) -> None:
        def write() -> None:
            person = self._desk.person
            if person is not None:
                self._desk.write(lambda: do(person), self._show)

        self._drafting.flush()
        if not self._desk.read_only:
            self._working.require(write)

    def _show(self, fresh: Fresh) -> None:
        """Go to the record that an undo or a redo touched."""
        here = [record for record in fresh.changes.records if self._desk.record(record) is not None]
        focus = QApplication.focusWidget()
        if here and focus is not None and self._desk.views.form.isAncestorOf(focus):
            self._desk.views.records.view.setFocus()  # the field was another record's
        if here:
            self._desk.choose_record(here[0])
        elif fresh.elsewhere is not None:
            self._desk.choose_report(*fresh.elsewhere)

    def _add(self) -> None:
        proposal, person, work_id = self._desk.proposal, self._desk.person, self._desk.work_id
        if proposal is None or person is None or work_id is None or proposal.id in self._under_way:
            return
        fields = self._fields()
        if fields is None:
            return
        family = self._desk.form.family(proposal.family)
        said = {name: change.value for name, change in fields.items() if change.state is State.STATED}
        read = proposal.fields.items()
        if all(family.field(name).type is FieldType.CHOICE and (name, value) in read for name, value in said.items()):
            # A kind that nobody chose is no fact: Enter once too often would add it, and the passage would be cited.
            words = self.tr("Nothing is filled in yet. Say what it is, or leave it with Esc.")
            self._desk.views.form.show_problem(family.fields[0].id, words)
            return
        review = self._desk.project.review
        self._under_way.add(proposal.id)

        def done(fresh: Fresh) -> None:
            self._under_way.discard(proposal.id)
            if self._desk.proposal is proposal:
                self._desk.leave_proposal()
                self._show(fresh)
                self._desk.views.records.view.setFocus()

        def failed(error: Exception) -> None:
            self._under_way.discard(proposal.id)
            field = first_field(error)
            if field is not None:
                self._desk.views.form.show_problem(field, in_words(error, self._desk.language))

        self._desk.write(lambda: review.add(work_id, proposal.family, person, fields, proposal.evidence), done, failed)


def first_field(error: Exception) -> str | None:
    """The field that a refusal is about, the first of several."""
    if not isinstance(error, RuleError):
        return None
    fields = error.parameters.get("fields") or error.parameters.get("field")
    found = fields[0] if isinstance(fields, (list, tuple)) and fields else fields
    return found if isinstance(found, str) else None
