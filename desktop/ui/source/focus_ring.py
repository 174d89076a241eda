"""The line around the pages while they have the focus: beside what scrolls, so that scrolling need not paint it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.ui.theme import Theme

THICK = 2  # pixels; the margin that the area leaves around its viewport


class FocusRing(QWidget):
    """Lies below an area's viewport and shows only around it."""

    def __init__(self, area: QAbstractScrollArea, theme: Theme) -> None:
        super().__init__(area)
        self._area = area
        self._theme = theme
        self.lower()
        area.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the area's size and focus."""
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self.setGeometry(self._area.rect())
        elif kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all of it; the viewport covers the middle."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.accent if self._area.hasFocus() else self._theme.backdrop))
        painter.end()
