"""Regions of a page in reading order: columns one after the other, tables of paragraphs cell by cell."""

from __future__ import annotations

from statistics import median

from db.model.dataclass import dataclass

_MOST_BLOCKS = 300  # of a page that are compared with one another
_MOST_GUTTERS = 40


@dataclass(slots=True)
class Run:
    """Characters that follow each other on one line without a gap to speak of.

    Attributes:
        items: indices of characters, SPACE for one that only a gap shows.
        narrowest: the narrowest gap between words in it, in points; infinite where it is one word.
        order: place in the order of drawing.
        rtl: whether it begins in a script that is written from right to left.
        spaced: whether white space of the file's own stood after it.
    """

    items: list[int]
    left: float
    top: float
    right: float
    bottom: float
    narrowest: float
    order: int
    rtl: bool = False
    spaced: bool = False

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def regions(runs: list[Run], depth: int = 0) -> list[list[Run]]:
    """Cut a page into regions to be read one after the other; in each, what stands at one height is one line."""
    if len(runs) < 6 or depth > 12:
        return [runs] if runs else []
    for middle, first, last in _gutters(runs):
        above, left, right, below = _split(runs, middle, first, last)
        if not left or not right:
            continue
        parts: list[list[Run]] = []
        if above:
            parts += regions(above, depth + 1)
        bands = _bands(left, right)
        if len(bands) > 1:
            for band in bands:
                parts += regions(band, depth + 1)
        else:
            if all(sum(run.rtl for run in part) * 2 > len(part) for part in (left, right)):
                left, right = right, left
            parts += regions(left, depth + 1)
            parts += regions(right, depth + 1)
        if below:
            parts += regions(below, depth + 1)
        return parts
    return [runs]


def _gutters(runs: list[Run]) -> list[tuple[float, float, float]]:
    """Where two paragraphs stand side by side: the middle of the space between, and top and bottom of both."""
    blocks = _blocks(runs)[:_MOST_BLOCKS]
    found = []
    for n, (l1, t1, r1, b1) in enumerate(blocks):
        for l2, t2, r2, b2 in blocks[n + 1 :]:
            top, bottom = max(t1, t2), min(b1, b2)
            if bottom <= top:
                continue
            if r1 < l2:
                found.append((bottom - top, (r1 + l2) / 2, top, bottom))
            elif r2 < l1:
                found.append((bottom - top, (r2 + l1) / 2, top, bottom))
    found.sort(reverse=True)
    return [(middle, top, bottom) for _, middle, top, bottom in found[:_MOST_GUTTERS]]


def _blocks(runs: list[Run]) -> list[tuple[float, float, float, float]]:
    """Boxes of what is drawn like a paragraph: three and more lines one below the other, most of them full."""
    lines: list[list[float]] = []
    for run in runs:
        if lines:
            line = lines[-1]
            height = max(run.height, line[3] - line[1])
            if line[1] < run.middle < line[3] and -0.3 * height < run.left - line[2] < 2 * height:
                line[2] = max(line[2], run.right)
                line[1], line[3] = min(line[1], run.top), max(line[3], run.bottom)
                continue
        lines.append([run.left, run.top, run.right, run.bottom])
    boxes = []
    current: list[list[float]] = []

    def close() -> None:
        if len(current) < 3:
            return
        left, right = min(line[0] for line in current), max(line[2] for line in current)
        height = median(line[3] - line[1] for line in current)
        widths = [line[2] - line[0] for line in current[:-1]]
        full = sum(width > 0.75 * (right - left) for width in widths)
        if right - left > 8 * height and full >= 0.6 * len(widths):
            boxes.append((left, current[0][1], right, current[-1][3]))

    for line in lines:
        if current:
            last = current[-1]
            height = last[3] - last[1]
            if not (
                0.3 * height < line[1] - last[1] < 2.5 * height
                and line[0] < last[2]
                and line[2] > last[0]
                and abs(line[0] - last[0]) < 4 * height
            ):
                close()
                current = []
        current.append(line)
    close()
    return boxes


def _split(
    runs: list[Run], middle: float, first: float, last: float
) -> tuple[list[Run], list[Run], list[Run], list[Run]]:
    """Above, left, right and below of a gutter, which ends where something crosses it or nothing stands beside it."""
    low, high = float("-inf"), float("inf")
    for run in runs:
        if run.left < middle < run.right:
            if run.middle < (first + last) / 2:
                low = max(low, run.bottom)
            else:
                high = min(high, run.top)
    beside = sorted((run for run in runs if low <= run.middle <= high), key=lambda run: run.top)
    reach = 3 * median(run.height for run in runs)
    top, bottom = first, last
    for run in beside:
        if run.top <= bottom + reach and run.bottom >= top:
            bottom = max(bottom, run.bottom)
    for run in reversed(beside):
        if run.bottom >= top - reach and run.top <= bottom:
            top = min(top, run.top)
    parts: tuple[list[Run], list[Run], list[Run], list[Run]] = ([], [], [], [])
    for run in runs:
        if run.middle < top:
            parts[0].append(run)
        elif run.middle > bottom:
            parts[3].append(run)
        else:
            parts[1 if (run.left + run.right) / 2 < middle else 2].append(run)
    return parts


def _bands(left: list[Run], right: list[Run]) -> list[list[Run]]:
    """Rows of a table whose cells are paragraphs: drawn row by row, each row wholly above the next.

    Columns of a page are drawn one after the other; they are one band.
    """
    if max(run.order for run in left) < min(run.order for run in right):
        return [left + right]
    if max(run.order for run in right) < min(run.order for run in left):
        return [left + right]
    runs = sorted(left + right, key=lambda run: run.top)
    lowest: list[int] = [0] * len(runs)
    least = runs[-1].order
    for n in range(len(runs) - 1, -1, -1):
        least = lowest[n] = min(least, runs[n].order)
    bands: list[list[Run]] = [[]]
    bottom, latest = runs[0].bottom, -1
    for n, run in enumerate(runs):
        if bands[-1] and run.middle > bottom and latest < lowest[n]:
            bands.append([])
        bands[-1].append(run)
        bottom, latest = max(bottom, run.bottom), max(latest, run.order)
    return [sorted(band, key=lambda run: run.order) for band in bands]
