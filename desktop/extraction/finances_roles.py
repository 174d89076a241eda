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
        self._told = pack.made("finances.text_roles", lambda p: _Words(self.rules))
        self._governing = pack.made("finances.governing_roles", lambda p: _Words(data.get("governing_roles", [])))
        self._behind = pack.made("finances.behind", _behind)

    def _lower(self, text: str) -> str:
        return text if self.pack.han else text.lower()

    def before(self, clause: str) -> tuple[str, str] | None:
        """By what stands before the amount: a phrase that governs the whole clause, else the word nearest to it."""
        text = self._lower(clause)
        return self._governing.last(text) or self._told.last(text)

    def behind(self, after: str) -> tuple[str, str] | None:
        """By the noun right behind the amount: "$4 million in contributions", "110 万美元的捐款"."""
        match = self._behind.match(self._lower(after))
        if match is None:
            return None
        return role_of(match["noun"], self.rules)

    def noun_end(self, after: str) -> int:
        """How far the noun right behind the amount goes."""
        match = self._behind.match(self._lower(after))
        return match.end() if match and not self.pack.han else 0

    def after(self, after: str) -> tuple[str, str] | None:
        """By any word behind the amount, where none stands before it."""
        return self._told.last(self._lower(after))


def _behind(pack: Pack) -> re.Pattern[str]:
    if pack.han:
        return re.compile(
            r"(?:的|(?:两年期|两年度|年度|财政年度))*(?![降升增减涨跌比较提扩缩])(?P<noun>[\u4e00-\u9fff]{2,6})"
        )
    linker = alternatives(pack.words("finances", "behind_linkers"))
    return re.compile(rf"\s(?:{linker}\s)(?P<noun>[\w-]+(?:\s[\w-]+)?)|(?!)(?P<never>)")


class _Words:
    """The words of rules, all found in one pass."""

    def __init__(self, rules: Rules) -> None:
        self._rules: dict[str, list[dict[str, Any]]] = {}
        for rule in rules:
            for word in rule["any"]:
                self._rules.setdefault(word, []).append(rule)
        self._pattern = re.compile(f"(?=({alternatives(self._rules)}))")

    def last(self, text: str) -> tuple[str, str] | None:
        """The role whose word stands last in a text; of two that end at one place, the longer."""
        found = [(match.end(1), len(match[1]), match[1]) for match in self._pattern.finditer(text)]
        for _, _, word in sorted(found, reverse=True):
            for rule in self._rules[word]:
                if any(other in text for other in rule.get("not", ())):
                    continue
                if "all_any" in rule and not any(other in text for other in rule["all_any"]):
                    continue
                return str(rule["item"]), word
        return None
