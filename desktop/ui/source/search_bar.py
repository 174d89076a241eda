"""The row for searching in the report: what to look for, how many places, the next and the one before."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

SETTLES = 120  # milliseconds after a key before it is looked for


class SearchBar(QFrame):
    """Says what is wanted and does nothing itself.

    Signals:
        typed(str): what to look for now.
        stepRequested(int): 1 for the next place, -1 for the one before.
        projectRequested(str): look for it in all reports.
        closed(): the search is over.
    """

    typed = Signal(str)
    stepRequested = Signal(int)
    projectRequested = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBar")
        self._line = _SearchLine(self)
        self._line.setPlaceholderText(self.tr("Find in this report"))
        self._line.setAccessibleName(self.tr("Find in this report"))
        self._line.setMaximumWidth(320)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLES)
        self._soon.timeout.connect(self._tell)
        self._line.textChanged.connect(lambda: self._soon.start())
        self._line.stepped.connect(self._step)
        self._line.left.connect(self.closed)
        self._count = QLabel()
        self._count.setProperty("tone", "muted")
        self._previous = self._button("‹", self.tr("Previous place"), lambda: self._step(-1))
        self._next = self._button("›", self.tr("Next place"), lambda: self._step(1))
        self._everywhere = self._button(
            self.tr("In all reports"),
            self.tr("Look for it in all reports"),
            lambda: self.projectRequested.emit(self.text()),
        )
        close = self._button("×", self.tr("Close the search"), self.closed.emit)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(4)
        row.addWidget(self._line, 1)
        for widget in (self._previous, self._next):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._everywhere)
        row.addWidget(close)
        self.set_count(0, 0, searching=False)

    def text(self) -> str:
        """What stands in the line."""
        return self._line.text()

    def begin(self, text: str = "") -> None:
        """Ready to type; with a text, that is looked for at once."""
        if text and text != self._line.text():
            self._line.setText(text)
            self._tell()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def show_text(self, text: str) -> None:
        """Say what is being looked for already."""
        self._line.setText(text)
        self._soon.stop()

    def set_count(self, number: int, count: int, *, searching: bool) -> None:
        """Which place is looked at, of how many until now."""
        more = "+" if searching else ""
        if not self._line.text().strip():
            words = ""
        elif count:
            words = self.tr("{number} of {count}").format(number=number, count=f"{count}{more}")
        else:
            words = self.tr("Searching…") if searching else self.tr("Not found")
        self._count.setText(words)
        self._count.setProperty("tone", "bad" if words and not count and not searching else "muted")
        self._count.style().polish(self._count)
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)
        self._everywhere.setEnabled(bool(self._line.text().strip()))

    def _step(self, by: int) -> None:
        if self._soon.isActive():
            self._tell()
        else:
            self.stepRequested.emit(by)

    def _tell(self) -> None:
        self._soon.stop()
        self.typed.emit(self._line.text())

    def _button(self, text: str, tip: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setProperty("plain", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        return button


class _SearchLine(QLineEdit):
    """Enter and F3 go to the next place, with Shift to the one before, and decide nothing; Esc leaves."""

    stepped = Signal(int)
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """These keys mean the search here."""
        mine = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3, Qt.Key.Key_Escape, Qt.Key.Key_Delete)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in mine:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, leave, or type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
