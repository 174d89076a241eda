"""CLDR's names of countries, read out of Babel's data alone: its dates and numbers would take long to load."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from resources import resource

SHIPPED = ("en", "zh")
# CLDR territories that are no countries or areas of their own.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "TA", "CP", "DG", "EA", "IC", "CQ"})


def name(code: str, language: str) -> str:
    """The name of a country in a reader's language: CLDR's, in English where it has none; the code if unknown."""
    return countries_in(language).get(code) or countries_in("en").get(code) or code


def language_name(tag: str, language: str) -> str:
    """The name of a language ("zh", "pt-BR") in a reader's language; the tag where CLDR names none."""
    names = languages_in(language)
    return names.get(tag.replace("-", "_")) or names.get(tag.split("-")[0]) or tag


@cache
def languages_in(language: str) -> Mapping[str, str]:
    """Tag to name of each language that CLDR names in a language; none where it can't be read."""
    with suppress(Exception):
        return {str(tag): str(name) for tag, name in read_data(language)["languages"].items()}
    return {}


@cache
def countries_in(language: str) -> dict[str, str]:
    """Code to name of each country or area, in a language; of the window's own languages they are shipped apart.

    All that CLDR says of a language takes twenty times as long to read.
    """
    shipped = resource("names", f"countries.{language}.json")
    if language in SHIPPED and shipped.is_file():
        names: dict[str, str] = json.loads(shipped.read_text("utf-8"))
        return names
    return chosen(language)


def chosen(language: str) -> dict[str, str]:
    """The same as CLDR has it."""
    return {
        code: name
        for code, name in territories(language).items()
        if len(code) == 2 and code.isascii() and code.isalpha() and code.isupper() and code not in _NOT_COUNTRIES
    }


@cache
def territories(language: str) -> Mapping[str, str]:
    """Code to name in a language, in English where CLDR has none of it; continents and the like are among them."""
    if len(language) == 2 and language.isascii() and language.isalpha():
        # Its files are Babel's own matter: where they changed in whatever way, it is asked itself.
        with suppress(Exception):
            return _read(language.lower())
    return _asked(language)


def _read(language: str) -> Mapping[str, str]:
    """As Babel keeps them; raises where it keeps them otherwise, or where that language has none of its own."""
    return {str(code): str(name) for code, name in read_data(language)["territories"].items()}


def read_data(language: str) -> Mapping[str, Any]:
    """What Babel keeps of a language, plain data; raises where it keeps it otherwise."""
    import pickle

    class Reader(pickle.Unpickler):
        """Plural rules, patterns of dates and the like are passed over without the modules that they need."""

        def find_class(self, module: str, name: str) -> type:
            return _Passed

    spec = find_spec("babel")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("babel")
    with Path(spec.origin).with_name("locale-data").joinpath(f"{language}.dat").open("rb") as file:
        data: Mapping[str, Any] = Reader(file).load()
    return data


class _Passed:
    """Stands for whatever else a language's data hold."""

    def __init__(self, *_: object) -> None:
        """Take anything."""

    def __setstate__(self, _: object) -> None:
        """Take anything."""


def _asked(language: str) -> Mapping[str, str]:
    """As Babel gives them."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return {str(code): str(name) for code, name in locale.territories.items()}
