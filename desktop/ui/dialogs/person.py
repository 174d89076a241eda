"""Asks who is working."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.ui.dialogs.base import Dialog


class PersonDialog(Dialog):
    """One name: chosen among those who worked on the project, or typed."""

    def __init__(self, names: Sequence[str], offered: str = "", parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Who is working?"), parent)
        self.setMinimumWidth(400)
        self.add_text(self.tr("Your name"), heading=True)
        self._name = QComboBox()
        self._name.setEditable(True)
        self._name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._name.setObjectName("name")
        self._name.setAccessibleName(self.tr("Your name"))
        self._name.addItems(list(names))
        self._name.setCurrentText(offered)
        line = self._name.lineEdit()
        if line is not None:
            line.setAccessibleName(self.tr("Your name"))
            line.setPlaceholderText(self.tr("First name and last name"))
            line.selectAll()
        self.body.addWidget(self._name)
        self.add_text(
            self.tr("Every decision is signed with this name. A second person, with another name, approves."),
            muted=True,
        )
        self.add_buttons(self.tr("Work as this person"))
        self._name.editTextChanged.connect(self._look)
        self._look()
        self._name.setFocus()

    def name(self) -> str:
        """The name, without white space around it."""
        return " ".join(self._name.currentText().split())

    def _look(self) -> None:
        self.accept_button.setEnabled(bool(self.name()))
