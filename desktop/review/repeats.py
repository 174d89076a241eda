"""Where a report says the same thing again, whether it says the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal

from db.model.form import Check
from db.model.records import Record
from desktop.review.mending import one_slip
from desktop.review.results import CheckResult
from desktop.review.rules import Surroundings
from desktop.review.single import qualifier


def first_of(record: Record) -> Hashable:
    """The group of a record and of what says it again."""
    return record.repeat_of or record.id


def repeats_agree(around: Surroundings, check: Check, records: Sequence[Record]) -> Iterator[CheckResult]:
    """Repeats whose numbers differ from what they repeat; a rounded number repeats the exact one.

    Parameters of the check: fields by family; slips, those that only differ where one is the other with a wrong digit
    (what is said of an activity in two places need not be about the same people).
    """
    if len(records) < 2:
        return
    root = records[0].repeat_of or records[0].id
    first = next((record for record in records if record.id == root), records[0])
    for record in records:
        if record is first or record.family != first.family:
            continue
        slips = check.parameters.get("slips", {}).get(record.family, ())
        for name in (*check.parameters["fields"].get(record.family, ()), *slips):
            here, there = record.value(name), first.value(name)
            if not isinstance(here, Decimal) or not isinstance(there, Decimal):
                continue
            if here == there or rounds(here, there) or rounds(there, here):
                continue
            if name in slips and not one_slip(here, there):
                continue
            if qualifier(record, name) != "exact" and qualifier(first, name) != "exact":
                continue
            parameters = {
                "field": name, "family": record.family, "found": here, "expected": there,
                "page": record.order[0], "other_page": first.order[0],
            }  # fmt: skip
            yield CheckResult(check.id, False, (record.id, first.id), (name,), "repeat_differs", parameters)


def rounds(rough: Decimal, exact: Decimal) -> bool:
    """Whether a number is another one rounded (1.1 million for 1 103 400), to two figures at least."""
    if rough == 0 or exact == 0 or (rough < 0) != (exact < 0):
        return False
    parts = rough.normalize().as_tuple()
    if len(parts.digits) < 2 and abs(rough) >= 10:
        return False
    exponent = int(parts.exponent)
    step = Decimal(1).scaleb(exponent)
    if exponent <= 0 and exact == exact.to_integral_value():
        return False  # a whole number without round zeros is not rough
    return abs(rough - exact) <= step / 2 or rough == exact.quantize(step, rounding="ROUND_DOWN")
