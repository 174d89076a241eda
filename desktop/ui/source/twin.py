"""The twin: another file of the same report beside the first, at the same paragraph, with the same records lit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.documents.paragraphs import Paragraph, numbered, opposite
from desktop.ui.source.view import SourceView

if TYPE_CHECKING:
    from db.model.readings import Reading
    from desktop.documents.placing import Placed
    from desktop.ui.source.images import PictureSource
    from desktop.ui.source.marks import Mark
    from desktop.ui.theme import Theme

FOLLOWS = 60  # milliseconds after the first view has moved


class TwinPane(QFrame):
    """Shows one of the report's other files; follows another source view.

    Signals:
        fileChosen(int): which of the files that were told is to be shown.
        firstRequested(int): which of them is to be the one that is shown first from now on.
        closed(): the person wants it no more.
    """

    fileChosen = Signal(int)
    firstRequested = Signal(int)
    closed = Signal()

    def __init__(self, first: SourceView, renderer: PictureSource, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("twinPane")
        self._first = first
        self._mine: tuple[Paragraph, ...] = ()
        self._theirs: tuple[Paragraph, ...] = ()
        self._pages = (0, 0)
        self._placed: Mapping[str, Placed] = {}
        self.view = SourceView(renderer, theme, budget=first.budget)
        self.view.setAccessibleName(self.tr("Another file of this report"))
        self._files = QComboBox()
        self._files.setAccessibleName(self.tr("Which file"))
        self._files.activated.connect(self.fileChosen)
        self._words = QLabel()
        self._words.setProperty("tone", "warning")
        self._words.setWordWrap(True)
        close = QToolButton()
        close.setText("×")
        close.setToolTip(self.tr("Close this file"))
        close.setAccessibleName(self.tr("Close this file"))
        close.setProperty("plain", True)
        close.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self._files, 1)
        self.first_button = QToolButton()
        self.first_button.setText(self.tr("Show this file first"))
        self.first_button.setToolTip(
            self.tr("From now on the report is this file; its records find their places in it.")
        )
        self.first_button.setProperty("plain", True)
        self.first_button.clicked.connect(lambda: self.firstRequested.emit(self.chosen()))
        row.addWidget(self.first_button)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._words)
        column.addWidget(self.view, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FOLLOWS)
        self._soon.timeout.connect(self._follow)
        first.placeChanged.connect(self._soon.start)
        self.view.turning.turned.connect(self._soon.start)
        self._words.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self.view.set_theme(theme)

    def set_files(self, names: Sequence[str], current: int) -> None:
        """Say which files there are beside the one that is shown first."""
        self._files.clear()
        self._files.addItems(list(names))
        self._files.setCurrentIndex(current)

    def chosen(self) -> int:
        """Which of them is shown."""
        return self._files.currentIndex()

    def show_file(
        self,
        first: Reading,
        reading: Reading,
        path: Path | None,
        marks: Sequence[Mark],
        placed: Mapping[str, Placed],
        *,
        password: str | None = None,
    ) -> None:
        """Show a file.

        Args:
            first: the reading in the view that is followed.
            marks: the records, where they stand here; placed: record id to where its evidence is, and what is missing.
        """
        self._mine, self._theirs = numbered(first), numbered(reading)
        self._pages = (len(first.pages), len(reading.pages))
        self._placed = placed
        self.view.set_report(reading, path, password=password)
        self.view.set_marks(marks)
        self._follow()

    def clear(self) -> None:
        """Show nothing, and let go of the file."""
        self._soon.stop()
        self._mine, self._theirs, self._placed = (), (), {}
        self.view.set_report(None, None)
        self._words.hide()

    def set_current(self, record: str | None) -> None:
        """Outline a record here, too; where its passage is not found, say so and show what comes closest."""
        placed = self._placed.get(record) if record is not None else None
        words = ""
        if placed is not None and not placed.evidence:
            orphan = placed.orphans[0] if placed.orphans else None
            if orphan is not None and orphan.candidate is not None:
                words = self.tr("Not found in this file. What comes closest ({score} %) is shown.").format(
                    score=round(100 * orphan.score)
                )
                self.view.set_current(record, (orphan.candidate,))
            else:
                words = self.tr("Not found in this file.")
                self.view.set_current(record)
        else:
            self.view.set_current(record)
        self._words.setText(words)
        self._words.setContentsMargins(12, 2, 12, 6)
        self._words.setVisible(bool(words))

    def _follow(self) -> None:
        """Go where the first view is."""
        place = self._first.place()
        if place is not None and self._pages[1] and self.isVisible():
            page, start = opposite(place, self._mine, self._theirs, self._pages)
            self.view.go_to(page, start)
