"""Free text: one line that grows to several where a note is long."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from db.model.form import Field, Form
from db.model.values import State, Value
from desktop.ui.form.editors.base import FieldEditor, bare
from desktop.ui.form.editors.keys import FieldKeys
from desktop.ui.form.tools import LanguageTools
from desktop.ui.theme import Theme

MOST_LINES = 6


class GrowingText(FieldKeys, QPlainTextEdit):
    """A bare text that is as high as its lines, up to six; Shift+Enter starts a line."""

    submitted = Signal()
    escaped = Signal()
    focusChanged = Signal(bool)

    def __init__(self, editor: FieldEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._fitting = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dress(editor.theme, quiet=True)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._stale)
        self.selectionChanged.connect(self._stale)
        self._fit()

    def dress(self, theme: Theme, *, quiet: bool) -> None:
        """Colour text and placeholder, as `Line.dress`."""
        sheet = bare("QPlainTextEdit", theme.text, theme.muted if quiet else theme.text)
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def sizeHint(self) -> QSize:
        return QSize(80, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.height())

    def _fit(self) -> None:
        """Take the height of the lines; a scroll bar changes where they break, so they are counted after it."""
        if self._fitting:
            return
        self._fitting = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = self._lines()
        if lines > MOST_LINES:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            lines = self._lines()
        # in pixels as drawn: lines of Chinese are higher than the font's own
        whole = sum(self.blockBoundingRect(block).height() for block in self._blocks())
        line = max(QFontMetrics(self.font()).lineSpacing(), whole / lines)
        above = max(0, (26 - ceil(line)) // 2)
        self.setViewportMargins(2, above, 0, 0)
        height = max(26, ceil(min(lines, MOST_LINES) * line) + 2 * above)
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
            self.updateGeometry()
        self._fitting = False

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _lines(self) -> int:
        # the layout of a plain text counts lines, not pixels
        return max(1, round(self.document().documentLayout().documentSize().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def wants_escape(self) -> bool:
        return self._editor.is_changed()

    def takes_enter(self, event: QKeyEvent) -> bool:
        return not event.modifiers() & Qt.KeyboardModifier.ControlModifier

    def can_undo(self, *, again: bool) -> bool:
        return self.document().isRedoAvailable() if again else self.document().isUndoAvailable()

    def select_everything(self) -> None:
        self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()  # as a line does: typing replaces
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            cursor = self.textCursor()
            if cursor.hasSelection():
                cursor.clearSelection()
                self.setTextCursor(cursor)
        super().focusOutEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._editor.open_menu(event, self.createStandardContextMenu())


class TextEditor(FieldEditor):
    """A text, trimmed; what a person typed is otherwise kept as it is."""

    def __init__(
        self, field: Field, form: Form, language: str, tools: LanguageTools, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(field, form, language, tools, theme, parent)
        self._empty_state = State.NOT_LOOKED_AT
        self._known: tuple[str, Value] = ("", None)
        self._showing = False
        self.area = GrowingText(self)
        self.area.setAccessibleName(self.accessibleName())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.area, 1)
        self.setFocusProxy(self.area)
        self.area.textChanged.connect(self._was_edited)
        self.area.submitted.connect(lambda: self.actionRequested.emit("confirm"))
        self.area.escaped.connect(self.revert)
        self.area.focusChanged.connect(self.focusChanged)
        self._show_placeholder()

    def write(self, value: Value) -> str:
        """The value as text."""
        return str(value)

    def read(self, text: str) -> Value:
        """The value that a typed text means."""
        return text.strip()

    def text(self) -> str:
        return self.area.toPlainText()

    def set_text(self, text: str) -> None:
        self.area.setPlainText(text)

    def value(self) -> Value:
        text = self.text()
        if text == self._known[0]:
            return self._known[1]
        return self.read(text) if text.strip() else None

    def state(self) -> State:
        return State.STATED if self.text().strip() else self._empty_state

    def show_value(self, value: Value, state: State) -> None:
        text = "" if value is None else self.write(value)
        self._empty_state = State.NOT_LOOKED_AT if state is State.STATED else state
        self._showing = True
        self.area.setPlainText(text)
        self._showing = False
        # a text widget folds some characters (U+2028, say): what it shows stands for the value as it is
        self._known = (self.area.toPlainText(), value)
        self.area.moveCursor(QTextCursor.MoveOperation.Start)
        self._show_placeholder()

    def value_text(self, value: Value) -> str:
        return "" if value is None else self.write(value)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._show_placeholder()

    def _was_edited(self) -> None:
        if self._showing:
            return
        if not self.text().strip():
            self._empty_state = self.state_when_emptied()
            self._show_placeholder()
        self.changed.emit()

    def _show_placeholder(self) -> None:
        self.area.setPlaceholderText(self.state_label(self._empty_state))
        self.area.dress(self.theme, quiet=self._empty_state is State.NOT_LOOKED_AT)
