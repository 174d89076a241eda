"""Accepting: a person says that what a check found may be so, and why; or opens again what was accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.model.claims import Acceptance
from desktop.ui.check_words import check_sentence
from desktop.ui.desk import Desk
from desktop.ui.dialogs.asking import Asking
from desktop.ui.working import Working

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult


class Accepting(QObject):
    """Asks for the reason and carries it out; undone like a decision."""

    def __init__(self, desk: Desk, working: Working, asking: Asking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._working = working
        self._asking = asking

    def accept_first(self) -> None:
        """Accept the first thing that fails over the record on the form: at the focused field, if one does."""
        record, loaded = self._desk.record(), self._desk.loaded
        if record is None or loaded is None:
            return
        failing = [result for result in loaded.findings.of(record.id) if result.fails]
        here = [result for result in failing if self._desk.field in result.fields]
        for result in (here or failing)[:1]:
            self.ask(result)

    def reopen_first(self) -> None:
        """Open again the first thing that was accepted over the record on the form."""
        record, loaded = self._desk.record(), self._desk.loaded
        if record is not None and loaded is not None:
            for result in [each for each in loaded.findings.of(record.id) if each.accepted is not None][:1]:
                self.ask(result)

    def ask(self, result: CheckResult) -> None:
        """Accept what a check found once a reason is given; open it again where it was accepted."""
        if not self._desk.read_only:
            self._working.require(lambda: self._open_again(result) if result.accepted else self._ask(result))

    def _ask(self, result: CheckResult) -> None:
        work_id = self._desk.work_id
        if work_id is None:
            return
        sentence = check_sentence(result, self._desk.form, self._desk.language)

        def accept(why: str) -> None:
            person = self._desk.person
            if person is not None:
                checking = self._desk.project.review.checking
                self._desk.write(lambda: checking.accept(work_id, result, person, why))

        self._asking.reason(sentence, accept)

    def _open_again(self, result: CheckResult) -> None:
        person, said = self._desk.person, result.accepted
        if person is None or not isinstance(said, Acceptance):
            return
        review = self._desk.project.review
        if said.by == person.id:
            self._desk.write(lambda: review.undo(person, said.entry))
        else:
            self._desk.write(lambda: review.checking.give_back(said, person))
