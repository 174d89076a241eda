"""A widget of several parts that hands the keyboard on to one of them, and leaves all others to Tab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class EnteredAt(QWidget):
    """Gives the keyboard to one of its parts where a focus proxy would do so.

    Qt takes a widget with a focus proxy for one control: Tab goes in there, and from there out again, so that no Tab
    reaches the buttons beside it.
    """

    _entry: QWidget | None = None

    def enter_at(self, part: QWidget) -> None:
        """Give this part the keyboard from now on."""
        self._entry = part

    def focusProxy(self) -> QWidget | None:  # type: ignore[override]
        return self._entry

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # type: ignore[override]
        if self._entry is not None:
            self._entry.setFocus(reason)
