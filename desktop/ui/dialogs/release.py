"""Asks where to, in which formats, and says what still blocks a release."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from desktop.ui.dialogs.base import Dialog

FORMATS = ("csv", "xlsx", "jsonl")


class ReleaseDialog(Dialog):
    """Folder and formats; where the release is blocked, the reasons, and a preliminary one with a reason instead.

    Signals:
        releaseRequested(object, object, object): folder (Path), formats (list of str), reason or None.
    """

    releaseRequested = Signal(object, object, object)

    def __init__(self, folder: Path, formats: Sequence[str] = FORMATS, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Release"), parent)
        self.setMinimumWidth(560)
        self.add_text(self.tr("Folder"), heading=True)
        line = QHBoxLayout()
        self._folder = QLineEdit(str(folder))
        self._folder.setObjectName("folder")
        self._folder.setAccessibleName(self.tr("Folder"))
        browse = QPushButton(self.tr("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        line.addWidget(self._folder, 1)
        line.addWidget(browse)
        self.body.addLayout(line)
        self.add_text(self.tr("Formats"), heading=True)
        names = {
            "csv": self.tr("CSV, one file a family"),
            "xlsx": self.tr("Excel workbook (XLSX)"),
            "jsonl": self.tr("JSON Lines, with all evidence"),
        }
        self._boxes: dict[str, QCheckBox] = {}
        for name in FORMATS:
            box = QCheckBox(names[name])
            box.setChecked(name in formats)
            box.setObjectName(name)
            box.toggled.connect(self._look)
            self.body.addWidget(box)
            self._boxes[name] = box
        self.add_text(
            self.tr(
                "Of every report that is signed off, the approved records leave, each with its page, its quote and"
                " who decided and approved it."
            ),
            muted=True,
        )
        self._preliminary = QCheckBox(self.tr("Release anyway, marked as preliminary, because:"))
        self._preliminary.setObjectName("preliminary")
        self._preliminary.toggled.connect(self._look)
        self._reasons = QPlainTextEdit()
        self._reasons.setReadOnly(True)
        self._reasons.setFixedHeight(112)
        self._reasons.setAccessibleName(self.tr("What blocks the release"))
        self._why = QLineEdit()
        self._why.setObjectName("why")
        self._why.setPlaceholderText(self.tr("The reason; it is written into every file"))
        self._why.setAccessibleName(self.tr("Reason for a preliminary release"))
        self._why.textChanged.connect(self._look)
        self.body.addWidget(self.problem)
        for widget in (self._reasons, self._preliminary, self._why):
            self.body.addWidget(widget)
            widget.hide()
        self.add_buttons(self.tr("Release"))
        self._folder.textChanged.connect(self._look)
        self._look()

    def accept(self) -> None:
        """Ask for the release; whoever listens closes the dialog, or shows why not."""
        formats = [name for name, box in self._boxes.items() if box.isChecked()]
        reason = self._why.text().strip() if self._preliminary.isChecked() else None
        self.accept_button.setEnabled(False)
        self.releaseRequested.emit(Path(self._folder.text().strip()), formats, reason)

    def finish(self) -> None:
        """The release is there: close."""
        self.done(self.DialogCode.Accepted)

    def show_blocked(self, sentence: str, reasons: Sequence[str]) -> None:
        """List what blocks the release, and offer a preliminary one."""
        self.show_problem(sentence)
        self._reasons.setPlainText("\n".join(reasons))
        for widget in (self._reasons, self._preliminary, self._why):
            widget.show()
        self._look()
        self.adjustSize()

    def show_failed(self, sentence: str) -> None:
        """Say why it could not be written; the dialog stays."""
        self.show_problem(sentence)
        self._look()

    def reasons(self) -> str:
        """What it says blocks the release, a line each."""
        return self._reasons.toPlainText()

    def _look(self) -> None:
        formats = any(box.isChecked() for box in self._boxes.values())
        blocked = not self._reasons.isHidden()
        self._why.setEnabled(self._preliminary.isChecked())
        reasoned = self._preliminary.isChecked() and bool(self._why.text().strip())
        self.accept_button.setEnabled(formats and bool(self._folder.text().strip()) and (reasoned or not blocked))

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for the release"), self._folder.text())
        if chosen:
            self._folder.setText(chosen)
