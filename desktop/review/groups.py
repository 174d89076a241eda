"""Like values of many records, to be looked at together: which there are, in what order, what confirming them says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from statistics import median
from typing import Literal, TypeAlias

from db.model.batches import Step
from db.model.dataclass import dataclass
from db.model.dates import PartialDate
from db.model.evidence import Evidence
from db.model.form import Family, Form
from db.model.records import FieldChange, Record
from db.model.values import State, Value
from desktop.review.queues import task, unsure

Order: TypeAlias = Literal["value", "odd", "reading"]
ORDERS: tuple[Order, ...] = ("value", "odd", "reading")

# Fields that are seen with another one of the same family, and the one that parts its group: a number of persons is
# compared with numbers of persons, an amount with amounts of the same currency.
_TOGETHER = {
    ("count", "value"): ("value_max", "unit"),
    ("financial_figure", "amount"): ("currency",),
}
_PARTED_BY = {("count", "value"): "unit", ("financial_figure", "amount"): "currency"}
_OWN = "report"  # a report has one record of its own data: nothing is like it


@dataclass(frozen=True)
class Facet:
    """What makes values alike.

    Attributes:
        field: the one that is compared; fields: it and those that are seen with it (its qualifier, its unit).
        part: the value of the field that parts the group, "" where none does.
    """

    family: str
    field: str
    fields: tuple[str, ...]
    part: str = ""


@dataclass(frozen=True)
class Item:
    """One value of a group.

    Attributes:
        fields: the stated ones of the facet's fields, which confirming it confirms.
        evidence: what proves them, the record's where they have none of their own.
        task: what the person must do with the record.
    """

    record: Record
    facet: Facet
    fields: tuple[str, ...]
    evidence: Evidence
    task: Literal["decide", "approve"]

    @property
    def value(self) -> Value:
        """The value that is compared."""
        return self.record.value(self.facet.field)


@dataclass
class Looked:
    """Which fields of decided records a reviewer has confirmed in groups; kept while the project is open.

    A record is approved only once all of its stated fields were: approving has no halves.
    """

    fields: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # by (record, digest)

    def of(self, record: Record) -> Collection[str]:
        """What was looked at of the record as it now stands."""
        return self.fields.get((record.id, record.digest), ())

    def add(self, record: Record, fields: Iterable[str]) -> None:
        """Take notice of these."""
        self.fields.setdefault((record.id, record.digest), set()).update(fields)


def facets(form: Form) -> list[Facet]:
    """The kinds of values a form has, in its order; not yet parted."""
    found = []
    for family in form.families:
        if family.id == _OWN:
            continue
        together = {other for key, others in _TOGETHER.items() if key[0] == family.id for other in others}
        for main in family.fields:
            if not main.retired and main.beside is None and main.id not in together:
                found.append(Facet(family.id, main.id, _seen_with(family, main.id)))
    return found


def groups(
    form: Form, records: Iterable[Record], person: str | None, looked: Looked | None = None
) -> dict[Facet, list[Item]]:
    """All values that wait for this person, by what makes them alike, in the form's order; groups in reading order.

    Left out are values that no passage proves, those a person has answered, and records that somebody has returned.
    """
    looked = looked or Looked()
    by_family: dict[str, list[Facet]] = {}
    for facet in facets(form):
        by_family.setdefault(facet.family, []).append(facet)
    parts: dict[Facet, dict[str, list[Item]]] = {facet: {} for known in by_family.values() for facet in known}
    for record in records:
        wanted = task(record, person)
        if wanted not in ("decide", "approve"):
            continue
        for facet in by_family.get(record.family, ()):
            parting = _PARTED_BY.get((facet.family, facet.field))
            part = str(record.value(parting) or "") if parting else ""
            alike = replace(facet, part=part) if part else facet
            item = _item(record, alike, "decide" if wanted == "decide" else "approve", looked)
            if item is not None:
                parts[facet].setdefault(part, []).append(item)
    return {
        found[0].facet: found
        for by_part in parts.values()
        for _, found in sorted(by_part.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    }


def ordered(items: Sequence[Item], order: Order) -> list[Item]:
    """The items so that odd ones show: by value, the unsure and then the oddest first, or as the report has them."""
    reading = sorted(items, key=lambda item: (item.record.order, item.record.id))
    if order == "value":
        return sorted(reading, key=lambda item: _sortable(item.value))
    if order == "odd":
        oddness = _oddness([item.value for item in reading])
        ranked = [
            (not any(name in unsure(item.record) for name in item.fields), -odd, item)
            for odd, item in zip(oddness, reading, strict=True)
        ]
        return [item for _, _, item in sorted(ranked, key=lambda rank: rank[:2])]
    return reading


def confirming(items: Iterable[Item], looked: Looked) -> list[Step]:
    """What saying yes to these values does: checks by a clerk, approvals by a reviewer who has seen all of a record."""
    steps = []
    for item in items:
        record = item.record
        if item.task == "decide":
            seen = {key: FieldChange(record.current[key].state, record.current[key].value) for key in item.fields}
            steps.append(Step("check", record.id, record.digest, seen))
            continue
        looked.add(record, item.fields)
        if stated(record) <= set(looked.of(record)):
            steps.append(Step("approve", record.id, record.digest))
    return steps


def settled_by(items: Iterable[Item], looked: Looked) -> int:
    """How many records would be confirmed or approved as a whole by it."""
    return sum(not left(item, looked) for item in items)


def left(item: Item, looked: Looked) -> frozenset[str]:
    """The stated fields of the item's record that would still wait for a look."""
    record = item.record
    if item.task == "approve":
        done = set(looked.of(record))
    else:
        done = {key for key, entry in record.current.items() if entry.source == "person"}
    return stated(record) - done - set(item.fields)


