"""A thin bar of approved, decided and open parts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import Theme


class SegmentBar(QWidget):
    """Paints how much of a whole is approved (green), decided (accent) and open (track)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = (0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def set_parts(self, approved: int, decided: int, total: int) -> None:
        """Show `approved` of the `decided` of `total` records."""
        self._parts = (approved, decided, total)
        self.setAccessibleName(self.tr("{decided} of {total} decided").format(decided=decided, total=total))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(176, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        approved, decided, total = self._parts
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        for share, colour in ((total, self._theme.track), (decided, self._theme.accent), (approved, self._theme.good)):
            if total and share:
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(0, 0, whole.width() * min(1.0, share / total), whole.height()), 3, 3)
        if not total:
            painter.setBrush(QColor(self._theme.track))
            painter.drawRoundedRect(whole, 3, 3)
        painter.end()
