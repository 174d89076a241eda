"""Pictures of the pages from which the rows that show are cut; all of one size, the nearest first."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from db.model.readings import Reading
from desktop.ui.groups.cuts import SIDE
from desktop.ui.source.budget import PictureBudget
from desktop.ui.source.images import PageImages, PictureSource
from desktop.ui.source.pdf_pages import PdfPages

SCALES = 0.95, 1.7  # pixels a point, at least and at most: a page's text as wide as there is room
KEPT = 160 * 1024 * 1024  # bytes


class _Borrowed:
    """The renderer of the source view, whose file stays open when the sheet is left."""

    def __init__(self, source: PictureSource) -> None:
        self._source = source

    def request(
        self, path: Path, page: int, width: int, height: int, *, password: str | None = None, **more: Any
    ) -> Future[Any]:
        return self._source.request(path, page, width, height, password=password, **more)

    def prepare(self, path: Path, *, password: str | None = None) -> None:
        """The file is open already."""

    def forget(self, path: Path) -> None:
        """What waits is cancelled one by one; the file is still shown beside the sheet."""


class Pictures(QObject):
    """Pages of one report.

    Signals:
        changed(int): the picture of a page came, or will never come.
    """

    changed = Signal(int)

    def __init__(
        self, source: PictureSource, parent: QObject | None = None, *, budget: PictureBudget | None = None
    ) -> None:
        super().__init__(parent)
        self._images = PageImages(_Borrowed(source), self, KEPT, budget=budget)
        self._ratio = 1.0
        self.scale = SCALES[0]
        self.pages: PdfPages | None = None
        self._images.arrived.connect(self.changed)
        self._images.failed.connect(lambda page, code: self.changed.emit(page))

    def open(self, reading: Reading | None, path: Path | None, password: str | None) -> None:
        """Take another report; one without a file to draw from is shown as text."""
        drawn = reading is not None and reading.format == "pdf" and path is not None
        self.pages = PdfPages(reading) if drawn and reading is not None else None
        self._images.open(path if drawn else None, password)

    def close(self) -> None:
        """Give up what is asked for, and the pictures."""
        self.pages = None
        self._images.open(None)

    def set_ratio(self, ratio: float) -> None:
        """Draw for a screen with so many device pixels a pixel."""
        self._ratio = ratio

    def fit(self, width: int) -> bool:
        """Draw so large that a page's text fills this width in pixels, within bounds; whether that is new."""
        if self.pages is None:
            return False
        left, right = self.pages.text_extent()
        scale = min(SCALES[1], max(SCALES[0], width / max(1.0, right - left + 2 * SIDE)))
        new, self.scale = scale != self.scale, scale
        return new

    def want(self, pages: list[int]) -> None:
        """Ask for these, the most urgent first; others are no longer wanted."""
        if self.pages is not None:
            self._images.want([(page, *self._size(page)) for page in pages])

    def image(self, page: int) -> QImage | None:
        """The page's picture, as soon as it is there."""
        return self._images.image(page)

    def failed(self, page: int) -> bool:
        """Whether the page can't be drawn."""
        return self._images.error(page) is not None

    def _size(self, page: int) -> tuple[int, int]:
        assert self.pages is not None
        width, height = self.pages.size(page)
        return round(width * self.scale * self._ratio), round(height * self.scale * self._ratio)
