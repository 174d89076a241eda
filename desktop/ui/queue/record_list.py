"""The records of a report in reading order, under their filters."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QStackedLayout, QVBoxLayout, QWidget

from db.model.form import Form
from desktop.ui.queue.caption import CountryName
from desktop.ui.queue.filters import Filter, FilterBar
from desktop.ui.queue.record_delegate import RecordDelegate
from desktop.ui.queue.record_model import RecordModel
from desktop.ui.queue.record_view import RecordView
from desktop.ui.queue.row import Row
from desktop.ui.theme import Theme

__all__ = ["Filter", "RecordList", "Row"]


class RecordList(QWidget):
    """Filter chips and, under them, the list; a card can stand between the two.

    Signals:
        recordChosen: id of the record that the person chose, by mouse or key.
        filterChanged: other rows are shown.
    """

    recordChosen = Signal(str)
    filterChanged = Signal()

    def __init__(
        self,
        form: Form,
        language: str,
        theme: Theme,
        country_name: CountryName | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("recordList")
        self._theme = theme
        self._current: str | None = None
        self._setting = False
        self._told: Mapping[str, int] | None = None
        self._counting: frozenset[str] = frozenset()
        self.filters = FilterBar(form, language, theme, self)
        self.filters.filterChanged.connect(self._refilter)
        self._model = RecordModel(form, language, country_name or _country_name, self)
        self.filters.states = self._model.states
        self._delegate = RecordDelegate(theme, self)
        self.view = RecordView(self)
        self.view.setObjectName("records")
        self.view.setAccessibleName(self.tr("Records in reading order"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._delegate)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMinimumHeight(104)
        self.view.selectionModel().currentChanged.connect(self._current_moved)
        self.view.clicked.connect(self._was_clicked)
        self.empty = QLabel(self)
        self.empty.setObjectName("empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(16, 24, 16, 16)
        self._card: QWidget | None = None
        self._worklist: QWidget | None = None
        below = self._below = QWidget(self)
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.filters)
        self._box.addWidget(below, 1)
        self._dress()
        self._reported = True
        self._show_emptiness()

    # -- rows

    def set_rows(
        self,
        rows: Sequence[Row],
        *,
        reported: bool = True,
        counts: Mapping[str, int] | None = None,
        counting: Collection[str] = (),
    ) -> None:
        """Show the records of a report, where there is one; the current record stays where it is still there.

        Args:
            counts: what the chips show until `set_complete`, where these are not all rows: the rest comes by
                `add_rows`; counting: chips whose number may still grow.
        """
        self._reported, self._told, self._counting = reported, counts, frozenset(counting)
        kept = self._current if any(row.record.id == self._current for row in rows) else None
        self._keeping_place(lambda: self._model.set_rows(rows, self.filters.filter()))
        self._current = kept
        self._after_rows()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Take in many more; the list keeps its place."""
        self._keeping_place(lambda: self._model.add_rows(rows))
        self._after_rows()

    def set_counts(self, counts: Mapping[str, int] | None, counting: Collection[str] = ()) -> None:
        """Show other numbers on the chips than those of the rows; None: all rows are here, their numbers count.

        Args:
            counting: chips whose number may still grow.
        """
        self._told, self._counting = counts, frozenset(counting)
        self._after_rows()

    def set_suspect(self, pages: frozenset[int]) -> None:
        """Mark the undecided records of pages whose text is suspect."""
        self._model.set_suspect(pages)

    def set_edited(self, records: Collection[str]) -> None:
        """Mark the records of which an edit is kept that has not been decided."""
        self._model.set_edited(frozenset(records))

    def update_rows(self, rows: Sequence[Row]) -> None:
        """Bring some rows up to date, or add them; the list keeps its place."""
        self._keeping_place(lambda: self._model.update_rows(rows))
        self._after_rows()

    def remove_rows(self, records: Collection[str]) -> None:
        """Take rows out."""
        self._keeping_place(lambda: self._model.remove_rows(records))
        if self._current in records:
            self._current = None
        self._after_rows()

    def rows(self) -> list[Row]:
        """All rows in reading order, shown or not."""
        return self._model.rows()

    def row(self, record: str) -> Row | None:
        """The row of a record."""
        return self._model.row(record)

    def shown(self) -> list[str]:
        """Ids of what is shown, from top to bottom."""
        return self._model.shown()

    def position(self, record: str) -> tuple[int, int]:
        """Place among what is shown, from 1 (0 where it is not), and how many are shown."""
        place = self._model.place(record)
        return (0 if place is None else place + 1), self._model.rowCount()

    # -- the current one

    def current(self) -> str | None:
        """Id of the current record."""
        return self._current

    def set_current(self, record: str | None) -> None:
        """Make a record the current one and bring it into sight, whether it fits the filter or not."""
        if record is not None and self._model.row(record) is None:
            return
        self._current = record
        self._keeping_place(lambda: self._model.hold(record))
        self._select()
        self._show_emptiness()

    def next_id(self, after: str | None = None, needing: bool = False) -> str | None:
        """The next record below, of those shown.

        Args:
            after: where to begin; None for the top.
            needing: only such as need the person; then it goes on from the top when nothing is left below.
        """
        return self._neighbour(after, 1, needing)

    def previous_id(self, before: str | None = None, needing: bool = False) -> str | None:
        """The next record above; as `next_id`."""
        return self._neighbour(before, -1, needing)

    def needing_id(self, start: str | None, *, backwards: bool = False) -> str | None:
        """The next record that needs the person, be it shown or not, all round; the start itself never."""
        return self._model.needing(start, backwards=backwards, shown=False)

    # -- filters and looks

    def filter(self) -> Filter:
        """What is shown of all."""
        return self.filters.filter()

    def set_filter(self, chosen: Filter) -> None:
        """Show other rows."""
        self.filters.set_filter(chosen)

    def set_card(self, card: QWidget) -> None:
        """Put a widget, the form, between the filters and the list."""
        self._card = card
        self._box.insertWidget(1, card)

    def show_card(self, shown: bool) -> None:
        """Show the card, or not, while a worklist is shown."""
        if self._card is not None:
            self._card.setVisible(shown or self._worklist is None)

    def show_worklist(self, worklist: QWidget | None) -> None:
        """Show something else to work through in the place of card and list, or these again."""
        if self._worklist is not None and worklist is not self._worklist:
            self._worklist.hide()
        self._worklist = worklist
        if worklist is not None:
            if self._box.indexOf(worklist) < 0:
                self._box.addWidget(worklist, 1)
            worklist.show()
        self._below.setVisible(worklist is None)
        self.show_card(False)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.filters.set_theme(theme)
        self._delegate.set_theme(theme)
        self._dress()
        self.view.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(420, 600)

    # -- within

    def _neighbour(self, start: str | None, step: int, needing: bool) -> str | None:
        if needing:
            return self._model.needing(start, backwards=step < 0)
        number = self._model.rowCount()
        place = self._model.place(start) if start is not None else None
        if place is not None:
            place += step
        elif start is None or self._model.row(start) is None:
            place = 0 if step > 0 else number - 1
        else:
            place = self._model.would_stand(start) - (step < 0)
        return self._model.at(place) if 0 <= place < number else None

    def _refilter(self) -> None:
        held = self._current
        fits = held is not None and (row := self._model.row(held)) is not None and self.filters.filter().fits(row)
        self._setting = True
        self._model.set_filter(self.filters.filter())
        self._setting = False
        self._select()
        if fits and held is not None:
            self.view.scrollTo(self._model.index(self._model.place(held) or 0, 0))
        self._show_emptiness()
        self.filterChanged.emit()

    def _keeping_place(self, change: Callable[[], object]) -> None:
        """Run a change of rows; what is at the top of the view stays there."""
        bar = self.view.verticalScrollBar()
        top = self.view.indexAt(self.view.viewport().rect().topLeft())
        shown = self._model.rowCount()
        anchor = self._model.at(top.row()) if top.isValid() and top.row() < shown else None
        offset = self.view.visualRect(top).top() if top.isValid() else 0
        self._setting = True
        change()
        self._setting = False
        place = self._model.place(anchor) if anchor is not None else None
        if place is not None and (place != top.row() or shown != self._model.rowCount()):
            self.view.scrollTo(self._model.index(place, 0), QAbstractItemView.ScrollHint.PositionAtTop)
            bar.setValue(bar.value() - offset)

    def _after_rows(self) -> None:
        self.filters.count(self._model.counts() if self._told is None else self._told, counting=self._counting)
        self._select(scroll=False)
        self._show_emptiness()

    def _select(self, scroll: bool = True) -> None:
        self._setting = True
        place = self._model.place(self._current) if self._current is not None else None
        selection = self.view.selectionModel()
        if place is None:
            selection.clear()
        else:
            index = self._model.index(place, 0)
            if not scroll:
                auto = self.view.hasAutoScroll()
                self.view.setAutoScroll(False)
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                self.view.setAutoScroll(auto)
            else:
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                self.view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._setting = False

    def _current_moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not self._setting and index.isValid():
            self._choose(self._model.at(index.row()))

    def _was_clicked(self, index: QModelIndex) -> None:
        # the current row clicked again is chosen again: its passage comes back into sight
        if self.view.pressed_on.isValid() and self.view.pressed_on == index:
            self.recordChosen.emit(self._model.at(index.row()))

    def _choose(self, record: str) -> None:
        if record != self._current:
            self._current = record
            self._keeping_place(lambda: self._model.hold(record))
            self._select()
            self.recordChosen.emit(record)

    def _show_emptiness(self) -> None:
        self._stack.setCurrentWidget(self.view if self._model.rowCount() else self.empty)
        chosen = self.filters.filter()
        if not self._reported:
            text = ""
        elif not self._model.unordered():
            text = self.tr("This report has no records yet.\nSelect a passage and add one, or let the machine suggest.")
        elif chosen == Filter():
            text = self.tr("Nothing needs you here.")
        elif chosen.needs_me:
            text = self.tr("Nothing of this kind needs you here.")
        else:
            text = self.tr("No record fits these filters.")
        self.empty.setText(text)

    def _dress(self) -> None:
        theme = self._theme
        self.empty.setStyleSheet(f"QLabel {{ color: {theme.muted}; background: transparent; }}")
        sheet = f"background: {theme.panel}; border-top: 1px solid {theme.border}; outline: 0;"
        self.view.setStyleSheet(f"QListView {{ {sheet} }}")


def _country_name(code: str, language: str) -> str:
    # Imported with the first country that is named: most records name none.
    from desktop.language import territories

    return territories.name(code, language)
