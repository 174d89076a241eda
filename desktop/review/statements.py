"""The sums that the figures of a statement must fulfil."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from db.model.form import Check
from db.model.records import Record
from desktop.review.mending import Equation, Mending, amount, mendings
from desktop.review.results import CheckResult
from desktop.review.rules import Change, Surroundings
from desktop.review.segments import REST, Segments, Statement

SUM = "statement_sum"


class StatementSums:
    """All sums of all statements of a report.

    A sum is only made where the total is stated and at least one part is. A part that is itself a total, or that
    stands beside one, must be there: a statement without a line for expenditure says nothing about the result,
    while one without refunds had none. Where a statement has lines under "other", a sum that only holds with them is
    made with them, and one that holds neither way is not made, unless one slip in one cell explains it.
    """

    reads_report = False

    def __init__(self, checks: Sequence[Check]) -> None:
        self._checks = tuple(checks)
        self._totals = {check.parameters["total"] for check in checks}
        self._taken_off = {part for check in checks for part in check.parameters.get("minus", ())}
        self._segments = Segments(checks)

    def update(self, changed: Sequence[Change], surroundings: Surroundings) -> Mapping[Hashable, Sequence[CheckResult]]:
        """Make the sums again of the statements that a change touched."""
        found = self._segments.update(changed)
        return {key: self._sums(item, surroundings.language) if item else () for key, item in found.items()}

    def _sums(self, statement: Statement, language: str | None) -> Sequence[CheckResult]:
        made = {check.id: self._equation(check, statement) for check in self._checks}
        equations = [equation for equation in made.values() if equation is not None]
        results = []
        for check in self._checks:
            equation = made[check.id]
            if equation is not None:
                results.append(self._tell(check, statement, equation, equations, language))
        return results

    def _tell(
        self,
        check: Check,
        statement: Statement,
        equation: Equation,
        equations: Sequence[Equation],
        language: str | None,
    ) -> CheckResult:
        year, currency = statement.column
        total, ids = equation.records[0], tuple(record.id for record in equation.records)
        difference = equation.rest()
        parameters: dict[str, Any] = {
            "item": check.parameters["total"], "fiscal_year": year, "currency": currency,
            "expected": amount(total) - difference, "found": amount(total), "difference": difference,
        }  # fmt: skip
        if equation.holds():
            return CheckResult(check.id, True, ids, ("amount",), "sum_holds", parameters)
        suspects = mendings(equation, equations, language)
        if len(suspects) == 1:
            (mending,) = suspects
            parameters |= _named(mending, str(mending.record.value("item")))
            ids = (mending.record.id, *(each for each in ids if each != mending.record.id))
        elif suspects:
            parameters |= {"hint": "if_one_of", "cells": tuple(str(each.record.value("item")) for each in suspects)}
        return CheckResult(check.id, False, ids, ("amount",), "sum_differs", parameters)

    def _equation(self, check: Check, statement: Statement) -> Equation | None:
        """The sum of one check, None where the statement says nothing about it."""
        plus, minus = tuple(check.parameters.get("plus", ())), tuple(check.parameters.get("minus", ()))
        all_needed = any(part in self._totals for part in plus + minus)
        stated = statement.items.get(check.parameters["total"], [])
        parts = [part for part in plus + minus if part in statement.items]
        if len(stated) != 1 or not parts or (all_needed and len(parts) < len(plus + minus)):
            return None
        tolerance = Decimal(str(check.parameters.get("tolerance", "0")))
        weights = {stated[0].id: 1}
        weights |= {r.id: -1 if part in plus else 1 for part in parts for r in statement.items[part]}
        records = [stated[0], *(record for part in parts for record in statement.items[part])]
        equation = Equation(check.id, tuple(records), weights, tolerance)
        if equation.holds():
            return equation
        for other in self._otherwise(check, statement, equation, minus, all_needed):
            if other.holds():
                return other
        rest = statement.items.get(str(check.parameters.get("rest", REST)), [])
        if rest and not all_needed and not _slipped(equation):
            return None
        return equation

    def _otherwise(
        self, check: Check, statement: Statement, equation: Equation, minus: tuple[str, ...], all_needed: bool
    ) -> Iterator[Equation]:
        """What else the layout may mean."""
        taken = [record for part in minus for record in statement.items.get(part, ())]
        if taken and all(amount(record) <= 0 for record in taken):
            # Expenditure in brackets throughout is added, not taken off.
            weights = dict(equation.weights) | {record.id: -1 for record in taken}
            yield Equation(check.id, equation.records, weights, equation.tolerance)
        total, *parts = equation.records
        if total.value("item") in self._taken_off and amount(total) < 0 <= min(amount(part) for part in parts):
            # So is a total in brackets over parts without any.
            yield Equation(check.id, equation.records, dict(equation.weights) | {total.id: -1}, equation.tolerance)
        # Lines that the form has no item for may be parts too.
        rest = statement.items.get(str(check.parameters.get("rest", REST)), [])
        groups = [rest] if not all_needed else [[record] for record in rest]
        for group in groups if rest else []:
            weights = dict(equation.weights) | {record.id: -1 for record in group}
            yield Equation(check.id, (*equation.records, *group), weights, equation.tolerance)


def _named(mending: Mending, cell: str) -> dict[str, Any]:
    """What a sentence says of the cell that may be wrong."""
    before = amount(mending.record)
    named: dict[str, Any] = {
        "hint": f"if_{mending.sort}", "suspect": mending.record.id, "cell": cell,
        "cell_value": before, "cell_expected": mending.value, "cell_page": mending.record.order[0],
    }  # fmt: skip
    if mending.sort == "factor":
        named["cell_factor"] = max(mending.value / before, before / mending.value)
    return named


def _slipped(equation: Equation) -> bool:
    """Whether one cell with a lost sign or a passage that says otherwise explains what is left over."""
    return any(each.sort in ("passage", "sign") for each in mendings(equation, (equation,), None))


class Breakdown:
    """Whether the parties' amounts that a note lists make the row that it explains.

    Parameters of the check: row and part, items; most, the share of the row that may be left over before the list
    is taken for an incomplete one, of which nothing is said.
    """

    def __init__(self, check: Check) -> None:
        self._row, self._part = str(check.parameters["row"]), str(check.parameters["part"])

    def key(self, record: Record) -> Hashable | None:
        """Year and currency of a row or a part of it."""
        item, year, currency = record.value("item"), record.value("fiscal_year"), record.value("currency")
        if item not in (self._row, self._part) or not isinstance(record.value("amount"), Decimal):
            return None
        sources = ("table",) if item == self._row else ("footnote", "table")
        if record.value("source") not in sources or (record.repeat_of is not None and item == self._part):
            return None
        return None if not isinstance(currency, str) or year is None else (str(year), currency)

    def rule(self, around: Surroundings, check: Check, records: Sequence[Record]) -> Iterator[CheckResult]:
        """Compare the parts of one year with its row."""
        rows = [record for record in records if record.value("item") == self._row]
        parts = [record for record in records if record.value("item") == self._part]
        if len({amount(row) for row in rows}) != 1 or len(parts) < 2:
            return
        if any(record.value("qualifier") not in (None, "exact") for record in (*rows, *parts)):
            return
        row = rows[0]
        equation = Equation(check.id, (row, *parts), {row.id: 1, **{part.id: -1 for part in parts}})
        year = row.value("fiscal_year")
        parameters: dict[str, Any] = {
            "item": self._row, "fiscal_year": year, "currency": row.value("currency"), "number": len(parts),
            "expected": amount(row) - equation.rest(), "found": amount(row), "difference": equation.rest(),
            "page": row.order[0], "other_page": parts[0].order[0],
        }  # fmt: skip
        ids = (row.id, *(part.id for part in parts))
        if equation.holds():
            yield CheckResult(check.id, True, ids, ("amount",), "parts_hold", parameters)
            return
        suspects = [each for each in mendings(equation, (equation,), around.language) if each.sort != "digit"]
        near = abs(equation.rest()) <= abs(amount(row)) * Decimal(str(check.parameters["most"]))
        if not suspects and not near:
            return
        if len(suspects) == 1:
            (mending,) = suspects
            parameters |= _named(mending, str(mending.record.value("party") or mending.record.value("item")))
            ids = (mending.record.id, *(each for each in ids if each != mending.record.id))
        yield CheckResult(check.id, False, ids, ("amount",), "parts_differ", parameters)


def balances_key(record: Record) -> Hashable | None:
    """The currency of an exact balance in a table, None of others."""
    currency, item = record.value("currency"), record.value("item")
    if item not in ("opening_balance", "closing_balance") or record.value("source") != "table":
        return None
    if record.value("qualifier") not in (None, "exact") or record.value("fiscal_year") is None:
        return None
    return currency if isinstance(currency, str) else None


def carried_over(around: Surroundings, check: Check, records: Sequence[Record]) -> Iterator[CheckResult]:
    """The opening balance of a year against the closing balance of the year before in the same statement."""
    places: dict[tuple[object, object, int], list[Record]] = {}
    for record in records:
        if record.value("item") == "closing_balance":
            where = record.value("fiscal_year"), record.value("party"), record.order[0]
            places.setdefault(where, []).append(record)
    for opening in records:
        year, page = opening.value("fiscal_year"), opening.order[0]
        if opening.value("item") != "opening_balance" or not isinstance(year, Decimal):
            continue
        party = opening.value("party")
        closings = [r for near in (page - 1, page, page + 1) for r in places.get((year - 1, party, near), ())]
        if len(closings) != 1 or amount(closings[0]) == amount(opening):
            continue
        (closing,) = closings
        parameters = {
            "item": "opening_balance", "other_item": "closing_balance", "currency": opening.value("currency"),
            "fiscal_year": year, "found": amount(opening), "expected": amount(closing),
            "difference": amount(opening) - amount(closing),
            "page": opening.order[0], "other_page": closing.order[0],
        }  # fmt: skip
        yield CheckResult(check.id, False, (opening.id, closing.id), ("amount",), "not_carried_over", parameters)
