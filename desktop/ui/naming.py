"""Mending names: opens the sheet of spellings, and writes what was mended as one batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.model.changes import Changes
from db.model.lines import page_of
from desktop.ui.drafting import Drafting
from desktop.ui.rows import name
from desktop.ui.sheets.covering import Covering
from desktop.ui.theme import Theme
from desktop.ui.work_area import WorkArea
from desktop.ui.working import Working

if TYPE_CHECKING:
    from desktop.review.names import Cluster, Mending, Spelling
    from desktop.ui.desk import Desk
    from desktop.ui.names.sheet import NameSheet

    Base = Covering[NameSheet]
else:
    Base = Covering


class Naming(Base):
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
        super().__init__("names", self._new_sheet, desk, area, theme, parent)
        self._working = working
        self._drafting = drafting
        self._everywhere = True
        desk.changed.connect(self._changed)

    def open(self) -> None:
        """Show the names that are spelt in several ways."""
        if not self.is_open and self._desk.loaded is not None:
            self._working.require(self._begin)

    def apply(self) -> None:
        """Mend what the sheet shows."""
        if self._sheet is not None and self.is_open and not self._writing:
            self._sheet.mend()

    # Inside

    def _begin(self) -> None:
        if self._desk.loaded is None:
            return
        self._drafting.flush()
        self._made().wait(self._everywhere, len(self._desk.reports) > 1)
        self._cover()
        self._read()

    def _new_sheet(self) -> NameSheet:
        # Imported with the first sheet: a window opens without it.
        from desktop.ui.names.sheet import NameSheet

        sheet = NameSheet(self._name_of, self._places_of, self._theme)
        sheet.mendRequested.connect(self._mend)
        sheet.scopeChanged.connect(self._scope_changed)
        return sheet

    def _read(self, note: str = "") -> None:
        """Look for spellings, off the GUI thread, and show them."""
        shown, work, everywhere = self._desk.project.shown, self._work, self._everywhere

        def read() -> list[Cluster]:
            from desktop.review.names import clusters

            return clusters(shown.all_records() if everywhere or work is None else shown.records(work))

        self._ask(read, lambda sheet, found: sheet.set_clusters(found, note))

    def _mend(self, mendings: Sequence[Mending]) -> None:
        person = self._desk.person
        if person is None or self._writing:
            return
        self.mended.emit([(mending.record.id, field) for mending in mendings for field in mending.changes])
        number = len(mendings)
        words = self.tr("1 record is mended.") if number == 1 else self.tr("{number} records are mended.")
        steps = [mending.step() for mending in mendings]
        self._decide(steps, person, lambda: self._read(words.format(number=number)), self._read)

    def _name_of(self, mending: Mending) -> str:
        record = mending.record
        words = name(record, self._desk.form, self._desk.language)
        page = page_of(record)
        return f"{self._page(record.work, page)} · {words}" if page else words

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
