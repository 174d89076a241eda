"""Packs: the words of one language, read from resources/lexicons/<code>.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from resources import resource

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Pack:
    """One language's words.

    Attributes:
        code: "zh", "en", ...
        data: the TOML file as it is.
        memory: what has been compiled from it, by name; filled through `made`.
    """

    code: str
    data: Mapping[str, Any]
    memory: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def han(self) -> bool:
        """Whether it is written without spaces between words."""
        return bool(self.data.get("script") == "han")

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return bool(self.data.get("direction") == "rtl")

    def words(self, *path: str) -> list[str]:
        """A list of words by its keys, empty where the pack has none."""
        node: Any = self.data
        for key in path:
            node = node.get(key) if isinstance(node, Mapping) else None
        return list(node) if isinstance(node, list) else []

    def table(self, *path: str) -> dict[str, Any]:
        """A table by its keys, empty where the pack has none."""
        node: Any = self.data
        for key in path:
            node = node.get(key) if isinstance(node, Mapping) else None
        return dict(node) if isinstance(node, Mapping) else {}

    def made(self, name: str, make: Callable[[Pack], T]) -> T:
        """What `make` compiles from this pack, made once."""
        if name not in self.memory:
            self.memory[name] = make(self)
        result: T = self.memory[name]
        return result


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; one that never matches for none.

    It branches letter by letter: a list of some hundred words costs hardly more at each place than one of ten.
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        if word:
            node[""] = {}
    return _branch(root)[0] if root else r"(?!)"


def _branch(node: dict[str, Any]) -> tuple[str, int]:
    """(pattern, longest length) of what may follow in a tree of letters; "" marks where a word may end."""
    branches = []
    single = []
    for char, after in node.items():
        if not char:
            continue
        pattern, length = _branch(after)
        if length:
            branches.append((-length, re.escape(char) + pattern))
        else:
            single.append(re.escape(char))
    longest = max([1 - negative for negative, _ in branches] or [1 if single else 0])
    if not longest:
        return "", 0
    parts = [pattern for _, pattern in sorted(branches)]
    if single:
        parts.append(single[0] if len(single) == 1 else "[" + "".join(sorted(single)) + "]")
    return "(?:" + "|".join(parts) + ")" + ("?" if "" in node else ""), longest


@cache
def load(code: str) -> Pack:
    """The pack of a language; the English one where there is none of that code."""
    base = code.split("-")[0].split("_")[0].lower()
    source = resource("lexicons", f"{base}.toml")
    if not source.is_file():
        if base == "en":
            raise FileNotFoundError(str(source))
        return load("en")
    import tomllib

    return Pack(base, tomllib.loads(source.read_text("utf-8")))


def available() -> tuple[str, ...]:
    """Codes of the languages that have a pack."""
    folder = resource("lexicons")
    names = [entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return tuple(sorted(name[:-5] for name in names if len(name) == 7))
