"""A suggestion from text that a person selected, with what can be parsed already in the fields."""

from __future__ import annotations

from db.model.evidence import Evidence
from db.model.readings import Page, Reading
from db.model.suggestions import Suggestion
from db.model.values import Value
from desktop.documents.spans import make_span
from desktop.extraction import activities, build, counts, finances_text, report_data
from desktop.extraction.activity_context import Context
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.layout import Block, Document
from desktop.extraction.layout import build as build_document
from desktop.extraction.lines import split
from desktop.extraction.suggesting import sample
from desktop.language import dates, detect, money, numbers, packs


def propose(
    reading: Reading, page: int, start: int, end: int, family: str, *, language: str | None = None
) -> Suggestion:
    """A suggestion of this family from a selection.

    Args:
        page: from 1; start, end: code points in its text, end excluded.

    Raises:
        ValueError: the selection is empty or not in the page.
    """
    beginning = sample(reading)
    code = language or detect(beginning)
    pack = packs.suited(packs.load(code), beginning)
    whole = reading.pages[page - 1]
    chosen = whole.text[start:end]
    start += len(chosen) - len(chosen.lstrip())
    end -= len(chosen) - len(chosen.rstrip())
    evidence: Evidence = (make_span(whole, start, end),)
    # The selection alone is read, white space of the same length before it: offsets stay those of the page.
    alone = "".join("\n" if char == "\n" else " " for char in whole.text[:start]) + whole.text[start:end]
    pages = list(reading.pages)
    for index, other in enumerate(pages):
        pages[index] = Page(other.number, alone if index == page - 1 else "", other.width, other.height)
    part = Reading(reading.file, reading.format, reading.reader, reading.version, tuple(pages))
    lines = split(part)
    for line in lines:
        line.role = "text"  # a person chose it: a lone figure is no page number here
    document = build_document(part, pack, None, lines)
    for block in document.blocks:
        block.kind = "paragraph" if block.kind in ("heading", "row") else block.kind
        block.body = 0
        block.section = "body"
    best = _best(document, family, reading, code)
    if best is None:
        best = Draft(family, _plain(document, family), evidence, {}, 0.3, f"{pack.code} selection")
    draft = Draft(
        family,
        best.fields,
        evidence,
        _with_boxes(reading, best.field_evidence),
        best.confidence,
        best.rule + " selected",
        best.field_confidence,
    )
    build.name_drafts([draft])
    return build.finish(draft, f"rules-{pack.code} {build.VERSION}")


def _with_boxes(reading: Reading, evidence: dict[str, Evidence]) -> dict[str, Evidence]:
    return {
        name: tuple(make_span(reading.pages[span.page - 1], span.start, span.end, span.role) for span in spans)
        for name, spans in evidence.items()
    }


def _best(document: Document, family: str, reading: Reading, code: str) -> Draft | None:
    found: list[Draft] = []
    report = report_data.draft(build_document(reading, document.pack), code)
    context = Context(document, report)
    for block in document.blocks:
        facts = Facts(block, document.pack)
        counted = counts.drafts(document, facts)
        if family == "count":
            found += counted
        elif family == "financial_figure":
            found += finances_text.RunningText(document, lambda note: []).drafts(facts)
        elif family == "activity":
            found += activities.drafts(context, facts, counted) or [activities.from_block(context, facts, counted)]
    return max(found, key=lambda draft: draft.confidence, default=None)


def _plain(document: Document, family: str) -> dict[str, Value]:
    """Fields by the first number, amount or date of the selection, where no rule fits."""
    text, pack = document.blocks[0].text if document.blocks else "", document.pack
    fields: dict[str, Value] = {}
    amounts = money.find(text, pack)
    values = numbers.find(text, pack)
    if family == "financial_figure":
        if amounts:
            fields.update(amount=amounts[0].amount, currency=amounts[0].currency)
        elif values:
            fields["amount"] = values[-1].value
        fields["item"] = "other"
    elif family == "count" and values:
        fields.update(value=values[0].value, qualifier="exact", unit="other")
        rest = _noun_after(document.blocks[0], values[0].end)
        if rest:
            fields["noun"] = rest
    elif family == "activity":
        found = next((item for item in dates.find(text, pack) if item.dated), None)
        fields["type"] = "other"
        if found is not None:
            fields["start"] = dates.partial(found.first)
    return fields


def _noun_after(block: Block, offset: int) -> str:
    return block.original[offset : offset + 60].strip(" ,，。.;；")
