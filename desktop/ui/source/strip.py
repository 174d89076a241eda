"""The strip beside the pages: where the records, the current one and the view are in the whole report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from db.model.dataclass import dataclass
from desktop.ui.theme import Theme

WIDTH = 22
TRACK = 10
EDGE = 8
FEW = 300  # ticks that are all drawn
THICK = 4.0  # pixels around its place that a tick takes at most
# left and right in shares of the track, so that families are told apart without their colours
LANES = {"count": (0.0, 1.0), "activity": (0.0, 0.62), "financial_figure": (0.38, 1.0)}


@dataclass(frozen=True)
class Tick:
    """One record on the strip; `at` is its share (0..1) of the report's height."""

    at: float
    family: str
    state: str = "undecided"
    failing: bool = False


class Strip(QWidget):
    """A narrow map of the report, and its scroll bar."""

    shareClicked = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ticks: list[Tick] = []
        self._current: Tick | None = None
        self._drawn: QPixmap | None = None
        self._ground: QPixmap | None = None  # what lies below all that moves
        self._view = (0.0, 1.0)
        self.pages = 0
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Overview of the report"))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._drawn = self._ground = None
        self.update()

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Show other records."""
        found = sorted(ticks, key=_at)
        if found != self._ticks:
            self._ticks = found
            self._drawn = None
            self.update()

    def change_ticks(self, at: float, ticks: Sequence[Tick]) -> None:
        """Show other records at one place, a share (0..1) of the report's height, and draw only those around it."""
        first, last = bisect_left(self._ticks, at, key=_at), bisect_right(self._ticks, at, key=_at)
        if self._ticks[first:last] == list(ticks):
            return
        self._ticks[first:last] = ticks
        if self._drawn is not None:
            y = self._y(at)
            band = QRectF(0, y - THICK, self.width(), 2 * THICK)
            share = 2 * THICK / self._track().height()
            near = self._ticks[
                bisect_left(self._ticks, at - share, key=_at) : bisect_right(self._ticks, at + share, key=_at)
            ]
            painter = QPainter(self._drawn)
            painter.setClipRect(band)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(band, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            self._draw(painter, near)
            painter.end()
        self.update()

    def set_current(self, tick: Tick | None) -> None:
        """Show where the current record is."""
        if tick != self._current:
            self._current = tick
            self.update()

    def current(self) -> Tick | None:
        """Where the current record is."""
        return self._current

    def set_view(self, top: float, bottom: float) -> None:
        """What shows, as shares of the report's height."""
        if (top, bottom) != self._view:
            changed = self._shade()
            self._view = (top, bottom)
            self.update(changed.united(self._shade()).adjusted(-2, -2, 2, 2).toAlignedRect())

    def ticks(self) -> tuple[Tick, ...]:
        """What is shown."""
        return tuple(self._ticks)

    def sizeHint(self) -> QSize:
        """Narrow."""
        return QSize(WIDTH, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, view and records."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground_drawn())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = self._track()
        if self._view != (0.0, 1.0):
            painter.setPen(Qt.PenStyle.NoPen)
            shade = QColor(self._theme.muted)
            shade.setAlphaF(0.28)
            painter.setBrush(shade)
            painter.drawRoundedRect(self._shade(), 4, 4)
        if self._ticks:
            painter.drawPixmap(0, 0, self._ticks_drawn())
        if self._current is not None:
            y = self._y(self._current.at)
            bar = QRectF(track.left() - 4, y - 3, track.width() + 8, 7)
            painter.setPen(QPen(QColor(self._theme.panel), 1))
            painter.setBrush(QColor(self._theme.accent))
            painter.drawRoundedRect(bar, 2, 2)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the records anew."""
        self._drawn = self._ground = None
        super().resizeEvent(event)

    def _ground_drawn(self) -> QPixmap:
        """The track, kept: the view moves over it with every scroll."""
        if self._ground is None or self._ground.devicePixelRatio() != self.devicePixelRatioF():
            self._ground = self._blank(QColor(self._theme.backdrop))
            painter = QPainter(self._ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.border), 1))
            painter.setBrush(QColor(self._theme.panel))
            painter.drawRoundedRect(self._track().adjusted(-0.5, -0.5, 0.5, 0.5), 5, 5)
            painter.end()
        return self._ground

    def _blank(self, colour: QColor | Qt.GlobalColor) -> QPixmap:
        """As large as this, in one colour."""
        ratio = self.devicePixelRatioF()
        made = QPixmap((QSizeF(self.size()) * ratio).toSize())
        made.setDevicePixelRatio(ratio)
        made.fill(colour)
        return made

    def _ticks_drawn(self) -> QPixmap:
        """The records, kept until they change: there may be thousands, and the view moves with every scroll."""
        if self._drawn is None or self._drawn.devicePixelRatio() != self.devicePixelRatioF():
            self._drawn = self._blank(Qt.GlobalColor.transparent)
            painter = QPainter(self._drawn)
            self._draw(painter, self._ticks)
            painter.end()
        return self._drawn

    def _draw(self, painter: QPainter, ticks: Sequence[Tick]) -> None:
        track = self._track()
        drawn: set[tuple[int, str, str, bool]] = set()
        for tick in sorted(ticks, key=lambda tick: tick.failing):
            # Of many there are several on one line of pixels: they look the same.
            look = (round(self._y(tick.at)), tick.family, tick.state, tick.failing)
            if look not in drawn or len(ticks) < FEW:
                drawn.add(look)
                self._tick(painter, track, tick)

    def _tick(self, painter: QPainter, track: QRectF, tick: Tick) -> None:
        if tick.state == "rejected":
            return
        colour = QColor(self._theme.bad if tick.failing else self._theme.family(tick.family))
        if tick.state == "approved" and not tick.failing:
            colour.setAlphaF(0.45)
        left, right = LANES.get(tick.family, (0.2, 0.8))
        width = track.width()
        area = QRectF(track.left() + left * width, self._y(tick.at) - 1, (right - left) * width, 2.6)
        painter.fillRect(area, colour)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.shareClicked.emit(self._share(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.shareClicked.emit(self._share(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the pages; they get it from the parent."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Name the page under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            if self.pages > 1:
                page = min(self.pages, int(self._share(QPointF(event.pos())) * self.pages) + 1)
                QToolTip.showText(event.globalPos(), self.tr("Page {0}").format(page), self)
            return True
        return bool(super().event(event))

    def _track(self) -> QRectF:
        return QRectF((self.width() - TRACK) / 2, EDGE, TRACK, max(1, self.height() - 2 * EDGE))

    def _shade(self) -> QRectF:
        """Where the view is; never so small that it is overlooked."""
        track, (top, bottom) = self._track(), map(self._y, self._view)
        return QRectF(track.left(), top, track.width(), max(10.0, bottom - top))

    def _y(self, share: float) -> float:
        track = self._track()
        return track.top() + min(max(share, 0.0), 1.0) * track.height()

    def _share(self, at: QPointF) -> float:
        track = self._track()
        return min(max((at.y() - track.top()) / track.height(), 0.0), 1.0)


def _at(tick: Tick) -> float:
    return tick.at
