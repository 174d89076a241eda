"""Words in place of pages, and the bar above them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.ui.theme import Theme


class Placeholder(QWidget):
    """A title and a sentence where no report is shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._title = QLabel()
        self._words = QLabel()
        for label in (self._title, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setBold(True)
        self._title.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addStretch(3)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.backdrop))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.text))
        self.setPalette(palette)
        soft = QPalette(palette)
        soft.setColor(QPalette.ColorRole.WindowText, QColor(theme.muted))
        self._words.setPalette(soft)

    def say(self, title: str, words: str) -> None:
        """Show these words."""
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)


class Notice(QFrame):
    """A sentence above the pages that is in nobody's way and can be put away, with a button where something helps.

    Signals:
        helpWanted(): the button was pressed.
    """

    helpWanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceNotice")
        self.setProperty("bar", "warning")
        self.setAutoFillBackground(True)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._help = QPushButton()
        self._help.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._help.clicked.connect(self.helpWanted)
        close = QToolButton()
        close.setText("×")
        close.setAutoRaise(True)
        close.setProperty("plain", True)
        close.setToolTip(self.tr("Put this away"))
        close.setAccessibleName(self.tr("Put this away"))
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 6, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self._help)
        row.addWidget(close)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.money_soft))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText, QPalette.ColorRole.Text):
            palette.setColor(role, QColor(theme.text))
        palette.setColor(QPalette.ColorRole.Button, QColor(theme.money_soft))
        self.setPalette(palette)

    def say(self, words: str, helps: str = "") -> None:
        """Show a sentence; an empty one puts the bar away. `helps` are the button's words, where there is one."""
        self._words.setText(words)
        self._help.setText(helps)
        self._help.setVisible(bool(helps))
        self.setAccessibleName(words)
        self.setVisible(bool(words))

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def offers(self) -> bool:
        """Whether it has a button that helps."""
        return bool(self._help.text())
