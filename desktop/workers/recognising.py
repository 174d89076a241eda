"""Recognising the text of pictures in a child process; it takes seconds a page, and can be stopped at any time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from db.model.readings import Page, Reading
from desktop.workers.codec import decode, encode
from desktop.workers.pipes import command_for
from desktop.workers.pool import Pool


def available() -> bool:
    """Whether what recognises text is installed (the extra "ocr")."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class RecognisingWorker:
    """Recognises pages, one reading at a time in a child process.

    Args:
        timeout: seconds without a sign of life (a page recognised) after which a child counts as hanging.
        command: what to start instead of this program's own child; for tests.
    """

    def __init__(self, timeout: float = 300.0, *, command: Sequence[str] | None = None) -> None:
        self._timeout = timeout
        self._pool = Pool(command if command is not None else command_for("recognising"), "crashed", most_uses=20)

    def recognise(
        self,
        reading: Reading,
        path: Path,
        pages: Sequence[int],
        *,
        password: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Reading:
        """Another reading of the same file, these pages of it recognised; blocks, may be called from any thread.

        Args:
            reading: of the PDF at this path.
            pages: numbers from 1.
            progress: called in this thread with (pages done, of).
            cancelled: asked every few hundredths of a second; once true, the child is killed.

        Raises:
            ReadError: no_recognition where nothing that recognises is installed; crashed, timed_out, cancelled, and
                what opening the file raises.
        """
        found: dict[int, Page] = {}

        def handle(answer: dict[str, Any], data: memoryview) -> Reading | None:
            if answer.get("kind") == "recognised":
                # What puts pages together is imported when there is something to put together.
                from desktop.documents.recognising import with_pages

                return with_pages(reading, found, str(answer["engine"]), str(answer["version"]))
            if answer.get("kind") != "page":
                raise ValueError("no answer to a recognition")
            number = answer["number"]
            (page,) = decode(answer["reading"], data).pages
            if type(number) is not int or number not in pages or number in found:
                raise ValueError("a page that nobody asked for")
            found[number] = replace(page, number=number)
            if progress is not None:
                progress(len(found), len(pages))
            return None

        header, payload = encode(reading)
        request = {"reading": header, "path": str(path), "password": password, "pages": list(pages)}
        return self._pool.exchange(request, payload, handle, timeout=self._timeout, cancelled=cancelled, path=str(path))

    def close(self) -> None:
        """End all children; what is under way is refused as cancelled."""
        self._pool.close()
