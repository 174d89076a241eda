"""When an activity was: its own date, with the year that its surroundings give it, or the reporting period."""

from __future__ import annotations

import datetime
from dataclasses import replace

from db.model.dates import PartialDate
from db.model.evidence import Evidence
from db.model.values import Value
from desktop.extraction import activity_facts
from desktop.extraction.activity_context import Context, Paragraph
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.language import dates
from desktop.language.dates import DateFound, Point

Resolved = tuple[PartialDate | None, PartialDate | None]
NONE: Resolved = (None, None)


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
    """When: its own date, a month told by the one before, the reporting period, or the sentence before."""
    document = context.document
    if date is not None:
        (first, last), sure = resolved(context, facts, date)
        if first is not None and last is None and context.grammar.until.search(facts.text, start, date.start):
            spans = document.spans(facts.block, date.start, date.end)
            draft.fields["end"], draft.field_confidence["end"], draft.field_evidence["end"] = first, sure, spans
        elif first is not None:
            _set(draft, (first, last), sure, document.spans(facts.block, date.start, date.end))
        return
    related = _related(context, facts, start, end)
    if related is not None:
        month, place = related
        _set(draft, (month, None), 0.6, document.spans(facts.block, *place))
        return
    if context.grammar.earlier_period.search(facts.text, start, end):
        return
    period_start, period_end = context.period
    if in_period and isinstance(period_start, PartialDate):
        spans = as_context(context.report.field_evidence.get("period_start", ()))
        _set(draft, (period_start, period_end), 0.7, spans)
    elif (
        paragraph.start is not None
        and not (paragraph.joint or paragraph.apart)
        and not context.grammar.again.search(facts.text, start, end)
        and paragraph.same_doer(draft)
        and _same_place(context, facts, paragraph, start, end)
    ):
        spans = as_context(paragraph.last.field_evidence.get("start", ())) if paragraph.last is not None else ()
        _set(draft, (paragraph.start, paragraph.end), 0.55, spans)
    elif facts.block.number is not None and facts.block.number[:1] in context.BULLETS:
        headed = context.headed(facts.block.heading)
        if headed is not None and headed.first[1] is not None:
            first, last = _placed(context, headed)
            if first is not None:
                _set(draft, (first, last), 0.5, ())


def _set(draft: Draft, found: tuple[Value, Value], sure: float, spans: Evidence) -> None:
    first, last = found
    if first is None:
        return
    draft.fields["start"] = first
    draft.field_confidence["start"] = sure
    draft.field_evidence["start"] = spans
    if last is not None and last != first:
        draft.fields["end"] = last
        draft.field_confidence["end"] = min(sure, 0.88)
        draft.field_evidence["end"] = spans


def resolved(context: Context, facts: Facts, date: DateFound) -> tuple[Resolved, float]:
    """(first and last day, how sure): a date with the year of what stands nearest before it, of the reporting
    period, the heading, or the report; none where all of these leave it open.
    """
    first, last = date.first, date.last
    if first[0] is None and last is not None and last[0] is not None:
        first = (last[0] - (first[1] is not None and last[1] is not None and first[1] > last[1]), *first[1:])
    if first[0] is not None:
        return _with_year(replace(date, first=first), first[0]), 0.9
    before = facts.text[max(0, date.start - 12) : date.start]
    same = context.grammar.same_year.search(before)
    if same:
        year = _year_before(facts, date) or (context.said[0] if context.said else None)
        return (_with_year(date, year + bool(same.groupdict().get("next"))), 0.7) if year else (NONE, 0.0)
    sentence = facts.sentence_of(date.start)
    near = [_year_of(item) for item in _told(facts) if sentence[0] <= item.start < date.start]
    if near:
        return _with_year(date, near[-1]), 0.85
    placed = _from_period(date, context)
    if placed[0] is not None:
        return placed, 0.6
    year = _year_before(facts, date) if first[2] is not None else None
    if year is not None:
        return _with_year(date, year), 0.75
    coming = any(context.grammar.coming.search(part) for part in (facts.text[slice(*sentence)], facts.block.heading))
    if coming and (following := _after_period(context, date))[0] is not None:
        return following, 0.5
    return _placed(context, date, facts.block.heading, coming), 0.5


def _after_period(context: Context, date: DateFound) -> Resolved:
    """A month that is still to come: the first one behind the reporting period."""
    _, end = context.period
    if not isinstance(end, PartialDate) or date.first[1] is None:
        return NONE
    return _with_year(date, end.year + (date.first[1] < (end.month or 12)))


