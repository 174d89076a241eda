"""Characters of a page in PDFium's order -> lines in reading order, cells of a row apart, columns one after the other.

PDFium gives characters in the order in which the file draws them. That order is trusted inside a run of characters
that touch, and where text stands in columns; elsewhere what stands at one height is one line. The boxes decide what
is a gap between words (one space) and between cells (two).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from statistics import median

from desktop.documents.pdf_chars import Chars

SPACE, LINE_END = -1, -2  # stand for characters that the page has not
_RUN_GAP = 0.6  # of the height of the line: a wider gap ends a run
_TOUCHING = 0.12
_CELL_GAP = (0.6, 1.2)  # where other gaps of the line are much narrower, and in any case
_DIGIT_GAP = 0.5
_WORD_GAP = 0.15
_BLANK = frozenset(" \t\n\r\x0b\x0c\xa0\u1680\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}


@dataclass(slots=True)
class Run:
    """Characters that follow each other on one line without a gap to speak of.

    Attributes:
        items: indices of characters, SPACE for one that only a gap shows.
        narrowest: the narrowest gap between words in it, in points; infinite where it is one word.
        order: place in the order of drawing.
        rtl: whether it begins in a script that is written from right to left.
        spaced: whether white space stood after it.
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


def arrange(chars: Chars) -> list[int]:
    """The page's text as indices into chars, with SPACE and LINE_END between."""
    runs, sideways = _runs(chars)
    out: list[int] = []
    for leaf in _regions(runs):
        if out:
            out.append(LINE_END)
        _write(_rows(leaf), chars.text, out)
    if sideways:
        if out:
            out.append(LINE_END)
        out.extend(sideways)
    return out


def _runs(chars: Chars) -> tuple[list[Run], list[int]]:
    """Cut the characters into runs; text along other directions is returned apart, in PDFium's order."""
    runs: list[Run] = []
    sideways: list[int] = []
    run: Run | None = None
    broken = False  # PDFium sees a line end here
    spaces: list[int] = []  # white space since the last visible character
    text, upright = chars.text, chars.upright
    top = bottom = right = 0.0
    for i, (char, l, t, r, b) in enumerate(zip(text, chars.left, chars.top, chars.right, chars.bottom, strict=True)):
        if char in _BLANK:
            if char == "\n" or char == "\r":
                broken = True
            elif r > l:
                spaces.append(i)
            else:
                spaces.append(SPACE)
            continue
        if upright is not None and not upright[i]:
            if sideways and broken:
                sideways.append(LINE_END)
            elif sideways and spaces:
                sideways.append(SPACE)
            sideways.append(i)
            run, broken = None, False
            spaces.clear()
            continue
        if char == "":
            if run is not None:
                run.items.append(i)
            continue
        height = b - t
        if run is not None and not broken:
            gap = l - right
            if (
                -0.5 * height < gap < _RUN_GAP * height
                and top < (t + b) / 2 < bottom
                and t < (top + bottom) / 2 < b
            ) or (run.rtl and -0.5 * height < run.left - r < _RUN_GAP * height and top < (t + b) / 2 < bottom):
                if spaces:
                    if gap > _WORD_GAP * height and gap < run.narrowest:
                        run.narrowest = gap
                    if not (spaces == [SPACE] and _dense(text[run.items[-1]]) and _dense(char)):
                        run.items += spaces
                    spaces.clear()
                run.items.append(i)
                right = r
                if l < run.left:
                    run.left = l
                if r > run.right:
                    run.right = r
                if t < top:
                    run.top = top = t
                if b > bottom:
                    run.bottom = bottom = b
                continue
        if run is not None and spaces and not broken:
            run.spaced = True
        spaces.clear()
        broken = False
        run = Run([i], l, t, r, b, float("inf"), len(runs), char > "\u0590" and _rtl(char))
        runs.append(run)
        top, bottom, right = t, b, r
    return runs, sideways


