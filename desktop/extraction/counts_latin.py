"""Counts in languages that part words by spaces: a number and the noun phrase behind it, or before it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from desktop.extraction import counts_words
from desktop.extraction.counts_found import CountFound
from desktop.extraction.counts_words import Grammar, until_stop
from desktop.extraction.counts_words import phrase as phrase_of
from desktop.extraction.facts import Facts
from desktop.language.numbers import Number, digits_pattern, parse_digits, tidy

_OF = re.compile(r"\sof\b")
# What is counted, a colon, how many.
_LABEL = re.compile(r"(?:^|[.;,(•\n]\s?)([^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*){0,5})\s?:\s?$")
_COMPARING = frozenset(("less", "fewer", "higher", "lower", "greater", "more"))
_MILLIONS = re.compile(r"(?:m|mn|mln)\s(?=[a-z])")
_GRADE = re.compile(r"\s((?:USG|ASG|D|P|G|GS|FS|NO|NPO|L|S|SB)-\d(?:/\d)?)\b")
_IDENTIFIER = re.compile(r"(?:\b(?:UN|COVID|SDG|HIV|Windows|Goal|Target)\s?-?)$")


def find(facts: Facts) -> list[CountFound]:
    """The counts of a block, in order."""
    grammar = facts.pack.made("counts.latin", counts_words.grammar)
    found: list[CountFound] = []
    taken = -1
    for index, number in enumerate(facts.numbers):
        if number.start < taken or facts.masked(number.start, number.end):
            continue
        following = facts.numbers[index + 1] if index + 1 < len(facts.numbers) else None
        count = _one(facts, grammar, number, following)
        if count is None or (count.noun_at is None and count.unit == "other") or "noun?" in count.weak:
            count = _named_before(facts, grammar, number, count, found)
        if count is not None:
            count.weak.discard("noun?")
            if found and grammar.range_to.fullmatch(facts.text[found[-1].value_at[1] : number.start]):
                count.qualifier, count.start = "exact", number.start  # "from ... to", not "up to"
            found.append(count)
            taken = count.end
    for match in grammar.duals.finditer(facts.text):
        start, end = match.span("noun")
        if not facts.masked(start, end) and not any(item.start < end and item.end > start for item in found):
            count = CountFound(start, end, Decimal(2), (start, end), grammar.dual_unit[match["noun"].lower()])
            count.noun_at, count.confidence, count.rule = (start, end), 0.75, f"{facts.pack.code} dual"
            found.append(count)
    return sorted(found, key=lambda item: item.start)


def _named_before(
    facts: Facts, grammar: Grammar, number: Number, count: CountFound | None, found: list[CountFound]
) -> CountFound | None:
    """A number whose noun stands before it: "the number of refugees reached 1.2 million", "Participants: 45"."""
    text = facts.text
    if number.written == "words" and number.value < 2:
        return count
    first, _ = facts.sentence_of(number.start)
    first = max(first, number.start - 150)
    place: tuple[tuple[int, int], str] | None = None
    rule = ""
    for match in grammar.number_of.finditer(text, first, number.start):
        phrase = phrase_of(facts, grammar, match.end())
        if phrase is not None and phrase[2] and phrase[0][1] <= number.start:
            place, rule = phrase[:2], "number of"
    if place is not None and any(
        other.start >= place[0][1] and other.unit == place[1] and not other.rule.endswith(" number of")
        for other in found
    ):
        place = None
    last = found[-1] if found else None
    if (
        place is None
        and last is not None
        and last.noun_at is not None
        and number.start - last.end < 40
        and grammar.out_of_before.search(text, last.end, number.start)
    ):
        place, rule = (last.noun_at, last.unit), "of these"  # "5 schools out of 22"
    if place is None and last is not None and last.noun_at is not None and last.start >= first:
        between = text[last.end : number.start]
        near = len(between) < 110 and not any(char.isdigit() for char in between)
        if near and (grammar.same_before.search(between) or grammar.same_after.match(text, number.end)):
            place, rule = (last.noun_at, last.unit), "the same"  # "37 proposals, 29 of which", "of whom 12"
    known = last if last is not None and last.noun_at is not None and last.start >= first - 250 else None
    if place is None and known is not None and known.noun_at is not None and known.start >= first:
        apart = grammar.of_those.search(text, first, known.start) and number.value <= known.value
        if apart and grammar.done.match(text, number.end):
            place, rule = (known.noun_at, known.unit), "of those"  # "Of the 38 wells, 27 have been dug"
    people = known.noun_at if known is not None and known.unit == "persons" and number.value <= known.value else None
    if place is None and people is not None and _behind_country(facts, number):
        place, rule = (people, "persons"), "by country"  # "214 pupils from Chad (120) and Mali (94)"
    if place is None:
        of_people = grammar.people_of.search(text, max(first, number.start - 60), number.start)
        if of_people is not None:
            place, rule = (of_people.span("noun"), "persons"), "people of"  # "an audience of 300"
    if place is None:
        low = max(first, number.start - 60)
        label = _LABEL.search(text[low : number.start])
        phrase = phrase_of(facts, grammar, low + label.start(1)) if label else None
        if phrase is not None and phrase[2] and phrase[0][1] <= number.start:
            place, rule = phrase[:2], "label"
    if place is None:
        return count
    before = text[max(0, number.start - 36) : number.start]
    if _IDENTIFIER.search(before) or grammar.not_counted.match(text, number.end):
        return count
    lead = grammar.before.search(before)
    start = number.start - (len(before) - lead.start(1)) if lead else number.start
    made = CountFound(start, number.end, number.value, (number.start, number.end), place[1])
    made.qualifier = grammar.before_kind[lead[1].lower()] if lead else "about" if number.about else "exact"
    made.noun_at, made.rule = place[0], f"{facts.pack.code} {rule}"
    made.confidence = 0.3 if number.unsure else 0.78
    if number.unsure:
        made.weak.add("value")
    if made.unit == "persons":
        _women(facts, grammar, made)
    return made


def _behind_country(facts: Facts, number: Number) -> bool:
    """Whether a number stands alone in brackets right behind a country."""
    text = facts.text
    alone = text[number.start - 1 : number.start] == "(" and text[number.end : number.end + 1] == ")"
    return alone and any(end == number.start - 2 for _, end, _ in facts.countries)


def _one(facts: Facts, grammar: Grammar, number: Number, following: Number | None) -> CountFound | None:
    text = facts.text
    before = text[max(0, number.start - 36) : number.start]
    if _IDENTIFIER.search(before) or (number.start and text[number.start - 1] in "#№"):
        return None
    lead = grammar.before.search(before)
    qualifier = grammar.before_kind[lead[1].lower()] if lead else "about" if number.about else "exact"
    start = number.start - (len(before) - lead.start(1)) if lead else number.start
    value_max, position = None, number.end
    if (
        following is not None
        and grammar.range_to.fullmatch(text[number.end : following.start])
        and following.value > number.value
    ):
        joiner = text[number.end : following.start].strip()
        if joiner not in grammar.listed or grammar.between.search(before):
            number = _of_the_same_scale(facts, number, following)
            value_max, position = following.value, following.end
            if grammar.change.search(before):  # from so many to so many: two counts, and no range
                value_max, position = None, number.end
    percent = grammar.percent.match(text, position)
    if percent:
        return _percent(facts, grammar, number, qualifier, start, percent.end(), value_max)
    if grammar.not_counted.match(text, position):
        return None
    if number.value == 1 and number.written == "words":
        return None
    rate = grammar.rate.match(text, position)
    count = CountFound(start, position, number.value, (number.start, position), "other", qualifier, value_max)
    count.confidence = 0.9 if number.written == "digits" else 0.8
    if rate:
        count.unit, count.end, count.rule = "rate", rate.end(), f"{facts.pack.code} rate"
        return count
    tail = grammar.after.match(text, position)
    if tail:
        count.qualifier = grammar.after_kind[tail[0].strip().lower()]
        position = tail.end()
    grade = _GRADE.match(text, position)
    if grade:
        count.noun_at, count.end, count.rule = grade.span(1), grade.end(), f"{facts.pack.code} grade"
        return count
    measure = grammar.measure.match(text, position)
    phrase = phrase_of(facts, grammar, measure.end() if measure else position)
    if measure:
        count.unit = grammar.measure_unit[measure[1].lower()]
        count.noun_at = (measure.start(1), measure.end())
        count.end = measure.end()
        of = (grammar.of or _OF).match(text, measure.end())
        whole = phrase_of(facts, grammar, of.end() - (grammar.of is not None)) if of else None
        if whole:
            count.noun_at, count.end = whole[0], whole[0][1]
        count.rule = f"{facts.pack.code} measure {measure[1]}"
        return count
    of_the = grammar.of_the.match(text, position) if phrase is None else None
    phrase = phrase_of(facts, grammar, of_the.end() - 1) if of_the else phrase
    if of_the and (phrase is None or not phrase[2] or (following is not None and following.start < phrase[0][1])):
        phrase = None
    if phrase is None:
        return _shared(facts, grammar, count, following)
    count.noun_at, unit, known = phrase
    short = _MILLIONS.match(text, count.noun_at[0])
    if short and known and number.value < 10_000:
        # "1.4 m people": an m that stands alone is no word.
        count.value, count.value_at = count.value * 1_000_000, (number.start, count.noun_at[0] + 1)
        count.noun_at = (short.end(), count.noun_at[1])
    count.end = count.noun_at[1]
    count.unit = unit
    count.rule = f"{facts.pack.code} noun {text[count.noun_at[0] : count.noun_at[1]][-24:].strip()}"
    if not known:
        count.confidence -= 0.22
        count.weak.add("noun?")
    behind = grammar.after.match(text, count.end)
    if behind and count.qualifier == "exact":
        count.qualifier, count.end = grammar.after_kind[behind[0].strip().lower()], behind.end()
    if number.written == "words" and unit == "other":
        count.confidence -= 0.15
    if number.unsure:
        count.confidence = 0.3
        count.weak.add("value")
    if unit == "persons":
        _women(facts, grammar, count)
    return count


def _of_the_same_scale(facts: Facts, number: Number, following: Number) -> Number:
    """The first number of "12.5 to 14 million": its scale is that of the second."""
    digits = re.match(digits_pattern(facts.pack), facts.text[following.start : following.end])
    written = facts.text[number.start : number.end]
    if digits is None or number.written != "digits" or any(char.isalpha() for char in written):
        return number
    shown = parse_digits(digits[0], facts.pack)
    if not shown or following.value == shown or number.value >= shown:
        return number
    return replace(number, value=tidy(number.value * following.value / shown))


def _shared(facts: Facts, grammar: Grammar, count: CountFound, following: Number | None) -> CountFound | None:
    """The first number of "21 international and 28 national staff": its noun is the second one's."""
    if following is None or following.start - count.end > 40:
        return None
    between = facts.text[count.end : following.start]
    if grammar.out_of.fullmatch(between):
        # "12 of the 15 provinces": both count the same
        phrase = phrase_of(facts, grammar, following.end)
        if phrase is None or not phrase[2]:
            return None
        count.noun_at, count.unit, count.confidence = phrase[0], phrase[1], 0.82
        count.rule = f"{facts.pack.code} out of"
        return count
    changed = grammar.range_to.fullmatch(between) and grammar.change.search(facts.text, 0, count.value_at[0])
    if changed or grammar.list_of.fullmatch(between):
        phrase = phrase_of(facts, grammar, following.end)
        if phrase is not None and phrase[2]:
            count.noun_at, count.unit, count.confidence = phrase[0], phrase[1], 0.82
            count.rule = f"{facts.pack.code} shared noun"
            return count
    if not re.fullmatch(r"(?:\s[A-Za-z-]+){1,3}(?:,|\sand|\sor)\s", between):
        return None
    phrase = phrase_of(facts, grammar, following.end)
    if phrase is None or not phrase[2]:
        return None
    count.noun_at, count.unit = phrase[0], phrase[1]
    count.end = count.end + len(between.rsplit(" ", 2)[0].rstrip(","))
    count.confidence, count.rule = 0.75, f"{facts.pack.code} shared noun"
    return count


