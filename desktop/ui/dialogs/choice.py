"""Asks a yes-or-no question where something could be lost or somebody's role changes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.dialogs.base import Dialog


class ChoiceDialog(Dialog):
    """A question and what follows from saying yes; the safe answer is the default."""

    def __init__(
        self,
        title: str,
        question: str,
        detail: str,
        accept: str,
        parent: QWidget | None = None,
        *,
        otherwise: str = "",
    ) -> None:
        super().__init__(title, parent)
        self.setMinimumWidth(440)
        self.add_text(question, heading=True)
        self.add_text(detail)
        box = self.add_buttons(accept)
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        for button in box.buttons():
            if button is not self.accept_button:
                if otherwise:
                    button.setText(otherwise)
                button.setFocus()
