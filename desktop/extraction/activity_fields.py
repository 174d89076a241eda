"""The fields of an activity: what it was called, who came, who did it."""

from __future__ import annotations

import re
from decimal import Decimal

from desktop.extraction import activity_words
from desktop.extraction.activity_context import Context
from desktop.extraction.activity_words import Grammar
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.layout import Block, Document
from desktop.language.fields import joined

_PARTS = (" the same", " of these", " of those")  # rules that count some of those counted before


def title(draft: Draft, document: Document, block: Block, place: tuple[int, int] | None, kind: str) -> None:
    """What was held, in the report's words."""
    if place is None or place[1] - place[0] < 2:
        return
    first, last = place
    while first > 0 and block.text[first].isdigit() and block.text[first - 1].isdigit():
        first -= 1  # what tells the kind may begin within a number
    draft.fields["title"] = joined(block.original[first:last], document.pack)[:160]
    draft.field_evidence["title"] = document.spans(block, first, last)
    draft.field_confidence["title"] = 0.6


def participants(draft: Draft, persons: list[Draft]) -> None:
    """Who came: of several numbers of people the one that counts women, else the first."""
    if not persons:
        return
    first = next((item for item in persons if item.fields.get("women") is not None), persons[0])
    for name, source in (
        ("participants", "value"),
        ("participants_qualifier", "qualifier"),
        ("women", "women"),
        ("women_qualifier", "women_qualifier"),
    ):
        value = first.fields.get(source)
        if value is not None:
            draft.fields[name] = value
            if source in first.field_evidence:
                draft.field_evidence[name] = first.field_evidence[source]
            draft.field_confidence[name] = first.confidence - (0.05 if len(persons) == 1 else 0.2)
    draft.extra["persons"] = id(first)


def women_told(facts: Facts, grammar: Grammar, last: Draft, persons: list[Draft]) -> bool:
    """Whether a sentence says how many of those who came were women; the activity told last is given them."""
    all_of = last.fields.get("participants")
    for draft in persons:
        value = draft.fields.get("value")
        first, end = facts.sentence_of(draft.start)
        if grammar.of_the_women.match(facts.text[first:end].lstrip()) is None:
            continue
        if (
            isinstance(all_of, Decimal)
            and isinstance(value, Decimal)
            and value <= all_of
            and "women" not in last.fields
        ):
            last.fields["women"], last.fields["women_qualifier"] = value, draft.fields.get("qualifier", "exact")
            last.field_confidence["women"] = 0.75
            last.field_evidence["women"] = draft.field_evidence.get("value", ())
        return True
    return False


def attending(facts: Facts, grammar: Grammar, counted: list[Draft], start: int, end: int) -> list[Draft]:
    """The counts of people in a run of text, without those who were sent to do it; first those that are counted as
    people are where a body's members may be meant.
    """
    found = [
        draft
        for draft in counted
        if draft.fields.get("unit") == "persons"
        and start <= draft.start < end
        and not grammar.not_attending.search(facts.text[max(0, draft.start - 16) : draft.start])
        and not grammar.of_a_team.match(facts.text, draft.end)
    ]
    if len(found) > 1:
        found.sort(
            key=lambda draft: (
                grammar.came.match(facts.text, draft.end) is None or draft.rule.endswith(_PARTS),
                grammar.headed.search(facts.text, draft.start, draft.start + 7) is None,
            )
        )
    return found


def _named_last(context: Context, facts: Facts, name: str, offset: int) -> str:
    """The full name that a short one goes back to: of this paragraph, of those before it, or of who did the last."""
    full = re.compile(rf"(?:^|[，。；])(?:\d+\.)?([\u4e00-\u9fff、()]{{2,34}}{re.escape(name)})")
    for text in (facts.text[:offset], *reversed(context.recent)):
        found = [match[1] for match in full.finditer(text) if not match[1].startswith(("该", "本", "这", "上述"))]
        if found:
            return found[-1]
    return context.organizer if context.organizer.endswith(name) else name


def who(context: Context, facts: Facts, draft: Draft, start: int, end: int) -> None:
    """Who did it and with whom."""
    found = activity_words.who(context.grammar, facts.plain, start, end)
    document, block = context.document, facts.block
    place = found.organizer
    if place is not None:
        name = joined(block.original[place[0] : place[1]], document.pack)
        if place[0] and facts.text[place[0] - 1 : place[0]] in ("该", "本"):
            name = _named_last(context, facts, name, place[0])  # "the Office": the one of that name told last
        draft.fields["organizer"] = name
        draft.extra.pop("inherited", None)
        draft.field_evidence["organizer"] = document.spans(block, *place)
        draft.field_confidence["organizer"] = 0.7
        context.organizer = name
    elif context.organizer and "organizer" not in draft.fields:
        draft.fields["organizer"] = context.organizer
        draft.field_confidence["organizer"] = 0.45
        draft.extra["inherited"] = 1
    if found.partners:
        draft.fields["partners"] = tuple(joined(block.original[a:b], document.pack) for a, b in found.partners)
        draft.field_evidence["partners"] = tuple(
            span for a, b in found.partners for span in document.spans(block, a, b)
        )
        draft.field_confidence["partners"] = 0.6
