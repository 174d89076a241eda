"""Shows a failure of the program itself: what happened, where it is logged; the window lives on."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.ui.dialogs.base import Dialog


class TroubleDialog(Dialog):
    """The failure in one line, its details to copy."""

    def __init__(self, summary: str, details: str, log: str = "", parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Something went wrong"), parent)
        self.resize(640, 360)
        self.add_text(
            self.tr("Something went wrong in the program. What was saved is safe; you can go on."), heading=True
        )
        self.add_text(summary)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setObjectName("details")
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details.setAccessibleName(self.tr("Details"))
        self.body.addWidget(self._details, 1)
        if log:
            self.add_text(self.tr("Logged in {path}").format(path=log), muted=True)
        self.add_buttons(self.tr("Close"), cancel=False)
