"""Mending names: opens the sheet of spellings, and writes what was mended as one batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.model.changes import Changes
from db.model.people import Person
from desktop.ui.drafting import Drafting
from desktop.ui.messages import in_words
from desktop.ui.rows import name
from desktop.ui.snapshot import Fresh
from desktop.ui.theme import Theme
from desktop.ui.work_area import WorkArea
from desktop.ui.working import Working

if TYPE_CHECKING:
    from desktop.review.names import Cluster, Mending, Spelling
    from desktop.ui.desk import Desk
    from desktop.ui.names.sheet import NameSheet


class Naming(QObject):
    """Carries out the mending of names in the report on the desk, or in all reports.

    Signals:
        mended(list): what was looked at: (record, field) of each value.
    """

    mended = Signal(object)

    def __init__(
        self,
        desk: Desk,
        working: Working,
        drafting: Drafting,
        area: WorkArea,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._working = working
        self._drafting = drafting
        self._area = area
        self._theme = theme
        self._sheet: NameSheet | None = None
        self._keys: Mapping[str, str] = {}
        self._everywhere = True
        self._writing = False
        self._asked = 0
        self._work: str | None = None
        desk.changed.connect(self._changed)
        desk.reportShown.connect(self._report_shown)

    @property
    def is_open(self) -> bool:
        """Whether the sheet covers report and form."""
        return self._sheet is not None and self._area.sheet() is self._sheet

    def open(self) -> None:
        """Show the names that are spelt in several ways."""
        if not self.is_open and self._desk.loaded is not None:
            self._working.require(self._begin)

    def leave(self) -> None:
        """Go back to report and form."""
        if self.is_open:
            self._asked += 1
            self._desk.covered = ""
            self._area.leave_sheet()
            self._desk.factsChanged.emit()
            self._desk.views.records.view.setFocus()

    def apply(self) -> None:
        """Mend what the sheet shows."""
        if self._sheet is not None and self.is_open and not self._writing:
            self._sheet.mend()

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

    # Inside

    def _begin(self) -> None:
        if self._desk.loaded is None:
            return
        self._drafting.flush()
        self._work = self._desk.work_id
        sheet = self._made()
        sheet.wait(self._everywhere, len(self._desk.reports) > 1)
        self._area.show_sheet(sheet)
        self._desk.covered = "names"
        self._desk.factsChanged.emit()
        self._read()

    def _made(self) -> NameSheet:
        if self._sheet is None:
            # Imported with the first sheet: a window opens without it.
            from desktop.ui.names.sheet import NameSheet

            self._sheet = NameSheet(self._name_of, self._places_of, self._theme)
            self._sheet.set_keys(self._keys)
            self._sheet.mendRequested.connect(self._mend)
            self._sheet.scopeChanged.connect(self._scope_changed)
            self._sheet.leaveRequested.connect(self.leave)
        return self._sheet

    def _read(self, note: str = "") -> None:
        """Look for spellings, off the GUI thread, and show them."""
        review, work, everywhere = self._desk.project.review, self._work, self._everywhere
        self._asked += 1
        mine = self._asked

        def read() -> list[Cluster]:
            from desktop.review.names import clusters

            return clusters(review.all_records() if everywhere or work is None else review.records(work))

        def done(found: list[Cluster]) -> None:
            if mine == self._asked and self._sheet is not None and self.is_open:
                self._sheet.set_clusters(found, note)

        self._desk.tasks.run(lambda task: read(), done, self._desk.fail)

    def _mend(self, mendings: Sequence[Mending]) -> None:
        person = self._desk.person
        if person is not None and not self._writing:
            self._write(mendings, person)

    def _write(self, mendings: Sequence[Mending], person: Person) -> None:
        review = self._desk.project.review
        steps = [mending.step() for mending in mendings]
        self.mended.emit([(mending.record.id, field) for mending in mendings for field in mending.changes])
        self._writing = True

        def done(fresh: Fresh) -> None:
            self._writing = False
            number = len(steps)
            words = self.tr("1 record is mended.") if number == 1 else self.tr("{number} records are mended.")
            self._read(words.format(number=number))

        def failed(error: Exception) -> None:
            self._writing = False
            self._read()
            self._desk.said.emit(in_words(error, self._desk.language), "warning")

        self._desk.write(lambda: review.decide_all(steps, person), done, failed)

    def _name_of(self, mending: Mending) -> str:
        record = mending.record
        words = name(record, self._desk.form, self._desk.language)
        return f"{self._page(record.work, record.order[0])} · {words}"

    def _places_of(self, spelling: Spelling) -> list[str]:
        return [self._page(use.record.work, use.evidence[0].page) for use in spelling.uses if use.evidence]

    def _page(self, work: str, page: int) -> str:
        words = self.tr("p. {page}").format(page=page)
        state = self._desk.reports.get(work)
        if state is None or len(self._desk.reports) == 1:
            return words
        return f"{state.work.symbol or state.work.title} {words}"

    def _scope_changed(self, everywhere: bool) -> None:
        self._everywhere = everywhere
        self._read()

    def _changed(self, changes: Changes) -> None:
        if changes.records and self.is_open and not self._writing:
            self._read()

    def _report_shown(self) -> None:
        if self.is_open and self._desk.work_id != self._work:
            self.leave()
