"""Table figures that were multiplied by another factor than their neighbours: thousands forgotten, or counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal

from db.model.form import Check
from db.model.records import Record
from desktop.review import passages
from desktop.review.results import CheckResult
from desktop.review.rules import Surroundings

_NEIGHBOURS, _LEAST = 4, 3  # so many of the nearest are looked at, and so many are needed
FACTORS = (Decimal(1), Decimal(1000), Decimal(1_000_000), Decimal(10_000), Decimal(100_000_000))


def page_of_table(record: Record) -> Hashable | None:
    """The page and currency of a table figure, None of others."""
    currency = record.value("currency")
    if record.value("source") != "table" or not isinstance(currency, str):
        return None
    return record.order[0], currency


def factor_of(record: Record, language: str | None) -> Decimal | None:
    """By how much the amount is more than what its cell says; None where it is not a factor that tables have."""
    entry = record.current.get("amount")
    if entry is None or not isinstance(entry.value, Decimal) or not entry.value:
        return None
    proof = tuple(s for s in entry.evidence or record.evidence if s.role == "value") or record.evidence
    stated = {figure.value for window in passages.windows(proof, language, 2) for figure in passages.figures(window)}
    for factor in FACTORS:
        if abs(entry.value) / factor in stated:
            return factor
    return None


def same_factor(around: Surroundings, check: Check, records: Sequence[Record]) -> Iterator[CheckResult]:
    """Figures of a table whose neighbours all have another factor."""
    factors = [factor_of(record, around.language) for record in records]
    for index, (record, factor) in enumerate(zip(records, factors, strict=True)):
        if factor is None:
            continue
        near = range(max(index - _NEIGHBOURS, 0), min(index + 1 + _NEIGHBOURS, len(records)))
        nearest = sorted(near, key=lambda n: abs(records[n].order[1] - record.order[1]))
        known = [other for n in nearest if n != index and (other := factors[n]) is not None][:_NEIGHBOURS]
        usual, times = Counter(known).most_common(1)[0] if known else (factor, 0)
        if times < max(len(known), _LEAST) or usual == factor:
            continue
        value = record.value("amount")
        assert isinstance(value, Decimal)
        parameters = {
            "field": "amount", "family": record.family, "value": value, "expected": value / factor * usual,
            "factor": usual, "own_factor": factor, "page": record.order[0],
        }  # fmt: skip
        yield CheckResult(check.id, False, (record.id,), ("amount",), "factor_differs", parameters)