def _placed(context: Context, date: DateFound, heading: str = "", coming: bool = False) -> Resolved:
    """A date with the year of the reporting period, of its heading or of the whole report."""
    found = _from_period(date, context)
    if found[0] is not None or (date.first[0] is not None):
        return found if found[0] is not None else (dates.partial(date.first), dates.partial(date.last))
    headed = context.headed(heading) if heading else None
    if headed is not None and headed.first[0] is not None and headed.last is None:
        return _with_year(date, headed.first[0])
    base = context.base
    if base is None or base[0] is None:
        return _goes_on(context, date)
    # "As of 5 January" speaks of December of the year before, where it does not speak of what is to come.
    late = base[1] is not None and date.first[1] is not None and not coming
    late = late and (date.first[1] or 0, date.first[2] or 0) > (base[1] or 0, base[2] or 31)
    return _with_year(date, base[0] - late)


def _goes_on(context: Context, date: DateFound) -> Resolved:
    """A day later in the year that the paragraph before told of; none where it would go back or a period is known."""
    said = context.said
    if said is None or said[0] is None or context.period[0] is not None or date.first[2] is None:
        return NONE
    return _with_year(date, said[0]) if (date.first[1] or 0) >= (said[1] or 13) else NONE


def _with_year(date: DateFound, year: int) -> Resolved:
    first: Point = (year, *date.first[1:])
    last = date.last
    if last is not None:
        over = date.first[1] is not None and last[1] is not None and last[1] < date.first[1]
        last = (last[0] or year + over, *last[1:])
    return dates.partial(first), dates.partial(last)


def _year_of(item: DateFound) -> int:
    return int((item.last or item.first)[0] or item.first[0] or 0)


def _year_before(facts: Facts, date: DateFound) -> int | None:
    earlier = [_year_of(item) for item in _told(facts) if item.end <= date.start and not item.as_of]
    return earlier[-1] if earlier else None


def _told(facts: Facts) -> list[DateFound]:
    """Dates with a year, without the years in brackets behind the number of a resolution."""
    return [
        item for item in facts.dates if item.dated and (item.first[1] or facts.text[item.start - 1 : item.start] != "(")
    ]


def _from_period(date: DateFound, context: Context) -> Resolved:
    """A month without a year, with the year of the one such month in the reporting period; none where it has several
    or, of a range, the end would come before the start.
    """
    start, end = context.period
    if not isinstance(start, PartialDate) or not isinstance(end, PartialDate) or date.first[0] is not None:
        return NONE

    def placed(point: Point | None) -> PartialDate | None:
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
        return NONE
    return first, last


def _related(context: Context, facts: Facts, start: int, end: int) -> tuple[PartialDate | None, tuple[int, int]] | None:
    """A month that the one named before tells: "in the same month", "the month after"."""
    match = context.grammar.related.search(facts.text, start, end)
    if match is None:
        return None
    said = _said_before(context, facts, match.start()) or context.said
    if said is None or said[0] is None or said[1] is None:
        return None
    groups = match.groupdict()
    if groups.get("day") or groups.get("next_day"):
        if said[2] is None:
            return None
        day = datetime.date(said[0], said[1], said[2]) + datetime.timedelta(days=bool(groups.get("next_day")))
        return PartialDate(day.year, day.month, day.day), match.span()
    step = 1 if match.groupdict().get("next") else 0
    month = said[1] - 1 + step
    return dates.partial((said[0] + month // 12, month % 12 + 1, None)), match.span()


def _said_before(context: Context, facts: Facts, offset: int) -> Point | None:
    """The day or month told last before a place."""
    for item in reversed(facts.dates):
        if item.end <= offset and item.first[1] is not None and not item.as_of:
            (first, last), _ = resolved(context, facts, item)
            day = last or first
            return (day.year, day.month, day.day) if day is not None else None
    return None


def remember(context: Context, facts: Facts) -> None:
    """Keep the last date of a block: what follows may go on from it."""
    for item in reversed(facts.dates):
        if item.as_of or item.first[1] is None:
            continue
        (first, last), _ = resolved(context, facts, item)
        day = last or first
        if day is not None:
            context.said = (day.year, day.month, day.day)
            return


def _same_place(context: Context, facts: Facts, paragraph: Paragraph, start: int, end: int) -> bool:
    """Whether a sentence without a date goes on about the place of the one before it."""
    own = set(activity_facts.countries(facts, context.grammar, start, end))
    last = paragraph.last.fields.get("countries") if paragraph.last is not None else None
    told = set(paragraph.countries) | set(last if isinstance(last, tuple) else ())
    return not own or bool(own & told)


def as_context(spans: Evidence) -> Evidence:
    """The same spans, as what only tells where to look."""
    return tuple(replace(span, role="context") for span in spans)
