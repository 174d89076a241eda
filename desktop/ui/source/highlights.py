"""Draws marks on a page: fills below the letters, lines below the lines, the current record around all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPainterPathStroker, QPen, QRegion

from db.model.dataclass import dataclass
from desktop.ui.source.marks import PlacedSpan
from desktop.ui.theme import Theme

LEVEL_STEP = 3.0
DASH = (4.0, 2.5)  # in widths of the line
BADGE = 12.0
RADIUS = 4.0


@dataclass(frozen=True)
class Lit:
    """A placed span with its rectangles in pixels of the viewport."""

    placed: PlacedSpan
    rects: tuple[QRectF, ...]


class Highlighter:
    """Draws lit spans in a theme's colours; `over_image` where the letters are part of a picture already drawn."""

    def __init__(self, theme: Theme, *, over_image: bool) -> None:
        self._theme = theme
        self._over_image = over_image

    def fills(self, painter: QPainter, lit: Sequence[Lit], current: str | None) -> None:
        """The soft colours behind the letters; over a picture they are multiplied, so that letters stay black.

        Where spans overlap the shorter one's colour shows alone: two soft colours would add up to a hard one.
        """
        painter.save()
        if self._over_image:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        taken = QRegion()
        for item in reversed(lit):
            colour = self._fill(item.placed, current)
            if colour is None:
                continue
            region = QRegion()
            for rect in item.rects:
                region += rect.adjusted(0, -1, 0, 1).toAlignedRect()
            for part in region.subtracted(taken):  # type: ignore[attr-defined]
                painter.fillRect(part, colour)
            taken += region
        painter.restore()

    def _fill(self, placed: PlacedSpan, current: str | None) -> QColor | None:
        mark = placed.mark
        if mark.record == current:
            return _faded(self._theme.accent_soft, 1.0 if placed.primary else 0.5)
        if not placed.primary or mark.state in ("approved", "rejected"):
            return None
        return _faded(self._theme.family_soft(mark.family), 0.45 if mark.state == "decided" else 1.0)

    def field(self, painter: QPainter, rects: Sequence[QRectF]) -> None:
        """The focused field's run, filled with the accent; in a picture its dark letters become light ones."""
        painter.save()
        for rect in rects:
            area = rect.adjusted(-1, -0.5, 1, 0.5)
            if self._over_image:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
                painter.fillRect(area, QColor("#ffffff"))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Screen)
            painter.fillRect(area, QColor(self._theme.accent))
        painter.restore()

    def lines(self, painter: QPainter, lit: Sequence[Lit], current: str | None) -> None:
        """Underlines by family and state, badges, and the outline of the current record on top."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for item in lit:
            if item.placed.primary and item.placed.mark.record != current:
                self._underline(painter, item)
        for item in lit:
            if item.placed.mark.record == current:
                self._outline(painter, item)
        for item in lit:
            mark = item.placed.mark
            if item.placed.last and item.rects and (mark.failing or mark.unsure) and mark.state != "rejected":
                self._badge(painter, item.rects[-1], failing=mark.failing)
        painter.restore()

    def _underline(self, painter: QPainter, item: Lit) -> None:
        mark = item.placed.mark
        drop = 1.5 + item.placed.level * LEVEL_STEP
        if mark.state == "rejected":
            # Below the words, never through them: the report did not strike them out.
            painter.setPen(QPen(QColor(self._theme.muted), 1.2, Qt.PenStyle.DotLine))
            for rect in item.rects:
                y = rect.bottom() + drop
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
            return
        width = 1.2 if mark.state == "approved" else 2.0
        pen = QPen(QColor(self._theme.family(mark.family)), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if mark.state == "undecided":
            pen.setDashPattern(list(DASH))
        for number, rect in enumerate(item.rects):
            y = rect.bottom() + drop
            left, right = rect.left() + 0.5, rect.right() - 0.5
            painter.setPen(pen)
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            self._family_cue(painter, mark.family, left, right, y, number == 0, number == len(item.rects) - 1)

    def _family_cue(
        self, painter: QPainter, family: str, left: float, right: float, y: float, first: bool, last: bool
    ) -> None:
        """Money's line is double, an activity's ends in hooks, a report's begins with a dot; a count's is plain."""
        colour = QColor(self._theme.family(family))
        if family == "financial_figure":
            pen = painter.pen()
            pen.setWidthF(1.0)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, y + 2.5), QPointF(right, y + 2.5))
        elif family == "activity":
            painter.setPen(QPen(colour, 1.6))
            if first:
                painter.drawLine(QPointF(left, y + 1), QPointF(left, y - 4))
            if last:
                painter.drawLine(QPointF(right, y + 1), QPointF(right, y - 4))
        elif family == "report" and first:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(left, y), 2.5, 2.5)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _outline(self, painter: QPainter, item: Lit) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = QColor(self._theme.accent)
        width = 2.0 if item.placed.primary else 1.0
        for rect in item.rects:
            box = rect.adjusted(-2.5, -2.0, 2.5, 2.0)
            if not item.placed.primary:
                painter.fillPath(_dashed(box, width), colour)
                continue
            for pen in (QPen(_faded(self._theme.accent, 0.22), 5.0), QPen(colour, width)):
                painter.setPen(pen)
                painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _badge(self, painter: QPainter, rect: QRectF, *, failing: bool) -> None:
        """A small round sign at the end: "!" where a check fails, "?" where the machine was unsure."""
        box = QRectF(rect.right() - 1, rect.top() - 0.7 * BADGE, BADGE, BADGE)
        colour = QColor(self._theme.bad if failing else self._theme.warning)
        ground = QColor(self._theme.page)
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(colour if failing else ground)
        painter.drawEllipse(box)
        font = QFont(painter.font())
        font.setPixelSize(9)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(ground if failing else colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "!" if failing else "?")
        painter.setBrush(Qt.BrushStyle.NoBrush)


def _dashed(box: QRectF, width: float) -> QPainterPath:
    """A dashed outline as a shape: a pen's dashes would depend on how much of it is painted at a time."""
    path = QPainterPath()
    path.addRoundedRect(box, RADIUS, RADIUS)
    stroker = QPainterPathStroker(QPen(Qt.GlobalColor.black, width, Qt.PenStyle.DashLine))
    return stroker.createStroke(path)


def _faded(colour: str, alpha: float) -> QColor:
    """A theme colour with a transparency."""
    faded = QColor(colour)
    faded.setAlphaF(alpha)
    return faded
