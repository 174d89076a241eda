"""A reading as logical text: paragraphs, headings, lists, footnotes and rows, each mapped back to its pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.model.evidence import Evidence, Role, Span
from db.model.readings import Reading
from desktop.documents.spans import make_span
from desktop.extraction import lines as line_room
from desktop.extraction.lines import Line
from desktop.language.characters import fold, fold_han, is_han
from desktop.language.packs import Pack, alternatives


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
        runs: list[list[int]] = []
        piece = bisect_right(block.starts, start) - 1
        position = start
        while position < end:
            stop = block.starts[piece + 1] if piece + 1 < len(block.starts) else len(block.text)
            stop = min(stop, end)
            page, offset = block.places[piece]
            first = offset + position - block.starts[piece]
            last = first + stop - position
            text = self.reading.pages[page].text
            if runs and runs[-1][0] == page and first >= runs[-1][2] and not text[runs[-1][2] : first].strip():
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
        return block.section == "contents" or re.search(r"[.…·]{4,}\s*\d{1,3}$", block.text) is not None

    def told(self) -> Iterator[Block]:
        """Blocks that may state facts: running text, and lines that look like headings but hold digits."""
        return (
            block
            for block in self.blocks
            if block.kind in ("paragraph", "footnote")
            or (block.kind == "heading" and block.section != "front" and _DIGIT.search(block.text, block.body))
        )

    def paragraphs(self) -> Iterator[Block]:
        """Blocks of running text."""
        return (block for block in self.blocks if block.kind in ("paragraph", "footnote"))


def _starters(pack: Pack) -> re.Pattern[str]:
    alone = alternatives(
        [
            *pack.words("report", "summary"),
            *pack.words("report", "annex"),
            *pack.words("report", "author"),
            *pack.words("report", "contents"),
        ]
    )
    # A Chinese author line ends with its word; elsewhere it begins with it.
    author = r"(?!)" if pack.han else alternatives(pack.words("report", "author"))
    return re.compile(
        r"(?P<para>\d{1,3}\.(?:\s+|(?=[^\W\d_]|[《“(])|(?=(?:19|20)\d\d\s?年))(?=\S))"
        r"|(?P<letter>\([a-z]{1,2}\)\s?|\((?:i|ii|iii|iv|v|vi|vii|viii|ix|x)\)\s?|[•●▪■◆◦○‣]\s*|[–—]\s+|[-*–—](?:\s+(?=\S)|(?=[\u4e00-\u9fff]))|\d{1,2}\)\s)"
        r"|(?P<han>[一二三四五六七八九十]{1,3}[.、]\s?|[(][一二三四五六七八九十]{1,3}[)]\s?)"
        r"|(?P<roman>[IVX]{1,5}\.\s+(?=\S)|[A-Z]\.\s+(?=\S))"
        rf"|(?P<author>{author})"
        rf"|(?P<alone>{alone}(?:\s?[IVX\d一二三四五六七八九十]{{1,3}})?(?=$))",
        re.IGNORECASE if not pack.han else 0,
    )


_FOOTNOTE = re.compile(
    r"(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\*{1,4}|†|[a-z](?=\s[^\W\d_]{2}|\s[A-Z“\"《]|\s\S*[\u3000-\u9fff]))\s?(?=\S)"
)
_NUMBERED_NOTE = re.compile(r"(?P<mark>\d{1,3})\s+(?=\D)")
_TERMINAL = re.compile(r"[。！？；：.!?:;][”\"')\]》¹²³⁴⁵⁶⁷⁸⁹⁰\d]{0,3}$")
_SENTENCE_END = re.compile(r"[。！？.!?][”\"')\]》¹²³⁴⁵⁶⁷⁸⁹⁰]{0,3}$")


class _Builder:
    """Joins lines into blocks."""

    def __init__(self, reading: Reading, pack: Pack, lines: list[Line], width: int, rows: set[int]) -> None:
        self.reading, self.pack, self.width, self.rows = reading, pack, width, rows
        self.starters = pack.made("layout.starters", _starters)
        self.groups: list[tuple[str, list[Line]]] = []
        self.current: list[Line] | None = None
        self.kind = ""
        self.paragraph: list[Line] | None = None
        self.last_number = 0
        # Where nearly every line is followed by a blank one, blank lines say nothing.
        texts = [line for line in lines if line.role == "text"]
        blanks = sum(line.gap == 1 for line in texts)
        self.gaps_tell = reading.format == "pdf" or not (width and blanks > 0.6 * len(texts))

    def run(self, lines: list[Line]) -> list[tuple[str, list[Line]]]:
        after_rule = False
        last_page = -1
        row_seen = False
        for index, line in enumerate(lines):
            if line.page != last_page:
                after_rule = False
                last_page = line.page
            if line.role == "rule":
                after_rule = True
                continue
            if line.role in ("furniture", "url"):
                continue
            if index in self.rows:
                self._open("row", line)
                row_seen = True
                continue
            note = _FOOTNOTE.match(line.text)
            if note and note["mark"].isalpha() and (not (row_seen or after_rule) or self._goes_on(line)):
                note = None
            if note is None and after_rule:
                note = _NUMBERED_NOTE.match(line.text)
            if (
                note
                and note["mark"].startswith("*")
                and len(line.text) > 90
                and not after_rule
                and self.pack.han is False
            ):
                note = None
            if note:
                self._open("footnote", line)
                continue
            self._ordinary(line)
            if self.kind == "paragraph" and line.width > 60 and line.text[:1].isdigit():
                row_seen = False
        return self.groups

    def _goes_on(self, line: Line) -> bool:
        """Whether a line goes on with the paragraph above it, whatever letter it begins with."""
        if self.current is None or self.kind != "paragraph":
            return False
        last = self.current[-1]
        return not _TERMINAL.search(last.text) and line.gap == 0 and self._full(last, line)

    def _open(self, kind: str, line: Line) -> None:
        self.current = [line]
        self.kind = kind
        self.groups.append((kind, self.current))
        if kind == "paragraph":
            self.paragraph = self.current

    def _ordinary(self, line: Line) -> None:
        starts = self._starts(line)
        if (
            self.current is not None
            and self.kind in ("footnote", "paragraph")
            and self._continues(self.current[-1], line, starts)
        ):
            self.current.append(line)
            return
        broken = self.kind != "paragraph" or (self.current is not None and self.current[-1].page != line.page)
        if (
            broken
            and not starts
            and self.paragraph is not None
            and self.current is not None
            and self.kind != "row"
            and not _TERMINAL.search(self.paragraph[-1].text)
            and self._full(self.paragraph[-1], line)
            and line.page - self.paragraph[-1].page <= 1
        ):
            self.paragraph.append(line)
            self.current, self.kind = self.paragraph, "paragraph"
            return
        self._open("paragraph", line)

    def _starts(self, line: Line) -> bool:
        match = self.starters.match(line.text)
        if match is None:
            return False
        if match["para"]:
            number = int(match["para"].split(".", 1)[0])
            in_order = number <= 2 or 0 < number - self.last_number <= 4
            # A number out of order at a line's beginning is a figure that ends a sentence, or a list of its own.
            if not in_order and not (line.gap > 0 and self.gaps_tell):
                return self.current is None or _SENTENCE_END.search(self.current[-1].text) is not None
            if line.width > 40 or number == self.last_number + 1:
                self.last_number = number
        return True

    def _full(self, last: Line, line: Line) -> bool:
        """Whether the last line is as long as one that was wrapped, or too long to be a heading."""
        if not self.width:
            return last.width > (50 if self.pack.han else 60)
        if self.pack.han:
            return last.width >= 0.72 * self.width
        first = line.text.split(" ", 1)[0]
        return last.width + 1 + len(first) >= 0.85 * self.width or (
            line.text[:1].islower() and last.width > 0.4 * self.width
        )

    def _continues(self, last: Line, line: Line, starts: bool) -> bool:
        if starts:
            return False
        if line.page != last.page:
            if self.kind == "footnote" and not (self.paragraph and _SENTENCE_END.search(self.paragraph[-1].text)):
                return False
            return not _SENTENCE_END.search(last.text) and self._full(last, line)
        if not self.width:
            return not _TERMINAL.search(last.text) and self._full(last, line) and self.kind == "paragraph"
        if self.gaps_tell and line.gap > 0 and (_TERMINAL.search(last.text) or not self._full(last, line)):
            return False
        if self.kind == "footnote" and line.gap > 1 and _SENTENCE_END.search(last.text):
            return False
        if not self.pack.han and not _SENTENCE_END.search(last.text) and line.text[:1].islower() and line.gap == 0:
            return True
        return self._full(last, line)


def build(reading: Reading, pack: Pack, rows: set[int] | None = None, lines: list[Line] | None = None) -> Document:
    """The logical text of a reading.

    Args:
        rows: indices of lines that are rows of tables; none are joined to others.
        lines: `lines.split(reading)`, where it has been made already.
    """
    lines = line_room.split(reading) if lines is None else lines
    width = line_room.wrap_width(lines)
    groups = _Builder(reading, pack, lines, width, rows or set()).run(lines)
    blocks = [_block(reading, pack, kind, group) for kind, group in groups]
    _label(blocks, pack)
    return Document(reading, pack, blocks, lines, width)


def _block(reading: Reading, pack: Pack, kind: str, group: list[Line]) -> Block:
    block = Block(kind, lines=group)
    parts: list[str] = []
    length = 0
    han = pack.han
    last = ""

    def put(text: str, page: int, offset: int) -> None:
        nonlocal length
        block.starts.append(length)
        block.places.append((page, offset))
        parts.append(text)
        length += len(text)

    for line in group:
        text = reading.pages[line.page].text[line.start : line.end]
        tokens = (
            _TOKENS.finditer(text) if han or kind == "row" or "  " in text or "\t" in text else _WHOLE.finditer(text)
        )
        previous = -1
        for token in tokens:
            word = token[0]
            if parts:
                wide = previous >= 0 and (token.start() - previous > 1 or text[previous] == "\t")
                first = fold(word[0])
                digits = last.isdigit() and first.isdigit()
                if wide and (kind == "row" or digits):
                    put("\t", line.page, line.start + previous)
                elif (han and (is_han(last) or is_han(first))) or (previous < 0 and last in "\ufffe\u00ad"):
                    pass
                else:
                    place = block.places[-1]
                    put(" ", place[0], place[1] + len(parts[-1])) if previous < 0 else put(
                        " ", line.page, line.start + previous
                    )
            put(word, line.page, line.start + token.start())
            last = fold(word[-1])
            previous = token.end()
    block.original = "".join(parts)
    block.text = fold_han(block.original) if han else fold(block.original)
    return block


_BULLETS = ("•", "●", "▪", "■", "◆", "◦", "○", "‣", "–", "—", "-", "*")
_DIGIT = re.compile(r"\d")
_TOKENS = re.compile(r"\S+")
_WHOLE = re.compile(r"(?s).+")


def _label(blocks: list[Block], pack: Pack) -> None:
    """Numbers, headings and sections."""
    starters = pack.made("layout.starters", _starters)
    summary, annex = set(pack.words("report", "summary")), pack.words("report", "annex")
    conclusion = pack.words("activities", "conclusion")
    section, heading = "front", ""
    for order, block in enumerate(blocks):
        block.order = order
        match = starters.match(block.text)
        if block.kind == "footnote":
            first = block.lines[0].text
            note = _FOOTNOTE.match(first) or _NUMBERED_NOTE.match(first)
            block.number = note["mark"] if note else None
            block.body = len(note["mark"]) if note else 0
            block.section = section
            block.heading = heading
            continue
        if block.kind == "row":
            block.cells = line_room.cells_of(block.text)
        if match is not None and block.kind == "paragraph":
            block.body = match.end()
            block.number = match["para"].strip(" .") if match["para"] else (match["letter"] or "").strip() or None
        if block.kind == "paragraph":
            text = block.text[block.body :].strip() if match and not match["alone"] else block.text.strip()
            if text.lower() in summary:
                section, heading, block.kind = "summary", text, "heading"
            elif any(
                re.match(re.escape(word) + r"(?:\s?[\dIVX一二三四五六七八九十]+)?\s*$", text, re.IGNORECASE)
                for word in annex
            ):
                section, heading, block.kind = "annex", text, "heading"
            elif is_heading(block, pack):
                block.kind = "heading"
                heading = text
                numbered = match is not None and (match["han"] or match["roman"])
                if numbered and section != "annex":
                    top = match is not None and (match["han"] if pack.han else match["roman"])
                    if top and any(word in text.lower() for word in conclusion):
                        section = "conclusion"
                    elif section != "conclusion" or top:
                        section = "body"
                elif section == "summary" and block.number is None and _names_a_section(text, pack):
                    section = "body"
            elif match is not None and match["para"] and section in ("front", "summary"):
                section = "body"
            if section == "front" and block.kind == "paragraph" and _begins_the_body(text, pack):
                section = "body"
            if section == "front" and match is not None and (match["letter"] or "")[:1] in _BULLETS:
                section = "body"
        block.section = section
        block.heading = heading


def _begins_the_body(text: str, pack: Pack) -> bool:
    """Whether a paragraph without a number is running text, as reports have it that number nothing."""
    return len(text) >= (30 if pack.han else 70) and _SENTENCE_END.search(text) is not None and text[0] not in "(["


def _names_a_section(text: str, pack: Pack) -> bool:
    """Whether a line without a number may head what follows a summary: a few words, no figure."""
    if _DIGIT.search(text) or text.lower() in pack.words("report", "contents"):
        return False
    return 2 <= len(text) <= 12 if pack.han else text[:1].isupper() and len(text.split()) <= 6


def is_heading(block: Block, pack: Pack) -> bool:
    """Whether a block is a short line without an end mark."""
    text = block.text.strip()
    limit = 60 if pack.han else 120
    return len(text) <= limit and not _TERMINAL.search(text) and ("，" not in text if pack.han else True)


def sentences(block: Block, pack: Pack) -> list[tuple[int, int]]:
    """(start, end) of each sentence of a block's body."""
    pattern = pack.made("layout.sentence", _sentence_end)
    out = []
    start = block.body
    for match in pattern.finditer(block.text, block.body):
        if match.end() > start:
            out.append((start, match.end()))
            start = match.end()
    if block.text[start:].strip():
        out.append((start, len(block.text)))
    return out


def _sentence_end(pack: Pack) -> re.Pattern[str]:
    if pack.han:
        return re.compile(
            r"[。！？]+[”』」)》]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*\s?|(?<=[》)\u4e00-\u9fff])(?=\s?\d{1,3}\.\s?[\u4e00-\u9fff《])"
        )
    abbreviations = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in pack.words("layout", "abbreviations"))
    begins = r"(?=[A-Z“\"(\[\d•À-ÞЀ-Я؀-ۿ])"
    return re.compile(rf"[.!?؟]{abbreviations}(?<!\b[A-Z]\.)[.!?؟]*[”\"')\]]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*\s+{begins}")
