"""The end of a report: "nothing more in it" by the clerk, signed off by the reviewer, opened again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.people import Person
from db.model.works import WorkState
from desktop.ui.desk import Desk
from desktop.ui.messages import MessageBar, in_words
from desktop.ui.omissions.signing import Signing
from desktop.ui.queue.words import listed
from desktop.ui.snapshot import Fresh
from desktop.ui.working import Working

NAMED = 3


class Closing(QObject):
    """Completes and signs off; a refusal names what is left and leads there.

    Signals:
        leftOutWanted(): the person wants to see what no record cites.
    """

    leftOutWanted = Signal()

    def __init__(
        self, desk: Desk, working: Working, bar: MessageBar, signing: Signing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._working = working
        self._bar = bar
        self._signing = signing
        self._stood: tuple[str, WorkState] | None = None  # the report on the desk, and how it stood
        desk.reportShown.connect(self._look_whether_open)
        self._asked: tuple[str, int] | None = None  # the report, and how much of it was open when that was said

    def complete(self) -> None:
        """Say that nothing more is in the report; where something is cited by no record, only when asked twice."""
        work_id = self._desk.work_id
        if work_id is None or self._half_typed():
            return
        left_out = self._desk.project.left_out

        def counted(number: int) -> None:
            if self._desk.work_id != work_id:
                return
            if number and self._asked != (work_id, number):
                self._asked = (work_id, number)
                self._bar.show_message(
                    self.tr(
                        "Passages that no record cites: {0}. Look at them, or say once more that nothing is missing."
                    ).format(number),
                    "warning",
                    action=self.tr("Show what is left out"),
                    do=self.leftOutWanted.emit,
                )
                return
            self._asked = None
            self._write(
                self._desk.project.review.complete,
                self.tr("The report is complete; a second person can sign it off."),
            )

        def refused(error: Exception) -> None:
            self._desk.fail(error)
            self._refused(error)

        def count() -> None:
            person = self._desk.person
            if person is not None:
                self._desk.tasks.run(lambda task: left_out.open_before_completing(work_id, person), counted, refused)

        self._working.require(count)

    def sign_off(self) -> None:
        """Say the same as the second person, after a look at what was left out."""
        if self._half_typed():
            return
        review = self._desk.project.review

        def sign(shown: Sequence[str]) -> None:
            self._write(
                lambda work, person: review.sign_off(work, person, shown),
                self.tr("The report is signed off for the next release."),
            )

        def refused(error: Exception) -> None:
            self._desk.fail(error)
            self._refused(error)

        self._working.require(lambda: self._signing.begin(sign, refused))

    def reopen(self) -> None:
        """Take either back."""
        self._write(self._desk.project.review.reopen, self.tr("The report is open again."), hold=False)

    def _half_typed(self) -> bool:
        """Whether something in this report was typed and never saved, which nobody would look for any more; says so."""
        desk = self._desk
        found = [record for record in desk.drafts if desk.record(record) is not None]
        if desk.views.form.is_dirty() and desk.proposal is None and desk.current not in (None, *found):
            found.append(desk.current or "")
        if not found and desk.proposal is None:
            return False
        names = self._names(found) if found else self.tr("the new record")
        self._bar.show_message(
            self.tr("Typed, but not saved yet: {names}. Save it, or discard it, first.").format(names=names),
            "warning",
            action=self.tr("Show the first") if found else "",
            do=(lambda: desk.choose_record(found[0])) if found else None,
        )
        return True

    def _write(self, do: Callable[[str, Person], Changes], said: str, *, hold: bool = True) -> None:
        """Write, and say so; with `hold` also whether checks still hold the release back."""

        def write() -> None:
            work_id, person = self._desk.work_id, self._desk.person
            if work_id is None or person is None:
                return

            def done(fresh: Fresh) -> None:
                loaded = self._desk.loaded
                failing = loaded.findings.failing() if loaded is not None and loaded.work.id == work_id else 0
                if failing and hold:
                    words = self.tr("Failing checks hold the release back: {number}.").format(number=failing)
                    self._bar.show_message(f"{said} {words}", "warning")
                else:
                    self._bar.show_message(said)

            self._desk.write(lambda: do(work_id, person), done, self._refused)

        self._working.require(write)

    def _look_whether_open(self) -> None:
        """Say so where a change has opened the report again."""
        loaded, before = self._desk.loaded, self._stood
        self._stood = (loaded.work.id, loaded.work.state) if loaded is not None else None
        if self._stood is None or before is None or before[0] != self._stood[0]:
            return
        if before[1] is not WorkState.OPEN and self._stood[1] is WorkState.OPEN:
            words = self.tr("This opened the report again: it must be completed and signed off anew.")
            self._bar.show_message(words, "warning")

    def _refused(self, error: Exception) -> None:
        """Name the records that are left, and lead to the first; other refusals are told as they are."""
        records = error.parameters.get("records") if isinstance(error, RuleError) else None
        left = [record for record in records if isinstance(record, str)] if isinstance(records, (list, tuple)) else []
        if not left:
            return
        names = self._names(left)
        self._bar.show_message(
            self.tr("{why} Left: {names}.").format(why=in_words(error, self._desk.language), names=names),
            "warning",
            action=self.tr("Show the first"),
            do=lambda: self._desk.choose_record(left[0]),
        )

    def _names(self, records: Sequence[str]) -> str:
        names = listed(f"“{self._name(record)}”" for record in records[:NAMED])
        if len(records) > NAMED:
            names = self.tr("{names} and {number} more").format(names=names, number=len(records) - NAMED)
        return names

    def _name(self, record_id: str) -> str:
        record = self._desk.record(record_id)
        return self._desk.name(record) if record is not None else record_id
