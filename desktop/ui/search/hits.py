"""The places found in all reports, as rows: a report's name, then its places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

if TYPE_CHECKING:
    from desktop.services.searching import ProjectHit

HIT = Qt.ItemDataRole.UserRole + 1
Index: TypeAlias = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class HitModel(QAbstractListModel):
    """Places under the names of their reports.

    Signals:
        moreWanted(): the end was reached, and there may be more.
    """

    moreWanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ProjectHit | str] = []
        self._last = ""
        self._more = False

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._rows, self._last, self._more = [], "", False
        self.endResetModel()

    def add(self, hits: Sequence[ProjectHit], titles: Mapping[str, str], more: bool) -> None:
        """Show places more.

        Args:
            titles: work id to the name of the report; more: whether there may be others.
        """
        rows: list[ProjectHit | str] = []
        for hit in hits:
            if hit.work != self._last:
                rows.append(titles.get(hit.work, ""))
                self._last = hit.work
            rows.append(hit)
        self._more = more
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    @property
    def count(self) -> int:
        """How many places are shown."""
        return sum(not isinstance(row, str) for row in self._rows)

    def hit(self, index: Index) -> ProjectHit | None:
        """The place of a row; None for a report's name."""
        row = self._rows[index.row()] if index.isValid() else ""
        return None if isinstance(row, str) else row

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        if role == HIT:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.before}{row.at}{row.after}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.hit(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        self._more = False  # asked for once; `add` says whether there is more
        self.moreWanted.emit()
