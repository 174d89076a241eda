"""A chip: one item of a list, which can be taken away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.theme import Theme

HEIGHT = 22
_CROSS = 18


class Chip(QAbstractButton):
    """A label with a cross at its end.

    Signals:
        removeRequested: the cross was clicked, or Delete or Backspace pressed on it.
        moveRequested: an arrow key asks for the neighbour (-1 or 1).
    """

    removeRequested = Signal()
    moveRequested = Signal(int)

    def __init__(self, text: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(text)
        self.setToolTip(self.tr("{name}: click × or press Delete to remove").format(name=text))
        self.setAccessibleName(self.tr("{name}, remove with Delete").format(name=text))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # reached by the arrow keys; Tab goes field to field
        self.setFixedHeight(HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 8 + _CROSS, HEIGHT)

    def _cross(self) -> QRect:
        return QRect(self.width() - _CROSS, 0, _CROSS, self.height())

    def event(self, event: QEvent) -> bool:
        # Delete on a chip is about the chip: as a key of the window it would reject the record.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removeRequested.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moveRequested.emit(-1 if key == Qt.Key.Key_Left else 1)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self._cross().contains(event.position().toPoint()):
            self.removeRequested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border), 1))
        painter.setBrush(QColor(theme.accent_soft if self.hasFocus() or self.underMouse() else theme.card))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(QColor(theme.text))
        room = QRect(7, 0, self.width() - 7 - _CROSS, self.height())
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width() + 1)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.setPen(QPen(QColor(theme.muted), 1.4))
        middle = self._cross().center() + QPoint(0, 1)
        for sign in (1, -1):
            painter.drawLine(middle + QPoint(-3, -3 * sign), middle + QPoint(3, 3 * sign))
