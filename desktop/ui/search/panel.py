"""The left pane's search: a line above the reports, and in their place what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.search.delegate import HitDelegate
from desktop.ui.search.hits import HitModel

if TYPE_CHECKING:
    from desktop.services.searching import ProjectHit
    from desktop.ui.theme import Theme

SETTLES = 180  # milliseconds after a key before all reports are searched


class SearchPanel(QWidget):
    """Shows the reports, or while something is looked for the places where it is.

    Signals:
        typed(str): what to look for; empty for nothing more.
        hitChosen(object): the ProjectHit to go to.
    """

    typed = Signal(str)
    hitChosen = Signal(object)

    def __init__(self, reports: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leftPane")
        self._reports = reports
        self._line = _Line(self)
        self._line.setPlaceholderText(self.tr("Search all reports"))
        self._line.setAccessibleName(self.tr("Search all reports"))
        self._clear = QToolButton(self)
        self._clear.setText("×")
        self._clear.setToolTip(self.tr("Show the reports again"))
        self._clear.setAccessibleName(self.tr("Show the reports again"))
        self._clear.setProperty("plain", True)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLES)
        self._soon.timeout.connect(self._tell)
        self._line.textChanged.connect(self._changed)
        self._line.returnPressed.connect(self._first)
        self._line.left.connect(self.clear)
        self._line.down.connect(self._into_list)
        self.model = HitModel(self)
        self._delegate = HitDelegate(theme, self)
        self.view = QListView()
        self.view.setObjectName("hits")
        self.view.setAccessibleName(self.tr("Where it was found"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setMouseTracking(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._chosen)
        self.view.activated.connect(self._chosen)
        self._words = QLabel()
        self._words.setProperty("tone", "muted")
        self._words.setWordWrap(True)
        self._words.setContentsMargins(16, 6, 16, 6)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._words)
        column.addWidget(self.view, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(reports)
        self._stack.addWidget(found)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 0)
        head.setSpacing(4)
        head.addWidget(self._line, 1)
        head.addWidget(self._clear)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._stack, 1)
        self.setFocusProxy(reports)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._delegate.set_theme(theme)
        self.view.viewport().update()

    def begin(self, text: str = "") -> None:
        """Ready to type; with a text, that is looked for at once."""
        if text:
            self._line.setText(text)
            self._tell()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def text(self) -> str:
        """What is looked for."""
        return self._line.text()

    def say(self, words: str) -> None:
        """A line above what was found."""
        self._words.setText(words)

    def clear(self) -> None:
        """Look for nothing; the reports are shown again."""
        self._line.clear()
        self._tell()
        self._reports.setFocus()

    def _changed(self, text: str) -> None:
        if text.strip():
            self._soon.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._soon.stop()
        looking = bool(self._line.text().strip())
        self._stack.setCurrentIndex(1 if looking else 0)
        self._clear.setVisible(looking)
        self.typed.emit(self._line.text())

    def _first(self) -> None:
        """Enter in the line: search now, or go to the first place."""
        if self._soon.isActive():
            self._tell()
            return
        for row in range(self.model.rowCount()):
            index = self.model.index(row)
            if self.model.hit(index) is not None:
                self.view.setCurrentIndex(index)
                self._chosen(index)
                return

    def _into_list(self) -> None:
        if self._stack.currentIndex() == 1 and self.model.rowCount() > 1:
            self.view.setFocus()
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.model.index(1))

    def _chosen(self, index: QModelIndex) -> None:
        hit: ProjectHit | None = self.model.hit(index)
        if hit is not None:
            self.hitChosen.emit(hit)


class _Line(QLineEdit):
    """Enter goes to a place and decides nothing; Down goes into the list; Esc ends the search."""

    left = Signal()
    down = Signal()

    def event(self, event: QEvent) -> bool:
        """These keys mean the search here."""
        mine = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Delete)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in mine:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave, go down, or type."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
