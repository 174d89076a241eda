"""Columns and rows that hold no figures: the numbers of columns, and references to notes."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from desktop.extraction.table_parts import Table

_COUNTED = re.compile(r"[(\[]?(\d{1,2})[)\]]?")


def numbers_columns(texts: list[str]) -> bool:
    """Whether cells number the columns: (1) (2) (3), or 1 2 3 4."""
    found = [_COUNTED.fullmatch(text.strip()) for text in texts]
    if len(texts) < 2 or not all(found):
        return False
    values = [int(match[1]) for match in found if match]
    steps = all(b - a == 1 for a, b in pairwise(values))
    return steps and values[0] <= 2 and (len(values) > 2 or texts[0].strip()[0] in "([")


def years_to_labels(table: Table, han: bool) -> None:
    """Take out a last column of which every cell is a year: it says of which year the row is."""
    columns = sorted({figure.column for row in table.rows for figure in row.figures})
    if len(columns) < 2 or len(table.rows) < 2:
        return
    last = columns[-1]
    if any(not row.figures or row.figures[-1].column != last for row in table.rows):
        return
    if not all(re.fullmatch(r"(?:19|20)\d\d", row.figures[-1].written) for row in table.rows):
        return
    if any(re.search(r"(?:19|20)\d\d", header) for header, _ in table.headers.values()):
        return
    for row in table.rows:
        row.label = f"{row.label} {row.figures.pop().written}{'年' if han else ''}"
    table.headers.pop(last, None)


def drop(table: Table, words: list[str]) -> None:
    """Take out a column that only refers to notes: by its header, or small numbers that climb beside large ones."""
    columns = sorted({figure.column for row in table.rows for figure in row.figures})
    if len(columns) < 2:
        return
    first = columns[0]
    header = table.headers.get(first, ("", []))[0].strip(" .:：").lower()
    mine = [figure for row in table.rows for figure in row.figures if figure.column == first]
    small = all(re.fullmatch(r"\d{1,2}(?:\.\d)?", figure.written) for figure in mine)
    if not small:
        return
    named = header in words
    values: list[Decimal] = [figure.value or Decimal(0) for figure in mine]
    rest = [figure for row in table.rows for figure in row.figures if figure.column != first]
    large = sum(abs(figure.value or Decimal(0)) >= 1000 for figure in rest) >= 0.7 * len(rest)
    climbs = all(a < b for a, b in pairwise(values)) and len(mine) < len(table.rows)
    if named or (not header and large and climbs):
        for row in table.rows:
            row.figures = [figure for figure in row.figures if figure.column != first]
        table.rows = [row for row in table.rows if row.figures]
        table.headers.pop(first, None)
