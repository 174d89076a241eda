"""The spellings of one name: which are mended, and how it is written from now on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QLabel, QLineEdit, QRadioButton, QWidget

from desktop.review.names import Cluster, Spelling
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.queue.words import listed
from desktop.ui.theme import Theme

MOST_PLACES = 4


class SpellingList(QWidget):
    """A line a spelling, with how often and where it stands; the form to use is one of them, or typed.

    Args:
        place: where a spelling stands, of the first of its uses.

    Signals:
        changed(): another choice.
    """

    changed = Signal()

    def __init__(self, place: Callable[[Spelling], str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._theme = theme
        self._cluster: Cluster | None = None
        self._rows: list[tuple[QCheckBox, QRadioButton, ElidedLabel]] = []
        self._choices = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(2, 1)
        self.mend_head = QLabel(self.tr("Mend"), self)
        self.use_head = QLabel(self.tr("Write it so"), self)
        self.where_head = QLabel(self.tr("Where it stands"), self)
        for column, head in enumerate((self.mend_head, self.use_head, self.where_head)):
            self._grid.addWidget(head, 0, column)
        self.typed = QLineEdit(self)
        self.typed.setPlaceholderText(self.tr("Or type it otherwise"))
        self.typed.setAccessibleName(self.tr("The name as it should be written"))
        self.typed.textEdited.connect(self._was_typed)
        self.set_theme(theme)

    def show_cluster(self, cluster: Cluster | None) -> None:
        """Show a name; what surely is the same name is ticked, what merely looks alike is not."""
        self._cluster = cluster
        for check, radio, label in self._rows:
            self._choices.removeButton(radio)
            for widget in (check, radio, label):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._rows = []
        self._grid.removeWidget(self.typed)
        self.setVisible(cluster is not None)
        if cluster is None:
            return
        for number, spelling in enumerate(cluster.spellings):
            self._add(number, spelling)
        self._grid.addWidget(self.typed, len(cluster.spellings) + 1, 1, 1, 2)
        self.typed.clear()
        self._rows[0][1].setChecked(True)
        self._tell()

    def chosen(self) -> str:
        """The form to use."""
        typed = " ".join(self.typed.text().split())
        if typed or self._cluster is None:
            return typed
        for (_, radio, _), spelling in zip(self._rows, self._cluster.spellings, strict=True):
            if radio.isChecked():
                return spelling.text
        return ""

    def wrong(self) -> Sequence[Spelling]:
        """The spellings that are ticked and differ from the form to use."""
        if self._cluster is None:
            return ()
        chosen = self.chosen()
        return [
            spelling
            for (check, _, _), spelling in zip(self._rows, self._cluster.spellings, strict=True)
            if check.isChecked() and spelling.text != chosen
        ]

    def checks(self) -> Sequence[QCheckBox]:
        """The ticks, from top to bottom."""
        return [check for check, _, _ in self._rows]

    def choices(self) -> Sequence[QRadioButton]:
        """The forms to choose from, from top to bottom."""
        return [radio for _, radio, _ in self._rows]

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        quiet = f"QLabel {{ color: {theme.muted}; background: transparent; }}"
        for label in (self.mend_head, self.use_head, self.where_head, *(row[2] for row in self._rows)):
            label.setStyleSheet(quiet)

    def _add(self, number: int, spelling: Spelling) -> None:
        times = len(spelling.uses)
        check = QCheckBox(f"{times}×", self)
        check.setAccessibleName(self.tr("Mend “{name}”").format(name=spelling.text))
        check.setChecked(spelling.sure)
        shown = spelling.text if len(spelling.text) <= 72 else spelling.text[:71] + "…"
        radio = QRadioButton(shown.replace("&", "&&"), self)
        radio.setToolTip(spelling.text)
        label = ElidedLabel("", self)
        words = self._place(spelling)
        label.set_whole(words if spelling.sure else self.tr("looks alike") + " · " + words)
        label.setStyleSheet(f"QLabel {{ color: {self._theme.muted}; background: transparent; }}")
        check.toggled.connect(self._tell)
        radio.clicked.connect(self._was_chosen)
        radio.toggled.connect(self._tell)
        self._choices.addButton(radio)
        for column, widget in enumerate((check, radio, label)):
            self._grid.addWidget(widget, number + 1, column)
            widget.show()
        self._rows.append((check, radio, label))

    def _was_chosen(self) -> None:
        self.typed.clear()
        self._tell()

    def _was_typed(self) -> None:
        self._tell()

    def _tell(self) -> None:
        """What is written as it should be needs no mending."""
        if self._cluster is None or len(self._rows) != len(self._cluster.spellings):
            return
        chosen = self.chosen()
        for (check, _, _), spelling in zip(self._rows, self._cluster.spellings, strict=True):
            check.setEnabled(spelling.text != chosen)
        self.changed.emit()


def places_text(places: Sequence[str], more: Callable[[int], str]) -> str:
    """Some places in one line, and how many more there are."""
    known = list(dict.fromkeys(places))
    shown = listed(known[:MOST_PLACES])
    return f"{shown} {more(len(known) - MOST_PLACES)}" if len(known) > MOST_PLACES else shown
