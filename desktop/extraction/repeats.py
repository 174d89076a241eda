"""The same fact said again in summary, body and conclusion: the later one carries `repeat_of`."""

from __future__ import annotations

from desktop.extraction.build import Draft
from desktop.extraction.layout import Document


def mark(drafts: list[Draft], document: Document) -> None:
    """Set `repeat_of` on drafts that say an earlier fact again."""
    counts: dict[tuple[object, ...], list[Draft]] = {}
    money: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        if draft.family == "count" and draft.block is not None:
            key: tuple[object, ...] = (
                draft.fields.get("value"),
                draft.fields.get("unit"),
                draft.fields.get("qualifier"),
            )
            for other in counts.setdefault(key, []):
                if _same_count(other, draft):
                    draft.repeat_of = other.repeat_of or other.id
                    break
            counts[key].append(draft)
        elif draft.family == "financial_figure":
            key = (draft.fields.get("amount"), draft.fields.get("currency"))
            for other in money.setdefault(key, []):
                if _same_money(other, draft):
                    draft.repeat_of = other.repeat_of or other.id
                    break
            money[key].append(draft)
    activities = [draft for draft in drafts if draft.family == "activity"]
    _activities(activities)
    _recaps(activities)


def _same_count(first: Draft, second: Draft) -> bool:
    if first.block is None or second.block is None or first.block is second.block:
        return False
    sections = {first.block.section, second.block.section}
    if len(sections) == 1 and not (
        first.fields.get("women") and first.fields.get("women") == second.fields.get("women")
    ):
        return False
    a, b = first.fields.get("women"), second.fields.get("women")
    if a != b:
        return False
    return _alike(str(first.fields.get("noun", "")), str(second.fields.get("noun", ""))) >= 0.5


def _same_money(first: Draft, second: Draft) -> bool:
    for name in ("party", "fiscal_year"):
        a, b = first.fields.get(name), second.fields.get(name)
        if a != b and a is not None and b is not None:
            return False
    amount = str(first.fields.get("amount"))
    return (
        first.fields.get("item") == second.fields.get("item")
        and len(amount.strip("0")) > 2
        and first.evidence != second.evidence
    )


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    small, large = (first, second) if len(first) <= len(second) else (second, first)
    return len(small & large) / len(small) if small else 0.0


def _alike(first: str, second: str) -> float:
    """The share of character pairs of the shorter text that the longer one has."""
    return _share(_pairs(first), _pairs(second))


def _recaps(drafts: list[Draft]) -> None:
    """An undated activity for the same people, women counted alike, says a dated one again."""
    for draft in drafts:
        people, women = draft.fields.get("participants"), draft.fields.get("women")
        if draft.repeat_of or draft.fields.get("start") is not None or people is None or women is None:
            continue
        for other in drafts:
            if (
                other is not draft
                and other.fields.get("start") is not None
                and other.fields.get("participants") == people
                and other.fields.get("women") == women
            ):
                draft.repeat_of = other.id
                break


def _activities(drafts: list[Draft]) -> None:
    body = [
        (draft, _pairs(draft.block.text[draft.start : draft.end]))
        for draft in drafts
        if draft.block is not None and draft.block.section not in ("summary", "conclusion", "front")
    ]
    for draft in drafts:
        if draft.block is None or draft.block.section not in ("summary", "conclusion"):
            continue
        own = _pairs(draft.block.text[draft.start : draft.end])
        best = 0.0
        for other, pairs in body:
            alike = _share(own, pairs)
            if other.fields.get("type") == draft.fields.get("type"):
                alike += 0.12
            if draft.fields.get("participants") and draft.fields.get("participants") == other.fields.get(
                "participants"
            ):
                alike += 0.3
            if alike > best:
                best = alike
                draft.repeat_of = other.id if alike >= 0.45 else draft.repeat_of
