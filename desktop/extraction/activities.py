"""Activities: what was done, when, where, with whom and for how many."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from db.model.dates import PartialDate
from db.model.evidence import Evidence
from db.model.values import Value
from desktop.extraction import activity_facts, activity_words
from desktop.extraction.activity_words import Grammar
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.layout import Block, Document
from desktop.language import dates
from desktop.language.dates import DateFound
from desktop.language.fields import joined

_THRESHOLD = 3.3
_NAMED_DOER = 0.2


@dataclass
class Context:
    """What an activity may inherit: the reporting period, the paragraph it is in, who did the last one.

    Attributes:
        lead: dates and countries of the paragraph that a list belongs to.
    """

    document: Document
    report: Draft
    grammar: Grammar = field(init=False)
    organizer: str = ""
    lead_period: bool = False
    heading: str = ""
    paragraph_organizer: bool = True

    def __post_init__(self) -> None:
        self.grammar = self.document.pack.made("activities.grammar", activity_words.grammar)

    @property
    def period(self) -> tuple[Value, Value]:
        """The reporting period, (None, None) where it is unknown."""
        return self.report.fields.get("period_start"), self.report.fields.get("period_end")


@dataclass
class _Paragraph:
    """What the sentences of one paragraph have told so far."""

    start: Value = None
    end: Value = None
    countries: tuple[str, ...] = ()
    last: Draft | None = None
    joint: bool = False


def drafts(context: Context, facts: Facts, counted: list[Draft]) -> list[Draft]:
    """Drafts of family "activity" of one block."""
    block, grammar = facts.block, context.grammar
    if block.kind == "footnote" or block.section == "front":
        return []
    if (block.number is not None and block.number[:1].isdigit()) or block.number is None:
        context.lead_period = grammar.period.search(facts.text[:200]) is not None
    if block.heading != context.heading:
        context.heading = block.heading
    paragraph = _Paragraph()
    found: list[Draft] = []
    for start, end in facts.sentences:
        persons = _attending(facts, grammar, counted, start, end)
        if paragraph.last is not None and _belongs(facts, grammar, start, end, persons, paragraph):
            if persons and not paragraph.last.fields.get("participants") and not paragraph.joint:
                _participants(paragraph.last, persons)
            continue
        made: list[Draft] = []
        was_joint, paragraph.joint = paragraph.joint, False
        for first, last in _parts(facts, grammar, start, end):
            made += _activity(context, facts, paragraph, first, last, start, counted)
        paragraph.joint = paragraph.joint or (was_joint and not made)
        _remember(facts, grammar, paragraph, start, end, made)
        found += made
    return found


def _belongs(facts: Facts, grammar: Grammar, start: int, end: int, persons: list[Draft], paragraph: _Paragraph) -> bool:
    """Whether a sentence only says more of the activity before it: who came, what was discussed."""
    head = facts.text[start:end]
    if any(item.start >= start and item.end <= end and item.dated and not item.as_of for item in facts.dates):
        return False
    if grammar.about_last.match(head.lstrip()) is None and not (persons and grammar.attended.search(head)):
        return False
    return bool(persons) or grammar.strong_deed.search(head) is None


def _parts(facts: Facts, grammar: Grammar, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of a sentence that each tell of something done; the whole sentence where only one does."""
    text = facts.text
    cuts = [match.start() for match in grammar.clause.finditer(text, start, end)]
    if not cuts:
        return [(start, end)]
    edges = [start, *cuts, end]
    parts: list[tuple[int, int]] = []
    for first, last in itertools.pairwise(edges):
        if (parts and not (grammar.strong_deed.search(text, first, last) and _typed(grammar, text, first, last))) or (
            parts and not (grammar.deed.search(text, *parts[-1]) and _typed(grammar, text, *parts[-1]))
        ):
            parts[-1] = (parts[-1][0], last)
        else:
            parts.append((first, last))
    return parts


def _typed(grammar: Grammar, text: str, start: int, end: int) -> bool:
    return grammar.typed.search(text, start, end) is not None


def score(
    facts: Facts, grammar: Grammar, start: int, end: int, persons: list[Draft], in_period: bool
) -> tuple[float, list[str]]:
    """How much a run of text looks like the report of something done, and by which words."""
    text = facts.plain[start:end]
    rule: list[str] = []
    points = 0.0
    strong = grammar.strong_deed.search(text)
    usual = grammar.deed.search(text)
    if strong:
        points += 2.2
        rule.append(strong[0])
    elif usual:
        points += 1.1
        rule.append(usual[0])
    else:
        points -= 2.0
    kind = grammar.typed.search(text)
    if kind:
        points += 1.2
        rule.append(kind[0])
    if activity_facts.own_dates(facts, grammar, start, end):
        points += 1.4
    elif in_period:
        points += 1.0
    if facts.within(facts.countries, start, end) or facts.within(facts.cities, start, end):
        points += 1.0
    if persons:
        points += 1.2
    if grammar.doer.search(text):
        points += 0.8
    for word in grammar.weak.finditer(text):
        points -= 1.3 if word.start() < 40 else 0.7
        rule.append("-" + word[0])
    if grammar.not_start.match(text.lstrip()):
        points -= 2.6
    if not strong and _THRESHOLD - _NAMED_DOER <= points < _THRESHOLD:
        # What is nearly enough is enough where the sentence says who did it.
        who = activity_words.who(grammar, facts.plain, start, end)
        points += _NAMED_DOER if who.organizer is not None else 0.0
    return points, rule


