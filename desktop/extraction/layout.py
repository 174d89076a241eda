"""A reading as logical text: paragraphs, headings, lists, footnotes and rows, each mapped back to its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from db.model.readings import Reading
from desktop.extraction import lines as line_room
from desktop.extraction import sections
from desktop.extraction.blocks import NOTE_MARK, Block, Document
from desktop.extraction.joining import Builder
from desktop.extraction.lines import Line
from desktop.language.characters import JOINED_LETTERS, SILENT, fold, fold_han, is_han
from desktop.language.packs import Pack

__all__ = ["Block", "Document", "build", "sentences"]

_MARKS = frozenset("[*¹²³⁴⁵⁶⁷⁸⁹⁰")
_TOKENS = re.compile(r"\S+")
_LONGEST = 1500
_CHUNKS = re.compile(r"\S+(?: \S+)*")
_WHOLE = re.compile(r"(?s).+")
_SPECIAL = re.compile(f"[{SILENT}{''.join(JOINED_LETTERS)}]")
_SPECIAL_OR_NOTE = re.compile(f"{_SPECIAL.pattern}|{NOTE_MARK}")


def build(reading: Reading, pack: Pack, rows: set[int] | None = None, lines: list[Line] | None = None) -> Document:
    """The logical text of a reading.

    Args:
        rows: indices of lines that are rows of tables; none are joined to others.
        lines: `lines.split(reading)`, where it has been made already.
    """
    lines = line_room.split(reading) if lines is None else lines
    width = line_room.wrap_width(lines)
    groups = Builder(reading, pack, lines, width, rows or set()).run(lines)
    blocks = [_block(reading, pack, kind, group) for kind, group in groups]
    sections.label(blocks, pack)
    return Document(reading, pack, blocks, lines, width)


def _block(reading: Reading, pack: Pack, kind: str, group: list[Line]) -> Block:
    block = Block(kind, lines=group)
    parts: list[str] = []
    length = 0
    han = pack.han
    last = ending = ""
    taken = _SPECIAL if kind == "row" else _SPECIAL_OR_NOTE

    def put(text: str, page: int, offset: int) -> None:
        nonlocal length
        block.starts.append(length)
        block.places.append((page, offset))
        parts.append(text)
        length += len(text)

    for line in group:
        text = reading.pages[line.page].text[line.start : line.end]
        shape = _TOKENS if han else _CHUNKS if kind == "row" or "  " in text or "\t" in text else _WHOLE
        tokens = shape.finditer(text)
        previous = -1
        for token in tokens:
            word = token[0]
            if parts:
                wide = previous >= 0 and (token.start() - previous > 1 or text[previous] == "\t")
                first = fold(word[0])
                digits = last.isdigit() and first.isdigit()
                # As they are, too: a wide bracket folds to a narrow one.
                close = han and (is_han(last) or is_han(first) or is_han(ending) or is_han(word[0]))
                if wide and (kind == "row" or digits):
                    put("\t", line.page, line.start + previous)
                elif close or (previous < 0 and last in "\ufffe\u00ad"):
                    pass
                else:
                    place = block.places[-1]
                    put(" ", place[0], place[1] + len(parts[-1])) if previous < 0 else put(
                        " ", line.page, line.start + previous
                    )
            at = line.start + token.start()
            for special in taken.finditer(word):
                if special.start() > at - line.start - token.start():
                    put(word[at - line.start - token.start() : special.start()], line.page, at)
                at = line.start + token.start() + special.end()
                if special[0][0] in _MARKS:
                    block.marks.append((length, special[0]))
                for letter in JOINED_LETTERS.get(special[0], ""):
                    put(letter, line.page, at - 1)
            if at < line.start + token.end():
                put(word[at - line.start - token.start() :], line.page, at)
            last, ending = fold(word[-1]), word[-1]
            previous = token.end()
    block.original = "".join(parts)
    block.text = fold_han(block.original) if han else fold(block.original)
    return block


def sentences(block: Block, pack: Pack) -> list[tuple[int, int]]:
    """(start, end) of each sentence of a block's body."""
    pattern = pack.made("layout.sentence", _sentence_end)
    out: list[tuple[int, int]] = []
    start = block.body
    for match in pattern.finditer(block.text, block.body):
        if match.end() > start:
            out += _clauses(block.text, start, match.end())
            start = match.end()
    if block.text[start:].strip():
        out += _clauses(block.text, start, len(block.text))
    return out


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence; of one that is longer than any a reader would take in, its clauses: no fact is proved by a page."""
    while end - start > _LONGEST:
        low, high = start + _LONGEST // 4, start + _LONGEST
        cut = 1 + max(text.rfind(mark, low, high) for mark in ";；")
        cut = cut if cut > low else 1 + max(text.rfind(mark, low, high) for mark in ",，、")
        cut = cut if cut > low else 1 + text.rfind(" ", low, high)
        cut = cut if cut > low else high
        yield start, cut
        start = cut
    yield start, end


def _sentence_end(pack: Pack) -> re.Pattern[str]:
    if pack.han:
        return re.compile(
            r"[。！？]+[”』」)》]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*\s?|(?<=[》)\u4e00-\u9fff])(?=\s?\d{1,3}\.\s?[\u4e00-\u9fff《])"
        )
    abbreviations = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in pack.words("layout", "abbreviations"))
    begins = r"(?=[A-Z“\"(\[\d•À-ÞЀ-Я؀-ۿ])"
    return re.compile(rf"[.!?؟]{abbreviations}(?<!\b[A-Z]\.)[.!?؟]{{0,4}}[”\"')\]]*[¹²³⁴⁵⁶⁷⁸⁹⁰]*\s+{begins}")
