"""Since when a widget's content has been on the screen: nothing is decided that nobody can have seen."""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme

CARD_MARGIN = 12


class OnScreen(QWidget):
    """A widget that knows when what is in it was first painted; its paintEvent calls `note_painted`."""

    _painted_at: float | None = None

    def begin_painting(self) -> None:
        """Something else is in it, which nobody can have seen yet."""
        self._painted_at = None

    def note_painted(self) -> None:
        """What is in it is being painted."""
        if self._painted_at is None:
            self._painted_at = time.monotonic()

    def painted_at(self) -> float | None:
        """When what is in it was first painted, on the clock of `time.monotonic`; None where it was not yet."""
        return self._painted_at

    def seen_for(self) -> float:
        """Seconds for which what is in it has been on the screen."""
        return 0.0 if self._painted_at is None else time.monotonic() - self._painted_at


def paint_card(painter: QPainter, widget: QWidget, theme: Theme) -> QRectF:
    """Paint the frame of a card into a widget that is one; returns the frame.

    Leaves the painter with the pen of the card's inner lines.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QRectF(widget.rect()).adjusted(CARD_MARGIN + 0.5, CARD_MARGIN - 1.5, -CARD_MARGIN - 0.5, 1.5 - CARD_MARGIN)
    painter.setPen(QPen(QColor(theme.accent_soft), 5))
    painter.setBrush(QColor(theme.card))
    painter.drawRoundedRect(frame, 7, 7)
    painter.setPen(QPen(QColor(theme.accent), 1))
    painter.drawRoundedRect(frame, 7, 7)
    painter.setPen(QPen(QColor(theme.border), 1))
    return frame
