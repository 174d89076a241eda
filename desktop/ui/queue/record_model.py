"""The records of a report as a list model: filtered, in reading order, with texts made once and on demand."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from db.model.dataclass import dataclass
from db.model.form import Form, label
from db.model.lines import page_of, values_of
from db.model.records import Approval, Decision
from desktop.ui.queue.caption import CountryName, caption, value_text
from desktop.ui.queue.filters import Filter
from desktop.ui.queue.row import Key, Row
from desktop.ui.queue.row_book import RowBook, place_of
from desktop.ui.queue.words import state_word

_Index = QModelIndex | QPersistentModelIndex
TEXTS = Qt.ItemDataRole.UserRole + 1
FEW = 16  # places that may come or go one by one; from more on all is laid out anew
KEPT_TEXTS = 2000


@dataclass(frozen=True)
class RowTexts:
    """What a row shows.

    Attributes:
        value, caption, state: from left to right; tone: how the state is coloured; done: nothing is left to do.
        edited: whether an edit of it is kept that has not been decided.
    """

    family: str
    value: str
    caption: str
    state: str
    tone: str = "muted"
    done: bool = False
    rejected: bool = False
    edited: bool = False


class RecordModel(QStringListModel):
    """Rows that fit the filter, and two more whether they fit or not: the current one and the one before it.

    What one has just decided so stays in sight, with its new state, for as long as one decides the next. Nothing that
    happens to one row costs more for there being many, but for moving places in a list. A view that lays out its
    lines asks for each of them whether it is there; the model of strings under this one answers that without Python.
    """

    def __init__(self, form: Form, language: str, country_name: CountryName, parent: QObject | None = None) -> None:
        super().__init__([], parent)
        self._form = form
        self._language = language
        self._country_name = country_name
        self._book = RowBook()
        self._shown: list[Key] = []
        self._texts: dict[str, RowTexts] = {}
        self._filter = Filter()
        self._held: tuple[str, ...] = ()
        self._suspect: frozenset[int] = frozenset()
        self._edited: frozenset[str] = frozenset()

    # -- Qt's words

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        texts = self.texts(self._shown[index.row()][2])
        if role == TEXTS:
            return texts
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{texts.value} {texts.caption}".strip()
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            family = label(self._form.family(texts.family).labels, self._language)
            kept = self.tr("half-typed edit") if texts.edited else ""
            parts = [f"{family}: {texts.value}".rstrip(": "), texts.caption, texts.state, kept]
            return "\n".join(part for part in parts if part)
        return None

    # -- rows

    def set_rows(self, rows: Sequence[Row], chosen: Filter) -> None:
        """Replace everything; what is held stays held where it is still there."""
        self._book.set(rows)
        self._texts.clear()
        self._filter = chosen
        self._held = tuple(name for name in self._held if name in self._book)
        self._lay_out_anew()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Take in many more at once."""
        self._book.add(rows)
        self._texts.clear()  # who is repeated may have changed
        if self._filter.folded:
            self._lay_out_anew()
            return
        self._show_more({row.key for row in rows if self._fits(row)})

    def set_suspect(self, pages: frozenset[int]) -> None:
        """Mark the undecided records of pages whose text is suspect."""
        if pages != self._suspect:
            self._suspect = pages
            self._texts.clear()
            if self._shown:
                self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def set_edited(self, records: frozenset[str]) -> None:
        """Mark the records of which an edit is kept that has not been decided."""
        changed, self._edited = records ^ self._edited, records
        for name in changed:
            self._texts.pop(name, None)
            place = self.place(name)
            if place is not None:
                self.dataChanged.emit(self.index(place), self.index(place))

    def set_filter(self, chosen: Filter) -> None:
        """Show other rows of the same, and hold none."""
        self._filter, self._held = chosen, ()
        self._lay_out_anew()

    def update_rows(self, rows: Sequence[Row]) -> bool:
        """Change rows in place, or add them.

        Returns:
            Whether the same rows are shown as before: then only they were repainted. Otherwise some came or went.
        """
        before: dict[str, Key] = {}
        for row in rows:
            old = self._book.put(row)
            if old is not None:
                before[row.record.id] = old.key
        return self._follow(rows, before)

    def remove_rows(self, records: Iterable[str]) -> None:
        """Take rows out."""
        dropped = [row for row in map(self._book.drop, records) if row is not None]
        self._held = tuple(name for name in self._held if name in self._book)
        self._follow(dropped, {row.record.id: row.key for row in dropped})

    def states(self) -> dict[str, int]:
        """How many rows are in each state that one can filter by."""
        counts: Counter[str] = Counter()
        for row in self._book.all():
            counts[f"decision:{row.record.decision}"] += 1
            counts[f"approval:{row.record.approval}"] += 1
        return dict(counts)

    def hold(self, record: str | None) -> None:
        """Keep this row in sight whether it fits the filter or not, and the one that was held before it."""
        if record is None or record in self._held[:1]:
            return
        dropped = self._held[1:]
        self._held = (record, *self._held[:1])
        for name in (*dropped, record):
            row = self._book.get(name)
            if row is not None:
                self._show(row.key, self._fits(row))

    def rows(self) -> list[Row]:
        """All rows, shown or not, in reading order."""
        return self._book.rows()

    def unordered(self) -> Collection[Row]:
        """All rows, in no order."""
        return self._book.all()

    def counts(self) -> Mapping[str, int]:
        """The numbers of all rows, by chip."""
        return self._book.counts()

    def row(self, record: str) -> Row | None:
        """The row of a record."""
        return self._book.get(record)

    def shown(self) -> list[str]:
        """Ids of what is shown, from top to bottom."""
        return [key[2] for key in self._shown]

    def at(self, place: int) -> str:
        """The id at a row number."""
        return self._shown[place][2]

    def place(self, record: str) -> int | None:
        """The row number of a record, None where it is not shown."""
        row = self._book.get(record)
        return place_of(self._shown, row.key) if row is not None else None

    def would_stand(self, record: str) -> int:
        """How many of those shown stand before a record, be it shown or not; 0 where there is none of this id."""
        row = self._book.get(record)
        return bisect_left(self._shown, row.key) if row is not None else 0

    def needing(self, start: str | None, *, backwards: bool = False, shown: bool = True) -> str | None:
        """The next that needs the person, of those shown or of all, all round; the start itself never."""
        row = self._book.get(start) if start is not None else None
        for each in self._book.needing(row.key if row is not None else None, backwards=backwards):
            if each.record.id != start and (not shown or self._fits(each)):
                return each.record.id
        return None

    def texts(self, record: str) -> RowTexts:
        """What the row of a record shows."""
        texts = self._texts.get(record)
        if texts is None:
            row = self._book.get(record)
            assert row is not None
            if len(self._texts) >= KEPT_TEXTS:
                self._texts.clear()
            texts = self._texts[record] = self._write(row)
        return texts

    # -- within

    def _fits(self, row: Row) -> bool:
        if row.record.id in self._held:
            return True
        return self._filter.fits(row) and not (self._filter.folded and self._is_folded(row))

    def _is_folded(self, row: Row) -> bool:
        """Whether the row says again what another one says that is shown itself."""
        first = self._book.get(row.record.repeat_of) if row.record.repeat_of is not None else None
        if first is None or first is row:
            return False
        return first.record.id in self._held or self._filter.fits(first)

    def _follow(self, rows: Sequence[Row], before: Mapping[str, Key]) -> bool:
        """Show what became of these rows: they changed, came or went; and of those that say the same again."""
        concerned: dict[str, Key | None] = {row.record.id: before.get(row.record.id) for row in rows}
        for row in rows:
            for name in self._book.saying(row):
                self._texts.pop(name, None)
                if self._filter.folded and name in self._book:
                    concerned.setdefault(name, self._book.get(name).key)  # type: ignore[union-attr]
        for name in concerned:
            self._texts.pop(name, None)
        moves: list[tuple[Key, bool]] = []
        for name, key in concerned.items():
            now = self._book.get(name)
            wanted = now.key if now is not None and self._fits(now) else None
            if key is not None and key != wanted and place_of(self._shown, key) is not None:
                moves.append((key, False))
            if wanted is not None and place_of(self._shown, wanted) is None:
                moves.append((wanted, True))
        if len(moves) > FEW:
            self._lay_out_anew()
            return False
        for key, shown in sorted(moves, key=lambda move: move[1]):
            self._show(key, shown)
        for name in concerned:
            place = self.place(name)
            if place is not None:
                index = self.index(place, 0)
                self.dataChanged.emit(index, index)
        return not moves

    def _show(self, key: Key, shown: bool) -> None:
        """Let one place come or go."""
        place = bisect_left(self._shown, key)
        there = place < len(self._shown) and self._shown[place] == key
        if shown and not there:
            self._shown.insert(place, key)
            self.insertRows(place, 1)
        elif there and not shown:
            del self._shown[place]
            self.removeRows(place, 1)

    def _show_more(self, keys: set[Key]) -> None:
        """Let many places come, each run of neighbours in one go."""
        fresh = sorted(key for key in keys if place_of(self._shown, key) is None)
        runs: list[tuple[int, list[Key]]] = []
        for key in fresh:
            place = bisect_left(self._shown, key)
            if runs and runs[-1][0] == place:
                runs[-1][1].append(key)
            else:
                runs.append((place, [key]))
        if len(runs) > FEW:
            self._reset(sorted((*self._shown, *fresh)))
            return
        for place, run in reversed(runs):
            self._shown[place:place] = run
            self.insertRows(place, len(run))

    def _lay_out_anew(self) -> None:
        self._reset([row.key for row in self._book.rows() if self._fits(row)])

    def _reset(self, shown: list[Key]) -> None:
        self._shown = shown
        self.setStringList([""] * len(shown))

    def _write(self, row: Row) -> RowTexts:
        record = row.record
        values = values_of(record)
        state, tone = self._state(row)
        return RowTexts(
            record.family,
            value_text(record.family, values),
            caption(self._form, record.family, values, self._language, self._country_name),
            state,
            tone,
            done=row.task is None and record.decision is not Decision.NONE,
            rejected=record.decision is Decision.REJECTED,
            edited=record.id in self._edited,
        )

    def _state(self, row: Row) -> tuple[str, str]:
        """The words at the right, the gravest first, and their tone."""
        record = row.record
        page = page_of(record) if record.decision in (Decision.NONE, Decision.POSTPONED) else 0
        suspect = self.tr("p. {page}, text suspect").format(page=page) if page in self._suspect else ""
        beside = f" · {suspect}" if suspect else ""
        if row.failing:
            return self.tr("failing") + beside, "bad"
        if record.approval is Approval.RETURNED:
            return state_word(record), "warning"
        if record.approval is not Approval.NONE:
            return state_word(record), "good" if record.approval is Approval.APPROVED else "warning"
        if row.unsure and row.task is not None:
            return self.tr("unsure") + beside, "warning"
        words = [state_word(record)]
        if suspect:
            return suspect, "warning"
        if page:
            words = [state_word(record), self.tr("p. {page}").format(page=page)]
        repeats = self._book.repeats(row)
        if repeats:
            words.append(self.tr("repeats {number}×").format(number=repeats))
        return " · ".join(word for word in words if word), "muted"
