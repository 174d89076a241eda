"""The margin beside the pages: where facts are that records cite, that are open, that were dismissed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

if TYPE_CHECKING:
    from desktop.review.omission_state import Coverage, Status
    from desktop.review.omissions import Fact
    from desktop.ui.source.scroller import PageScroller
    from desktop.ui.theme import Theme

WIDTH = 14
_NEAR = 6  # pixels around a mark that still count as it


class Covered(Protocol):
    """What the margin asks of the facts of a report; `desktop.review.omission_state.Omissions` is one."""

    def coverage(self, page: int) -> Coverage: ...
    def facts(self, page: int) -> Sequence[tuple[Fact, Status]]: ...


class CoverageLane(QWidget):
    """A thin lane: a bar for what is cited, a filled diamond for what is open, a hollow ring for what was dismissed.

    Signals:
        pageChosen(int): the person wants to see what is open on a page.
    """

    pageChosen = Signal(int)

    def __init__(self, area: PageScroller, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._theme = theme
        self._covered: Covered | None = None
        self._heights: dict[int, list[tuple[float, str]]] = {}  # by page: pixels below its top, at this zoom
        self._painted_at: int | None = None  # where the pages were scrolled to
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("What of each page records cite"))
        area.moved.connect(self._move)
        area.layoutChanged.connect(self._measure_anew)

    def set_covered(self, covered: Covered | None) -> None:
        """Show the facts of a report; the same again when they changed."""
        self._covered = covered
        self._heights.clear()
        self.setCursor(Qt.CursorShape.PointingHandCursor if covered is not None else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 200)

    def marks(self) -> list[tuple[float, str]]:
        """What shows: height in pixels, and what became of the fact."""
        area, content = self._area, self._area.content
        if self._covered is None or content is None:
            return []
        top, scale = area.verticalScrollBar().value(), area.stack.scale
        found: list[tuple[float, str]] = []
        for page in area.stack.visible(top, top + self.height()):
            known = self._heights.get(page)
            if known is None:
                facts = self._covered.facts(page)
                known = [((content.locate(page, fact.start) + 6) * scale, status) for fact, status in facts]
                self._heights[page] = known
            base = area.stack.top(page) - top + area.viewport().y()
            low, high = -_NEAR - base, self.height() + _NEAR - base
            found += [(base + down, status) for down, status in known if low <= down <= high]
        return found

    def _measure_anew(self) -> None:
        self._heights.clear()
        self._painted_at = None
        self.update()

    def _move(self) -> None:
        """Keep in step with the pages; what is painted already moves along."""
        top, before = self._area.verticalScrollBar().value(), self._painted_at
        self._painted_at = top
        if before is None:
            self.update()
        elif self._covered is not None and top != before:
            self.scroll(0, before - top)

    def words(self, page: int) -> str:
        """How much of a page is cited, in a sentence."""
        if self._covered is None or page < 1:
            return ""
        counts = self._covered.coverage(page)
        cited, left, dismissed = counts.cited, counts.open, counts.dismissed
        if not cited + left + dismissed:
            return self.tr("Page {0}: nothing to cite was found.").format(page)
        if left == 1:
            first = self.tr("Page {0}: 1 passage is cited by no record.").format(page)
        elif left:
            first = self.tr("Page {0}: {1} numbers, dates or names are cited by no record.").format(page, left)
        else:
            first = self.tr("Page {0}: all is cited or dismissed.").format(page)
        second = self.tr("Cited: {0}, dismissed: {1}.").format(cited, dismissed)
        return f"{first}\n{second}" + (f"\n{self.tr('Click to see the first.')}" if left else "")

    def page_at(self, y: float) -> int:
        """The page beside this height; of two side by side, the one whose open fact is nearest."""
        area = self._area
        down = y - area.viewport().y() + area.verticalScrollBar().value()
        beside = area.stack.visible(down, down + 1) if area.stack.side_by_side else ()
        away = {page: self._away(page, down - area.stack.top(page)) for page in beside}
        nearest = min(away, key=lambda page: away[page], default=0)
        return nearest if nearest and away[nearest] < math.inf else area.stack.at(down)

    def _away(self, page: int, down: float) -> float:
        """How far from a height of a page, in pixels, its nearest open fact is; endless where it has none."""
        return min(
            (abs(each - down) for each, status in self._heights.get(page, ()) if status == "open"), default=math.inf
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        clip = event.rect()
        painter.fillRect(clip, QColor(theme.backdrop))
        if self._covered is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.width() / 2
        shown = [each for each in self.marks() if clip.top() - _NEAR <= each[0] <= clip.bottom() + _NEAR]
        for y, status in shown:
            if status == "cited":
                painter.fillRect(QRectF(middle - 1.5, y - 4, 3, 8), QColor(theme.good))
        for y, status in shown:
            if status == "dismissed":
                painter.setPen(QPen(QColor(theme.muted), 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(middle, y), 3, 3)
            elif status == "open":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.warning))
                r = 4.5
                corners = [
                    QPointF(middle, y - r),
                    QPointF(middle + r, y),
                    QPointF(middle, y + r),
                    QPointF(middle - r, y),
                ]
                painter.drawPolygon(QPolygonF(corners))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        page = self.page_at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and self._covered is not None and page:
            self.pageChosen.emit(page)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words(self.page_at(event.pos().y()))
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
