"""The rows of a group in a list that knows which of them were on screen."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from desktop.ui.groups.delegate import MARK, GroupDelegate
from desktop.ui.groups.entries import EntryModel
from desktop.ui.groups.pictures import Pictures

GLANCE = 0.3  # seconds that the last row must have been on screen: a key pressed twice by mistake is faster
AHEAD = 6  # rows above and below for which pictures are asked before they show


class GroupView(QListView):
    """Only the rows that show are laid out in letters, asked pictures for, and painted.

    A row counts as seen once it was painted whole inside the viewport with its picture or its passage in it.

    Signals:
        rowsSeen(): rows were on screen that were not before.
        oddRequested(int): a click on a row's mark.
    """

    rowsSeen = Signal()
    oddRequested = Signal(int)

    def __init__(
        self,
        model: EntryModel,
        delegate: GroupDelegate,
        pictures: Pictures,
        parent: QWidget,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._entries = model
        self._delegate = delegate
        self._pictures = pictures
        self._clock = clock
        self._last_seen = 0.0
        self.setObjectName("group")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # rows keep their width
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(15)
        self._ask.timeout.connect(self._want)
        pictures.changed.connect(self._came)

    def rest(self) -> bool:
        """Whether what was seen last has been on screen for as long as a glance takes."""
        return self._clock() - self._last_seen >= GLANCE

    def begin(self) -> None:
        """Other rows are shown, from the top."""
        self._delegate.set_width(self.viewport().width())
        self._last_seen = self._clock()
        self.scrollToTop()
        self.setCurrentIndex(self._entries.index(0, 0))
        self._ask.start()

    def show_row(self, row: int) -> bool:
        """Bring a row to the top; False where it is on screen already."""
        index = self._entries.index(row, 0)
        if self._is_whole(self.visualRect(index)):
            return False
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        self.setCurrentIndex(index)
        return True

    def rows_shown(self) -> range:
        """The rows of which something is inside the viewport."""
        count = self._entries.rowCount()
        if not count:
            return range(0)
        top = self.indexAt(QPoint(4, 1))
        bottom = self.indexAt(QPoint(4, self.viewport().height() - 2))
        first = top.row() if top.isValid() else 0
        return range(first, (bottom.row() if bottom.isValid() else count - 1) + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
        )
        if event.key() in moves:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        on_mark = event.position().x() >= self.viewport().width() - MARK
        if index.isValid() and on_mark and event.button() == Qt.MouseButton.LeftButton:
            self.oddRequested.emit(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._delegate.set_width(self.viewport().width()):
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
        self._ask.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._ask.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painted = event.rect()
        entries = self._entries.entries()
        new = []
        for row in self.rows_shown():
            rect = self.visualRect(self._entries.index(row, 0))
            fits = rect.height() >= self._delegate.face(entries[row]).height
            if fits and rect.intersects(painted) and self._is_whole(rect) and self._delegate.is_ready(entries[row]):
                new.append(row)
        if self._entries.mark_seen(new):
            self._last_seen = self._clock()
            QTimer.singleShot(0, self, self.rowsSeen.emit)

    def _is_whole(self, rect: QRect) -> bool:
        """Whether a row is inside the viewport, or fills it."""
        view = self.viewport().rect()
        seen = rect.intersected(view)
        return seen.height() >= min(rect.height(), view.height()) - 1 and seen.height() > 0

    def _want(self) -> None:
        """Ask for the pictures of what shows, and of what will show next."""
        self._pictures.set_ratio(self.devicePixelRatioF())
        entries, shown = self._entries.entries(), self.rows_shown()
        rows = [*shown, *range(shown.stop, shown.stop + AHEAD), *range(shown.start - AHEAD, shown.start)]
        pages = [self._delegate.page_of(entries[row]) for row in rows if 0 <= row < len(entries)]
        self._pictures.want(list(dict.fromkeys(page for page in pages if page is not None)))

    def _came(self, page: int) -> None:
        """Paint the rows again that are cut out of this page."""
        entries = self._entries.entries()
        for row in self.rows_shown():
            if self._delegate.page_of(entries[row]) == page:
                self.update(self._index(row))

    def _index(self, row: int) -> QModelIndex:
        return self._entries.index(row, 0)
