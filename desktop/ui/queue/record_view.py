"""The lines of the record list: all equally high, so that where one stands is arithmetic, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from desktop.ui.plain_viewport import plain_viewport
from desktop.ui.queue.record_delegate import HEIGHT

_Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemView.ScrollHint
_Move = QAbstractItemView.CursorAction
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End)


class RecordView(QListView):
    """A list view that measures nothing; every key that does not move in the list is left to the window.

    Qt's own list view measures all of its lines again whenever one comes or goes, thousands of them with each decision.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setViewport(plain_viewport(self))
        self.pressed_on = QPersistentModelIndex()  # what was current when the mouse was pressed

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self.doItemsLayout)

    # -- where lines are

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid():
            return QRect()
        return QRect(0, index.row() * HEIGHT - self.verticalOffset(), self.viewport().width(), HEIGHT)

    def indexAt(self, point: QPoint) -> QModelIndex:
        down = point.y() + self.verticalOffset()
        inside = 0 <= point.x() < self.viewport().width()
        return self._line(down // HEIGHT) if inside and down >= 0 else QModelIndex()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def scrollTo(self, index: _Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        rect = self.visualRect(index)
        if not index.isValid():
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, below = rect.top(), rect.top() + HEIGHT - height
        if hint == _Hint.PositionAtTop or (hint == _Hint.EnsureVisible and (top < 0 or height < HEIGHT)):
            bar.setValue(bar.value() + top)
        elif hint == _Hint.PositionAtBottom or (hint == _Hint.EnsureVisible and below > 0):
            bar.setValue(bar.value() + below)
        elif hint == _Hint.PositionAtCenter:
            bar.setValue(bar.value() + (top + below) // 2)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the lines that a rectangle of the viewport touches."""
        last = self._number() - 1
        first = max(0, (rect.normalized().top() + self.verticalOffset()) // HEIGHT)
        final = min(last, (rect.normalized().bottom() + self.verticalOffset()) // HEIGHT)
        chosen = QItemSelection(self._line(first), self._line(final)) if first <= final else QItemSelection()
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for part in selection:  # type: ignore[attr-defined]
            region += self.visualRect(self._line(part.top())).united(self.visualRect(self._line(part.bottom())))
        return region & self.viewport().rect()

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        current, last = self.currentIndex(), self._number() - 1
        if not current.isValid() or last < 0:
            return self._line(0)
        page = max(1, self.viewport().height() // HEIGHT - 1)  # one line stays to go on from
        steps = {_Move.MoveUp: -1, _Move.MovePrevious: -1, _Move.MoveDown: 1, _Move.MoveNext: 1}
        steps |= {_Move.MovePageUp: -page, _Move.MovePageDown: page, _Move.MoveHome: -last, _Move.MoveEnd: last}
        return self._line(min(last, max(0, current.row() + steps.get(action, 0))))

    # -- what happens to them

    def doItemsLayout(self) -> None:
        """There is nothing to lay out but the length of the scroll bar."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(HEIGHT)
        bar.setPageStep(height)
        bar.setRange(0, max(0, self._number() * HEIGHT - height))

    def rowsInserted(self, parent: _Index, start: int, end: int) -> None:
        QAbstractItemView.rowsInserted(self, parent, start, end)
        self.doItemsLayout()

    def rowsAboutToBeRemoved(self, parent: _Index, start: int, end: int) -> None:
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, roles)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(0, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card above grows and shrinks with its record: the current line stays in sight where it was."""
        index = self.currentIndex()
        line = self.visualRect(index)
        was_seen = index.isValid() and line.top() >= 0 and line.bottom() <= event.oldSize().height()
        QAbstractItemView.resizeEvent(self, event)
        if was_seen:
            self.scrollTo(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that show, of these what is to be painted."""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]
        current, chosen, delegate = self.currentIndex(), self.selectionModel(), self.itemDelegate()
        focused = self.hasFocus()
        painter = QPainter(self.viewport())
        top, dirty = self.verticalOffset(), event.rect()
        for row in range((dirty.top() + top) // HEIGHT, min(self._number() - 1, (dirty.bottom() + top) // HEIGHT) + 1):
            index = self._line(row)
            state = plain
            if chosen.isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if focused and index == current:
                state |= QStyle.StateFlag.State_HasFocus
            option.state = state  # type: ignore[attr-defined]
            option.rect = self.visualRect(index)  # type: ignore[attr-defined]
            delegate.paint(painter, option, index)
        painter.end()

    # -- keys and mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed_on = QPersistentModelIndex(self.currentIndex())
        super().mousePressEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self._keep_letters()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keep_letters()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    # -- within

    def _keep_letters(self) -> None:
        """Nothing is typed here, whatever the model offers: an input method must not take letters that are keys."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def _number(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    def _line(self, row: int) -> QModelIndex:
        model = self.model()
        return model.index(row, 0) if model is not None else QModelIndex()
