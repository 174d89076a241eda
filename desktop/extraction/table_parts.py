"""Figures, rows and tables as they are found among the lines of a reading."""

from __future__ import annotations

import re
from dataclasses import field
from decimal import Decimal

from db.model.dataclass import dataclass
from desktop.extraction.flat_rows import Tail
from desktop.extraction.lines import Line
from desktop.language.numbers import digits_pattern, parse_digits, reversed_groups
from desktop.language.packs import Pack

# Groups of three digits each read as well from the other end.
_ALIKE = re.compile(r"\D*(?P<groups>\d{3}(?: \d{3})+)\D*")
_FORWARDS = re.compile(r"(?<!\d)(?<!\d )\d{1,2} \d{3}(?!\d)")


@dataclass(slots=True)
class Figure:
    """One cell of a row.

    Attributes:
        start, end: in the text of the row's line.
        value: None for a dash.
        written: the cell's text.
        column: which column, from 0.
        unsure: whether its digits might be several cells.
        left, right: in page units, NaN-free, 0 where there is no geometry.
    """

    start: int
    end: int
    value: Decimal | None
    written: str
    column: int = 0
    unsure: bool = False
    left: float = 0.0
    right: float = 0.0


@dataclass(slots=True)
class Row:
    """A row: its line, the lines above that begin its label, its label and its figures.

    Attributes:
        under: the heading within the table that it stands under.
        below: indices of lines on which its label goes on.
        begin: where its label begins in the line.
        currency: the currency that a cell of its own gives.
    """

    index: int
    line: Line
    label: str
    label_end: int
    figures: list[Figure]
    above: list[Line] = field(default_factory=list)
    under: str = ""
    below: list[int] = field(default_factory=list)
    begin: int = 0
    currency: str | None = None
    tail: Tail | None = None


@dataclass(slots=True)
class Table:
    """Rows with what stands above them.

    Attributes:
        captions: texts above that name currency, scale and period; all their lines.
        headers: for each column its header's text, with the (line, start, end) of its cells.
    """

    rows: list[Row]
    captions: list[Line] = field(default_factory=list)
    headers: dict[int, tuple[str, list[tuple[Line, int, int]]]] = field(default_factory=dict)
    heading: str = ""

    @property
    def caption(self) -> str:
        """All that stands above, as one text."""
        return "\n".join(line.text for line in self.captions)


def may_be_reversed(written: str, pack: Pack, printed: bool) -> bool:
    """Whether the groups of a figure stand in reverse order, or in print might: then it is never sure.

    Args:
        printed: whether the file is one that keeps text as it was printed.
    """
    return pack.rtl and bool(reversed_groups(written) or (printed and _ALIKE.fullmatch(written)))


def settle_order(rows: list[Row], pack: Pack) -> None:
    """By the figures of a table that leave no choice, tell the order of those that read alike from both ends."""
    if not pack.rtl:
        return
    figures = [figure for row in rows for figure in row.figures]
    backwards = any(reversed_groups(figure.written) for figure in figures)
    forwards = any(_FORWARDS.search(figure.written) for figure in figures)
    for figure in figures:
        alike = _ALIKE.fullmatch(figure.written)
        if alike is None or figure.value is None:
            continue
        if backwards:
            value = Decimal("".join(reversed(alike["groups"].split(" "))))
            figure.value, figure.unsure = value.copy_sign(figure.value), True
        elif forwards:
            figure.unsure = False


def value_of(written: str, pack: Pack) -> Decimal | None:
    """The value of a cell, negative in brackets or behind a minus; None for a dash."""
    digits = re.search(digits_pattern(pack), written)
    if digits is None:
        return None
    backwards = reversed_groups(written) if pack.rtl else []
    value = backwards[0].value if backwards else parse_digits(digits[0], pack)
    if pack.rtl and written.strip().startswith(")") and written.strip().endswith("("):
        return -value  # mirrored brackets
    negative = written.strip().startswith(("(", "[")) or re.match(r"\s*[-–]\s*\$?\d", written) is not None
    return -value if negative else value
