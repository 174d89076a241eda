"""Characters of a page in PDFium's order -> lines in reading order, cells of a row apart, columns one after the other.

PDFium gives characters in the order in which the file draws them. That order is trusted inside a run of characters
that touch, and where text stands in columns; elsewhere what stands at one height is one line. The boxes decide what
is a gap between words (one space) and between cells (two).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from desktop.documents.pdf_chars import Chars
from desktop.documents.pdf_regions import Run, regions

SPACE, LINE_END = -1, -2  # stand for characters that the page has not
_RUN_GAP = 0.6  # of the height of the line: a wider gap ends a run
_TOUCHING = 0.12
_CELL_GAP = (0.6, 1.2)  # where other gaps of the line are much narrower, and in any case
_DIGIT_GAP = 0.5
_WORD_GAP = 0.15
_BLANK = frozenset(" \t\n\r\x0b\x0c\xa0\u1680\u202f\u205f\u3000") | {chr(code) for code in range(0x2000, 0x200B)}


def arrange(chars: Chars) -> list[int]:
    """The page's text as indices into chars, with SPACE and LINE_END between."""
    runs, sideways = _runs(chars)
    out: list[int] = []
    for leaf in regions(runs):
        if out:
            out.append(LINE_END)
        _write(_rows(leaf), chars.text, out)
    for part in (*_turned(chars), sideways):
        if part and out:
            out.append(LINE_END)
        out.extend(part)
    return out


def _turned(chars: Chars) -> Iterator[list[int]]:
    """Text that runs down, up or upside down, arranged as if the page were turned so that it is upright."""
    for turn in (1, 2, 3) if chars.turns is not None else ():
        mine = [i for i, other in enumerate(chars.turns or ()) if other == turn]
        if not mine:
            continue
        left, top = [chars.left[i] for i in mine], [chars.top[i] for i in mine]
        right, bottom = [chars.right[i] for i in mine], [chars.bottom[i] for i in mine]
        x0, y0 = max(right), max(bottom)
        if turn == 1:
            left, top, right, bottom = top, [x0 - x for x in right], bottom, [x0 - x for x in left]
        elif turn == 2:
            left, right = [x0 - x for x in right], [x0 - x for x in left]
            top, bottom = [y0 - y for y in bottom], [y0 - y for y in top]
        else:
            left, top, right, bottom = [y0 - y for y in bottom], left, [y0 - y for y in top], right
        page = Chars([chars.text[i] for i in mine], left, top, right, bottom, None, 0)
        yield [mine[item] if item >= 0 else item for item in arrange(page)]


def _runs(chars: Chars) -> tuple[list[Run], list[int]]:
    """Cut the characters into runs; text at odd angles is returned apart, in PDFium's order."""
    runs: list[Run] = []
    sideways: list[int] = []
    run: Run | None = None
    broken = False  # PDFium sees a line end here
    spaces: list[int] = []  # white space since the last visible character
    text, upright, turns = chars.text, chars.upright, chars.turns
    top = bottom = right = 0.0
    boxes = zip(text, chars.left, chars.top, chars.right, chars.bottom, strict=True)
    for i, (char, x, t, r, b) in enumerate(boxes):
        if char in _BLANK:
            if char == "\n" or char == "\r":
                broken = True
            elif r > x:
                spaces.append(i)
            else:
                spaces.append(SPACE)
            continue
        if upright is not None and not upright[i]:
            if turns is not None and turns[i] > 0:
                run, broken = None, False
                spaces.clear()
                continue
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
            gap = x - right
            if (
                -0.5 * height < gap < _RUN_GAP * height and top < (t + b) / 2 < bottom and t < (top + bottom) / 2 < b
            ) or (run.rtl and -0.5 * height < run.left - r < _RUN_GAP * height and top < (t + b) / 2 < bottom):
                if spaces:
                    if gap > _WORD_GAP * height and gap < run.narrowest:
                        run.narrowest = gap
                    if not (spaces == [SPACE] and _dense(text[run.items[-1]]) and _dense(char)):
                        run.items += spaces
                    spaces.clear()
                run.items.append(i)
                right = r
                if x < run.left:
                    run.left = x
                if r > run.right:
                    run.right = r
                if t < top:
                    run.top = top = t
                if b > bottom:
                    run.bottom = bottom = b
                continue
        if run is not None and not broken and any(space != SPACE for space in spaces):
            run.spaced = True
        spaces.clear()
        broken = False
        run = Run([i], x, t, r, b, float("inf"), len(runs), char > "\u0590" and _rtl(char))
        runs.append(run)
        top, bottom, right = t, b, r
    return runs, sideways


def _dense(char: str) -> bool:
    """Whether the script of this character is written without spaces between words."""
    if char < "\u2e80":
        return False
    return char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or "\uff01" <= char <= "\uff60" or char >= "\U00020000"


def _rtl(char: str) -> bool:
    return unicodedata.bidirectional(char) in ("R", "AL")


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
    letters = [run for row in rows for run in row if run.rtl or text[run.items[0]].isalpha()]
    leftward = sum(run.rtl for run in letters) * 2 > len(letters)
    for n, row in enumerate(rows):
        if n:
            out.append(LINE_END)
            height = bottoms[n] - tops[n]
            if usual and steps[n - 1] > 1.4 * usual and tops[n] - bottoms[n - 1] > 0.5 * height:
                out.append(LINE_END)
        if len(row) > 1 and (leftward or sum(run.rtl for run in row) * 2 > len(row)):
            row, gaps = _from_the_right(row)
        else:
            gaps = [max(b.left - a.right, a.left - b.right) for a, b in pairwise(row)]
        _write_row(row, gaps, text, out)


def _from_the_right(row: list[Run]) -> tuple[list[Run], list[float]]:
    """A line of right-to-left text in reading order, and the gaps between its runs.

    What runs to the right inside it, a number say, stays together.
    """
    pieces: list[list[Run]] = []
    for run in row:
        last = pieces[-1][-1] if pieces else None
        if last is not None and not run.rtl and not last.rtl and run.left - last.right < _CELL_GAP[1] * run.height:
            pieces[-1].append(run)
        else:
            pieces.append([run])
    runs: list[Run] = []
    gaps: list[float] = []
    edge = 0.0
    for piece in reversed(pieces):
        if runs:
            gaps.append(edge - piece[-1].right)
        gaps += [b.left - a.right for a, b in pairwise(piece)]
        runs += piece
        edge = piece[0].left
    return runs, gaps


def _write_row(row: list[Run], gaps: list[float], text: list[str], out: list[int]) -> None:
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
            elif row[n - 1].spaced or (gap > _TOUCHING * height and not (_dense(before) and _dense(after))):
                out.append(SPACE)
        out += run.items
