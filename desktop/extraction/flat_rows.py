"""Rows whose cells only single spaces part: how many cells there are, and which groups of digits belong together."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from db.model.dataclass import dataclass

_BODY = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
_TOKEN = re.compile(rf"[(\[]?[-–−]?(?:US\$|\$|€|£)?{_BODY}\s?%?[)\]]?(?![^\s)\]])|(?:-{{1,2}}|–|—|\.{{2,3}}|…)(?!\S)")
_GROUP = re.compile(r"[(\[]?[-–−]?(?:US\$|\$|€|£)?\d{1,3}$")
_LAST = re.compile(r"\d{3}(?:[.,]\d{1,2})?%?[)\]]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST = 14


@dataclass(frozen=True, slots=True)
class Tail:
    """The tokens at the end of a line that are digits or dashes; offsets in the line.

    Attributes:
        label_end: where the label before them ends.
    """

    label_end: int
    tokens: tuple[tuple[int, int], ...]


def tail_of(text: str) -> Tail | None:
    """The figures at the end of a line behind a label; None where it does not end so, or has no label."""
    words = [(match.start(), match.end()) for match in re.finditer(r"\S+(?: %(?!\S))?", text)]
    tokens: list[tuple[int, int]] = []
    while words and _TOKEN.fullmatch(text[words[-1][0] : words[-1][1]]):
        tokens.append(words.pop())
    tokens.reverse()
    if not words or not tokens or len(tokens) > 3 * _MOST or not re.search(r"[^\W\d_]", text[: words[-1][1]]):
        return None
    if not any(char.isdigit() for start, end in tokens for char in text[start:end]):
        return None
    return Tail(words[-1][1], tuple(tokens))


def partitions(words: Sequence[str], most: int = 200) -> list[tuple[int, ...]]:
    """Every way to join neighbouring tokens into numbers: for each way the number of tokens of each number.

    Tokens join where all but the first have three digits and none but the last has a decimal part.
    """

    def ways(at: int) -> Iterator[tuple[int, ...]]:
        if at == len(words):
            yield ()
            return
        if re.match(r"[(\[]?0\d", words[at]):
            return  # no number begins with a nought: these digits go on with the number before
        for size in range(1, min(5, len(words) - at) + 1):
            if size > 1 and not _joins(words, at, size):
                break
            if size == 1 and words[at][0] in "([" and words[at][-1] not in ")]":
                continue  # its bracket closes behind a later group
            for rest in ways(at + size):
                yield (size, *rest)

    found = []
    for way in ways(0):
        found.append(way)
        if len(found) >= most:
            break
    return found


def _joins(words: Sequence[str], at: int, size: int) -> bool:
    first, last = words[at], words[at + size - 1]
    inner = words[at + 1 : at + size - 1]
    if not _GROUP.match(first) or not _LAST.fullmatch(last):
        return False
    if first.startswith(("(", "[")) != last.endswith((")", "]")) and first.startswith(("(", "[")):
        # A bracket opened before the first group closes behind a later one.
        return all(re.fullmatch(r"\d{3}", word) for word in inner) and "%" not in last
    return all(re.fullmatch(r"\d{3}", word) for word in inner) and first.lstrip("([-–−$€£US") != "0"


def fewest(words: Sequence[str]) -> int:
    """The smallest number of cells that tokens can be."""
    return min((len(way) for way in partitions(words)), default=len(words))


def certain(words: Sequence[str]) -> int | None:
    """The number of cells where tokens can be read in one way only."""
    ways = partitions(words)
    return len(ways[0]) if len(ways) == 1 else None


def columns_of(rows: Sequence[Sequence[str]], header: int | None) -> tuple[int | None, bool]:
    """(number of columns of a table, whether it is sure) by its header, else by rows that leave no choice."""
    sure = Counter(count for words in rows if (count := certain(words)) is not None)
    need = Counter(fewest(words) for words in rows)
    if header is not None and all(count <= header for count in need):
        return header, True
    if sure:
        best = max(sure, key=lambda count: (sure[count], count))
        if sum(sure.values()) >= 2 or len(rows) <= 2 or best == max(need):
            return best, True
    forced = max(need, default=None)
    return (forced, False) if forced is not None and forced > 1 else (None, False)


def cells(words: Sequence[str], columns: int | None) -> tuple[tuple[int, ...], bool]:
    """(tokens of each cell, whether the grouping is sure) for a row, given the number of columns where known."""
    ways = partitions(words)
    if not ways:
        return tuple(1 for _ in words), False
    if len(ways) == 1:
        return ways[0], True
    if columns is None:
        best = min(ways, key=lambda way: (len(way), _spread(words, way)))
        return best, len(best) == 1 and len(words) <= 3
    fitting = [way for way in ways if len(way) == columns]
    if not fitting:
        # A row with fewer figures than columns: as few numbers as can be.
        best = min(ways, key=lambda way: (abs(len(way) - columns), _spread(words, way)))
        return best, False
    best = min(fitting, key=lambda way: _spread(words, way))
    return best, len(fitting) == 1


def _spread(words: Sequence[str], way: tuple[int, ...]) -> float:
    """How unlike each other the lengths of the numbers are: figures of one row are mostly of one order."""
    lengths, at = [], 0
    for size in way:
        lengths.append(sum(char.isdigit() for word in words[at : at + size] for char in word.split(".")[0]))
        at += size
    return max(lengths) - min(lengths) + 0.01 * sum(abs(a - b) for a, b in itertools.pairwise(lengths))


def is_year(word: str) -> bool:
    """Whether a token is a year and no amount."""
    return _YEAR.fullmatch(word) is not None
