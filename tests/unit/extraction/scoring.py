"""How far suggestions agree with the labels of a report: a pair needs the same number and the same words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from db.model.suggestions import Suggestion

FAMILIES = {"count": "counts", "financial_figure": "figures", "activity": "activities"}


@dataclass
class Marks:
    """Of one family: how many labels, how many suggested, found and right in every labelled field; what went wrong."""

    labels: int = 0
    suggested: int = 0
    found: int = 0
    right: int = 0
    stated: dict[str, list[int]] = field(default_factory=dict)
    missed: list[Any] = field(default_factory=list)
    extra: list[Suggestion] = field(default_factory=list)
    wrong: list[tuple[Any, Suggestion]] = field(default_factory=list)
    judged: list[tuple[Suggestion, bool, dict[str, bool]]] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Of finding."""
        return 2 * self.found / (self.labels + self.suggested) if self.labels + self.suggested else 1.0

    @property
    def strict(self) -> float:
        """F1 of what is right in every field."""
        return 2 * self.right / (self.labels + self.suggested) if self.labels + self.suggested else 1.0

    def add(self, other: Marks) -> None:
        """Add another report's marks."""
        for name in ("labels", "suggested", "found", "right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for key, (right, of) in other.stated.items():
            mine = self.stated.setdefault(key, [0, 0])
            mine[0] += right
            mine[1] += of
        for name in ("missed", "extra", "wrong", "judged"):
            getattr(self, name).extend(getattr(other, name))


def squeeze(text: str) -> str:
    """Without white space, compatibility forms made ordinary."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if not char.isspace())


def overlap(first: str, second: str) -> float:
    if not first or not second:
        return 0.0
    if first in second or second in first:
        return 1.0
    size = SequenceMatcher(None, first, second, autojunk=False).find_longest_match(0, len(first), 0, len(second)).size
    return size / min(len(first), len(second))


def _count(label: Sequence[Any], item: Suggestion) -> dict[str, bool]:
    row = [cell for cell in label if cell != "optional"]
    fields = item.fields
    right = {"value": fields["value"] == Decimal(str(row[1])), "qualifier": fields["qualifier"] == row[2]}
    right["unit"] = fields["unit"] == row[3]
    women = Decimal(str(row[4])) if len(row) > 4 else None
    if women is not None or fields.get("women") is not None:
        right["women"] = fields.get("women") == women
    return right


def _figure(label: Sequence[Any], item: Suggestion) -> dict[str, bool]:
    fields = item.fields
    right = {"amount": fields["amount"] == Decimal(str(label[1])), "currency": fields["currency"] == label[2]}
    right["item"] = fields["item"] == label[3]
    if label[4] or fields.get("party_country"):
        right["party_country"] = (fields.get("party_country") or "") == label[4]
    if label[5]:
        right["fiscal_year"] = (fields.get("fiscal_year") or 0) == label[5]  # 0: nobody could tell it
    return right


def _activity(label: Sequence[Any], item: Suggestion) -> dict[str, bool]:
    fields = item.fields
    right = {"type": fields["type"] == label[1]}
    if label[2] or fields.get("start") is not None:
        right["start"] = str(fields.get("start") or "") == label[2]
    codes: Any = fields.get("countries") or ()
    if label[3] or codes:
        right["countries"] = set(codes) == set(label[3])
    for name, value in (("participants", label[4]), ("women", label[5])):
        if value or fields.get(name):
            right[name] = (fields.get(name) or 0) == value
    return right


_RIGHT: dict[str, Callable[[Sequence[Any], Suggestion], dict[str, bool]]] = {
    "count": _count,
    "financial_figure": _figure,
    "activity": _activity,
}


def score(labels: dict[str, Any], suggestions: Sequence[Suggestion]) -> dict[str, Marks]:
    """Marks by family."""
    out = {}
    for family, key in FAMILIES.items():
        if key not in labels.get("only", FAMILIES.values()):
            continue  # of this report nobody labelled that family
        wanted: list[list[Any]] = labels.get(key, [])
        got = [item for item in suggestions if item.family == family]
        pairs = _pairs(family, wanted, got)
        optional = {i for i, label in enumerate(wanted) if "optional" in label}
        spared = {j for i, j in pairs.items() if i in optional}
        spared |= {j for j, item in enumerate(got) if family == "activity" and item.repeat_of} - set(pairs.values())
        marks = Marks(len(wanted) - len(optional), len(got) - len(spared))
        for i, j in pairs.items():
            if i in optional:
                continue
            marks.found += 1
            right = _RIGHT[family](wanted[i], got[j])
            marks.judged.append((got[j], True, right))
            for name, fine in right.items():
                tally = marks.stated.setdefault(name, [0, 0])
                tally[0] += fine
                tally[1] += 1
            if all(right.values()):
                marks.right += 1
            else:
                marks.wrong.append((wanted[i], got[j]))
        marks.missed = [label for i, label in enumerate(wanted) if i not in pairs and i not in optional]
        marks.extra = [item for j, item in enumerate(got) if j not in spared and j not in pairs.values()]
        marks.judged += [(item, False, {}) for item in marks.extra]
        out[family] = marks
    return out


def _pairs(family: str, wanted: list[list[Any]], got: list[Suggestion]) -> dict[int, int]:
    number = {"count": "value", "financial_figure": "amount"}.get(family)
    quotes = [squeeze("".join(span.quote for span in item.evidence)) for item in got]
    ranked = []
    for i, label in enumerate(wanted):
        own = squeeze(label[0])
        for j, item in enumerate(got):
            if number and item.fields[number] != Decimal(str(label[1])):
                continue
            share = overlap(own, quotes[j])
            if share < (0.5 if number else 0.3):
                continue
            right = sum(_RIGHT[family](label, item).values())
            near = abs(i / max(1, len(wanted)) - j / max(1, len(got)))
            ranked.append((share + right - 0.1 * near, -i, -j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(ranked, reverse=True):
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs
