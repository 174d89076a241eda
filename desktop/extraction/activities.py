"""Activities: what was done, when, where, with whom and for how many."""

from __future__ import annotations

import itertools

from desktop.extraction import (
    activity_dates,
    activity_facts,
    activity_fields,
    activity_places,
    activity_score,
    activity_words,
)
from desktop.extraction.activity_context import UNATTENDED, Context, Paragraph
from desktop.extraction.activity_words import Grammar
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.language.dates import DateFound


def drafts(context: Context, facts: Facts, counted: list[Draft]) -> list[Draft]:
    """Drafts of family "activity" of one block."""
    block, grammar = facts.block, context.grammar
    if block.kind == "footnote" or block.section == "front":
        return []
    if (block.number is not None and block.number[:1].isdigit()) or block.number is None:
        context.lead_period = grammar.period.search(facts.text[:200]) is not None
    paragraph = Paragraph()
    found: list[Draft] = []
    for start, end in facts.sentences:
        persons = activity_fields.attending(facts, grammar, counted, start, end)
        if paragraph.last is not None and _belongs(facts, grammar, start, end, persons, paragraph):
            if activity_fields.women_told(facts, grammar, paragraph.last, persons):
                continue
            if persons and not paragraph.last.fields.get("participants") and not paragraph.joint and paragraph.attended:
                activity_fields.participants(paragraph.last, persons)
            if "organizer" not in paragraph.last.fields or "inherited" in paragraph.last.extra:
                activity_fields.who(context, facts, paragraph.last, start, end)
            continue
        made: list[Draft] = []
        paragraph.apart, paragraph.joint = paragraph.joint, False
        for first, last in _parts(facts, grammar, start, end):
            told = _activity(context, facts, paragraph, first, last, start, counted)
            if told:  # the next clause goes on where this one was
                _keep_countries(facts, grammar, paragraph, first, last)
            made += told
            if told:
                paragraph.last = told[-1]
        if made and found and _details(facts, grammar, start, found[-1], made):
            found.pop()  # what announced these says nothing of its own
        paragraph.joint = paragraph.joint or (paragraph.apart and not made)
        _remember(facts, grammar, paragraph, start, end, made)
        found += made
    activity_dates.remember(context, facts)
    context.recent.append(facts.text)
    return found


def _details(facts: Facts, grammar: Grammar, start: int, lead: Draft, made: list[Draft]) -> bool:
    """Whether a sentence gives one by one, with their dates, what the one before it announced as a whole."""
    return (
        grammar.details.match(facts.text, start) is not None
        and all(draft.fields.get("type") == lead.fields.get("type") and "start" in draft.fields for draft in made)
        and "participants" not in lead.fields
        and "place" not in lead.fields
    )


def _belongs(facts: Facts, grammar: Grammar, start: int, end: int, persons: list[Draft], paragraph: Paragraph) -> bool:
    """Whether a sentence only says more of the activity before it: who came, what was discussed."""
    head = facts.text[start:end]
    if any(item.start >= start and item.end <= end and item.dated and not item.as_of for item in facts.dates):
        return False
    if grammar.of_the_women.match(head.lstrip()) and persons:
        return True
    if grammar.again.search(head):
        return False  # held once more, elsewhere or for others
    own = bool(activity_facts.own_dates(facts, grammar, start, end)) and grammar.strong_deed.search(head) is not None
    if own and "start" in paragraph.last_fields:
        return False
    if grammar.told_of.match(head.lstrip()):
        return True
    if grammar.about_last.match(head.lstrip()) is None:
        if not (persons and grammar.attended.search(head)):
            return False
        things = grammar.typed.finditer(facts.deeds, start, end)
        if own or any(grammar.indefinite.search(facts.text[max(start, m.start() - 50) : m.start()]) for m in things):
            return False  # "400 people attended a forum": another thing
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
        loose = text[first : first + 1] in (";", "；") or _apart(facts, first, last)
        if parts and not (
            _tells(grammar, facts, first, last, loose=loose)
            and _tells(grammar, facts, *parts[-1], first=len(parts) == 1, loose=loose)
        ):
            parts[-1] = (parts[-1][0], last)
        else:
            parts.append((first, last))
    return parts


def _apart(facts: Facts, start: int, end: int) -> bool:
    """Whether a clause has a date or a place of its own: what one sentence tells of is else one thing."""
    dated = any(start <= item.start and item.end <= end and item.first[1] for item in facts.dates)
    return dated or bool(facts.within(facts.cities, start, end) or facts.within(facts.countries, start, end))


