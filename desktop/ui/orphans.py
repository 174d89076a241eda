"""Records whose passage is not in the file that is shown: said in the card, with the closest place to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.model.evidence import Span
from desktop.ui.desk import Desk

if TYPE_CHECKING:
    from desktop.documents.placing import Orphan


LONGEST = 90  # characters of the closest place that the card shows


class Orphans(QObject):
    """Tells of the record on the desk what of its passages was not found again."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._closest: Span | None = None
        desk.recordShown.connect(self._tell)
        desk.views.form.edited.connect(self._tell)
        note = desk.views.form.orphan
        note.showRequested.connect(self._show)
        note.pinRequested.connect(self._pin)

    def _tell(self) -> None:
        desk, form = self._desk, self._desk.views.form
        record = desk.record() if desk.proposal is None else None
        placed = desk.loaded.records.placer.placed(record) if desk.loaded is not None and record else None
        orphans = placed.orphans if placed is not None and form.passage is None else ()
        if placed is not None and placed.evidence and placed.by_figures:
            # Words of another language are never found; that a figure is not is worth saying.
            orphans = tuple(each for each in orphans if any(char.isdigit() for char in each.span.quote))
        # What proves the record comes before what proves one of its fields.
        orphan = max(orphans, key=lambda each: len(each.span.quote), default=None)
        self._closest = orphan.candidate if orphan is not None else None
        whole = placed is not None and not placed.evidence
        form.orphan.say(self._words(orphan, whole), place=self._closest is not None, pin=whole and not desk.read_only)
        form.fit()

    def _words(self, orphan: Orphan | None, whole: bool) -> str:
        if orphan is None:
            return ""
        if self._closest is None:
            if whole:
                return self.tr("Passage not found in this file.")
            return self.tr("A part of the passage was not found in this file.")
        if whole:
            told = self.tr("Passage not found in this file; closest place ({score} %).")
        else:
            told = self.tr("A part of the passage was not found in this file; closest place ({score} %).")
        words = " ".join(self._closest.quote.split())
        words = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
        return f"{told.format(score=round(100 * orphan.score))}\n“{words}”"

    def _show(self) -> None:
        record = self._desk.record()
        if record is not None and self._closest is not None:
            self._desk.views.source.set_current(record.id, (self._closest,))

    def _pin(self) -> None:
        if self._closest is not None and not self._desk.read_only:
            closest = self._closest
            self._show()
            self._desk.views.form.pin((closest,))
