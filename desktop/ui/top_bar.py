"""The line above the panes: which project, which report, who is working, saved or not."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from desktop.ui.elided_label import ElidedLabel

SaveState = Literal["nothing", "saved", "saving", "failed"]
UNNOTICED = 100  # milliseconds: what is saved sooner needs no word that flickers; it is shown as decided only then


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and have it looked at again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is looked at once it is shown
            widget.style().unpolish(widget)
            widget.style().polish(widget)


class TopBar(QFrame):
    """Project, report, person, saved.

    Signals:
        personRequested(): the person button was pressed.
    """

    personRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setFixedHeight(40)
        self._project = ElidedLabel()
        self._project.setObjectName("projectName")
        self._report = ElidedLabel()
        self._person = QToolButton()
        self._person.setObjectName("personButton")
        self._person.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._person.clicked.connect(self.personRequested)
        self._saved = QLabel()
        self._saved.setObjectName("saved")
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(UNNOTICED)
        self._slow.timeout.connect(lambda: self._say_saved("saving"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 16, 0)
        layout.setSpacing(16)
        layout.addWidget(self._project)
        layout.addWidget(self._report, 1)
        layout.addWidget(self._person)
        layout.addWidget(self._saved)
        self.set_project("", "")
        self.set_person(None, asking=False)
        self.set_saved("nothing")

    def set_project(self, name: str, path: str) -> None:
        """Name the project; its whole path is in the tooltip."""
        self._project.set_whole(name)
        self._project.setToolTip(path)
        self._project.setVisible(bool(name))

    def set_report(self, text: str) -> None:
        """Name the report and its period."""
        self._report.set_whole(text)

    def set_person(self, name: str | None, *, asking: bool, key: str = "") -> None:
        """Show who is working; `asking` where somebody must say so before deciding."""
        self._person.setVisible(bool(name) or asking)
        self._person.setText(name or self.tr("Who is working?"))
        tip = (
            self.tr("Working as {name}. Click to switch.").format(name=name) if name else self.tr("Say who is working.")
        )
        self._person.setToolTip(f"{tip} ({key})" if key else tip)
        self._person.setAccessibleName(tip)
        set_property(self._person, "asking", not name)

    def set_saved(self, state: SaveState, reason: str = "") -> None:
        """Say whether everything decided is on the disk; of what takes but a moment nothing is said meanwhile."""
        if state == "saving":
            self._slow.start()
            return
        self._slow.stop()
        self._say_saved(state, reason)

    def _say_saved(self, state: SaveState, reason: str = "") -> None:
        text, tone = {
            "nothing": ("", "muted"),
            "saved": ("✓ " + self.tr("Saved"), "good"),
            "saving": (self.tr("Saving…"), "muted"),
            "failed": ("✗ " + self.tr("Not saved"), "bad"),  # the line below says why
        }[state]
        if (text, reason) != (self._saved.text(), self._saved.toolTip()):
            self._saved.setText(text)
            self._saved.setToolTip(reason)
            self._saved.setAccessibleDescription(reason)
            self._saved.setVisible(bool(text))
        set_property(self._saved, "tone", tone)

    def saved_text(self) -> str:
        """What it says about saving."""
        return self._saved.text()
