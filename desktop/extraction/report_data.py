"""The report's own data: title, symbol, session, agenda item, publisher, language, period."""

from __future__ import annotations

import re
from dataclasses import field
from decimal import Decimal

from db.model.dataclass import dataclass
from db.model.dates import PartialDate
from db.model.evidence import Evidence
from db.model.values import Value
from desktop.documents.spans import make_span
from desktop.extraction import publisher
from desktop.extraction.build import Draft
from desktop.extraction.joining import SENTENCE_END
from desktop.extraction.layout import Block, Document
from desktop.language import dates
from desktop.language.characters import is_han
from desktop.language.fields import joined
from desktop.language.numbers import parse_han
from desktop.language.packs import Pack, alternatives

_FRONT_BLOCKS = 40
_LONGEST_TITLE = 400
_SYMBOL_WITHIN = 80
_SHORT = 90
_BESIDE_DAY = 14
_BRACKETS = 4
_AS_LONG = 0.6
# What a body's name ends with, before the word of its report: the words before it are the rest of the name.
_BODIES = ("委员会", "工作组", "专家组", "理事会", "主任", "专员", "高级专员", "报告员")
_LONGEST_BODY = 18
_NO_TITLE = re.compile(r"Distr\.|Distr\s?:|Original\s?:|原文|Оригинал|الأصل", re.IGNORECASE)


@dataclass
class _OwnData:
    """What was found so far of the report's own data, and where it is looked for."""

    document: Document
    fields: dict[str, Value]
    confidence: dict[str, float]
    evidence: dict[str, Evidence] = field(default_factory=dict)

    @property
    def pack(self) -> Pack:
        return self.document.pack

    def put(self, name: str, value: Value, proof: Evidence, sure: float) -> None:
        self.fields[name], self.evidence[name], self.confidence[name] = value, proof, sure


def draft(document: Document, language: str, sure: float = 0.97) -> Draft:
    """The draft of family "report"; it is there even where nothing was found.

    Args:
        sure: how sure the language is; of a text that tells none, none is suggested.
    """
    front = _front(document)
    # What is less than likely is left as the doubt that it is: no share of luckier reports makes it more.
    own = _OwnData(
        document, {"language": language.split("-")[0]}, {"language": sure if sure >= 0.75 else min(sure, 0.42)}
    )
    if sure <= 0.05:
        del own.fields["language"]
    symbol = _symbol(document, own.pack)
    if symbol is not None:
        own.put("symbol", *symbol, 0.85)
    for block in front:
        _session(own, block)
        _agenda(own, block)
    _title(own, front)
    _period(own)
    _publisher(own, front)
    proof = own.evidence.get("title") or next((spans for spans in own.evidence.values() if spans), ())
    if not proof:
        first = next((block for block in document.blocks if block.text.strip()), None)
        proof = document.spans(first, 0, len(first.text)) if first else ()
    certain = [own.confidence[name] for name in own.fields if name in own.confidence]
    return Draft(
        "report",
        own.fields,
        proof,
        own.evidence,
        sum(certain) / len(certain) if certain else sure,
        f"{own.pack.code} front page",
        own.confidence,
    )


def _front(document: Document) -> list[Block]:
    """What stands before the summary or the first numbered paragraph."""
    front = []
    for block in document.blocks[:_FRONT_BLOCKS]:
        if block.section != "front" or (block.number and block.number.isdigit() and len(block.text) > 60):
            break
        front.append(block)
    return front or document.blocks[:6]


def _symbol(document: Document, pack: Pack) -> tuple[str, Evidence] | None:
    pattern = re.compile(pack.data.get("report", {}).get("symbol", r"\b[A-Z]{1,8}(?:/[A-Z0-9][A-Za-z0-9.()_-]*){1,6}"))
    for line in document.lines[:30]:
        if line.page > 0:
            break
        if line.text.startswith(("*", "http", "1 ", "¹")):
            continue
        for match in pattern.finditer(line.text):
            # In brackets, or deep in a sentence, stands the symbol of another document.
            cited = line.text[match.start() - 1 : match.start()] in ("(", "[") or match.start() > _SYMBOL_WITHIN
            if not cited and any(char.isdigit() for char in match[0]):
                start, end = match.start(), match.end()
                while line.text[end - 1] in ".,(" or (line.text[end - 1] == ")" and "(" not in line.text[start:end]):
                    end -= 1
                page = document.reading.pages[line.page]
                return line.text[start:end], (make_span(page, line.start + start, line.start + end),)
    return None


