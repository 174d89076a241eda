"""What proves a value that a passage itself leaves out: the heading, caption or sentence before it that says it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import field
from decimal import Decimal
from typing import TypeAlias

from db.model.dataclass import dataclass
from db.model.dates import PartialDate
from db.model.evidence import Evidence
from desktop.extraction.blocks import Block, Document
from desktop.extraction.build import Draft
from desktop.language import countries, dates, money, places
from desktop.language.characters import fold
from desktop.language.dates import DateFound

# Where a text says something, and what: a country's code, a year.
Said: TypeAlias = tuple[int, int, object]
Finder: TypeAlias = Callable[[str], Sequence[Said]]

_BACK = 60  # blocks before a draft's among which a heading, a caption or a sentence is looked for
_FRONT = 12  # blocks at the beginning that say what a report is about
_LONGEST = 1500  # characters of a block that is looked through: headings, captions and paragraphs are shorter


@dataclass
class Proofs:
    """Looks for the nearest place before a draft that says one of its values.

    Each block is read once, and only where something near it was left without a proof.
    """

    document: Document
    _starts: list[tuple[int, int]] = field(init=False)
    _blocks: list[Block] = field(init=False)
    _read: dict[tuple[str, int], Sequence[Said]] = field(default_factory=dict)
    _told: dict[tuple[str, object, int, int], Evidence] = field(default_factory=dict)
    _dated: dict[str, Sequence[DateFound]] = field(default_factory=dict)
    _quoted: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)  # labels and headers repeat

    def __post_init__(self) -> None:
        placed = [(block.places[0], number) for number, block in enumerate(self.document.blocks) if block.places]
        placed.sort()
        self._starts = [place for place, _ in placed]
        self._blocks = [self.document.blocks[number] for _, number in placed]

    def add(self, drafts: Sequence[Draft]) -> None:
        """Give proofs to what has none: inherited countries and doers, years, days and currencies of figures."""
        for draft in drafts:
            if draft.family == "activity":
                self._countries(draft)
                self._organizer(draft)
            elif draft.family == "financial_figure":
                self._year(draft)
                self._day(draft)
                self._currency(draft)
        activities = {draft.id: draft for draft in drafts if draft.family == "activity"}
        for draft in drafts:
            activity = activities.get(str(draft.fields.get("activity"))) if draft.family == "count" else None
            if activity is not None:
                _take_countries(draft, activity)

    def _find(self, kind: str, number: int, find: Finder) -> Sequence[Said]:
        key = kind, number
        if key not in self._read:
            text = self._blocks[number].text
            self._read[key] = find(text[:_LONGEST])
        return self._read[key]

    def _nearest(self, draft: Draft, kind: str, find: Finder, wanted: object) -> Evidence:
        """The last place before a draft's end that says what is wanted: the nearest before it, then the front."""
        page, offset = draft.place
        at = bisect_right(self._starts, (page - 1, offset)) - 1
        stop = draft.end if draft.block is not None else -1
        key = kind, wanted, at, stop
        if key not in self._told:  # the cells of a row ask for the same
            self._told[key] = self._look(draft, kind, find, wanted, at)
        return self._told[key]

    def _look(self, draft: Draft, kind: str, find: Finder, wanted: object, at: int) -> Evidence:
        first = max(at - _BACK, -1)
        for number in (*range(at, first, -1), *range(min(_FRONT, first + 1))):
            said = self._read.get((kind, number))
            if said is None:
                said = self._find(kind, number, find)
            if not said:
                continue
            block = self._blocks[number]
            end = draft.end if block is draft.block and number > first else len(block.text)
            for start, stop, what in reversed(said):
                if what == wanted and stop <= end:
                    return self.document.spans(block, start, stop, "context")
        return ()

    def _countries(self, draft: Draft) -> None:
        codes = draft.fields.get("countries")
        if not isinstance(codes, tuple):
            return
        pack = self.document.pack
        before = draft.field_evidence.get("countries", ())
        said = {code for span in before for code in self._in_quote("countries", span.quote)}
        codes = tuple(code for code in codes if code not in said)

        def find(text: str) -> Sequence[Said]:
            return [*places.find(text, pack), *countries.find(text, pack)]

        found = [self._nearest(draft, "countries", find, code) for code in codes]
        if codes and all(found):
            draft.field_evidence["countries"] = (*before, *dict.fromkeys(span for spans in found for span in spans))

    def _organizer(self, draft: Draft) -> None:
        name = draft.fields.get("organizer")
        if not isinstance(name, str) or draft.field_evidence.get("organizer"):
            return
        between = r"\s*" if self.document.pack.han else r"\s+"
        shape = re.compile(between.join(map(re.escape, name if self.document.pack.han else name.split())))

        def find(text: str) -> Sequence[Said]:
            return [(*match.span(), name) for match in shape.finditer(text)]

        found = self._nearest(draft, f"organizer {name}", find, name)
        if found:
            draft.field_evidence["organizer"] = found

    def _year(self, draft: Draft) -> None:
        year = draft.fields.get("fiscal_year")
        if not isinstance(year, Decimal) or draft.field_evidence.get("fiscal_year"):
            return
        said = str(year)
        if any(said in span.quote for span in draft.evidence if span.role in ("label", "header")):
            return
        found = self._nearest(draft, "years", self._years, int(year))
        if found:
            draft.field_evidence["fiscal_year"] = found

    def _dates(self, text: str) -> Sequence[DateFound]:
        """The dates of a block's text, which years and days are asked of in turn."""
        if text not in self._dated:
            self._dated[text] = dates.find(text, self.document.pack)
        return self._dated[text]

    def _years(self, text: str) -> Sequence[Said]:
        return [(item.start, item.end, item.first[0]) for item in self._dates(text) if item.first[0]]

    def _day(self, draft: Draft) -> None:
        day = draft.fields.get("as_of")
        if not isinstance(day, PartialDate) or draft.field_evidence.get("as_of"):
            return
        found = self._nearest(draft, "days", self._days, (day.year, day.month, day.day))
        if found:
            draft.field_evidence["as_of"] = found

    def _days(self, text: str) -> Sequence[Said]:
        return [
            (item.start, item.end, point) for item in self._dates(text) for point in (item.first, item.last) if point
        ]

    def _currency(self, draft: Draft) -> None:
        code = draft.fields.get("currency")
        if draft.fields.get("source") != "table" or draft.field_evidence.get("currency"):
            return
        if any(code in self._in_quote("currencies", span.quote) for span in draft.evidence):
            return
        found = self._nearest(draft, "currencies", self._currencies, code)
        if found:
            draft.field_evidence["currency"] = found

    def _in_quote(self, kind: str, quote: str) -> frozenset[str]:
        """The countries or currencies that a quote names."""
        if (kind, quote) not in self._quoted:
            pack = self.document.pack
            if kind == "currencies":
                self._quoted[kind, quote] = money.named(quote, pack)
            else:
                text = fold(quote)
                found = [*countries.find(text, pack), *places.find(text, pack)]
                self._quoted[kind, quote] = frozenset(code for *_, code in found)
        return self._quoted[kind, quote]

    def _currencies(self, text: str) -> Sequence[Said]:
        """Each currency that a block names; where in it is not told, so all of a short block is the proof."""
        if len(text) > _LONGEST // 5:
            found = money.find(text, self.document.pack)
            return [(item.start, item.end, item.currency) for item in found]
        return [(0, len(text), code) for code in sorted(money.named(text, self.document.pack))]


def _take_countries(count: Draft, activity: Draft) -> None:
    """What a count has of its activity is proved by what proves it there."""
    proof = activity.field_evidence.get("countries")
    if proof and activity.fields.get("countries") == count.fields.get("countries"):
        count.field_evidence["countries"] = proof
