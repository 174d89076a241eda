"""Records where they stand in the reading that is shown first of their report."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from desktop.documents.placer import Placer

if TYPE_CHECKING:
    from db.model.records import Record
    from db.store import Store
    from desktop.services.library import Library

KEPT = 4  # reports whose records' places are kept


class Shown:
    """Places records; what was found is kept, so that everybody who asks gets the same and waits for it once.

    Any thread may ask.
    """

    def __init__(self, store: Store, library: Library) -> None:
        self._store = store
        self._library = library
        self._placers: dict[str, tuple[str, Placer]] = {}
        self._lock = threading.Lock()

    def placer(self, work_id: str) -> Placer:
        """What brings records of a report into the reading that is shown."""
        reading_id = self._store.work(work_id).reading
        if reading_id is None:
            return Placer()
        with self._lock:
            known = self._placers.get(work_id)
            if known is not None and known[0] == reading_id:
                return known[1]
        placer = Placer(self._library.reading(work_id), reading_id, self._library.other_reading)
        with self._lock:
            meanwhile = self._placers.get(work_id)
            if meanwhile is not None and meanwhile[0] == reading_id:
                return meanwhile[1]
            self._placers[work_id] = (reading_id, placer)
            while len(self._placers) > KEPT:
                del self._placers[next(iter(self._placers))]
        return placer

    def records(self, work_id: str) -> list[Record]:
        """All records of a report in reading order; what is not found in the reading that is shown has no evidence."""
        records = self._store.records(work=work_id)
        if not records or not self._store.lists.strays(work_id):
            return records
        return list(map(self.placer(work_id), records))

    def all_records(self) -> list[Record]:
        """The records of all reports, report by report."""
        return [record for work in self._store.works() for record in self.records(work.id)]
