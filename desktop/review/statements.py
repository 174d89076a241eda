"""Financial statements: which table figures belong together, and which sums they must fulfil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from db.model.form import Check, Form
from db.model.records import Record

SUM = "statement_sum"
REST = "other"
_FAR = 3000  # code points of one page between two lines of one statement, at most


@dataclass(frozen=True)
class Sum:
    """One sum of one statement.

    Attributes:
        records: the total's record first, then those of the parts in reading order.
        expected: the sum of the parts; stated: the total as the report states it.
    """

    fiscal_year: Decimal | None
    currency: str
    records: tuple[str, ...]
    expected: Decimal
    stated: Decimal


@dataclass
class _Statement:
    """The figures of one statement: one column of one table."""

    items: dict[str, list[Record]] = field(default_factory=dict)
    last: tuple[int, int] = (0, 0)

    def add(self, item: str, record: Record) -> None:
        self.items.setdefault(item, []).append(record)
        self.last = record.order


def statement_sums(form: Form, check: Check, records: Sequence[Record]) -> Iterator[Sum]:
    """The sums of one check over all statements of a report.

    A sum is only made where the total is stated and at least one part is. A part that is itself a total, or that
    stands beside one, must be there: a statement without a line for expenditure says nothing about the result,
    while one without refunds had none. Where a statement has lines under "other", a sum that only holds with them is
    made with them, and one that holds neither way is not made.

    Args:
        records: of the check's families, in reading order.
    """
    total: str = check.parameters["total"]
    plus, minus = tuple(check.parameters.get("plus", ())), tuple(check.parameters.get("minus", ()))
    totals = {other.parameters["total"] for other in form.checks if other.kind == SUM}
    all_needed = any(part in totals for part in plus + minus)
    for (year, currency), statement in _statements(form, records):
        stated = statement.items.get(total, [])
        parts = [part for part in plus + minus if part in statement.items]
        if len(stated) != 1 or not parts or (all_needed and len(parts) < len(plus + minus)):
            continue
        expected = Decimal(0)
        taking_part = [stated[0]]
        for part in parts:
            for record in statement.items[part]:
                expected += _amount(record) if part in plus else -_amount(record)
                taking_part.append(record)
        # Lines that the form has no item for may be parts too: then the sum holds with them, or can't be told.
        rest = [] if all_needed else statement.items.get(str(check.parameters.get("rest", REST)), [])
        if rest and expected != _amount(stated[0]):
            expected += sum((_amount(record) for record in rest), Decimal(0))
            taking_part += rest
            if expected != _amount(stated[0]):
                continue
        yield Sum(year, currency, tuple(r.id for r in taking_part), expected, _amount(stated[0]))


def _statements(form: Form, records: Sequence[Record]) -> Iterator[tuple[tuple[Decimal | None, str], _Statement]]:
    """Exact table figures by year and currency; a report may hold several statements of the same year.

    In reading order a new statement begins where a total comes again, where a part comes again after its total, and
    where nothing of the statement stood on the page before.
    """
    totals_of = _totals_of(form)
    totals = {total for group in totals_of.values() for total in group}
    current: dict[tuple[Decimal | None, str], _Statement] = {}
    finished: list[tuple[tuple[Decimal | None, str], _Statement]] = []
    for record in records:
        item, year, currency = record.value("item"), record.value("fiscal_year"), record.value("currency")
        exact = record.value("qualifier") in (None, "exact")
        if record.value("source") != "table" or not isinstance(record.value("amount"), Decimal) or not exact:
            continue
        if not isinstance(item, str) or not isinstance(currency, str):
            continue
        key = (year if isinstance(year, Decimal) else None, currency)
        statement = current.get(key)
        again = statement is not None and item in statement.items
        if (
            statement is None
            or _far(statement.last, record.order)
            or (again and (item in totals or any(total in statement.items for total in totals_of.get(item, ()))))
        ):
            statement = current[key] = _Statement()
            finished.append((key, statement))
        statement.add(item, record)
    yield from finished


def _totals_of(form: Form) -> Mapping[str, frozenset[str]]:
    """Part to the totals that it goes into."""
    found: dict[str, set[str]] = {}
    for check in form.checks:
        if check.kind == SUM:
            for part in (*check.parameters.get("plus", ()), *check.parameters.get("minus", ())):
                found.setdefault(part, set()).add(check.parameters["total"])
    return {part: frozenset(totals) for part, totals in found.items()}


def _far(last: tuple[int, int], now: tuple[int, int]) -> bool:
    """Whether two places (page, offset) are too far from each other for one statement."""
    pages = now[0] - last[0]
    return pages > 1 or (pages == 0 and now[1] - last[1] > _FAR)


def _amount(record: Record) -> Decimal:
    value = record.value("amount")
    return value if isinstance(value, Decimal) else Decimal(0)
