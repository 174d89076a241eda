"""Re-pinning: what is selected or dragged on the pages becomes what proves the record, or the field in hand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from db.model.evidence import Evidence
from db.model.records import Record
from desktop.ui.desk import Desk
from desktop.ui.filling import evidence_of


class Pinning(QObject):
    """Leads passages from the pages to the form, and shows there what is changed and not saved yet."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._moved: str | None = None  # the record that is lit where it is not saved yet
        source = desk.views.source
        source.set_adjustable(not desk.read_only)
        source.passageDragged.connect(self._take)
        desk.recordShown.connect(self._show)
        desk.views.form.edited.connect(self._show)

    def pin(self) -> None:
        """Let the selected text prove what is in hand: a focused field, else the record."""
        selected = self._desk.views.source.selection()
        if not selected:
            self._desk.said.emit(self.tr("Select the passage in the report first."), "info")
            return
        self._take(selected)
        self._desk.views.source.clear_selection()

    def _take(self, passage: Evidence) -> None:
        desk = self._desk
        form = desk.views.form
        if desk.read_only:
            return
        if desk.proposal is not None:
            desk.show_proposal(replace(desk.proposal, evidence=passage), form.draft())
        elif desk.record() is not None and form.focused_field() is not None:
            form.pin_field(passage)
        elif desk.record() is not None:
            form.pin(passage)

    def _show(self) -> None:
        """Light the passage where it is going to be."""
        desk = self._desk
        if desk.proposal is not None:
            return
        record, form = desk.record(), desk.views.form
        if self._moved is not None and (record is None or record.id != self._moved):
            left = desk.record(self._moved)
            self._moved = None
            if left is not None:
                self._light(left, left.evidence)
        if record is None or form.record() is None:
            return
        if form.passage is not None:
            self._moved = record.id
            self._light(record, form.passage)
            if not record.evidence and desk.field is None:
                desk.views.source.set_current(record.id, form.passage)  # of itself it has no place to be led to
        elif self._moved == record.id:
            self._moved = None
            self._light(record, record.evidence)
        moved = form.moved_evidence(desk.field) if desk.field is not None else None
        if moved is not None or (desk.field is not None and form.focused_field() == desk.field):
            desk.views.source.set_current(record.id, evidence_of(record, desk.field) if moved is None else moved)

    def _light(self, record: Record, passage: Evidence) -> None:
        source = self._desk.views.source
        mark = source.mark(record.id)
        if mark is not None and mark.evidence != passage:
            source.update_marks([replace(mark, evidence=passage)])
