"""The list of what was left out, in reading order: kind, a few words, page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.omissions.words import fact_words, kind_word, snippet

if TYPE_CHECKING:
    from db.model.readings import Reading
    from desktop.review.omissions import Omission
    from desktop.ui.theme import Theme

ROW = 44  # pixels
_SIDE = 14
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class OmissionModel(QAbstractListModel):
    """The open omissions; rows come and go one by one where they can."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Omission] = []
        self._reading: Reading | None = None

    def items(self) -> list[Omission]:
        """All of them, in order."""
        return self._items

    def show(self, items: Sequence[Omission], reading: Reading | None) -> None:
        """Show these; what stays where it was keeps its row."""
        new, old = list(items), self._items
        if reading is not self._reading:
            self.beginResetModel()
            self._items, self._reading = new, reading
            self.endResetModel()
            return
        same = 0
        while same < min(len(old), len(new)) and old[same].id == new[same].id:
            same += 1
        tail = 0
        while tail < min(len(old), len(new)) - same and old[-1 - tail].id == new[-1 - tail].id:
            tail += 1
        if len(old) - tail > same:
            self.beginRemoveRows(QModelIndex(), same, len(old) - tail - 1)
            self._items = old[:same] + old[len(old) - tail :]
            self.endRemoveRows()
        if len(new) - tail > same:
            self.beginInsertRows(QModelIndex(), same, len(new) - tail - 1)
            self._items = new
            self.endInsertRows()
        before, self._items = self._items, new
        for row, (was, now) in enumerate(zip(before, new, strict=True)):
            if was is not now:
                self.dataChanged.emit(self.index(row), self.index(row))

    def place(self, omission: str) -> int | None:
        """The row of an omission."""
        return next((row for row, item in enumerate(self._items) if item.id == omission), None)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._reading is None:
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            page = self.tr("page {0}").format(item.page)
            return f"{kind_word(item.kind)}, {page}: {snippet(item, self._reading)}"
        return None

    def line(self, row: int) -> tuple[str, str, str]:
        """Kind, words and page of a row."""
        item = self._items[row]
        page = self.tr("p. {0}").format(item.page)
        if self._reading is None:
            return kind_word(item.kind), "", page
        return f"{kind_word(item.kind)} · {fact_words(item, self._reading)}", snippet(item, self._reading), page


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(300, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model, theme = index.model(), self.theme
        assert isinstance(model, OmissionModel)
        kind, words, page = model.line(index.row())
        area, state = option.rect, option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(theme.accent_soft))
            painter.fillRect(area.x(), area.y(), 3, area.height(), QColor(theme.accent))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        small = QFont(font)
        small.setPixelSize(max(10, QFontMetrics(font).height() * 3 // 4))
        inner = QRectF(area).adjusted(_SIDE, 5, -_SIDE, -5)
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight), page)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), kind)
        painter.setFont(font)
        painter.setPen(QColor(theme.text))
        words = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), words)
        painter.restore()


class OmissionList(QListView):
    """The list; every key that does not move in it is left to the window.

    Signals:
        omissionChosen(str): id of the one that the person chose.
    """

    omissionChosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("omissions")
        self.setAccessibleName(self.tr("What no record cites, in reading order"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(104)
        self.items = OmissionModel(self)
        self.setModel(self.items)
        self._delegate = _Delegate(theme, self)
        self.setItemDelegate(self._delegate)
        self._setting = False
        self.items.modelReset.connect(self._keep_letters)
        self.items.rowsInserted.connect(self._keep_letters)
        self.selectionModel().currentChanged.connect(self._moved)
        self.clicked.connect(self._moved)
        self.set_theme(theme)

    def show_omissions(self, items: Sequence[Omission], reading: Reading | None, current: str | None) -> None:
        """Show these, and which of them is on the card."""
        self._setting = True
        self.items.show(items, reading)
        row = self.items.place(current) if current is not None else None
        if row is None:
            self.selectionModel().clear()
        else:
            index = self.items.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._setting = False
        self._keep_letters()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._delegate.theme = theme
        sheet = f"background: {theme.panel}; border-top: 1px solid {theme.border}; outline: 0;"
        self.setStyleSheet(f"QListView {{ {sheet} }}")
        self.viewport().update()

    def _keep_letters(self) -> None:
        """Nothing is typed here: an input method must not take letters that are keys."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _moved(self, index: QModelIndex, *_before: QModelIndex) -> None:
        if not self._setting and index.isValid():
            self.omissionChosen.emit(self.items.items()[index.row()].id)
