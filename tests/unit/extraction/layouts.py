"""Renders a report's text in the layouts that files have: wrapped, spaced, indented, on pages, with boxes."""

from __future__ import annotations

import array
import re
import unicodedata
from collections.abc import Callable, Iterator

from db.model.readings import Page, Reading

LINES_A_PAGE = 44


def columns(text: str) -> int:
    """How many half-width columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _units(text: str) -> Iterator[str]:
    """What must not be broken: a Latin word or number with the blank behind it, or one wide character."""
    yield from re.findall(
        r"[\u2e80-\u9fff\uff00-\uffef《》、。][，。；：、）》”)]*|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+", text
    )


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of one paragraph at a width in columns."""
    lines, line = [], first
    for unit in _units(text):
        if columns(line + unit.rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line = rest
        line += unit
    lines.append(line.rstrip())
    return lines


def _is_row(line: str) -> bool:
    return "  " in line or "\t" in line or "...." in line


def _wrapped(text: str, width: int, indent: str = "") -> list[list[str]]:
    return [
        [line] if _is_row(line) else wrap(line, width, indent if columns(line) > width else "")
        for line in text.split("\n")
        if line.strip()
    ]


def _reading(pages: list[Page], kind: str = "txt") -> Reading:
    return Reading("0" * 64, kind, "test", "1", tuple(pages))


def lines(text: str) -> Reading:
    """Each paragraph on one line."""
    return _reading([Page(1, text)])


def wrapped(text: str) -> Reading:
    """Wrapped, a blank line between paragraphs and none in them."""
    return _reading([Page(1, "\n\n".join("\n".join(part) for part in _wrapped(text, 78)))])


def dense(text: str) -> Reading:
    """Wrapped, without a blank line anywhere."""
    return _reading([Page(1, "\n".join("\n".join(part) for part in _wrapped(text, 72)))])


def spaced(text: str) -> Reading:
    """Wrapped, a blank line behind every line."""
    return _reading([Page(1, "\n\n".join("\n\n".join(part) for part in _wrapped(text, 84)))])


def _paged(text: str, indent: str) -> list[list[str]]:
    """Lines in pages, each with a running header and a page number, which may part a sentence."""
    every = [line for part in _wrapped(text, 80, indent) for line in part]
    body = [every[at : at + LINES_A_PAGE] for at in range(0, len(every), LINES_A_PAGE)]
    symbol = re.search(r"\b[A-Z]+(?:/[A-Za-z0-9.]+)+", text)
    return [
        [symbol[0] if symbol else "Annual review", *part, f"{number}/{len(body)} 18-09{number:03d}"]
        for number, part in enumerate(body, 1)
    ]


def paged(text: str) -> Reading:
    """Indented paragraphs on pages with running header and page number."""
    return _reading([Page(n, "\n".join(part)) for n, part in enumerate(_paged(text, "    "), 1)])


def flat(text: str) -> Reading:
    """As one that lost its columns: single spaces between the cells of a row."""
    return _reading([Page(1, "\n".join(re.sub(r"\s{2,}", " ", line.strip()) for line in text.split("\n")))])


def boxed(text: str) -> Reading:
    """Pages with a box for every character; cells of a row stand in columns of their own, a tab between them."""
    pages = []
    for number, part in enumerate(_paged(text, ""), 1):
        boxes = array.array("f")
        for place, line in enumerate(part):
            top = 0.05 + 0.9 * place / (LINES_A_PAGE + 4)
            cells = re.split(r"\t|  +", line) if _is_row(line) and "...." not in line else [line]
            for column, cell in enumerate(cells):
                right = 0.95 - 0.13 * (len(cells) - 1 - column)
                unit = 0.009 if column == 0 else min(0.009, 0.12 / max(1, columns(cell)))
                left = 0.08 if column == 0 else right - unit * columns(cell)
                for char in cell:
                    wide = unit * columns(char)
                    boxes.extend((left, top, left + wide, top + 0.015))
                    left += wide
                boxes.extend([float("nan")] * 4)  # the tab or line end behind it
            part[place] = "\t".join(cells)
        body = "\n".join(part)
        pages.append(Page(number, body, 595, 842, boxes[: 4 * len(body)].tobytes()))
    return _reading(pages, "pdf")


LAYOUTS: dict[str, Callable[[str], Reading]] = {
    "lines": lines,
    "wrapped": wrapped,
    "dense": dense,
    "spaced": spaced,
    "paged": paged,
    "flat": flat,
    "boxed": boxed,
}
