"""Covers report and form with a sheet: makes it when it is first needed, keeps its keys and colours, leaves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject

from db.model.batches import Step
from db.model.people import Person
from desktop.ui.messages import in_words
from desktop.ui.sheets.sheet import Sheet
from desktop.ui.theme import Theme
from desktop.ui.work_area import WorkArea

if TYPE_CHECKING:
    from desktop.ui.desk import Desk
    from desktop.ui.snapshot import Fresh

S = TypeVar("S", bound=Sheet)
T = TypeVar("T")


class Covering(QObject, Generic[S]):
    """Base of those who lead through a sheet about the report on the desk; another report closes it.

    Args:
        fact: what holds while the sheet is open, for the action registry.
        make: makes the sheet; called when it is first opened, so that a window opens without it.
    """

    def __init__(
        self,
        fact: str,
        make: Callable[[], S],
        desk: Desk,
        area: WorkArea,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._fact = fact
        self._make = make
        self._desk = desk
        self._area = area
        self._theme = theme
        self._sheet: S | None = None
        self._keys: Mapping[str, str] = {}
        self._work: str | None = None
        self._asked = 0
        self._writing = False
        desk.reportShown.connect(self._leave_with_report)

    @property
    def is_open(self) -> bool:
        """Whether the sheet covers report and form."""
        return self._sheet is not None and self._area.sheet() is self._sheet

    def leave(self) -> None:
        """Go back to report and form."""
        if self.is_open:
            self._asked += 1
            self._work = None
            self._area.leave_sheet()
            self._tell_covered("")
            self._desk.views.records.view.setFocus()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys at the buttons, action id to text."""
        self._keys = keys
        if self._sheet is not None:
            self._sheet.set_keys(keys)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        if self._sheet is not None:
            self._sheet.set_theme(theme)

    # For those who lead

    def _made(self) -> S:
        if self._sheet is None:
            self._sheet = self._make()
            self._sheet.set_keys(self._keys)
            self._sheet.leaveRequested.connect(self.leave)
        return self._sheet

    def _cover(self) -> None:
        """Show the sheet, and give it the keyboard."""
        self._work = self._desk.work_id
        self._area.show_sheet(self._made())
        self._tell_covered(self._fact)

    def _ask(self, read: Callable[[], T], show: Callable[[S, T], None]) -> None:
        """Read off the GUI thread and show that, unless the sheet was left or something was asked after it."""
        self._asked += 1
        mine = self._asked

        def came(found: T) -> None:
            if mine == self._asked and self.is_open and self._sheet is not None:
                show(self._sheet, found)

        self._desk.tasks.run(lambda task: read(), came, self._desk.fail)

    def _decide(
        self, steps: Sequence[Step], person: Person, done: Callable[[], None], again: Callable[[], None]
    ) -> None:
        """Carry out many decisions as one; where somebody has changed what they are about, none, and look again."""
        review = self._desk.project.review
        self._writing = True

        def written(_fresh: Fresh) -> None:
            self._writing = False
            done()

        def failed(error: Exception) -> None:
            self._writing = False
            again()
            self._desk.said.emit(in_words(error, self._desk.language), "warning")

        self._desk.write(lambda: review.decide_all(steps, person), written, failed)

    def _tell_covered(self, fact: str) -> None:
        self._desk.covered = fact
        self._desk.factsChanged.emit()

    def _leave_with_report(self) -> None:
        if self.is_open and self._desk.work_id != self._work:
            self.leave()
