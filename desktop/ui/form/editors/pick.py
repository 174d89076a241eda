"""A line that finds one of many by typing: the ranked list, its popup and its keys."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter, QListView

from db.model.dataclass import dataclass
from desktop.ui.form.editors.base import FieldEditor
from desktop.ui.form.editors.keys import ENTER
from desktop.ui.form.editors.line import Line

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class PickItem:
    """One choice: its id, what is shown, and other words that find it."""

    id: str
    label: str
    keywords: tuple[str, ...] = ()


def folded(text: str) -> str:
    """Text for comparing: width, case and accents left out."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def ranked(items: Sequence[PickItem], typed: str) -> list[PickItem]:
    """The items that the typed text finds, the likeliest first; all of them, as they are, for none."""
    wanted = folded(typed)
    if not wanted:
        return list(items)
    found: list[tuple[int, int, PickItem]] = []
    for place, item in enumerate(items):
        rank = _rank(item, wanted)
        if rank is not None:
            found.append((rank, place, item))
    return [item for _, _, item in sorted(found, key=lambda entry: entry[:2])]


def _rank(item: PickItem, wanted: str) -> int | None:
    name = folded(item.label)
    others = [folded(word) for word in item.keywords]
    if wanted == name:
        return 0
    if wanted in others:
        return 1
    if name.startswith(wanted):
        return 2
    if any(word.startswith(wanted) for word in name.replace("(", " ").replace("-", " ").split()):
        return 3
    if any(word.startswith(wanted) for word in others):
        return 4
    if wanted in name or any(wanted in word for word in others):
        return 5
    return None


def exactly(items: Sequence[PickItem], typed: str) -> PickItem | None:
    """The one item that the typed text names in full, by label or by keyword."""
    wanted = folded(typed)
    for item in items:
        if folded(item.label) == wanted:
            return item
    found = {item.id: item for item in items if wanted in (folded(word) for word in item.keywords)}
    return next(iter(found.values())) if len(found) == 1 else None


class PickModel(QAbstractListModel):
    """The items that the popup shows."""

    def __init__(self, parent: FieldEditor) -> None:
        super().__init__(parent)
        self.items: list[PickItem] = []

    def show(self, items: list[PickItem]) -> None:
        """Show these."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.items[index.row()].label
        return None


class PickLine(Line):
    """A line with a list of choices under it; typing finds, arrows move, Enter or Tab takes.

    Signals:
        picked: id of the item that was taken.
    """

    picked = Signal(str)

    def __init__(self, editor: FieldEditor) -> None:
        super().__init__(editor)
        self._items: Sequence[PickItem] | None = ()
        self._offered: Callable[[], Sequence[PickItem]] | None = None
        self._model = PickModel(editor)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(12)
        self._completer.setWidget(self)
        self._popup = QListView()
        self._completer.setPopup(self._popup)  # it owns it from here on
        self._completer.activated[QModelIndex].connect(self._was_activated)  # type: ignore[index]
        self.textEdited.connect(self._find)

    def set_items(self, items: Sequence[PickItem]) -> None:
        """Offer these, in this order."""
        self._items = items

    def offer(self, make: Callable[[], Sequence[PickItem]]) -> None:
        """Offer what this makes, once somebody looks."""
        self._items, self._offered = None, make

    def items(self) -> Sequence[PickItem]:
        """All that is on offer."""
        if self._items is None:
            assert self._offered is not None
            self._items = self._offered()
        return self._items

    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._popup.isVisible()

    def candidates(self) -> list[PickItem]:
        """What the open list shows."""
        return list(self._model.items)

    def open(self) -> None:
        """Show all choices, the present one lit."""
        self._show(list(self.items()))
        for row, item in enumerate(self._model.items):
            if item.label == self.text():
                self._popup.setCurrentIndex(self._completer.completionModel().index(row, 0))

    def close_list(self) -> None:
        """Hide the list."""
        self._popup.hide()

    def wants_escape(self) -> bool:
        return self.is_open() or super().wants_escape()

    def _find(self, text: str) -> None:
        if self.composing:
            return
        self._show(ranked(self.items(), text))

    def _show(self, items: list[PickItem]) -> None:
        self._model.show(items)
        if not items:
            self.close_list()
            return
        parent = self.parentWidget()
        rect = self.rect()
        rect.setWidth(max(rect.width(), parent.width() if parent else 0, 200))
        self._completer.complete(rect)

    def _was_activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._model.items):
            self.picked.emit(self._model.items[index.row()].id)

    def _take(self) -> bool:
        if not self.is_open() or not self._model.items:
            return False
        row = self._popup.currentIndex().row()
        self.close_list()
        if row < 0 and not self.text().strip():
            return False  # a list that was only opened offers; it takes nothing by itself
        item = self._model.items[max(0, row)]
        self.picked.emit(item.id)
        return True

    def _move(self, step: int) -> None:
        popup = self._popup
        model = self._completer.completionModel()
        row = popup.currentIndex().row()
        row = 0 if row < 0 and step > 0 else max(0, min(model.rowCount() - 1, row + step))
        popup.setCurrentIndex(model.index(row, 0))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            if self.text().strip():
                self._take()
            else:
                self.close_list()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.composing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            event.accept()
            if self.is_open():
                self._move(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.open()
        elif key in ENTER and self._take():
            event.accept()
        elif self.is_open() and (key == Qt.Key.Key_Escape or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12):
            event.accept()
            self.close_list()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.text() and not self.is_open():
            self.open()
