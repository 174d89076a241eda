"""Runs of logical text, each mapped back to the pages it stands on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field

from db.model.dataclass import dataclass
from db.model.evidence import Evidence, Role, Span
from db.model.readings import Reading
from desktop.documents.spans import make_span
from desktop.extraction.lines import Line
from desktop.language.characters import SILENT
from desktop.language.packs import Pack

_DIGIT = re.compile(r"\d")
_BULLETS = "•●▪■◦○‣"
_SILENT = re.compile(f"[{SILENT}]")
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
# The mark of a note right behind a word or a figure, and no power of a unit: "344¹ officers", "344[1]", "344*".
NOTE_MARK = (
    rf"(?<=[^\W_])(?<!\bm)(?<!\b[ckm]m)[{_RAISED}]{{1,3}}(?![^\W\d_a-z])"
    r"|(?<=[^\W_])\[\d{1,3}\](?![(])|(?<=[^\W_])\*{1,3}(?=[\s,.;:)，。；、]|$)"
)
_NOTES_ONLY = re.compile(rf"\s*(?:[{_RAISED}]{{1,3}}|\[\d{{1,3}}\]|\*{{1,3}})\s*")
_PAGE = re.compile(r"(?:\d{1,3}|[ivxl]{1,6})$")


def _leads_to_a_page(text: str) -> bool:
    """Whether a line ends in leaders and the number of a page: "Training ........ 7", "Training . . . . iv"."""
    page = _PAGE.search(text[-12:])
    if page is None:
        return False
    before = text[: len(text) - len(page[0])].rstrip()
    return before[-24:].replace(" ", "").endswith(("....", "……", "····"))


def _nothing(text: str) -> bool:
    """Whether white space and marks that say nothing are all there is."""
    return not text.strip() or not _SILENT.sub("", text).strip() or _NOTES_ONLY.fullmatch(text) is not None


@dataclass(slots=True)
class Block:
    """A run of logical text.

    Attributes:
        kind: "paragraph", "heading", "footnote", "row".
        text: folded, line ends taken out; original: the same length, as the pages have it.
        body: where it begins after a paragraph number or a list letter.
        number: paragraph number, or the footnote's mark.
        section: "front", "summary", "body", "conclusion", "annex".
        heading: the heading it stands under.
        starts, places: for each piece its offset in `text` and its (page index, offset).
        cells: of a row, (start, end) in `text`.
        line: of a row, the line it is.
        marks: (offset in `text`, mark) of the notes that were taken out.
    """

    kind: str
    text: str = ""
    original: str = ""
    body: int = 0
    number: str | None = None
    section: str = "body"
    heading: str = ""
    starts: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    order: int = 0
    marks: list[tuple[int, str]] = field(default_factory=list)

    def place(self, offset: int) -> tuple[int, int]:
        """(page index, offset in that page) of an offset in `text`."""
        piece = bisect_right(self.starts, offset) - 1
        page, start = self.places[piece]
        return page, start + offset - self.starts[piece]


@dataclass(slots=True)
class Document:
    """The logical text of a reading, in reading order."""

    reading: Reading
    pack: Pack
    blocks: list[Block]
    lines: list[Line]
    width: int
    made: dict[tuple[int, int, int, Role], Span] = field(default_factory=dict)

    def span(self, page: int, start: int, end: int, role: Role = "value") -> Span:
        """The span of a run of a page (index from 0), made once: labels and headers prove many cells."""
        key = (page, start, end, role)
        if key not in self.made:
            self.made[key] = make_span(self.reading.pages[page], start, end, role)
        return self.made[key]

    def spans(self, block: Block, start: int, end: int, role: Role = "value") -> Evidence:
        """What proves `block.text[start:end]`: a span for each run on a page that nothing else interrupts."""
        while start < end and block.text[start].isspace():
            start += 1
        while end > start and block.text[end - 1].isspace():
            end -= 1
        if start >= end:
            return ()
        piece = bisect_right(block.starts, start) - 1
        if piece + 1 == len(block.starts) or end <= block.starts[piece + 1]:
            page, offset = block.places[piece]
            first = offset + start - block.starts[piece]
            return (self.span(page, first, first + end - start, role),)
        runs: list[list[int]] = []
        position = start
        while position < end:
            stop = block.starts[piece + 1] if piece + 1 < len(block.starts) else len(block.text)
            stop = min(stop, end)
            page, offset = block.places[piece]
            first = offset + position - block.starts[piece]
            last = first + stop - position
            text = self.reading.pages[page].text
            if runs and runs[-1][0] == page and first >= runs[-1][1] and _nothing(text[runs[-1][2] : first]):
                runs[-1][2] = max(runs[-1][2], last)
            elif not (block.text[position:stop].isspace()):
                runs.append([page, first, last])
            position = stop
            piece += 1
        spans: list[Span] = []
        for page, first, last in runs:
            quote = self.reading.pages[page].text[first:last]
            first += len(quote) - len(quote.lstrip())
            last -= len(quote) - len(quote.rstrip())
            if first < last:
                spans.append(self.span(page, first, last, role))
        return tuple(spans)

    def is_contents(self, block: Block) -> bool:
        """Whether a block is a line of a contents page."""
        return block.section == "contents" or _leads_to_a_page(block.text)

    def told(self) -> Iterator[Block]:
        """Blocks that may state facts: running text, and lines like headings that hold digits or are bullets."""
        return (
            block
            for block in self.blocks
            if block.kind in ("paragraph", "footnote")
            or (
                block.kind == "heading"
                and (_DIGIT.search(block.text, block.body) or (block.number or " ")[0] in _BULLETS)
            )
        )

    def paragraphs(self) -> Iterator[Block]:
        """Blocks of running text."""
        return (block for block in self.blocks if block.kind in ("paragraph", "footnote"))
