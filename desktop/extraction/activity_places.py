"""Where an activity was: its countries and its city, from the sentence, the one before, or the heading."""

from __future__ import annotations

from desktop.extraction import activity_facts
from desktop.extraction.activity_context import Context, Paragraph
from desktop.extraction.activity_words import Grammar
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts

Place = tuple[int, int]
_BEFORE = 12
_SENT = ("mission", "assistance")
_ANYWHERE = ("publication", "research", "webinar")


def where(
    context: Context,
    facts: Facts,
    draft: Draft,
    codes: tuple[str, ...],
    city: Place | None,
    paragraph: Paragraph,
    start: int,
    end: int,
) -> None:
    """Set countries and place, with what proves them."""
    grammar, document = context.grammar, context.document
    if codes and context.home and not set(context.home) & set(codes) and draft.fields.get("type") in _SENT:
        named = [item for item in facts.within(facts.countries, start, end) if item[2] in codes]
        if all(activity_facts.is_subject(facts, grammar, start, first) for first, _, _ in named):
            codes = context.home  # who sent it is told, and the report is about where it went
    if codes:
        named = facts.within(facts.countries, start, end)
        origins = activity_facts.origins(facts, start, end)
        if origins:  # where people came from does not say where it was, even if they were at home
            named = [item for item in named if item[0] not in origins]
            said = {code for _, _, code in named}
            named += [item for item in facts.within(facts.cities, start, end) if item[2] not in said]
        draft.fields["countries"] = codes
        draft.field_evidence["countries"] = tuple(
            span for first, last, code in named if code in codes for span in document.spans(facts.block, first, last)
        )
        draft.field_confidence["countries"] = 0.88
    elif not (paragraph.joint or paragraph.apart) and not grammar.regional.search(facts.plain, start, end):
        headed = (paragraph.countries if paragraph.same_doer(draft) else ()) or context.headed_by(facts.block.heading)
        if not headed and draft.fields.get("type") not in _ANYWHERE:
            headed = context.home
        if headed:
            draft.fields["countries"] = headed
            draft.field_confidence["countries"] = 0.55
    if city is None:
        city = place(facts, grammar, start, end)
    if city is not None:
        draft.fields["place"] = facts.block.original[city[0] : city[1]]
        draft.field_evidence["place"] = document.spans(facts.block, *city)
        draft.field_confidence["place"] = 0.88
    elif draft.fields.get("type") == "webinar" or grammar.virtual.search(facts.text, start, end):
        draft.fields["place"] = "virtual"
        draft.field_confidence["place"] = 0.75


def place(facts: Facts, grammar: Grammar, start: int, end: int) -> Place | None:
    """The city or cities where it was: known ones, else a name that can only be one where it stands."""
    cities = facts.within(facts.cities, start, end)
    for first, last, _ in cities:
        named = any(first - 1 <= stop <= first for _, stop, _ in facts.countries)  # "Viet Nam Hanoi", in Chinese
        named = named or grammar.city_after.match(facts.text, last) is not None
        if named or grammar.city_before.search(facts.text[max(start, first - _BEFORE) : first]):
            return first, _joined(facts, grammar, cities, last, end)
    for match in grammar.place_before.finditer(facts.text, start, end):
        first, last = match.span("city")
        if not any(a < last and b > first for a, b, _ in facts.countries):
            return first, last
    return None


def _joined(facts: Facts, grammar: Grammar, cities: list[tuple[int, int, str]], last: int, end: int) -> int:
    """The end of a list of cities that begins before `last`."""
    for first, stop, _ in cities:
        if first > last and stop <= end and grammar.places_between.fullmatch(facts.text[last:first]):
            last = stop
    return last
