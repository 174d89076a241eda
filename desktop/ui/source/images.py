"""Pictures of pages: asked for nearest first, kept within bounds, brought to the GUI thread."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QImage

from db.model.dataclass import dataclass
from db.model.errors import Refused
from desktop.ui.source.budget import PictureBudget

CACHE_BYTES = 224 * 1024 * 1024  # of one file; see PictureBudget for all together
LARGEST = 8_000_000  # pixels; a page that needs more is drawn in parts, over a smaller picture of all of it
BENEATH = 2_000_000  # pixels of that smaller picture
TILE = 1024  # device pixels each way
AROUND = 256  # device pixels around what is in sight that are drawn ahead
FOR_TILES = 0.7  # of the cache, at most
AT_ONCE = 2  # one being rendered, one waiting behind it: so what is looked at is always next


class PictureSource(Protocol):
    """What draws pages: `desktop.workers.rendering.Renderer`."""

    def request(
        self,
        path: Path,
        page: int,
        width: int,
        height: int,
        *,
        password: str | None = None,
        priority: int = 0,
        part: tuple[int, int, int, int] | None = None,
        turn: int = 0,
    ) -> Future[Any]:
        """The page, or a part of it, as a picture of this size, some time later; the lowest priority number first."""

    def prepare(self, path: Path, *, password: str | None = None) -> None:
        """Pages of this file will be asked for."""

    def forget(self, path: Path) -> None:
        """Drop what is queued of a file."""


@dataclass(frozen=True)
class Wanted:
    """A page that shows, with the size in device pixels that it needs.

    Attributes:
        part: left, top, width and height of the tile that is wanted of it; None for all of it.
    """

    page: int
    width: int
    height: int
    part: tuple[int, int, int, int] | None = None


class PageImages(QObject):
    """The pictures of one file at a time.

    Args:
        limit: bytes that they may take.
        budget: what they and those of other views may take together; one of their own without.

    Attributes:
        lost: how many pictures had to go until now.
    """

    arrived = Signal(int)  # page
    failed = Signal(int, str)  # page, code

    # from the renderer's thread; a queued connection brings it over
    _finished = Signal(int, object, object, str)  # generation, Wanted, QImage or None, code

    def __init__(
        self,
        source: PictureSource,
        parent: QObject | None = None,
        limit: int = CACHE_BYTES,
        *,
        budget: PictureBudget | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._limit = limit
        self._budget = budget if budget is not None else PictureBudget(limit)
        self._budget.join(self)
        self.lost = 0
        self._path: Path | None = None
        self._password: str | None = None
        self._generation = 0
        self._images: OrderedDict[int | Wanted, QImage] = OrderedDict()  # whole pages by number, and tiles
        self._held = 0
        self._turn = 0
        self._errors: dict[int, str] = {}
        self._running: dict[Wanted, Future[Any]] = {}
        self._waiting: list[Wanted] = []
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def open(self, path: Path | None, password: str | None = None) -> None:
        """Begin with another file, or none; what was asked of the one before is dropped."""
        self._drop([])
        if self._path is not None and self._path != path:
            self._source.forget(self._path)
        self._path, self._password = path, password
        if path is not None:
            self._source.prepare(path, password=password)
        self._begin()

    def turn(self, turn: int) -> None:
        """Show the pages turned clockwise by so many right angles from now on."""
        if turn != self._turn:
            self._turn = turn
            self._drop([])
            self._begin()

    def _begin(self) -> None:
        self._generation += 1
        self._images.clear()
        self._held = 0
        self._errors.clear()
        self._waiting = []
        self._running.clear()

    def image(self, page: int) -> QImage | None:
        """The newest picture of a page, perhaps of another size than wanted."""
        found = self._images.get(page)
        if found is not None:
            self._images.move_to_end(page)
        return found

    def tiles(self, page: int, width: int, height: int, seen: QRect) -> list[tuple[QRect, QImage]]:
        """The tiles there are of a part of a page that is so large as a whole, all in device pixels."""
        found = []
        for tile in _tiles(page, width, height, seen):
            image = self._images.get(tile)
            if image is not None and tile.part is not None:
                self._images.move_to_end(tile)
                found.append((QRect(*tile.part), image))
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

    def has_all(self, pages: Sequence[tuple[int, int, int]]) -> bool:
        """Whether these (page, width and height in device pixels) are all there, and no other is waited for."""
        if self._waiting or self._running:
            return False
        for page, width, height in pages:
            image = self._images.get(page)
            if image is None or image.width() != width or image.height() != height:
                return False
        return True

    def bytes_held(self) -> int:
        """What the kept pictures take."""
        return self._held

    def can_drop(self) -> bool:
        """Whether more than one is kept."""
        return len(self._images) > 1

    def drop_oldest(self) -> None:
        """Let go of the picture that was not painted or wanted for the longest time."""
        self._held -= self._images.popitem(last=False)[1].sizeInBytes()
        self.lost += 1

    def want(self, pages: Sequence[tuple[int, int, int]], seen: Mapping[int, QRect] | None = None) -> None:
        """Ask for pages, the most urgent first; others are no longer wanted.

        Args:
            pages: page, width and height in device pixels.
            seen: the parts of them that are in sight, in device pixels of the page; those pages that are too large
                are drawn there in tiles, over a smaller picture of the whole.
        """
        if self._path is None:
            return
        wanted: list[Wanted] = []
        later: list[Wanted] = []
        for page, width, height in pages:
            if width * height <= LARGEST or seen is None:
                wanted.append(_bounded(page, width, height, LARGEST))
                continue
            beneath = _bounded(page, width, height, BENEATH)
            drawn = self.image(page)
            if drawn is None or drawn.width() < beneath.width:
                wanted.append(beneath)
            if page in seen:
                here, ahead = _by_nearness(page, width, height, seen[page])
                wanted += here
                later += ahead
        wanted = self._affordable(wanted + later)
        self._drop(wanted)
        self._waiting = [
            item
            for item in wanted
            if item.page not in self._errors and item not in self._running and not self._has(item)
        ]
        self._next()

    def _has(self, item: Wanted) -> bool:
        if item.part is not None:
            if item in self._images:
                self._images.move_to_end(item)  # wanted again: others go first
                return True
            return False
        image = self._images.get(item.page)
        return image is not None and (image.width(), image.height()) == (item.width, item.height)

    def _affordable(self, wanted: list[Wanted]) -> list[Wanted]:
        """Without the least urgent tiles where all of them would drive one another out of the cache."""
        room = FOR_TILES * min(self._limit, self._budget.share())
        kept = []
        for item in wanted:
            if item.part is not None:
                room -= 4 * item.part[2] * item.part[3]
                if room < 0:
                    continue
            kept.append(item)
        return kept

    def _drop(self, wanted: Sequence[Wanted]) -> None:
        for item in [item for item in self._running if item not in wanted]:
            if self._running[item].cancel():
                del self._running[item]

    def _next(self) -> None:
        while self._waiting and len(self._running) < AT_ONCE and self._path is not None:
            item = self._waiting.pop(0)
            generation = self._generation
            special: dict[str, Any] = {"part": item.part} if item.part is not None else {}
            if self._turn:
                special["turn"] = self._turn
            try:
                future = self._source.request(
                    self._path,
                    item.page,
                    item.width,
                    item.height,
                    password=self._password,
                    priority=len(self._running),
                    **special,
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
            key = item.page if item.part is None else item
            old = self._images.pop(key, None)
            self._images[key] = image
            self._held += image.sizeInBytes() - (old.sizeInBytes() if old is not None else 0)
            while self._held > self._limit and self.can_drop():
                self.drop_oldest()
            self._budget.keep_to_it()
            self.arrived.emit(item.page)
        elif code != "cancelled":
            self._errors[item.page] = code
            self.failed.emit(item.page, code)
        self._next()


def _bounded(page: int, width: int, height: int, most: int) -> Wanted:
    """The size to ask for: as wanted, or in proportion as large as is sensible."""
    pixels = width * height
    if pixels > most:
        shrink = (most / pixels) ** 0.5
        width, height = int(width * shrink), int(height * shrink)
    return Wanted(page, max(1, width), max(1, height))


def _tiles(page: int, width: int, height: int, seen: QRect) -> list[Wanted]:
    """The tiles of a page that touch a part of it."""
    seen = seen.intersected(QRect(0, 0, width, height))
    if seen.isEmpty():
        return []
    return [
        Wanted(page, width, height, (left, top, min(TILE, width - left), min(TILE, height - top)))
        for top in range(seen.top() // TILE * TILE, seen.bottom() + 1, TILE)
        for left in range(seen.left() // TILE * TILE, seen.right() + 1, TILE)
    ]


def _by_nearness(page: int, width: int, height: int, seen: QRect) -> tuple[list[Wanted], list[Wanted]]:
    """The tiles that show, those in the middle first, and those that soon may."""
    middle = seen.center()

    def distance(tile: Wanted) -> int:
        assert tile.part is not None
        return (QRect(*tile.part).center() - middle).manhattanLength()

    shown = sorted(_tiles(page, width, height, seen), key=distance)
    around = _tiles(page, width, height, seen.adjusted(-AROUND, -AROUND, AROUND, AROUND))
    return shown, sorted((tile for tile in around if tile not in shown), key=distance)
