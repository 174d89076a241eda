"""Typing as a person does: keys for what a keyboard has, an input method for the rest."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Type into the widget."""
    for plain, part in groupby(text, str.isascii):
        run = "".join(part)
        if plain:
            QTest.keyClicks(widget, run)
        else:
            compose(widget, "abc")
            commit(widget, run)


def compose(widget: QWidget, text: str) -> None:
    """Let an input method compose, without an end."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def commit(widget: QWidget, text: str) -> None:
    """Let the input method give its text."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
