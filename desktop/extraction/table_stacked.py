"""Tables of which a text has each cell on a line of its own become rows again."""

from __future__ import annotations

import re
from collections import Counter

from db.model.readings import Reading
from desktop.extraction.lines import Line, is_number_cell, width_of
from desktop.language.characters import fold

_WORD = re.compile(r"[^\W\d_]")
_FIGURE = re.compile(r"\d[ ,.\u00a0]\d{3}|\d[.,]\d|[()%$€£]")
_SENTENCE = re.compile(r"[。；;:：]$|[^.\d]\.$")
_NUMBERED = re.compile(r"\d{1,3}\.\s|[•●▪■◦○‣]")
_FEWEST = 3  # rows of one shape that make it a table
_MOST = 12  # cells of a row


def join(lines: list[Line], reading: Reading) -> list[Line]:
    """The same lines, each label and the figures below it as one row where at least three such follow each other."""
    if sum(len(line.text) < 24 and is_number_cell(line.text) for line in lines if line.role == "text") < _FEWEST:
        return lines
    out: list[Line] = []
    at = 0
    while at < len(lines):
        stretch, after = _stretch(lines, at)
        shapes = Counter(len(group) for group in stretch if len(group) > 1 and _has_figures(group, lines))
        size, rows = shapes.most_common(1)[0] if shapes else (0, 0)
        if rows < _FEWEST:
            out.extend(lines[at : max(after, at + 1)])
            at = max(after, at + 1)
            continue
        for group in stretch:
            if len(group) == size:
                out.append(_row([lines[i] for i in group], reading))
            else:
                out.extend(lines[i] for i in group)
        at = after
    return out


def _has_figures(group: list[int], lines: list[Line]) -> bool:
    return any(_FIGURE.search(lines[i].text) for i in group[1:])


def _stretch(lines: list[Line], at: int) -> tuple[list[list[int]], int]:
    """Groups of a label and the figures right below it, and the index behind the last of them."""
    groups: list[list[int]] = []
    page = lines[at].page
    while at < len(lines):
        line = lines[at]
        if line.page != page or line.role != "text" or not _is_label(line):
            break
        group = [at]
        at += 1
        while at < len(lines) and len(group) <= _MOST and _is_cell(lines[at], page):
            group.append(at)
            at += 1
        groups.append(group)
        if len(groups) >= 3 and all(len(item) == 1 for item in groups[-3:]):
            break  # three labels without a figure: this is no table, or its end
    return groups, at


def _is_label(line: Line) -> bool:
    return (
        len(line.cells) == 1
        and line.width < 70
        and _WORD.search(line.text) is not None
        and not _SENTENCE.search(line.text)
        and not _NUMBERED.match(line.text)
    )


def _is_cell(line: Line, page: int) -> bool:
    return line.page == page and line.role == "text" and len(line.text) < 24 and is_number_cell(line.text)


def _row(group: list[Line], reading: Reading) -> Line:
    """One line that spans several; its cells are theirs."""
    first, last = group[0], group[-1]
    text = fold(reading.pages[first.page].text[first.start : last.end])
    cells = [(line.start - first.start, line.end - first.start) for line in group]
    return Line(first.page, first.start, last.end, text, width_of(first.text), first.gap, cells)
