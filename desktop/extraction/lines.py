"""The lines of a reading: their widths, what repeats on every page, and what starts something new."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from itertools import pairwise

from db.model.dataclass import dataclass
from db.model.readings import Reading
from desktop.language.characters import fold

_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")
_URL = re.compile(r"(?:https?://|www\.)\S+")
_SYMBOL_LINE = re.compile(r"[A-Z]{1,8}(?:/[A-Z0-9][\w.()-]*){1,7}(?:\s+\d{1,4}\s?/\s?\d{1,4})?\*{0,3}")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?|\d{1,4}\s?/\s?\d{1,4}(?:\s+\d\d-\d{4,6}.*)?|\d\d-\d{4,6}(?:\s*\([A-Z]\))?(?:\s+\d{1,4}(?:\s?/\s?\d{1,4})?|\s+\d{6})?"
    r"|(?:page|p\.|página|стр\.)\s*\d{1,4}(?:\s*(?:of|de|/|sur|из)\s*\d{1,4})?|第\s*\d{1,4}\s*页(?:\s*[/,，共]*\s*共?\s*\d{1,4}\s*页)?|\*\d{6,8}\*",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"(\d{1,3})\.(?:\s|(?=[\u4e00-\u9fff《]))")
_INSIDE = re.compile(
    r"(?<=[\u3000-\u9fff。；！？”》)¹²³⁴⁵⁶⁷⁸⁹])\s+(?=(?P<number>\d{1,3})\.\s[\u4e00-\u9fff《])"
    r"|(?<=[。；”¹²³⁴⁵⁶⁷⁸⁹])\s+(?=\([a-z]{1,2}\)\s?[\u4e00-\u9fff《])"
)
_BREAK = re.compile(r"[。！？；]|[.!?;](?=\s)")
LONGEST = 4000  # characters of a paragraph; a file without line ends is read in pieces of so many
_RULE = re.compile(r"[_—–-]{5,}|[*]{5,}")
_CELLS = re.compile(r"\t+| {2,}|\u3000{2,}")
_LEADERS = re.compile(r"\s*(?:\.{4,}|…{2,}|·{4,}|(?: \.){4,}\.?)\s*|\t+|\s{2,}")
_SLASHES = re.compile(r"\s+/\s+|\t+|\s{2,}")
_BARS = re.compile(r"\s*\|[\s|]*|\t+|\s{2,}")
_BAR_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?")
_NUMBER_CELL = re.compile(
    r"[(\[]?\s*[-–—+]?\s*(?:US\$|\$|€|£)?\s*"
    r"(?:\d{1,3}(?:[ ,.\u00a0\u2009\u202f]\d{3})+|\d+)(?:[.,]\d+)?"
    r"\s*%?\s*[)\]]?(?:\s?[a-z*]{1,3})?|[-–—]{1,2}|\.{2,3}|…"
)


@dataclass(slots=True)
class Line:
    """One line of a page that is not blank.

    Attributes:
        page: index of the page, from 0.
        start, end: its code points in the page's text, white space at both ends left out.
        text: these, folded.
        width: how wide it is in half-width characters.
        gap: number of blank lines above it.
        cells: (start, end) of its cells within `text`; one where nothing parts it.
        role: "text", "furniture", "url", "rule", "row".
    """

    page: int
    start: int
    end: int
    text: str
    width: int
    gap: int
    cells: list[tuple[int, int]] = field(default_factory=list)
    role: str = "text"

    def cell(self, index: int) -> str:
        """The text of a cell."""
        start, end = self.cells[index]
        return self.text[start:end]


def width_of(text: str) -> int:
    """Columns that a text takes where Chinese characters take two."""
    return len(text) + len(_WIDE.findall(text))


def cells_of(text: str) -> list[tuple[int, int]]:
    """Cells of a line: parted by a tab or two spaces and more, by bars or by leaders."""
    cells = []
    start = 0
    shape = _CELLS
    if "|" in text and (text[0] == "|" or text.count("|") > 1):
        shape = _BARS
    elif " / " in text and text.count(" / ") > 1 and len(text) < 200:
        shape = _SLASHES
    elif "...." in text or "……" in text or "····" in text or ". . . ." in text:
        shape = _LEADERS
    for match in shape.finditer(text):
        if match.start() > start:
            cells.append((start, match.start()))
        start = match.end()
    if start < len(text):
        cells.append((start, len(text)))
    return cells


# In right-to-left text brackets may be mirrored, and groups of digits stand in reverse order.
_MIRRORED_CELL = re.compile(
    r"[()\[\]]?\s*[-–—]?\s*(?:\d{1,3}(?:[ ,.]\d{3})+|\d{3}(?: \d{3})* \d{1,2}|\d+)(?:[.,]\d+)?\s*%?\s*[()\[\]]?"
)


def is_number_cell(text: str, leftward: bool = False) -> bool:
    """Whether a table cell holds one figure, or a dash for none."""
    if leftward and _MIRRORED_CELL.fullmatch(text.strip()):
        return True
    return _NUMBER_CELL.fullmatch(text.strip()) is not None


def split(reading: Reading) -> list[Line]:
    """All lines of a reading in order, furniture marked."""
    lines: list[Line] = []
    pages: list[list[Line]] = []
    number = 0
    for index, page in enumerate(reading.pages):
        mine: list[Line] = []
        offset = gap = 0
        for raw in page.text.split("\n"):
            text = raw.strip()
            if text:
                start = offset + len(raw) - len(raw.lstrip())
                width = at = 0
                for first, last in _parts(text, number):
                    folded = fold(text[first:last])
                    # Where it ends tells whether it was wrapped there.
                    width, at = width + width_of(folded) + first - at, last
                    mine.append(Line(index, start + first, start + last, folded, width, gap, cells_of(folded)))
                    gap = 0
                    begins = _PARAGRAPH.match(folded)
                    if begins and (number == 0 or 0 < int(begins[1]) - number < 4):
                        number = int(begins[1])
            else:
                gap += 1
            offset += len(raw) + 1
        pages.append(mine)
        lines.extend(mine)
    _mark(lines, pages)
    return lines


def _parts(text: str, number: int) -> Iterator[tuple[int, int]]:
    """The paragraphs inside a line; of one that is longer than any paragraph, pieces that end where a sentence does."""
    for first, last in _paragraphs(text, number):
        while last - first > LONGEST:
            low = first + LONGEST // 2
            ends = [match.end() for match in _BREAK.finditer(text, low, first + LONGEST)]
            cut = ends[-1] if ends else max(text.rfind(mark, low, first + LONGEST) for mark in "，、\t") + 1
            cut = cut if cut > low else text.rfind(", ", low, first + LONGEST) + 2
            cut = cut if cut > low else text.rfind(" ", low, first + LONGEST) + 1
            cut = cut if cut > low else first + LONGEST
            yield first, first + len(text[first:cut].rstrip())
            first = cut + len(text[cut:last]) - len(text[cut:last].lstrip())
        if last > first:
            yield first, last


def _paragraphs(text: str, number: int) -> list[tuple[int, int]]:
    """Where paragraphs begin inside a line: the next paragraph number, or a list letter, right behind a sentence."""
    if ". " not in text and "(" not in text:
        return [(0, len(text))]
    cuts = [
        match.end()
        for match in _INSIDE.finditer(text)
        if match["number"] is None or (number and int(match["number"]) == number + 1)
    ]
    edges = [0, *cuts, len(text)]
    parts = []
    for first, last in pairwise(edges):
        stop = first + len(text[first:last].rstrip())
        if stop > first:
            parts.append((first, stop))
    return parts


def _mark(lines: list[Line], pages: list[list[Line]]) -> None:
    for line in lines:
        text = line.text
        if _URL.fullmatch(text):
            line.role = "url"
        elif text[0] in "_—–-*" and _RULE.fullmatch(text):
            line.role = "rule"
        elif text[0] in "|:-" and "|" in text and _BAR_RULE.fullmatch(text):
            line.role = "furniture"
    for page in pages:
        for line in page[:3] + page[-3:]:
            if (
                line.role == "text"
                and len(line.text) < 60
                and (_PAGE_NUMBER.fullmatch(line.text) or _SYMBOL_LINE.fullmatch(line.text))
            ):
                line.role = "furniture"
    if len(pages) < 3:
        return
    edges: Counter[tuple[str, str]] = Counter()
    for page in pages:
        texts = list(page)
        for place, group in (("top", texts[:3]), ("bottom", texts[-3:])):
            for key in {(place, _shape(line.text)) for line in group}:
                edges[key] += 1
    need = max(3, len(pages) // 3)
    for page in pages:
        for place, group in (("top", page[:3]), ("bottom", page[-3:])):
            for line in group:
                if line.role != "text" or (line.width > 40 and line.text[-1] in ".。;；"):
                    continue  # a sentence is no running header, however often it stands there
                if edges[place, _shape(line.text)] >= need:
                    line.role = "furniture"


_DIGITS = re.compile(r"\d+")


def _shape(text: str) -> str:
    """What a line looks like on every page: of a short one the digits may differ, a long one must be the same."""
    same = unicodedata.normalize("NFKC", text).replace(" ", "")
    return _DIGITS.sub("#", same) if width_of(text) < 60 else same


def wrap_width(lines: list[Line]) -> int:
    """The width at which lines were wrapped; 0 where each line is a paragraph of its own."""
    widths = sorted(line.width for line in lines if line.role == "text" and line.width >= 24)
    if len(widths) < 6:
        return 0
    full = widths[int(len(widths) * 0.9)]
    near = sum(0.85 * full <= width <= 1.15 * full for width in widths)
    if full > 200 or near < 0.3 * len(widths):
        return 0
    return full
