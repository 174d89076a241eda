"""Cities where things happen, and the countries they are in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from desktop.language import countries, locale_data
from desktop.language.characters import fold
from desktop.language.names import NameFinder
from desktop.language.packs import Pack
from resources import resource


@cache
def _table() -> dict[str, Any]:
    source = resource("lexicons", "places.toml")
    table: dict[str, Any] = tomllib.loads(source.read_text("utf-8"))
    return table


def _rows(pack: Pack) -> Iterator[tuple[str, str]]:
    """(folded name, country): the pack's own names, CLDR's, and in Latin script the English ones."""
    table = _table()
    for code, cities in table.get("names", {}).get(pack.code, {}).items():
        yield from ((fold(city), code) for city in cities)
    if pack.han or pack.code == "en" or pack.data.get("script") == "latin":
        column = 1 if pack.han else 0
        for code, cities in table.items():
            if code != "names":
                yield from ((fold(names[column]), code) for names in cities)
    if not pack.han and pack.code != "en":
        yield from ((fold(city), code) for city, code in locale_data.cities(pack.code))


def _finder(pack: Pack) -> NameFinder:
    states = set() if pack.han else {name for name, _ in countries.names(pack.code)}
    rows: dict[str, str] = {}
    for name, code in _rows(pack):
        if name not in states:  # "Guatemala" is the country
            rows.setdefault(name, code)
    return NameFinder(countries.with_forms(rows.items(), pack), pack.han)


def find(text: str, pack: Pack) -> list[tuple[int, int, str]]:
    """(start, end, country code) of each known city in a folded text, in order."""
    return pack.made("places.finder", _finder).find(text)
