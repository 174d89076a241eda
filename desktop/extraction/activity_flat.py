"""Tables of activities whose cells only single spaces part: the date of a row tells where its cells end."""

from __future__ import annotations

import re

from desktop.extraction.lines import Line
from desktop.language import dates
from desktop.language.packs import Pack

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+|[-–—]")
_DIGIT = re.compile(r"\d")
_ENDS = frozenset(".,;:。，；：、)")
_MOST = 8
_WORDS = 4
Span = tuple[int, int]


def words_of(pack: Pack) -> dict[str, re.Pattern[str]]:
    """What the headings of each kind of column look like."""
    table = pack.table("activities", "columns")
    return {role: re.compile(shape, re.IGNORECASE) for role, shape in table.items()}


def headings(line: Line, words: dict[str, re.Pattern[str]]) -> list[tuple[str, Span]]:
    """(role, place) of each heading of a line that is nothing but those of a table of activities; else nothing."""
    text = line.text
    if text[-1:] in _ENDS or not 2 <= text.count(" ") < _MOST + _WORDS or _DIGIT.search(text):
        return []  # most lines are left at once
    tokens = [match.span() for match in re.finditer(r"\S+", text)]

    def parted(at: int, taken: tuple[str, ...]) -> list[tuple[str, Span]] | None:
        if at == len(tokens):
            return [] if {"event", "date"} <= set(taken) and len(taken) > 2 else None
        for size in range(1, min(_WORDS, len(tokens) - at) + 1):
            place = tokens[at][0], tokens[at + size - 1][1]
            for role, shape in words.items():
                if role in taken or not shape.fullmatch(line.text[slice(*place)]):
                    continue
                rest = parted(at + size, (*taken, role))
                if rest is not None:
                    return [(role, place), *rest]
        return None

    return parted(0, ()) or []


def heads(line: Line, words: dict[str, re.Pattern[str]]) -> dict[str, int] | None:
    """Which column is what, where a line heads a table of activities; None where it does not."""
    return {role: column for column, (role, _) in enumerate(headings(line, words))} or None


def cells(line: Line, columns: dict[str, int], pack: Pack) -> dict[int, Span] | None:
    """(column, place) of the cells of a row; None where the line is none.

    The date parts what stands before it from what stands behind it; on each side there may be one cell of words, and
    behind it as many numbers as columns of them.
    """
    text = line.text
    order = sorted(columns, key=lambda name: columns[name])
    place = order.index("date")
    found = [item for item in dates.find(text, pack) if item.first[1] is not None]
    if not found:
        return None
    day = found[0]
    before, behind = order[:place], order[place + 1 :]
    numeric = [name for name in behind if name in ("participants", "women")]
    worded = [name for name in behind if name not in numeric]
    if len(before) > 1 or len(worded) > 1 or behind != [*worded, *numeric]:
        return None
    tail: list[Span] = []
    rest = [match.span() for match in re.finditer(r"\S+", text[day.end :])]
    while rest and len(tail) < len(numeric) and _NUMBER.fullmatch(text[day.end + rest[-1][0] : day.end + rest[-1][1]]):
        start, end = rest.pop()
        tail.insert(0, (day.end + start, day.end + end))
    row: dict[int, Span] = {columns["date"]: (day.start, day.end)}
    lead = text[: day.start].rstrip()
    if bool(before) != bool(lead) or bool(worded) != bool(rest) or len(tail) != len(numeric):
        return None
    if before:
        row[columns[before[0]]] = (0, len(lead))
    if worded:
        row[columns[worded[0]]] = (day.end + rest[0][0], day.end + rest[-1][1])
    row.update({columns[name]: span for name, span in zip(numeric, tail, strict=True)})
    return row
