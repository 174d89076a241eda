"""Checks over one record: bounds of numbers, a part and its whole, a start and its end."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from db.model.dates import PartialDate
from db.model.form import Check
from db.model.records import Record
from desktop.review.results import CheckResult
from desktop.review.rules import Surroundings

OPEN_UPWARD = frozenset({"more_than", "at_least"})
OPEN_DOWNWARD = frozenset({"less_than", "at_most", "nearly"})


def bounds(around: Surroundings, check: Check, record: Record) -> Iterator[CheckResult]:
    """Numbers below a field's minimum or above its maximum."""
    for item in around.form.family(record.family).fields:
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


def part_not_above_whole(around: Surroundings, check: Check, record: Record) -> Iterator[CheckResult]:
    """More women than participants."""
    part_id, whole_id = check.parameters["part"], check.parameters["whole"]
    part, whole = record.value(part_id), record.value(whole_id)
    if not isinstance(part, Decimal) or not isinstance(whole, Decimal):
        return
    highest = record.value(f"{whole_id}_max")
    if isinstance(highest, Decimal):
        whole = max(whole, highest)
    # "more than 100 persons, 120 of them women" is no contradiction.
    uncertain = qualifier(record, whole_id) in OPEN_UPWARD or qualifier(record, part_id) in OPEN_DOWNWARD
    if part > whole and not uncertain:
        parameters = {
            "part": part_id, "whole": whole_id, "family": record.family, "found": part, "expected": whole,
            "difference": part - whole,
        }  # fmt: skip
        yield CheckResult(check.id, False, (record.id,), (part_id, whole_id), "part_above_whole", parameters)


def start_before_end(around: Surroundings, check: Check, record: Record) -> Iterator[CheckResult]:
    """A start after its end."""
    start_id, end_id = check.parameters["start"], check.parameters["end"]
    start, end = record.value(start_id), record.value(end_id)
    # Partial dates contradict only where no reading of them is in order.
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and start.first_day() > end.last_day():
        parameters = {
            "start": start_id, "end": end_id, "family": record.family, "found": str(start), "expected": str(end),
        }  # fmt: skip
        yield CheckResult(check.id, False, (record.id,), (start_id, end_id), "start_after_end", parameters)


def qualifier(record: Record, field_id: str) -> str:
    """The qualifier beside a number, "exact" where it has none."""
    value = record.value(qualifier_field(record, field_id))
    return value if isinstance(value, str) else "exact"


def qualifier_field(record: Record, field_id: str) -> str:
    """The field of the qualifier; the main number of a family has it under the plain name."""
    own = f"{field_id}_qualifier"
    return own if own in record.current or field_id not in ("value", "amount") else "qualifier"
