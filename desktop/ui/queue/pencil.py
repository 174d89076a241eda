"""The sign of a record of which an edit is kept that has not been decided: a small pencil."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.ui.theme import Theme

PENCIL = 12  # pixels of its square

# Tip, then round its shaft; all from the top left of the square.
_OUTLINE = ((1.0, 11.0), (2.0, 7.5), (8.5, 1.0), (11.0, 3.5), (4.5, 10.0), (1.0, 11.0))
_COLLAR = ((6.8, 2.7), (9.3, 5.2))


def paint_pencil(painter: QPainter, corner: QPointF, theme: Theme) -> None:
    """Draw it in the theme's accent, its square's top left corner here."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(theme.accent), 1.3)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.translate(corner)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in _OUTLINE]))
    painter.drawLine(*(QPointF(x, y) for x, y in _COLLAR))
    painter.restore()