def _dense(char: str) -> bool:
    """Whether the script of this character is written without spaces between words."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff01" <= char <= "\uff60" or char >= "\U00020000"


def _rtl(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL")


def _regions(runs: list[Run], depth: int = 0) -> list[list[Run]]:
    """Cut a page into regions to be read one after the other; in each, what stands at one height is one line."""
    if len(runs) < 6 or depth > 12:
        return [runs] if runs else []
    for middle, first, last in _gutters(runs):
        above, left, right, below = _split(runs, middle, first, last)
        if not left or not right:
            continue
        parts: list[list[Run]] = []
        if above:
            parts += _regions(above, depth + 1)
        bands = _bands(left, right)
        if len(bands) > 1:
            for band in bands:
                parts += _regions(band, depth + 1)
        else:
            if all(sum(run.rtl for run in part) * 2 > len(part) for part in (left, right)):
                left, right = right, left
            parts += _regions(left, depth + 1)
            parts += _regions(right, depth + 1)
        if below:
            parts += _regions(below, depth + 1)
        return parts
    return [runs]


def _gutters(runs: list[Run]) -> list[tuple[float, float, float]]:
    """Where two paragraphs stand side by side: the middle of the space between, and top and bottom of both."""
    blocks = _blocks(runs)
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
    return [(middle, top, bottom) for _, middle, top, bottom in found]


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


def _rows(runs: list[Run]) -> list[list[Run]]:
    """Lines from top to bottom; a line holds the runs that share at least half of the lower one's height."""
    rows: list[list[Run]] = []
    tallest: list[Run] = []
    for run in sorted(runs, key=lambda run: run.middle):
        for n in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            other = tallest[n]
            shared = min(run.bottom, other.bottom) - max(run.top, other.top)
            if shared >= 0.5 * min(run.height, other.height):
                rows[n].append(run)
                if run.height > other.height:
                    tallest[n] = run
                break
        else:
            rows.append([run])
            tallest.append(run)
    for row in rows:
        row.sort(key=lambda run: run.left)
    return rows


def _write(rows: list[list[Run]], text: list[str], out: list[int]) -> None:
    """Append the lines of a region, a blank line where the distance says that a paragraph begins."""
    tops = [min(run.top for run in row) for row in rows]
    bottoms = [max(run.bottom for run in row) for row in rows]
    steps = [bottoms[n + 1] - bottoms[n] for n in range(len(rows) - 1)]
    usual = median(steps) if len(steps) >= 3 else 0.0
    for n, row in enumerate(rows):
        if n:
            out.append(LINE_END)
            height = bottoms[n] - tops[n]
            if usual and steps[n - 1] > 1.4 * usual and tops[n] - bottoms[n - 1] > 0.5 * height:
                out.append(LINE_END)
        if len(row) > 1 and sum(run.rtl for run in row) * 2 > len(row):
            row = row[::-1]
        _write_row(row, text, out)


def _write_row(row: list[Run], text: list[str], out: list[int]) -> None:
    gaps = [max(b.left - a.right, a.left - b.right) for a, b in zip(row, row[1:], strict=False)]
    height = max(run.height for run in row)
    narrowest = min(
        min(run.narrowest for run in row), min((gap for gap in gaps if gap > _WORD_GAP * height), default=float("inf"))
    )
    cell = min(max(_CELL_GAP[0] * height, 2 * narrowest), _CELL_GAP[1] * height)
    for n, run in enumerate(row):
        if n:
            before, after = text[row[n - 1].items[-1]], text[run.items[0]]
            gap = gaps[n - 1]
            limit = cell
            if before.isdigit() and after.isdigit() and narrowest <= 0.4 * height:
                limit = min(limit, _DIGIT_GAP * height)
            if gap >= limit:
                out += (SPACE, SPACE)
            elif row[n - 1].spaced or gap > _TOUCHING * height:
                if row[n - 1].spaced or not (_dense(before) and _dense(after)):
                    out.append(SPACE)
        out += run.items
