"""Signs on the buttons above the pages, drawn with lines: letters for them are not in every font."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QToolButton, QWidget

Sign = Literal["contents", "find", "turn-left", "turn-right", "two-pages"]
SIDE = 16.0  # pixels


class SignButton(QToolButton):
    """A button whose text is a drawing, in the colour that its text would have."""

    def __init__(self, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = sign

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        pen = QPen(self.palette().color(group, QPalette.ColorRole.ButtonText), 1.3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.translate((self.width() - SIDE) / 2, (self.height() - SIDE) / 2)
        painter.drawPath(path_of(self.sign))
        painter.end()


def path_of(sign: Sign) -> QPainterPath:
    """The lines of a sign, in a square of SIDE."""
    path = QPainterPath()
    if sign == "contents":
        for y, x in ((3.5, 3.0), (8.0, 6.0), (12.5, 6.0)):
            _line(path, x, y, 13.5, y)
        return path
    if sign == "find":
        path.addEllipse(QRectF(2.5, 2.5, 8.5, 8.5))
        _line(path, 9.8, 9.8, 13.5, 13.5)
        return path
    if sign == "two-pages":
        path.addRect(QRectF(1.5, 3.0, 6.0, 10.0))
        path.addRect(QRectF(8.5, 3.0, 6.0, 10.0))
        return path
    right = sign == "turn-right"
    path.addRect(QRectF(2.0 if right else 7.5, 7.0, 6.5, 7.5))
    bow = QRectF(4.0, 2.5, 8.5, 9.0)
    # An arc from above the page down to its side, with an arrow's head where it ends.
    path.arcMoveTo(bow, 100.0 if right else 80.0)
    path.arcTo(bow, 100.0 if right else 80.0, -100.0 if right else 100.0)
    x = bow.right() if right else bow.left()
    path.moveTo(QPointF(x - 2.4, 5.0))
    path.lineTo(QPointF(x, 7.4))
    path.lineTo(QPointF(x + 2.4, 5.0))
    return path


def _line(path: QPainterPath, x: float, y: float, to_x: float, to_y: float) -> None:
    path.moveTo(QPointF(x, y))
    path.lineTo(QPointF(to_x, to_y))
