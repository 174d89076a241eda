"""Who gave or got an amount: names beside it, in running text and in lists."""

from __future__ import annotations

import re

from desktop.extraction.facts import Facts
from desktop.language import countries
from desktop.language.characters import fold_han
from desktop.language.packs import Pack, alternatives

_GOVERNMENT = re.compile("政府|的|the|Governments?|of")


def named(facts: Facts, start: int, end: int) -> tuple[int, int, str] | None:
    """The country right before an amount: only a bracket, "of" or a word of giving stands between."""
    near = [item for item in facts.countries if item[0] >= start and item[1] <= end]
    if not near:
        return None
    between = facts.pack.made("finances.between", _between)
    return near[-1] if between.fullmatch(facts.text[near[-1][1] : end]) else None


def named_after(facts: Facts, end: int) -> tuple[int, int, str] | None:
    """The country right behind an amount: "de la Suède", "от Швеции"."""
    words = facts.pack.words("finances", "giving_after")
    near = next((item for item in facts.countries if item[0] >= end), None)
    if near is None or not words:
        return None
    between = facts.text[end : near[0]].strip().lower()
    return near if between in words else None


def code_of(party: str, pack: Pack) -> str | None:
    """The country that a party's name is or holds alone; None for others."""
    return countries.parse(party, pack.code) or only_country(party, pack)


def only_country(party: str, pack: Pack) -> str | None:
    """The one country of a name that has nothing else in it but words like "Government of"."""
    text = fold_han(party) if pack.han else party
    found = countries.find(text, pack)
    left = text
    for start, end, _ in reversed(found):
        left = left[:start] + left[end:]
    return found[0][2] if len(found) == 1 and not _GOVERNMENT.sub("", left).strip(" ，、,()") else None


_NAME = re.compile(
    r"(?:the\s)?(?:[A-Z0-9][\w.&'’-]*|of|the|and|for|de|la|du|des|et|del|y)(?:\s(?:[A-Z0-9][\w.&'’()-]*|of|the|and|for|to|de|la|du|des|et|del|y)){0,11}"
)


def is_name(text: str, pack: Pack) -> bool:
    """Whether what stands before an amount of a list may be the name of who gave or got it."""
    name = text.strip(" ,，:：()")
    if not name or name[-1] in ".。":
        return False
    if pack.han:
        return len(name) <= 24 and not re.search(r"[\d。；，]|(?:增加|减少|相比|其中|达到)", name)
    if pack.rtl or any(char > "\u0400" for char in name):
        return len(name.split()) <= 8
    return _NAME.fullmatch(name) is not None and any(char.isupper() for char in name)


def place(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the name of a party stands between two amounts of a list."""
    chunk = text[start:end]
    cuts = [
        match.end() for match in re.finditer(r"[：:;；、]|，|, (?:and )?|\band |以及|及其|(?<=[元)])(?:和|及)", chunk)
    ]
    # A name may hold "和" itself; only the mark right after the last amount and colons cut.
    first = cuts[-1] if cuts else 0
    begin = start + first
    while begin < end and text[begin] in " ，、和及：:":
        begin += 1
    stop = end
    while stop > begin and text[stop - 1] in " (":
        stop -= 1
    return begin, stop


def _between(pack: Pack) -> re.Pattern[str]:
    """What may stand between a giver's name and the amount."""
    giving = alternatives(pack.words("finances", "giving"))
    return re.compile(rf"[\s(（:：,、]*(?:{giving}[\s(:：,]*){{0,4}}", re.IGNORECASE)
