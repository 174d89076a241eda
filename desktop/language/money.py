"""Amounts of money in running text: a number, its scale and its currency."""

from __future__ import annotations

import re
from decimal import Decimal

from db.model.dataclass import dataclass
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
    "SwF": "CHF",
    "SWF": "CHF",
    "SFr": "CHF",
    "SFR": "CHF",
    "Can$": "CAD",
    "CAN$": "CAD",
    "A$": "AUD",
    "NZ$": "NZD",
}


# Groups of three and one decimal: hardly money, where a sentence may end there.
_NOTED = re.compile(r"(\d{1,3}(?:[ ,]\d{3})+)\.\d")
_SENTENCE_GOES_ON = re.compile(r"\s+[A-ZÀ-Þ\u0400-\u042f]|\s*$|\n")


_GLUED = re.compile("[وفبلك]{0,2}(?:ال|لل)?")


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
    """What stands between an amount and the name of its currency; of Chinese, the name too."""
    linkers = alternatives(pack.words("money", "linkers"))
    link = rf"\s?(?:-\s?)?(?:{linkers})?"
    if not pack.han:
        return re.compile(link, re.IGNORECASE)
    # 元 begins and ends words that name no currency.
    edge = r"(?:(?<!元)|(?![化素件首老旦勋凶]))"
    return re.compile(rf"{link}(?P<name>{alternatives(pack.made('money.names', _names))}){edge}")


def _index(pack: Pack) -> dict[str, list[str]]:
    """First word of a name to all names that begin so, the longest first; CLDR has hundreds a language."""
    index: dict[str, list[str]] = {}
    for name in sorted(pack.made("money.names", _names), key=len, reverse=True):
        first = _FIRST.match(name)
        if first:
            index.setdefault(first[0], []).append(name)
    return index


_FIRST = re.compile(r"[^\W\d_]+|[^\w\s]")


def _lower(text: str) -> str:
    """In lower case, of the same length whatever letters there are."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _name_at(lower: str, place: int, index: dict[str, list[str]]) -> str | None:
    first = _FIRST.match(lower, place)
    for name in index.get(first[0], ()) if first else ():
        if lower.startswith(name, place) and not lower[place + len(name) : place + len(name) + 1].isalpha():
            return name
    return None


def _name(pack: Pack) -> re.Pattern[str]:
    return re.compile(alternatives(name for name in pack.made("money.names", _names) if len(name) > 1))


def _name_in(text: str, pack: Pack) -> str | None:
    if pack.han:
        match = pack.made("money.name", _name).search(text)
        return match[0] if match else None
    lower, index = _lower(text), pack.made("money.index", _index)
    for first in _FIRST.finditer(lower):
        if first[0] in index:
            name = _name_at(lower, first.start(), index)
            if name is not None and len(name) > 3:
                return name
    return None


def currency_of(text: str, pack: Pack) -> str | None:
    """The currency that a caption names ("(Thousands of United States dollars)"), None where it names none."""
    name = _name_in(text, pack)
    if name is not None:
        return pack.made("money.names", _names)[name]
    signs = pack.made("money.signs", _signs)
    sign = pack.made("money.sign", _sign).search(text)
    return signs[sign[0]] if sign else None


def named(text: str, pack: Pack) -> frozenset[str]:
    """All currencies that a folded text names, by name, code or sign; of a name that several have all of them."""
    signs, names = pack.made("money.signs", _signs), pack.made("money.names", _names)
    found = {signs[match[0]] for match in pack.made("money.sign", _sign).finditer(text)}
    if pack.han:
        return frozenset(found | {names[match["name"]] for match in pack.made("money.any", _any_name).finditer(text)})
    lower, index, shared = _lower(text), pack.made("money.index", _index), pack.made("money.shared", _shared)
    for first in _FIRST.finditer(lower):
        word = first.start()
        if pack.rtl and (glued := _GLUED.match(first[0])) is not None and first[0] not in index:
            word += glued.end()  # the article, and words of one letter
        name = _name_at(lower, word, index)
        if name is not None and (len(name) > 2 or not name.isalpha()):
            found.update((names[name], *shared.get(name, ())))
    return frozenset(found)


def _any_name(pack: Pack) -> re.Pattern[str]:
    names = alternatives(name for name in pack.made("money.names", _names) if len(name) > 1)
    return re.compile(rf"(?P<name>{names})")


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
            end = match.end()
            noted = None if match["scale"] else _NOTED.fullmatch(match["d"])
            if noted and _SENTENCE_GOES_ON.match(text, end):
                # "$186,000.1 The next": a sentence ended, and its note's number stands behind the full stop.
                amount, unsure = read_digits(noted[1], pack, False)
                end = match.start("d") + noted.end(1)
            unsure = unsure or match["d"].count(" ") >= 3
            found.append(Money(match.start(), end, tidy(amount), code, bool(match["more"]), unsure))
    named = pack.made("money.named", _named)
    names, shared = pack.made("money.names", _names), pack.made("money.shared", _shared)
    taken = {i for item in found for i in range(item.start, item.end)}
    lower, index = ("", {}) if pack.han else (_lower(text), pack.made("money.index", _index))
    numbers = find_numbers(text, pack) if numbers is None else numbers
    for number in numbers:
        follows = named.match(text, number.end)
        if follows is None or number.start in taken:
            continue
        name = follows["name"] if pack.han else _name_at(lower, follows.end(), index)
        if name is None:
            continue
        end = follows.end() if pack.han else follows.end() + len(name)
        own = shared.get(name, ())
        found.append(Money(number.start, end, number.value, names[name], number.more, number.unsure, own, number.about))
    return sorted([*found, *_before_named(text, pack, numbers, found)], key=lambda item: item.start)


def _before_named(text: str, pack: Pack, numbers: list[Number], found: list[Money]) -> list[Money]:
    """Amounts that leave the currency to the next one: "1.2 million and 0.9 million dollars"."""
    if len(numbers) < 2 or not found:
        return []
    ends = {number.end: number for number in numbers}
    starts = {number.start for number in numbers}
    listed = pack.made("money.listed", _listed)
    made = []
    for item in found:
        match = listed.search(text, max(0, item.start - 12), item.start) if item.start in starts else None
        number = ends.get(match.start()) if match else None
        if number is None or any(number.start < other.end and number.end > other.start for other in found):
            continue
        if text[number.start : number.end].strip()[-1:].isalpha() or number.value >= 10_000:
            made.append(
                Money(number.start, number.end, number.value, item.currency, number.more, number.unsure, item.shared)
            )
    return made


def _listed(pack: Pack) -> re.Pattern[str]:
    words = alternatives(pack.words("dates", "listed") or pack.words("dates", "joiners"))
    return re.compile(rf"\s?{words}\s?$", re.IGNORECASE)
