"""Counts in languages that part words by spaces: a number and the noun phrase behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from desktop.extraction.counts_found import CountFound
from desktop.extraction.facts import Facts
from desktop.language.numbers import Number, parse_digits
from desktop.language.packs import Pack, alternatives


@dataclass(frozen=True)
class _Grammar:
    before: re.Pattern[str]
    before_kind: dict[str, str]
    after: re.Pattern[str]
    after_kind: dict[str, str]
    not_counted: re.Pattern[str]
    measure: re.Pattern[str]
    measure_unit: dict[str, str]
    noun_unit: dict[str, str]
    longest: int
    stops: frozenset[str]
    percent: re.Pattern[str]
    rate: re.Pattern[str]
    women: re.Pattern[str]
    women_words: frozenset[str]
    things: frozenset[str]
    not_plural: frozenset[str]
    linker: re.Pattern[str]
    stems: tuple[tuple[str, re.Pattern[str]], ...]
    plural: re.Pattern[str]
    persons: re.Pattern[str]
    head_first: bool
    adjective: re.Pattern[str]
    range_to: re.Pattern[str]
    of: re.Pattern[str] | None
    number_of: re.Pattern[str]
    listed: frozenset[str]
    between: re.Pattern[str]
    duals: re.Pattern[str]
    dual_unit: dict[str, str]


def _grammar(pack: Pack) -> _Grammar:
    before = {word.lower(): kind for kind, words in pack.table("qualifiers", "before").items() for word in words}
    after = {word.lower(): kind for kind, words in pack.table("qualifiers", "after").items() for word in words}
    measures = {word.lower(): unit for unit, words in pack.table("counts", "measures").items() for word in words}
    duals = {word.lower(): unit for unit, words in pack.table("counts", "duals").items() for word in words}
    own = pack.table("counts")
    words_of = pack.table("counts", "words")
    plurals = [(re.compile(ending), new) for ending, new in own.get("plurals", [])]
    nouns: dict[str, str] = {}
    stems = []
    for unit, words in pack.table("counts", "nouns").items():
        heads = [word[:-1] for word in words if word.endswith("*")]
        if heads:
            stems.append((unit, re.compile(rf"(?:{'|'.join(map(re.escape, heads))})\w{{0,5}}$")))
        for word in words:
            for form in _plurals(word.lower(), plurals) if plurals else _forms(word.lower()):
                nouns.setdefault(form, unit)
    women = alternatives(pack.words("counts", "words", "women"))
    were = alternatives([*pack.words("counts", "words", "were"), "were", "are"])
    among = alternatives(pack.words("counts", "words", "among"))
    qualifier = alternatives(before)
    digits = r"\d{1,3}(?:[ ,.]\d{3})+|\d+"
    number = rf"(?P<n>{digits})"
    them = alternatives(words_of.get("of_them", ["of them", "of whom"]))
    also = rf"(?:(?:,|\s{alternatives(pack.words('dates', 'listed'))})\s?[^()]{{1,40}})?"
    men = rf"(?:\d[\d ,.]*\s[^()\d]{{2,30}}?(?:,|\s{alternatives(pack.words('dates', 'listed'))})\s?)?"
    linkers = alternatives(pack.words("counts", "linkers"))
    return _Grammar(
        before=re.compile(
            rf"(?:^|[\s('][وفبل]?)({qualifier})(?:\s|(?<='))(?:a\s|the\s|an\s)?(?:total\sof\s)?$", re.IGNORECASE
        ),
        before_kind=before,
        after=re.compile(rf"\s{alternatives(after)}\b", re.IGNORECASE),
        after_kind=after,
        not_counted=re.compile(
            rf"[\s-]?(?:{linkers})?{alternatives(pack.words('counts', 'not_counted'))}(?![\w])", re.IGNORECASE
        ),
        measure=re.compile(rf"\s({alternatives(measures)})\b", re.IGNORECASE),
        measure_unit=measures,
        noun_unit=nouns,
        longest=max((len(noun.split()) for noun in nouns), default=1),
        stops=frozenset(word.lower() for word in pack.words("counts", "stops")),
        percent=re.compile(rf"\s?{alternatives(pack.words('counts', 'words', 'percent'))}(?!\w)", re.IGNORECASE),
        rate=re.compile(
            rf"[^.;()\d]{{0,40}}?{alternatives(pack.words('counts', 'words', 'rate'))}(?!\w)", re.IGNORECASE
        ),
        women=re.compile(
            rf"\s?\({men}(?:{among}\s)?(?:(?P<q>{qualifier})\s)?{number}\s(?:{them}\s)?(?:{were}\s)?{women}{also}\)"
            rf"|,?\s(?:{among})\s(?:(?P<q2>{qualifier})\s)?(?P<n2>{digits})\s(?:{were}\s|{them}\s)?{women}\b"
            rf"|,\s(?P<n3>{digits})\s{them}\s(?:{were}\s)?{women}\b",
            re.IGNORECASE,
        ),
        things=frozenset(pack.words("counts", "things")),
        not_plural=frozenset(pack.words("counts", "not_plural")),
        linker=re.compile(rf"\s{alternatives(pack.words('counts', 'linkers'))}", re.IGNORECASE),
        stems=tuple(stems),
        plural=re.compile(pack.table("counts").get("plural", _PLURAL), re.IGNORECASE),
        persons=re.compile(pack.table("counts").get("persons_ending", _PERSONS)),
        women_words=frozenset(word.lower() for word in pack.words("counts", "words", "women")),
        head_first=own.get("head") == "first",
        adjective=re.compile(own.get("adjective", r"(?!)")),
        range_to=re.compile(rf"\s?(?:{alternatives(words_of.get('to', ['to']))}|[-–—]|and|{_listed(pack)})\s?"),
        of=re.compile(rf"\s{alternatives(own['of'])}(?:\s|(?<='))", re.IGNORECASE) if "of" in own else None,
        number_of=re.compile(rf"(?<!\w){alternatives(words_of.get('number_of', []))}(?=\s|(?<='))", re.IGNORECASE),
        duals=re.compile(rf"(?<!\w)(?:[وفبلك])?(?P<noun>{alternatives(duals)})(?!\w)") if duals else re.compile("(?!)"),
        dual_unit=duals,
        listed=frozenset(["and", *pack.words("dates", "listed")]),
        between=re.compile(rf"(?<!\w){alternatives(['between', *pack.words('dates', 'between')])}\s$", re.IGNORECASE),
    )


def _forms(noun: str) -> tuple[str, ...]:
    """A noun and its regular plural; irregular ones stand in the lexicon."""
    if noun.endswith("s") or noun in ("people", "women", "men", "children", "police", "personnel", "staff", "youth"):
        return (noun,)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun, noun[:-1] + "ies"
    if noun.endswith(("ch", "sh", "x")):
        return noun, noun + "es"
    return noun, noun + "s"


def _plurals(noun: str, rules: list[tuple[re.Pattern[str], str]]) -> tuple[str, ...]:
    """A noun, its plural, and that of all its words, by the endings that a pack lists; the first that fits."""

    def plural(word: str) -> str:
        for ending, new in rules:
            if ending.search(word):
                return ending.sub(new, word)
        return word

    words = noun.split()
    return noun, " ".join([plural(words[0]), *words[1:]]), " ".join(plural(word) for word in words)


def _listed(pack: Pack) -> str:
    return alternatives(pack.words("dates", "listed"))


_WORD = re.compile(r"[ -]?([^\W\d_](?:[\w'’-]|[\u064b-\u0652])*|/|&)")
_OF = re.compile(r"\sof\b")
# What is counted, a colon, how many.
_LABEL = re.compile(r"(?:^|[.;,(•\n]\s?)([^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*){0,5})\s?:\s?$")
_GRADE = re.compile(r"\s((?:USG|ASG|D|P|G|GS|FS|NO|NPO|L|S|SB)-\d(?:/\d)?)\b")
_PLURAL = r"[a-z]{3,}(?:s|people|men|women|children)$"
# Plurals that mostly name people by what they do, and those that do not.
_PERSONS = r"(?:ers|ors|ists|ians|ees|women|men)$"
_IDENTIFIER = re.compile(r"(?:\b(?:UN|COVID|SDG|HIV|Windows|Goal|Target)\s?-?)$")


def find(facts: Facts) -> list[CountFound]:
    """The counts of a block, in order."""
    grammar = facts.pack.made("counts.latin", _grammar)
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
    facts: Facts, grammar: _Grammar, number: Number, count: CountFound | None, found: list[CountFound]
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
        phrase = _phrase(facts, grammar, match.end())
        if phrase is not None and phrase[2] and phrase[0][1] <= number.start:
            place, rule = phrase[:2], "number of"
    if place is not None and any(
        other.start >= place[0][1] and other.rule.split(" ", 1)[-1] != "number of" for other in found
    ):
        place = None
    if place is None:
        label = _LABEL.search(text, max(first, number.start - 60), number.start)
        phrase = _phrase(facts, grammar, label.start(1) - 1) if label and label.start(1) else None
        if label and not label.start(1):
            phrase = _phrase(facts, grammar, 0)
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


def _one(facts: Facts, grammar: _Grammar, number: Number, following: Number | None) -> CountFound | None:
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
            value_max, position = following.value, following.end
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
    phrase = _phrase(facts, grammar, measure.end() if measure else position)
    if measure:
        count.unit = grammar.measure_unit[measure[1].lower()]
        count.noun_at = (measure.start(1), measure.end())
        count.end = measure.end()
        of = (grammar.of or _OF).match(text, measure.end())
        whole = _phrase(facts, grammar, of.end() - (grammar.of is not None)) if of else None
        if whole:
            count.noun_at, count.end = whole[0], whole[0][1]
        count.rule = f"{facts.pack.code} measure {measure[1]}"
        return count
    if phrase is None:
        return _shared(facts, grammar, count, following)
    count.noun_at, unit, known = phrase
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


def _shared(facts: Facts, grammar: _Grammar, count: CountFound, following: Number | None) -> CountFound | None:
    """The first number of "21 international and 28 national staff": its noun is the second one's."""
    if following is None or following.start - count.end > 40:
        return None
    between = facts.text[count.end : following.start]
    if not re.fullmatch(r"(?:\s[A-Za-z-]+){1,3}(?:,|\sand|\sor)\s", between):
        return None
    phrase = _phrase(facts, grammar, following.end)
    if phrase is None or not phrase[2]:
        return None
    count.noun_at, count.unit = phrase[0], phrase[1]
    count.end = count.end + len(between.rsplit(" ", 2)[0].rstrip(","))
    count.confidence, count.rule = 0.75, f"{facts.pack.code} shared noun"
    return count


