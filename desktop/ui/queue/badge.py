"""The dot of a family: a colour and, as a second cue, a shape of its own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import Theme


def paint_badge(painter: QPainter, middle: QPointF, family: str, theme: Theme, *, hollow: bool = False) -> None:
    """Paint the shape of a family: count a circle, activity a square, money a diamond, report a triangle.

    Args:
        middle: where its middle is; it is 10 pixels wide.
        hollow: an outline only, for what was rejected.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = QColor(theme.family(family))
    pen = painter.pen()
    pen.setColor(colour)
    pen.setWidthF(1.4)
    pen.setStyle(Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush if hollow else colour)
    x, y = middle.x(), middle.y()
    if family == "count":
        painter.drawEllipse(QRectF(x - 4, y - 4, 8, 8))
    elif family == "activity":
        painter.drawRoundedRect(QRectF(x - 3.6, y - 3.6, 7.2, 7.2), 1, 1)
    elif family == "financial_figure":
        corners = [QPointF(x, y - 4.8), QPointF(x + 4.8, y), QPointF(x, y + 4.8), QPointF(x - 4.8, y)]
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawPolygon(QPolygonF([QPointF(x, y - 4.4), QPointF(x + 4.6, y + 3.8), QPointF(x - 4.6, y + 3.8)]))
    painter.restore()


class FamilyBadge(QWidget):
    """The shape by itself, 12 pixels wide."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._family = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_family(self, family: str) -> None:
        """Show this family's."""
        self._family = family
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(12, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._family:
            paint_badge(QPainter(self), QPointF(6, 8), self._family, self._theme)
