"""Amounts of money in running text: a number, its scale and its currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from desktop.language.numbers import Number, digits_pattern, parse_digits
from desktop.language.numbers import find as find_numbers
from desktop.language.packs import Pack, alternatives

_SIGNS = {
    "US$": "USD",
    "USD": "USD",
    "$": "USD",
    "€": "EUR",
    "EUR": "EUR",
    "£": "GBP",
    "GBP": "GBP",
    "¥": "JPY",
    "CHF": "CHF",
}


@dataclass(frozen=True)
class Money:
    """An amount in a folded text: code points (end excluded), value, ISO 4217 code, whether 多 or 余 says "more"."""

    start: int
    end: int
    amount: Decimal
    currency: str
    more: bool = False
    unsure: bool = False


def _signs(pack: Pack) -> dict[str, str]:
    """Signs and ISO 4217 codes that stand before an amount."""
    return {**{code: code for code in pack.table("money", "currencies").values()}, **_SIGNS}


def _signed(pack: Pack) -> re.Pattern[str]:
    digits = digits_pattern(pack)
    scale = alternatives(pack.table("money", "scales"))
    sign = alternatives(pack.made("money.signs", _signs))
    return re.compile(
        rf"(?<![A-Za-z])(?P<sign>{sign})\s?(?P<d>{digits})(?:(?:\s|-)?(?P<scale>{scale})(?![a-z]))?(?P<more>[多余])?",
        re.IGNORECASE,
    )


def _sign(pack: Pack) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z]){alternatives(pack.made('money.signs', _signs))}(?![A-Za-z])")


def _named(pack: Pack) -> re.Pattern[str]:
    linkers = alternatives(pack.words("money", "linkers"))
    names = alternatives(pack.table("money", "currencies"))
    return re.compile(rf"\s?(?:-\s?)?(?:{linkers})?(?P<name>{names})", re.IGNORECASE)


def currency_of(text: str, pack: Pack) -> str | None:
    """The currency that a caption names ("(Thousands of United States dollars)"), None where it names none."""
    names = {name.lower(): code for name, code in pack.table("money", "currencies").items()}
    pattern = pack.made("money.name", lambda p: re.compile(alternatives(p.table("money", "currencies")), re.IGNORECASE))
    match = pattern.search(text)
    if match:
        return str(names[match[0].lower()])
    signs = pack.made("money.signs", _signs)
    sign = pack.made("money.sign", _sign).search(text)
    return signs[sign[0]] if sign else None


def find(text: str, pack: Pack, numbers: list[Number] | None = None) -> list[Money]:
    """Every amount of a folded text, in order."""
    scales = {word.lower(): Decimal(value) for word, value in pack.table("money", "scales").items()}
    found = []
    signs = pack.made("money.signs", _signs)
    if any(sign in text for sign in signs):
        for match in pack.made("money.signed", _signed).finditer(text):
            amount = parse_digits(match["d"], pack)
            if match["scale"]:
                amount *= scales[match["scale"].lower()]
            code = signs[match["sign"].upper()]
            found.append(
                Money(match.start(), match.end(), amount, code, bool(match["more"]), match["d"].count(" ") >= 3)
            )
    named = pack.made("money.named", _named)
    names = {name.lower(): code for name, code in pack.table("money", "currencies").items()}
    taken = {i for item in found for i in range(item.start, item.end)}
    for number in find_numbers(text, pack) if numbers is None else numbers:
        follows = named.match(text, number.end)
        if follows and number.start not in taken:
            code = names[follows["name"].lower()]
            found.append(Money(number.start, follows.end(), number.value, code, number.more, number.unsure))
    return sorted(found, key=lambda item: item.start)
