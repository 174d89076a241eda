"""What the mouse does on the pages: choose a record, take a word, select text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

from db.model.evidence import Span
from desktop.documents import spans
from desktop.ui.source.selection import Place

if TYPE_CHECKING:
    from desktop.ui.source.area import PageArea

AUTOSCROLL_MS = 30


class Pointer:
    """The mouse over a PageArea.

    Attributes:
        hover: the run (page, start, end) that a click would take while filling.
    """

    def __init__(self, area: PageArea) -> None:
        self._area = area
        self.hover: tuple[int, int, int] | None = None
        self._pressed: QPoint | None = None
        self._dragging = False
        self._swallow = False
        self._last = QPointF()
        self._double_at: QPoint | None = None
        self._double_timer = QTimer(area)
        self._double_timer.setSingleShot(True)
        self._autoscroll = QTimer(area)
        self._autoscroll.setInterval(AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._scroll_on)

    def reset(self) -> None:
        """Forget what was begun."""
        self.hover, self._pressed, self._dragging = None, None, False
        self._area.handles.leave()
        self._autoscroll.stop()
        self._area.viewport().unsetCursor()
        self._area.viewport().update()

    def press(self, event: QMouseEvent) -> None:
        """Begin a click or a selection; with Shift carry the selection on; the third press of three takes the line."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        at = event.position()
        self._swallow = False
        if self._double_timer.isActive() and self._near(event.position().toPoint(), self._double_at):
            self._double_timer.stop()
            self._select_line(at)
            self._swallow = True
            return
        self._pressed, self._dragging = at.toPoint(), False
        if self._area.handles.press(at):
            self._swallow = True
            return
        caret = self._caret(at)
        selection = self._area.selection
        if caret is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not self._area.filling:
            if selection.anchor is None:
                selection.begin(caret)
            selection.caret = caret
            self._swallow = True
            self._changed()

    def move(self, event: QMouseEvent) -> None:
        """Select while the button is down; else show what a click would do."""
        at = event.position()
        if not event.buttons() & Qt.MouseButton.LeftButton or self._pressed is None:
            self._hover_at(at)
            return
        if not self._dragging:
            if (at.toPoint() - self._pressed).manhattanLength() < QApplication.startDragDistance():
                return
            caret = self._caret(QPointF(self._pressed))
            if caret is None:
                return
            self._dragging = True
            self._set_hover(None)
            if not self._swallow:
                self._area.selection.begin(caret)
        self._drag_to(at)
        outside = not 0 <= at.y() < self._area.viewport().height()
        if outside and not self._autoscroll.isActive():
            self._autoscroll.start()
        elif not outside:
            self._autoscroll.stop()

    def release(self, event: QMouseEvent) -> None:
        """End a selection, or act on a click."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._autoscroll.stop()
        dragged, self._dragging = self._dragging, False
        pressed, self._pressed = self._pressed, None
        if self._area.handles.dragging:
            passage = self._area.handles.release()
            if passage:
                self._area.passageDragged.emit(passage)
        elif dragged:
            evidence = self._area.selected()
            if self._area.filling and evidence:
                self._area.runDragged.emit(evidence)
        elif pressed is not None and not self._swallow:
            self._click(event)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word; over several records it is one more click, which goes on to the next of them."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        at = event.position()
        if self._area.filling or len(self._area.marks_at(at)) > 1:
            self.press(event)
            return
        place = self._area.place(at)
        content = self._area.content
        if place is None or content is None:
            return
        offset = content.offset_at(*place)
        if offset is None:
            return
        start, end = word_at(content.text(place[0]), offset)
        self._area.selection.select(place[0], start, end)
        self._double_at = at.toPoint()
        self._double_timer.start(QApplication.doubleClickInterval())
        self._swallow = True
        self._changed()

    def leave(self) -> None:
        """Nothing is under the pointer."""
        self._set_hover(None)
        if not self._area.handles.dragging:
            self._area.handles.leave()

    def copy(self) -> None:
        """The selected text to the clipboard."""
        text = self._area.selection.text(self._area.pages)
        if text:
            QGuiApplication.clipboard().setText(text)

    def select_page(self) -> None:
        """Select all text of the page that is read."""
        page, content = self._area.shown_page(), self._area.content
        if page and content is not None:
            self._area.selection.select(page, 0, len(content.text(page)))
            self._changed()

    def clear_selection(self) -> None:
        """Select nothing."""
        if not self._area.selection.is_empty:
            self._area.selection.clear()
            self._changed()
        self._area.selection.clear()

    def word_under(self, at: QPointF) -> tuple[int, int, int] | None:
        """The word or number at a point of the viewport: page, start, end."""
        place, content = self._area.place(at), self._area.content
        if place is None or content is None:
            return None
        offset = content.offset_at(*place)
        if offset is None:
            return None
        text = content.text(place[0])
        start, end = word_at(text, offset)
        return (place[0], start, end) if text[start:end].strip() else None

    def _click(self, event: QMouseEvent) -> None:
        at = event.position()
        area = self._area
        self.clear_selection()
        page = area.page_at(at)
        if page and area.error(page) is not None and area.place(at) is not None:
            area.retry(page)
            return
        if area.filling and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            run = self.word_under(at)
            if run is not None:
                appended = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                (area.wordAppended if appended else area.wordClicked).emit(self._span(run))
            return
        marks = area.marks_at(at)
        if marks:
            ids = [mark.record for mark in marks]
            again = ids.index(area.current) + 1 if area.current in ids else 0
            area.recordClicked.emit(ids[again % len(ids)])

    def _span(self, run: tuple[int, int, int]) -> Span:
        return spans.make_span(self._area.pages[run[0] - 1], run[1], run[2])

    def _hover_at(self, at: QPointF) -> None:
        if self._area.handles.hover(at):
            self._set_hover(None)
            shape = Qt.CursorShape.SizeHorCursor
        elif self._area.filling:
            run = self.word_under(at)
            self._set_hover(run)
            shape = Qt.CursorShape.PointingHandCursor if run else Qt.CursorShape.ArrowCursor
        elif self._area.marks_at(at):
            shape = Qt.CursorShape.PointingHandCursor
        else:
            place, content = self._area.place(at), self._area.content
            over = place is not None and content is not None and content.offset_at(*place) is not None
            shape = Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor
        if self._area.viewport().cursor().shape() != shape:
            self._area.viewport().setCursor(shape)

    def _set_hover(self, run: tuple[int, int, int] | None) -> None:
        if run == self.hover:
            return
        for one in (self.hover, run):
            if one is not None and self._area.content is not None:
                for rect in self._area.to_viewport(one[0], self._area.content.rects(*one)):
                    self._area.viewport().update(rect.adjusted(-4, -4, 4, 4).toAlignedRect())
        self.hover = run
        self._area.wordHovered.emit(self._span(run) if run is not None else None)

    def _select_line(self, at: QPointF) -> None:
        place, content = self._area.place(at), self._area.content
        if place is None or content is None:
            return
        offset = content.offset_at(*place)
        if offset is not None:
            self._area.selection.select(place[0], *content.line_at(place[0], offset))
            self._changed()

    def _drag_to(self, at: QPointF) -> None:
        self._last = at
        caret = self._caret(at + self._area.handles.shift)
        if caret is not None and caret != self._area.selection.caret:
            self._area.selection.caret = caret
            self._changed()

    def _scroll_on(self) -> None:
        """Go on scrolling while a selection is dragged over an edge."""
        height = self._area.viewport().height()
        beyond = self._last.y() if self._last.y() < 0 else max(0.0, self._last.y() - height)
        bar = self._area.verticalScrollBar()
        bar.setValue(round(bar.value() + max(-60.0, min(60.0, beyond))))
        self._drag_to(self._last)

    def _caret(self, at: QPointF) -> Place | None:
        content = self._area.content
        bounds = QRectF(self._area.viewport().rect())
        held = QPointF(at.x(), min(max(at.y(), bounds.top()), bounds.bottom() - 1))
        place = self._area.place(held, inside=False)
        if place is None or content is None:
            return None
        offset = content.caret_at(*place)
        return Place(place[0], offset) if offset is not None else None

    def _near(self, one: QPoint, other: QPoint | None) -> bool:
        return other is not None and (one - other).manhattanLength() < QApplication.startDragDistance()

    def _changed(self) -> None:
        self._area.viewport().update()
        self._area.selectionChanged.emit()


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word or number around an offset; what knows them is imported with the first that is pointed at."""
    from desktop.documents import words

    return words.word_at(text, offset)
