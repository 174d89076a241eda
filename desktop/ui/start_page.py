"""What the window shows while no project is open: begin one, open one, or go back to one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.ui.elided_label import ElidedLabel


class StartPage(QWidget):
    """Two buttons and the projects opened last.

    Signals:
        newRequested(), openRequested(); projectChosen(object): the path of a recent project.
    """

    newRequested = Signal()
    openRequested = Signal()
    projectChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout()
        column.setSpacing(8)
        heading = QLabel(self.tr("Counterproof"))
        heading.setProperty("heading", True)
        column.addWidget(heading)
        text = QLabel(self.tr("Read reports, confirm what they say, release what is proved."))
        text.setProperty("tone", "muted")
        column.addWidget(text)
        column.addSpacing(16)
        buttons = QHBoxLayout()
        self._new = QPushButton(self.tr("New project…"))
        self._new.clicked.connect(self.newRequested)
        self._open = QPushButton(self.tr("Open project…"))
        self._open.clicked.connect(self.openRequested)
        buttons.addWidget(self._new)
        buttons.addWidget(self._open)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(16)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        column.addLayout(self._recent)
        frame = QWidget()
        frame.setLayout(column)
        frame.setMaximumWidth(560)
        frame.setMinimumWidth(440)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)

    def set_recent(self, paths: Sequence[Path]) -> None:
        """List the projects opened last."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not paths:
            return
        title = QLabel(self.tr("Opened last"))
        title.setProperty("subheading", True)
        self._recent.addWidget(title)
        for path in paths:
            self._recent.addWidget(self._entry(path))

    def _entry(self, path: Path) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        button = QPushButton(path.name)
        button.setProperty("plain", True)
        button.setToolTip(str(path))
        button.clicked.connect(lambda *_: self.projectChosen.emit(path))
        where = ElidedLabel(str(path.parent))
        where.setProperty("tone", "muted")
        layout.addWidget(button)
        layout.addWidget(where, 1)
        return row
