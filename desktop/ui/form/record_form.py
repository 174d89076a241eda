"""The form: the current record as a card of real editors, or a record that is being added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from db.model.form import Form
from db.model.records import SETTLED, Decision, FieldChange, Record
from db.model.suggestions import Suggestion
from desktop.ui.form import gathering, notes
from desktop.ui.form.context import FieldProblem, FormContext
from desktop.ui.form.editors import FieldEditor
from desktop.ui.form.family_page import FamilyPage
from desktop.ui.form.field_notes import Note
from desktop.ui.form.footer import Mode
from desktop.ui.form.in_hand import FormInHand
from desktop.ui.form.menu import fill_menu
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme

__all__ = ["FieldProblem", "FormContext", "RecordForm"]


class RecordForm(FormInHand):
    """Shows one record and gathers what the person changes in it; it decides and stores nothing itself.

    Signals:
        fieldFocused: id of the field that has the keyboard, None when none has.
        actionRequested: "confirm", "reject", "postpone", "approve", "return", "not_stated"; while adding "add" and
            "cancel". Enter in a field asks for what the filled button does.
    """

    fieldFocused = Signal(object)
    actionRequested = Signal(str)

    def __init__(
        self,
        form: Form,
        language: str,
        theme: Theme,
        tools: LanguageTools | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(form, language, theme, tools, parent)
        self._pages: dict[str, FamilyPage] = {}
        self._failing: tuple[dict[str, list[Note]], list[Note]] = ({}, [])
        self._more: list[QAction] = []
        self._hint = ""  # the key that says "not stated"
        self.footer.actionRequested.connect(self._request)
        self.footer.menuWanted.connect(self._fill_menu)

    # -- what is shown

    def show_record(self, record: Record | None, context: FormContext | None = None) -> None:
        """Show a record, or nothing.

        What the person has typed into this same record stays while the record's own values stay: a refresh after
        somebody else's change of another record must not take half-typed text away.
        """
        context = context or FormContext()
        if record is None:
            self._record = self._proposal = None
            self._forget_focus()
            self._show_nothing()
            return
        before = self._record
        same = before is not None and before.id == record.id and self._proposal is None
        keeps = same and before is not None and before.current == record.current and self.is_dirty()
        keeps = keeps and before is not None and before.evidence == record.evidence
        self._record, self._proposal, self._context = record, None, context
        page = self._open(record.family)
        page.prepare(context.report_language, context.links)
        if before is None or not same or before.digest != record.digest:
            self.begin_painting()
        if not same:
            self._forget_focus()
            self.area.verticalScrollBar().setValue(0)
        if not keeps:
            self._problems.clear()
            for name, editor in page.editors.items():
                entry = record.current.get(name)
                editor.set_value(entry.value if entry else None, entry.state if entry else None)
            gathering.apply_draft(page.editors, context.draft or {})
            self.passage = gathering.drafted_passage(context.draft or {})
        page.hide_retired()
        self.header.show_record(record, context)
        self._show_question()
        self._failing = notes.failing_notes(record, context, self._form, self._language, self._tools)
        self._refresh()

    def show_proposal(self, suggestion: Suggestion, context: FormContext | None = None) -> None:
        """Show a record that is about to be added, with what could be read already in its fields."""
        context = context or FormContext()
        self._record, self._proposal, self._context = None, suggestion, context
        self.passage = None
        self._problems.clear()
        self._forget_focus()
        page = self._open(suggestion.family)
        page.prepare(context.report_language, context.links)
        for name, editor in page.editors.items():
            value = suggestion.fields.get(name)
            if value is None and editor.field.default and self._has_main_value(editor, suggestion):
                value = editor.field.default
            editor.set_value(value)
        gathering.apply_draft(page.editors, context.draft or {})
        page.hide_retired()
        self.header.show_new(suggestion, context)
        self.question.hide()
        self._failing = ({}, [])
        self.area.verticalScrollBar().setValue(0)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.header.set_theme(theme)
        self.footer.set_theme(theme)
        self.orphan.set_theme(theme)
        self.repeats.set_theme(theme)
        self.remarks.set_theme(theme)
        for page in self._pages.values():
            page.set_theme(theme)
        self.dress()
        self.update()

    def set_keys(self, keys: Mapping[str, str], typed: Mapping[str, str] | None = None) -> None:
        """Show these keys at the buttons, action id to text; `typed` while a field is being typed in."""
        self.footer.set_keys(keys, typed)
        self._hint = {**keys, **(typed or {})}.get("not_stated", "")
        for page in self._pages.values():
            page.show_key(self._hint)

    def set_read_only(self, read_only: bool) -> None:
        """Show records without letting anything be changed or decided."""
        for part in (self._rows, self.footer):
            part.setEnabled(not read_only)

    def set_more_actions(self, actions: Sequence[QAction]) -> None:
        """Put these into the menu "…", below the form's own."""
        self._more = list(actions)

    # -- what the person changed

    def changes(self) -> dict[str, FieldChange]:
        """What differs from the record; while adding, all that is known.

        Raises:
            FieldProblem: a field holds text that can't be read; it is shown there.
        """
        if self._page is None:
            return {}
        editors = self._page.editors
        unread = {name: editor.problem() or "" for name, editor in editors.items() if editor.problem()}
        if unread:
            self._problems |= unread
            self._refresh()
            raise FieldProblem(*next(iter(unread.items())))
        found = gathering.known(editors, self._proposal) if self._proposal else gathering.changed(editors)
        return found | gathering.qualifiers(editors, found)

    def is_dirty(self) -> bool:
        """Whether anything differs, what can't be read included."""
        if self._page is None:
            return False
        return self.passage is not None or any(editor.is_changed() for editor in self._page.editors.values())

    def draft(self) -> dict[str, str] | None:
        """What stands in the changed fields, as text; None where nothing is changed."""
        return gathering.draft(self._page.editors, self.passage) if self._page is not None else None

    def focus_field(self, field: str) -> None:
        """Give a field the keyboard, and scroll it into view."""
        editor = self._editor(field)
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reveal(field)

    def stop_at(self, field: str) -> None:
        """Give a field the keyboard so that it is looked at; what is typed replaces what is there."""
        editor = self._editor(field)
        if editor is not None:
            editor.arrive()
            self._reveal(field)

    def show_problem(self, field: str, message: str) -> None:
        """Say at a field why it was refused, and go there."""
        if self._editor(field) is not None:
            self._problems[field] = message
            self._refresh()
            self.focus_field(field)

    def revert(self) -> None:
        """Take back every change of this record that was not decided."""
        if self._page is not None:
            for editor in self._page.editors.values():
                if editor.is_changed():
                    editor.revert()
        if self.passage is not None:
            self.pin(None)

    def is_ticked(self, field: str) -> bool:
        """Whether the row of a field shows that a person has checked it."""
        return self._page is not None and self._page.row_of(field).is_ticked()

    def notes_of(self, field: str) -> tuple[Note, ...]:
        """What is said under the row of a field."""
        return self._page.row_of(field).notes.notes() if self._page is not None else ()

    # -- within

    def _open(self, family: str) -> FamilyPage:
        page = self._pages.get(family)
        if page is None:
            page = FamilyPage(
                self._form.family(family), self._form, self._language, self._tools, self._theme, self._rows
            )
            page.changed.connect(self._was_edited)
            page.focusChanged.connect(self._focus_moved)
            page.actionRequested.connect(self._request)
            page.restoreRequested.connect(self._restore)
            page.checkRequested.connect(self.checkRequested)
            self._pages[family] = page
            page.show_key(self._hint)
            self.rows_box.addWidget(page)
            # Tab goes from the last field to the buttons
            order = [page.last_focus(), *self.footer.buttons()]
            for first, second in pairwise(order):
                QWidget.setTabOrder(first, second)
        if page is not self._page and self._page is not None:
            self._page.hide()
        self._page = page
        page.show()
        self.open_card(True)
        return page

    def _show_nothing(self) -> None:
        if self._page is not None:
            self._page.hide()
            self._page = None
        self.open_card(False)

    def _mode(self) -> Mode:
        if self._proposal is not None:
            return "add"
        if self._context.task is not None:
            return self._context.task
        return "done" if self._record is not None and self._record.decision in SETTLED else "decide"

    def _refresh(self) -> None:
        """Bring notes and buttons up to what the editors hold."""
        page = self._page
        if page is None:
            return
        dirty = self.is_dirty()
        self.footer.set_mode(
            self._mode(), dirty=dirty, rejected=self._record is not None and self._record.decision is Decision.REJECTED
        )
        failing, others = self._failing
        for row in page.rows:
            said: list[tuple[str, Note]] = []
            for editor in row.editors:
                name = editor.field.id
                if name in self._problems:
                    said.append((name, Note("bad", self._problems[name])))
                said.extend((name, note) for note in failing.get(name, ()))
                if self._record is not None:
                    doubts = notes.unsure_note(editor, self._record, self._context.unsure)
                    said.extend((name, note) for note in doubts)
                    said.extend((name, note) for note in notes.machine_note(editor, self._record))
                    said.extend((name, note) for note in notes.passage_note(editor))
            row.show_notes(said)  # brings the boxes up to date too
            row.set_tick(notes.tick(row.editors, self._record, self._context))
        remarks = list(others)
        if dirty and self._context.task == "approve" and self._record is not None:
            words = self.tr("Your change makes you its clerk: somebody else must then approve.")
            remarks.append(Note("warning", words))
        if self.passage is not None and self._record is not None:
            remarks.append(Note("muted", self.tr("The record's passage is another one now. It is saved with it.")))
        self.remarks.set_notes(tuple(remarks))
        self.fit()
        self.update()

    def _show_question(self) -> None:
        words = notes.question(self._record, self._context)
        self.question.setVisible(bool(words))
        self.question.setText(words)

    def _has_main_value(self, editor: FieldEditor, suggestion: Suggestion) -> bool:
        return editor.field.beside is None or suggestion.fields.get(editor.field.beside) is not None

    def _restore(self, field: str) -> None:
        entry = self._record.machine.get(field) if self._record is not None else None
        editor = self._editor(field)
        if entry is None or editor is None or self._record is None:
            return
        present = self._record.current.get(field)
        moved = present is not None and present.evidence != entry.evidence
        editor.put(entry.value, entry.state, entry.evidence if moved else None)

    def _was_edited(self, field: str) -> None:
        editor = self._editor(field)
        if self._problems.pop(field, None) is not None and editor is not None and editor.problem() is not None:
            self._problems[field] = editor.problem() or ""  # said before and still so: keep saying it
        self._refresh()
        self.edited.emit()

    def _focus_moved(self, field: str, came: bool) -> None:
        editor = self._editor(field)
        self.footer.set_typing(came)
        if came:
            self._reveal(field)
            if field != self._focused:
                self._focused = field
                self.fieldFocused.emit(field)
            return
        problem = editor.problem() if editor is not None else None
        if problem is not None:
            self._problems[field] = problem
        self._refresh()
        # A click elsewhere (on the page, to fill the field) or another window keeps the field in mind.
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if not by_mouse and QGuiApplication.focusWindow() is not None and self._focused == field:
            self._forget_focus()

    def _forget_focus(self) -> None:
        if self._focused is not None:
            self._focused = None
            self.fieldFocused.emit(None)

    def _reveal(self, field: str) -> None:
        if self._page is not None:
            self.area.ensureWidgetVisible(self._page.row_of(field), 0, 8)

    def _request(self, action: str) -> None:
        # a field asks to confirm; what that means depends on what the person must do
        if action == "confirm" and self.sender() is not self.footer:
            action = self.footer.primary_action()
        self.actionRequested.emit(action)

    def _fill_menu(self, menu: QMenu) -> None:
        editor = self._editor(self._focused)
        entry = self._record.machine.get(editor.field.id) if self._record is not None and editor is not None else None
        restore = (lambda: self._restore(editor.field.id)) if editor is not None else None
        fill_menu(menu, editor, entry, restore, self.revert if self.is_dirty() else None, self._more)
