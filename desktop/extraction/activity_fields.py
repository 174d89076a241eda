"""The fields of an activity: when, where, who came, who did it."""

from __future__ import annotations

from db.model.dates import PartialDate
from db.model.evidence import Evidence
from desktop.extraction import activity_facts, activity_words
from desktop.extraction.activity_context import Context, Paragraph
from desktop.extraction.activity_words import Grammar
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.layout import Block, Document
from desktop.language import dates
from desktop.language.dates import DateFound
from desktop.language.fields import joined


def title(draft: Draft, document: Document, block: Block, place: tuple[int, int] | None, kind: str) -> None:
    """What was held, in the report's words."""
    if place is None or place[1] - place[0] < 2:
        return
    draft.fields["title"] = joined(block.original[place[0] : place[1]], document.pack)[:160]
    draft.field_evidence["title"] = document.spans(block, *place)
    draft.field_confidence["title"] = 0.6


def when(
    context: Context,
    facts: Facts,
    draft: Draft,
    date: DateFound | None,
    paragraph: Paragraph,
    in_period: bool,
    start: int,
    end: int,
) -> None:
    """When: its own date, the reporting period's, or that of the sentence before."""
    fields, document = draft.fields, context.document
    if date is not None:
        first, last = _resolved(date, facts)
        sure = 0.9
        if first is None:
            first, last = _from_period(date, context)
            sure = 0.6
        if first is not None:
            fields["start"] = first
            draft.field_confidence["start"] = sure
            spans = document.spans(facts.block, date.start, date.end)
            draft.field_evidence["start"] = spans
            if last is not None and last != first:
                fields["end"] = last
                draft.field_evidence["end"] = spans
                draft.field_confidence["end"] = 0.88
        return
    if context.grammar.earlier_period.search(facts.text, start, end):
        return
    period_start, period_end = context.period
    if in_period and period_start is not None:
        fields["start"], fields["end"] = period_start, period_end
        draft.field_confidence["start"] = draft.field_confidence["end"] = 0.7
        if "period_start" in context.report.field_evidence:
            draft.field_evidence["start"] = draft.field_evidence["end"] = _as_context(
                context.report.field_evidence["period_start"]
            )
    elif paragraph.start is not None and not paragraph.joint and _same_place(context, facts, paragraph, start, end):
        fields["start"], fields["end"] = paragraph.start, paragraph.end
        draft.field_confidence["start"] = draft.field_confidence["end"] = 0.55
        if paragraph.last is not None:
            draft.field_evidence["start"] = _as_context(paragraph.last.field_evidence.get("start", ()))


def _same_place(context: Context, facts: Facts, paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a sentence without a date goes on about the place of the one before it."""
    own = set(activity_facts.countries(facts, context.grammar, start, end))
    return not own or bool(own & set(paragraph.countries))


def _as_context(spans: Evidence) -> Evidence:
    from dataclasses import replace

    return tuple(replace(span, role="context") for span in spans)


def _resolved(date: DateFound, facts: Facts) -> tuple[PartialDate | None, PartialDate | None]:
    """A date with its year from the dates before it in the paragraph where it has none of its own."""
    first, last = date.first, date.last
    if first[0] is None and last is not None and last[0] is not None:
        first = (last[0], *first[1:])
    if first[0] is None:
        earlier = [item.first[0] for item in facts.dates if item.end <= date.start and item.dated and not item.as_of]
        sentence = facts.sentence_of(date.start)
        near = [item.first[0] for item in facts.dates if sentence[0] <= item.start < date.start and item.dated]
        year = near[-1] if near else earlier[-1] if earlier and first[2] is not None else None
        if year is None:
            return None, None
        first = (year, *first[1:])
        last = (last[0] or year, *last[1:]) if last is not None else None
    return dates.partial(first), dates.partial(last)


def _from_period(date: DateFound, context: Context) -> tuple[PartialDate | None, PartialDate | None]:
    """A month without a year, with the year of the one such month in the reporting period; none where it has several
    or, of a range, the end would come before the start.
    """
    start, end = context.period
    if not isinstance(start, PartialDate) or not isinstance(end, PartialDate):
        return None, None

    def placed(point: dates.Point | None) -> PartialDate | None:
        if point is None or point[1] is None:
            return None
        years = [
            year
            for year in range(start.year, end.year + 1)
            if start.first_day()[:2] <= (year, point[1]) <= end.last_day()[:2]
        ]
        return dates.partial((years[0], *point[1:])) if len(years) == 1 else None

    first, last = placed(date.first), placed(date.last)
    if date.last is not None and (first is None or last is None or last.first_day() < first.first_day()):
        return None, None
    return first, last


def where(
    facts: Facts,
    document: Document,
    draft: Draft,
    codes: tuple[str, ...],
    city: tuple[int, int] | None,
    paragraph: Paragraph,
    grammar: Grammar,
    start: int,
    end: int,
) -> None:
    """Where: countries and city, its own or those of the sentence before."""
    if codes:
        draft.fields["countries"] = codes
        draft.field_evidence["countries"] = tuple(
            span
            for first, last, code in facts.within(facts.countries, start, end)
            if code in codes
            for span in document.spans(facts.block, first, last)
        )
        draft.field_confidence["countries"] = 0.88
    elif paragraph.countries and not paragraph.joint and not grammar.regional.search(facts.text, start, end):
        draft.fields["countries"] = paragraph.countries
        draft.field_confidence["countries"] = 0.55
    if city is None:
        near = [
            item
            for item in facts.within(facts.cities, start, end)
            if grammar.city_before.search(facts.text[max(0, item[0] - 4) : item[0]])
        ]
        city = (near[0][0], near[0][1]) if near else None
    if city is not None:
        draft.fields["place"] = facts.block.original[city[0] : city[1]]
        draft.field_evidence["place"] = document.spans(facts.block, *city)
        draft.field_confidence["place"] = 0.88
    elif draft.fields.get("type") == "webinar" or grammar.virtual.search(facts.text, start, end):
        draft.fields["place"] = "virtual"
        draft.field_confidence["place"] = 0.75


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


def attending(facts: Facts, grammar: Grammar, counted: list[Draft], start: int, end: int) -> list[Draft]:
    """The counts of people in a run of text, without those who were sent to do it."""
    return [
        draft
        for draft in counted
        if draft.fields.get("unit") == "persons"
        and start <= draft.start < end
        and not grammar.not_attending.search(facts.text[max(0, draft.start - 16) : draft.start])
    ]


def who(context: Context, facts: Facts, draft: Draft, start: int, end: int) -> None:
    """Who did it and with whom."""
    found = activity_words.who(context.grammar, facts.plain, start, end)
    document, block = context.document, facts.block
    place = found.organizer
    if place is not None:
        name = joined(block.original[place[0] : place[1]], document.pack)
        if context.organizer and facts.text[place[0] - 1 : place[0]] in ("该", "本") and place[0]:
            name = context.organizer  # "the Office": the one named last
        draft.fields["organizer"] = name
        draft.field_evidence["organizer"] = document.spans(block, *place)
        draft.field_confidence["organizer"] = 0.7
        context.organizer = name
    elif context.organizer and context.paragraph_organizer:
        draft.fields["organizer"] = context.organizer
        draft.field_confidence["organizer"] = 0.45
        draft.extra["inherited"] = 1
    if found.partners:
        draft.fields["partners"] = tuple(joined(block.original[a:b], document.pack) for a, b in found.partners)
        draft.field_evidence["partners"] = tuple(
            span for a, b in found.partners for span in document.spans(block, a, b)
        )
        draft.field_confidence["partners"] = 0.6
