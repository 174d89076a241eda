"""The reports of the project with their progress, what runs in the background, and a way to add more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.queue.report_delegate import HEIGHT, ReportDelegate
from desktop.ui.queue.report_model import ReportModel
from desktop.ui.queue.row import ReportRow, Running
from desktop.ui.queue.running_item import RunningItem
from desktop.ui.theme import Theme

__all__ = ["ReportList", "ReportRow", "Running"]


class ReportView(QListView):
    """As high as its reports, so that "Add reports…" stands right below them."""

    def sizeHint(self) -> QSize:
        return QSize(200, self.model().rowCount() * HEIGHT + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, min(self.sizeHint().height(), HEIGHT + 2))


class ReportList(QWidget):
    """The left pane.

    Signals:
        reportChosen: id of the work that the person chose.
        addRequested: the person wants to add reports.
        cancelRequested: id of the running task that is to stop.
    """

    reportChosen = Signal(str)
    addRequested = Signal()
    cancelRequested = Signal(str)

    def __init__(self, language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportList")
        self._language = language
        self._theme = theme
        self._current: str | None = None
        self._setting = False
        self._items: dict[str, RunningItem] = {}
        self._model = ReportModel(language, self)
        self._delegate = ReportDelegate(theme, self)
        self.heading = QLabel(self)
        self.heading.setContentsMargins(16, 14, 16, 6)
        self.view = ReportView(self)
        self.view.setObjectName("reports")
        self.view.setAccessibleName(self.tr("Reports"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.view.selectionModel().currentChanged.connect(self._current_moved)
        words = self.tr("No report here yet.\nAdd PDF, DOCX, HTML or TXT files, or drop them on the window.")
        self.empty = QLabel(words, self)
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(16, 4, 16, 8)
        self._running = QVBoxLayout()
        self._running.setSpacing(0)
        self.add = QPushButton(self.tr("+ Add reports…"), self)
        self.add.setObjectName("addReports")
        self.add.setToolTip(self.tr("Add PDF, DOCX, HTML or TXT files to the project"))
        self.add.clicked.connect(self.addRequested)
        button = QHBoxLayout()
        button.setContentsMargins(14, 8, 14, 12)
        button.addWidget(self.add)
        button.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.heading)
        box.addWidget(self.view)
        box.addWidget(self.empty)
        box.addLayout(self._running)
        box.addLayout(button)
        box.addStretch(1)
        self._dress()
        self.set_reports(())

    def set_reports(self, reports: Sequence[ReportRow]) -> None:
        """Show these; the current one stays where it is still there."""
        self._setting = True
        self._model.set_rows(reports)
        self._setting = False
        self.heading.setText(
            self.tr("REPORTS · {number}").format(number=len(reports)) if reports else self.tr("REPORTS")
        )
        self.view.setVisible(bool(reports))
        self.empty.setVisible(not reports)
        self.view.updateGeometry()
        if self._model.place(self._current) is None:
            self._current = None
        self._select()

    def set_paces(self, paces: Mapping[str, float | None]) -> None:
        """Tell, where one points at a report, how many seconds a record of it took."""
        self._model.paces = dict(paces)

    def update_report(self, report: ReportRow) -> bool:
        """Bring one report up to date; False where it is not among those shown."""
        return self._model.update_row(report)

    def reports(self) -> list[ReportRow]:
        """What is shown."""
        return list(self._model.rows())

    def current(self) -> str | None:
        """Id of the current report."""
        return self._current

    def set_current(self, work: str | None) -> None:
        """Make a report the current one, without a signal."""
        self._current = work if self._model.place(work) is not None else None
        self._select()

    def set_running(self, items: Sequence[Running]) -> None:
        """Show what runs in the background; an empty list takes everything away."""
        wanted = {item.id for item in items}
        for gone in self._items.keys() - wanted:
            widget = self._items.pop(gone)
            self._running.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for item in items:
            known = self._items.get(item.id)
            if known is None:
                known = self._items[item.id] = RunningItem(self._theme, self)
                known.cancelRequested.connect(lambda which=item.id: self.cancelRequested.emit(which))
                self._running.addWidget(known)
            known.show_item(item)

    def running(self) -> dict[str, RunningItem]:
        """The running tasks as shown, by id."""
        return dict(self._items)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self._delegate.set_theme(theme)
        for item in self._items.values():
            item.set_theme(theme)
        self._dress()
        self.view.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(232, 400)

    def _select(self) -> None:
        self._setting = True
        place = self._model.place(self._current)
        selection = self.view.selectionModel()
        if place is None:
            selection.clear()
        else:
            index = self._model.index(place, 0)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._setting = False

    def _current_moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self._setting or not index.isValid():
            return
        work = self._model.rows()[index.row()].work.id
        if work != self._current:
            self._current = work
            self.reportChosen.emit(work)

    def _dress(self) -> None:
        theme = self._theme
        quiet = f"QLabel {{ color: {theme.muted}; background: transparent; }}"
        self.heading.setStyleSheet(quiet)
        self.empty.setStyleSheet(quiet)
        self.view.setStyleSheet(f"QListView {{ background: {theme.panel}; border: none; outline: 0; }}")
