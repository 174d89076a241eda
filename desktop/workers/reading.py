"""Reading in a child process that may crash, hang or be stopped at the cost of one clear refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from db.model.errors import ReadError
from db.model.readings import Reading
from desktop.workers.codec import decode
from desktop.workers.pipes import ChildCancelled, ChildGone, ChildSlow, command_for, refusal
from desktop.workers.pool import Pool

_MOST_USES = 50  # readings before a child is replaced, so that what libraries leak stays small


class ReadingWorker:
    """Reads reports in child processes, one reading at a time in each; one idle child is kept for the next.

    Args:
        timeout: seconds without a sign of life (a page read) after which a child counts as hanging.
        command: what to start instead of this program's own child; for tests.
    """

    def __init__(self, timeout: float = 120.0, *, command: Sequence[str] | None = None) -> None:
        self._timeout = timeout
        self._pool = Pool(command if command is not None else command_for("reading"), "crashed", _MOST_USES)

    def prewarm(self) -> None:
        """Start a child now, so that the first reading need not wait for it."""
        self._pool.prewarm()

    def read(
        self,
        path: Path,
        *,
        password: str | None = None,
        encoding: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Reading:
        """Read a report; blocks, may be called from any thread.

        Args:
            progress: called in this thread with pages done and pages in all.
            cancelled: asked every few hundredths of a second; once true, the child is killed.

        Raises:
            ReadError: as `documents.reading.read`, and crashed, timed_out, cancelled.
        """
        path = Path(path).absolute()
        request = {"path": str(path), "password": password, "encoding": encoding}
        try:
            child = self._pool.take()
        except ReadError as error:
            raise ReadError(error.code, **{**error.parameters, "path": str(path)}) from None
        healthy = False
        try:
            if cancelled is not None and cancelled():
                healthy = True
                raise ReadError("cancelled", path=str(path))
            child.send(request, timeout=self._timeout, cancelled=cancelled)
            while True:
                header, payload = child.receive(self._timeout, cancelled)
                kind = header.get("kind")
                if kind == "progress":
                    if progress is not None:
                        progress(int(header["page"]), int(header["pages"]))
                elif kind == "refused":
                    healthy = header.get("code") not in ("crashed", "too_large")
                    raise refusal(header, str(path))
                elif kind == "reading":
                    reading = decode(header, payload)
                    healthy = True
                    return reading
                else:
                    raise ChildGone
        except ChildCancelled:
            raise ReadError("cancelled", path=str(path)) from None
        except ChildSlow:
            raise ReadError("timed_out", path=str(path), seconds=self._timeout) from None
        except (ChildGone, ValueError, KeyError, TypeError):
            code = "cancelled" if self._pool.closed else "crashed"
            raise ReadError(code, path=str(path)) from None
        finally:
            self._pool.give_back(child, healthy)

    def close(self) -> None:
        """End all children; readings under way are refused as cancelled."""
        self._pool.close()
