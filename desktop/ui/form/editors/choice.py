"""A choice out of a vocabulary: type to find, labels in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from db.model.form import Field, Form, label
from db.model.values import State, Value
from desktop.ui.form.editors.line import Line, LineEditor
from desktop.ui.form.editors.pick import PickItem, PickLine, exactly
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme


class Arrow(QLabel):
    """The small arrow that opens a list."""

    def __init__(self, line: PickLine) -> None:
        super().__init__("▾", line.parentWidget())
        self._line = line
        self.setObjectName("arrow")
        self.setContentsMargins(4, 0, 4, 0)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Show the choices (Down)"))
        self.setAccessibleName(self.tr("Show the choices"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)
        self._line.open()
        event.accept()


class PickEditor(LineEditor):
    """A field whose value is the id of one of the items on offer."""

    def __init__(
        self, field: Field, form: Form, language: str, tools: LanguageTools, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, form, language, tools, theme, parent)
        self.pick_line.picked.connect(self.put)
        self.arrow = Arrow(self.pick_line)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.arrow)

    @property
    def pick_line(self) -> PickLine:
        """The line, with its list."""
        return cast(PickLine, self.line)

    def make_line(self) -> Line:
        line = PickLine(self)
        line.set_items(self.items())
        return line

    def items(self) -> Sequence[PickItem]:
        """What is on offer."""
        return ()

    def unknown(self, text: str) -> str:
        """What to say of a text that names none of the items."""
        return self.tr("“{text}” is not one of the choices.").format(text=text)

    def write(self, value: Value) -> str:
        for item in self.pick_line.items():
            if item.id == value:
                return item.label
        return str(value)

    def read(self, text: str) -> Value:
        item = exactly(self.pick_line.items(), text)
        if item is None:
            raise ValueError(self.unknown(text.strip()))
        return item.id


class ChoiceEditor(PickEditor):
    """A term of a vocabulary; retired terms stay readable and are not offered."""

    def items(self) -> Sequence[PickItem]:
        terms = self.form.vocabularies.get(self.field.vocabulary or "", ())
        return [
            PickItem(term.id, label(term.labels, self.language), (term.id, *term.labels.values()))
            for term in terms
            if not term.retired
        ]

    def write(self, value: Value) -> str:
        for term in self.form.vocabularies.get(self.field.vocabulary or "", ()):
            if term.id == value:
                return label(term.labels, self.language)
        return str(value)

    def show_value(self, value: Value, state: State) -> None:
        super().show_value(value, state)
        self.pick_line.close_list()
