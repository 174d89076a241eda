"""Which record comes before or after another one in the list; right, too, while its lines are still coming."""

from __future__ import annotations

from desktop.ui.queue.record_list import RecordList
from desktop.ui.showing import Showing


class Neighbours:
    """Asks the list; where lines that count may not have come yet, all of them are had first."""

    def __init__(self, records: RecordList, showing: Showing) -> None:
        self._records = records
        self._showing = showing

    def needing(self, current: str | None, *, backwards: bool = False) -> str | None:
        """The next that needs the person, of those the list shows or else of all; wraps around."""
        found = self.next(current, backwards=backwards, needing=True)
        found = found or self._records.needing_id(current, backwards=backwards)
        return found if found != current else None

    def next(self, current: str | None, *, backwards: bool = False, needing: bool = False) -> str | None:
        """The next that the list shows."""
        find = self._records.previous_id if backwards else self._records.next_id
        found = find(current, needing)
        if self._showing.loading.rows_missing and not self._is_near(current, found, backwards=backwards):
            self._showing.loading.finish_rows()
            found = find(current, needing)
        return found

    def activities(self) -> list[str]:
        """Ids of the report's activities in reading order."""
        self._showing.loading.finish_rows()
        return [row.record.id for row in self._records.rows() if row.record.family == "activity"]

    def _is_near(self, current: str | None, found: str | None, *, backwards: bool) -> bool:
        """Whether all lines between the two are here, so that none of them was passed over."""
        here, there = (self._records.row(each) if each is not None else None for each in (current, found))
        if here is None or there is None:
            return False
        first, second = (there.key, here.key) if backwards else (here.key, there.key)
        return self._showing.loading.is_between(first, second)
