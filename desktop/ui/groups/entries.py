"""The rows of a group: what they show, whether they were on screen, and which are odd."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.model.dataclass import dataclass
from desktop.review.groups import Item

ENTRY = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Doubt:
    """Why a value wants a closer look: a check fails over it ("bad"), or the machine is unsure ("warning")."""

    tone: Literal["warning", "bad"]
    text: str


@dataclass
class Entry:
    """One row.

    Attributes:
        value, caption: what it says; made when it is first painted.
        doubt: why it wants a closer look.
        seen: whether it was on screen with its picture; odd: whether the person marked it.
    """

    item: Item
    value: Callable[[], str]
    caption: Callable[[], str]
    doubt: Doubt | None = None
    seen: bool = False
    odd: bool = False


class EntryModel(QAbstractListModel):
    """The rows of the group that is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def entries(self) -> Sequence[Entry]:
        """All rows, from top to bottom."""
        return self._entries

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.value()
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.doubt.text if entry.doubt is not None else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = f"{entry.value()}, {entry.caption()}"
            text = f"{text}, {entry.doubt.text}" if entry.doubt is not None else text
            return self.tr("{text}, odd").format(text=text) if entry.odd else text
        return None

    def toggle_odd(self, row: int) -> None:
        """Mark a row, or take the mark back."""
        if 0 <= row < len(self._entries):
            entry = self._entries[row]
            entry.odd = not entry.odd
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def mark_seen(self, rows: Iterable[int]) -> bool:
        """Take notice that rows were on screen; whether any of them was not before."""
        new = False
        for row in rows:
            if not self._entries[row].seen:
                self._entries[row].seen = new = True
        return new

    def first_unseen(self) -> int | None:
        """The first row that was not on screen."""
        return next((row for row, entry in enumerate(self._entries) if not entry.seen), None)

    def counts(self) -> tuple[int, int, int]:
        """How many rows there are, were on screen, and are odd."""
        seen = sum(entry.seen for entry in self._entries)
        return len(self._entries), seen, sum(entry.odd for entry in self._entries)
