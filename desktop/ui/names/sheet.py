"""The sheet of names: those spelt in several ways at the left, one of them at the right with what mending changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.review.names import Cluster, Mending, Spelling, mendings
from desktop.ui.names.preview import NamePreview
from desktop.ui.names.spellings import SpellingList, places_text
from desktop.ui.sheets.sheet import Sheet
from desktop.ui.theme import Theme


class NameSheet(Sheet):
    """Shows clusters of spellings.

    Args:
        name: a mending's record in a few words; place: where a use of a spelling is.

    Signals:
        mendRequested(list): the Mendings to carry out.
        scopeChanged(bool): whether all reports are looked at, or only the one on the desk.
    """

    mendRequested = Signal(object)
    scopeChanged = Signal(bool)

    def __init__(
        self,
        name: Callable[[Mending], str],
        place: Callable[[Spelling], Sequence[str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("nameSheet", theme, parent)
        self._place = place
        self._clusters: list[Cluster] = []
        self._mendings: list[Mending] = []
        self.title.setText(self.tr("Names spelt in several ways"))
        self.told = self.quiet()
        self.scope = QCheckBox(self.tr("In all reports"), self)
        self.list = QListWidget(self)
        self.list.setObjectName("nameList")
        self.list.setAccessibleName(self.tr("Names spelt in several ways"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFixedWidth(264)
        self.spellings = SpellingList(self._places, theme, self)
        self.preview = NamePreview(name, theme, self)
        self.effect = self.quiet()
        self.kept = self.quiet(self.tr("Values are made alike; the evidence keeps each name as the report writes it."))
        self.approved = QCheckBox(self)
        self.mending = self.button("apply_names", primary=True)
        self._line = QFrame(self)
        self._line.setFixedWidth(1)
        self.message = self.quiet()
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show_cluster)
        self.spellings.changed.connect(self._refresh)
        self.approved.toggled.connect(self._refresh)
        self.scope.toggled.connect(self.scopeChanged)
        self.mending.clicked.connect(self.mend)
        self.setFocusProxy(self.list)
        self.set_theme(theme)

    # -- what is shown

    def wait(self, all_reports: bool, several: bool) -> None:
        """Say that names are being looked for.

        Args:
            several: whether the project has more reports than the one on the desk.
        """
        self.scope.blockSignals(True)
        self.scope.setChecked(all_reports)
        self.scope.blockSignals(False)
        self.scope.setVisible(several)
        self._say(self.tr("Looking for names…"))

    def set_clusters(self, clusters: Sequence[Cluster], note: str = "") -> None:
        """Show these; the place in the list stays. `note` tells what was just done."""
        row = max(0, self.list.currentRow())
        self._clusters = list(clusters)
        self.list.blockSignals(True)
        self.list.clear()
        for cluster in self._clusters:
            first = cluster.spellings[0].text
            ways = self.tr("{number} spellings, {uses} times").format(number=len(cluster.spellings), uses=cluster.uses)
            item = QListWidgetItem(f"{first}\n{ways}")
            item.setToolTip("\n".join(spelling.text for spelling in cluster.spellings))
            self.list.addItem(item)
        self.list.blockSignals(False)
        if not self._clusters:
            nothing = self.tr("Every name is spelt in one way here.")
            self._say(f"{note}\n{nothing}" if note else nothing)
            return
        self._stack.setCurrentIndex(0)
        self.list.setCurrentRow(min(row, len(self._clusters) - 1))
        self._show_cluster(self.list.currentRow())
        self.told.setText(note)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        super().set_theme(theme)
        self.spellings.set_theme(theme)
        self.preview.set_theme(theme)
        self._line.setStyleSheet(f"background: {theme.border};")
        self.setStyleSheet(
            self.styleSheet() + f" QListWidget::item {{ padding: 6px 12px; border-bottom: 1px solid {theme.border}; }}"
            " QTableWidget#namePreview::item { padding: 0 5px; }"
            f" QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {theme.muted};"
            f" border-radius: 8px; background: {theme.editor}; }}"
            f" QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {theme.accent};"
            f" background: {theme.accent_text}; }}"
            f" QRadioButton:focus {{ color: {theme.accent}; }}"
        )
        self._refresh()

    # -- what keys and buttons do

    def mend(self) -> None:
        """Carry out what the preview shows."""
        chosen = self._wanted()
        if chosen:
            self.mendRequested.emit(chosen)

    # -- within

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(16, 4, 16, 0)
        right.setSpacing(8)
        right.addWidget(self.spellings)
        right.addWidget(self.kept)
        right.addWidget(self.preview, 1)
        body = QWidget(self)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._line)
        row.addLayout(right, 1)
        self._stack.addWidget(body)
        self._stack.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.head_line(self.told, self.scope))
        column.addWidget(self._stack, 1)
        column.addLayout(self.foot_line(self.effect, self.approved, self.mending))

    def _say(self, text: str) -> None:
        self._clusters = []
        self.list.clear()
        self.spellings.show_cluster(None)
        self.message.setText(text)
        self._stack.setCurrentIndex(1)
        self.told.clear()
        self._refresh()

    def _show_cluster(self, row: int) -> None:
        known = 0 <= row < len(self._clusters)
        self.approved.setChecked(False)
        self.told.clear()
        self.spellings.show_cluster(self._clusters[row] if known else None)
        rows = [
            widget for pair in zip(self.spellings.checks(), self.spellings.choices(), strict=True) for widget in pair
        ]
        self.set_order(self.list, *rows, self.spellings.typed, self.preview, self.approved, self.mending, self.scope)
        self._refresh()

    def _wanted(self) -> list[Mending]:
        return [each for each in self._mendings if each.effect != "approved" or self.approved.isChecked()]

    def _refresh(self) -> None:
        """Show what would be changed as it is chosen now."""
        self._mendings = mendings(self.spellings.wrong(), self.spellings.chosen())
        wanted = self._wanted()
        out = frozenset(each.record.id for each in self._mendings) - {each.record.id for each in wanted}
        self.preview.show_mendings(self._mendings, out)
        number = {
            effect: sum(each.effect == effect for each in self._mendings) for effect in ("open", "decided", "approved")
        }
        told = []
        if number["open"]:
            told.append(self.tr("{number} undecided: they stay undecided.").format(number=number["open"]))
        if number["decided"]:
            told.append(self.tr("{number} decided: they count as corrected by you.").format(number=number["decided"]))
        self.effect.setText(" ".join(told))
        self.approved.setText(self.tr("Also {number} approved: approve them anew").format(number=number["approved"]))
        self.approved.setVisible(bool(number["approved"]))
        self.mending.setVisible(bool(self._clusters))
        self.mending.setEnabled(bool(wanted))
        words = self.tr("Mend 1 record") if len(wanted) == 1 else self.tr("Mend {number} records")
        self.mending.set_words(words.format(number=len(wanted)))

    def _places(self, spelling: Spelling) -> str:
        return places_text(self._place(spelling), lambda number: self.tr("and {number} more").format(number=number))
