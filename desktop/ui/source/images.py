"""Pictures of pages: asked for nearest first, kept within bounds, brought to the GUI thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from db.model.errors import Refused

CACHE_BYTES = 256 * 1024 * 1024
LARGEST = 16_000_000  # pixels; a page that needs more is drawn from a smaller picture
AT_ONCE = 2  # one being rendered, one waiting behind it: so what is looked at is always next


class PictureSource(Protocol):
    """What draws pages: `desktop.workers.rendering.Renderer`."""

    def request(
        self, path: Path, page: int, width: int, height: int, *, password: str | None = None, priority: int = 0
    ) -> Future[Any]:
        """The page as a picture of exactly this size, some time later; the lowest priority number first."""

    def forget(self, path: Path) -> None:
        """Drop what is queued of a file."""


@dataclass(frozen=True)
class Wanted:
    """A page that shows, with the size in device pixels that it needs."""

    page: int
    width: int
    height: int


class PageImages(QObject):
    """The pictures of one file at a time."""

    arrived = Signal(int)  # page
    failed = Signal(int, str)  # page, code

    # from the renderer's thread; a queued connection brings it over
    _finished = Signal(int, object, object, str)  # generation, Wanted, QImage or None, code

    def __init__(self, source: PictureSource, parent: QObject | None = None, limit: int = CACHE_BYTES) -> None:
        super().__init__(parent)
        self._source = source
        self._limit = limit
        self._path: Path | None = None
        self._password: str | None = None
        self._generation = 0
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._errors: dict[int, str] = {}
        self._running: dict[Wanted, Future[Any]] = {}
        self._waiting: list[Wanted] = []
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def open(self, path: Path | None, password: str | None = None) -> None:
        """Begin with another file, or none; what was asked of the one before is dropped."""
        self._drop([])
        if self._path is not None and self._path != path:
            self._source.forget(self._path)
        self._generation += 1
        self._path, self._password = path, password
        self._images.clear()
        self._errors.clear()
        self._waiting = []
        self._running.clear()

    def image(self, page: int) -> QImage | None:
        """The newest picture of a page, perhaps of another size than wanted."""
        found = self._images.get(page)
        if found is not None:
            self._images.move_to_end(page)
        return found

    def error(self, page: int) -> str | None:
        """The code of why a page could not be drawn."""
        return self._errors.get(page)

    def unlock(self, password: str) -> None:
        """Open the same file with a password; pages that could not be drawn are asked for when next wanted."""
        self._password = password
        self._errors.clear()

    def retry(self, page: int) -> None:
        """Forget that a page could not be drawn; it is asked for when next wanted."""
        self._errors.pop(page, None)

    def bytes_held(self) -> int:
        """What the kept pictures take."""
        return sum(image.sizeInBytes() for image in self._images.values())

    def want(self, pages: Sequence[tuple[int, int, int]]) -> None:
        """Ask for pages (page, width, height in device pixels), the most urgent first; others are no longer wanted."""
        if self._path is None:
            return
        wanted = [_bounded(*page) for page in pages]
        self._drop(wanted)
        self._waiting = [
            item
            for item in wanted
            if item.page not in self._errors and item not in self._running and not self._has(item)
        ]
        self._next()

    def _has(self, item: Wanted) -> bool:
        image = self._images.get(item.page)
        return image is not None and (image.width(), image.height()) == (item.width, item.height)

    def _drop(self, wanted: Sequence[Wanted]) -> None:
        for item in [item for item in self._running if item not in wanted]:
            if self._running[item].cancel():
                del self._running[item]

    def _next(self) -> None:
        while self._waiting and len(self._running) < AT_ONCE and self._path is not None:
            item = self._waiting.pop(0)
            generation = self._generation
            try:
                future = self._source.request(
                    self._path,
                    item.page,
                    item.width,
                    item.height,
                    password=self._password,
                    priority=len(self._running),
                )
            except Refused as error:
                self._errors[item.page] = error.code
                self.failed.emit(item.page, error.code)
                continue
            self._running[item] = future
            future.add_done_callback(partial(self._deliver, generation, item))

    def _deliver(self, generation: int, item: Wanted, future: Future[Any]) -> None:
        """On whatever thread finished it: turn the pixels into an image of our own and hand it over."""
        image: QImage | None = None
        code = ""
        try:
            picture = future.result()
            image = QImage(
                picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
            ).copy()
        except CancelledError:
            return
        except Refused as error:
            code = error.code
        except (OSError, ValueError, RuntimeError):
            code = "damaged"
        try:
            self._finished.emit(generation, item, image, code)
        except RuntimeError:
            pass  # the window is gone, and nobody waits for it

    @Slot(int, object, object, str)
    def _take(self, generation: int, item: Wanted, image: QImage | None, code: str) -> None:
        if generation != self._generation:
            return
        self._running.pop(item, None)
        if image is not None:
            self._images[item.page] = image
            self._images.move_to_end(item.page)
            held = self.bytes_held()
            while held > self._limit and len(self._images) > 1:
                held -= self._images.popitem(last=False)[1].sizeInBytes()
            self.arrived.emit(item.page)
        elif code != "cancelled":
            self._errors[item.page] = code
            self.failed.emit(item.page, code)
        self._next()


def _bounded(page: int, width: int, height: int) -> Wanted:
    """The size to ask for: as wanted, or in proportion as large as is sensible."""
    pixels = width * height
    if pixels > LARGEST:
        shrink = (LARGEST / pixels) ** 0.5
        width, height = int(width * shrink), int(height * shrink)
    return Wanted(page, max(1, width), max(1, height))
