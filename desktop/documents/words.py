"""What a click means: the word, or the whole number with sign, separators and unit, around a place in the text."""

from __future__ import annotations

import re

from db.model.readings import Page
from desktop.documents.number_words import DIGIT, IDEOGRAPH, NUMBER, NUMERAL
from desktop.documents.spans import coordinates

_WINDOW = 80  # code points to either side that are looked at
_LONGEST_RUN = 12  # ideographs

_BIG = re.compile("[十百千万亿]")
_LETTER = "(?:(?![\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])\\w)"
_LATIN = re.compile(rf"{_LETTER}+(?:[-‑'’/.&·\u00ad]{_LETTER}+)*")
_IDEOGRAPHS = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_PARTICLES = re.compile("[的了及与向由对在为是]")


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The run of text that a click at this offset means.

    A whole number comes with its sign, brackets that mean minus, separators, currency and unit ("(1 655 607)",
    "US$ 1.2 million", "36 万", "8.6 per cent"); a document symbol as a whole; ideographs up to the next punctuation.

    Returns:
        Start and end; equal where nothing but white space is there.
    """
    if not 0 <= offset < len(text):
        return offset, offset
    base = max(0, offset - _WINDOW)
    window, at = text[base : offset + _WINDOW], offset - base
    latin = _around(_LATIN, window, at)
    number = _number_around(window, at)
    if number is not None and (
        latin is None
        or not _is_name(window[latin[0] : latin[1]])
        or (number[0] < latin[0] and latin[1] <= number[1])  # "$3bn" is a number, "3bn" might be anything
    ):
        return base + number[0], base + number[1]
    if latin is not None:
        return base + latin[0], base + latin[1]
    numeral = _around(NUMERAL, window, at)
    if numeral is not None and _BIG.search(window, *numeral):
        return base + numeral[0], base + numeral[1]
    run = _around(_IDEOGRAPHS, window, at)
    if run is not None:
        start, end = _shortened(window, at, *run)
        return base + start, base + end
    return (offset, offset) if text[offset].isspace() else (offset, offset + 1)


def _around(pattern: re.Pattern[str], text: str, at: int) -> tuple[int, int] | None:
    for match in pattern.finditer(text):
        if match.start() <= at < match.end():
            return match.span()
        if match.start() > at:
            break
    return None


def _is_name(word: str) -> bool:
    """Whether a run with digits is no number: a symbol, a code, two years ("A/75/50", "P-4", "2024/25")."""
    return any(char.isdigit() for char in word) and ("/" in word or any(char.isalpha() for char in word))


def _number_around(text: str, at: int) -> tuple[int, int] | None:
    for match in NUMBER.finditer(text):
        start, end = match.span()
        if text[start] == " ":
            start += 1
        opening, closing = "(（", ")）"
        bracketed = start > 0 and end < len(text) and text[start - 1] in opening and text[end] in closing
        if bracketed and _means_minus(text, match, start, end):
            start, end = start - 1, end + 1
        sign = match.start("sign")
        if sign > 0 and (_joins(text[sign - 1]) or text[sign - 1] in ")）"):
            start = match.start("core")  # a range or a compound: "10-20", "COVID-19"
        if start <= at < end:
            return start, end
        if start > at:
            break
    return None


def _joins(char: str) -> bool:
    """Whether a dash after this joins it with what follows, and is no sign; Chinese puts no blank before a sign."""
    return char.isalnum() and not re.match(IDEOGRAPH, char)


def _means_minus(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Brackets mean minus around a figure with separators, and alone in a cell; not in "1540(2004)"."""
    before, after = text[: start - 1], text[end + 1 :]
    if before and before[-1].isalnum():
        return False
    alone = not before or before[-1] in "\n\t" or before.endswith("  ")
    alone = alone and (not after or after[0] in "\n\t" or after.startswith("  "))
    return alone or len(re.sub(DIGIT, "", match["core"])) > 0


def _shortened(text: str, at: int, start: int, end: int) -> tuple[int, int]:
    """A run of ideographs cut at particles where it is too long for a word, and to _LONGEST_RUN around the click."""
    if end - start <= _LONGEST_RUN:
        return start, end
    for match in _PARTICLES.finditer(text, start, end):
        if match.start() < at:
            start = match.end()
        elif match.start() > at:
            end = match.start()
            break
    if end - start > _LONGEST_RUN:
        start = max(start, min(at - _LONGEST_RUN // 2, end - _LONGEST_RUN))
        end = min(end, start + _LONGEST_RUN)
    return start, end


def offset_at(page: Page, x: float, y: float) -> int | None:
    """The code point at a place on the page, or the nearest one on that line within a line's height.

    Args:
        x, y: page units, 0..1 from the top left.
    """
    if not page.boxes:
        return None
    values = coordinates(page.boxes)
    across, down = page.width or 1.0, page.height or 1.0
    best, nearest = None, float("inf")
    for n in range(len(page.text)):
        left, top, right, bottom = values[4 * n : 4 * n + 4]
        if not (left <= right and top <= bottom):  # NaN
            continue
        aside = max(left - x, 0.0, x - right) * across
        above = max(top - y, 0.0, y - bottom) * down
        height = (bottom - top) * down
        if aside > height or above > 0.4 * height:
            continue
        distance = aside + 2 * above + 1e-6 * abs((top + bottom) / 2 - y) * down
        if distance < nearest:
            best, nearest = n, distance
    return best
