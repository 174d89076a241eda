"""How a kind of check runs over a report: over each record alone, over groups that belong together, or its own way."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias

from db.model.dataclass import dataclass
from db.model.form import Check, Form
from db.model.records import Record
from desktop.review.results import CheckResult
from desktop.review.told import Told

# A record as it was and as it is; None where it was not there or is gone (or rejected, which is the same here).
Change: TypeAlias = tuple[Record | None, Record | None]
Place: TypeAlias = tuple[tuple[int, int], str]


@dataclass(frozen=True)
class Surroundings:
    """What a check may know besides the records it compares.

    Attributes:
        own: the report's record about itself.
        language: code of the report's language, None where it is not known.
        told: what the report says around its records, None where its text is not at hand.
    """

    form: Form
    own: Record | None = None
    language: str | None = None
    told: Told | None = None


class Rule(Protocol):
    """One check of the form, at work on one report; it remembers what it has seen.

    Attributes:
        reads_report: whether its results hang on the report's own record and language too.
    """

    reads_report: bool

    def update(self, changed: Sequence[Change], surroundings: Surroundings) -> Mapping[Hashable, Sequence[CheckResult]]:
        """Take in what changed.

        Args:
            changed: records of the check's families that say something else than before. What was decided about a
                record is nothing that a rule may read, but for rejected ones, which are not there.

        Returns:
            Under each key whose results may differ now all of its results, none where there are none any more.
        """
        ...


def place(record: Record) -> Place:
    """What sorts records in reading order."""
    return record.order, record.id


Single: TypeAlias = Callable[[Surroundings, Check, Record], Iterator[CheckResult]]


class EachRecord:
    """A rule over one record at a time."""

    def __init__(self, check: Check, rule: Single, *, reads_report: bool = False) -> None:
        self._check = check
        self._rule = rule
        self.reads_report = reads_report

    def update(self, changed: Sequence[Change], surroundings: Surroundings) -> Mapping[Hashable, Sequence[CheckResult]]:
        """Look at the changed records again."""
        found: dict[Hashable, Sequence[CheckResult]] = {}
        for old, new in changed:
            if new is not None:
                found[new.id] = tuple(self._rule(surroundings, self._check, new))
            elif old is not None:
                found[old.id] = ()
        return found


class Ordered:
    """Records in reading order; coming and going costs next to nothing, however many there are."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._records: dict[str, Record] = {}

    def __len__(self) -> int:
        return len(self._places)

    def put(self, record: Record) -> None:
        """Add it, or put it in the place of what had its id."""
        known = self._records.get(record.id)
        if known is not None:
            if known.order == record.order:
                self._records[record.id] = record
                return
            self.drop(known)
        insort(self._places, place(record))
        self._records[record.id] = record

    def drop(self, record: Record) -> None:
        """Take it out, if it is there."""
        known = self._records.pop(record.id, None)
        if known is not None:
            del self._places[bisect_left(self._places, place(known))]

    def index(self, where: Place) -> int:
        """How many stand before this place."""
        return bisect_left(self._places, where)

    def at(self, index: int) -> Record:
        """The record at this index."""
        return self._records[self._places[index][1]]

    def __iter__(self) -> Iterator[Record]:
        return (self._records[key] for _, key in self._places)


Grouped: TypeAlias = Callable[[Surroundings, Check, Sequence[Record]], Iterator[CheckResult]]


class EachGroup:
    """A rule over groups of records; of the groups only those are looked at again that a change touched.

    Args:
        key: the group of a record, None where it is in none.
        most: of groups with more records nothing is said: no statement, note or page has so many.
    """

    reads_report = False

    def __init__(
        self, check: Check, key: Callable[[Record], Hashable | None], rule: Grouped, *, most: int = 400
    ) -> None:
        self._check = check
        self._most = most
        self._key = key
        self._rule = rule
        self._groups: dict[Hashable, Ordered] = {}
        self._key_of: dict[str, Hashable] = {}

    def update(self, changed: Sequence[Change], surroundings: Surroundings) -> Mapping[Hashable, Sequence[CheckResult]]:
        """Look at the groups again that the records left or came to."""
        touched: dict[Hashable, None] = {}
        for old, new in changed:
            if old is not None:
                before = self._key_of.pop(old.id, None)
                if before is not None:
                    self._groups[before].drop(old)
                    touched[before] = None
            if new is not None:
                after = self._key(new)
                if after is not None:
                    self._key_of[new.id] = after
                    self._groups.setdefault(after, Ordered()).put(new)
                    touched[after] = None
        found: dict[Hashable, Sequence[CheckResult]] = {}
        for each in touched:
            group = self._groups[each]
            fits = 0 < len(group) <= self._most
            found[each] = tuple(self._rule(surroundings, self._check, list(group))) if fits else ()
            if not len(group):
                del self._groups[each]
        return found
