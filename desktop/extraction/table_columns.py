"""The columns of a table, by boxes, a grid, aligned text or order, and their headers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from db.model.dataclass import dataclass
from db.model.readings import Page, Reading
from desktop.documents.spans import coordinates
from desktop.extraction.lines import Line, width_of
from desktop.extraction.table_parts import Figure, Table

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NEAR = 0.3  # of the distance of two columns: what is so near stands over one


@dataclass(slots=True)
class Columns:
    """How places on a line become columns.

    Attributes:
        kind: "boxes", "grid", "text", or "order" where only the order of the cells tells.
        bounds: of each column its left and right end, in the kind's own measure.
    """

    reading: Reading
    kind: str
    bounds: dict[int, tuple[float, float]]
    page: int

    def place(self, line: Line, start: int, end: int) -> tuple[float, float] | None:
        """Left and right end of a run of a line in the measure of the columns; None where it can't be compared."""
        if self.kind == "order" or (self.kind != "grid" and line.page != self.page):
            return None
        return _measure(self.kind, self.reading, line, start, end)

    @property
    def first(self) -> float:
        """Where the leftmost column begins."""
        return min(low for low, _ in self.bounds.values())

    @property
    def pitch(self) -> float:
        """The usual distance of two columns."""
        middles = sorted((low + high) / 2 for low, high in self.bounds.values())
        gaps = sorted(b - a for a, b in pairwise(middles))
        return gaps[len(gaps) // 2] if gaps else max(high - low for low, high in self.bounds.values())


def across(boxes: bytes, line: Line, start: int, end: int) -> tuple[float, float]:
    """Where a run of a line begins and ends along it, in page units; zeros where it has no extent.

    The line may run down or up the page, as tables do that are wider than it.
    """
    values = coordinates(boxes)
    side = _along(values, line)
    places = range(line.start + start, line.start + end)
    lefts = [values[4 * i + side % 2] for i in places if values[4 * i] == values[4 * i]]
    rights = [values[4 * i + 2 + side % 2] for i in places if values[4 * i] == values[4 * i]]
    if not lefts:
        return 0.0, 0.0
    return (1 - max(rights), 1 - min(lefts)) if side == 3 else (min(lefts), max(rights))


def _along(values: Sequence[float], line: Line) -> int:
    """0 for a line from left to right, 1 for one that runs down, 3 for one that runs up."""
    first = next((i for i in range(line.start, line.end) if values[4 * i] == values[4 * i]), None)
    if first is None:
        return 0
    last = next(i for i in range(line.end - 1, first - 1, -1) if values[4 * i] == values[4 * i])
    wide = abs(values[4 * last] - values[4 * first])
    high = values[4 * last + 1] - values[4 * first + 1]
    return 0 if wide >= abs(high) else 1 if high > 0 else 3


def _measure(kind: str, reading: Reading, line: Line, start: int, end: int) -> tuple[float, float] | None:
    page = reading.pages[line.page]
    if kind == "boxes":
        left, right = across(page.boxes, line, start, end)
        return (left, right) if right else None
    if kind == "grid":
        return _grid_place(page, line, start)
    begin = page.text.rfind("\n", 0, line.start + start) + 1
    left = float(width_of(page.text[begin : line.start + start]))
    return left, left + width_of(line.text[start:end])


def _grid_place(page: Page, line: Line, start: int) -> tuple[float, float] | None:
    """First and last column of a cell, from 0: by the file's own cells, else by the marks that part them."""
    at = line.start + start
    if page.cells:
        place = bisect_right(page.cells, at, key=lambda cell: cell.start) - 1
        cell = page.cells[place] if place >= 0 else None
        if cell is None or not cell.start <= at < max(cell.end, cell.start + 1):
            return None
        following = page.cells[place + 1] if place + 1 < len(page.cells) else None
        same = following is not None and (following.table, following.row) == (cell.table, cell.row)
        last = following.column - 1 if following is not None and same else cell.column + 50
        return float(cell.column), float(last)
    begin = page.text.rfind("\n", 0, at) + 1
    before = page.text[begin:at]
    column = float(before.lstrip().removeprefix("|").count("|") if "|" in line.text else before.count("\t"))
    return column, column


def number(table: Table, reading: Reading) -> Columns:
    """Give each figure its column."""
    figures = [figure for row in table.rows for figure in row.figures]
    page = table.rows[0].line.page
    if figures and all(figure.right for figure in figures):
        bounds = _by_overlap(figures)
        return Columns(reading, "boxes", bounds, page)
    for kind in ("grid", "text"):
        if _by_measure(table, reading, kind):
            return Columns(reading, kind, _bounds(figures), page)
    most = max(len(row.figures) for row in table.rows)
    for row in table.rows:
        for place, figure in enumerate(row.figures):
            figure.column = place if len(row.figures) == most else most - len(row.figures) + place
    return Columns(reading, "order", {}, page)


def _by_overlap(figures: list[Figure]) -> dict[int, tuple[float, float]]:
    edges: list[list[float]] = []
    for figure in sorted(figures, key=lambda item: (item.left + item.right) / 2):
        for edge in edges:
            if figure.left < edge[1] and figure.right > edge[0]:
                edge[0], edge[1] = min(edge[0], figure.left), max(edge[1], figure.right)
                break
        else:
            edges.append([figure.left, figure.right])
    edges.sort()
    for figure in figures:
        middle = (figure.left + figure.right) / 2
        figure.column = min(range(len(edges)), key=lambda i: abs((edges[i][0] + edges[i][1]) / 2 - middle))
    return _bounds(figures)


def _bounds(figures: list[Figure]) -> dict[int, tuple[float, float]]:
    bounds: dict[int, tuple[float, float]] = {}
    for figure in figures:
        low, high = bounds.get(figure.column, (figure.left, figure.right))
        bounds[figure.column] = min(low, figure.left), max(high, figure.right)
    return bounds


def _by_measure(table: Table, reading: Reading, kind: str) -> bool:
    """Number the columns by a grid or by aligned text; False (and nothing done) where the rows don't bear it out."""
    rows = [row for row in table.rows if row.tail is None]
    if len(rows) < 2 or len(rows) < len(table.rows) or max(len(row.figures) for row in rows) < 2:
        return False
    if kind == "grid" and not all(
        reading.pages[row.line.page].cells or "\t" in row.line.text or "|" in row.line.text for row in rows
    ):
        return False
    if kind == "text" and any("\t" in row.line.text or "\n" in row.line.text for row in rows):
        return False
    places: dict[int, tuple[float, float]] = {}
    for row in rows:
        for figure in row.figures:
            measured = _measure(kind, reading, row.line, figure.start, figure.end)
            if measured is None:
                return False
            places[id(figure)] = measured
    figures = [figure for row in rows for figure in row.figures]
    if kind == "grid":
        last = Counter(int(places[id(row.figures[-1])][0]) for row in rows)
        if last.most_common(1)[0][1] < 0.6 * len(rows):
            return False
    else:
        most = max(len(row.figures) for row in rows)
        full = [row for row in rows if len(row.figures) == most]
        for column in range(most):
            for side in (1, 0):
                edges = Counter(places[id(row.figures[column])][side] for row in full)
                if edges.most_common(1)[0][1] >= 0.7 * len(full):
                    break
            else:
                return False
    for figure in figures:
        figure.left, figure.right = places[id(figure)]
        if kind == "grid":
            figure.column, figure.right = int(figure.left), figure.left
    if kind == "text":
        _by_overlap(figures)
    return True


def head(line: Line, table: Table, columns: Columns) -> None:
    """Give the cells of a header line to the columns they stand over."""
    numbers = sorted({figure.column for row in table.rows for figure in row.figures})
    ordered = columns.kind == "text" and len(line.cells) in (len(numbers), len(numbers) + 1)
    ordered = ordered or _lost_its_first(line, numbers, columns)
    placed = None if ordered else _placed(line, numbers, columns)
    if placed is None and (same := _by_cell(line, table)):
        placed = same
    if placed is None:
        cells = line.cells if len(line.cells) == len(numbers) else line.cells[1:]
        placed = list(zip(numbers, cells, strict=True)) if len(cells) == len(numbers) else _evenly(numbers, line, cells)
    for column, (start, end) in placed:
        text, proofs = table.headers.get(column, ("", []))
        table.headers[column] = (f"{text} {line.text[start:end]}".strip(), [*proofs, (line, start, end)])


def _by_cell(line: Line, table: Table) -> list[tuple[int, tuple[int, int]]]:
    """Headers by their place among the cells, where each row has as many cells as the header has."""
    if len(line.cells) < 3 or any(len(row.line.cells) != len(line.cells) for row in table.rows):
        return []
    found: dict[int, tuple[int, int]] = {}
    for row in table.rows:
        starts = [start for start, _ in row.line.cells]
        for figure in row.figures:
            if figure.start not in starts:
                return []
            cell = line.cells[starts.index(figure.start)]
            if found.setdefault(figure.column, cell) != cell:
                return []
    return sorted(found.items())


def _lost_its_first(line: Line, numbers: list[int], columns: Columns) -> bool:
    """Whether years that head all columns stand one too far to the left: the blank cell above the labels is gone."""
    if columns.kind != "grid" or len(line.cells) != len(numbers) or numbers[0] == 0:
        return False
    measured = columns.place(line, *line.cells[0])
    return measured is not None and measured[0] == 0 and all(_YEAR.search(line.cell(i)) for i in range(len(numbers)))


def _evenly(numbers: list[int], line: Line, cells: list[tuple[int, int]]) -> list[tuple[int, tuple[int, int]]]:
    """Headers that each stand over as many columns, where only their number tells."""
    for chosen in (line.cells, cells):
        if len(chosen) > 1 and len(numbers) % len(chosen) == 0:
            size = len(numbers) // len(chosen)
            return [(column, chosen[place // size]) for place, column in enumerate(numbers)]
    return []


def _placed(line: Line, numbers: list[int], columns: Columns) -> list[tuple[int, tuple[int, int]]] | None:
    """(column, cell) by place; None where the line can't be compared with the columns."""
    spots: list[tuple[tuple[int, int], float, float]] = []
    for start, end in line.cells:
        measured = columns.place(line, start, end)
        if measured is None:
            return None
        spots.append(((start, end), *measured))
    bounds, pitch = columns.bounds, columns.pitch
    middle = {column: sum(bounds[column]) / 2 for column in numbers}
    margin = 0.05 if columns.kind == "boxes" else 1.0 if columns.kind == "text" else 0.0
    spots = [
        spot
        for spot in spots
        if spot[2] >= columns.first - margin or any(_over(spot, bounds[column]) for column in numbers)
    ]
    if not spots:
        return []
    if columns.kind == "grid":
        size = len(numbers) // len(spots)
        wide = any(spot[2] > spot[1] for spot in spots)
        if not wide and size > 1 and [spot[1] for spot in spots] == numbers[::size]:
            return [(column, spots[place // size][0]) for place, column in enumerate(numbers)]
        return [(column, spot[0]) for spot in spots for column in numbers if spot[1] <= column <= spot[2]]
    groups = _groups(spots, numbers, middle, pitch)
    if groups is not None:
        return groups
    placed: list[tuple[int, tuple[int, int]]] = []
    for spot in spots:
        cell, left, right = spot
        flush = [
            column
            for column in numbers
            if abs(bounds[column][1] - right) < 0.12 * pitch or abs(bounds[column][0] - left) < 0.12 * pitch
        ]
        centre = (left + right) / 2
        nearest = min(numbers, key=lambda column: abs(middle[column] - centre))
        if len(flush) == 1:
            over = flush
        elif abs(middle[nearest] - centre) <= _NEAR * pitch:
            over = [nearest]
        else:
            between = _between(numbers, middle, centre, pitch)
            over = between or [column for column in numbers if _over(spot, bounds[column])] or [nearest]
        placed.extend((column, cell) for column in over)
    return placed


def _over(spot: tuple[tuple[int, int], float, float], bounds: tuple[float, float]) -> bool:
    return spot[1] < bounds[1] and spot[2] > bounds[0]


def _groups(
    spots: list[tuple[tuple[int, int], float, float]], numbers: list[int], middle: dict[int, float], pitch: float
) -> list[tuple[int, tuple[int, int]]] | None:
    """Several headers that each stand centred over as many columns."""
    if len(spots) < 2 or len(numbers) <= len(spots) or len(numbers) % len(spots):
        return None
    size = len(numbers) // len(spots)
    placed: list[tuple[int, tuple[int, int]]] = []
    for place, (cell, left, right) in enumerate(spots):
        group = numbers[place * size : (place + 1) * size]
        centre = (middle[group[0]] + middle[group[-1]]) / 2
        if abs(centre - (left + right) / 2) > 2 * _NEAR * pitch:
            return None
        placed.extend((column, cell) for column in group)
    return placed


def _between(numbers: list[int], middle: dict[int, float], centre: float, pitch: float) -> list[int]:
    """Neighbouring columns that a header stands centred over."""
    for size in range(2, len(numbers) + 1):
        for at in range(len(numbers) - size + 1):
            group = numbers[at : at + size]
            if abs((middle[group[0]] + middle[group[-1]]) / 2 - centre) <= _NEAR / 1.5 * pitch:
                return group
    return []
