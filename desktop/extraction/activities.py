"""Activities: what was done, when, where, with whom and for how many."""

from __future__ import annotations

import itertools

from desktop.extraction import activity_facts, activity_fields, activity_words
from desktop.extraction.activity_context import Context, Paragraph
from desktop.extraction.activity_words import Grammar
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.language.dates import DateFound

_THRESHOLD = 3.3
_NAMED_DOER = 0.2


def drafts(context: Context, facts: Facts, counted: list[Draft]) -> list[Draft]:
    """Drafts of family "activity" of one block."""
    block, grammar = facts.block, context.grammar
    if block.kind == "footnote" or block.section == "front":
        return []
    if (block.number is not None and block.number[:1].isdigit()) or block.number is None:
        context.lead_period = grammar.period.search(facts.text[:200]) is not None
    if block.heading != context.heading:
        context.heading = block.heading
    paragraph = Paragraph()
    found: list[Draft] = []
    for start, end in facts.sentences:
        persons = activity_fields.attending(facts, grammar, counted, start, end)
        if paragraph.last is not None and _belongs(facts, grammar, start, end, persons, paragraph):
            if persons and not paragraph.last.fields.get("participants") and not paragraph.joint:
                activity_fields.participants(paragraph.last, persons)
            continue
        made: list[Draft] = []
        was_joint, paragraph.joint = paragraph.joint, False
        for first, last in _parts(facts, grammar, start, end):
            made += _activity(context, facts, paragraph, first, last, start, counted)
        paragraph.joint = paragraph.joint or (was_joint and not made)
        _remember(facts, grammar, paragraph, start, end, made)
        found += made
    return found


def _belongs(facts: Facts, grammar: Grammar, start: int, end: int, persons: list[Draft], paragraph: Paragraph) -> bool:
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
    context: Context, facts: Facts, paragraph: Paragraph, start: int, end: int, sentence: int, counted: list[Draft]
) -> list[Draft]:
    grammar, document = context.grammar, context.document
    block, text = facts.block, facts.text
    persons = activity_fields.attending(facts, grammar, counted, start, end)
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
        activity_fields.title(draft, document, block, title_at, kind)
        activity_fields.when(context, facts, draft, date, paragraph, in_period or (listed and not dated), start, end)
        activity_fields.where(facts, document, draft, codes, city, paragraph, grammar, start, end)
        if len(pairs) <= 1:
            activity_fields.participants(draft, persons)
        activity_fields.who(context, facts, draft, start, end)
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
    activity_fields.title(draft, context.document, facts.block, title_at, kind)
    activity_fields.when(context, facts, draft, dated[0] if dated else None, Paragraph(), False, 0, len(text))
    activity_fields.where(
        facts,
        context.document,
        draft,
        activity_facts.countries(facts, context.grammar, 0, len(text)),
        None,
        Paragraph(),
        context.grammar,
        0,
        len(text),
    )
    activity_fields.participants(draft, [item for item in counted if item.fields.get("unit") == "persons"])
    activity_fields.who(context, facts, draft, 0, len(text))
    return draft


def _remember(facts: Facts, grammar: Grammar, paragraph: Paragraph, start: int, end: int, made: list[Draft]) -> None:
    codes = activity_facts.countries(facts, grammar, start, end)
    if codes and len(codes) <= 3:
        paragraph.countries = codes
    elif len(codes) > 3:
        paragraph.countries = ()
    if made:
        paragraph.last = made[-1]
        if made[-1].fields.get("start") is not None:
            paragraph.start, paragraph.end = made[-1].fields.get("start"), made[-1].fields.get("end")
