"""All rows of a report in reading order, with the numbers that the filters show; a change costs what changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from desktop.ui.queue.row import Key, Row

NEEDS_ME, FAILING, UNSURE = "needs_me", "failing", "unsure"
REPEATS = "repeats"  # rows that say again what another one of the list says


class RowBook:
    """Keeps rows by id and their places sorted."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._rows: dict[str, Row] = {}
        self._keys: list[Key] = []
        self._needing: list[Key] = []
        self._counts: Counter[str] = Counter()
        self._same: dict[str, dict[str, None]] = {}  # what all say again, to those who say it, itself among them

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, record: str) -> bool:
        return record in self._rows

    # -- taking in

    def set(self, rows: Sequence[Row]) -> None:
        """Begin anew with these."""
        self._clear()
        self.add(rows)

    def add(self, rows: Sequence[Row]) -> None:
        """Take in many at once; what is there already is brought up to date."""
        fresh = [row for row in rows if row.record.id not in self._rows]
        for row in rows:
            if row.record.id in self._rows:
                self.put(row)
        for row in fresh:
            self._rows[row.record.id] = row
            self._count(row, 1)
        # Two sorted runs: sorting them costs hardly more than looking at each once.
        keys = sorted(row.key for row in fresh)
        self._keys += keys
        self._keys.sort()
        needing = [key for key in keys if self._rows[key[2]].task is not None]
        if needing:
            self._needing += needing
            self._needing.sort()

    def put(self, row: Row) -> Row | None:
        """Take in one that came or changed; returns what it was before."""
        before = self._rows.get(row.record.id)
        if before is not None and before.key == row.key and (before.task is None) == (row.task is None):
            self._count(before, -1)
        else:
            self.drop(row.record.id)
            _insert(self._keys, row.key)
            if row.task is not None:
                _insert(self._needing, row.key)
        self._rows[row.record.id] = row
        self._count(row, 1)
        return before

    def drop(self, record: str) -> Row | None:
        """Take one out; returns what it was."""
        row = self._rows.pop(record, None)
        if row is not None:
            self._count(row, -1)
            _remove(self._keys, row.key)
            if row.task is not None:
                _remove(self._needing, row.key)
        return row

    # -- telling

    def get(self, record: str) -> Row | None:
        """The row of a record."""
        return self._rows.get(record)

    def rows(self) -> list[Row]:
        """All rows in reading order."""
        return [self._rows[key[2]] for key in self._keys]

    def all(self) -> Collection[Row]:
        """All rows, in no order."""
        return self._rows.values()

    def counts(self) -> Mapping[str, int]:
        """How many need the person, fail, are unsure, repeat; how many are of each family."""
        return self._counts

    def needing(self, after: Key | None, *, backwards: bool = False) -> Iterator[Row]:
        """The rows that need the person, from a place on and then round to it; it is not among them."""
        keys = self._needing
        if after is None:
            order: list[range] = [range(len(keys))[:: -1 if backwards else 1]]
        elif backwards:
            order = [
                range(bisect_left(keys, after) - 1, -1, -1),
                range(len(keys) - 1, bisect_right(keys, after) - 1, -1),
            ]
        else:
            order = [range(bisect_right(keys, after), len(keys)), range(bisect_left(keys, after))]
        for places in order:
            for place in places:
                yield self._rows[keys[place][2]]

    def saying(self, row: Row) -> Collection[str]:
        """Ids of the rows that say the same as this one, itself among them."""
        return self._same.get(row.record.repeat_of or row.record.id, {row.record.id: None})

    def repeats(self, row: Row) -> int:
        """How many others say the same."""
        return max(row.repeats, len(self.saying(row)) - 1)

    # -- within

    def _count(self, row: Row, by: int) -> None:
        counts, record = self._counts, row.record
        counts[record.family] += by
        if row.task is not None:
            counts[NEEDS_ME] += by
        if row.failing:
            counts[FAILING] += by
        if row.unsure:
            counts[UNSURE] += by
        root = record.repeat_of
        if root is not None:
            counts[REPEATS] += by
        same = self._same.setdefault(root or record.id, {})
        if by > 0:
            same[record.id] = None
        else:
            same.pop(record.id, None)
            if not same:
                del self._same[root or record.id]


def place_of(keys: Sequence[Key], key: Key) -> int | None:
    """Where a key stands among sorted ones; None where it does not."""
    place = bisect_left(keys, key)
    return place if place < len(keys) and keys[place] == key else None


def _insert(keys: list[Key], key: Key) -> None:
    keys.insert(bisect_left(keys, key), key)


def _remove(keys: list[Key], key: Key) -> None:
    place = place_of(keys, key)
    if place is not None:
        del keys[place]
