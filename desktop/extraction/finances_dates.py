"""Of which year an amount in running text is, and as at which day."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal

from db.model.dates import PartialDate
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.layout import Document
from desktop.language import dates
from desktop.language.dates import DateFound, Point
from desktop.language.money import Money
from desktop.language.packs import Pack, alternatives

_TOP_HEADING = re.compile(r"[IVX]{1,5}\.\s|[一二三四五六七八九十]{1,3}[.、]")


class Years:
    """The years and days of the amounts of one report."""

    def __init__(self, document: Document) -> None:
        self.document, self.pack = document, document.pack
        self._orders: list[int] = []
        self._of_heading: list[Point | None] = []
        self._headings()
        self._usual = self._usual_period()
        self._other = self.pack.made("finances.other_year", _other)
        self._other_year = self.pack.made("finances.other_single_year", _other_single)
        self._compared = self.pack.made("finances.compared_years", _compared)
        self._last_year = self.pack.made("finances.last_year", _last_year)
        self._same_day = self.pack.words("finances", "same_day")

    def _headings(self) -> None:
        """The headings that name a period: what stands below is about it."""
        blocks = self.document.blocks
        words = self.pack.words("finances", "heading_words")
        for place, block in enumerate(blocks):
            if block.kind == "row" or not (
                block.kind == "heading" or (len(block.text) < 160 and block.section != "front" and block.number is None)
            ):
                continue
            text = block.text
            top = _TOP_HEADING.match(text) is not None
            following = blocks[place + 1] if place + 1 < len(blocks) else None
            if (
                top
                and following is not None
                and following.kind in ("heading", "paragraph")
                and len(following.text) < 60
                and not _TOP_HEADING.match(following.text)
            ):
                text = f"{text} {following.text}"  # a heading that goes on in the next line
            about = block.kind == "heading" and any(word in text.lower() for word in words)
            found = [
                item
                for item in dates.find(text, self.pack)
                if item.first[0] and (_is_period(item) or (about and item.last is None and item.first[1] is None))
            ]
            if found or top:
                self._orders.append(block.order)
                self._of_heading.append(found[-1].first if found else None)

    def _usual_period(self) -> tuple[Point, Point] | None:
        """First and last day of the year that the whole report accounts for, where its title says one."""
        words = self.pack.words("finances", "heading_words")
        found: dict[tuple[Point, Point], None] = {}
        for block in self.document.blocks[:40]:
            if block.section != "front" or not any(word in block.text.lower() for word in words):
                continue
            for item in dates.find(block.text, self.pack):
                if _is_period(item) and item.last is not None and item.first[1] and item.first[0] and item.last[0]:
                    found[item.first, item.last] = None
        return next(iter(found)) if len(found) == 1 else None

    def _of_usual(self, year: int | None, dated: list[DateFound], draft: Draft) -> int | None:
        """The year of the usual period where nothing else is said, or only the day on which it ended."""
        if self._usual is None:
            return year
        first, last = self._usual
        if year is None and "as_of" not in draft.fields:
            return first[0]
        if dated and dated[-1].last is None and dated[-1].first == last:
            return first[0]
        return year

    def of_heading(self, facts: Facts) -> Point | None:
        """The first day of the period that the heading above names."""
        place = bisect_left(self._orders, facts.block.order)
        return self._of_heading[place - 1] if place else None

    def tell(self, facts: Facts, found: Money, sentence: tuple[int, int], draft: Draft) -> None:
        """Set as-of day and fiscal year of an amount as far as the text says them."""
        text = facts.text
        near = [item for item in facts.dates if sentence[0] <= item.start < sentence[1] and item.dated]
        near = [
            item for item in near if item.end + 3 > found.start or not self._only_compared(facts, item, sentence[0])
        ]
        before = [item for item in near if item.end <= found.start]
        self._as_of(facts, found, sentence, near, draft)
        behind = [
            item
            for item in near
            if item.start >= found.end
            and not item.as_of
            and item.start - found.end <= (70 if item.last else 40)
            and not (self._other if item.last else self._other_year).search(text, found.end, item.start)
        ]
        plain = [item for item in before if not item.as_of]
        year = behind[0].first[0] if behind else _of(plain[-1]) if plain else None
        if plain and not text[plain[-1].end : found.start].strip(" ,，的"):
            year = _of(plain[-1])  # the year stands right before the amount
        plain = plain or behind
        if year is None:
            earlier = [
                item
                for item in facts.dates
                if item.end <= found.start
                and item.dated
                and not item.as_of
                and not self._only_compared(facts, item, facts.sentence_of(item.start)[0])
            ]
            heading = self.of_heading(facts)
            stands = draft.fields.get("as_of")
            if (
                isinstance(stands, PartialDate)
                and heading
                and (stands.year, stands.month or 12) < (heading[0], heading[1] or 1)
            ):
                heading = None  # what stood before the period began is not of it
            year = _of(earlier[-1]) if earlier else heading[0] if heading else None
        day = draft.fields.get("as_of")
        if not plain and isinstance(day, PartialDate) and day.month == 12 and draft.fields["item"] == "closing_balance":
            year = day.year  # what is left at the end of a year is left of that year
        year = self._of_usual(year, plain, draft)
        if year is not None and self._last_year.search(text, max(sentence[0], found.start - 40), found.start):
            year -= 1
            plain = []
        if year is not None:
            draft.fields["fiscal_year"] = Decimal(year)
            draft.field_confidence["fiscal_year"] = 0.75 if plain else 0.5

    def _only_compared(self, facts: Facts, item: DateFound, first: int) -> bool:
        """Whether a year is only that of what is compared with: "against $5 million in 2021", "比上年度"."""
        text = facts.text[max(first, item.start - (14 if self.pack.han else 44)) : item.start]
        found = list(self._compared.finditer(text))
        return bool(found) and re.search(r"[;；，。]|,\s|\.\s", text[found[-1].end() :]) is None

    def _as_of(
        self, facts: Facts, found: Money, sentence: tuple[int, int], near: list[DateFound], draft: Draft
    ) -> None:
        days = [item for item in near if item.as_of and dates.partial(item.first)]
        right_behind = next((item for item in days if 0 <= item.start - found.end <= 2), None)
        before = [item for item in days if item.end <= found.start]
        chosen = right_behind or (before[-1] if before else None)
        if chosen is None and days:
            # A day behind it is another amount's where one stands between.
            between = [item for item in facts.money if found.end <= item.start < days[0].start]
            chosen = days[0] if not between else None
        if chosen is None and any(word in facts.text[sentence[0] : sentence[1]].lower() for word in self._same_day):
            earlier = [i for i in facts.dates if i.as_of and i.end <= sentence[0] and dates.partial(i.first)]
            chosen = earlier[-1] if earlier else None
        if chosen is not None:
            draft.fields["as_of"] = dates.partial(chosen.first)
            draft.field_confidence["as_of"] = 0.75


def _is_period(item: DateFound) -> bool:
    """Whether a range is one that accounts are kept for, and not the days of a meeting."""
    first, last = item.first, item.last
    return last is not None and (first[2] is None or first[:2] != last[:2])


def _of(item: DateFound) -> int | None:
    return item.first[0]


def _compared(pack: Pack) -> re.Pattern[str]:
    """What stands before a year that is only compared with."""
    edge = "" if pack.han else r"(?<!\w)"
    words = pack.words("finances", "compared_years") or [r"(?!)"]
    return re.compile(rf"{edge}(?:{'|'.join(words)})", re.IGNORECASE)


def _other(pack: Pack) -> re.Pattern[str]:
    """What says that a period behind an amount is that of another one."""
    return re.compile(alternatives(pack.words("finances", "other_period")), re.IGNORECASE)


def _other_single(pack: Pack) -> re.Pattern[str]:
    return re.compile(alternatives([*pack.words("finances", "other_period"), "，", ";", "("]), re.IGNORECASE)


def _last_year(pack: Pack) -> re.Pattern[str]:
    return re.compile(alternatives(pack.words("finances", "last_year")), re.IGNORECASE)
