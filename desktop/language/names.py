"""Finding names of a long list in a text, the longest first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")


class NameFinder:
    """Finds the names of a table in folded texts.

    Chinese names are looked up by their first two characters, others by their first word: the cost follows the text
    and not the number of names.

    Args:
        names: pairs of a folded name and what it means; "" means "looks like a name and is none".
        han: whether the names are written without spaces.
    """

    def __init__(self, names: Iterable[tuple[str, str]], han: bool) -> None:
        self._han = han
        index: dict[str, list[tuple[str, str]]] = {}
        for name, meaning in names:
            key = name[:2] if han else _first_word(name)
            if key and (name, meaning) not in index.setdefault(key, []):
                index[key].append((name, meaning))
        for rows in index.values():
            rows.sort(key=lambda row: -len(row[0]))
        self._index = index
        if han:
            self._first = re.compile("[" + re.escape("".join(sorted({key[0] for key in index}))) + "]")
        else:
            # Only words that begin like a name are looked up.
            firsts = re.escape("".join(sorted({key[0] for key in index})))
            self._first = re.compile(rf"(?=[{firsts}])(?<![^\W\d_])[^\W\d_]+") if index else _WORD

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, meaning) of each name, leftmost and longest first, none overlapping."""
        found: list[tuple[int, int, str]] = []
        position = 0
        for match in self._first.finditer(text):
            start = match.start()
            if start < position:
                continue
            rows = self._index.get(text[start : start + 2] if self._han else match[0])
            if not rows:
                continue
            for name, meaning in rows:
                end = start + len(name)
                if text.startswith(name, start) and (self._han or not text[end : end + 1].isalpha()):
                    position = end
                    if meaning:
                        found.append((start, end, meaning))
                    break
        return found


def _first_word(name: str) -> str:
    match = _WORD.search(name)
    return match[0] if match and match.start() == 0 else ""
