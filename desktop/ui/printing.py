"""Printing the report on the desk, and opening it in the reader that the system has for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from db.model.errors import ReadError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.asking import Asking
from desktop.ui.messages import MessageBar, in_words
from desktop.ui.source.images import PictureSource

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtPrintSupport import QPrinter

    from desktop.ui.printing_pages import PrintJob


class Printing(QObject):
    """Asks what to print and where, and follows it.

    Args:
        renderer: draws pages; what is looked at in the window comes first.
    """

    def __init__(
        self, desk: Desk, asking: Asking, bar: MessageBar, renderer: PictureSource, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._asking, self._bar, self._renderer = desk, asking, bar, renderer
        self.job: PrintJob | None = None

    def ask(self) -> None:
        """Which pages, on which printer?"""
        source = self._desk.views.source
        if self.job is None and source.page():
            self._asking.printing(source.labels.count, source.labels.find, self.print_pages)

    def print_pages(self, printer: QPrinter, pages: Sequence[int], *, with_marks: bool) -> None:
        """Send pages of the report on the desk to a printer."""
        from desktop.ui.printing_pages import PrintJob
        from desktop.ui.source.pdf_pages import PdfPages
        from desktop.ui.source.text_page import TextPages

        loaded, source = self._desk.loaded, self._desk.views.source
        if self.job is not None or loaded is None or loaded.reading is None:
            return
        path, password = loaded.path, self._desk.project.library.password(loaded.work.id)
        content = PdfPages(loaded.reading) if path is not None else TextPages(loaded.reading)

        def request(page: int, width: int, height: int) -> Future[Any]:
            assert path is not None
            return self._renderer.request(path, page, width, height, password=password, priority=9)

        printer.setDocName(loaded.work.title or loaded.reading.file[:12])
        marks = source.index if with_marks else None
        self.job = PrintJob(printer, content, pages, request, marks, source.wants_marks, self)
        self.job.progressed.connect(self._progressed)
        self.job.ended.connect(self._ended)
        self._progressed(0, len(pages))
        self.job.start()

    def cancel(self) -> None:
        """Print no more."""
        if self.job is not None:
            self.job.cancel()

    def _progressed(self, done: int, pages: int) -> None:
        words = self.tr("Printing: {done} of {pages} pages").format(done=done, pages=pages)
        self._bar.show_message(words, action=self.tr("Cancel"), do=self.cancel)

    def _ended(self, whole: bool) -> None:
        if self.job is not None:
            self.job.deleteLater()
            self.job = None
        if whole:
            self._bar.show_message(self.tr("The report was sent to the printer."))
        else:
            self._bar.show_message(self.tr("Printing was stopped before the end."), "warning")

    def open_outside(self, show: Callable[[QUrl], bool] | None = None) -> None:
        """Open a private copy of the file in the reader that the system has, at the page where that can be told."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        show = show or QDesktopServices.openUrl
        loaded = self._desk.loaded
        if loaded is None or loaded.reading is None:
            return
        try:
            path: Path | None = self._desk.project.library.copy_of(loaded.work.id, loaded.reading.file)
        except ReadError as error:
            self._bar.show_message(in_words(error, self._desk.language), "error")
            return
        if path is None:
            self._bar.show_message(self.tr("The file of this report is not kept any more."), "warning")
            return
        plain = QUrl.fromLocalFile(str(path))
        at_page = QUrl(plain)
        if loaded.reading.format == "pdf":
            at_page.setFragment(f"page={self._desk.views.source.page()}")
        if not show(at_page) and not show(plain):
            self._bar.show_message(self.tr("The system has no program for this file."), "warning")
