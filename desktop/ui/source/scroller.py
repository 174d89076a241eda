"""Scrolling and zooming over page cards; only what shows is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QGestureEvent, QPinchGesture, QWidget

from desktop.ui.plain_viewport import plain_viewport
from desktop.ui.source.content import Content, as_text
from desktop.ui.source.pages import POINT, PageStack, next_zoom

STEP = 48
LEGIBLE = 1.0  # a zoom that needs no more enlarging, though margins are still in sight
LEAST_SHARE = 0.65  # of a page's width that is in sight, however short its lines are
TEXT_MARGIN = 16.0  # points left beside the text where the page's own margins are out of sight
Pin = tuple[int, tuple[int, float], float]  # page, content anchor, pixels below the viewport's top
# where it was zoomed last, the state that this left, and what is kept there
_Held = tuple[QPointF, tuple[int, int, float], tuple[int, float, float] | None, Pin | None]


class PageScroller(QAbstractScrollArea):
    """Moves over the pages of a Content and keeps what is looked at in its place."""

    pageShown = Signal(int)
    zoomChanged = Signal(float)
    moved = Signal()
    layoutChanged = Signal()
    jumped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(STEP)
        self.horizontalScrollBar().setSingleStep(STEP)
        self.stack = PageStack()
        self.content: Content | None = None
        self.fit: str | None = "text"
        self._settling = False
        self._shown_page = 0
        self._held: _Held | None = None
        self.slid = False  # since it was painted last
        self.setViewport(plain_viewport(self))
        # All of it is painted: Qt neither fills it before, nor hesitates to move what is painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def place_content(self, content: Content | None) -> None:
        """Begin at the top of other pages."""
        self.content = content
        self._held = None
        self._shown_page = 0
        self.stack.set_sizes(_sizes(content) if content else [])
        self.fit = self.fit or "text"
        self._refit(keep=False)
        self.verticalScrollBar().setValue(0)
        self._centre_text()
        self.settle()

    def exchange_content(self, content: Content, place: tuple[int, float, float], at: QPointF) -> None:
        """Show the same pages with other sizes; a place (page, x and y in points) comes to a point of the viewport."""
        self.content, self._held = content, None
        self.stack.set_sizes(_sizes(content))
        self._refit()
        self._bring(place, at)

    def set_side_by_side(self, two: bool) -> None:
        """Show two pages in a row, or one; what is in the middle of the view stays there."""
        middle = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        place = self.place(middle, inside=False)
        self.stack.set_side_by_side(two)
        self._refit()
        if place is not None:
            self._bring(place, middle)

    def _bring(self, place: tuple[int, float, float], at: QPointF) -> None:
        page, x, y = place
        rect = self.stack.rect(page, self.viewport().width())
        self.horizontalScrollBar().setValue(round(rect.left() + x * self.stack.scale - at.x()))
        self._centre_text()
        pin = (page, self.content.anchor(page, y), at.y()) if self.content is not None else None
        self.restore(pin)

    def card(self, page: int) -> QRect:
        """A page's card in the viewport."""
        rect = self.stack.rect(page, self.viewport().width())
        return rect.translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def page_at(self, at: QPointF) -> int:
        """The page under a point of the viewport, or the nearest above or beside it; 0 where there is none."""
        down, right = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        return self.stack.at(at.y() + down, at.x() + right, self.viewport().width())

    def place(self, at: QPointF, *, inside: bool = True) -> tuple[int, float, float] | None:
        """The page under (or, unless `inside`, nearest to) a point of the viewport, with x and y in page points."""
        page = self.page_at(at)
        if page == 0:
            return None
        card = self.card(page)
        if inside and not card.contains(at.toPoint()):
            return None
        scale = self.stack.scale
        return page, (at.x() - card.left()) / scale, (at.y() - card.top()) / scale

    def to_viewport(self, page: int, rects: Sequence[QRectF]) -> list[QRectF]:
        """Page points to pixels of the viewport."""
        card, scale = self.card(page), self.stack.scale
        return [
            QRectF(card.left() + r.left() * scale, card.top() + r.top() * scale, r.width() * scale, r.height() * scale)
            for r in rects
        ]

    def visible_part(self, page: int) -> tuple[float, float]:
        """The heights of a page, in points, between which it shows."""
        card, scale = self.card(page), self.stack.scale
        return -card.top() / scale, (self.viewport().height() - card.top()) / scale

    @property
    def read_page(self) -> int:
        """The page that is being read, as it was told last."""
        return self._shown_page

    def shown_page(self) -> int:
        """The page that is being read: the one a third down the viewport."""
        return self.stack.at(self.verticalScrollBar().value() + self.viewport().height() / 3)

    def pin(self, down: float = 0.0) -> Pin | None:
        """A name for what is at a height of the viewport, which stays true when zoom or layout change."""
        place = self.place(QPointF(0, down), inside=False)
        if place is None or self.content is None:
            return None
        page, _, y = place
        return page, self.content.anchor(page, y), down

    def restore(self, pin: Pin | None) -> None:
        """Scroll so that what a pin names is where it was."""
        self._scroll_to(pin)
        self.settle(pin)

    def go_to_page(self, page: int) -> None:
        """Scroll a page's top into sight."""
        if self.stack.count:
            page = min(max(1, page), self.stack.count)
            self.jumped.emit()
            self.verticalScrollBar().setValue(self.stack.rect(page, self.viewport().width()).top() - 8)
            self.settle((page, self.content.anchor(page, 0.0), 8.0) if self.content else None)

    def go_to_share(self, share: float) -> None:
        """Scroll so that a share (0..1) of the whole report is in the middle."""
        self.verticalScrollBar().setValue(round(share * self.stack.height - self.viewport().height() / 2))

    def zoom_to(self, zoom: float, at: QPointF | None = None, *, fit: str | None = None) -> None:
        """Zoom; what is at a point of the viewport stays there."""
        if at is None:
            at = QPointF(self.viewport().width() / 2, self.viewport().height() / 3)
        place, pin = self._under(at)
        self.fit = fit
        self.stack.set_zoom(zoom)
        self._set_ranges()
        if place is not None:
            left = self.stack.rect(place[0], self.viewport().width()).left()
            self.horizontalScrollBar().setValue(round(left + place[1] * self.stack.scale - at.x()))
        self._centre_text()
        self.layoutChanged.emit()
        self.restore(pin)
        self._held = (at, self._state(), place, pin)
        self.zoomChanged.emit(self.stack.zoom)

    def _under(self, at: QPointF) -> tuple[tuple[int, float, float] | None, Pin | None]:
        """What is at a point; while it is zoomed there again and again what was first, lest roundings add up."""
        if self._held is not None and self._held[:2] == (at, self._state()):
            return self._held[2:]
        place = self.place(at, inside=False)
        pin = (place[0], self.content.anchor(place[0], place[2]), at.y()) if place and self.content else None
        return place, pin

    def _state(self) -> tuple[int, int, float]:
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value(), self.stack.zoom

    def zoom_step(self, up: bool, at: QPointF | None = None) -> None:
        """Zoom to the next usual size."""
        self.zoom_to(next_zoom(self.stack.zoom, up), at)

    def set_fit(self, fit: str) -> None:
        """Keep the "text", the "width" or the whole "page" in the window from now on."""
        if self.stack.count:
            self.zoom_to(self._fitting(fit), fit=fit)
        else:
            self.fit = fit

    def _fitting(self, fit: str) -> float:
        across, down = self.viewport().width(), self.viewport().height()
        if fit == "page":
            return self.stack.fitting_page(max(1, self.shown_page()), across, down)
        wide = self.stack.fitting_width(across)
        if fit == "text" and self.content is not None and not self.stack.side_by_side:
            left, right = self.content.text_extent()
            needed = max(right - left + 2 * TEXT_MARGIN, LEAST_SHARE * self.stack.size(1)[0])
            return max(wide, min(LEGIBLE, across / (needed * POINT)))
        return wide

    def _centre_text(self) -> None:
        """Where the text is fitted, the page's margins may be out of sight; a bar for them would only take room."""
        fitted = self.fit == "text"
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fitted else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if self.horizontalScrollBarPolicy() != policy:
            self.setHorizontalScrollBarPolicy(policy)
        if fitted and self.content is not None and self.stack.count and not self.stack.side_by_side:
            left, right = self.content.text_extent()
            middle = self.stack.rect(1, self.viewport().width()).left() + (left + right) / 2 * self.stack.scale
            self.horizontalScrollBar().setValue(round(middle - self.viewport().width() / 2))

    def _refit(self, *, keep: bool = True) -> None:
        if self.fit is not None and self.stack.count:
            pin = self.pin() if keep else None
            self.stack.set_zoom(self._fitting(self.fit))
            self._set_ranges()
            self._centre_text()
            self._scroll_to(pin)
            self.zoomChanged.emit(self.stack.zoom)
        else:
            self._set_ranges()
        self.layoutChanged.emit()

    def reveal_across(self, rects: Sequence[QRectF]) -> None:
        """Scroll sideways where rectangles of the viewport stick out of it."""
        left, right = min(r.left() for r in rects), max(r.right() for r in rects)
        if left < 0 or right > self.viewport().width():
            bar = self.horizontalScrollBar()
            bar.setValue(round(bar.value() + (left + right - self.viewport().width()) / 2))

    def _scroll_to(self, pin: Pin | None) -> None:
        if pin is not None and self.content is not None and pin[0] <= self.stack.count:
            top = self.stack.rect(pin[0], self.viewport().width()).top()
            y = top + self.content.anchored(pin[0], pin[1]) * self.stack.scale - pin[2]
            self.verticalScrollBar().setValue(round(y))

    def _set_ranges(self) -> None:
        view = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(max(1, view.height() - STEP))
        horizontal.setPageStep(view.width())
        vertical.setRange(0, max(0, self.stack.height - view.height()))
        horizontal.setRange(0, max(0, self.stack.width - view.width()))

    def resize_page(self, page: int) -> None:
        """Take over the height a page turned out to have."""
        if self.content is not None:
            self.stack.set_size(page, self.content.size(page))
            self._set_ranges()
            self.viewport().update()
            self.layoutChanged.emit()

    def settle(self, pin: Pin | None = None, *, by: tuple[int, int] | None = None) -> None:
        """Lay out what shows; where that changes heights, keep what is looked at where it is.

        Args:
            by: pixels to the right and down by which everything has moved, where nothing else is other than it was.
        """
        if self._settling or self.content is None:
            return
        self._after_move(None if self._lay_out(pin) else by)

    def _lay_out(self, pin: Pin | None) -> bool:
        """Lay out what shows; says whether something moved by that."""
        if self.content is None or self.content.is_image:
            return False  # pictures have their sizes from the beginning
        self._settling = True
        ever = False
        try:
            pin = pin or self.pin()
            for _ in range(8):
                changed = False
                top = self.verticalScrollBar().value()
                for page in self.stack.visible(top, top + self.viewport().height()):
                    if self.content.prepare(page, *self.visible_part(page)):
                        self.resize_page(page)
                        changed = True
                if not changed:
                    break
                ever = True
                self._scroll_to(pin)
        finally:
            self._settling = False
        return ever

    def _after_move(self, by: tuple[int, int] | None) -> None:
        viewport = self.viewport()
        if by is None:
            viewport.update()
        else:
            # What is painted already moves along, with what lies over it; only what comes into sight is painted.
            self.slid = True
            viewport.scroll(*by)
        page = self.shown_page()
        if page != self._shown_page and page:
            self._shown_page = page
            self.pageShown.emit(page)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fit."""
        super().resizeEvent(event)
        self._refit()
        self.settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Lay out and paint what comes into sight."""
        self.settle(by=(dx, dy))

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom where two fingers do, on a pad or on the screen."""
        kind = event.type()
        if kind == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_to(self.stack.zoom * max(0.1, 1.0 + event.value()), event.position())
                return True
        elif kind == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                event.accept(pinch)
                if pinch.changeFlags() & QPinchGesture.ChangeFlag.ScaleFactorChanged:
                    at = self.viewport().mapFromGlobal(pinch.centerPoint())
                    self.zoom_to(self.stack.zoom * max(0.1, pinch.scaleFactor()), at)
                return True
        return bool(super().viewportEvent(event))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom around the pointer with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            delta = event.angleDelta().y()
            if delta:
                self.zoom_to(self.stack.zoom * 1.1 ** (delta / 120), event.position())
            event.accept()
            return
        super().wheelEvent(event)


def _sizes(content: Content) -> list[tuple[float, float]]:
    """Of all pages."""
    text = as_text(content)
    if text is not None:
        return text.sizes()
    return [content.size(page) for page in range(1, content.count + 1)]
