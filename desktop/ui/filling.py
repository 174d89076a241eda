"""Filling a field from the report: what is clicked or dragged over goes into the field that has the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.model.dates import PartialDate
from db.model.evidence import Evidence, Span
from db.model.records import Record
from db.model.values import FieldType

if TYPE_CHECKING:
    from desktop.ui.desk import Desk


class Filling(QObject):
    """Leads from the pages to the field, and lights what proves the field on the pages."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        source = desk.views.source
        source.wordClicked.connect(self._fill)
        source.wordAppended.connect(lambda span: self._fill(span, append=True))
        source.runDragged.connect(self._fill)
        source.wordHovered.connect(self._preview)
        desk.views.form.fieldFocused.connect(self._field_focused)

    def _fill(self, passage: Span | Evidence, append: bool = False) -> None:
        if not self._desk.read_only:
            # Where the passage can't be read as the field's value, the form says so at the field.
            whole = self._whole(passage) if isinstance(passage, Span) else passage
            self._desk.views.form.fill(whole, append=append)

    def _preview(self, span: Span | None) -> None:
        """Say what a click would do before it is made."""
        views = self._desk.views
        found = views.form.preview(self._whole(span)) if span is not None and not self._desk.read_only else None
        words, fits = found if found is not None else ("", False)
        views.source.show_preview(words, fits=fits)

    def _whole(self, span: Span) -> Span:
        """What a click on a word means: in a field for dates the whole date that the word is of."""
        loaded, form = self._desk.loaded, self._desk.views.form
        name = form.focused_field()
        reading = loaded.reading if loaded is not None else None
        if name is None or reading is None or form.editor(name).field.type is not FieldType.DATE:
            return span
        from desktop.documents.spans import make_span
        from desktop.language.date_at import date_at

        def date(text: str) -> PartialDate | None:
            value = form.read(text)
            return value if isinstance(value, PartialDate) else None

        page = reading.pages[span.page - 1]
        found = date_at(page.text, span.start, span.end, date)
        return make_span(page, *found) if found is not None else span

    def _field_focused(self, field_id: object) -> None:
        desk = self._desk
        desk.field = field_id if isinstance(field_id, str) else None
        desk.views.source.set_filling(desk.field is not None and not desk.read_only)
        record = desk.record()
        if record is not None and desk.proposal is None:
            moved = desk.views.form.moved_evidence(desk.field) if desk.field is not None else None
            desk.views.source.set_current(record.id, evidence_of(record, desk.field) if moved is None else moved)
        desk.factsChanged.emit()


def evidence_of(record: Record, field: str | None) -> Evidence:
    """What proves a field of a record."""
    entry = record.current.get(field) if field else None
    return entry.evidence if entry else ()
