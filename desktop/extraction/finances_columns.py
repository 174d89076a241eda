"""What the headers of a statement say of the figures below them: budget or actual, of which year, as at which day."""

from __future__ import annotations

import re
from typing import Any

from desktop.extraction.table_parts import Table
from desktop.language import dates
from desktop.language.characters import fold_han
from desktop.language.dates import DateFound, Point
from desktop.language.packs import Pack

_YEAR = re.compile(r"(?<![\d.,/])(?P<first>(?:19|20)\d\d)(?:\s?[/–-]\s?(?P<last>(?:19|20)?\d\d))?(?![\d.,/])")
# Roles that a row keeps whatever column its figure stands in: income is no funding because it was planned.
_KEPT = frozenset(
    {"opening_balance", "closing_balance", "voluntary_contributions", "investment_income", "other_income"}
    | {"total_income", "surplus_or_deficit", "contribution", "refund"}
)


class Heads:
    """The columns of one table."""

    def __init__(self, table: Table, pack: Pack) -> None:
        self.pack = pack
        rules: list[dict[str, Any]] = pack.table("finances").get("columns", [])
        self.kinds = {column: _kind(header, rules) for column, (header, _) in table.headers.items()}
        if "percent" in self.kinds.values():
            # "Amount | Percentage" below a heading "Variance" that was lost.
            for column, (header, _) in table.headers.items():
                if header.strip().lower() in pack.words("finances", "variance_amount"):
                    self.kinds[column] = "variance"
        self._days = {column: days_of(header, pack) for column, (header, _) in table.headers.items()}

    def kind(self, column: int) -> str | None:
        """What a header says of its figures: percent, variance, actual or budget; None where it says nothing."""
        return self.kinds.get(column)

    def year(self, column: int) -> int | None:
        """The year that a header names: the first of a two-year period."""
        for day in self._days.get(column, ()):
            if day.first[0] and not (day.as_of and self.dated(column)):
                return day.first[0]
        return None

    def same_day(self, column: int, day: Point) -> Point:
        """The day of a row's label in the year of a column, where the label has only the year of another column."""
        own = self.year(column)
        others = {self.year(other) for other in self._days if other != column}
        return (own, *day[1:]) if own is not None and own != day[0] and day[0] in others else day

    def dated(self, column: int) -> bool:
        """Whether a header names a period besides the day as at which its figures stand."""
        return any(not day.as_of and day.first[2] is None for day in self._days.get(column, ()))

    def as_of(self, column: int) -> DateFound | None:
        """The day as at which the figures stand."""
        return next((day for day in self._days.get(column, ()) if day.as_of or day.first[2]), None)

    def year_before(self, column: int, at: int | None) -> int | None:
        """The fiscal year of a column "as at" a day: that of the nearest column to its left with a period."""
        for other in sorted((c for c in self._days if c < column), reverse=True):
            for found in self._days[other]:
                if found.last is not None and found.first[0] and at and found.first[0] <= at <= found.first[0] + 1:
                    return found.first[0]
        return at

    def variance_year(self, column: int) -> int | None:
        """The year of what a variance is measured for: the nearest column to its left that has one."""
        for other in sorted((c for c in self._days if c < column), reverse=True):
            year = self.year(other)
            if year is not None:
                return year
        return None


def days_of(text: str, pack: Pack) -> list[DateFound]:
    """The dates of a header, and its plain years where the language writes years with a word behind them."""
    found = dates.find(fold_han(text).replace(" ", "") if pack.han else text, pack)
    if found or not pack.han:
        return found
    years = []
    for match in _YEAR.finditer(text):
        first, last = int(match["first"]), match["last"]
        end = int(last if last and len(last) == 4 else f"{match['first'][:2]}{last}") if last else None
        years.append(DateFound(*match.span(), (first, None, None), (end, None, None) if end else None))
    return years


def _kind(header: str, rules: list[dict[str, Any]]) -> str | None:
    text = header.lower()
    return next((str(rule["kind"]) for rule in rules if any(word in text for word in rule["any"])), None)


def item_in(item: str, kind: str, total: bool) -> str:
    """The role of a row's figure in a column of a kind.

    Args:
        total: whether the row sums up others.
    """
    if kind == "variance":
        return "other"
    if item in _KEPT:
        return item
    if kind == "budget":
        return "funding"
    if kind == "actual":
        if total or item in ("total_expenditure", "funding"):
            return "total_expenditure"
        return item if item == "operating_costs" else "other"
    return item
