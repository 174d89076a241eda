"""Which table figures stand in one statement: one column of one table, found again where a record changes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from typing import TypeAlias

from db.model.dataclass import dataclass
from db.model.form import Check
from db.model.records import Record
from desktop.review.rules import Change, Ordered, Place, place

REST = "other"
_FAR = 3000  # code points of one page between two lines of one statement, at most
_LINES = 300  # of one statement, at most

Column: TypeAlias = tuple[Decimal | None, str]


@dataclass
class Statement:
    """The figures of one statement: one column of one table.

    Attributes:
        items: item to its records in reading order.
        places: where it begins and ends.
    """

    column: Column
    items: dict[str, list[Record]] = field(default_factory=dict)
    first: Place = ((0, 0), "")
    last: Place = ((0, 0), "")
    lines: int = 0

    def add(self, item: str, record: Record) -> None:
        """Take in the next line."""
        self.items.setdefault(item, []).append(record)
        self.last = place(record)
        if not self.lines:
            self.first = self.last
        self.lines += 1


class Segments:
    """All statements of a report, by column and the place where they begin.

    In reading order a new statement begins where a total comes again, where a part comes again after its total, and
    where nothing of the statement stood on the page before. So where a record changes, nothing before the statement
    that stands in front of it can change, and nothing behind the first statement that begins where one began before.

    Args:
        sums: checks with the parameters total, plus, minus and rest.
    """

    def __init__(self, sums: Sequence[Check]) -> None:
        self._totals_of: dict[str, set[str]] = {}
        self._items: set[str] = set()
        for check in sums:
            total = str(check.parameters["total"])
            parts = [*check.parameters.get("plus", ()), *check.parameters.get("minus", ())]
            for part in parts:
                self._totals_of.setdefault(part, set()).add(total)
            self._items.update((total, *parts, str(check.parameters.get("rest", REST))))
        self._totals = {total for group in self._totals_of.values() for total in group}
        self._lines: dict[Column, Ordered] = {}
        self._starts: dict[Column, list[Place]] = {}
        self._column_of: dict[str, Column] = {}
        self.statements: dict[tuple[Column, Place], Statement] = {}

    def update(self, changed: Iterable[Change]) -> Mapping[tuple[Column, Place], Statement | None]:
        """Take in what changed; returns the statements that are new or other than before, None for those gone."""
        touched: dict[Column, list[Place]] = {}
        for old, new in changed:
            if old is not None:
                before = self._column_of.pop(old.id, None)
                if before is not None:
                    self._lines[before].drop(old)
                    touched.setdefault(before, []).append(place(old))
            after = self._column(new) if new is not None else None
            if new is not None and after is not None:
                self._column_of[new.id] = after
                self._lines.setdefault(after, Ordered()).put(new)
                touched.setdefault(after, []).append(place(new))
        found: dict[tuple[Column, Place], Statement | None] = {}
        for column, places in touched.items():
            self._again(column, sorted(places), found)
        return found

    def _column(self, record: Record) -> Column | None:
        """The year and currency of an exact table figure that may be a line of a statement, None of others."""
        if record.value("source") != "table" or record.value("item") not in self._items:
            return None
        currency, year = record.value("currency"), record.value("fiscal_year")
        if not isinstance(record.value("amount"), Decimal) or record.value("qualifier") not in (None, "exact"):
            return None
        if not isinstance(currency, str):
            return None
        return (year if isinstance(year, Decimal) else None), currency

    def _again(
        self, column: Column, places: Sequence[Place], found: dict[tuple[Column, Place], Statement | None]
    ) -> None:
        """Part the lines of a column anew around each of these places, which are in order."""
        lines, starts = self._lines[column], self._starts.setdefault(column, [])
        done: Place | None = None
        for number, each in enumerate(places):
            if number and (done is None or each < done):
                continue  # the last pass went over it, and over the changes there
            low = max(bisect_left(starts, each) - 1, 0)
            before = starts[low] if starts and starts[low] < each else None
            made: list[Statement] = []
            done = None
            for index in range(lines.index(before) if before else 0, len(lines)):
                record = lines.at(index)
                item = str(record.value("item"))
                if not made or self._parts(made[-1], item, record):
                    here = place(record)
                    known = bisect_left(starts, here)
                    if here > each and known < len(starts) and starts[known] == here:
                        done = here
                        break
                    made.append(Statement(column))
                made[-1].add(item, record)
            high = bisect_left(starts, done) if done is not None else len(starts)
            for gone in starts[low:high]:
                del self.statements[column, gone]
                found[column, gone] = None
            starts[low:high] = [statement.first for statement in made]
            for statement in made:
                self.statements[column, statement.first] = found[column, statement.first] = statement

    def _parts(self, statement: Statement, item: str, record: Record) -> bool:
        """Whether this line begins a new statement."""
        if statement.lines >= _LINES or _far(statement.last[0], record.order):
            return True
        if item not in statement.items:
            return False
        return item in self._totals or any(total in statement.items for total in self._totals_of.get(item, ()))


def _far(last: tuple[int, int], now: tuple[int, int]) -> bool:
    """Whether two places (page, offset) are too far from each other for one statement."""
    pages = now[0] - last[0]
    return pages > 1 or (pages == 0 and now[1] - last[1] > _FAR)
