"""Counts: who or what, how many, with which qualifier, and the women among them."""

from __future__ import annotations

from desktop.extraction import counts_han
from desktop.extraction.build import Draft
from desktop.extraction.counts_found import CountFound
from desktop.extraction.facts import Facts
from desktop.extraction.layout import Document
from desktop.language.fields import joined


def drafts(document: Document, facts: Facts) -> list[Draft]:
    """Drafts of family "count" from one block."""
    if facts.pack.han:
        found = counts_han.find(facts)
    else:
        from desktop.extraction import counts_latin

        found = counts_latin.find(facts)
    return [draft for count in found if (draft := _draft(document, facts, count)) is not None]


def _draft(document: Document, facts: Facts, count: CountFound) -> Draft | None:
    block = facts.block
    evidence = document.spans(block, count.start, count.end)
    if not evidence:
        return None
    draft = Draft(
        family="count",
        fields={"value": count.value, "qualifier": count.qualifier, "unit": count.unit},
        evidence=evidence,
        field_evidence={"value": document.spans(block, *count.value_at)},
        confidence=count.confidence,
        rule=count.rule,
        block=block,
        start=count.start,
        end=count.end,
    )
    if count.value_max is not None:
        draft.fields["value_max"] = count.value_max
        draft.field_evidence["value_max"] = draft.field_evidence["value"]
    if count.noun_at is not None:
        draft.fields["noun"] = joined(block.original[count.noun_at[0] : count.noun_at[1]], document.pack)
        draft.field_evidence["noun"] = document.spans(block, *count.noun_at)
        draft.field_confidence["noun"] = count.confidence - 0.08
    if count.women is not None and count.women_at is not None:
        draft.fields["women"] = count.women
        draft.fields["women_qualifier"] = count.women_qualifier
        draft.field_evidence["women"] = document.spans(block, *count.women_at)
    for name in count.weak:
        draft.field_confidence[name] = 0.3
    draft.field_confidence["value"] = min(0.98, count.confidence + 0.04) if "value" not in count.weak else 0.3
    draft.field_confidence["unit"] = count.confidence - (0.02 if count.unit != "other" else 0.12)
    return draft
