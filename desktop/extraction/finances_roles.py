"""What an amount in running text is for: the word nearest before it, or the noun right behind it."""

from __future__ import annotations

import re
from typing import Any

from desktop.language.packs import Pack, alternatives

Rules = list[dict[str, Any]]


def role_of(label: str, rules: Rules) -> tuple[str, str] | None:
    """(item, the word that decided) of a row's label or a clause, by the first rule that fits."""
    for rule in rules:
        word = next((word for word in rule["any"] if word in label), None)
        if word is None or any(item in label for item in rule.get("not", ())):
            continue
        if "all_any" in rule and not any(item in label for item in rule["all_any"]):
            continue
        return str(rule["item"]), word
    return None


class TextRoles:
    """The roles of one language's running text."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        data = pack.table("finances")
        self.rules: Rules = data.get("text_roles", data.get("roles", []))
        self.governing: Rules = data.get("governing_roles", [])
        self._behind = pack.made("finances.behind", _behind)

    def _lower(self, text: str) -> str:
        return text if self.pack.han else text.lower()

    def before(self, clause: str) -> tuple[str, str] | None:
        """By what stands before the amount: a phrase that governs the whole clause, else the word nearest to it."""
        text = self._lower(clause)
        governing = _last(text, self.governing)
        return governing or _last(text, self.rules)

    def behind(self, after: str) -> tuple[str, str] | None:
        """By the noun right behind the amount: "$4 million in contributions", "110 万美元的捐款"."""
        match = self._behind.match(self._lower(after))
        if match is None:
            return None
        return role_of(match["noun"], self.rules)

    def after(self, after: str) -> tuple[str, str] | None:
        """By any word behind the amount, where none stands before it."""
        return _last(self._lower(after), self.rules)


def _behind(pack: Pack) -> re.Pattern[str]:
    if pack.han:
        return re.compile(r"(?:的|(?:两年期|两年度|年度|财政年度))*(?P<noun>[\u4e00-\u9fff]{2,6})")
    linker = alternatives(pack.words("finances", "behind_linkers"))
    return re.compile(rf"\s(?:{linker}\s)(?P<noun>[\w-]+(?:\s[\w-]+)?)|(?!)(?P<never>)")


def _last(text: str, rules: Rules) -> tuple[str, str] | None:
    """The role whose word stands last in a text; of two that end at one place, the longer."""
    best: tuple[int, int, str, str] | None = None
    for rule in rules:
        if any(word in text for word in rule.get("not", ())):
            continue
        if "all_any" in rule and not any(word in text for word in rule["all_any"]):
            continue
        for word in rule["any"]:
            place = text.rfind(word)
            if place >= 0 and (best is None or (place + len(word), len(word)) > best[:2]):
                best = place + len(word), len(word), str(rule["item"]), word
    return (best[2], best[3]) if best else None
