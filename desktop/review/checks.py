"""Checks over the values of a report's records, as the form states them in data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from db.model.dates import PartialDate
from db.model.form import Check, Form
from db.model.records import Decision, Record
from desktop.review.statements import statement_sums

_OPEN_UPWARD = frozenset({"more_than", "at_least"})
_OPEN_DOWNWARD = frozenset({"less_than", "at_most", "nearly"})


@dataclass(frozen=True)
class CheckResult:
    """What one check found, and what it compared.

    Attributes:
        check: id of the check in the form.
        ok: sums that hold are reported too; of the other kinds only what fails.
        records: ids of what was compared, the one to look at first in front.
        fields: the fields of these records that were compared.
        code: below_minimum, above_maximum, part_above_whole, start_after_end, sum_holds or sum_differs.
        parameters: what the sentence names. Sums: item, fiscal_year, currency, expected (the sum of the parts),
            found (the stated total), difference (found less expected), as Decimals.
    """

    check: str
    ok: bool
    records: tuple[str, ...]
    fields: tuple[str, ...]
    code: str
    parameters: dict[str, Any] = field(default_factory=dict)


def evaluate(form: Form, records: Sequence[Record]) -> list[CheckResult]:
    """Evaluate all checks of the form over the records of one report.

    Args:
        records: in reading order. Rejected ones take no part.

    Returns:
        In the order of the form's checks, then of the records.
    """
    standing = [record for record in records if record.decision is not Decision.REJECTED]
    results: list[CheckResult] = []
    for check in form.checks:
        rule = _KINDS.get(check.kind)
        if rule is not None:
            concerned = [record for record in standing if record.family in check.families]
            results.extend(rule(form, check, concerned))
    return results


def failing(results: Iterable[CheckResult]) -> list[CheckResult]:
    """Only those that do not hold."""
    return [result for result in results if not result.ok]


def known_kinds() -> frozenset[str]:
    """The kinds of check that a form may name."""
    return frozenset(_KINDS)


def _bounds(form: Form, check: Check, records: Sequence[Record]) -> Iterator[CheckResult]:
    for record in records:
        for item in form.family(record.family).fields:
            value = record.value(item.id)
            if not isinstance(value, Decimal):
                continue
            code, limit = None, Decimal(0)
            if item.minimum is not None and value < (limit := Decimal(item.minimum)):
                code = "below_minimum"
            elif item.maximum is not None and value > (limit := Decimal(item.maximum)):
                code = "above_maximum"
            if code is not None:
                parameters = {"field": item.id, "family": record.family, "value": value, "limit": limit}
                yield CheckResult(check.id, False, (record.id,), (item.id,), code, parameters)


def _part_not_above_whole(form: Form, check: Check, records: Sequence[Record]) -> Iterator[CheckResult]:
    part_id, whole_id = check.parameters["part"], check.parameters["whole"]
    for record in records:
        part, whole = record.value(part_id), record.value(whole_id)
        if not isinstance(part, Decimal) or not isinstance(whole, Decimal):
            continue
        highest = record.value(f"{whole_id}_max")
        if isinstance(highest, Decimal):
            whole = max(whole, highest)
        # "more than 100 persons, 120 of them women" is no contradiction.
        uncertain = _qualifier(record, whole_id) in _OPEN_UPWARD or _qualifier(record, part_id) in _OPEN_DOWNWARD
        if part > whole and not uncertain:
            parameters = {
                "part": part_id, "whole": whole_id, "family": record.family, "found": part, "expected": whole,
                "difference": part - whole,
            }  # fmt: skip
            yield CheckResult(check.id, False, (record.id,), (part_id, whole_id), "part_above_whole", parameters)


def _start_before_end(form: Form, check: Check, records: Sequence[Record]) -> Iterator[CheckResult]:
    start_id, end_id = check.parameters["start"], check.parameters["end"]
    for record in records:
        start, end = record.value(start_id), record.value(end_id)
        # Partial dates contradict only where no reading of them is in order.
        if isinstance(start, PartialDate) and isinstance(end, PartialDate) and start.first_day() > end.last_day():
            parameters = {
                "start": start_id, "end": end_id, "family": record.family, "found": str(start), "expected": str(end),
            }  # fmt: skip
            yield CheckResult(check.id, False, (record.id,), (start_id, end_id), "start_after_end", parameters)


def _statement_sum(form: Form, check: Check, records: Sequence[Record]) -> Iterator[CheckResult]:
    for found in statement_sums(form, check, records):
        difference = found.stated - found.expected
        parameters = {
            "item": check.parameters["total"], "fiscal_year": found.fiscal_year, "currency": found.currency,
            "expected": found.expected, "found": found.stated, "difference": difference,
        }  # fmt: skip
        ok = abs(difference) <= Decimal(str(check.parameters.get("tolerance", "0")))
        code = "sum_holds" if ok else "sum_differs"
        yield CheckResult(check.id, ok, found.records, ("amount",), code, parameters)


def _qualifier(record: Record, field_id: str) -> str:
    """The qualifier beside a number; the main number of a family has it under the plain name."""
    value = record.value(f"{field_id}_qualifier") or (record.value("qualifier") if field_id == "value" else None)
    return value if isinstance(value, str) else "exact"


_Rule = Callable[[Form, Check, Sequence[Record]], Iterator[CheckResult]]
_KINDS: Mapping[str, _Rule] = {
    "bounds": _bounds,
    "part_not_above_whole": _part_not_above_whole,
    "start_before_end": _start_before_end,
    "statement_sum": _statement_sum,
}
