"""The keys that every typed text of a field has, in one line or in several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence

from desktop.ui.form.editors.base import composes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    _Text = QWidget  # what this is mixed into; at run time a mixin must not be a second Qt class
else:
    _Text = object

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_plain(event: QKeyEvent) -> bool:
    """Whether a key is pressed alone; the number block's keys are."""
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def is_del(event: QKeyEvent) -> bool:
    """Whether Del is pressed alone."""
    return event.key() == Qt.Key.Key_Delete and is_plain(event)


class FieldKeys(_Text):
    """Mixed into a Qt text widget, before it: Enter, Esc, Undo and input methods as all fields have them.

    Attributes:
        composing: an input method has something unfinished in it.
        fresh: the keyboard was brought here to look, and nothing has been done in it yet: Del then is the window's.

    Signals (of the class that it is mixed into):
        submitted: Enter was pressed, and not to an input method.
        escaped: Esc was pressed.
        focusChanged: the keyboard came or went.
    """

    submitted: Signal
    escaped: Signal
    focusChanged: Signal
    composing = False
    fresh = False

    def wants_escape(self) -> bool:
        """Whether Esc has something to take back here."""
        raise RuntimeError(f"{type(self).__name__} does not say what Esc takes back")

    def takes_enter(self, event: QKeyEvent) -> bool:
        """Whether an Enter with these modifiers belongs to the text, before any shortcut of the window."""
        return is_plain(event)

    def can_undo(self, *, again: bool) -> bool:
        """Whether the text itself has something to undo (`again`: to redo)."""
        raise RuntimeError(f"{type(self).__name__} does not say what can be undone")

    def select_everything(self) -> None:
        """Mark the whole text, so that what is typed replaces it."""
        raise RuntimeError(f"{type(self).__name__} does not mark its text")

    def arrive(self) -> None:
        """Take the keyboard to be looked at: what is typed replaces what is there."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.select_everything()
        self.fresh = True

    def event(self, event: QEvent) -> bool:
        # A shortcut of the window must not be faster than the field: Enter belongs to the field (an input method may
        # be composing), Esc too while there is something to take back. Undo is the window's once there is none here.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escapes = event.key() == Qt.Key.Key_Escape and (self.composing or self.wants_escape())
            if escapes or (event.key() in ENTER and (self.composing or self.takes_enter(event))):
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

    def _stale(self) -> None:
        self.fresh = False

    def _is_spent(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.can_undo(again=False)
        return event.matches(QKeySequence.StandardKey.Redo) and not self.can_undo(again=True)
