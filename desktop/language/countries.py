"""Countries by name: CLDR, the ISO lists and the United Nations' own forms, as ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

import re
from functools import cache

from desktop.language.characters import fold
from desktop.language.names import NameFinder
from desktop.language.packs import Pack
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
    import pycountry

    rows = []
    for country in pycountry.countries:
        for attribute in ("name", "official_name", "common_name"):
            item = getattr(country, attribute, None)
            if item:
                rows.append((country.alpha_2, item))
    return tuple(rows)


_RUSSIAN_ENDINGS = (
    ("ия", ("ии", "ию", "ией")),
    ("а", ("ы", "и", "е", "у", "ой")),
    ("я", ("и", "е", "ю", "ей")),
    ("й", ("я", "ю", "е", "ем")),
    ("ь", ("я", "и", "ю", "е", "ем")),
    ("ы", ("ов", "ах", "ам", "ами")),
)


def _russian_forms(item: str) -> list[str]:
    """The cases of a name of one word."""
    if " " in item or "-" in item or len(item) < 4:
        return []
    for ending, others in _RUSSIAN_ENDINGS:
        if item.endswith(ending):
            return [item[: -len(ending)] + other for other in others]
    return [item + other for other in ("а", "у", "е", "ом")] if item[-1] in "бвгдзклмнпрстфхцчшщ" else []


def _arabic_forms(item: str) -> list[str]:
    """A name behind the words of one letter that are written together with it."""
    forms = [prefix + item for prefix in ("و", "ب", "ل", "ف", "ك", "وب", "ول")]
    return [*forms, "لل" + item[2:], "ولل" + item[2:]] if item.startswith("ال") else forms


_FORMS = {"ru": _russian_forms, "ar": _arabic_forms}


def _finder(pack: Pack) -> NameFinder:
    rows = [*names(pack.code)]
    forms = _FORMS.get(pack.code)
    if forms is not None:
        known = dict(rows)
        rows += [(form, code) for item, code in names(pack.code) for form in forms(item) if form not in known]
    rows += [(item, "") for item in _extra().get("not", {}).get(pack.code, [])]
    return NameFinder(rows, pack.han)


def find(text: str, pack: Pack) -> list[tuple[int, int, str]]:
    """(start, end, code) of each country named in a folded text, in order."""
    return pack.made("countries.finder", _finder).find(text)


@cache
def _by_name(language: str) -> dict[str, str]:
    return {_key(item): code for item, code in names(language)}


def _key(text: str) -> str:
    return re.sub(r"[\s.,()'’-]+", "", fold(text)).casefold()


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
