"""All rows of one family; built once, then given one record after the other."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.model.form import Family, Form
from db.model.values import State
from desktop.ui.form.editors import FieldEditor, make_editor
from desktop.ui.form.field_row import FieldRow
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme


class FamilyPage(QWidget):
    """The editors of a family, in the order of the form.

    Signals:
        changed, actionRequested, restoreRequested: id of the field (and of the action).
        focusChanged: id of the field, and whether the keyboard came.
        checkRequested(CheckResult): what a check found is to be accepted, or opened again.
    """

    changed = Signal(str)
    focusChanged = Signal(str, bool)
    actionRequested = Signal(str)
    restoreRequested = Signal(str)
    checkRequested = Signal(object)

    def __init__(
        self, family: Family, form: Form, language: str, tools: LanguageTools, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.family = family
        self.editors: dict[str, FieldEditor] = {}
        self.rows: list[FieldRow] = []
        self._row_of: dict[str, FieldRow] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 8)
        box.setSpacing(4)
        heads = {field.id for field in family.fields if field.beside is None}
        for field in family.fields:
            if field.beside in heads:
                continue
            group = [field, *(other for other in family.fields if other.beside == field.id)]
            editors = [make_editor(item, form, language, tools, theme, self) for item in group]
            row = FieldRow(editors, language, theme, self)
            row.restoreRequested.connect(self.restoreRequested)
            row.notes.checkRequested.connect(self.checkRequested)
            self.rows.append(row)
            box.addWidget(row)
            for editor in editors:
                self.editors[editor.field.id] = editor
                self._row_of[editor.field.id] = row
                editor.changed.connect(lambda name=editor.field.id: self.changed.emit(name))
                editor.focusChanged.connect(lambda came, name=editor.field.id: self.focusChanged.emit(name, came))
                editor.actionRequested.connect(self.actionRequested)
        box.addStretch(1)
        self._chain()

    def _chain(self) -> None:
        """Tab goes field to field in the order of the form."""
        order = [self._keyed(editor) for editor in self.editors.values()]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def last_focus(self) -> QWidget:
        """The last widget of the page that takes keys."""
        return self._keyed(list(self.editors.values())[-1])

    @staticmethod
    def _keyed(editor: FieldEditor) -> QWidget:
        return editor.focusProxy() or editor

    def show_key(self, key: str) -> None:
        """Show the key that says "not stated" where a field offers the words."""
        for row in self.rows:
            for box in row.boxes.values():
                box.hint.set_key(key)

    def row_of(self, field: str) -> FieldRow:
        """The row that holds a field."""
        return self._row_of[field]

    def prepare(self, report_language: str, links: Mapping[str, str]) -> None:
        """Say in which language text is read, and which records can be linked."""
        for editor in self.editors.values():
            editor.report_language = report_language
            editor.set_links(links)

    def hide_retired(self) -> None:
        """Retired fields are shown where they still hold something."""
        for row in self.rows:
            retired = all(editor.field.retired for editor in row.editors)
            holds = any(editor.state() is not State.NOT_LOOKED_AT for editor in row.editors)
            row.setVisible(not retired or holds)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        for row in self.rows:
            row.set_theme(theme)
