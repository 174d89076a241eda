"""Dates, places and countries of a run of text, as far as they say when and where something was done."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.extraction.activity_words import Grammar
from desktop.extraction.facts import Facts
from desktop.language.dates import DateFound
from desktop.language.packs import Pack, alternatives

_LEAD = 44  # characters before a country that may say that somebody came from there


def own_dates(facts: Facts, grammar: Grammar, start: int, end: int) -> list[DateFound]:
    """Dates that say when it was done: not since when, by when, or in a name."""
    key = "dates", start, end
    if key not in facts.known:
        facts.known[key] = _own_dates(facts, grammar, start, end)
    found: list[DateFound] = facts.known[key]
    return found


def _own_dates(facts: Facts, grammar: Grammar, start: int, end: int) -> list[DateFound]:
    found = []
    for item in [*facts.dates, *months(facts)]:
        if item.start < start or item.end > end or item.as_of:
            continue
        before, after = facts.text[max(start, item.start - 8) : item.start], facts.text[item.end : item.end + 8]
        since = grammar.since_after.match(after) is not None and before.endswith(("自", "从"))
        if not since and (grammar.date_before.search(before) or grammar.date_after.match(after)):
            continue
        found.append(item)
    found.sort(key=lambda item: item.start)
    if len(found) > 2 and grammar.from_to.search(facts.text, start, end):
        found = [item for item in found if item.first[1] is not None]
    if len(found) == 2 and all(item.last is None for item in found) and grammar.from_to.search(facts.text, start, end):
        return [replace(found[0], last=found[1].first)]  # it began on the one and ended on the other
    return found


def months(facts: Facts) -> list[DateFound]:
    """Months that stand without a day and without a year: "in May", "between June and August"."""
    if facts.pack.han:
        return []
    key = "months", 0, 0
    if key not in facts.known:
        facts.known[key] = _months(facts)
    found: list[DateFound] = facts.known[key]
    return found


def _months(facts: Facts) -> list[DateFound]:
    found = []
    for match in facts.pack.made("activities.months", _bare_month).finditer(facts.text):
        if any(item.start < match.end() and item.end > match.start("a") for item in facts.dates):
            continue
        numbers = facts.pack.made("activities.month_numbers", _month_numbers)
        first, second = numbers[match["a"]], numbers.get(match["b"] or "")
        last = (None, second, None) if second else None
        found.append(DateFound(match.start("a"), match.end(), (None, first, None), last))
    return found


def _month_numbers(pack: Pack) -> dict[str, int]:
    return {word: int(number) for number, words in pack.table("dates", "months").items() for word in words}


def _bare_month(pack: Pack) -> re.Pattern[str]:
    month = alternatives([word for word in _month_numbers(pack) if len(word) > 2])
    before = pack.table("activities", "shapes").get("month_before") or r"(?!)"
    joiner = alternatives(["and", "to", "through", *pack.words("dates", "joiners"), *pack.words("dates", "listed")])
    return re.compile(rf"{before}(?P<a>{month})(?:\s?{joiner}\s?(?P<b>{month}))?(?![\w-])(?!\.?,?\s\d)")


def pairs(facts: Facts, grammar: Grammar, start: int, end: int) -> list[tuple[DateFound, str, tuple[int, int] | None]]:
    """(date, country, city) where a sentence gives several dates their own places."""
    found: list[tuple[DateFound, str, tuple[int, int] | None]] = []
    if grammar.from_to.search(facts.text, start, end):
        return []
    for item in [*facts.dates, *months(facts)]:
        if item.start < start or item.end > end:
            continue
        for name_start, name_end, code in facts.within(facts.countries, start, end) + facts.within(
            facts.cities, start, end
        ):
            between = facts.text[item.end : name_start] if name_start >= item.end else None
            city = (name_start, name_end) if (name_start, name_end, code) in facts.cities else None
            if between is not None and grammar.date_place.fullmatch(between):
                found.append((item, code, city))
                break
            if between is None and grammar.place_date.fullmatch(facts.text[name_end : item.start]):
                found.append((item, code, city))
                break
    if len(found) < 2 and grammar.respective.search(facts.text, start, end):
        found = _respectively(facts, grammar, start, end)
    return found if len(found) > 1 else []


def _respectively(
    facts: Facts, grammar: Grammar, start: int, end: int
) -> list[tuple[DateFound, str, tuple[int, int] | None]]:
    """As many dates as places, in the same order: "on ... and ... in ... and ... respectively"."""
    days = []
    for item in own_dates(facts, grammar, start, end):
        if item.listed and item.last is not None and item.last[0] is not None:
            days += [replace(item, last=None), replace(item, first=item.last, last=None)]
        elif item.dated:
            days.append(item)
    for places in (facts.within(facts.cities, start, end), facts.within(facts.countries, start, end)):
        if len(days) > 1 and len(days) == len(places):
            cities = places == facts.within(facts.cities, start, end)
            return [
                (day, code, (first, last) if cities else None)
                for day, (first, last, code) in zip(days, places, strict=True)
            ]
    return []


def countries(facts: Facts, grammar: Grammar, start: int, end: int) -> tuple[str, ...]:
    """The countries where something was done or for whom."""
    key = "countries", start, end
    if key not in facts.known:
        facts.known[key] = _countries(facts, grammar, start, end)
    codes: tuple[str, ...] = facts.known[key]
    return codes


def _countries(facts: Facts, grammar: Grammar, start: int, end: int) -> tuple[str, ...]:
    named = facts.within(facts.countries, start, end)
    cities = facts.within(facts.cities, start, end)
    if not named and not cities:
        return ()
    kept: list[tuple[int, str]] = []
    spare: list[tuple[int, str]] = []
    for first, last, code in named:
        before, after = facts.text[max(0, first - 44) : first], facts.text[last : last + 24]
        if grammar.country_before.search(before) or grammar.country_after.match(after):
            spare.append((first, code))
        else:
            kept.append((first, code))
    where = [
        (first, code)
        for first, last, code in cities
        if grammar.city_before.search(facts.text[max(start, first - 12) : first])
    ]
    kept = _without_origins(facts, grammar, start, end, kept, named, bool(where))
    if where:
        own = {code for _, code in where}
        kept = [item for item in kept if item[1] in own or not is_subject(facts, grammar, start, item[0])]
    kept += where
    if not kept:
        kept = [item for item in spare if grammar.mission_after.match(facts.text[item[0] : item[0] + 24])]
    if not kept and not spare:
        kept = [(first, code) for first, last, code in cities if not grammar.city_named.match(facts.text, last)]
    return tuple(dict.fromkeys(code for _, code in sorted(kept)))


def origins(facts: Facts, start: int, end: int) -> frozenset[int]:
    """Where countries begin that only people came from, of a run whose countries were asked for."""
    return frozenset(facts.known.get(("origins", start, end), ()))


def is_subject(facts: Facts, grammar: Grammar, start: int, place: int) -> bool:
    """Whether a country stands before the verb as who did it, and not as where it was done."""
    deed = grammar.strong_deed.search(facts.text, place)
    clause = grammar.subject_before.search(facts.text[max(start, place - 60) : place]) is not None
    return clause and deed is not None and deed.start() - place < 90


def _without_origins(
    facts: Facts,
    grammar: Grammar,
    start: int,
    end: int,
    kept: list[tuple[int, str]],
    named: list[tuple[int, int, str]],
    city: bool,
) -> list[tuple[int, str]]:
    """The countries of a sentence without those that only people came from, where it says where they came to."""
    text = facts.text
    if not kept:
        return kept
    origins: set[int] = set()
    speakers: set[int] = set()
    chain: list[int] = []
    before = -1
    for first, last, _ in named:
        lead = text[max(start, first - _LEAD) : first]
        listed = before >= 0 and grammar.joined_names.fullmatch(text[before:first]) is not None
        chain = [*chain, first] if listed else [first]
        begins = grammar.origin_before.search(lead) is not None
        if begins or (listed and chain[0] in origins):
            origins.update(chain)
        if grammar.origin_after.match(text, last, end):
            origins.update(chain)
        if grammar.speakers_after.match(text, last, end):
            speakers.update(chain)
        before = last
    kept = [item for item in kept if item[0] not in speakers]
    others = [item for item in kept if item[0] not in origins]
    located = city or any(grammar.located_before.search(text[max(start, first - 12) : first]) for first, _ in others)
    if not (located and origins):
        return kept
    facts.known["origins", start, end] = origins
    return others
