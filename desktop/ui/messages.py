"""One line above the panes that says what went wrong or what was done; it never stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from db.model.errors import Refused
from desktop.ui.top_bar import set_property

Kind = Literal["info", "warning", "error"]
SECONDS = {"info": 8, "warning": 0, "error": 0}


def in_words(error: Exception, language: str) -> str:
    """One plain sentence for a refusal, or for a failure of ours."""
    if isinstance(error, Refused):
        from desktop.services import words

        return words.explain(error, language)
    text = QCoreApplication.translate("MessageBar", "Something went wrong in the program: {reason}")
    return text.format(reason=f"{type(error).__name__}: {error}")


class MessageBar(QFrame):
    """Shows one message, with at most one thing to do about it; information leaves by itself, the rest is dismissed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._action.clicked.connect(self._act)
        self._close = QToolButton()
        self._close.setProperty("plain", True)
        self._close.setToolTip(self.tr("Dismiss"))
        self._close.setAccessibleName(self.tr("Dismiss"))
        self._close.setText("×")
        self._close.clicked.connect(self.clear)
        self._do: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    def set_close_icon(self, icon: QIcon) -> None:
        """Give the dismiss button its picture."""
        self._close.setText("")
        self._close.setIcon(icon)

    def text(self) -> str:
        """What it says now, nothing where it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    def kind(self) -> str:
        """What sort of message it shows."""
        return str(self.property("bar") or "")

    def show_message(
        self, text: str, kind: Kind = "info", *, action: str = "", do: Callable[[], None] | None = None
    ) -> None:
        """Show a message; `action` names the button that does `do`."""
        set_property(self, "bar", kind)
        self._text.setText(text)
        self._do = do
        self._action.setText(action)
        self._action.setVisible(do is not None)
        self._timer.stop()
        if SECONDS[kind] and do is None:
            self._timer.start(SECONDS[kind] * 1000)
        self.show()
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():  # the keyboard stays where it is: a screen reader would not come by
            said = QAccessibleAnnouncementEvent(self, text)
            if kind != "info":
                said.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(said)

    def clear(self) -> None:
        """Show nothing."""
        self._timer.stop()
        self._do = None
        self.hide()

    def _act(self) -> None:
        do = self._do
        self.clear()
        if do is not None:
            do()