def ordinal(text: str, pack: Pack) -> int | None:
    """The number that an ordinal says: "七十五", "75th", "Seventy-fifth"."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    if pack.han:
        value = parse_han(text)
        return int(value) if value is not None else None
    ordinals = {word: int(number) for word, number in pack.table("numbers", "ordinals").items()}
    total = 0
    for part in re.split(r"[\s-]+", text.lower()):
        if part not in ordinals:
            return None
        total += ordinals[part]
    return total


def _session(own: _OwnData, block: Block) -> None:
    shape = own.pack.data.get("report", {}).get("session")
    if "session" in own.fields or not shape:
        return
    match = re.search(shape, block.text, re.IGNORECASE)
    if match is None and len(block.lines) > 1:
        _session_line(own, block, shape)
        return
    if match is None or len(block.text) > (_SHORT if own.pack.han else 2 * _SHORT) or match.start() > _SHORT // 4:
        return
    value = ordinal(match[1], own.pack)
    if value:
        own.put(
            "session",
            Decimal(value),
            own.document.spans(block, match.start(), match.end()),
            0.95 if match.start() < 4 else 0.7,
        )


def _session_line(own: _OwnData, block: Block, shape: str) -> None:
    """The session where it is a line of its own within a heading: "Working Party ... / Eighth session"."""
    for line in block.lines:
        match = re.match(shape, line.text, re.IGNORECASE)
        value = ordinal(match[1], own.pack) if match and len(line.text) <= _SHORT // 2 else None
        if match and value:
            page = own.document.reading.pages[line.page]
            span = make_span(page, line.start + match.start(), line.start + match.end())
            own.put("session", Decimal(value), (span,), 0.85)
            return


def _agenda(own: _OwnData, block: Block) -> None:
    shape = own.pack.data.get("report", {}).get("agenda")
    if "agenda_item" in own.fields or not shape:
        return
    match = re.search(shape, block.text, re.IGNORECASE)
    if match:
        start, end = match.span(match.lastindex or 1)
        own.put("agenda_item", joined(block.original[start:end], own.pack), own.document.spans(block, start, end), 0.93)


def _title(own: _OwnData, front: list[Block]) -> None:
    """What stands right before the author ("Report of ..."), else the last heading of the front page."""
    authors = own.pack.words("report", "author")
    author = (
        re.compile(alternatives(authors) + "$") if own.pack.han else re.compile(alternatives(authors), re.IGNORECASE)
    )
    skip = [
        re.compile(own.pack.data["report"][name], re.IGNORECASE)
        for name in ("session", "agenda")
        if name in own.pack.data.get("report", {})
    ]
    own_title = re.compile(str(own.pack.table("report").get("own_title") or "(?!)"), re.IGNORECASE)
    for place, block in enumerate(front):
        match = author.search(block.text) if own.pack.han else author.match(block.text)
        itself = own_title.match(block.text) if len(block.text) <= _SHORT * 2 else None
        if match is None and itself is None:
            continue
        if itself is not None:
            _set_title(own, [(block, 0, len(block.text))], 0.85)
            return
        assert match is not None
        if match.start() > (_LONGEST_BODY if match[0].startswith(_BODIES) else 4):
            _set_title(own, [(block, 0, match.start())], 0.9)
            return
        before = [
            item
            for item in front[:place]
            if item.text.strip() and not any(pattern.match(item.text) for pattern in skip)
        ]
        if before:
            parts = [(item, 0, len(item.text)) for item in _wrapped_heading(before, own.pack)]
            _set_title(own, parts, 0.9)
            return
    heads = [
        block
        for block in front
        if block.kind in ("heading", "paragraph")
        and len(block.text) > 5
        and not any(pattern.match(block.text) for pattern in skip)
    ]
    # A line that says a whole sentence is no title where another one may be.
    lines = [block for block in heads[:12] if len(block.text) <= 150 and not SENTENCE_END.search(block.text)]
    if own.pack.han:  # a running header may be in another script
        lines = [block for block in lines if any(is_han(char) for char in block.text)] or lines
    heads = lines or heads
    # "Date of issue: 3 May 2021", "Data as of ..." say something else.
    heads = [block for block in heads if not _says_else(block.text, own.pack)] or heads
    if heads:
        most = max(min(len(block.text), 200) for block in heads[:12])
        long = [block for block in heads[:12] if len(block.text) >= _AS_LONG * most]
        # "Lakes Refugee Programme / Progress in the first quarter": the next line goes on with the first.
        told = [long[0], *(block for block in long[1:2] if block.order == long[0].order + 1)]
        _set_title(own, [(block, 0, len(block.text)) for block in told], 0.5)


def _says_else(text: str, pack: Pack) -> bool:
    """Whether a line of the front page only gives the day of issue or that of its figures."""
    if _NO_TITLE.search(text) or any(
        text.lower().startswith(word.lower()) for word in pack.words("report", "front_labels")
    ):
        return True
    days = [item for item in dates.find(text, pack) if None not in item.first]
    beside = {True: _BESIDE_DAY, False: _BRACKETS}
    return any(item.as_of or len(text) - (item.end - item.start) <= beside[item.last is None] for item in days)


def _wrapped_heading(before: list[Block], pack: Pack) -> list[Block]:
    """The last block, and those above it that are the full lines of the same heading."""
    found = [before[-1]]
    if pack.han:
        return found
    widest = max(line.width for block in before for line in block.lines) if all(b.lines for b in before) else 0
    for upper in reversed(before[:-1]):
        lower = found[0]
        near = lower.lines and upper.lines and lower.lines[0].gap == 0 and lower.lines[0].page == upper.lines[-1].page
        # A line that was wrapped had no room for the first word of the next one.
        if not near or upper.lines[-1].width + len(lower.text.split(maxsplit=1)[0]) < widest * 0.9:
            break
        found.insert(0, upper)
    return found


def _set_title(own: _OwnData, parts: list[tuple[Block, int, int]], sure: float) -> None:
    # A file without line ends has no heading: the beginning of what it says stands for one.
    parts = [(block, start, min(end, start + _LONGEST_TITLE)) for block, start, end in parts]
    text = joined("\n".join(block.original[start:end] for block, start, end in parts), own.pack).strip(" *#")
    if text:
        own.put("title", text, tuple(span for part in parts for span in own.document.spans(*part)), sure)


def _period(own: _OwnData) -> None:
    words = re.compile(alternatives(own.pack.words("report", "period")), re.IGNORECASE)
    best: tuple[int, Block, dates.DateFound] | None = None
    for block in [block for block in own.document.blocks if block.kind != "row"][:30]:
        for found in dates.find(block.text, own.pack):
            if found.last is None or found.listed:
                continue
            first, last = dates.partial(found.first), dates.partial(found.last)
            if first is None or last is None or last.last_day() <= first.first_day():
                continue
            near = block.text[max(0, found.start - (30 if own.pack.han else 70)) : found.end + 12]
            rank = 2 if words.search(near) else 0
            rank += 1 if block.section in ("front", "summary") else 0
            rank += 1 if found.first[1] is not None else 0
            rank += 1 if _whole_years(first, last) else 0
            if rank >= 2 and (best is None or rank > best[0]):
                best = rank, block, found
    if best is None:
        _yearly(own)
        return
    _, block, found = best
    spans = own.document.spans(block, found.start, found.end)
    for name, point in (("period_start", found.first), ("period_end", found.last)):
        value = dates.partial(point)
        if value is not None:
            own.put(name, value, spans, 0.92 if best[0] >= 3 else 0.75)


def _yearly(own: _OwnData) -> None:
    """The year of a yearly report, as its first lines say it."""
    shape = own.pack.table("activities", "shapes").get("yearly")
    if not shape:
        return
    for block in own.document.blocks[:8]:
        match = re.search(shape, block.text, re.IGNORECASE) if len(block.text) <= _SHORT else None
        if match:
            year = next(int(group) for group in match.groups() if group)
            for name, month in (("period_start", 1), ("period_end", 12)):
                own.put(name, PartialDate(year, month), own.document.spans(block, *match.span()), 0.75)
            return


def _whole_years(first: PartialDate, last: PartialDate) -> bool:
    """Whether a range to the day covers whole years: reports do."""
    begin, end = first.first_day(), last.last_day()
    return (
        first.day is not None
        and last.day is not None
        and (begin[1:], end[1:])
        in (
            ((1, 1), (12, 31)),
            ((7, 1), (6, 30)),
            ((4, 1), (3, 31)),
        )
    )


def _publisher(own: _OwnData, front: list[Block]) -> None:
    text = "\n".join(line.text for line in own.document.lines[:25]) + "\n".join(block.text for block in front)
    for rule in own.pack.data.get("report", {}).get("publisher", ()):
        if any(word in text for word in rule["any"]):
            own.fields["publisher"] = rule["name"]
            own.confidence["publisher"] = 0.85
            return
    found = publisher.named(front, str(own.fields.get("title") or ""), own.pack)
    if found is not None:
        own.fields["publisher"], own.confidence["publisher"] = found
