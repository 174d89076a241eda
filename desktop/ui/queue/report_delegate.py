"""Paints a report: title, symbol and language and pages, how far it is, and a bar of two tones."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.model.dataclass import dataclass
from desktop.ui.queue.figures import tabular
from desktop.ui.theme import Theme

HEIGHT = 62
CARD = Qt.ItemDataRole.UserRole + 1
_SIDE = 16


@dataclass(frozen=True)
class ReportCard:
    """What is shown of a report; `approved` and `decided` are shares, 0..1, approved within decided."""

    title: str
    detail: str
    state: str
    tone: str
    approved: float
    decided: float


class ReportDelegate(QStyledItemDelegate):
    """Three lines a report."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(180, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card = index.data(CARD)
        if not isinstance(card, ReportCard):
            return
        theme = self._theme
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.editor))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        inner = rect.adjusted(_SIDE, 0, -_SIDE + 2, 0)

        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        _line(painter, QRect(inner.left(), rect.top() + 7, inner.width(), 20), card.title)

        small = tabular(font)
        small.setPixelSize(max(10, QFontMetrics(font).height() * 3 // 4))
        painter.setFont(small)
        tones = {"bad": theme.bad, "good": theme.good}
        width = min(QFontMetrics(small).horizontalAdvance(card.state) + 2, inner.width() // 2)
        right = QRect(inner.right() - width, rect.top() + 28, width, 18)
        painter.setPen(QColor(tones.get(card.tone, theme.muted)))
        _line(painter, right, card.state, Qt.AlignmentFlag.AlignRight)
        painter.setPen(QColor(theme.muted))
        _line(painter, QRect(inner.left(), right.top(), inner.width() - width - 8, 18), card.detail)

        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = QRectF(inner.left(), rect.bottom() - 9, inner.width(), 4)
        for share, colour in ((1.0, theme.track), (card.decided, theme.accent), (card.approved, theme.good)):
            if share > 0:
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * min(share, 1.0), 4), 2, 2)
        painter.restore()


def _line(painter: QPainter, rect: QRect, text: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | side), shown)
