"""What the form has in hand: the record or the new one, the field with the keyboard, and what the report puts there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.model.evidence import Evidence, Span
from db.model.form import Field, Form
from db.model.records import FieldEntry, Record
from db.model.suggestions import Suggestion
from db.model.values import State, Value
from desktop.ui.form.card import RecordCard
from desktop.ui.form.context import FormContext
from desktop.ui.form.editors import FieldEditor
from desktop.ui.form.family_page import FamilyPage
from desktop.ui.form.passages import meaning
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme


class FormInHand(RecordCard):
    """Takes passages of the report into the record that is shown.

    Attributes:
        passage: what is to prove the record from now on, None where that did not change; set by `pin`.

    Signals:
        edited: something was changed.
    """

    edited = Signal()

    def __init__(
        self,
        form: Form,
        language: str,
        theme: Theme,
        tools: LanguageTools | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(form, language, theme, parent)
        self._form = form
        self._language = language
        self._tools = tools or LanguageTools.installed()
        self._page: FamilyPage | None = None
        self._record: Record | None = None
        self._proposal: Suggestion | None = None
        self._context = FormContext()
        self._focused: str | None = None
        self._problems: dict[str, str] = {}  # said at the field: left unreadable, refused, could not be filled
        self.passage: Evidence | None = None

    def record(self) -> Record | None:
        """The record shown, None while adding or where nothing is."""
        return self._record

    def proposal(self) -> Suggestion | None:
        """What is being added, None otherwise."""
        return self._proposal

    def context(self) -> FormContext:
        """What the form was told with the record."""
        return self._context

    def focused_field(self) -> str | None:
        """The field that a click on the page fills: the one that has the keyboard, or had it before the click."""
        return self._focused

    def editor(self, field: str) -> FieldEditor:
        """The editor of a field of the family shown; raises KeyError."""
        if self._page is None:
            raise KeyError(field)
        return self._page.editors[field]

    def fill(self, passage: Span | Evidence, *, append: bool = False) -> bool:
        """Put what a passage means into the focused field; its evidence moves there.

        Args:
            passage: one span, or several that make one passage (over a page's end, say).
            append: add it to the text that is there; a list is always added to.

        Returns:
            False where there is no such field or where the passage can't be read as its value; then nothing has
            changed, and the field says so.
        """
        editor = self._editor(self._focused)
        evidence = (passage,) if isinstance(passage, Span) else passage
        if editor is None or not evidence:
            return False
        field = editor.field
        found = meaning(editor, evidence, self._parse, append=append)
        if found.value is None:
            self._problems[field.id] = self._unreadable(evidence)
            self._refresh()
            return False
        if found.longer:
            evidence = (*self._evidence_of(editor), *evidence)
        self._problems.pop(field.id, None)
        editor.put(found.value, State.STATED, evidence)
        return True

    def pin(self, passage: Evidence | None) -> None:
        """Take this for what proves the record, or with None what proved it before; it counts once it is decided."""
        self.passage = passage
        self._refresh()
        self.edited.emit()

    def pin_field(self, passage: Evidence) -> bool:
        """Take this for what proves the focused field's value; a field without one is filled from it.

        Returns:
            False where there is no such field, or where it is empty and can't be filled from this.
        """
        editor = self._editor(self._focused)
        if editor is None:
            return False
        if editor.value() is None and editor.problem() is None:
            return self.fill(passage)
        editor.evidence = passage
        editor.changed.emit()
        return True

    def moved_evidence(self, field: str) -> Evidence | None:
        """What is to prove a field from now on; None where that did not change."""
        editor = self._editor(field)
        return editor.evidence if editor is not None else None

    def preview(self, span: Span) -> tuple[str, bool] | None:
        """What a click on a passage would put into the focused field, and whether it can; None without such a field."""
        editor = self._editor(self._focused)
        if editor is None:
            return None
        found = meaning(editor, (span,), self._parse, append=False)
        if found.value is None:
            return self._unreadable((span,)), False
        return f"{editor.accessibleName()}: {editor.value_text(found.value)}", True

    def read(self, text: str) -> Value | None:
        """What a text means for the focused field; None where there is none, or it means nothing for it."""
        editor = self._editor(self._focused)
        return self._parse(text, editor.field) if editor is not None else None

    def mark_not_stated(self) -> bool:
        """Answer "not stated" in the focused field; False where there is none."""
        editor = self._editor(self._focused)
        if editor is None:
            return False
        editor.mark_not_stated()
        return True

    def _parse(self, text: str, field: Field) -> Value | None:
        return self._tools.parse(text, field, self._context.report_language, self._form)

    def _unreadable(self, evidence: Evidence) -> str:
        quote = " ".join(" ".join(span.quote for span in evidence).split())
        shown = quote if len(quote) <= 24 else quote[:23] + "…"
        return self.tr("“{text}” can't be read as this field's value.").format(text=shown)

    def _evidence_of(self, editor: FieldEditor) -> Evidence:
        if editor.evidence is not None:
            return editor.evidence
        entry: FieldEntry | None = self._record.current.get(editor.field.id) if self._record is not None else None
        if entry is not None:
            return entry.evidence
        return self._proposal.field_evidence.get(editor.field.id, ()) if self._proposal is not None else ()

    def _editor(self, field: str | None) -> FieldEditor | None:
        return self._page.editors.get(field) if self._page is not None and field is not None else None

    def _refresh(self) -> None:
        """Bring notes and buttons up to what the editors hold."""
