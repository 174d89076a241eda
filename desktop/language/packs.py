"""Packs: the words of one language, read from resources/lexicons/<code>.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import cache, cached_property
from typing import Any, TypeVar

from db.model.dataclass import dataclass
from desktop.language.characters import bare, fold
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

    @cached_property  # asked for at every step
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
    if not root:
        return r"(?!)"
    firsts = {form for char in root for form in (char.lower()[:1], char.upper()[:1])}
    # Where letters have cases, a look at the first one is cheaper than trying each branch in both.
    look = f"(?=[{re.escape(''.join(sorted(firsts)))}])" if len(firsts) > len(root) > 5 else ""
    return f"(?:{look}{_branch(root)[0]})"


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

    data = tomllib.loads(source.read_text("utf-8"))
    return Pack(base, _bare(data) if data.get("direction") == "rtl" else data)


def _bare(node: Any) -> Any:
    """Words as the texts are in which they are looked for: variants of letters made one, no vowel signs."""
    if isinstance(node, str):
        return bare(node)
    if isinstance(node, list):
        return [_bare(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {bare(key): value if key == "name" else _bare(value) for key, value in node.items()}


_POINTED = re.compile(
    r"(?<![\d.,])\d+([.,])\d{1,2}(?![\d.,])"
    r"|(?<![\d.,])\d{1,3}(?:([.,])\d{3})(?:\2\d{3})+(?![\d.,]*\d)"
)


def suited(pack: Pack, text: str) -> Pack:
    """The pack as a text writes its numbers, where the pack leaves open which mark parts decimals and which groups.

    What tells are decimals of one or two places and marks between several groups; where hardly anything tells, or both
    ways occur, the pack stays as it is and figures that could be read in two ways are unsure.
    """
    decimal = str(pack.data.get("decimal", "."))
    if len(decimal) < 2:
        return pack
    votes = {".": 0, ",": 0}
    for match in _POINTED.finditer(fold(text)):
        if match[1]:
            votes[match[1]] += 1
        else:
            votes["," if match[2] == "." else "."] += 1
    mark = max(votes, key=lambda item: votes[item])
    if votes[mark] < 3 or votes[mark] < 5 * (sum(votes.values()) - votes[mark]):
        return pack
    return _marked(pack, mark)


def _marked(pack: Pack, mark: str) -> Pack:
    made: dict[str, Pack] = pack.made("marked", lambda _: {})
    if mark not in made:
        groups = str(pack.data.get("groups", " ,")).replace(mark, "")
        made[mark] = Pack(pack.code, {**pack.data, "groups": groups, "decimal": mark, "three_group": True})
    return made[mark]


def available() -> tuple[str, ...]:
    """Codes of the languages that have a pack."""
    folder = resource("lexicons")
    names = [entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return tuple(sorted(name[:-5] for name in names if len(name) == 7))
