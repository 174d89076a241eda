"""Checks across reports: the balance that the next report takes over, and the same report in another language."""

from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Protocol, TypeAlias

from db.model.dataclass import dataclass
from db.model.form import Check
from db.model.records import Decision, Record
from desktop.language.characters import fold
from desktop.review.repeats import rounds
from desktop.review.results import CheckResult, plain
from desktop.review.rules import Change, Surroundings

# Item, fiscal year, currency, party: what a table figure is about.
Figure: TypeAlias = tuple[str, Decimal, str, str]

_ALIKE = 0.9  # of two titles without their numbers
_SHARED, _EQUAL = 3, Decimal("0.6")  # so many figures, and that share of them equal, make one report of two
_SHOWN = 48  # code points of a title


@dataclass(frozen=True)
class Other:
    """Another report of the project.

    Attributes:
        own: its record about itself; figures: its table figures by what they are about.
    """

    work: str
    title: str
    own: Record
    figures: Mapping[Figure, Sequence[Record]]


class Elsewhere(Protocol):
    """Where the other reports of a project are found."""

    def series(self, own: Record) -> Sequence[Other]:
        """The reports of the same series: those that `same_series` links."""
        ...

    def versions(self, own: Record) -> Sequence[Other]:
        """The reports that may be the same one in another language: those that `may_be_version` links."""
        ...


def about(record: Record) -> Figure | None:
    """What an exact table figure is about, None of others."""
    item, year, currency = record.value("item"), record.value("fiscal_year"), record.value("currency")
    if record.value("source") != "table" or record.value("qualifier") not in (None, "exact"):
        return None
    if not isinstance(record.value("amount"), Decimal) or not isinstance(item, str) or not isinstance(year, Decimal):
        return None
    party = record.value("party_country") or record.value("party") or ""
    return (item, year, currency, str(party)) if isinstance(currency, str) else None


def figures_of(records: Iterable[Record]) -> dict[Figure, list[Record]]:
    """The table figures of a report by what they are about; rejected ones take no part."""
    found: dict[Figure, list[Record]] = {}
    for record in records:
        key = about(record) if record.decision is not Decision.REJECTED else None
        if key is not None:
            found.setdefault(key, []).append(record)
    return found


def same_series(one: Record, other: Record) -> bool:
    """Whether two reports, by their own records, are of one series: publisher and title, years aside."""
    first, second = _bare(one.value("title")), _bare(other.value("title"))
    if not first or not second or _differ(one, other, "publisher"):
        return False
    return first == second or difflib.SequenceMatcher(None, first, second).ratio() >= _ALIKE


def may_be_version(one: Record, other: Record) -> bool:
    """Whether two reports in two languages may be the same: one symbol, or one period."""
    if one.value("language") == other.value("language") or None in (one.value("language"), other.value("language")):
        return False
    symbols = [_symbol(record.value("symbol")) for record in (one, other)]
    if all(symbols):
        return symbols[0] == symbols[1]
    periods = [(record.value("period_start"), record.value("period_end")) for record in (one, other)]
    return periods[0] == periods[1] and None not in periods[0]


