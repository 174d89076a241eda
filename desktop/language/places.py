"""Cities where things happen, and the countries they are in."""

from __future__ import annotations

import tomllib
from functools import cache

from desktop.language.characters import fold
from desktop.language.names import NameFinder
from desktop.language.packs import Pack
from resources import resource


@cache
def _table() -> dict[str, list[list[str]]]:
    source = resource("lexicons", "places.toml")
    return tomllib.loads(source.read_text("utf-8"))


def _finder(pack: Pack) -> NameFinder:
    column = 1 if pack.han else 0
    rows = [(fold(names[column]), code) for code, cities in _table().items() for names in cities]
    return NameFinder(rows, pack.han)


def find(text: str, pack: Pack) -> list[tuple[int, int, str]]:
    """(start, end, country code) of each known city in a folded text, in order."""
    return pack.made("places.finder", _finder).find(text)
