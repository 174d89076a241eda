"""Lines: records as lists show them, by the thousand; whatever else there is to a record is in the Record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from db.model.records import Approval, Decision, Record
from db.model.values import FieldType, Value, from_json

DOUBT = 0.75  # a machine's answer that is less sure than this is unsure

Columns = tuple[tuple[str, FieldType], ...]
_LISTS = (FieldType.TEXTS, FieldType.COUNTRIES)


class Decided(Protocol):
    """What tells who must still do something with a record; Record and Line are both."""

    @property
    def decision(self) -> Decision: ...
    @property
    def approval(self) -> Approval: ...
    @property
    def approved_by(self) -> str | None: ...
    @property
    def deciders(self) -> frozenset[str]: ...


class Line(NamedTuple):
    """A record in a list.

    Attributes:
        order: place in the report, as a Record's; place: where its value stands, (page, offset), the order without one.
        doubtful: an answer in force is a machine's and less sure than DOUBT; decisions are not looked at.
        columns, said: fields and what the project's tables hold of them, read by `values`.
    """

    id: str
    family: str
    order: tuple[int, int]
    decision: Decision
    approval: Approval
    approved_by: str | None
    deciders: frozenset[str]
    repeat_of: str | None
    doubtful: bool
    place: tuple[int, int]
    columns: Columns
    said: tuple[Any, ...]

    def values(self) -> dict[str, Value]:
        """Field id to value, of the fields that were asked for."""
        made = {}
        for (field, kind), data in zip(self.columns, self.said, strict=True):
            if data is not None:
                made[field] = from_json(kind, json.loads(data) if kind in _LISTS else str(data))
        return made


def place_of(record: Record) -> tuple[int, int]:
    """Where a record's value stands: its first span that shows the value, or its first span, or its order."""
    span = next((span for span in record.evidence if span.role == "value"), next(iter(record.evidence), None))
    return (span.page, span.start) if span is not None else record.order


def page_of(record: Record | Line) -> int:
    """The page on which a record begins in the reading that its evidence is of; 0 where it has none there."""
    if isinstance(record, Line):
        return record.place[0]
    spans = record.evidence or [span for entry in record.current.values() for span in entry.evidence]
    return min((span.page for span in spans), default=0)


def values_of(record: Record | Line) -> Mapping[str, Value]:
    """Field id to value in force."""
    if isinstance(record, Line):
        return record.values()
    return {field: entry.value for field, entry in record.current.items()}


class Counts(NamedTuple):
    """Numbers of a report's records, its own record among them.

    Attributes:
        states: (family, decision, approval) to how many; needing: those that need the person; unsure: undecided ones
            that are doubtful.
    """

    states: Mapping[tuple[str, str, str], int]
    needing: int
    unsure: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.states.values())


def in_order(lines: Iterable[Line]) -> list[Line]:
    """In reading order."""
    return sorted(lines, key=lambda line: (line.order, line.id))
