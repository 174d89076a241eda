"""Numbers in digits: grouped, with decimals, by the marks that a language or a text uses."""

from __future__ import annotations

import re
from decimal import Decimal

from db.model.dataclass import dataclass
from desktop.language.packs import Pack

GIANT = Decimal(10) ** 9


@dataclass(frozen=True)
class Number:
    """A number in a folded text.

    Attributes:
        start, end: code points, end excluded; the qualifier inside it ("20 多万") belongs to it.
        value: what it says; more: whether 多, 余 or 几 inside it says "and some more".
        written: "digits" or "words".
        unsure: whether its groups may be several numbers, or its marks may be read in another way.
        about: whether it is a round number that says "about" itself ("une centaine").
    """

    start: int
    end: int
    value: Decimal
    more: bool = False
    written: str = "digits"
    unsure: bool = False
    about: bool = False


def digits_pattern(pack: Pack) -> str:
    """The pattern of a number in digits: grouped by threes with one mark throughout, or not grouped; with decimals."""
    groups = pack.data.get("groups", " ,")
    decimal = "".join(re.escape(char) for char in pack.data.get("decimal", "."))
    grouped = "|".join(rf"\d{{1,3}}(?:{re.escape(char)}\d{{3}})+(?!\d)" for char in groups)
    if "'" in groups:
        grouped = rf"\d{{1,3}}'\d{{3}}(?:[., ]\d{{3}})+(?!\d)|{grouped}"
    return rf"(?:(?:{grouped}|\d+)(?:[{decimal}]\d+)?)"


def tidy(value: Decimal) -> Decimal:
    """The same value without decimals that say nothing."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def parse_digits(text: str, pack: Pack) -> Decimal:
    """The value of what `digits_pattern` matched."""
    return read_digits(text, pack)[0]


def read_digits(text: str, pack: Pack, scaled: bool = False) -> tuple[Decimal, bool]:
    """(value, whether it could be read in another way) of what `digits_pattern` matched.

    One mark before exactly three digits groups them if it may ("1,250" in Arabic). Where it is also the language's own
    decimal mark ("87,200" in Spanish), that is unsure.

    Args:
        scaled: whether a scale or a percent sign follows, which decimals do more often than groups.
    """
    marks = [(place, char) for place, char in enumerate(text) if not char.isdigit()]
    if not marks:
        return Decimal(text), False
    groups, decimal = pack.data.get("groups", " ,"), pack.data.get("decimal", ".")
    place, mark = marks[-1]
    others = {char for _, char in marks[:-1]}
    three = len(text) - place == 4
    whole = Decimal("".join(char for char in text if char.isdigit()))
    if mark not in decimal or mark in others or ("'" in others and three):
        return whole, False
    parted = Decimal("".join(char for char in text[:place] if char.isdigit()) + "." + text[place + 1 :])
    either = pack.data.get("three_group") is True  # no text means three decimals where it counts things
    if not three or others or place > 3 or text[0] == "0" or not (mark in groups or either):
        return parted, False
    if scaled and (mark == decimal[0] or mark not in groups):
        return parted, mark in groups
    return whole, mark == decimal[0]
