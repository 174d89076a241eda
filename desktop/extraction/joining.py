"""Lines become paragraphs, notes and rows: what begins something new and what goes on."""

from __future__ import annotations

import re

from db.model.readings import Reading
from desktop.extraction.lines import LONGEST, Line
from desktop.language import dates
from desktop.language.packs import Pack, alternatives


def starters(pack: Pack) -> re.Pattern[str]:
    """What begins a paragraph: its number, a list letter, a bullet, a heading that stands alone."""
    alone = alternatives(
        [
            *pack.words("report", "summary"),
            *pack.words("report", "annex"),
            *pack.words("report", "author"),
            *pack.words("report", "contents"),
        ]
    )
    # A Chinese author line ends with its word; elsewhere it begins with it.
    # Arabic numbers paragraphs "1 - " and lists by its own letters.
    dashed = r"\d{1,3}\s?[-–]\s(?=[^\W\d_])" if pack.rtl else r"(?!)"
    letter = r"\([\u0621-\u064a]{1,2}\)\s?|" if pack.rtl else ""
    author = r"(?!)" if pack.han else alternatives(pack.words("report", "author"))
    return re.compile(
        rf"(?P<para>\d{{1,3}}\.(?:\s+|(?=[^\W\d_]|[《“(])|(?=(?:19|20)\d\d\s?年))(?=\S)|{dashed})"
        rf"|(?P<letter>{letter}"
        r"\([a-z]{1,2}\)\s?|\((?:i|ii|iii|iv|v|vi|vii|viii|ix|x)\)\s?|[•●▪■◆◦○‣]\s*|[–—]\s+|[-*–—](?:\s+(?=\S)|(?=[\u4e00-\u9fff]))|\d{1,2}\)\s)"
        r"|(?P<han>[一二三四五六七八九十]{1,3}[.、]\s?|[(][一二三四五六七八九十]{1,3}[)]\s?)"
        r"|(?P<roman>[IVX]{1,5}\.\s+(?=\S)|[A-Z]\.\s+(?=\S))"
        rf"|(?P<author>{author})"
        rf"|(?P<alone>{alone}(?:\s?[IVX\d一二三四五六七八九十]{{1,3}})?(?=$))",
        re.IGNORECASE if not pack.han else 0,
    )


FOOTNOTE = re.compile(
    r"(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|\*{1,4}|†|[a-z](?=\s[^\W\d_]{2}|\s(?:19|20)\d\d\s?[^\W\d_]|\s[A-Z“\"《]|\s\S*[\u3000-\u9fff]))\s?(?=\S)"
)
NUMBERED_NOTE = re.compile(r"(?P<mark>\d{1,3})\s+(?=\D)")
_MEASURES = "个名项次份位人年月日支件台家所座种期场"  # a figure that a line begins with counts what follows
# As a DOCX file's notes are read.
BRACKETED_NOTE = re.compile(r"\[(?P<mark>\d{1,3})\]\s?(?=\S)")
# The mark of a note where its figures stand right behind a word, a stop or an amount: "transport.2", "$820,000.2".
_GLUED = re.compile(r"(?:[^\W\d_\u3000-\u9fff][.,;:)”\"’]?|\d{3}[.,;]|[。；，、）])(\d{1,2})(?=\s|$)")
# A note's number may follow, but "2.1" at a line's end is a figure that goes on in the next one.
TERMINAL = re.compile(r"[。！？；：.!?:;](?:(?<!\d\.)|(?<=\d{4}\.)|(?!\d))[”\"')\]》¹²³⁴⁵⁶⁷⁸⁹⁰\d]{0,3}$")
# "3.2 Clearance", behind a sentence that ended.
_SUB_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+[^\W\d_a-z][^.;:。；：]*$")
SENTENCE_END = re.compile(r"[。！？.!?][”\"')\]》¹²³⁴⁵⁶⁷⁸⁹⁰]{0,3}$")


