"""An amount of the text that a table has, too: there it must be of the same item and year."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal

from db.model.dates import PartialDate
from db.model.form import Check
from db.model.records import Record
from desktop.review.results import CheckResult
from desktop.review.rules import Surroundings

_SAME_MOMENT = ("closing_balance", "opening_balance")
_FIGURES = 3  # of an amount, at least: short ones meet by chance


def amount_key(record: Record) -> Hashable | None:
    """The amount and its currency, None of short ones and of what is not exact."""
    amount, currency = record.value("amount"), record.value("currency")
    if not isinstance(amount, Decimal) or not isinstance(currency, str) or record.value("source") == "footnote":
        return None
    if len(amount.normalize().as_tuple().digits) < _FIGURES or record.value("qualifier") not in (None, "exact"):
        return None
    return currency, abs(amount)


def text_as_in_table(around: Surroundings, check: Check, records: Sequence[Record]) -> Iterator[CheckResult]:
    """Amounts of the text that stand in a table under another item or year, and nowhere under their own.

    Parameters of the check: items, those of statements.
    """
    items = check.parameters["items"]
    rows = [r for r in records if r.value("source") == "table" and r.value("item") in items and r.value("fiscal_year")]
    if not rows:
        return
    for record in records:
        item, year = record.value("item"), record.value("fiscal_year")
        if record.value("source") != "text" or item not in items or not isinstance(year, Decimal):
            continue
        if any(_same(record, row) for row in rows):
            continue
        row = rows[0]
        field = "fiscal_year" if row.value("item") == item else "item"
        parameters = {
            "field": field, "family": record.family, "item": item, "fiscal_year": year,
            "other_item": row.value("item"), "other_year": row.value("fiscal_year"), "found": record.value("amount"),
            "currency": record.value("currency"), "page": record.order[0], "other_page": row.order[0],
            "suspect": record.id,
        }  # fmt: skip
        ids = record.id, row.id
        yield CheckResult(check.id, False, ids, (field,), "table_says_other", parameters)


def _same(record: Record, row: Record) -> bool:
    """Whether both are about the same, as the closing balance of a year and the opening balance of the next are."""
    mine = (record.value("item"), record.value("fiscal_year"))
    theirs = (row.value("item"), row.value("fiscal_year"))
    if mine == theirs:
        return True
    day = record.value("as_of")
    if isinstance(day, PartialDate) and day.month not in (None, 12) and mine[0] == theirs[0]:
        # The year 2018/19 ends in June 2019, and goes by its first half.
        return isinstance(theirs[1], Decimal) and theirs[1] + 1 == day.year == mine[1]
    if {mine[0], theirs[0]} != set(_SAME_MOMENT):
        return False
    closing, opening = sorted((mine, theirs), key=lambda pair: pair[0] != "closing_balance")
    return isinstance(closing[1], Decimal) and opening[1] == closing[1] + 1
