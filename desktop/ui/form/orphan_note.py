"""Says in the card that the record's passage is not in the file that is shown, and leads to what comes closest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.form.field_notes import WrappedLabel
from desktop.ui.theme import Theme


class OrphanNote(QWidget):
    """One line and two buttons, hidden while all passages are found.

    Signals:
        showRequested(), pinRequested(): go to the closest place; take it for the passage.
    """

    showRequested = Signal()
    pinRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.label = WrappedLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.showing = QPushButton(self.tr("Show it"), self)
        self.pinning = QPushButton(self.tr("It is this"), self)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for button, asked in ((self.showing, self.showRequested), (self.pinning, self.pinRequested)):
            button.setProperty("plain", True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoDefault(False)
            button.clicked.connect(asked)
            row.addWidget(button)
        row.addStretch(1)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(14, 6, 14, 4)
        box.setSpacing(2)
        box.addWidget(self.label)
        box.addLayout(row)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self.label.setStyleSheet(f"QLabel {{ color: {theme.warning}; background: transparent; }}")

    def say(self, words: str, *, place: bool, pin: bool) -> None:
        """Say this, or with nothing hide; whether there is a place to go to, and whether it may be taken."""
        self.label.setText(words)
        self.showing.setVisible(place)
        self.pinning.setVisible(place and pin)
        self.setVisible(bool(words))

    def height_at(self, width: int) -> int:
        """The height that it takes at a width, in pixels."""
        margins = self._box.contentsMargins()
        height = self.label.heightForWidth(width - margins.left() - margins.right()) + margins.top() + margins.bottom()
        return height + (self.showing.sizeHint().height() + 2 if not self.showing.isHidden() else 0)
