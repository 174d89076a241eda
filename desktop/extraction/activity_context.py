"""What an activity may inherit from the report, its heading, the paragraph and the sentences before it."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import field
from functools import cached_property

from db.model.dataclass import dataclass
from db.model.values import Value
from desktop.extraction import activity_words
from desktop.extraction.activity_words import Grammar
from desktop.extraction.build import Draft
from desktop.extraction.layout import Document
from desktop.language import countries, dates
from desktop.language.dates import DateFound, Point

_FRONT = 14
_HEADING = 60
_TITLE = 70
_OVERVIEW = 3
UNATTENDED = ("publication", "law_or_policy")  # readers and signatories are no participants
_BESIDE_DAY = 22
_TOP = re.compile(r"[一二三四五六七八九十]{1,3}[.、]|[IVX]{1,5}\.\s")
_SUB = re.compile(r"[A-H]\.\s?|[(][一二三四五六七八九十][)]")


@dataclass
class Context:
    """What an activity may inherit: the reporting period, the paragraph it is in, who did the last one.

    Attributes:
        lead_period: whether the paragraph that a list belongs to speaks of the reporting period.
        said: the date told last, its year known.
        recent: the texts of the blocks read last, where short names of bodies go back to.
    """

    document: Document
    report: Draft
    grammar: Grammar = field(init=False)
    organizer: str = ""
    lead_period: bool = False
    said: Point | None = None
    recent: deque[str] = field(default_factory=lambda: deque(maxlen=6))
    headings: dict[str, tuple[DateFound | None, tuple[str, ...]]] = field(default_factory=dict)

    BULLETS = "•●▪■◆◦○‣–—-*"

    def __post_init__(self) -> None:
        self.grammar = self.document.pack.made("activities.grammar", activity_words.grammar)

    @property
    def period(self) -> tuple[Value, Value]:
        """The reporting period, (None, None) where it is unknown."""
        return self.report.fields.get("period_start"), self.report.fields.get("period_end")

    @cached_property
    def base(self) -> Point | None:
        """(year, month, day) by which dates without a year are told: the year of a yearly report, the day on which
        a situation report was closed. None where the front page says neither.
        """
        pack = self.document.pack
        blocks = [block for block in self.document.blocks[:_FRONT] if len(block.text) <= _TITLE]
        for block in blocks:
            match = self.grammar.yearly.search(block.text)
            if match:
                return int(next(group for group in match.groups() if group)), None, None
        found = [(block, item) for block in blocks for item in dates.find(block.text, pack)]
        for _, item in found:
            if item.as_of and item.first[0] is not None and item.first[1] is not None:
                return item.first
        # The day on which it was issued stands alone, or behind words that say so.
        days = {item.first for block, item in found if _issued(block.text, item)}
        return next(iter(days)) if len(days) == 1 else None

    @cached_property
    def summed_up(self) -> bool:
        """Whether a summary stands before a body that tells the same at length."""
        body = sum(block.section == "body" for block in self.document.blocks)
        return body > sum(block.section in ("summary", "conclusion") for block in self.document.blocks)

    @cached_property
    def home(self) -> tuple[str, ...]:
        """The one country that a report without a symbol is about, by its title."""
        fields = self.report.fields
        if "symbol" in fields or "session" in fields:
            return ()
        heads = [block.text for block in self.document.blocks[:4] if len(block.text) <= 100]
        titles = [*heads, str(fields.get("title") or "")[:100]]
        codes = {code for text in titles for _, _, code in countries.find(text, self.document.pack)}
        return tuple(codes) if len(codes) == 1 else ()

    @cached_property
    def overview(self) -> frozenset[int]:
        """The orders of blocks that sum up a section before its first sub-heading: it tells the same again."""
        found: set[int] = set()
        lead: list[int] = []
        top = False
        for block in self.document.blocks:
            if block.kind == "heading":
                if _TOP.match(block.text):
                    top, lead = True, []
                else:
                    if top and len(lead) >= _OVERVIEW and _SUB.match(block.text):
                        found.update(lead)
                    top, lead = False, []
            elif block.kind == "paragraph" and top:
                lead.append(block.order)
        return frozenset(found)

    def _read(self, heading: str) -> tuple[DateFound | None, tuple[str, ...]]:
        if heading not in self.headings:
            pack = self.document.pack
            short = 0 < len(heading) <= _HEADING
            dated = [item for item in dates.find(heading, pack) if not item.as_of] if short else []
            named = countries.find(heading, pack) if short else []
            rest = heading
            for start, end, _ in reversed(named):
                rest = rest[:start] + rest[end:]
            own = not re.search(r"[^\W\d_]{2}", self.grammar.joining.sub("", rest))
            self.headings[heading] = (
                dated[0] if len(dated) == 1 else None,
                tuple(dict.fromkeys(code for _, _, code in named)) if own else (),
            )
        return self.headings[heading]

    def headed(self, heading: str) -> DateFound | None:
        """The one date that a heading holds."""
        return self._read(heading)[0]

    def headed_by(self, heading: str) -> tuple[str, ...]:
        """The countries of a heading that names nothing else."""
        return self._read(heading)[1]


def _issued(text: str, item: DateFound) -> bool:
    """Whether a line of the front page is hardly more than one day."""
    whole = None not in item.first and item.last is None
    return whole and len(text) - (item.end - item.start) <= _BESIDE_DAY


@dataclass
class Paragraph:
    """What the sentences of one paragraph have told so far.

    Attributes:
        joint: whether the sentence told of several, each at its own time and place.
        apart: whether the one before it did: what comes next was at none of these for sure.
    """

    start: Value = None
    end: Value = None
    countries: tuple[str, ...] = ()
    last: Draft | None = None
    joint: bool = False
    apart: bool = False

    @property
    def attended(self) -> bool:
        """Whether the activity told last may have been attended."""
        return self.last_fields.get("type") not in UNATTENDED

    @property
    def last_fields(self) -> dict[str, Value]:
        """What the activity told last says."""
        return self.last.fields if self.last is not None else {}

    def same_doer(self, draft: Draft) -> bool:
        """Whether a draft goes on about who did the last thing: another doer may have done it at another place."""
        if self.last is None or "inherited" in draft.extra:
            return True
        one, other = self.last.fields.get("organizer"), draft.fields.get("organizer")
        return one is None or other is None or str(one) in str(other) or str(other) in str(one)
