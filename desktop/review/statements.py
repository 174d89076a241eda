"""The sums that the figures of a statement must fulfil."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal

from db.model.form import Check
from db.model.records import Record
from desktop.review.results import CheckResult
from desktop.review.rules import Change, Surroundings
from desktop.review.segments import REST, Segments, Statement

SUM = "statement_sum"


class StatementSums:
    """All sums of all statements of a report.

    A sum is only made where the total is stated and at least one part is. A part that is itself a total, or that
    stands beside one, must be there: a statement without a line for expenditure says nothing about the result,
    while one without refunds had none. Where a statement has lines under "other", a sum that only holds with them is
    made with them, and one that holds neither way is not made.
    """

    reads_report = False

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = tuple(checks)
        self._totals = {check.parameters["total"] for check in checks}
        self._segments = Segments(checks)

    def update(self, changed: Sequence[Change], surroundings: Surroundings) -> Mapping[Hashable, Sequence[CheckResult]]:
        """Make the sums again of the statements that a change touched."""
        found = self._segments.update(changed)
        return {key: tuple(self._sums(item)) if item is not None else () for key, item in found.items()}

    def _sums(self, statement: Statement) -> Iterator[CheckResult]:
        year, currency = statement.column
        for check in self._checks:
            total: str = check.parameters["total"]
            plus, minus = tuple(check.parameters.get("plus", ())), tuple(check.parameters.get("minus", ()))
            all_needed = any(part in self._totals for part in plus + minus)
            stated = statement.items.get(total, [])
            parts = [part for part in plus + minus if part in statement.items]
            if len(stated) != 1 or not parts or (all_needed and len(parts) < len(plus + minus)):
                continue
            expected = Decimal(0)
            taking_part = [stated[0]]
            for part in parts:
                for record in statement.items[part]:
                    expected += amount(record) if part in plus else -amount(record)
                    taking_part.append(record)
            # Lines that the form has no item for may be parts too: then the sum holds with them, or can't be told.
            rest = [] if all_needed else statement.items.get(str(check.parameters.get("rest", REST)), [])
            if rest and expected != amount(stated[0]):
                expected += sum((amount(record) for record in rest), Decimal(0))
                taking_part += rest
                if expected != amount(stated[0]):
                    continue
            difference = amount(stated[0]) - expected
            parameters = {
                "item": total, "fiscal_year": year, "currency": currency,
                "expected": expected, "found": amount(stated[0]), "difference": difference,
            }  # fmt: skip
            ok = abs(difference) <= Decimal(str(check.parameters.get("tolerance", "0")))
            code = "sum_holds" if ok else "sum_differs"
            yield CheckResult(check.id, ok, tuple(r.id for r in taking_part), ("amount",), code, parameters)


def amount(record: Record) -> Decimal:
    """The record's amount, 0 where it has none."""
    value = record.value("amount")
    return value if isinstance(value, Decimal) else Decimal(0)
