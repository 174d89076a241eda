"""Which cell of a statement is wrong, judged by the sums it stands in, its passage, and how such mistakes look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from db.model.dataclass import dataclass
from db.model.records import Record
from db.model.values import to_json
from desktop.review import passages

_FACTORS = tuple(Decimal(10) ** power for power in (3, -3, 6, -6, 1, -1, 2, -2))


@dataclass(frozen=True)
class Equation:
    """A sum as an equation: the weighted amounts of its records make nothing.

    Attributes:
        weights: record id to weight: 1 for the total, -1 or 1 for the parts.
    """

    check: str
    records: tuple[Record, ...]
    weights: Mapping[str, int]
    tolerance: Decimal = Decimal(0)

    def rest(self) -> Decimal:
        """What is left over: the stated total less the sum of the parts."""
        return sum((amount(record) * self.weights[record.id] for record in self.records), Decimal(0))

    def holds(self, change: Decimal = Decimal(0)) -> bool:
        """Whether nothing is left over, also where what is left changes by this."""
        return abs(self.rest() + change) <= self.tolerance


Sort = Literal["passage", "sums", "stray", "sign", "factor", "digit"]
# How a mistake looks is no proof: where one cell lost a sign or a digit and another could have, both are named.
_RANK: Mapping[Sort, int] = {"passage": 0, "sums": 1, "stray": 2, "sign": 3, "factor": 3, "digit": 3}


@dataclass(frozen=True)
class Mending:
    """One cell that, changed to `value`, makes all sums hold that it stands in.

    Attributes:
        sort: why it is this cell: its passage says so, it alone mends two sums, the sum holds without it where its
            item has other lines, or the mistake looks like one.
    """

    record: Record
    value: Decimal
    sort: Sort


def mendings(broken: Equation, all_sums: Sequence[Equation], language: str | None) -> list[Mending]:
    """The cells that may be wrong, the likeliest kind of mistake alone.

    Args:
        broken: an equation that does not hold; all_sums: all equations of the statement.

    Returns:
        Nothing where any cell could be; several where the same can be said of each.
    """
    found: list[Mending] = []
    for record in broken.records:
        change = -broken.rest() / broken.weights[record.id]
        value = amount(record) + change
        others = [each for each in all_sums if record.id in each.weights and each is not broken]
        if not all(each.holds(change * each.weights[record.id]) for each in others):
            continue
        sort: Sort | None
        twice = sum(other.value("item") == record.value("item") for other in broken.records) > 1
        sort = "stray" if twice and not value else _sort(record, value, any(not e.holds() for e in others), language)
        if sort is not None:
            found.append(Mending(record, value, sort))
    best = min((_RANK[each.sort] for each in found), default=None)
    return [each for each in found if _RANK[each.sort] == best]


def _sort(record: Record, value: Decimal, mends_more: bool, language: str | None) -> Sort | None:
    before = amount(record)
    if value and says(record, value, language):
        return "passage"
    if mends_more:
        return "sums"
    if value == -before:
        return "sign"
    if before and any(value == before * factor for factor in _FACTORS):
        return "factor"
    return "digit" if one_slip(before, value) else None


def says(record: Record, value: Decimal, language: str | None) -> bool:
    """Whether the record's own passage states this number, with its sign, and not the one that the record has."""
    entry = record.current.get("amount")
    proof = entry.evidence if entry is not None and entry.evidence else record.evidence
    proof = tuple(span for span in proof if span.role == "value") or proof
    stated = [figure for window in passages.windows(proof, language) for figure in passages.figures(window)]
    now = amount(record)
    if not stated or (value < 0) != any(figure.minus or figure.bracketed for figure in stated):
        return False
    # A table may count in thousands.
    values = {figure.value * factor for figure in stated for factor in (1, 1000, 1_000_000)}
    return abs(value) in values and (abs(now) not in values or abs(now) == abs(value))


def one_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ by one digit, by two neighbours swapped, or by one digit left out."""
    if (one < 0) != (other < 0):
        return False
    first, second = str(to_json(abs(one))), str(to_json(abs(other)))
    if len(first) == len(second):
        differing = [index for index, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
        if len(differing) == 1:
            return True
        if len(differing) == 2 and differing[1] == differing[0] + 1:
            low, high = differing
            return first[low] == second[high] and first[high] == second[low]
        return False
    if abs(len(first) - len(second)) != 1:
        return False
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))


def amount(record: Record) -> Decimal:
    """The record's amount, 0 where it has none."""
    value = record.value("amount")
    return value if isinstance(value, Decimal) else Decimal(0)
