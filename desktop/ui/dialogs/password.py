"""Asks for the password of an encrypted report."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.dialogs.base import Dialog


class PasswordDialog(Dialog):
    """A password; it is kept in memory only, for as long as the report is open."""

    def __init__(self, name: str, *, wrong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Password"), parent)
        self.setMinimumWidth(400)
        self.add_text(self.tr("{name} is encrypted.").format(name=name), heading=True)
        self._password = QLineEdit()
        self._password.setObjectName("password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setPlaceholderText(self.tr("Password"))
        self._password.setAccessibleName(self.tr("Password"))
        self.body.addWidget(self._password)
        self.add_buttons(self.tr("Open"))
        if wrong:
            self.show_problem(self.tr("That password does not open it."))
        self._password.setFocus()

    def password(self) -> str:
        """What was typed."""
        return self._password.text()
