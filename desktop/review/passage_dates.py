"""The dates that a passage says: points, ranges, bare months and years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from db.model.dates import PartialDate
from desktop.language import dates, packs
from desktop.language.characters import fold
from desktop.language.packs import Pack, alternatives
from desktop.review.passages import Window

_LETTERS = re.compile(r"[^\W\d_年]{2}")
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=4096)
def points(window: Window) -> tuple[dates.Point, ...]:
    """The dates of a window, each end of a range for itself; parts that are not said are None."""
    pack = packs.load(window.language)
    found = dates.find(window.quote, pack)
    if window.text != window.quote:
        found = [*found, *dates.find(window.text, pack)]
    return tuple(point for item in found for point in (item.first, item.last) if point is not None)


def _months(pack: Pack) -> tuple[re.Pattern[str], Mapping[str, int]]:
    table = {
        fold(name).lower(): int(number) for number, listed in pack.table("dates", "months").items() for name in listed
    }
    return re.compile(rf"(?<!\w)[وفبلك]?(?P<month>{alternatives(table)})(?!\w)", re.IGNORECASE), table


def bare_months(window: Window) -> list[dates.Point]:
    """The months of a quote that has no date besides, by their names."""
    pack = packs.load(window.language)
    pattern, table = pack.made("passages.months", _months)
    return [(None, table[match["month"].lower()], None) for match in pattern.finditer(window.quote)]


def has_words(window: Window) -> bool:
    """Whether a quote has words besides its dates."""
    text = window.quote
    for item in reversed(dates.find(text, packs.load(window.language))):
        text = text[: item.start] + " " + text[item.end :]
    return _LETTERS.search(text) is not None


def _listing(pack: Pack) -> re.Pattern[str]:
    edge = "" if pack.han or pack.rtl else r"(?!\w)"
    before = "" if pack.han else r"(?<!\w)"
    words = ["和", "及", "与"] if pack.han else pack.words("dates", "listed")
    return re.compile(rf"{before}{alternatives(words)}{edge}|[,、]", re.IGNORECASE)


def ranges(window: Window) -> list[tuple[dates.Point, dates.Point]]:
    """The ranges of dates of a quote, where it has no date besides and lists none but days ("in May and June")."""
    pack = packs.load(window.language)
    found = dates.find(window.quote, pack)
    runs = [(item.first, item.last) for item in found if item.last is not None] if len(found) == 1 else []
    if pack.made("passages.listing", _listing).search(window.quote):
        runs = [(first, last) for first, last in runs if first[2] and last[2] and last[2] - first[2] == 1]
    return runs


def says_date(value: PartialDate, point: dates.Point) -> bool:
    """Whether a point can be meant by a date: what both say is equal, and the month and day are said."""
    year, month, day = point
    if year is not None and year != value.year:
        return False
    if value.month is not None and month != value.month:
        return False
    if value.day is not None and day != value.day:
        return False
    return year is not None or month is not None


def bare_years(window: Window) -> frozenset[int]:
    """The years of a quote that are no part of a day or a month: what heads a column, or names a budget."""
    found = set()
    for item in dates.find(window.quote, packs.load(window.language)):
        for point in (item.first, item.last):
            if point is not None and point[0] is not None and point[1] is None:
                found.add(point[0])
    if not found and (match := _YEAR.fullmatch(window.quote.strip().strip("()年 "))):
        found.add(int(match[0]))
    return frozenset(found)


def says_any_date(window: Window, value: PartialDate) -> bool:
    """Whether the quote itself, without what stands beside it, has a date that is as exact as the value."""
    found = dates.find(window.quote, packs.load(window.language))
    return any((item.first[1] is not None or value.month is None) for item in found)
