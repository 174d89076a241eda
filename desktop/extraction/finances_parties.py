"""Who gave or got an amount: names beside it, in running text and in lists."""

from __future__ import annotations

import re

from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.finances_roles import role_of
from desktop.extraction.table_parts import Row, Table
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
    while end > start and text[end - 1] in " ,，、:：":
        end -= 1  # "Canada, $5; Germany, $4"
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


class Donors:
    """A table of which each row is a party that gave or got money."""

    def __init__(self, pack: Pack, caption: str, table: Table) -> None:
        self.pack = pack
        rule = role_of(caption if pack.han else caption.lower(), pack.table("finances").get("table_parties", []))
        self.item = rule[0] if rule else ""
        heads = [word.lower() for word in pack.words("finances", "party_headers")]
        lines = [line.text.lower().replace(" ", "") if pack.han else line.text.lower() for line in table.captions]
        self.named = bool(self.item) and any(line.strip("| ").startswith(head) for line in lines for head in heads)
        self.every = self.item == "contribution" and any(
            word in (caption if pack.han else caption.lower()) for word in pack.words("finances", "source_captions")
        )  # every row that is no sum is a source
        if self.item and not self.named:
            # Rows that mostly name countries say so themselves.
            known = sum(code_of(row.label, pack) is not None for row in table.rows)
            self.named = known >= 3 and known * 2 >= len(table.rows) - 1

    def tell(self, draft: Draft, row: Row, label: str) -> None:
        """Set the party of a row's figure, and the role that goes with it."""
        if not self.item:
            return
        if any(word in label for word in self.pack.words("finances", "total_words")):
            if (self.named or self.every) and draft.fields["item"] in ("other", "funding"):
                draft.fields["item"] = {"contribution": "voluntary_contributions", "refund": "refunds"}[self.item]
            return
        gifts = self.named and self.item == "contribution" and draft.fields["item"] == "voluntary_contributions"
        if draft.fields["item"] not in ("other", "funding") and not gifts:
            return
        name = re.sub(r"\s[a-z*]$", "", row.label) if self.named else row.label
        code = code_of(name, self.pack)
        if code is None and not self.every and not (self.named and is_name(name, self.pack)):
            return
        draft.fields["item"], draft.fields["party"] = self.item, name
        draft.field_evidence["party"] = draft.field_evidence["item"]
        draft.field_confidence["party"] = 0.9 if code else 0.75
        if code:
            draft.fields["party_country"] = code
            draft.field_evidence["party_country"] = draft.field_evidence["item"]
