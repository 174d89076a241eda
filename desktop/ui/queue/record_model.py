"""The records of a report as a list model: filtered, in reading order, with texts made once and on demand."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.model.form import Form, label
from db.model.records import Approval, Decision
from desktop.ui.queue.caption import CountryName, caption, value_text
from desktop.ui.queue.filters import Filter
from desktop.ui.queue.row import Row
from desktop.ui.queue.words import state_word

_Index = QModelIndex | QPersistentModelIndex
TEXTS = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class RowTexts:
    """What a row shows.

    Attributes:
        value, caption, state: from left to right; tone: how the state is coloured; done: nothing is left to do.
    """

    family: str
    value: str
    caption: str
    state: str
    tone: str = "muted"
    done: bool = False
    rejected: bool = False


class RecordModel(QAbstractListModel):
    """Rows that fit the filter, and two more whether they fit or not: the current one and the one before it.

    What one has just decided so stays in sight, with its new state, for as long as one decides the next.
    """

    def __init__(self, form: Form, language: str, country_name: CountryName, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._language = language
        self._country_name = country_name
        self._all: dict[str, Row] = {}
        self._shown: list[str] = []
        self._place: dict[str, int] = {}
        self._texts: dict[str, RowTexts] = {}
        self._filter = Filter()
        self._held: tuple[str, ...] = ()

    # -- Qt's words

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        texts = self.texts(self._shown[index.row()])
        if role == TEXTS:
            return texts
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{texts.value} {texts.caption}".strip()
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            family = label(self._form.family(texts.family).labels, self._language)
            parts = [f"{family}: {texts.value}".rstrip(": "), texts.caption, texts.state]
            return "\n".join(part for part in parts if part)
        return None

    # -- rows

    def set_rows(self, rows: Sequence[Row], chosen: Filter) -> None:
        """Replace everything; what is held stays held where it is still there."""
        self.beginResetModel()
        self._all = {row.record.id: row for row in rows}
        self._texts.clear()
        self._filter = chosen
        self._held = tuple(name for name in self._held if name in self._all)
        self._arrange()
        self.endResetModel()

    def set_filter(self, chosen: Filter) -> None:
        """Show other rows of the same, and hold none."""
        self.beginResetModel()
        self._filter, self._held = chosen, ()
        self._arrange()
        self.endResetModel()

    def update_rows(self, rows: Sequence[Row]) -> bool:
        """Change rows in place.

        Returns:
            Whether the same rows are shown as before: then only they were repainted. Otherwise the model was reset.
        """
        for row in rows:
            self._all[row.record.id] = row
            self._texts.pop(row.record.id, None)
        changed = {row.record.id for row in rows}
        if all((name in self._place) == self._fits(self._all[name]) for name in changed) and self._in_order(changed):
            for name in changed & self._place.keys():
                index = self.index(self._place[name], 0)
                self.dataChanged.emit(index, index)
            return True
        self.beginResetModel()
        self._arrange()
        self.endResetModel()
        return False

    def hold(self, record: str | None) -> None:
        """Keep this row in sight whether it fits the filter or not, and the one that was held before it."""
        if record is None or record in self._held[:1]:
            return
        dropped = self._held[1:]
        self._held = (record, *self._held[:1])
        for name in dropped:
            place = self._place.get(name)
            if place is not None and name not in self._held and not self._fits(self._all[name]):
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._shown[place]
                self._number()
                self.endRemoveRows()
        if record in self._all and record not in self._place:
            keys = [_reading_order(self._all[name]) for name in self._shown]
            place = bisect(keys, _reading_order(self._all[record]))
            self.beginInsertRows(QModelIndex(), place, place)
            self._shown.insert(place, record)
            self._number()
            self.endInsertRows()

    def rows(self) -> list[Row]:
        """All rows, shown or not, in reading order."""
        return sorted(self._all.values(), key=_reading_order)

    def unordered(self) -> Collection[Row]:
        """All rows, in no order: for counting."""
        return self._all.values()

    def row(self, record: str) -> Row | None:
        """The row of a record."""
        return self._all.get(record)

    def shown(self) -> list[str]:
        """Ids of what is shown, from top to bottom."""
        return self._shown

    def place(self, record: str) -> int | None:
        """The row number of a record, None where it is not shown."""
        return self._place.get(record)

    def texts(self, record: str) -> RowTexts:
        """What the row of a record shows."""
        texts = self._texts.get(record)
        if texts is None:
            texts = self._texts[record] = self._write(self._all[record])
        return texts

    def _fits(self, row: Row) -> bool:
        return row.record.id in self._held or self._filter.fits(row)

    def _in_order(self, names: set[str]) -> bool:
        for name in names & self._place.keys():
            place = self._place[name]
            near = self._shown[max(0, place - 1) : place + 2]
            keys = [_reading_order(self._all[other]) for other in near]
            if keys != sorted(keys):
                return False
        return True

    def _arrange(self) -> None:
        self._shown = [row.record.id for row in self.rows() if self._fits(row)]
        self._number()

    def _number(self) -> None:
        self._place = {name: number for number, name in enumerate(self._shown)}

    def _write(self, row: Row) -> RowTexts:
        record = row.record
        values = {name: entry.value for name, entry in record.current.items()}
        state, tone = self._state(row)
        return RowTexts(
            record.family,
            value_text(record.family, values),
            caption(self._form, record.family, values, self._language, self._country_name),
            state,
            tone,
            done=row.task is None and record.decision is not Decision.NONE,
            rejected=record.decision is Decision.REJECTED,
        )

    def _state(self, row: Row) -> tuple[str, str]:
        """The words at the right, the gravest first, and their tone."""
        record = row.record
        if row.failing:
            return self.tr("failing"), "bad"
        if record.approval is Approval.RETURNED:
            return state_word(record), "warning"
        if record.approval is not Approval.NONE:
            return state_word(record), "good" if record.approval is Approval.APPROVED else "warning"
        if row.unsure and row.task is not None:
            return self.tr("unsure"), "warning"
        words = [state_word(record)]
        if record.decision in (Decision.NONE, Decision.POSTPONED) and record.order[0]:
            words = [state_word(record), self.tr("p. {page}").format(page=record.order[0])]
        if row.repeats:
            words.append(self.tr("repeats {number}×").format(number=row.repeats))
        return " · ".join(word for word in words if word), "muted"


def _reading_order(row: Row) -> tuple[tuple[int, int], str]:
    return row.record.order, row.record.id
