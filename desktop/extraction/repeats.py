"""The same fact said again in summary, body and conclusion: the later one carries `repeat_of`.

What is compared is looked up by what it must share, so that the cost follows the number of facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from itertools import islice

from desktop.extraction.build import Draft
from desktop.extraction.layout import Document

# Of the activities that share a pair of characters so many are looked at, those said first; and so many compared.
_SHARING = 48
_COMPARED = 24


def mark(drafts: list[Draft], document: Document) -> None:
    """Set `repeat_of` on drafts that say an earlier fact again."""
    _counts(draft for draft in drafts if draft.family == "count" and draft.block is not None)
    _money(draft for draft in drafts if draft.family == "financial_figure")
    activities = [draft for draft in drafts if draft.family == "activity"]
    _activities(activities)
    _recaps(activities)


def _counts(drafts: Iterable[Draft]) -> None:
    """The same number of the same things in another section; where women are counted alike, in another paragraph."""
    known: dict[tuple[object, ...], dict[tuple[str, str], list[Draft]]] = {}
    for draft in drafts:
        assert draft.block is not None
        women = draft.fields.get("women")
        key = (draft.fields.get("value"), draft.fields.get("unit"), draft.fields.get("qualifier"), women)
        noun, section = str(draft.fields.get("noun", "")), draft.block.section
        said = known.setdefault(key, {})
        for (other_noun, other_section), places in islice(said.items(), _SHARING):
            if (section == other_section and not women) or _alike(noun, other_noun) < 0.5:
                continue
            first = next((other for other in places if other.block is not draft.block), None)
            if first is not None:
                draft.repeat_of = first.repeat_of or first.id
                break
        places = said.setdefault((noun, section), [])
        # A second one only because the first may stand in the paragraph that asks.
        if not places or (len(places) == 1 and places[0].block is not draft.block):
            places.append(draft)


def _money(drafts: Iterable[Draft]) -> None:
    """The same amount for the same item, of the same party and year as far as both are told."""
    known: dict[tuple[object, ...], dict[tuple[object, object], list[Draft]]] = {}
    for draft in drafts:
        amount = draft.fields.get("amount")
        if len(str(amount).strip("0")) <= 2:
            continue
        party, year = draft.fields.get("party"), draft.fields.get("fiscal_year")
        said = known.setdefault((amount, draft.fields.get("currency"), draft.fields.get("item")), {})
        for (other_party, other_year), places in islice(said.items(), _SHARING):
            if not (_agree(party, other_party) and _agree(year, other_year)):
                continue
            first = next((other for other in places if other.evidence != draft.evidence), None)
            if first is not None:
                draft.repeat_of = first.repeat_of or first.id
                break
        places = said.setdefault((party, year), [])
        if len(places) < 2:
            places.append(draft)


def _agree(first: object, second: object) -> bool:
    return first is None or second is None or first == second


def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text."""
    return frozenset(map(str.__add__, text, text[1:])) or frozenset({text})


def _share(first: frozenset[str], second: frozenset[str]) -> float:
    small, large = (first, second) if len(first) <= len(second) else (second, first)
    return len(small & large) / len(small) if small else 0.0


def _alike(first: str, second: str) -> float:
    """The share of character pairs of the shorter text that the longer one has."""
    return 1.0 if first == second else _share(_pairs(first), _pairs(second))


def _recaps(drafts: list[Draft]) -> None:
    """An undated activity for the same people, women counted alike, says a dated one again."""
    dated: dict[tuple[object, object], Draft] = {}
    for draft in drafts:
        if draft.fields.get("start") is not None:
            dated.setdefault((draft.fields.get("participants"), draft.fields.get("women")), draft)
    for draft in drafts:
        people, women = draft.fields.get("participants"), draft.fields.get("women")
        if draft.repeat_of or draft.fields.get("start") is not None or people is None or women is None:
            continue
        other = dated.get((people, women))
        if other is not None:
            draft.repeat_of = other.id


class _Told:
    """The activities of the body, to be found by the words and the number of people they share with another."""

    def __init__(self, drafts: list[Draft]) -> None:
        self.drafts = drafts
        self.pairs = [_pairs(_text(draft)) for draft in drafts]
        self._by_pair: dict[str, list[int]] = {}
        self._by_people: dict[Decimal, list[int]] = {}
        for place, (draft, pairs) in enumerate(zip(drafts, self.pairs, strict=True)):
            for pair in pairs:
                places = self._by_pair.setdefault(pair, [])
                if len(places) < _SHARING:
                    places.append(place)
            people = draft.fields.get("participants")
            if isinstance(people, Decimal):
                places = self._by_people.setdefault(people, [])
                if len(places) < _SHARING:
                    places.append(place)

    def near(self, draft: Draft, pairs: frozenset[str]) -> list[int]:
        """Places of those that may say the same, in order."""
        if len(self.drafts) <= _SHARING:
            return list(range(len(self.drafts)))
        shared: Counter[int] = Counter()
        for pair in pairs:
            shared.update(self._by_pair.get(pair, ()))
        people = draft.fields.get("participants")
        same = self._by_people.get(people, []) if isinstance(people, Decimal) else []
        return sorted({*same, *(place for place, _ in shared.most_common(_COMPARED))})


def _text(draft: Draft) -> str:
    return draft.block.text[draft.start : draft.end] if draft.block is not None else ""


def _activities(drafts: list[Draft]) -> None:
    """What summary and conclusion say of an activity that the body tells."""
    placed = [draft for draft in drafts if draft.block is not None]
    body = [d for d in placed if d.block is not None and d.block.section not in ("summary", "conclusion", "front")]
    told = _Told(body)
    for draft in placed:
        if draft.block is None or draft.block.section not in ("summary", "conclusion"):
            continue
        own = _pairs(_text(draft))
        best = 0.0
        for place in told.near(draft, own):
            other = body[place]
            alike = _share(own, told.pairs[place])
            if other.fields.get("type") == draft.fields.get("type"):
                alike += 0.12
            if draft.fields.get("participants") and draft.fields.get("participants") == other.fields.get(
                "participants"
            ):
                alike += 0.3
            if alike > best:
                best = alike
                draft.repeat_of = other.id if alike >= 0.45 else draft.repeat_of
