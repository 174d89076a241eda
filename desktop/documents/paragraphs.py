"""Numbered paragraphs of a report: by them two of its files, or two languages, are laid side by side."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from db.model.dataclass import dataclass
from db.model.readings import Reading

_NUMBERED = re.compile(r"^[ \t]*(\d{1,3})[.．、](?:[ \t\u3000]+(?=\S)|(?=[^\s\d]))", re.MULTILINE)
_SKIPPED = 3  # numbers that may be missing in a run


@dataclass(frozen=True)
class Paragraph:
    """Where a numbered paragraph begins: page from 1, code point on it."""

    number: int
    page: int
    start: int


def numbered(reading: Reading) -> tuple[Paragraph, ...]:
    """The numbered paragraphs in order: the longest run of rising numbers; lists within it that begin anew are none."""
    runs: list[list[Paragraph]] = []
    for page in reading.pages:
        for found in _NUMBERED.finditer(page.text):
            here = Paragraph(int(found[1]), page.number, found.start(1))
            fitting = [run for run in runs if 0 < here.number - run[-1].number <= _SKIPPED]
            if fitting:
                _longest(fitting).append(here)
            elif here.number <= _SKIPPED:
                runs.append([here])
    return tuple(_longest(runs)) if runs else ()


def _longest(runs: Sequence[list[Paragraph]]) -> list[Paragraph]:
    """The longest run, the first of several."""
    return max(runs, key=lambda run: len(run))


def opposite(
    place: tuple[int, int], mine: Sequence[Paragraph], theirs: Sequence[Paragraph], pages: tuple[int, int]
) -> tuple[int, int]:
    """Where in another file what stands here stands: (page, code point) for (page, code point).

    Args:
        mine, theirs: the numbered paragraphs of this file and of the other one.
        pages: how many pages either has; where no number tells, the place is as far through the other file.
    """
    at = bisect_right(mine, place, key=lambda paragraph: (paragraph.page, paragraph.start)) - 1
    numbers = {paragraph.number: paragraph for paragraph in theirs}
    for here in reversed(mine[: at + 1]):
        if (found := numbers.get(here.number)) is not None:
            return found.page, found.start
    if theirs and mine and at < 0:
        return 1, 0  # above the first paragraph: the cover
    share = (place[0] - 1) / max(1, pages[0] - 1)
    return 1 + round(share * (pages[1] - 1)), 0