class Builder:
    """Joins lines into blocks."""

    def __init__(self, reading: Reading, pack: Pack, lines: list[Line], width: int, rows: set[int]) -> None:
        self.reading, self.pack, self.width, self.rows = reading, pack, width, rows
        self.starters = pack.made("layout.starters", starters)
        self.groups: list[tuple[str, list[Line]]] = []
        self.current: list[Line] | None = None
        self.kind = ""
        self.length = 0
        self.paragraph: list[Line] | None = None
        self.last_number = 0
        self.last_note = 0
        self.marks = {mark for line in lines if line.role == "text" for mark in _GLUED.findall(line.text)}
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
            note = FOOTNOTE.match(line.text)
            if note and note["mark"].isalpha() and (not (row_seen or after_rule) or self._goes_on(line)):
                note = None
            if note is None:
                note = BRACKETED_NOTE.match(line.text)
            if note is None:
                note = NUMBERED_NOTE.match(line.text) if after_rule else self._marked_note(line)
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

    def _marked_note(self, line: Line) -> re.Match[str] | None:
        """A note without a rule above it: the next by its number, a sentence, and the text before has its mark."""
        note = NUMBERED_NOTE.match(line.text)
        if note is None or note["mark"] not in self.marks:
            return None
        first = line.text[note.end()]
        if first.islower() or not first.isalpha() or first in _MEASURES:
            return None
        if any(found.start == 0 for found in dates.find(line.text[:40], self.pack)):
            return None  # "1 July 2026 to ..."
        if int(note["mark"]) not in (1, self.last_note + 1) or self._goes_on(line):
            return None
        self.last_note = int(note["mark"])
        return note

    def _goes_on(self, line: Line) -> bool:
        """Whether a line goes on with the paragraph above it, whatever letter it begins with."""
        if self.current is None or self.kind != "paragraph":
            return False
        last = self.current[-1]
        return not TERMINAL.search(last.text) and line.gap == 0 and self._full(last, line)

    def _open(self, kind: str, line: Line) -> None:
        self.current = [line]
        self.length = len(line.text)
        self.kind = kind
        self.groups.append((kind, self.current))
        if kind == "paragraph":
            self.paragraph = self.current

    def _ordinary(self, line: Line) -> None:
        starts = self._starts(line)
        if (
            self.current is not None
            and self.kind in ("footnote", "paragraph")
            and self.length < LONGEST
            and self._continues(self.current[-1], line, starts)
        ):
            self.current.append(line)
            self.length += len(line.text)
            return
        broken = self.kind != "paragraph" or (self.current is not None and self.current[-1].page != line.page)
        if (
            broken
            and not starts
            and self.paragraph is not None
            and self.current is not None
            and self.kind != "row"
            and not TERMINAL.search(self.paragraph[-1].text)
            and self._full(self.paragraph[-1], line)
            and line.page - self.paragraph[-1].page <= 1
        ):
            self.paragraph.append(line)
            self.current, self.kind = self.paragraph, "paragraph"
            self.length = sum(len(part.text) for part in self.paragraph)
            return
        self._open("paragraph", line)

    def _starts(self, line: Line) -> bool:
        match = self.starters.match(line.text)
        if match is None:
            return False
        if match["para"]:
            number = int(re.split(r"\D", match["para"], maxsplit=1)[0])
            in_order = number <= 2 or 0 < number - self.last_number <= 4
            # A number out of order at a line's beginning is a figure that ends a sentence, or a list of its own.
            if not in_order and not (line.gap > 0 and self.gaps_tell):
                return self.current is None or SENTENCE_END.search(self.current[-1].text) is not None
            if line.width > 40 or number == self.last_number + 1:
                self.last_number = number
        return not (match["letter"] and self._is_aside(line, match.end()))

    def _is_aside(self, line: Line, body: int) -> bool:
        """Whether a dash at a line's beginning belongs to the sentence above it, which no list has begun."""
        if line.text[0] not in "–—" or not line.text[body : body + 1].islower() or not self._goes_on(line):
            return False
        return self.current is not None and self.current[0].text[:1] not in "-–—"

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
        if starts or (_SUB_HEADING.match(line.text) and line.width < 70 and TERMINAL.search(last.text)):
            return False
        if line.page != last.page:
            if self.kind == "footnote" and not (self.paragraph and SENTENCE_END.search(self.paragraph[-1].text)):
                return False
            return not SENTENCE_END.search(last.text) and self._full(last, line)
        if not self.width:
            going_on = not TERMINAL.search(last.text) and self._full(last, line)
            return going_on and not (line.gap > 0 and line.text[:1].isupper() | line.text[:1].isdigit())
        if self.gaps_tell and line.gap > 0 and (TERMINAL.search(last.text) or not self._full(last, line)):
            return False
        if self.kind == "footnote" and line.gap > 1 and SENTENCE_END.search(last.text):
            return False
        if not self.pack.han and not SENTENCE_END.search(last.text) and line.text[:1].islower() and line.gap == 0:
            return True
        return self._full(last, line)
