"""Searching all reports of a project: words kept beside their pages, hits with what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from db.model.dataclass import dataclass

if TYPE_CHECKING:
    from db.store import Store
    from desktop.documents.searching import Hit, Query


@dataclass(frozen=True)
class ProjectHit:
    """One place in one report; before, at and after are parts of its page's text, on one line."""

    work: str
    hit: Hit
    before: str
    at: str
    after: str


@dataclass(frozen=True)
class Found:
    """Some hits, and where to go on.

    Attributes:
        hits: in the order of the reports, then of the text.
        after: give it to the next call; None where there is nothing more.
    """

    hits: tuple[ProjectHit, ...] = ()
    after: int | None = None


class Searching:
    """Searches. All calls block, any thread may make them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def prepare(self, cancelled: Callable[[], bool] = lambda: False) -> None:
        """Mend the index, keep the words of reports that have none yet; nothing where the project is read only."""
        if self._store.database.read_only:
            return
        from desktop.documents.searching import level

        self._store.pages.mend_index()
        for reading_id in self._store.pages.unindexed():
            if cancelled():
                return
            words = [level(text) for _, text in self._store.pages.texts(reading_id)]
            self._store.pages.index(reading_id, words, cancelled)

    def search(
        self,
        typed: str,
        *,
        after: int = 0,
        pages: int = 40,
        work: str | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Found:
        """Places of what was typed, of some pages more.

        Args:
            after: where an earlier call ended.
            pages: how many pages to look at before it ends; more where they held nothing.
            work: only in this report.
        """
        from desktop.documents.searching import Hit, Query, context, find

        query = Query.of(typed)
        if not query.levelled:
            return Found()
        hits: list[ProjectHit] = []
        missing = self._missing()
        while not cancelled():
            some = self._store.pages.search(query.levelled, pages, after=after, work=work)
            for _, work_id, page, text, words in some:
                # Of a report whose words are being kept just now, all pages are looked through below.
                for start, end in find(text, query, words) if work_id not in missing else ():
                    hits.append(ProjectHit(work_id, Hit(page, start, end), *context(text, start, end)))
            after = some[-1][0] if some else after
            if len(some) < pages:
                return Found((*hits, *self._look_through(query, missing, work, cancelled)))
            if hits:
                return Found(tuple(hits), after)
        return Found(tuple(hits), after)

    def _look_through(
        self, query: Query, missing: Mapping[str, str], work: str | None, cancelled: Callable[[], bool]
    ) -> Iterator[ProjectHit]:
        """Places in reports whose words are not kept (yet, or because nothing can be written), page by page."""
        from desktop.documents.searching import Hit, context, find

        for work_id, reading in missing.items():
            if work is not None and work_id != work:
                continue
            for number, text in self._store.pages.texts(reading):
                if cancelled():
                    return
                for start, end in find(text, query):
                    yield ProjectHit(work_id, Hit(number, start, end), *context(text, start, end))

    def _missing(self) -> dict[str, str]:
        """Work to reading, of the reports whose words are not all kept."""
        unindexed = set(self._store.pages.unindexed())
        works = self._store.works() if unindexed else []
        return {each.id: each.reading for each in works if each.reading is not None and each.reading in unindexed}
