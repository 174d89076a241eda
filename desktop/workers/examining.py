"""Examining in a child process: pages drawn small and read by a second engine, to judge the text of the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from db.model.readings import Page, Reading
from desktop.documents.health import Health, known
from desktop.workers.codec import encode
from desktop.workers.pipes import command_for
from desktop.workers.pool import Pool

AT_ONCE = 64 * 1024 * 1024  # bytes of pages that are sent at once


class ExaminingWorker:
    """Judges the pages of readings, one reading at a time in a child process.

    Args:
        timeout: seconds without a sign of life (a page judged) after which a child counts as hanging.
        command: what to start instead of this program's own child; for tests.
    """

    def __init__(self, timeout: float = 120.0, *, command: Sequence[str] | None = None) -> None:
        self._timeout = timeout
        self._pool = Pool(command if command is not None else command_for("examining"), "crashed", most_uses=20)

    def examine(
        self,
        reading: Reading,
        path: Path | None,
        *,
        password: str | None = None,
        told: Callable[[Health], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Health]:
        """Judge every page of a reading; blocks, may be called from any thread.

        Args:
            path: the file behind it, where its pages can be drawn (PDF); None for other formats.
            told: called in this thread with each judgement as it comes.
            cancelled: asked every few hundredths of a second; once true, the child is killed.

        Raises:
            ReadError: crashed, timed_out, cancelled, and what opening the file raises.
        """
        found: list[Health] = []

        def handle(answer: dict[str, Any], _data: memoryview) -> bool | None:
            if answer.get("kind") == "examined":
                return True
            if answer.get("kind") != "page":
                raise ValueError("no answer to an examination")
            found.append(_checked(answer, some[0].number, len(some)))
            if len(found) - before > len(some):
                raise ValueError("more pages than there are")
            if told is not None:
                told(found[-1])
            return None

        name = str(path) if path is not None else ""
        for some in _portions(reading.pages):
            before = len(found)
            header, payload = encode(replace(reading, pages=some, outline=()))
            request = {"reading": header, "path": name or None, "password": password, "first": some[0].number}
            self._pool.exchange(request, payload, handle, timeout=self._timeout, cancelled=cancelled, path=name)
        return found

    def close(self) -> None:
        """End all children; what is under way is refused as cancelled."""
        self._pool.close()


def _portions(pages: Sequence[Page]) -> Iterator[tuple[Page, ...]]:
    """So many pages at once as make a few megabytes: of a very long report neither side ever holds a copy."""
    some: list[Page] = []
    size = 0
    for page in pages:
        some.append(page)
        size += len(page.boxes) + len(page.text)
        if size >= AT_ONCE:
            yield tuple(some)
            some, size = [], 0
    if some:
        yield tuple(some)


def _checked(answer: dict[str, object], first: int, pages: int) -> Health:
    """A judgement as the child tells it; raises ValueError where it can't be one: the child may be compromised."""
    page, verdict, parameters = answer["page"], answer["verdict"], answer["parameters"]
    if not isinstance(page, int) or not first <= page < first + pages or not isinstance(parameters, dict):
        raise ValueError("no page of this reading")
    if not known(verdict):
        raise ValueError("an unknown verdict")
    return Health(page, verdict, {str(key): int(value) for key, value in parameters.items()})
