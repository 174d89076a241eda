"""The card of one omission: its sentence with the facts made plain, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.form.key_button import KeyButton
from desktop.ui.omissions.words import excerpt, family_of, kind_word, marked
from desktop.ui.on_screen import CARD_MARGIN, OnScreen, paint_card

if TYPE_CHECKING:
    from db.model.readings import Reading
    from desktop.review.omissions import Omission
    from desktop.ui.theme import Theme

_TALLEST = 260  # pixels of the passage, before it scrolls


class OmissionCard(OnScreen):
    """Shows one omission; big buttons with their keys.

    Signals:
        actionRequested(str): "confirm" (add as what it most likely is), "reject" (no fact), "postpone",
            "add_count", "add_activity", "add_financial_figure".
    """

    actionRequested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("omissionCard")
        self._theme = theme
        self._text, self._marks = "", list[tuple[int, int]]()
        self.kind = QLabel(self)
        self.page = QLabel(self)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setContentsMargins(0, 4, 0, 4)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.words)
        self.buttons: dict[str, KeyButton] = {}
        head = QHBoxLayout()
        head.addWidget(self.kind)
        head.addStretch(1)
        head.addWidget(self.page)
        box = QVBoxLayout(self)
        box.setContentsMargins(CARD_MARGIN + 14, CARD_MARGIN + 8, CARD_MARGIN + 14, CARD_MARGIN + 8)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.area, 1)
        box.addLayout(
            self._row(
                ("confirm", self.tr("Add"), True),
                ("reject", self.tr("Not a fact"), False),
                ("postpone", self.tr("Later"), False),
            )
        )
        box.addLayout(
            self._row(
                ("add_count", self.tr("Count"), False),
                ("add_activity", self.tr("Activity"), False),
                ("add_financial_figure", self.tr("Figure"), False),
            )
        )
        self.set_theme(theme)

    def show_omission(self, omission: Omission, reading: Reading, place: tuple[int, int]) -> None:
        """Show an omission.

        Args:
            place: which of how many it is.
        """
        self.begin_painting()
        self._text, self._marks = excerpt(omission, reading)
        self.kind.setText(self.tr("Cited by no record: {kind}").format(kind=kind_word(omission.kind)))
        self.page.setText(self.tr("page {0} · {1} of {2}").format(omission.page, *place))
        word = {
            "count": self.tr("Add as count"),
            "activity": self.tr("Add as activity"),
            "financial_figure": self.tr("Add as figure"),
        }[family_of(omission)]
        self.buttons["confirm"].set_words(word)
        self._write()
        self.setAccessibleDescription(self._text)
        self.update()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Show these keys, action id to text."""
        for name, button in self.buttons.items():
            if name in keys:
                button.set_words(button.text(), keys[name])

    def set_writable(self, writable: bool) -> None:
        """Whether anything can be decided."""
        for button in self.buttons.values():
            button.setEnabled(writable)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        for label in (self.kind, self.page):
            label.setStyleSheet(f"QLabel {{ color: {theme.muted}; background: transparent; }}")
        self.words.setStyleSheet(f"QLabel {{ color: {theme.text}; background: transparent; }}")
        self.area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        for button in self.buttons.values():
            button.set_theme(theme)
        self._write()
        self.update()

    def text(self) -> str:
        """The passage as shown."""
        return self._text

    def _row(self, *buttons: tuple[str, str, bool]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for name, words, primary in buttons:
            button = KeyButton(words, "", self._theme, self, primary=primary)
            button.clicked.connect(lambda _checked=False, which=name: self.actionRequested.emit(which))
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _write(self) -> None:
        self.words.setText(marked(self._text, self._marks, self._theme))
        width = max(200, self.width() - 2 * (CARD_MARGIN + 14))
        self.area.setFixedHeight(min(_TALLEST, max(28, self.words.heightForWidth(width))))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._write()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.note_painted()
        paint_card(QPainter(self), self, self._theme)
