"""Says what the program is and which version runs."""

from __future__ import annotations

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.dialogs.base import Dialog
from desktop.ui.icons import draw


class AboutDialog(Dialog):
    """Name, version, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("About Counterproof"), parent)
        self.setMinimumWidth(400)
        sign = QLabel()
        sign.setPixmap(draw("counterproof", 64, "#1f5fbf"))
        sign.setAccessibleName("Counterproof")
        self.body.addWidget(sign)
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("counterproof")
        except PackageNotFoundError:
            number = self.tr("from a working copy")
        self.add_text(f"Counterproof {number}", heading=True)
        self.add_text(
            self.tr(
                "Lays an editable form beside a source report: people confirm or correct what a machine read,"
                " a second person approves, and every released value can be traced to the passage that proves it."
            )
        )
        self.add_text(
            self.tr("Works offline. Licence: Apache 2.0. Qt {version}.").format(version=qVersion()), muted=True
        )
        self.add_buttons(self.tr("Close"), cancel=False)
