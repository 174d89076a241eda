"""Text is set anew where a pane is so narrow that it could not be read, and as wide as ever where there is room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from desktop.ui.source.content import Content, as_text
from desktop.ui.source.pages import POINT

if TYPE_CHECKING:
    from desktop.ui.source.area import PageArea

READABLE = 0.85  # zoom: smaller letters are set anew, in shorter lines
NARROWEST = 240.0  # points of a page's width
SETTLES = 120  # milliseconds after a pane was made narrower or wider
LITTLE = 0.06  # of the width: not worth moving all lines for


class Reflow(QObject):
    """Watches how wide an area is.

    Args:
        exchange: shows the same pages in another width instead.
    """

    def __init__(self, area: PageArea, exchange: Callable[[Content], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area, self._exchange = area, exchange
        self._top: tuple[int, int] | None = None
        self._scrolled = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLES)
        self._soon.timeout.connect(self._look)
        area.viewport().installEventFilter(self)

    def fitted(self, content: Content | None) -> Content | None:
        """The pages as wide as they can be read here; pictures of pages as they are."""
        text = as_text(content)
        if text is None or self._area.fit is None or not self._area.isVisible():
            return content
        width = self._width(text.widest)
        return content if abs(width - text.width) <= LITTLE * text.width else text.of_width(width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and as_text(self._area.content) is not None:
            # Where letters are too small already, what was at the top before they were is told exactly.
            if self._top is None or self._area.stack.zoom >= READABLE - LITTLE:
                self._top = self._area.place_at_top()
            QTimer.singleShot(0, self, self._note)
            self._soon.start()
        return False

    def _note(self) -> None:
        """Where the pages are once they have followed the pane; who scrolls on from there means another place."""
        self._scrolled = self._area.verticalScrollBar().value()

    def _width(self, widest: float) -> float:
        across = self._area.viewport().width() / (2 if self._area.stack.side_by_side else 1)
        return min(widest, max(NARROWEST, across / POINT / READABLE))

    def _look(self) -> None:
        """Set the text anew, if that helps; what stands at the top stays there, and the current record in sight."""
        area = self._area
        before, after = as_text(area.content), as_text(self.fitted(area.content))
        held, self._top = self._top, None
        top = held if area.verticalScrollBar().value() == self._scrolled else area.place_at_top()
        if before is None or after is None or after is before or top is None or top[0] > before.count:
            return
        mark = area.index.get(area.current)
        shown = area.viewport().rect()
        seen = mark is not None and any(
            shown.intersects(rect.toAlignedRect())
            for span in mark.evidence
            if 1 <= span.page <= area.stack.count
            for rect in area.to_viewport(span.page, before.span_rects(span))
        )
        self._exchange(after)
        area.show_at_top(*top)
        if seen and mark is not None:
            area.reveal(mark.evidence)
