"""Reading in a child process that may crash, hang or be stopped at the cost of one clear refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from db.model.readings import Reading
from desktop.workers.codec import decode
from desktop.workers.pipes import command_for
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

        def handle(header: dict[str, Any], payload: memoryview) -> Reading | None:
            if header.get("kind") == "progress":
                if progress is not None:
                    progress(int(header["page"]), int(header["pages"]))
                return None
            if header.get("kind") != "reading":
                raise ValueError("no answer to a reading")
            return decode(header, payload)

        request = {"path": str(path), "password": password, "encoding": encoding}
        return self._pool.exchange(request, b"", handle, timeout=self._timeout, cancelled=cancelled, path=str(path))

    def close(self) -> None:
        """End all children; readings under way are refused as cancelled."""
        self._pool.close()
