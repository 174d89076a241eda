"""Decides which keys stay with the editor that has the focus, and which become actions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

AT_ONCE = 2  # milliseconds: no finger lets a key go and presses it anew so fast


class KeyGuard(QObject):
    """Watches the focused widget only.

    X11 tells of a key that is held down as if it were released and pressed anew, at the same moment; Qt sees through
    this only where both have arrived together, so that a held Enter would decide record after record. Here such a
    press is a repetition, whatever Qt says.

    While an input method composes, or a list of choices is open, no key becomes an action: Enter then takes what is
    composed or chosen. Undo and redo go to the text first, and to the project where the text has nothing to undo.
    """

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        self._composing = False
        self._released: tuple[int, int] | None = None  # a key, and when it was let go, in milliseconds
        self._held = False
        app.focusChanged.connect(self._moved)

    @property
    def composing(self) -> bool:
        """Whether an input method has something unfinished in the focused editor."""
        return self._composing

    @property
    def holding(self) -> bool:
        """Whether what is being done now comes from a key that is only held down."""
        return self._held

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and self._repeats(watched, event):
            return True
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

    def _repeats(self, watched: QObject, event: QKeyEvent) -> bool:
        """Note what is held down; whether the press was handed on as the repetition that it is."""
        kind = event.type()
        if kind == QEvent.Type.KeyRelease:
            self._released = event.key(), event.timestamp()
        elif kind == QEvent.Type.ShortcutOverride:
            key, at = self._released or (0, 0)
            # What a program makes up has no time.
            again = key == event.key() and at > 0 and 0 <= event.timestamp() - at <= AT_ONCE
            self._held = event.isAutoRepeat() or again
            if self._held:
                QTimer.singleShot(0, self, self._let_go)
        elif kind == QEvent.Type.KeyPress and self._held and not event.isAutoRepeat():
            told = QKeyEvent(
                kind,
                event.key(),
                event.modifiers(),
                event.nativeScanCode(),
                event.nativeVirtualKey(),
                event.nativeModifiers(),
                event.text(),
                True,
                event.count(),
            )
            QApplication.sendEvent(watched, told)
            return True
        return False

    def _let_go(self) -> None:
        self._held = False

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
