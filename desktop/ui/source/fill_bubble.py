"""A word beside the pointer: what a click on the report would put into the field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.theme import Theme

GAP = 6  # pixels between the word and the bubble


class FillBubble(QLabel):
    """Never in the way of the pointer, never over the word itself."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._place = parent
        self.setObjectName("fillBubble")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._fits = True
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        self._dress()

    def say(self, words: str, rects: Sequence[QRectF], *, fits: bool) -> None:
        """Show words below a run of the pages, or above it where there is no room below; none hide it.

        Args:
            rects: of the run, in pixels of the parent; fits: whether a click would do it.
        """
        if not words or not rects:
            self.hide()
            return
        self._fits = fits
        self._dress()
        self.setText(f"{'→' if fits else '✕'} {words}")
        self.adjustSize()
        place, last = self._place.rect(), rects[-1]
        x = min(max(4, round(last.left())), max(4, place.width() - self.width() - 4))
        y = round(last.bottom()) + GAP
        if y + self.height() > place.height():
            y = round(rects[0].top()) - GAP - self.height()
        self.move(x, y)
        self.show()
        self.raise_()

    def _dress(self) -> None:
        theme = self._theme
        edge = theme.accent if self._fits else theme.bad
        self.setStyleSheet(
            f"QLabel#fillBubble {{ background: {theme.card}; color: {theme.text}; border: 1px solid {edge};"
            " border-radius: 4px; padding: 3px 8px; }"
        )
