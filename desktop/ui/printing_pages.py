"""Prints pages, one after the other, so that the window never waits: pictures from the renderer, texts as laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from typing import Any

from PySide6.QtCore import QMarginsF, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from db.model.errors import Refused
from desktop.ui import theme as themes
from desktop.ui.source.content import Content
from desktop.ui.source.highlights import Highlighter, Lit
from desktop.ui.source.marks import MarkIndex
from desktop.ui.source.text_page import TextPages

DPI = 175  # between what letters need and what a printer's memory likes
MOST = 12_000_000  # pixels of a page, however large it is
MARGIN = 10.0  # millimetres

Request = Callable[[int, int, int], "Future[Any]"]  # page, width, height in pixels


class PrintJob(QObject):
    """Some pages on their way to a printer.

    Args:
        printer: where to; its job has not begun.
        content: the pages, upright.
        pages: which of them, from 1, in order.
        request: asks for the picture of a page; never called for text.
        marks: what is lit, None to print the pages bare.
        lacking: says whether marks of a page have not come yet, and asks for them.

    Signals:
        progressed(int, int): pages done, pages in all.
        ended(bool): all is printed, or it was cancelled or the printer failed.
    """

    progressed = Signal(int, int)
    ended = Signal(bool)

    _came = Signal(object, str)  # QImage or None, code; from the renderer's thread

    def __init__(
        self,
        printer: QPrinter,
        content: Content,
        pages: Sequence[int],
        request: Request,
        marks: Callable[[], MarkIndex] | None = None,
        lacking: Callable[[int], bool] = lambda page: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._printer, self._content, self._pages = printer, content, list(pages)
        self._request, self._marks, self._lacking = request, marks, lacking
        self._painter = QPainter()
        self._done = 0
        self._sheets = 0
        self._down = 0.0  # of a page of text, what is printed already
        self._waiting: Future[Any] | None = None
        self._over = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._step)
        self._came.connect(self._print_picture, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin; returns at once."""
        self._soon.start(0)

    def cancel(self) -> None:
        """Print no more."""
        if self._waiting is not None:
            self._waiting.cancel()
        if not self._over:
            self._printer.abort()
            self._end(False)

    def _step(self) -> None:
        if self._over:
            return
        if self._done == len(self._pages):
            self._end(True)
            return
        page = self._pages[self._done]
        if self._marks is not None and self._lacking(page):
            self._soon.start(30)
            return
        if isinstance(self._content, TextPages):
            self._print_text(self._content, page)
            return
        width, height = self._content.size(page)
        scale = min(DPI / 72, (MOST / (width * height)) ** 0.5)
        self._waiting = self._request(page, max(1, round(width * scale)), max(1, round(height * scale)))
        self._waiting.add_done_callback(self._deliver)

    def _deliver(self, future: Future[Any]) -> None:
        image, code = None, ""
        try:
            picture = future.result()
            form = QImage.Format.Format_RGB32
            image = QImage(picture.data, picture.width, picture.height, picture.stride, form).copy()
        except CancelledError:
            code = "cancelled"
        except Refused as error:
            code = error.code
        try:
            self._came.emit(image, code)
        except RuntimeError:
            pass  # the window is gone

    def _print_picture(self, image: QImage | None, code: str) -> None:
        self._waiting = None
        if self._over:
            return
        page = self._pages[self._done]
        width, height = self._content.size(page)
        if not self._new_sheet(landscape=width > height):
            return
        room = self._room()
        scale = min(room.width() / width, room.height() / height)
        place = QRectF(0, 0, width * scale, height * scale)
        place.moveCenter(room.center())
        if image is None:
            words = self.tr("Page {0} could not be drawn.").format(page)
            self._painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
        else:
            self._mark_picture(image, page)
            self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._painter.drawImage(place, image)
        self._next()

    def _mark_picture(self, image: QImage, page: int) -> None:
        """Light the marks in the picture itself: printers know nothing of colours that let letters through."""
        if self._marks is None:
            return
        painter = QPainter(image)
        width = self._content.size(page)[0]
        painter.scale(image.width() / width, image.width() / width)
        highlighter = Highlighter(themes.light(), over_image=True)
        lit = self._lit(page)
        highlighter.fills(painter, lit, None)
        highlighter.lines(painter, lit, None)
        painter.end()

    def _print_text(self, content: TextPages, page: int) -> None:
        if not self._new_sheet(landscape=False):
            return
        room = self._room()
        width = content.size(page)[0]
        scale = room.width() / width
        top, bottom = self._down, self._down + room.height() / scale
        content.prepare(page, top, bottom)
        height = content.size(page)[1]
        if bottom < height:
            # Between two lines, not through one.
            start, end = content.extent(page, bottom - 1, bottom)
            cut = [rect.top() for rect in content.rects(page, start, end) if rect.top() < bottom < rect.bottom()]
            bottom = max(min([bottom, *cut]), top + 1)
        painter = self._painter
        painter.save()
        painter.translate(room.topLeft())
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(0, 0, width, bottom - top))
        painter.translate(0, -top)
        theme = themes.light()
        highlighter, lit = Highlighter(theme, over_image=False), self._lit(page)
        highlighter.fills(painter, lit, None)
        painter.setPen(QColor(theme.page_text))
        content.paint(painter, page, top, bottom)
        highlighter.lines(painter, lit, None)
        painter.restore()
        if bottom < height:
            self._down = bottom
            self._soon.start(0)
        else:
            self._down = 0.0
            self._next()

    def _lit(self, page: int) -> list[Lit]:
        if self._marks is None:
            return []
        placed = [each for each in self._marks().on_page(page) if each.primary]
        return [Lit(each, tuple(self._content.span_rects(each.span))) for each in placed]

    def _new_sheet(self, *, landscape: bool) -> bool:
        """Begin the job or the next sheet of it; False, and the end, where the printer fails."""
        form = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        layout = self._printer.pageLayout()
        if layout.orientation() != form or not self._sheets:
            self._printer.setPageOrientation(form)
            self._printer.setPageMargins(QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN), QPageLayout.Unit.Millimeter)
        works = self._printer.newPage() if self._sheets else self._painter.begin(self._printer)
        if not works:
            self._end(False)
            return False
        self._sheets += 1
        return True

    def _room(self) -> QRectF:
        """What of the sheet can be printed on, in the painter's units."""
        rect = self._printer.pageRect(QPrinter.Unit.DevicePixel)
        return QRectF(0, 0, rect.width(), rect.height())

    def _next(self) -> None:
        self._done += 1
        self.progressed.emit(self._done, len(self._pages))
        self._soon.start(0)

    def _end(self, whole: bool) -> None:
        self._over = True
        self._soon.stop()
        if self._painter.isActive():
            whole = self._painter.end() and whole
        self.ended.emit(whole)
