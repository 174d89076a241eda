"""Health of the pages of a project's reports: judged once, in a process of its own, and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from db.model.readings import Reading
from db.store import Store
from desktop.services.library import Library

if TYPE_CHECKING:
    from desktop.documents.health import Health

Told: TypeAlias = "Callable[[Health], None]"
Cancelled = Callable[[], bool]


class Examiner(Protocol):
    """What judges pages; `desktop.workers.examining.ExaminingWorker` is one."""

    def examine(
        self,
        reading: Reading,
        path: Path | None,
        *,
        password: str | None = None,
        told: Told | None = None,
        cancelled: Cancelled | None = None,
    ) -> list[Health]: ...

    def close(self) -> None: ...


class PageHealth:
    """Judges and remembers. All calls block, any thread may make them.

    Args:
        examiner: makes the examiner when the first page is judged.
    """

    def __init__(self, store: Store, library: Library, examiner: Callable[[], Examiner]) -> None:
        self._store = store
        self._library = library
        self._examiner = examiner

    def unjudged(self) -> list[str]:
        """Ids of reports with pages that were not judged; none where the project is read only."""
        return [] if self._store.database.read_only else self._store.pages.unjudged()

    def pages(self, work_id: str) -> Mapping[int, Health]:
        """Page number to judgement, of the pages of a report that were judged."""
        reading = self._library.work(work_id).reading
        if reading is None:
            return {}
        from desktop.documents.health import Health, known

        found = {}
        for page, (verdict, figures) in self._store.pages.health(reading).items():
            if known(verdict):
                found[page] = Health(page, verdict, figures)
        return found

    def judge(self, work_id: str, *, told: Told | None = None, cancelled: Cancelled | None = None) -> list[Health]:
        """Judge all pages of a report and keep what was found.

        Args:
            told: called in this thread with each judgement as it comes.

        Raises:
            ReadError: crashed, timed_out, cancelled, or an encrypted file's password is not at hand.
            RuleError: no_reading.
        """
        reading = self._library.reading(work_id)
        path = self._library.file_path(work_id, reading.file) if reading.format == "pdf" else None
        password = self._library.password(work_id)
        found = self._examiner().examine(reading, path, password=password, told=told, cancelled=cancelled)
        judged = [(health.page, health.verdict, health.parameters) for health in found]
        self._store.pages.keep_health(self._library.work(work_id).reading or reading.id, judged)
        return found
