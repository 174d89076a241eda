"""Decides which keys stay with the editor that has the focus, and which become actions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


class KeyGuard(QObject):
    """Watches the focused widget only.

    While an input method composes, or a list of choices is open, no key becomes an action: Enter then takes what is
    composed or chosen. Undo and redo go to the text first, and to the project where the text has nothing to undo.
    """

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        self._composing = False
        app.focusChanged.connect(self._moved)

    @property
    def composing(self) -> bool:
        """Whether an input method has something unfinished in the focused editor."""
        return self._composing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            # What can't be typed into composes nothing, whatever a keyboard sends there: its letters stay keys.
            types = isinstance(watched, QWidget) and watched.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
            self._composing = types and bool(event.preeditString())
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            popup = QApplication.activePopupWidget()
            inside = isinstance(watched, QWidget) and watched.window() is popup
            if popup is not None and popup.focusProxy() is watched and _is_function(event) and not self._composing:
                popup.hide()  # a list that an editor offers: what the key does is about the field
            elif self._composing or (popup is not None and not inside):
                event.accept()
                return True
            if (event.matches(QKeySequence.StandardKey.Undo) and not _can(watched, undo=True)) or (
                event.matches(QKeySequence.StandardKey.Redo) and not _can(watched, undo=False)
            ):
                event.ignore()
                return True
        return False

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            try:
                self._watched.removeEventFilter(self)
            except RuntimeError:
                pass  # the widget is gone already, and its filter with it
        self._composing = False
        self._watched = new
        if new is not None:
            new.installEventFilter(self)


def _is_function(event: QKeyEvent) -> bool:
    """Whether it is a function key, which no text and no list wants."""
    return Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12


def _can(widget: QObject, *, undo: bool) -> bool:
    """Whether the editor itself has something to undo or redo."""
    if isinstance(widget, QLineEdit):
        return not widget.isReadOnly() and (widget.isUndoAvailable() if undo else widget.isRedoAvailable())
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        document = widget.document()
        return not widget.isReadOnly() and (document.isUndoAvailable() if undo else document.isRedoAvailable())
    return False
