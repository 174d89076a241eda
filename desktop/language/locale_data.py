"""What CLDR knows of a language beyond countries: names of currencies and of cities, read out of Babel's data alone."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from desktop.language.territories import read_data

# Units of account, bonds and metals that no report counts its money in.
_NO_MONEY = frozenset(("XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XEU", "XFO", "XFU", "XPD", "XPT", "XRE"))
_NO_MONEY_TOO = frozenset(("XSU", "XTS", "XUA", "X" * 3, "CHE", "CHW", "COU", "USN", "USS", "UYI", "UYW", "BOV", "CLF"))


@cache
def _data(language: str) -> Mapping[str, Any]:
    # Its files are Babel's own matter: where they changed, reports are read without these names.
    with suppress(Exception):
        return read_data(language)
    return {}


@cache
def currencies(language: str) -> Mapping[str, str]:
    """Name in a language, in singular and plural, to ISO 4217 code; currencies of today and of the recent past."""
    names: dict[str, str] = {}
    data = _data(language)
    for code, forms in dict(data.get("currency_names_plural", {})).items():
        for name in dict(forms).values():
            names.setdefault(str(name), str(code))
    for code, name in dict(data.get("currency_names", {})).items():
        names.setdefault(str(name), str(code))
    return {
        name: code
        for name, code in names.items()
        if code not in _NO_MONEY and code not in _NO_MONEY_TOO and "(" not in name and len(name) > 2
    }


@cache
def cities(language: str) -> tuple[tuple[str, str], ...]:
    """(name in a language, country) of the cities after which CLDR names time zones: most capitals are among them."""
    countries: Mapping[str, str] = _data("../global").get("zone_territories", {})
    rows = []
    for zone, names in dict(_data(language).get("time_zones", {})).items():
        city, country = dict(names).get("city"), countries.get(zone)
        if city and country and country != "001" and "," not in city and not zone.startswith("Antarctica/"):
            rows.append((str(city), str(country)))
    return tuple(rows)
