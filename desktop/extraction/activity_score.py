"""How much a run of text looks like the report of something done: points for what it names and how it says it."""

from __future__ import annotations

from desktop.extraction import activity_facts, activity_words
from desktop.extraction.activity_words import Grammar
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts

THRESHOLD = 4.04
# What each sign is worth: weighed on labelled reports, leaving one out at a time.
POINTS = {
    "strong": 2.3,
    "usual": 1.0,
    "none": -2.0,
    "type": 1.75,
    "date": 1.85,
    "period": 0.5,
    "place": 1.7,
    "persons": 0.9,
    "counted": 0.5,
    "doer": 0.35,
    "named": 0.7,
    "partner": 0.6,
    "output": 0.9,
    "bullet": 0.5,
    "weak": -1.6,
    "aside": -0.65,
    "opening": -2.4,
    "fact": -0.45,
    "harm": -5.0,
    "summary": -1.6,
    "overview": -2.0,
}


def signs(
    facts: Facts, grammar: Grammar, start: int, end: int, persons: list[Draft], in_period: bool, counted: list[Draft]
) -> tuple[dict[str, float], list[str]]:
    """(how often each sign is there, the words by which)."""
    text = facts.deeds[start:end]
    found: dict[str, float] = {}
    rule: list[str] = []
    strong = grammar.strong_deed.search(text)
    usual = None if strong else grammar.deed.search(text)
    deed = strong or usual
    found["strong" if strong else "usual" if usual else "none"] = 1
    rule += [deed[0]] if deed else []
    kind = grammar.typed.search(text)
    if kind is None and deed:
        verbs = (shape.search(text) for shape, name in grammar.verb_types if name != "other")
        kind = next((match for match in verbs if match), None)
    if kind:
        found["type"] = 1
        rule.append(kind[0][:20])
    if activity_facts.own_dates(facts, grammar, start, end):
        found["date"] = 1
    elif in_period:
        found["period"] = 1
    if facts.within(facts.countries, start, end) or facts.within(facts.cities, start, end):
        found["place"] = 1
    if persons:
        found["persons"] = 1
    elif any(start <= draft.start < end for draft in counted):
        found["counted"] = 1
    if grammar.doer.search(text):
        found["doer"] = 1
    told = deed.start() if deed else 40
    for word in grammar.weak.finditer(text):
        # An aim or a wish behind what was done takes little from it.
        name = "weak" if word.start() < min(told, 40) else "aside"
        found[name] = found.get(name, 0) + 1
        rule.append("-" + word[0])
    if grammar.not_start.match(text.lstrip()) and not (strong and grammar.pronoun.match(text.lstrip())):
        found["opening"] = 0 if grammar.again.search(text) else 1
    for name, sign in zip(("partner", "output"), grammar.signs, strict=False):
        match = sign.search(text)
        if match:
            found[name] = 1
            rule.append(match[0][:12])
    harm = grammar.harm.search(text)
    if harm:
        found["harm"] = 1
        rule.append("-" + harm[0])
    if grammar.fact.search(text):
        found["fact"] = 1
    number = facts.block.number
    if number and not number[0].isdigit():
        found["bullet"] = 1
    # Who did it is asked only where it decides.
    if points(found) >= THRESHOLD - POINTS["named"]:
        found["named"] = float(activity_words.who(grammar, facts.plain, start, end).organizer is not None)
    return found, rule


def points(found: dict[str, float]) -> float:
    """The sum of what the signs are worth."""
    return sum(POINTS[name] * times for name, times in found.items())
