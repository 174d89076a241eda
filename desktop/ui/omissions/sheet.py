"""The sheet on which a reviewer looks at what was left out before signing off."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.omissions.claims import Shown
from desktop.ui.omissions.words import marked
from desktop.ui.sheets.sheet import Sheet
from desktop.ui.theme import Theme

_WIDEST = 860  # pixels of a line that is still easy to read
_TALLEST = 300  # pixels above the buttons, so that they stay near what they are about


class LookSheet(Sheet):
    """Shows one thing after the other, and at the end offers to sign off.

    Signals:
        onRequested(): it looks right, or sign off; backRequested(): the one before; returnRequested(): give it back.
    """

    onRequested = Signal()
    backRequested = Signal()
    returnRequested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("lookSheet", theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown: Shown | None = None
        self._painted_at: float | None = None
        self.title.setText(self.tr("What was left out of this report"))
        self.place = self.quiet()
        self.place.setWordWrap(False)
        self.head = self._label()
        self.who = self.quiet()
        self.own = self._label()
        self.words = self._label()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.why = self._label()
        self.go_on = self.button("look_on", primary=True)
        self.give_back = self.button("look_return", self.tr("Give it back"))
        self.back = self.button("look_back", self.tr("The one before"))
        for button, signal in (
            (self.go_on, self.onRequested),
            (self.give_back, self.returnRequested),
            (self.back, self.backRequested),
        ):
            button.clicked.connect(signal)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        told = QVBoxLayout(inner)
        told.setContentsMargins(0, 8, 0, 8)
        told.setSpacing(10)
        for label in (self.head, self.own, self.words, self.why, self.who):
            told.addWidget(label)
        told.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.go_on, self.give_back, self.back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.area.setMaximumHeight(_TALLEST)
        box = QVBoxLayout()
        box.setContentsMargins(16, 4, 16, 20)
        box.setSpacing(12)
        box.addWidget(self.area, 1)
        box.addLayout(buttons)
        box.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.set_order(self.go_on, self.give_back, self.back)
        column.addLayout(self.head_line(self.place))
        column.addLayout(box, 1)
        larger = self.words.font()
        larger.setPointSizeF(larger.pointSizeF() * 1.15)
        self.words.setFont(larger)
        self.set_theme(theme)

    def show_item(self, item: Shown, place: int, of: int, all_of: int) -> None:
        """Show one.

        Args:
            place: which it is, from 1, of so many; all_of: how many there are, where not all are shown.
        """
        self._painted_at, self._shown = None, item
        self._say_place(place, of, all_of)
        self.head.setText(item.head if not item.page else self.tr("{0} (page {1})").format(item.head, item.page))
        self.own.setText(item.own_text)
        self.why.setText(self.tr("Why: {0}").format(item.why) if item.why else self.tr("No reason was given."))
        self.who.setText(item.who)
        for label, wanted in ((self.own, item.own_text), (self.words, item.text), (self.why, True), (self.who, True)):
            label.setVisible(bool(wanted))
        self._write()
        self.go_on.set_words(self.tr("Looks right"))
        self.give_back.set_words(
            self.tr("Return with a question") if item.kind == "rejected" else self.tr("Open it again")
        )
        self.give_back.setVisible(True)
        self.back.setVisible(place > 1)
        self.setAccessibleDescription(f"{item.head} {item.text} {item.why}")
        self.update()

    def show_end(self, sentences: Sequence[str], *, may_sign: bool, of: int, all_of: int) -> None:
        """Say what was looked at, and offer to sign off where nothing was given back."""
        self._painted_at, self._shown = None, None
        self._say_place(of, of, all_of)
        done = self.tr("That was all.") if of else self.tr("Before you sign off")
        self.head.setText(done if may_sign else self.tr("Some were given back."))
        self.own.setText("\n".join(sentences))
        self.own.setVisible(True)
        for label in (self.words, self.why, self.who):
            label.hide()
        self.go_on.set_words(self.tr("Sign off this report") if may_sign else self.tr("Close"))
        self.give_back.hide()
        self.back.setVisible(of > 0)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        super().set_theme(theme)
        plain = f"QLabel {{ color: {theme.text}; background: transparent; }}"
        self.head.setStyleSheet(f"QLabel {{ color: {theme.text}; background: transparent; font-weight: 600; }}")
        for label in (self.own, self.why):
            label.setStyleSheet(plain)
        self.words.setStyleSheet(
            f"QLabel {{ color: {theme.text}; background: {theme.editor}; border-left: 3px solid {theme.accent};"
            " padding: 14px 16px; }"
        )
        self.area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        self._write()
        self.update()

    def seen_for(self) -> float:
        """Seconds for which what is shown has been on the screen."""
        return 0.0 if self._painted_at is None else time.monotonic() - self._painted_at

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._painted_at is None:
            self._painted_at = time.monotonic()

    def _say_place(self, place: int, of: int, all_of: int) -> None:
        self.place.setVisible(of > 0)
        if all_of > of:
            self.place.setText(self.tr("{0} of {1}, drawn by lot from {2}").format(place, of, all_of))
        else:
            self.place.setText(self.tr("{0} of {1}").format(place, of))

    def _write(self) -> None:
        if self._shown is not None:
            self.words.setText(marked(self._shown.text, self._shown.marks, self._theme))

    def _label(self) -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        return label
