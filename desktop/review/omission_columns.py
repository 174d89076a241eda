"""Columns of tables that only number things: the numbers of rows, and those of the notes to a statement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.review.omission_words import Words

CELLS = re.compile(r"\t+| {2,}")
_INDEX = re.compile(r"\d{1,3}[.)]?")
_NOTE = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z]")
_YEAR = re.compile(r"\D{0,12}(?:19|20)\d\d\D{0,12}(?:\d\d(?:\d\d)?)?\D{0,8}")
_FIGURE = re.compile(r"[-–—($€£]{0,3}\d[\d ,.]*[)%]{0,2}")

Cell = tuple[int, int]


def cells_of(text: str) -> list[Cell]:
    """(start, end) of the cells of a line, which wide space parts."""
    found, at = [], 0
    for gap in CELLS.finditer(text):
        if gap.start() > at:
            found.append((at, gap.start()))
        at = gap.end()
    if at < len(text):
        found.append((at, len(text)))
    return found


def numbering(rows: Sequence[tuple[str, Sequence[Cell]]], words: Words) -> list[list[Cell]]:
    """Of each row of a table the cells that only number something.

    First cells do where they count from 1 from row to row, cells under the heading of a column of notes where the row
    has a cell more than the heading has years.

    Args:
        rows: text and cells of each row, headings too, in order.
    """
    found: list[list[Cell]] = [[] for _ in rows]
    run: list[int] = []
    years = 0
    for number, (text, cells) in enumerate(rows):
        parts = [text[start:end].strip() for start, end in cells]
        if any(words.notes.search(part) for part in parts):
            years = sum(_YEAR.fullmatch(part) is not None for part in parts)
            run = []
            continue
        first = parts[0] if parts else ""
        counts = len(parts) > 1 and _INDEX.fullmatch(first) is not None and not _FIGURE.fullmatch(parts[1])
        if counts and int(first.rstrip(".)")) == len(run) + 1:
            run.append(number)
            if len(run) > 1:
                for each in run:
                    if not found[each]:
                        found[each].append(rows[each][1][0])
        else:
            run = [number] if counts and int(first.rstrip(".)")) == 1 else []
        if years:
            figures = [at for at, part in enumerate(parts) if at and _FIGURE.fullmatch(part)]
            note = next((at for at, part in enumerate(parts) if at and _NOTE.fullmatch(part)), None)
            after = [at for at in figures if note is not None and at > note]
            if note is not None and len(after) >= years:
                found[number].append(cells[note])
    return found