def _phrase(facts: Facts, grammar: _Grammar, start: int) -> tuple[tuple[int, int], str, bool] | None:
    """(place, unit, whether a list knows the noun) of the noun phrase right behind a number."""
    text = facts.text
    words: list[tuple[str, int, int]] = []
    link = grammar.linker.match(text, start)
    position = link.end() if link else start
    while len(words) < 9:
        match = _WORD.match(text, position)
        if match is None:
            break
        word = match[1]
        if word.lower() in grammar.stops:
            break
        words.append((word.lower(), match.start(1), match.end(1)))
        position = match.end()
    if not words:
        return None
    best: tuple[int, int, str] | None = None
    index = 0
    while index < len(words) and not (grammar.head_first and (best is not None or index > 4)):
        for length in range(min(grammar.longest, len(words) - index), 0, -1):
            joined = " ".join(word for word, _, _ in words[index : index + length])
            unit = grammar.noun_unit.get(joined) or (_by_stem(grammar, joined) if length == 1 else None)
            if unit is not None:
                if grammar.head_first and length == 1 and grammar.adjective.search(joined):
                    after = words[index + 1][0] if index + 1 < len(words) else ""
                    if after and (grammar.noun_unit.get(after) or _by_stem(grammar, after)):
                        break  # "школьных учителей": the adjective of one noun before another
                if best is not None and index > best[0] and _verbal(words[best[0]][0], words, best[0], index):
                    return ((words[0][1], words[best[0]][2]), best[2], True)
                best = index + length - 1, length, unit
                index += length - 1
                break
        index += 1
    if best is not None:
        return (words[0][1], words[best[0]][2]), best[2], True
    for _place, (word, _, end) in enumerate(words[:4]):
        if grammar.plural.match(word) and word not in grammar.not_plural:
            unit = "persons" if grammar.persons.search(word) and word not in grammar.things else "other"
            return (words[0][1], end), unit, False
    return None


