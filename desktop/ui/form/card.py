"""The card that the form is drawn on: head, question, rows, remarks and buttons, as high as they need to be."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from db.model.form import Form
from desktop.ui.form.field_notes import FieldNotes, WrappedLabel
from desktop.ui.form.footer import CardFooter
from desktop.ui.form.form_scroll import FormScroll
from desktop.ui.form.header import CardHeader
from desktop.ui.form.orphan_note import OrphanNote
from desktop.ui.form.repeats_note import RepeatsNote
from desktop.ui.on_screen import CARD_MARGIN, OnScreen, paint_card
from desktop.ui.theme import Theme


class RecordCard(OnScreen):
    """Layout and looks of the form; what it shows and gathers is `RecordForm`'s.

    Signals:
        checkRequested(CheckResult): a person wants to accept what a check found, or to open again what was accepted.
    """

    checkRequested = Signal(object)

    def __init__(self, form: Form, language: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open_card = False
        self.setObjectName("recordForm")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.header = CardHeader(form, language, theme, self)
        self.question = WrappedLabel(self)
        self.question.setObjectName("question")
        self.question.setTextFormat(Qt.TextFormat.PlainText)
        self.area = FormScroll(self)
        self._rows = QWidget()
        self.rows_box = QVBoxLayout(self._rows)
        self.rows_box.setContentsMargins(0, 0, 0, 0)
        self.rows_box.setSpacing(0)
        self.area.setWidget(self._rows)
        self.orphan = OrphanNote(theme, self)
        self.repeats = RepeatsNote(theme, self)
        self.remarks = FieldNotes(theme, self)
        self.footer = CardFooter(theme, self)
        self.nothing = QLabel(self.tr("No record is chosen."), self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMinimumHeight(64)
        box = QVBoxLayout(self)
        box.setContentsMargins(CARD_MARGIN + 2, CARD_MARGIN, CARD_MARGIN + 2, CARD_MARGIN)
        box.setSpacing(0)
        box.addWidget(self.nothing)
        box.addWidget(self.header)
        box.addWidget(self.question)
        box.addWidget(self.orphan)
        box.addWidget(self.area, 1)
        box.addWidget(self.repeats)
        box.addWidget(self.remarks)
        box.addWidget(self.footer)
        self.remarks.set_margins(14, 2, 14, 6)
        self.remarks.checkRequested.connect(self.checkRequested)
        self.area.contentChanged.connect(self.fit)
        self.dress()
        self.open_card(False)

    def open_card(self, is_open: bool) -> None:
        """Show the card, or the words that there is nothing to show."""
        self._open_card = is_open
        self.nothing.setVisible(not is_open)
        for part in (self.header, self.area, self.footer):
            part.setVisible(is_open)
        if not is_open:
            self.question.hide()
            self.orphan.hide()
            self.repeats.hide()
            self.remarks.hide()
        self.fit()
        self.update()

    def dress(self) -> None:
        theme = self._theme
        self.nothing.setStyleSheet(f"QLabel {{ color: {theme.muted}; background: transparent; }}")
        self.question.setStyleSheet(
            f"QLabel {{ background: {theme.money_soft}; color: {theme.text}; padding: 8px 12px;"
            f" border-left: 3px solid {theme.warning}; }}"
        )
        area = "QScrollArea#formScroll"
        self.area.setStyleSheet(f"{area}, {area} > QWidget > QWidget {{ background: transparent; border: none; }}")

    def hasHeightForWidth(self) -> bool:
        return False  # the height asked for is that at the present width: see `fit`

    def sizeHint(self) -> QSize:
        return QSize(420, self._needed())

    def minimumSizeHint(self) -> QSize:
        return QSize(300, min(self._needed(), 240))

    def _needed(self) -> int:
        """The height at which nothing has to scroll, at the present width, in pixels."""
        inner = self.width() - 2 * (CARD_MARGIN + 2)
        if not self._open_card:
            return self.nothing.sizeHint().height() + 2 * CARD_MARGIN
        height = 2 * CARD_MARGIN + self.header.sizeHint().height() + self.footer.sizeHint().height()
        height += self.area.content_height()
        if not self.question.isHidden():
            height += self.question.heightForWidth(inner)
        if not self.orphan.isHidden():
            height += self.orphan.height_at(inner)
        if not self.repeats.isHidden():
            height += self.repeats.height_at(inner)
        if not self.remarks.isHidden():
            height += self.remarks.height_at(inner)
        return height

    def fit(self) -> None:
        """Be no higher than what is shown needs."""
        if not self.question.isHidden():  # nobody answers half a question
            inner = self.width() - 2 * (CARD_MARGIN + 2)
            self.question.setMinimumHeight(max(0, self.question.heightForWidth(inner)))
        needed = max(1, self._needed())
        if needed != self.maximumHeight():
            self.setMaximumHeight(needed)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._open_card:
            return
        self.note_painted()
        painter = QPainter(self)
        frame = paint_card(painter, self, self._theme)
        for y in (self.header.geometry().bottom() + 0.5, self.footer.geometry().top() + 0.5):
            painter.drawLine(int(frame.left()) + 1, int(y), int(frame.right()) - 1, int(y))
