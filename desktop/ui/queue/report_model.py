"""The reports of a project as a list model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.model.records import SETTLED, Approval
from db.model.works import WorkState
from desktop.ui.language_names import language_name
from desktop.ui.queue.report_delegate import CARD, ReportCard
from desktop.ui.queue.row import ReportRow

_Index = QModelIndex | QPersistentModelIndex


class ReportModel(QAbstractListModel):
    """Reports in the order given."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._rows: list[ReportRow] = []
        self.paces: dict[str, float | None] = {}  # seconds a record, by report
        self._cards: list[ReportCard] = []

    def set_rows(self, rows: Sequence[ReportRow]) -> None:
        """Show these; where they are the same reports as before, they are only repainted."""
        same = [row.work.id for row in rows] == [row.work.id for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = list(rows)
        self._cards = [self._card(row) for row in rows]
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))

    def update_row(self, row: ReportRow) -> bool:
        """Bring one report up to date; False where it is not among those shown."""
        place = self.place(row.work.id)
        if place is not None:
            self._rows[place], self._cards[place] = row, self._card(row)
            self.dataChanged.emit(self.index(place, 0), self.index(place, 0))
        return place is not None

    def rows(self) -> list[ReportRow]:
        """What is shown."""
        return self._rows

    def place(self, work: str | None) -> int | None:
        """The row number of a report."""
        return next((number for number, row in enumerate(self._rows) if row.work.id == work), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._cards):
            return None
        card = self._cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            names = [file.name for file in self._rows[index.row()].work.files]
            took = self._took(self._rows[index.row()].work.id)
            return "\n".join(line for line in (card.title, card.detail, card.state, took, *names) if line)
        return None

    def _took(self, work: str) -> str:
        seconds = self.paces.get(work)
        return self.tr("{seconds} s a record").format(seconds=f"{seconds:.1f}") if seconds else ""

    def _card(self, row: ReportRow) -> ReportCard:
        work, progress = row.work, row.progress
        total = progress.total
        decided = sum(progress.by_decision.get(decision, 0) for decision in SETTLED)
        approved = progress.by_approval.get(Approval.APPROVED, 0)
        pages = work.pages or max((file.pages for file in work.files), default=0)
        spoken = language_name(work.language, self._language) if work.language else ""
        detail = [work.symbol or "", spoken, self.tr("{pages} p.").format(pages=pages) if pages else ""]
        state, tone = self._state(row, decided)
        signed = work.state is WorkState.SIGNED_OFF
        share = 1 / total if total else 0.0
        return ReportCard(
            work.title or (work.files[0].name if work.files else self.tr("Untitled report")),
            " · ".join(part for part in detail if part),
            state,
            tone,
            approved=1.0 if signed and not total else approved * share,
            decided=decided * share,
        )

    def _state(self, row: ReportRow, decided: int) -> tuple[str, str]:
        if row.failing:
            return self.tr("{number} failing").format(number=row.failing), "bad"
        if row.work.state is WorkState.SIGNED_OFF:
            return self.tr("signed off"), "good"
        if row.work.state is WorkState.COMPLETE:
            return self.tr("complete"), "muted"
        if "no_text" in row.work.notes:
            return self.tr("no text"), "muted"
        if not decided:
            return self.tr("new"), "muted"
        # never "100 %" while something is undecided
        percent = min(99, 100 * decided // row.progress.total) if decided < row.progress.total else 100
        return self.tr("{percent} %").format(percent=percent), "muted"
