"""The records of the report on the desk: those that were looked at are kept, the others are read when somebody asks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, ValuesView
from typing import TYPE_CHECKING

from db.model.records import Record
from desktop.documents.placer import Placer

if TYPE_CHECKING:
    from db.store.lists import Lists

KEPT = 512  # records of a large report that stay in memory


class Records(Mapping[str, Record]):
    """Record ids to records, in reading order. Only the GUI thread may use it.

    Of a small report all are kept. Of a large one a record costs a query of a fraction of a millisecond when it is
    not kept; going through all of them reads all of them, anew.

    Args:
        known: all records of a small report, in reading order; some of a large one.
        complete: whether these are all.
        placer: brings records of other readings into the one that is shown.
    """

    def __init__(
        self,
        lists: Lists,
        work: str,
        known: Iterable[Record],
        *,
        complete: bool,
        placer: Placer | None = None,
    ) -> None:
        self.placer = placer or Placer()
        self._lists = lists
        self._work = work
        self._known = OrderedDict((record.id, self.placer(record)) for record in known)
        self._complete = complete

    def put(self, changed: Mapping[str, Record | None]) -> dict[str, Record | None]:
        """Keep these as they are now, None for those that are gone; returns them as they are shown."""
        came = False
        shown = {key: self.placer(record) if record is not None else None for key, record in changed.items()}
        for record_id, record in shown.items():
            if record is None:
                self._known.pop(record_id, None)
            else:
                came = came or record_id not in self._known
                self._known[record_id] = record
        if self._complete and came:
            ordered = sorted(self._known.values(), key=lambda record: (record.order, record.id))
            self._known = OrderedDict((record.id, record) for record in ordered)
        while not self._complete and len(self._known) > KEPT:
            self._known.popitem(last=False)
        return shown

    def __getitem__(self, record_id: str) -> Record:
        known = self._known.get(record_id)
        if known is not None:
            if not self._complete:
                self._known.move_to_end(record_id)
            return known
        found = next(iter(self._lists.records_of([record_id])), None) if not self._complete else None
        if found is None or found.work != self._work:
            raise KeyError(record_id)
        shown = self.put({record_id: found})[record_id]
        assert shown is not None
        return shown

    def __contains__(self, record_id: object) -> bool:
        if record_id in self._known:
            return True
        if self._complete or not isinstance(record_id, str):
            return False
        return self._lists.place(self._work, record_id) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._known) if self._complete else self._lists.total(self._work)

    def values(self) -> ValuesView[Record]:
        return self._all().values()

    def _all(self) -> Mapping[str, Record]:
        if self._complete:
            return self._known
        return {record.id: self.placer(record) for record in self._lists.records(self._work, -1)}