def _tells(grammar: Grammar, facts: Facts, start: int, end: int, *, first: bool = False, loose: bool = False) -> bool:
    """Whether a clause has a verb of its own and says what kind of thing was done; the verb of a later clause stands
    at its beginning or is a strong one.

    Args:
        first: whether it is the first clause of its sentence.
        loose: whether the clauses stand apart, so that a verb alone may say what was done.
    """
    text = facts.deeds
    deed = grammar.strong_deed.search(text, start, end)
    if deed is None:
        deed = grammar.deed.search(text, start, end if first else min(end, start + (6 if grammar.han else 40)))
    if deed is None:
        return False
    if grammar.typed.search(text, start, end) is not None or grammar.again.search(text, start, end):
        return True
    return loose and any(shape.search(text, start, end) for shape, name in grammar.verb_types if name != "other")


def _activity(
    context: Context, facts: Facts, paragraph: Paragraph, start: int, end: int, sentence: int, counted: list[Draft]
) -> list[Draft]:
    grammar, document = context.grammar, context.document
    block, text = facts.block, facts.text
    persons = activity_fields.attending(facts, grammar, counted, start, end)
    in_period = grammar.period.search(text, start, end) is not None
    listed = block.number is not None and not block.number[:1].isdigit() and context.lead_period
    found, rule = activity_score.signs(facts, grammar, start, end, persons, in_period or listed, counted)
    if block.section in ("summary", "conclusion") and context.summed_up:
        found["summary"] = 1
    elif block.order in context.overview and not {"date", "place"} & found.keys():
        found["overview"] = 1
    points = activity_score.points(found)
    if points < activity_score.THRESHOLD:
        return []
    pairs = activity_facts.pairs(facts, grammar, start, end)
    dated = activity_facts.own_dates(facts, grammar, start, end)
    kind, title_at, sure = activity_words.kind(grammar, facts.deeds, start, end)
    if kind == "other" and title_at is None and grammar.again.search(text, start, end) and paragraph.last is not None:
        kind = str(paragraph.last.fields["type"])  # the same once more
    made: list[Draft] = []
    runs: list[tuple[DateFound | None, tuple[str, ...], tuple[int, int] | None]]
    if len(pairs) > 1:
        runs = [(date, (code,), city) for date, code, city in pairs]
    else:
        runs = [(dated[0] if dated else None, activity_facts.countries(facts, grammar, start, end), None)]
    for place, (date, codes, city) in enumerate(runs):
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
        activity_fields.title(draft, document, block, title_at, kind)
        activity_fields.who(context, facts, draft, start, end)
        activity_dates.when(context, facts, draft, date, paragraph, in_period or (listed and not dated), start, end)
        activity_places.where(context, facts, draft, codes, city, paragraph, start, end)
        if kind in UNATTENDED:
            pass
        elif len(pairs) <= 1:
            activity_fields.participants(draft, persons)
        elif len(persons) == len(
            runs
        ):  # each has its own: "(Oman, 8 April; 23 participants) and ... (21 participants)"
            edges = [run[0].start if run[0] else start for run in runs]
            own = [p for p in persons if edges[place] < p.start < [*edges, end][place + 1]]
            activity_fields.participants(draft, own if len(own) == 1 else [])
        draft.confidence = min(0.92, 0.42 + 0.085 * (points - activity_score.THRESHOLD) + 0.12)
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
    activity_fields.title(draft, context.document, facts.block, title_at, kind)
    activity_dates.when(context, facts, draft, dated[0] if dated else None, Paragraph(), False, 0, len(text))
    codes = activity_facts.countries(facts, context.grammar, 0, len(text))
    activity_places.where(context, facts, draft, codes, None, Paragraph(), 0, len(text))
    activity_fields.participants(draft, [item for item in counted if item.fields.get("unit") == "persons"])
    activity_fields.who(context, facts, draft, 0, len(text))
    return draft


def _keep_countries(facts: Facts, grammar: Grammar, paragraph: Paragraph, start: int, end: int) -> None:
    codes = activity_facts.countries(facts, grammar, start, end)
    if codes:
        paragraph.countries = codes if len(codes) <= 3 else ()


def _remember(facts: Facts, grammar: Grammar, paragraph: Paragraph, start: int, end: int, made: list[Draft]) -> None:
    _keep_countries(facts, grammar, paragraph, start, end)
    if made:
        paragraph.last = made[-1]
        if made[-1].fields.get("start") is not None:
            paragraph.start, paragraph.end = made[-1].fields.get("start"), made[-1].fields.get("end")