def _percent(
    facts: Facts, grammar: Grammar, number: Number, qualifier: str, start: int, end: int, value_max: Decimal | None
) -> CountFound:
    text = facts.text
    count = CountFound(start, end, number.value, (number.start, number.end), "percent", qualifier)
    count.value_max = value_max
    count.confidence, count.rule = 0.9, f"{facts.pack.code} percent"
    if grammar.of is not None:
        link = grammar.of.match(text, end)
        known = phrase_of(facts, grammar, end)
        noun = until_stop(facts, grammar, link.end() - 1) if link else known[0] if known and known[2] else None
        if noun is not None:
            count.noun_at, count.end = noun, noun[1]
        return count
    of = re.compile(r"\sof\s(?:the\s|all\s|these\s|those\s)?").match(text, end)
    match = re.compile(
        r"(?:\s[\w'’-]+){1,6}?(?=[,.;()]|\s(?:of|in|on|compared|across|was|were|is|are|and|through|to|from|for|by|with|had|have|has)\b|$)"
    ).match(text, of.end() - 1 if of else end)
    if match and not any(char.isdigit() for char in match[0]):
        first = match.start() + 1
        word = text[first : match.end()].split(" ", 1)[0].lower()
        if word not in grammar.stops and word not in _COMPARING and not word.endswith("ed"):
            count.noun_at, count.end = (first, match.end()), match.end()
    return count


def _women(facts: Facts, grammar: Grammar, count: CountFound) -> None:
    text = facts.text
    match = grammar.women.match(text, count.end)
    if match is None:
        _, sentence_end = facts.sentence_of(count.start)
        near = grammar.women.search(text, count.end, min(sentence_end, count.end + 60))
        if near and not any(char.isdigit() for char in text[count.end : near.start()]):
            match = near
    if match is None:
        return
    name = next(name for name in ("n", "n2", "n3") if match[name])
    spelt = grammar.number_words.get(match[name].lower())
    count.women = parse_digits(match[name], facts.pack) if spelt is None else Decimal(spelt)
    count.women_at = match.span(name)
    word = match["q"] or match["q2"]
    count.women_qualifier = grammar.before_kind[word.lower()] if word else "exact"
    count.end = match.end()
