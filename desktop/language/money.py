"""Amounts of money in running text: a number, its scale and its currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from desktop.language import locale_data
from desktop.language.characters import bare, fold
from desktop.language.numbers import Number, digits_pattern, read_digits, tidy
from desktop.language.numbers import find as find_numbers
from desktop.language.packs import Pack, alternatives

_SIGNS = {
    "US$": "USD",
    "USD$": "USD",
    "$US": "USD",
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
    """An amount in a folded text: code points (end excluded), value, ISO 4217 code, whether 多 or 余 says "more".

    Attributes:
        shared: the codes of a name that several currencies have ("francs"), the likeliest first: `currency` is that.
    """

    start: int
    end: int
    amount: Decimal
    currency: str
    more: bool = False
    unsure: bool = False
    shared: tuple[str, ...] = ()
    about: bool = False


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


def _names(pack: Pack) -> dict[str, str]:
    """Name of a currency in lower case to its code: CLDR's names, over these the pack's, and signs behind amounts."""
    names: dict[str, str] = {}
    if not pack.han:
        names = {_key(name, pack): code for name, code in locale_data.currencies(pack.code).items()}
        names.update({_key(name, pack): str(codes[0]) for name, codes in pack.table("money", "shared").items()})
        names.update({sign.lower(): code for sign, code in _SIGNS.items()})
    names.update({name.lower(): str(code) for name, code in pack.table("money", "currencies").items()})
    return names


def _key(name: str, pack: Pack) -> str:
    return (bare(name) if pack.rtl else fold(name)).lower()


def _shared(pack: Pack) -> dict[str, tuple[str, ...]]:
    return {_key(name, pack): tuple(codes) for name, codes in pack.table("money", "shared").items()}


def _named(pack: Pack) -> re.Pattern[str]:
    linkers = alternatives(pack.words("money", "linkers"))
    names = alternatives(pack.made("money.names", _names))
    # 元 begins and ends words that name no currency.
    edge = r"(?:(?<!元)|(?![化素件首老旦勋凶]))" if pack.han else r"(?![^\W\d_])"
    return re.compile(rf"\s?(?:-\s?)?(?:{linkers})?(?P<name>{names}){edge}", re.IGNORECASE)


def _name(pack: Pack) -> re.Pattern[str]:
    names = [name for name in pack.made("money.names", _names) if len(name) > (1 if pack.han else 3)]
    return re.compile(("" if pack.han else r"(?<![^\W\d_])") + alternatives(names), re.IGNORECASE)


def currency_of(text: str, pack: Pack) -> str | None:
    """The currency that a caption names ("(Thousands of United States dollars)"), None where it names none."""
    match = pack.made("money.name", _name).search(text)
    if match:
        return pack.made("money.names", _names)[match[0].lower()]
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
            amount, unsure = read_digits(match["d"], pack, bool(match["scale"]))
            if match["scale"]:
                amount *= scales[match["scale"].lower()]
            code = signs[match["sign"].upper()]
            unsure = unsure or match["d"].count(" ") >= 3
            found.append(Money(match.start(), match.end(), tidy(amount), code, bool(match["more"]), unsure))
    named = pack.made("money.named", _named)
    names, shared = pack.made("money.names", _names), pack.made("money.shared", _shared)
    taken = {i for item in found for i in range(item.start, item.end)}
    for number in find_numbers(text, pack) if numbers is None else numbers:
        follows = named.match(text, number.end)
        if follows and number.start not in taken:
            name = follows["name"].lower()
            found.append(
                Money(
                    number.start,
                    follows.end(),
                    number.value,
                    names[name],
                    number.more,
                    number.unsure,
                    shared.get(name, ()),
                    number.about,
                )
            )
    return sorted(found, key=lambda item: item.start)
