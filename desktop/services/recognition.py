"""Reading scans: pages without text are recognised in a process of its own, and their records suggested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.readings import Reading
from db.store import Store
from desktop.services.library import Library, StageAdvance
from desktop.services.people import People

Cancelled = Callable[[], bool]
_FEW = 5  # characters of a page that is a picture: its number at most


class Recogniser(Protocol):
    """What recognises pages; `desktop.workers.recognising.RecognisingWorker` is one."""

    def recognise(
        self,
        reading: Reading,
        path: Path,
        pages: Sequence[int],
        *,
        password: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Cancelled | None = None,
    ) -> Reading: ...

    def close(self) -> None: ...


class Recognition:
    """Recognises. All calls block, any thread may make them.

    Args:
        recogniser: makes what recognises when the first page is asked for.
    """

    def __init__(self, store: Store, people: People, library: Library, recogniser: Callable[[], Recogniser]) -> None:
        self._store = store
        self._people = people
        self._library = library
        self._recogniser = recogniser

    @staticmethod
    def available() -> bool:
        """Whether what recognises text is installed."""
        from desktop.workers.recognising import available

        return available()

    def silent_pages(self, work_id: str) -> list[int]:
        """Numbers of the pages of a PDF that hold no text to speak of; none of other formats."""
        reading = self._library.reading(work_id)
        if reading.format != "pdf":
            return []
        return [page.number for page in reading.pages if len("".join(page.text.split())) < _FEW]

    def recognise(
        self,
        work_id: str,
        pages: Sequence[int] | None = None,
        *,
        language: str | None = None,
        progress: StageAdvance | None = None,
        cancelled: Cancelled | None = None,
    ) -> Changes:
        """Read pages of a report by their looks, keep that as a reading of its own, and suggest what it holds.

        What persons have decided stays as it is, with its evidence over the reading that it was found in.

        Args:
            pages: numbers; without them those that hold no text.
            progress: told ("recognising" | "suggesting" | "saving", done, of).

        Raises:
            ReadError: no_recognition, no_access, crashed, timed_out, cancelled.
            RuleError: no_reading: there is no PDF to look at.
        """
        reading = self._library.reading(work_id)
        wanted = self.silent_pages(work_id) if pages is None else sorted(set(pages))
        if not wanted:
            return Changes()
        path = self._library.file_path(work_id, reading.file)
        if path is None or reading.format != "pdf":
            raise RuleError("no_reading", name=work_id, work=work_id)

        def told(done: int, of: int) -> None:
            if progress is not None:
                progress("recognising", done, of)

        password = self._library.password(work_id)
        found = self._recogniser().recognise(
            reading, path, wanted, password=password, progress=told, cancelled=cancelled
        )
        changes = self._store.choose_reading(work_id, found, self._people.machine())
        return changes | self._library.suggest(work_id, language=language, progress=progress, cancelled=cancelled)
