"""Asks for a few words: the question with which a reviewer returns a record, the reason for a preliminary release."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.ui.dialogs.base import Dialog


class QuestionDialog(Dialog):
    """A few lines of text that can't be left empty; Ctrl+Enter sends them."""

    def __init__(self, title: str, prompt: str, accept: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setMinimumWidth(480)
        self.add_text(prompt, heading=True)
        self._words = QPlainTextEdit()
        self._words.setObjectName("words")
        self._words.setAccessibleName(prompt)
        self._words.setPlaceholderText(hint)
        self._words.setTabChangesFocus(True)
        self._words.setFixedHeight(96)
        self._words.installEventFilter(self)
        self._words.textChanged.connect(self._look)
        self.body.addWidget(self._words)
        self.add_text(self.tr("Ctrl+Enter sends it."), muted=True)
        self.add_buttons(accept)
        self._look()
        self._words.setFocus()

    def words(self) -> str:
        """What was written, without white space around it."""
        return self._words.toPlainText().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._words
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and self.words()
        ):
            self.accept()
            return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        self.accept_button.setEnabled(bool(self.words()))
