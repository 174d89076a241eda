"""The whole date around a place of a text, of which a click meets one part: its day, its month or its year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from db.model.dates import PartialDate

_AROUND = 40  # code points to either side that are looked at
_MOST = 7  # parts of a date: "the 5th of March of 2022", "2022 年 3 月 5 日"
_PART = re.compile("\\d+|[\u3400-\u9fff]|[^\\W\\d_\u3400-\u9fff]+")
_SIGN = re.compile("[ \u00a0]?[年月日号]")

Parse = Callable[[str], PartialDate | None]


def date_at(text: str, start: int, end: int, parse: Parse) -> tuple[int, int] | None:
    """The run that says the most exact date of those that hold start..end, and no word more; None where none does.

    Args:
        parse: what a run means as a date.
    """
    best: tuple[int, int, int] | None = None  # how exact, how short, where
    found: tuple[int, int] | None = None
    for run in _runs(text, start, end):
        first, last = run[0][0], run[-1][1]
        value = parse(text[first:last])
        if value is None:
            continue
        # What says the same without its first or last part is no date that this part belongs to.
        if len(run) > 1 and value in (parse(text[run[1][0] : last]), parse(text[first : run[-2][1]])):
            continue
        rank = (1 + (value.month is not None) + (value.day is not None), first - last, first)
        if best is None or rank > best:
            best, found = rank, (first, last)
    if found is None:
        return None
    sign = _SIGN.match(text, found[1])
    return found[0], sign.end() if sign is not None else found[1]


def _runs(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    base = max(0, start - _AROUND)
    parts = [(base + part.start(), base + part.end()) for part in _PART.finditer(text[base : end + _AROUND])]
    held = [n for n, (first, last) in enumerate(parts) if first < end and start < last]
    if not held:
        return
    for begin in range(max(0, held[0] - _MOST + 1), held[0] + 1):
        for stop in range(held[-1], min(len(parts), begin + _MOST)):
            yield parts[begin : stop + 1]
