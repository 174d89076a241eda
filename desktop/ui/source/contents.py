"""Contents and small pictures of the pages, beside the pages themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.source.budget import PictureBudget
from desktop.ui.source.images import PageImages, PictureSource

if TYPE_CHECKING:
    from db.model.readings import Page
    from desktop.documents.headings import Heading
    from desktop.ui.theme import Theme

WIDTH = 190
PICTURE = 120  # pixels of a small page's width
TALLEST = 2.2  # times its width
_AROUND = 12
_CAPTION = 20
_KEPT = 24 * 1024 * 1024  # bytes of small pictures
_PLACE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class ContentsPane(QFrame):
    """Two tabs: headings, and pages as small pictures.

    Signals:
        placeChosen(int, int): page and code point to go to.
    """

    placeChosen = Signal(int, int)

    def __init__(
        self,
        renderer: PictureSource,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        budget: PictureBudget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("contentsPane")
        self.setFixedWidth(WIDTH)
        self._tabs = QTabBar()
        self._tabs.addTab(self.tr("Contents"))
        self._tabs.addTab(self.tr("Pages"))
        self._tabs.setExpanding(True)
        self._tabs.setDrawBase(False)
        self._tree = QTreeWidget()
        self._tree.setObjectName("contents")
        self._tree.setHeaderHidden(True)
        self._tree.setFrameShape(QFrame.Shape.NoFrame)
        self._tree.setAccessibleName(self.tr("Contents"))
        self._tree.setIndentation(14)
        self._tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._tree.itemActivated.connect(self._heading_chosen)
        self._tree.itemClicked.connect(self._heading_chosen)
        self._none = QLabel(self.tr("No headings were found in this report."))
        self._none.setWordWrap(True)
        self._none.setProperty("tone", "muted")
        self._none.setContentsMargins(12, 12, 12, 12)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._images = PageImages(renderer, self, _KEPT, budget=budget)
        self._pages = SmallPages(self._images, theme)
        self._pages.pageChosen.connect(lambda page: self.placeChosen.emit(page, 0))
        self._stack = QStackedWidget()
        for widget in (self._tree, self._none, self._pages):
            self._stack.addWidget(widget)
        self._tabs.currentChanged.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self._headings: tuple[Heading, ...] = ()
        self._shown = 0

    @property
    def images(self) -> PageImages:
        """The small pictures."""
        return self._images

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._pages.set_theme(theme)

    def set_report(self, headings: Sequence[Heading], pages: Sequence[Page], *, pictured: bool) -> None:
        """Show another report; without pictures its pages are cards with their numbers."""
        self._headings = tuple(headings)
        self._tree.clear()
        above: list[QTreeWidgetItem] = []
        for heading in self._headings:
            item = QTreeWidgetItem([heading.title])
            item.setData(0, _PLACE, (heading.page, heading.start))
            item.setToolTip(0, self.tr("{title} (page {page})").format(title=heading.title, page=heading.page))
            del above[heading.depth :]
            if above:
                above[-1].addChild(item)
            else:
                self._tree.addTopLevelItem(item)
            above.append(item)
        self._tree.expandAll()
        self._pages.set_pages(pages, pictured=pictured)
        self._show(self._tabs.currentIndex())

    def set_place(self, page: int, start: int) -> None:
        """Mark what is read: the last heading before it, and its page."""
        self._pages.set_page(page)
        best: QTreeWidgetItem | None = None
        for item in self._items():
            if tuple(item.data(0, _PLACE)) <= (page, start):
                best = item
        if best is not None and best is not self._tree.currentItem():
            self._tree.setCurrentItem(best)

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        waiting = [self._tree.topLevelItem(n) for n in range(self._tree.topLevelItemCount() - 1, -1, -1)]
        while waiting:
            item = waiting.pop()
            if item is not None:
                found.append(item)
                waiting += [item.child(n) for n in range(item.childCount() - 1, -1, -1)]
        return found

    def _show(self, tab: int) -> None:
        if tab == 1:
            self._stack.setCurrentWidget(self._pages)
        else:
            self._stack.setCurrentWidget(self._tree if self._headings else self._none)

    def _heading_chosen(self, item: QTreeWidgetItem) -> None:
        page, start = item.data(0, _PLACE)
        self.placeChosen.emit(page, start)


class SmallPages(QListView):
    """The pages as small pictures, drawn when they come into sight.

    Signals:
        pageChosen(int): from 1.
    """

    pageChosen = Signal(int)

    def __init__(self, images: PageImages, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = images
        self._model = _PagesModel(self)
        self._delegate = _PageDelegate(images, theme, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Pages"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._chosen)
        self.activated.connect(self._chosen)
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(60)
        self._ask.timeout.connect(self._want)
        self.verticalScrollBar().valueChanged.connect(lambda: self._ask.start())
        images.arrived.connect(lambda page: self.update(self._model.index(page - 1)))

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def set_pages(self, pages: Sequence[Page], *, pictured: bool) -> None:
        """Show other pages."""
        self._model.set_pages(pages, pictured=pictured)
        self._ask.start()

    def set_page(self, page: int) -> None:
        """Mark the page that is read, and bring it into sight."""
        index = self._model.index(page - 1)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    def showEvent(self, event: object) -> None:
        """Ask for what shows."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._ask.start()

    def resizeEvent(self, event: object) -> None:
        """Likewise."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._ask.start()

    def _want(self) -> None:
        if not self.isVisible() or not self._model.pictured:
            return
        height = self.viewport().height()
        ratio = self.devicePixelRatioF()
        wanted = []
        for row in range(self._model.rowCount()):
            rect = self.visualRect(self._model.index(row))
            if rect.bottom() < 0:
                continue
            if rect.top() > height:
                break
            size = self._model.size(row)
            wanted.append((row + 1, round(size.width() * ratio), round(size.height() * ratio)))
        self._images.want(wanted)

    def _chosen(self, index: QModelIndex) -> None:
        self.pageChosen.emit(index.row() + 1)


class _PagesModel(QAbstractListModel):
    """One row a page; its words are its number and label."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: Sequence[Page] = ()
        self.pictured = False

    def set_pages(self, pages: Sequence[Page], *, pictured: bool) -> None:
        self.beginResetModel()
        self._pages, self.pictured = pages, pictured
        self.endResetModel()

    def size(self, row: int) -> QSize:
        """Of the small picture, in pixels."""
        page = self._pages[row]
        share = page.height / page.width if page.width > 0 and page.height > 0 else 1.414
        return QSize(PICTURE, round(PICTURE * min(share, TALLEST)))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._pages)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return caption(self._pages[index.row()])
        if role == Qt.ItemDataRole.SizeHintRole:
            size = self.size(index.row())
            return QSize(WIDTH - 20, size.height() + 2 * _AROUND + _CAPTION)
        return None


class _PageDelegate(QStyledItemDelegate):
    """Draws a small page with its number below."""

    def __init__(self, images: PageImages, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._images = images
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self.theme
        rect = option.rect  # type: ignore[attr-defined]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        if selected:
            painter.fillRect(rect, QColor(theme.accent_soft))
        model = index.model()
        assert isinstance(model, _PagesModel)
        size = model.size(index.row())
        left = rect.left() + (rect.width() - size.width()) // 2
        card = rect.adjusted(left - rect.left(), _AROUND, 0, 0)
        card.setSize(size)
        image = self._images.image(index.row() + 1) if model.pictured else None
        painter.fillRect(card, QColor("#ffffff" if model.pictured else theme.page))
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(card, image)
        painter.setPen(QPen(QColor(theme.accent if selected else theme.border), 2 if selected else 1))
        painter.drawRect(card.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(theme.text if selected else theme.muted))
        below = rect.adjusted(0, _AROUND + size.height() + 2, 0, -2)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(index.data()))


def caption(page: Page) -> str:
    """A page's number, and what is printed on it where that is something else: ``14 (xii)``."""
    return f"{page.number} ({page.label})" if page.label and page.label != str(page.number) else str(page.number)
