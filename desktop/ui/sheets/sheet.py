"""A sheet that covers report and form: its title, its buttons with their keys, its colours."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.ui.form.key_button import KeyButton
from desktop.ui.theme import Theme


class Sheet(QWidget):
    """Base of the sheets; they decide and store nothing themselves.

    Signals:
        leaveRequested(): the person has seen enough.
    """

    leaveRequested = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._buttons: dict[str, KeyButton] = {}
        self._quiet: list[QLabel] = []
        self._stops: tuple[QWidget, ...] = ()
        self.title = QLabel(self)
        self.title.setProperty("subheading", True)
        self.leaving = self.button("leave_sheet", self.tr("Close"))
        self.leaving.clicked.connect(self.leaveRequested)

    def button(self, action: str, words: str = "", *, primary: bool = False) -> KeyButton:
        """A button that does what an action of the registry does; it shows that one's key."""
        made = KeyButton(words, "", self._theme, self, primary=primary)
        self._buttons[action] = made
        return made

    def quiet(self, text: str = "") -> QLabel:
        """Words in small importance; they wrap."""
        made = QLabel(text, self)
        made.setWordWrap(True)
        self._quiet.append(made)
        return made

    def set_order(self, *widgets: QWidget) -> None:
        """Say where Tab goes within the sheet; the way out comes last."""
        self._stops = (*widgets, self.leaving)
        for one, other in pairwise(self._stops):
            QWidget.setTabOrder(one, other)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.set_order(*self._stops[:-1])  # a sheet that was put into the window has been put out of order

    def head_line(self, *between: QWidget) -> QHBoxLayout:
        """The first line: the title, what stands beside it, and the way out."""
        return _line(self.title, *between, self.leaving, margins=(16, 10, 16, 8))

    def foot_line(self, *widgets: QWidget) -> QHBoxLayout:
        """The last line."""
        return _line(*widgets, margins=(16, 10, 16, 12))

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys at the buttons, action id to text."""
        for action, button in self._buttons.items():
            button.set_words(button.text(), keys.get(action, ""))

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.setStyleSheet(f"QWidget#{self.objectName()} {{ background: {theme.panel}; }}")
        for label in self._quiet:
            label.setStyleSheet(f"QLabel {{ color: {theme.muted}; background: transparent; }}")
        for button in self._buttons.values():
            button.set_theme(theme)


def _line(*widgets: QWidget, margins: tuple[int, int, int, int]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(*margins)
    line.setSpacing(8)
    wraps = [isinstance(widget, QLabel) and widget.wordWrap() for widget in widgets]
    for widget, grows in zip(widgets, wraps, strict=True):
        line.addWidget(widget, int(grows))
        if widget is widgets[0] and not any(wraps):
            line.addStretch(1)
    return line
