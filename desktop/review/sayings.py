"""Where a report says a fact again: what one decision can settle, and where the report contradicts itself."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal

from db.model.dataclass import dataclass
from db.model.dates import PartialDate
from db.model.form import Form
from db.model.records import Decision, Record
from db.model.values import FieldType, Value
from desktop.documents.folding import fold

# What is worded otherwise every time, and no contradiction.
_WORDED = frozenset({FieldType.TEXT, FieldType.TEXTS, FieldType.LINK})
_FIGURES = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.DATE})
# Small numbers are equal by chance, and so are round amounts of few digits.
_SMALLEST = 10
_DIGITS = 3


@dataclass(frozen=True)
class Saying:
    """Another record that says the same fact.

    Attributes:
        differing: fields in which both say something, and not the same; none where they agree.
        contradicts: whether one of them is a figure or a date.
    """

    record: Record
    differing: tuple[str, ...] = ()
    contradicts: bool = False

    @property
    def agrees(self) -> bool:
        """Whether one decision can settle both."""
        return not self.differing


class Sayings:
    """Knows of each record of a report where its fact is said again; a change costs what it touches."""

    def __init__(self, form: Form, records: Iterable[Record] = ()) -> None:
        self._types = {family.id: {field.id: field.type for field in family.fields} for family in form.families}
        self._records: dict[str, Record] = {}
        self._keys: dict[str, tuple[Hashable, ...]] = {}  # of each record
        self._sharing: dict[Hashable, dict[str, None]] = {}  # key to the records that have it
        for record in records:
            self._put(record)

    def update(self, changed: Mapping[str, Record | None]) -> None:
        """Take notice of records that changed, came, or went (None)."""
        for name, record in changed.items():
            for key in self._keys.pop(name, ()):
                self._sharing[key].pop(name, None)
                if not self._sharing[key]:
                    del self._sharing[key]
            self._records.pop(name, None)
            if record is not None:
                self._put(record)

    def of(self, record_id: str) -> tuple[Saying, ...]:
        """The other records that say this one's fact, in reading order; rejected ones say nothing."""
        record = self._records.get(record_id)
        if record is None:
            return ()
        others = [self._records[name] for name in self._others(record_id)]
        found = [self._compare(record, other) for other in others if other.decision is not Decision.REJECTED]
        return tuple(sorted(found, key=lambda saying: (saying.record.order, saying.record.id)))

    def group(self, record_id: str) -> str:
        """The same id for all records that say one fact: that of the first in the report."""
        names = [record_id, *self._others(record_id)]
        return min(names, key=lambda name: (self._records[name].order, name)) if len(names) > 1 else record_id

    def _put(self, record: Record) -> None:
        keys = _keys(record)
        self._records[record.id], self._keys[record.id] = record, keys
        for key in keys:
            self._sharing.setdefault(key, {})[record.id] = None

    def _others(self, record_id: str) -> list[str]:
        """All that share a key with it, directly or by way of others."""
        seen, waiting = {record_id}, [record_id]
        while waiting:
            for key in self._keys.get(waiting.pop(), ()):
                for name in self._sharing[key]:
                    if name not in seen:
                        seen.add(name)
                        waiting.append(name)
        seen.discard(record_id)
        return list(seen)

    def _compare(self, record: Record, other: Record) -> Saying:
        types = self._types.get(record.family, {})
        differing = []
        for field, entry in record.current.items():
            theirs = other.value(field)
            if entry.value is None or theirs is None or types.get(field) in _WORDED:
                continue
            if not _compatible(entry.value, theirs):
                differing.append(field)
        return Saying(other, tuple(differing), any(types.get(field) in _FIGURES for field in differing))


def _keys(record: Record) -> tuple[Hashable, ...]:
    """What records of one fact share: the first one's id, and figures too telling to be equal by chance."""
    keys: list[Hashable] = [("first", record.repeat_of or record.id)]
    if record.decision is Decision.REJECTED:
        return tuple(keys)
    value = record.value
    if record.family == "count":
        number, noun = value("value"), value("noun")
        if isinstance(number, Decimal) and isinstance(noun, str) and (number >= _SMALLEST or value("women")):
            keys.append(("count", number, value("value_max"), value("unit"), _folded(noun), value("women")))
    elif record.family == "financial_figure":
        amount = value("amount")
        if isinstance(amount, Decimal) and len(str(abs(amount)).replace(".", "").strip("0")) >= _DIGITS:
            same = tuple(value(name) for name in ("currency", "item", "party_country", "fiscal_year", "as_of"))
            keys.append(("money", amount, *same, _folded(value("party"))))
    elif record.family == "activity":
        title, start = value("title"), value("start")
        if isinstance(title, str) and start is not None:
            keys.append(("activity", _folded(title), start, value("participants")))
    return tuple(keys)


def _folded(text: Value) -> str:
    return fold(text).text if isinstance(text, str) else ""


def _compatible(first: Value, second: Value) -> bool:
    """Whether both can be true: equal, or one merely less exact than the other."""
    if isinstance(first, PartialDate) and isinstance(second, PartialDate):
        return str(first).startswith(str(second)) or str(second).startswith(str(first))
    if isinstance(first, tuple) and isinstance(second, tuple):
        return set(first) <= set(second) or set(second) <= set(first)
    return first == second
