"""A field that takes the next keys pressed, whatever they are, instead of what they do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QWidget

_HELD = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class KeyCapture(QLabel):
    """Listens while it has the keyboard. No input method hears what is pressed here.

    Signals:
        captured(str): the keys, in Qt's portable form.
        left(): the keyboard went elsewhere without any.
    """

    captured = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keyCapture")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumHeight(32)
        self.setText(self.tr("Press the keys…"))
        self.setAccessibleName(self.text())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.keyPressEvent(event)  # before Tab is taken for moving on
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        event.accept()
        if key in _HELD or event.isAutoRepeat():
            return
        modifiers = event.modifiers() & ~_KEYPAD
        if key == Qt.Key.Key_Backtab:
            key = Qt.Key.Key_Tab
        if not event.text().isalnum() and event.text().isprintable() and event.text() and key < Qt.Key.Key_Escape:
            modifiers &= ~Qt.KeyboardModifier.ShiftModifier  # the sign itself says whether Shift is held
        sequence = QKeySequence(QKeyCombination(modifiers, Qt.Key(key)))
        self.captured.emit(sequence.toString(QKeySequence.SequenceFormat.PortableText))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