def _by_stem(grammar: _Grammar, word: str) -> str | None:
    """The unit of an inflected word by the stems of the pack; of words joined by a hyphen, that of the first known."""
    for unit, pattern in grammar.stems:
        if pattern.match(word):
            return unit
    if "-" in word:
        for part in word.split("-"):
            unit = grammar.noun_unit.get(part) or next((u for u, p in grammar.stems if p.match(part)), "")
            if unit:
                return unit
    return None


def _verbal(noun: str, words: list[tuple[str, int, int]], first: int, second: int) -> bool:
    """Whether a verb stands between two nouns, so that the second is no part of the phrase."""
    return any(re.search(r"(?:ed|ing)$", word) for word, _, _ in words[first + 1 : second])


def _percent(
    facts: Facts, grammar: _Grammar, number: Number, qualifier: str, start: int, end: int, value_max: object
) -> CountFound:
    text = facts.text
    count = CountFound(start, end, number.value, (number.start, number.end), "percent", qualifier)
    count.confidence, count.rule = 0.9, f"{facts.pack.code} percent"
    if grammar.of is not None:
        link = grammar.of.match(text, end)
        known = _phrase(facts, grammar, end)
        noun = _words_until_stop(facts, grammar, link.end() - 1) if link else known[0] if known and known[2] else None
        if noun is not None:
            count.noun_at, count.end = noun, noun[1]
        return count
    of = re.compile(r"\sof\s(?:the\s|all\s|these\s|those\s)?").match(text, end)
    match = re.compile(
        r"(?:\s[\w'’-]+){1,6}?(?=[,.;()]|\s(?:of|in|on|compared|across|was|were|is|are|and|through|to|from|for|by|with|had|have|has)\b|$)"
    ).match(text, of.end() - 1 if of else end)
    if match and not any(char.isdigit() for char in match[0]):
        first = match.start() + 1
        if text[first : match.end()].split(" ", 1)[0].lower() not in grammar.stops:
            count.noun_at, count.end = (first, match.end()), match.end()
    return count


def _words_until_stop(facts: Facts, grammar: _Grammar, start: int) -> tuple[int, int] | None:
    """The words from a place on to the next stop word, mark or figure, six at most."""
    first = last = -1
    for _ in range(6):
        match = _WORD.match(facts.text, start)
        if match is None or match[1].lower() in grammar.stops:
            break
        first = match.start(1) if first < 0 else first
        last = start = match.end()
    return (first, last) if first >= 0 else None


def _women(facts: Facts, grammar: _Grammar, count: CountFound) -> None:
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
    count.women, count.women_at = parse_digits(match[name], facts.pack), match.span(name)
    word = match["q"] or match["q2"]
    count.women_qualifier = grammar.before_kind[word.lower()] if word else "exact"
    count.end = match.end()
