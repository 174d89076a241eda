"""What the checks of the report on the desk find: taken in a portion at a time, brought up to date by each write."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from db.model.records import Record

if TYPE_CHECKING:
    from db.model.claims import Acceptance
    from desktop.review.checks import CheckResult, Ledger

States = Mapping[tuple[str, str, str], int]

SUMS = ("sum_holds", "sum_differs")
TOLD = 20  # other checks that fail which are told one by one


class Findings:
    """A ledger, and how many records of each state there are; any thread may use it.

    Whoever loads a report takes records in by `take_in`, long after they were read maybe; the lane of writes brings
    them up to date by `update`. What a write has brought is newer than anything that is still being loaded.

    Args:
        make: makes the ledger when the first records come: a report is shown before anything of it is checked.
    """

    def __init__(self, make: Callable[[], Ledger]) -> None:
        self._make = make
        self._making = threading.Lock()
        self._ledger: Ledger | None = None
        self._lock = threading.Lock()
        self._written: set[str] = set()
        self._state: dict[str, tuple[str, str, str]] = {}
        self._states: Counter[tuple[str, str, str]] = Counter()
        self._records: dict[str, Record] = {}
        self._told: tuple[int, tuple[CheckResult, ...]] | None = None
        self.complete = False

    def take_in(self, records: Iterable[Record]) -> dict[str, bool]:
        """Check records that were loaded.

        Returns:
            Ids of the records about which something else is said now, and whether a check over them fails.
        """
        ledger = self._get_ledger()
        with self._lock:
            fresh = {record.id: record for record in records if record.id not in self._written}
            return self._take(ledger, fresh)

    def update(
        self, changed: Mapping[str, Record | None], acceptances: Sequence[Acceptance] | None = None
    ) -> dict[str, bool]:
        """Check records that a write has changed, None for those that are gone; returns as `take_in`."""
        ledger = self._get_ledger()
        with self._lock:
            self._written.update(changed)
            told = self._take(ledger, changed)
            if acceptances is not None:
                touched = ledger.set_acceptances(acceptances)
                if touched:
                    self._told = None
                    told |= {record: ledger.fails(record) for record in touched}
            return told

    def told(self) -> tuple[CheckResult, ...]:
        """All sums, and the first of what else fails: what the line below the panes tells."""
        return self._tell()[1]

    def of(self, record_id: str) -> tuple[CheckResult, ...]:
        """The results that name a record."""
        with self._lock:
            return self._ledger.of(record_id) if self._ledger is not None else ()

    def fails(self, record_id: str) -> bool:
        """Whether a failing check names a record."""
        with self._lock:
            return self._ledger is not None and self._ledger.fails(record_id)

    def unknown(self, records: Iterable[str]) -> list[str]:
        """Those of these records that were not checked."""
        with self._lock:
            return [record for record in records if record not in self._state]

    def failing_of(self, records: Iterable[str]) -> set[str]:
        """Those of these records that a failing check names."""
        with self._lock:
            return {record for record in records if self._ledger.fails(record)} if self._ledger is not None else set()

    def failing(self) -> int:
        """How many results fail."""
        return self._tell()[0]

    def records(self) -> list[Record]:
        """The whole records that were taken in, in reading order: all of the report once it is `complete`."""
        with self._lock:
            known = list(self._records.values())
        return sorted(known, key=lambda record: (record.order, record.id))

    def states(self) -> States | None:
        """How many records there are by (family, decision, approval); None while not all are taken in."""
        with self._lock:
            return Counter(self._states) if self.complete else None

    def _tell(self) -> tuple[int, tuple[CheckResult, ...]]:
        """How many results fail, and those that are told; looked for once for each state of the checks."""
        with self._lock:
            if self._told is None:
                results = self._ledger.results() if self._ledger is not None else ()
                failing = [result for result in results if result.fails]
                sums = [result for result in results if result.code in SUMS]
                others = (result for result in failing if result.code not in SUMS and result.records)
                self._told = len(failing), (*sums, *islice(others, TOLD))
            return self._told

    def _get_ledger(self) -> Ledger:
        # Beside the other lock: who only wants to know what was found does not wait for imports and queries.
        with self._making:
            if self._ledger is None:
                self._ledger = self._make()
            return self._ledger

    def _take(self, ledger: Ledger, changed: Mapping[str, Record | None]) -> dict[str, bool]:
        for record_id, record in changed.items():
            before = self._state.pop(record_id, None)
            if before is not None:
                self._states[before] -= 1
            if record is None:
                self._records.pop(record_id, None)
            else:
                self._records[record_id] = record
                now = (record.family, record.decision.value, record.approval.value)
                self._state[record_id] = now
                self._states[now] += 1
        touched = ledger.update(changed)
        if touched:
            self._told = None
        return {record: ledger.fails(record) for record in touched}