def _activity(
    context: Context, facts: Facts, paragraph: _Paragraph, start: int, end: int, sentence: int, counted: list[Draft]
) -> list[Draft]:
    grammar, document = context.grammar, context.document
    block, text = facts.block, facts.text
    persons = _attending(facts, grammar, counted, start, end)
    in_period = grammar.period.search(text, start, end) is not None
    listed = block.number is not None and not block.number[:1].isdigit() and context.lead_period
    points, rule = score(facts, grammar, start, end, persons, in_period or listed)
    if block.section in ("summary", "conclusion"):
        points -= 1.0
    if points < _THRESHOLD:
        return []
    pairs = activity_facts.pairs(facts, grammar, start, end)
    dated = activity_facts.own_dates(facts, grammar, start, end)
    kind, title_at, sure = activity_words.kind(grammar, facts.plain, start, end)
    made: list[Draft] = []
    runs: list[tuple[DateFound | None, tuple[str, ...], tuple[int, int] | None]]
    if len(pairs) > 1:
        runs = [(date, (code,), city) for date, code, city in pairs]
    else:
        runs = [(dated[0] if dated else None, activity_facts.countries(facts, grammar, start, end), None)]
    for date, codes, city in runs:
        evidence = document.spans(block, start, end)
        if not evidence:
            continue
        draft = Draft(
            "activity",
            {"type": kind},
            evidence,
            {},
            0.0,
            f"{document.pack.code} deed {' '.join(rule)[:120]}",
            block=block,
            start=start,
            end=end,
        )
        draft.field_evidence["type"] = document.spans(block, *title_at) if title_at else ()
        draft.field_confidence["type"] = 0.85 if sure else 0.6
        _title(draft, document, block, title_at, kind)
        _when(context, facts, draft, date, paragraph, in_period or (listed and not dated), start, end)
        _where(facts, document, draft, codes, city, paragraph, grammar, start, end)
        if len(pairs) <= 1:
            _participants(draft, persons)
        _who(context, facts, draft, start, end)
        draft.confidence = min(0.92, 0.42 + 0.085 * (points - _THRESHOLD) + 0.12)
        made.append(draft)
    paragraph.joint = paragraph.joint or len(pairs) > 1
    return made


def from_block(context: Context, facts: Facts, counted: list[Draft]) -> Draft:
    """One activity from all of a block, however little it says: a person selected it."""
    text = facts.text
    kind, title_at, _ = activity_words.kind(context.grammar, text, 0, len(text))
    draft = Draft(
        "activity",
        {"type": kind},
        context.document.spans(facts.block, 0, len(text)),
        {},
        0.4,
        "selection",
        block=facts.block,
        end=len(text),
    )
    dated = activity_facts.own_dates(facts, context.grammar, 0, len(text))
    _title(draft, context.document, facts.block, title_at, kind)
    _when(context, facts, draft, dated[0] if dated else None, _Paragraph(), False, 0, len(text))
    _where(
        facts,
        context.document,
        draft,
        activity_facts.countries(facts, context.grammar, 0, len(text)),
        None,
        _Paragraph(),
        context.grammar,
        0,
        len(text),
    )
    _participants(draft, [item for item in counted if item.fields.get("unit") == "persons"])
    _who(context, facts, draft, 0, len(text))
    return draft


def _title(draft: Draft, document: Document, block: Block, place: tuple[int, int] | None, kind: str) -> None:
    if place is None or place[1] - place[0] < 2:
        return
    draft.fields["title"] = joined(block.original[place[0] : place[1]], document.pack)[:160]
    draft.field_evidence["title"] = document.spans(block, *place)
    draft.field_confidence["title"] = 0.6


def _when(
    context: Context,
    facts: Facts,
    draft: Draft,
    date: DateFound | None,
    paragraph: _Paragraph,
    in_period: bool,
    start: int,
    end: int,
) -> None:
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


def _same_place(context: Context, facts: Facts, paragraph: _Paragraph, start: int, end: int) -> bool:
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


def _where(
    facts: Facts,
    document: Document,
    draft: Draft,
    codes: tuple[str, ...],
    city: tuple[int, int] | None,
    paragraph: _Paragraph,
    grammar: Grammar,
    start: int,
    end: int,
) -> None:
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


def _participants(draft: Draft, persons: list[Draft]) -> None:
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


def _attending(facts: Facts, grammar: Grammar, counted: list[Draft], start: int, end: int) -> list[Draft]:
    """The counts of people in a run of text, without those who were sent to do it."""
    return [
        draft
        for draft in counted
        if draft.fields.get("unit") == "persons"
        and start <= draft.start < end
        and not grammar.not_attending.search(facts.text[max(0, draft.start - 16) : draft.start])
    ]


def _who(context: Context, facts: Facts, draft: Draft, start: int, end: int) -> None:
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


def _remember(facts: Facts, grammar: Grammar, paragraph: _Paragraph, start: int, end: int, made: list[Draft]) -> None:
    codes = activity_facts.countries(facts, grammar, start, end)
    if codes and len(codes) <= 3:
        paragraph.countries = codes
    elif len(codes) > 3:
        paragraph.countries = ()
    if made:
        paragraph.last = made[-1]
        if made[-1].fields.get("start") is not None:
            paragraph.start, paragraph.end = made[-1].fields.get("start"), made[-1].fields.get("end")
