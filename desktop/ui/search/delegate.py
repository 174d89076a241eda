"""Draws a place found: what stands around it on two lines, the found words marked, the page at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.search.hits import HIT, Index

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLayout

    from desktop.services.searching import ProjectHit
    from desktop.ui.theme import Theme

SIDE, PAD = 16, 6
LINES = 3


class HitDelegate(QStyledItemDelegate):
    """Rows for a HitModel."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(option.font)  # type: ignore[attr-defined]
        hit = index.data(HIT)
        if hit is None:
            return QSize(100, metrics.height() + 2 * PAD + 4)
        width = max(80, option.rect.width() or 200)  # type: ignore[attr-defined]
        layout = self._laid(hit, QFont(option.font), width - 2 * SIDE)  # type: ignore[attr-defined]
        return QSize(100, min(LINES, layout.lineCount()) * metrics.lineSpacing() + metrics.height() + 2 * PAD + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._theme, QRect(option.rect)  # type: ignore[attr-defined]
        hit = index.data(HIT)
        font = QFont(option.font)  # type: ignore[attr-defined]
        metrics = QFontMetrics(font)
        inner = rect.adjusted(SIDE, PAD, -SIDE, -PAD)
        painter.save()
        if hit is None:
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(theme.text))
            words = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner.adjusted(0, 4, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
            painter.restore()
            return
        state = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.accent_soft))
        painter.setPen(QColor(theme.muted))
        painter.setFont(font)
        page = self.tr("page {0}").format(hit.hit.page)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, page)
        painter.setPen(QColor(theme.text))
        painter.setClipRect(inner.adjusted(-2, 0, 2, 2))
        layout = self._laid(hit, font, inner.width())
        layout.draw(painter, QPointF(inner.left(), inner.top() + metrics.height()))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setClipping(False)
            painter.setPen(QColor(theme.accent))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _laid(self, hit: ProjectHit, font: QFont, width: int) -> QTextLayout:
        """The words around the place, the place itself bold on its colour."""
        # Imported with the first place that is found: PySide6 makes much for them.
        from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextOption

        text = f"{hit.before}{hit.at}{hit.after}"
        layout = QTextLayout(text, font)
        layout.setTextOption(QTextOption())
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrap)
        found = QTextLayout.FormatRange()
        # Qt counts UTF-16 units.
        found.start = len(hit.before.encode("utf-16-le")) // 2  # type: ignore[misc]
        found.length = len(hit.at.encode("utf-16-le")) // 2  # type: ignore[misc]
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setBackground(QColor(self._theme.found))
        found.format = look  # type: ignore[misc]
        layout.setFormats([found])
        layout.beginLayout()
        y = 0.0
        for _ in range(LINES + 1):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout
