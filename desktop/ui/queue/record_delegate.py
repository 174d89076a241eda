"""Paints a record as one line: shape, value, caption, state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.queue.badge import paint_badge
from desktop.ui.queue.figures import tabular
from desktop.ui.queue.pencil import PENCIL, paint_pencil
from desktop.ui.queue.record_model import TEXTS, RowTexts
from desktop.ui.theme import Theme

HEIGHT = 34
_LEFT = 14
_VALUE_END = 128  # values end here, so that their figures stand under each other
_GAP = 8


class RecordDelegate(QStyledItemDelegate):
    """All rows are equally high, and nothing is measured that is not painted."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        texts = index.data(TEXTS)
        if not isinstance(texts, RowTexts):
            return
        theme = self._theme
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = option.font  # type: ignore[attr-defined]
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, QColor(theme.accent_soft))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

        middle = QPointF(rect.left() + _LEFT + 6, rect.center().y() + 0.5)
        paint_badge(painter, middle, texts.family, theme, hollow=texts.rejected)

        quiet = texts.done
        small = QFont(font)
        small.setPixelSize(max(10, QFontMetrics(font).height() * 3 // 4))
        tones = {"bad": theme.bad, "warning": theme.warning, "good": theme.good}
        bold = tabular(font)
        bold.setWeight(QFont.Weight.Normal if quiet else QFont.Weight.DemiBold)
        bold.setStrikeOut(texts.rejected)
        painter.setFont(bold)
        painter.setPen(QColor(theme.muted if quiet else theme.text))
        first = rect.left() + _LEFT + 16
        needed = QFontMetrics(bold).horizontalAdvance(texts.value)
        end = max(rect.left() + _VALUE_END, min(first + needed, rect.left() + rect.width() // 2))
        _draw(painter, QRect(first, rect.top(), end - first, rect.height()), texts.value, Qt.AlignmentFlag.AlignRight)

        left = end + _GAP
        plain = QFont(font)
        plain.setStrikeOut(texts.rejected)
        metrics = QFontMetrics(small)
        sign = PENCIL + _GAP if texts.edited else 0
        room = rect.right() - _LEFT - _GAP - left - sign - QFontMetrics(plain).horizontalAdvance(texts.caption)
        state_text = fitting(texts.state, room, metrics.horizontalAdvance)
        state_width = min(metrics.horizontalAdvance(state_text) + 2, rect.width() // 3)
        state_rect = QRect(rect.right() - _LEFT - state_width, rect.top(), state_width, rect.height())
        painter.setFont(small)
        painter.setPen(QColor(tones.get(texts.tone, theme.muted)))
        _draw(painter, state_rect, state_text, Qt.AlignmentFlag.AlignRight)
        if texts.edited:
            state_rect.setLeft(state_rect.left() - sign)
            paint_pencil(painter, QPointF(state_rect.left(), rect.center().y() - PENCIL / 2), theme)

        painter.setPen(QColor(theme.muted if quiet else theme.text))
        painter.setFont(plain)
        _draw(
            painter,
            QRect(left, rect.top(), max(0, state_rect.left() - _GAP - left), rect.height()),
            texts.caption,
            Qt.AlignmentFlag.AlignLeft,
        )
        painter.restore()


def fitting(state: str, room: int, measure: Callable[[str], int]) -> str:
    """As much of the state as leaves the caption whole: its last parts go first, never the first one.

    Args:
        room: what the caption leaves, in pixels; measure: the width of a text.
    """
    while " · " in state and measure(state) + 2 > room:
        state = state.rpartition(" · ")[0]
    return state


def _draw(painter: QPainter, rect: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | side), shown)
