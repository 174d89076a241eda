"""What all dialogs share: a heading, a body, buttons at the bottom, an error line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget


class Dialog(QDialog):
    """A window-modal dialog in the rhythm of the window; it deletes itself when it closes."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 24, 24, 16)
        self.body.setSpacing(8)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setProperty("tone", "bad")
        self.problem.hide()

    def add_text(self, text: str, *, heading: bool = False, muted: bool = False) -> QLabel:
        """A wrapped paragraph of plain text."""
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if heading:
            label.setProperty("subheading", True)
        if muted:
            label.setProperty("tone", "muted")
        self.body.addWidget(label)
        return label

    def add_buttons(self, accept: str, *, cancel: bool = True) -> QDialogButtonBox:
        """The row of buttons; `accept` names the one that does it."""
        if self.body.indexOf(self.problem) < 0:
            self.body.addWidget(self.problem)
        self.body.addSpacing(8)
        box = QDialogButtonBox()
        do = box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        do.setDefault(True)
        if cancel:
            box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self.body.addWidget(box)
        self.accept_button = do
        return box

    def show_problem(self, text: str) -> None:
        """Say what is wrong with what was entered; the dialog stays open."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