class Across:
    """Keeps the report's figures by what they are about, and holds each against other reports.

    Args:
        elsewhere: None where only this report is known; then nothing is ever said.
    """

    reads_report = True

    def __init__(self, check: Check, elsewhere: Elsewhere | None) -> None:
        self._check = check
        self._elsewhere = elsewhere
        self._figures: dict[Figure, dict[str, Record]] = {}
        self._key_of: dict[str, Figure] = {}
        self._own: Record | None = None
        self._others: Sequence[Other] = ()

    def update(self, changed: Sequence[Change], surroundings: Surroundings) -> Mapping[Hashable, Sequence[CheckResult]]:
        """Hold the changed figures against the others again; all of them where the report's own data changed."""
        if self._elsewhere is None:
            return {}
        touched: dict[Figure, None] = {}
        for old, new in changed:
            before = self._key_of.pop(old.id, None) if old is not None else None
            if old is not None and before is not None:
                del self._figures[before][old.id]
                touched[before] = None
            after = about(new) if new is not None else None
            if new is not None and after is not None and self._concerns(after):
                self._figures.setdefault(after, {})[new.id] = new
                self._key_of[new.id] = after
                touched[after] = None
        if surroundings.own is not self._own:
            self._own = surroundings.own
            self._others = self._linked(self._elsewhere, self._own) if self._own is not None else ()
            touched = dict.fromkeys(self._figures)
        if self._turned():
            touched = dict.fromkeys(self._figures)
        return {key: tuple(self._compare(key)) for key in touched}

    def _turned(self) -> bool:
        """Whether something changed on which all comparisons hang."""
        return False

    def _concerns(self, key: Figure) -> bool:
        raise AssertionError(key)

    def _linked(self, elsewhere: Elsewhere, own: Record) -> Sequence[Other]:
        raise AssertionError(own)

    def _compare(self, key: Figure) -> Iterator[CheckResult]:
        raise AssertionError(key)

    def _differ(self, key: Figure, code: str, other: Other, their_key: Figure) -> Iterator[CheckResult]:
        mine, theirs = list(self._figures[key].values()), other.figures.get(their_key, ())
        # Where either states it in several ways, nobody can say which one is meant.
        if len(_amounts(mine)) != 1 or len(_amounts(theirs)) != 1:
            return
        here, there = mine[0].value("amount"), theirs[0].value("amount")
        assert isinstance(here, Decimal) and isinstance(there, Decimal)
        if here == there or rounds(here, there) or rounds(there, here):
            return
        title = other.title if len(other.title) <= _SHOWN else other.title[: _SHOWN - 1] + "…"
        parameters = {
            "item": key[0], "other_item": their_key[0], "fiscal_year": key[1], "currency": key[2], "found": here,
            "expected": there, "difference": here - there, "report": title, "other_work": other.work,
            "page": mine[0].order[0], "other_page": theirs[0].order[0],
        }  # fmt: skip
        yield CheckResult(
            self._check.id, False, (mine[0].id, theirs[0].id), ("amount",), code, parameters,
            found=f"{plain(here)};{plain(there)}",
        )  # fmt: skip


class BalancesMeet(Across):
    """The closing balance of a year against the opening balance of the next, in another report of the series."""

    def _concerns(self, key: Figure) -> bool:
        return key[0] in ("opening_balance", "closing_balance")

    def _linked(self, elsewhere: Elsewhere, own: Record) -> Sequence[Other]:
        return elsewhere.series(own)

    def _compare(self, key: Figure) -> Iterator[CheckResult]:
        item, year, currency, party = key
        opening = item == "opening_balance"
        wanted = ("closing_balance", year - 1) if opening else ("opening_balance", year + 1)
        for other in self._others:
            code = "opening_differs" if opening else "closing_differs"
            yield from self._differ(key, code, other, (*wanted, currency, party))


class LanguagesAgree(Across):
    """The same report in two languages: figures about the same that differ."""

    def __init__(self, check: Check, elsewhere: Elsewhere | None) -> None:
        super().__init__(check, elsewhere)
        self._same: list[Other] = []

    def _turned(self) -> bool:
        before, self._same = self._same, [other for other in self._others if self._is_same(other)]
        return self._same != before

    def _concerns(self, key: Figure) -> bool:
        return key[0] != "other"

    def _linked(self, elsewhere: Elsewhere, own: Record) -> Sequence[Other]:
        return elsewhere.versions(own)

    def _compare(self, key: Figure) -> Iterator[CheckResult]:
        for other in self._same:
            yield from self._differ(key, "languages_differ", other, key)

    def _is_same(self, other: Other) -> bool:
        """Equal symbols say so; else most of the figures must."""
        if self._own is not None and _symbol(self._own.value("symbol")) == _symbol(other.own.value("symbol")) != "":
            return True
        shared = [key for key in self._figures if key in other.figures]
        equal = [key for key in shared if _amounts(self._figures[key].values()) == _amounts(other.figures[key])]
        return len(shared) >= _SHARED and Decimal(len(equal)) / len(shared) >= _EQUAL


def _amounts(records: Iterable[Record]) -> set[object]:
    return {record.value("amount") for record in records}


def _bare(title: object) -> str:
    """A title without what changes from year to year: figures, marks, and the case."""
    return re.sub(r"[\W\d_]+", "", fold(title).casefold()) if isinstance(title, str) else ""


def _symbol(symbol: object) -> str:
    return re.sub(r"\s+", "", fold(symbol).casefold()) if isinstance(symbol, str) else ""


def _differ(one: Record, other: Record, name: str) -> bool:
    first, second = _bare(one.value(name)), _bare(other.value(name))
    return bool(first and second) and first != second
