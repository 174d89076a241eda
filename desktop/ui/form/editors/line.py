"""A one-line editor: text that is read as the field's value, and the keys that every line has."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.model.form import Field, Form
from db.model.values import State, Value
from desktop.ui.form.editors.base import FieldEditor, bare, composes
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_plain(event: QKeyEvent) -> bool:
    """Whether a key is pressed alone; the number block's keys are."""
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def is_del(event: QKeyEvent) -> bool:
    """Whether Del is pressed alone."""
    return event.key() == Qt.Key.Key_Delete and is_plain(event)


class Line(QLineEdit):
    """A bare line that knows whether an input method composes in it.

    Attributes:
        composing: an input method has something unfinished in it.
        fresh: the keyboard was brought here to look, and nothing has been done in it yet: Del then is the window's.

    Signals:
        submitted: Enter was pressed, and not to an input method.
        escaped: Esc was pressed.
        focusChanged: the keyboard came or went.
    """

    submitted = Signal()
    escaped = Signal()
    focusChanged = Signal(bool)

    def __init__(self, editor: FieldEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.composing = False
        self.fresh = False
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
        """Whether Esc has something to take back here."""
        return self._editor.is_changed()

    def event(self, event: QEvent) -> bool:
        # A shortcut of the window must not be faster than the field: Enter belongs to the field (an input method may
        # be composing), Esc too while there is something to take back. Undo is the window's once there is none here.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escapes = event.key() == Qt.Key.Key_Escape and (self.composing or self.wants_escape())
            if escapes or (event.key() in ENTER and (self.composing or is_plain(event))):
                event.accept()
                return True
            if self._is_spent(event) or event.key() in ENTER or (self.fresh and is_del(event)):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composing and (event.key() in ENTER or event.key() == Qt.Key.Key_Escape):
            event.accept()
        elif event.key() in ENTER and is_plain(event):
            event.accept()
            if not event.isAutoRepeat():
                self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape and self.wants_escape():
            event.accept()
            self.escaped.emit()
        elif self._is_spent(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def arrive(self) -> None:
        """Take the keyboard to be looked at: what is typed replaces what is there."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()
        self.fresh = True

    def _stale(self) -> None:
        self.fresh = False

    def _is_spent(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = composes(event)
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focusChanged.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.composing = self.fresh = False
            self.focusChanged.emit(False)

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
