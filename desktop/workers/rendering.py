"""Pictures of PDF pages from one child process that is started ahead, fed by urgency and replaced when it dies."""

from __future__ import annotations

import contextlib
import heapq
import itertools
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from db.model.dataclass import dataclass
from db.model.errors import ReadError
from desktop.workers.pipes import Child, ChildGone, ChildSlow, command_for, refusal
from desktop.workers.pixels import CAPACITY, SharedPixels

_MOST_CRASHES = 2  # of one page, before it is refused without another try


@dataclass(frozen=True)
class Picture:
    """A drawn page or part of one, 4 bytes a pixel: blue, green, red and one without meaning (QImage.Format_RGB32)."""

    width: int
    height: int
    stride: int
    data: bytes


Part = tuple[int, int, int, int]  # left, top, width and height in pixels of the whole page


@dataclass(frozen=True)
class _Request:
    path: str
    page: int
    width: int
    height: int
    password: str | None
    part: Part
    turn: int
    future: Future[Picture]


class Renderer:
    """Draws pages of PDF files, the most urgent first; from any thread.

    Args:
        timeout: seconds after which a page counts as hanging.
        command: what to start instead of this program's own child; for tests.
    """

    def __init__(self, timeout: float = 30.0, *, command: Sequence[str] | None = None) -> None:
        self._timeout = timeout
        self._pixels = SharedPixels()
        self._command = [*(command if command is not None else command_for("rendering")), self._pixels.name]
        self._waiting: list[tuple[int, int, _Request]] = []
        self._notes: list[dict[str, str | None]] = []  # for the child, which does not answer them
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._closed = False
        self._child: Child | None = None
        self._crashes: Counter[tuple[str, int]] = Counter()
        self._thread = threading.Thread(target=self._run, name="renderer", daemon=True)
        self._thread.start()

    def request(
        self,
        path: Path,
        page: int,
        width: int,
        height: int,
        *,
        password: str | None = None,
        priority: int = 0,
        part: Part | None = None,
        turn: int = 0,
    ) -> Future[Picture]:
        """Ask for a page at exactly this size in pixels.

        Args:
            page: from 1.
            priority: the lowest number is drawn first (the distance from the page in view, say); of equals the
                latest asked for.
            part: what is wanted of a page that is so large as a whole; all of it for None.
            turn: how often the page is turned clockwise by a right angle; width and height are those after it.

        Returns:
            The picture's future; it can be cancelled while it waits. Its exceptions are ReadError: as of opening
            a PDF, and crashed, timed_out, cancelled, too_large.
        """
        future: Future[Picture] = Future()
        part = part if part is not None else (0, 0, width, height)
        request = _Request(str(Path(path).absolute()), page, width, height, password, part, turn % 4, future)
        with self._changed:
            if self._closed:
                future.set_exception(ReadError("cancelled", path=request.path))
            elif min(width, height, *part[2:]) < 1 or part[2] * part[3] * 4 > CAPACITY:
                future.set_exception(ReadError("too_large", path=request.path))
            else:
                heapq.heappush(self._waiting, (priority, -next(self._numbers), request))
                self._changed.notify()
        return future

    def prepare(self, path: Path, *, password: str | None = None) -> None:
        """Have the file opened while it is not known yet which of its pages is wanted; it is drawn as without it."""
        with self._changed:
            if not self._closed:
                self._notes.append({"kind": "open", "path": str(Path(path).absolute()), "password": password})
                self._changed.notify()

    def forget(self, path: Path) -> None:
        """Drop what is asked of this file and not yet begun, and let the file go."""
        name = str(Path(path).absolute())
        with self._changed:
            dropped = [entry[2] for entry in self._waiting if entry[2].path == name]
            self._waiting = [entry for entry in self._waiting if entry[2].path != name]
            heapq.heapify(self._waiting)
            self._notes = [note for note in self._notes if note["path"] != name]
            self._notes.append({"kind": "forget", "path": name})
            for key in [key for key in self._crashes if key[0] == name]:
                del self._crashes[key]
            self._changed.notify()
        for request in dropped:
            request.future.cancel()

    def close(self) -> None:
        """Cancel what waits, end the child and join the thread."""
        with self._changed:
            self._closed = True
            dropped = [entry[2] for entry in self._waiting]
            self._waiting.clear()
            child = self._child
            self._changed.notify()
        for request in dropped:
            request.future.cancel()
        if child is not None:
            child.kill()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _run(self) -> None:
        try:
            self._ready()
            while (work := self._next()) is not None:
                if isinstance(work, dict):
                    if self._child is not None:
                        with contextlib.suppress(ChildGone, ChildSlow):
                            self._child.send(work)
                elif work.future.set_running_or_notify_cancel():
                    try:
                        work.future.set_result(self._draw(work))
                    except ReadError as error:
                        work.future.set_exception(error)
                    except Exception as error:
                        work.future.set_exception(ReadError("crashed", path=work.path, reason=type(error).__name__))
        finally:
            if self._child is not None:
                self._child.close()
            self._pixels.close()

    def _next(self) -> _Request | dict[str, str | None] | None:
        with self._changed:
            while not self._closed and not self._waiting and not self._notes:
                self._changed.wait()
            if self._closed:
                return None
            if self._notes:
                return self._notes.pop(0)
            return heapq.heappop(self._waiting)[2]

    def _ready(self) -> Child | None:
        """The child, a new one where the last is gone; None once closed or where none can be started."""
        with self._changed:
            if self._closed:
                return None
            if self._child is not None and self._child.alive:
                return self._child
            if self._child is not None:
                self._child.close()
                self._child = None
            with contextlib.suppress(OSError):
                self._child = Child(self._command, self._pixels.inherited)
            return self._child

    def _draw(self, request: _Request) -> Picture:
        place = (request.path, request.page)
        child = self._ready() if self._crashes[place] < _MOST_CRASHES else None
        if child is None:
            raise ReadError("cancelled" if self._closed else "crashed", path=request.path, page=request.page)
        try:
            child.send(
                {
                    "kind": "draw",
                    "path": request.path,
                    "page": request.page,
                    "width": request.width,
                    "height": request.height,
                    "password": request.password,
                    "part": request.part,
                    "turn": request.turn,
                }
            )
            header, _ = child.receive(self._timeout)
        except (ChildGone, ChildSlow) as error:
            if self._closed:
                raise ReadError("cancelled", path=request.path) from None
            self._crashes[place] += 1
            child.kill()
            self._ready()
            code = "timed_out" if isinstance(error, ChildSlow) else "crashed"
            raise ReadError(code, path=request.path, page=request.page) from None
        if header.get("kind") == "picture":
            self._crashes.pop(place, None)
            _, _, width, height = request.part
            stride = width * 4
            return Picture(width, height, stride, self._pixels.read(stride * height))
        raise refusal(header, request.path)
