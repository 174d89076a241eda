"""The scrolled surface of page cards: only what shows is laid out, asked for and painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QToolTip, QWidget

from db.model.evidence import Evidence, Span
from db.model.readings import Page
from desktop.ui.source.asking import Asking
from desktop.ui.source.content import Content, as_text
from desktop.ui.source.finder import Finder
from desktop.ui.source.focus_ring import THICK, FocusRing
from desktop.ui.source.handles import Handles
from desktop.ui.source.images import PageImages
from desktop.ui.source.marks import Block, Mark, MarkIndex
from desktop.ui.source.page_painter import STICKS_OUT, PagePainter
from desktop.ui.source.pointer import Pointer
from desktop.ui.source.scroller import PageScroller
from desktop.ui.source.seen import Seen, lines_of
from desktop.ui.source.selection import Selection
from desktop.ui.source.turned_pages import TurnedPages
from desktop.ui.theme import Theme

TOP_MARGIN = 12.0  # pixels above what is brought to the top
COMFORT = 0.14  # of the viewport's height: nearer to an edge than this is not comfortably visible
EYE = 0.42  # where a revealed passage is put
SCROLLING = (
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
)
LOCKED = ("encrypted", "wrong_password")
AROUND = 18  # pixels around a run that its lines, outline and badge take at most
HIT = 2.0  # pixels around a run that still count as it


class PageArea(PageScroller):
    """Shows the pages of a Content with marks, selection and pointer handling."""

    recordClicked = Signal(str)
    wordClicked = Signal(object)
    wordAppended = Signal(object)
    wordHovered = Signal(object)
    runDragged = Signal(object)
    passageDragged = Signal(object)
    selectionChanged = Signal()
    passwordRequested = Signal()
    passageSeen = Signal()

    def __init__(self, images: PageImages, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages of the report"))
        self.viewport().setMouseTracking(True)
        self.setViewportMargins(*[THICK] * 4)
        self._ring = FocusRing(self, theme)
        self.accent = theme.accent
        self.handles = Handles(self)
        self.selection = Selection()
        self.seen = Seen()
        self.index = MarkIndex()
        self.finder = Finder(self)
        self.pages: Sequence[Page] = ()
        self.current: str | None = None
        self.field_spans: Evidence = ()
        self.filling = False
        self._images = images
        self._painter = PagePainter(self, images, theme)
        self._pointer = Pointer(self)
        self._unrevealed: tuple[Span, ...] = ()
        self._unlit: str | None = None  # a current record whose mark has not come yet
        self.asking = Asking(self, images, self._painter)
        images.arrived.connect(self._repaint_page)
        images.failed.connect(self._repaint_page)

    # what is shown

    def set_content(self, content: Content | None, pages: Sequence[Page]) -> None:
        """Show another report from its beginning."""
        self.pages = pages
        self.index, self.current, self.field_spans = MarkIndex(), None, ()
        self._unrevealed, self._unlit = (), None
        self.seen.forget()
        self.selection.clear()
        self._pointer.reset()
        self.place_content(content)
        self.selectionChanged.emit()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.accent = theme.accent
        self._ring.set_theme(theme)
        self._painter.set_theme(theme)
        self.viewport().update()

    def set_dimmed(self, dimmed: bool) -> None:
        """Darken the pages, for tired eyes."""
        self._painter.dimmed = dimmed
        self.viewport().update()

    def set_index(self, index: MarkIndex) -> None:
        """Light other marks."""
        before, self.index = self.index, index
        self.layoutChanged.emit()
        self._repaint_marks(index.changed_since(before))
        self._reveal_unlit()

    def marks_came(self) -> None:
        """The index has marks more."""
        self.viewport().update()
        self._reveal_unlit()

    def marks_changed(self, marks: Sequence[Mark]) -> None:
        """The index has these marks, as they were where they moved and as they are, and no others are different."""
        self._repaint_marks(marks)
        self._reveal_unlit()

    def lacking(self) -> list[Block]:
        """The parts of the pages that show, and of what is next to them, whose marks have not come yet."""
        content, lacks = self.content, self.index.lacks
        if content is None or self.index.complete:
            return []
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        found: list[Block] = []
        for page in self.stack.visible(top - height, top + 2 * height):
            if content.is_image:
                found += lacks(page, 0, len(content.text(page)))
                continue
            upper, lower = self.visible_part(page)
            reach = height / self.stack.scale
            found += lacks(page, *content.extent(page, max(0.0, upper - reach), lower + reach))
        return found

    def _reveal_unlit(self) -> None:
        """Bring the current record into sight, if its mark has only come now."""
        mark = self.index.get(self._unlit)
        if mark is not None:
            if self._unlit == self.current:
                self.reveal(mark.evidence)
            self._unlit = None

    def set_current(self, record: str | None, field_spans: Evidence) -> None:
        """Light one record strongest, and bring it into sight where it is not."""
        changed = record != self.current
        moved = field_spans != self.field_spans
        left, left_spans = self.index.get(self.current), self.field_spans
        self.current, self.field_spans = record, field_spans
        self.moved.emit()
        self._repaint_marks([mark for mark in (left, self.index.get(record)) if mark], (*left_spans, *field_spans))
        if changed or moved:
            mark = self.index.get(record)
            spans = mark.evidence if mark else ()
            self._unlit = record if mark is None else None
            # a step to another field looks at that field's proof; a step to another record at the record
            self.reveal(field_spans if field_spans and (not changed or not spans) else spans)

    def hovered_rects(self) -> list[QRectF]:
        """Where the word is that a click would take, in the viewport."""
        run = self._pointer.hover
        return (
            self.to_viewport(run[0], self.content.rects(*run)) if run is not None and self.content is not None else []
        )

    def set_filling(self, filling: bool) -> None:
        """Whether a click takes a word instead of choosing a record."""
        self.filling = filling
        self._pointer.reset()

    def marks_at(self, at: QPointF) -> list[Mark]:
        """The marks under a point of the viewport, those with the shortest run first."""
        place = self.place(at)
        if place is None or self.content is None:
            return []
        page, x, y = place
        near = HIT / self.stack.scale
        found: dict[str, tuple[bool, Mark]] = {}
        for placed in reversed(self.index.on_page(page, *self.content.extent(page, y - 1, y + 1))):
            for rect in self.content.span_rects(placed.span):
                if rect.adjusted(-near, -near, near, near).contains(x, y):
                    found.setdefault(placed.mark.record, (not placed.primary, placed.mark))
        return [mark for _, mark in sorted(found.values(), key=lambda item: item[0])]

    # selection

    def selected(self) -> Evidence:
        """What is selected, one span a page."""
        return self.selection.evidence(self.pages)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._pointer.clear_selection()

    def copy(self) -> None:
        """The selected text to the clipboard."""
        self._pointer.copy()

    def select_page(self) -> None:
        """Select the text of the page that is read."""
        self._pointer.select_page()

    # moving

    def reveal(self, spans: Evidence) -> None:
        """Bring spans into sight with context around them; nothing moves where they are comfortably visible."""
        spans = tuple(span for span in spans if 1 <= span.page <= self.stack.count)
        self._unrevealed = ()
        if not spans or self.content is None:
            return
        if not self.isVisible():
            self._unrevealed = spans  # the size that counts is known when shown
            return
        first = next((span for span in spans if span.role == "value"), spans[0])
        text = as_text(self.content)
        if text is not None and text.prepare_run(first.page, first.start, first.end):
            self.resize_page(first.page)
        rects = self.content.span_rects(first)
        down = [r.top() for r in rects] + [r.bottom() for r in rects]
        top, bottom = (min(down), max(down)) if down else (self.content.locate(first.page, first.start),) * 2
        card, scale = self.card(first.page), self.stack.scale
        height = self.viewport().height()
        above, below = card.top() + top * scale, card.top() + bottom * scale
        if rects:
            self.reveal_across(self.to_viewport(first.page, rects))
        if above >= COMFORT * height and below <= (1 - COMFORT) * height:
            return
        self.jumped.emit()
        middle = (above + below) / 2 if below - above < 0.6 * height else above + 0.2 * height
        pin = (first.page, self.content.anchor(first.page, top), EYE * height - (middle - above))
        self.restore(pin)

    def show_at_top(self, page: int, start: int) -> None:
        """Scroll so that a place of a page stands near the top."""
        if self.content is not None and 1 <= page <= self.stack.count:
            down = self.content.locate(page, start) if start else 0.0
            text = as_text(self.content) if start else None
            if text is not None:
                if text.prepare_run(page, start, start + 1):
                    self.resize_page(page)
                down = next((rect.top() for rect in text.rects(page, start, start + 1)), down)
            self.restore((page, self.content.anchor(page, down), TOP_MARGIN))

    def is_pictured(self) -> bool:
        """Whether the pages are shown as pictures."""
        return self.content is not None and self.content.is_image

    def place_at_top(self) -> tuple[int, int] | None:
        """Page and code point of what stands a little below the top."""
        place = self.place(QPointF(self.viewport().width() / 2, 2 * TOP_MARGIN), inside=False)
        if place is None or self.content is None:
            return None
        page, across, down = place
        if isinstance(self.content, TurnedPages):
            return page, self.content.caret_at(page, across, down) or 0
        laid_out = as_text(self.content)
        if laid_out is not None:
            return page, laid_out.line_at(page, laid_out.caret_at(page, across, down) or 0)[0]
        text = self.content.text(page)
        low, high = 0, len(text)
        # Offsets go down the page, but for columns and tables: the first one below is near enough.
        while low < high:
            middle = (low + high) // 2
            if self.content.locate(page, middle) < down:
                low = middle + 1
            else:
                high = middle
        return page, low

    def watch(self, record: str | None, spans: Evidence) -> None:
        """Take notice of when these passages of the current record are on screen, from now on for another record."""
        if self.seen.watch(record, spans):
            here = tuple(span for span in spans if 1 <= span.page <= self.stack.count)
            text = as_text(self.content)
            if text is not None and self.isVisible():
                pin = self.pin()
                for span in here:
                    if text.prepare_run(span.page, span.start, span.end):
                        self.resize_page(span.page)
                self._scroll_to(pin)
            self._repaint_marks((), here)

    def look_at(self, span: Span) -> None:
        """Bring what was not yet on screen of a passage there, as much of it as the view holds."""
        if self.content is None or not 1 <= span.page <= self.stack.count:
            return
        lines = lines_of(self.content, span)
        first = min(self.seen.first_unseen_line(span), len(lines) - 1)
        self.jumped.emit()
        pin = (span.page, self.content.anchor(span.page, lines[first].top()), COMFORT * self.viewport().height())
        self.restore(pin)
        self.reveal_across(self.to_viewport(span.page, lines[first : first + 1]))

    def size_seen(self) -> tuple[int, int]:
        """Width and height of the viewport in pixels."""
        return self.viewport().width(), self.viewport().height()

    def is_drawn(self, page: int) -> bool:
        """Whether the page itself is painted: a picture that has not come, or never will, shows nothing."""
        return self.content is not None and (not self.content.is_image or self._images.image(page) is not None)

    def _repaint_page(self, page: int) -> None:
        if 1 <= page <= self.stack.count:
            self.viewport().update(self.card(page).adjusted(*STICKS_OUT))

    def _repaint_marks(self, marks: Sequence[Mark] | None, spans: Evidence = ()) -> None:
        """Paint anew where these are lit; everything that shows for None."""
        if self.content is None or marks is None:
            self.viewport().update()
            return
        top = self.verticalScrollBar().value()
        shown = self.stack.visible(top, top + self.viewport().height())
        region = QRegion()
        for span in (*spans, *(span for mark in marks for span in mark.evidence)):
            if span.page in shown:
                for rect in self.to_viewport(span.page, self.content.span_rects(span)):
                    region += rect.adjusted(-AROUND, -AROUND, AROUND, AROUND).toAlignedRect()
        self.viewport().update(region)

    def unlock(self, password: str) -> None:
        """Draw the pages with this password."""
        self._images.unlock(password)
        self.asking.ask_anew()
        self.viewport().update()

    def retry(self, page: int) -> None:
        """Ask again for a page that could not be drawn; of an encrypted one, ask for the password first."""
        if self.error(page) in LOCKED:
            self.passwordRequested.emit()
            return
        self._images.retry(page)
        self.asking.ask_anew()
        self._repaint_page(page)

    def error(self, page: int) -> str | None:
        """Why a page could not be drawn, None where it could."""
        return self._images.error(page) if self.content is not None and self.content.is_image else None

    def error_words(self, page: int) -> str:
        """What stands on a page that could not be drawn."""
        if self.error(page) in LOCKED:
            return self.tr("This report is encrypted.") + "\n" + self.tr("Click here to give its password.")
        words = self.tr("Page {0} could not be drawn. The other pages and its records can still be used.").format(page)
        return words + "\n" + self.tr("Click here to try again.")

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what shows."""
        self._painter.paint(event.region(), self._pointer.hover)
        self.handles.paint()
        # What moved along with the pages is on screen like what was painted.
        shown = QRegion(self.viewport().rect()) if self.slid else event.region()
        self.slid = False
        if self.seen.painted(self, shown):
            self.passageSeen.emit()

    def showEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Reveal what was chosen before there was a window."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._refit()
        self.settle()
        if self._unrevealed:
            self.reveal(self._unrevealed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, copy, select a page."""
        bar = self.verticalScrollBar()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._pointer.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._pointer.select_page()
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() == Qt.Key.Key_Escape and not self.selection.is_empty:
            self._pointer.clear_selection()
        elif event.key() in SCROLLING:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See Pointer."""
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See Pointer."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See Pointer."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See Pointer."""
        self._pointer.double_click(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is under the pointer; forget it when the pointer leaves."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip(event.pos())
            if text:
                QToolTip.showText(event.globalPos(), text, self.viewport())
            else:
                QToolTip.hideText()
            return True
        if event.type() == QEvent.Type.Leave:
            self._pointer.leave()
        return bool(super().viewportEvent(event))

    def tip(self, at: QPoint) -> str:
        """The labels of what is under a point of the viewport."""
        return "\n".join(filter(None, (mark.words() for mark in self.marks_at(QPointF(at)))))
