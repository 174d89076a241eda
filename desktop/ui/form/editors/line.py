"""A one-line editor: text that is read as the field's value."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.model.form import Field, Form
from db.model.values import State, Value
from desktop.ui.form.editors.base import FieldEditor, bare
from desktop.ui.form.editors.keys import FieldKeys
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme


class Line(FieldKeys, QLineEdit):
    """A bare line."""

    submitted = Signal()
    escaped = Signal()
    focusChanged = Signal(bool)

    def __init__(self, editor: FieldEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setFrame(False)
        self.dress(editor.theme, quiet=True)
        self.setFixedHeight(26)
        self.textEdited.connect(self._stale)
        self.selectionChanged.connect(self._stale)

    def dress(self, theme: Theme, *, quiet: bool) -> None:
        """Colour text and placeholder; an answer is as dark as a value, only what nobody has looked at is quiet."""
        sheet = bare("QLineEdit", theme.text, theme.muted if quiet else theme.text)
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def wants_escape(self) -> bool:
        return self._editor.is_changed()

    def can_undo(self, *, again: bool) -> bool:
        return self.isRedoAvailable() if again else self.isUndoAvailable()

    def select_everything(self) -> None:
        self.selectAll()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._editor.open_menu(event, self.createStandardContextMenu())


class LineEditor(FieldEditor):
    """A field in one line; subclasses say how a value is written and read."""

    def __init__(
        self, field: Field, form: Form, language: str, tools: LanguageTools, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, form, language, tools, theme, parent)
        self.line = self.make_line()
        self.line.setAccessibleName(self.accessibleName())
        self._empty_state = State.NOT_LOOKED_AT
        # text and the value it stands for: read again only what a person typed
        self._known: tuple[str, Value] = ("", None)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._was_edited)
        self.line.submitted.connect(self.submit)
        self.line.escaped.connect(self.revert)
        self.line.focusChanged.connect(self._focus_moved)
        self._show_placeholder()

    def make_line(self) -> Line:
        """The line itself."""
        return Line(self)

    def write(self, value: Value) -> str:
        """The value as text."""
        return str(value)

    def read(self, text: str) -> Value:
        """The value that a typed text means; raises ValueError with a message for the person."""
        return text

    # -- the editor's words

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)
        self._was_edited(text)

    def value(self) -> Value:
        try:
            return self._current()
        except ValueError:
            return None

    def state(self) -> State:
        return State.STATED if self.text().strip() else self._empty_state

    def problem(self) -> str | None:
        try:
            self._current()
        except ValueError as error:
            return str(error)
        return None

    def show_value(self, value: Value, state: State) -> None:
        text = "" if value is None else self.write(value)
        self._known = (text, value)
        self._empty_state = State.NOT_LOOKED_AT if state is State.STATED else state
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self._show_placeholder()

    def value_text(self, value: Value) -> str:
        return "" if value is None else self.write(value)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._show_placeholder()

    def submit(self) -> None:
        """Enter: tidy what was typed and ask for the decision."""
        self.tidy()
        self.actionRequested.emit("confirm")

    def tidy(self) -> None:
        """Write what was typed the way values are written, so that the person sees how it was understood."""
        try:
            value = self._current()
        except ValueError:
            return
        text = "" if value is None else self.write(value)
        if text != self.line.text():
            self._known = (text, value)
            self.line.setText(text)

    def _current(self) -> Value:
        text = self.line.text()
        if text == self._known[0]:
            return self._known[1]
        if not text.strip():
            return None
        return self.read(text)

    def _was_edited(self, text: str) -> None:
        if not text.strip():
            self._empty_state = self.state_when_emptied()
            self._show_placeholder()
        self.changed.emit()

    def _focus_moved(self, came: bool) -> None:
        if not came:
            self.tidy()
        self.focusChanged.emit(came)

    def _show_placeholder(self) -> None:
        self.line.setPlaceholderText(self.state_label(self._empty_state))
        self.line.dress(self.theme, quiet=self._empty_state is State.NOT_LOOKED_AT)