def stated(record: Record) -> frozenset[str]:
    """The fields that have a value."""
    return frozenset(key for key, entry in record.current.items() if entry.state is State.STATED)


def _seen_with(family: Family, main: str) -> tuple[str, ...]:
    """A field and those that are seen with it, each once."""
    names = [main, *_TOGETHER.get((family.id, main), ())]
    beside = [each.id for each in family.fields if each.beside in names and not each.retired]
    return tuple(dict.fromkeys([*names, *beside]))


def _item(record: Record, facet: Facet, wanted: Literal["decide", "approve"], looked: Looked) -> Item | None:
    answers = {key: entry for key in facet.fields if (entry := record.current.get(key)) and entry.value is not None}
    if not answers:
        return None
    if wanted == "decide" and all(entry.source == "person" for entry in answers.values()):
        return None
    if wanted == "approve" and answers.keys() <= set(looked.of(record)):
        return None
    own = tuple(dict.fromkeys(span for entry in answers.values() for span in entry.evidence))
    # A cell is read with its row's label and its column's header, which prove the record as a whole.
    around = tuple(span for span in record.evidence if span.role in ("label", "header") and span not in own)
    evidence = (*own, *around) if own else record.evidence
    return Item(record, facet, tuple(answers), evidence, wanted) if evidence else None


def _sortable(value: Value) -> tuple[int, object]:
    if isinstance(value, Decimal):
        return 0, value
    if isinstance(value, PartialDate):
        return 1, value.first_day()
    if isinstance(value, tuple):
        return 2, ", ".join(value).casefold()
    return 3, str(value or "").casefold()


def _oddness(values: Sequence[Value]) -> Iterator[float]:
    """How far each is from the others: numbers in magnitude, dates in time, words by how rare they are."""
    numbers = [_magnitude(value) for value in values]
    known = [number for number in numbers if number is not None]
    middle = median(known) if known else 0.0
    often: Mapping[object, int] = Counter(_sortable(value) for value in values)
    for value, number in zip(values, numbers, strict=True):
        yield abs(number - middle) if number is not None else 1.0 / often[_sortable(value)]


def _magnitude(value: Value) -> float | None:
    if isinstance(value, Decimal):
        # Powers of ten from one; what is negative is odd among amounts that are not.
        return math.copysign(math.log10(1 + abs(float(value))), float(value))
    if isinstance(value, PartialDate):
        year, month, day = value.first_day()
        return year + (month - 1) / 12 + (day - 1) / 366
    return None
