"""A button that shows its key as a key cap."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.own_keys_button import OwnKeysButton
from desktop.ui.theme import Theme

_HEIGHT = 30
_LEAST = 96  # pixels: what the filled button keeps where room is short


class KeyButton(OwnKeysButton):
    """Words and the key that does the same; `primary` is filled with the accent."""

    def __init__(self, text: str, key: str, theme: Theme, parent: QWidget, *, primary: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._primary = primary
        self.setText(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard in the field
        across = QSizePolicy.Policy.Maximum if primary else QSizePolicy.Policy.Fixed  # it gives way to the others
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._describe()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.update()

    def set_words(self, text: str, key: str | None = None) -> None:
        """Show other words, and another key."""
        if text == self.text() and key in (None, self._key):
            return
        self.setText(text)
        if key is not None:
            self._key = key
        self._describe()
        self.updateGeometry()
        self.update()

    def key(self) -> str:
        """The key shown."""
        return self._key

    def _describe(self) -> None:
        self.setAccessibleName(self.text())
        self.setToolTip(f"{self.text()} ({self._key})" if self._key else self.text())

    def _fonts(self) -> tuple[QFont, QFont]:
        words = QFont(self.font())
        words.setWeight(QFont.Weight.DemiBold if self._primary else QFont.Weight.Normal)
        cap = QFont(self.font())
        cap.setPixelSize(max(9, QFontMetrics(words).height() * 2 // 3))
        return words, cap

    def _widths(self) -> tuple[int, int]:
        words, cap = self._fonts()
        return (
            QFontMetrics(words).horizontalAdvance(self.text()),
            QFontMetrics(cap).horizontalAdvance(self._key) + 8 if self._key else 0,
        )

    def sizeHint(self) -> QSize:
        words, cap = self._widths()
        return QSize(words + (cap + 6 if cap else 0) + 18, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self.sizeHint().width()), _HEIGHT) if self._primary else self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        fill, ink, edge = self._colours()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(theme.text if self.hasFocus() else edge), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(frame, 5, 5)
        words, cap = self._fonts()
        text_width, cap_width = self._widths()
        room = self.width() - 16 - (cap_width + 6 if cap_width else 0)
        text = QFontMetrics(words).elidedText(self.text(), Qt.TextElideMode.ElideRight, max(room, 12))
        text_width = min(text_width, max(room, 12))
        x = (self.width() - text_width - (cap_width + 6 if cap_width else 0)) / 2
        painter.setPen(QColor(ink))
        painter.setFont(words)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(x, 0, text_width + 2, self.height()), middle, text)
        if cap_width:
            box = QRectF(x + text_width + 6, self.height() / 2 - 8, cap_width, 16)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(ink if self._primary else theme.border), 1))
            painter.drawRoundedRect(box, 3, 3)
            painter.setFont(cap)
            painter.setPen(QColor(ink if self._primary else theme.muted))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _colours(self) -> tuple[str, str, str]:
        """Fill, ink and edge."""
        theme = self._theme
        if not self.isEnabled():
            return theme.track, theme.muted, theme.track
        pressed = self.isDown() or self.underMouse()
        if self._primary:
            return theme.accent, theme.accent_text, theme.text if pressed else theme.accent
        fill = theme.accent_soft if self.isDown() else theme.editor
        return fill, theme.text, theme.accent if pressed else theme.border
