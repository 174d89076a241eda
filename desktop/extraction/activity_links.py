"""After all blocks are read: counts linked to their activities, and what a summary only repeats."""

from __future__ import annotations

from collections import Counter
from typing import Any

from desktop.extraction.build import Draft


def link(drafts: list[Draft]) -> None:
    """Give counts the id of the activity of the same sentence; drop summary repeats that repeat nothing dated."""
    by_block: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.family == "activity" and draft.block is not None:
            by_block.setdefault(id(draft.block), []).append(draft)
    for draft in drafts:
        if draft.family != "count" or draft.block is None:
            continue
        near: list[Any] = [item for item in by_block.get(id(draft.block), []) if item.start <= draft.start < item.end]
        if len(near) == 1:
            _link(draft, near[0])
            continue
        for item in by_block.get(id(draft.block), []):
            if item.extra.get("persons") == id(draft):
                _link(draft, item)


def name_doers(drafts: list[Draft]) -> None:
    """Where one body does nearly everything, an activity that names nobody is its own; else of the one named last."""
    activities = [draft for draft in drafts if draft.family == "activity"]
    named = Counter(
        str(draft.fields["organizer"])
        for draft in activities
        if "organizer" in draft.fields and "inherited" not in draft.extra
    )
    if not named:
        return
    usual, times = named.most_common(1)[0]
    if times < 3 or times < 0.4 * sum(named.values()):
        return
    for draft in activities:
        if "inherited" in draft.extra:
            draft.fields["organizer"] = usual
            draft.field_confidence["organizer"] = 0.6
        elif "organizer" not in draft.fields:
            draft.fields["organizer"] = usual
            draft.field_confidence["organizer"] = 0.5


def _link(count: Draft, activity: Draft) -> None:
    count.fields["activity"] = activity.id
    count.field_confidence["activity"] = 0.75
    for name, source in (("countries", "countries"), ("period_start", "start"), ("period_end", "end")):
        value = activity.fields.get(source)
        if value is not None:
            count.fields[name] = value
            count.field_confidence[name] = activity.field_confidence.get(source, 0.7)
            if source in activity.field_evidence:
                count.field_evidence[name] = activity.field_evidence[source]


def settled(drafts: list[Draft]) -> list[Draft]:
    """Without what a summary or conclusion only states in general: where the body tells of the work itself, an
    activity of the summary stays if it says one of the body's again.
    """
    body = [
        draft
        for draft in drafts
        if draft.family == "activity" and draft.block is not None and draft.block.section == "body"
    ]
    if len(body) < 3:
        return drafts
    dropped = {
        draft.id
        for draft in drafts
        if draft.family == "activity"
        and draft.block is not None
        and draft.block.section in ("summary", "conclusion")
        and draft.repeat_of is None
        and not (draft.block.number or "").startswith(("•", "-", "–", "*", "●", "▪", "■"))  # highlights are facts
    }
    for draft in drafts:
        if draft.fields.get("activity") in dropped:
            del draft.fields["activity"]
    return [draft for draft in drafts if draft.id not in dropped]
