"""Countries by name: CLDR, the ISO lists and the United Nations' own forms, as ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from desktop.language import russian
from desktop.language.characters import bare, fold
from desktop.language.names import NameFinder
from desktop.language.packs import Pack, alternatives
from desktop.language.territories import countries_in
from desktop.language.territories import name as name
from resources import resource

_CODE = re.compile(r"[A-Z]{2}")


@cache
def _extra() -> dict[str, dict[str, list[str]]]:
    source = resource("lexicons", "countries.toml")
    import tomllib

    return tomllib.loads(source.read_text("utf-8"))


@cache
def all_codes() -> tuple[str, ...]:
    """Every code, in alphabetical order."""
    return tuple(sorted(countries_in("en")))


@cache
def names(language: str) -> tuple[tuple[str, str], ...]:
    """(folded name, code) of every known name in a language; of English the ISO names too."""
    base = language.split("-")[0].split("_")[0]
    rows: dict[str, str] = {}
    extra = _extra().get(base, {})
    for code, given in extra.items():
        for item in given:
            rows[fold(item)] = code
    for code, item in countries_in(base).items():
        rows.setdefault(fold(item), code)
        # "Myanmar (Burma)", "刚果（布）": the name before the bracket is told apart by the table above.
        short = re.sub(r"\s*\(.*\)$", "", fold(item))
        if short and short not in rows:
            rows[short] = code
    if base == "en":
        for code, item in _iso():
            rows.setdefault(fold(item), code)
    return tuple(rows.items())


@cache
def _iso() -> tuple[tuple[str, str], ...]:
    attributes = ("name", "official_name", "common_name")
    # Its files are pycountry's own matter: where they changed in whatever way, it is asked itself.
    with suppress(Exception):
        return tuple((entry["alpha_2"], entry[key]) for entry in _read_iso() for key in attributes if entry.get(key))
    import pycountry

    rows = ((country.alpha_2, getattr(country, key, None)) for country in pycountry.countries for key in attributes)
    return tuple((code, item) for code, item in rows if item)


def _read_iso() -> list[dict[str, str]]:
    """As pycountry keeps them, without the modules that it brings along; raises where it keeps them otherwise."""
    spec = find_spec("pycountry")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pycountry")
    source = Path(spec.origin).with_name("databases") / "iso3166-1.json"
    found: list[dict[str, str]] = json.loads(source.read_text("utf-8"))["3166-1"]
    return found


def _arabic_forms(item: str) -> Iterator[str]:
    """A name behind the words of one letter that are written together with it."""
    yield from (prefix + item for prefix in ("و", "ب", "ل", "ف", "ك", "وب", "ول"))
    if item.startswith("ال"):
        yield from ("لل" + item[2:], "ولل" + item[2:])


# Names as sentences have them, by language; others have them as they are.
FORMS: dict[str, Callable[[str], Iterable[str]]] = {"ru": russian.cases, "ar": _arabic_forms}


def with_forms(rows: Iterable[tuple[str, str]], pack: Pack) -> list[tuple[str, str]]:
    """Pairs of a name and its meaning, and of each form that the language gives the name; names themselves go first."""
    rows = [(bare(item), meaning) for item, meaning in rows] if pack.rtl else list(rows)
    forms = FORMS.get(pack.code)
    if forms is None:
        return rows
    known = {item for item, _ in rows}
    return rows + [(form, meaning) for item, meaning in rows for form in forms(item) if form not in known]


def _finder(pack: Pack) -> NameFinder:
    rows = with_forms(names(pack.code), pack)
    rows += [(bare(item) if pack.rtl else item, "") for item in _extra().get("not", {}).get(pack.code, [])]
    return NameFinder(rows, pack.han)


def _guards(pack: Pack) -> dict[str, re.Pattern[str]]:
    """A name that is a common word, too, to what must stand before it."""
    every: Any = _extra().get("guarded", {})
    table: dict[str, list[str]] = every.get(pack.code, {})
    edge = r"(?:^|[^\w]|(?=[،,(]))و?"
    return {
        bare(name): re.compile(rf"{edge}{alternatives(bare(word) for word in words)}\s?$", re.IGNORECASE)
        for name, words in table.items()
    }


def find(text: str, pack: Pack) -> list[tuple[int, int, str]]:
    """(start, end, code) of each country named in a folded text, in order."""
    found = pack.made("countries.finder", _finder).find(text)
    guards = pack.made("countries.guards", _guards)
    if not guards:
        return found
    return [
        item
        for item in found
        if (guard := guards.get(text[item[0] : item[1]])) is None or guard.search(text, max(0, item[0] - 16), item[0])
    ]


@cache
def _by_name(language: str) -> dict[str, str]:
    return {_key(item): code for item, code in names(language)}


def _key(text: str) -> str:
    return re.sub(r"[\s.,()'’—-]+", "", bare(text)).casefold()


def parse(text: str, language: str) -> str | None:
    """The code that one name or code means, as typed in this language or in English; None where it means none."""
    body = fold(text).strip()
    if _CODE.fullmatch(body.upper()) and body.upper() in all_codes() and len(body) == 2 and body.isascii():
        return body.upper()
    key = _key(body)
    if not key:
        return None
    for code in dict.fromkeys((language, "en", "zh", "fr", "es", "ru", "ar")):
        found = _by_name(code).get(key)
        if found:
            return found
    if key.startswith("the"):
        return _by_name("en").get(key[3:])
    if len(body) == 3 and body.isascii():
        import pycountry

        country = pycountry.countries.get(alpha_3=body.upper())
        return str(country.alpha_2) if country else None
    return None
