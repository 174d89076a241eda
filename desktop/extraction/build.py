"""From what a rule found to a suggestion: ids, evidence, confidences."""

from __future__ import annotations

import hashlib
from dataclasses import field
from functools import lru_cache

from db.model.dataclass import dataclass
from db.model.evidence import Evidence
from db.model.suggestions import Suggestion
from db.model.values import Value
from desktop.extraction.calibration import calibrated
from desktop.extraction.layout import Block
from desktop.language.characters import ordinary

VERSION = "1.1"
_NUMBER = {"count": "value", "financial_figure": "amount"}


@dataclass(slots=True)
class Draft:
    """A suggestion in the making.

    Attributes:
        key: what names it: family, page and offset of its evidence, and an ordinal where several share these.
        whole: the figure of which this one is a part, by a note.
        block, start, end: where it stands in the logical text; block is None for cells of tables.
    """

    family: str
    fields: dict[str, Value]
    evidence: Evidence
    field_evidence: dict[str, Evidence]
    confidence: float
    rule: str
    field_confidence: dict[str, float] = field(default_factory=dict)
    block: Block | None = None
    start: int = 0
    end: int = 0
    id: str = ""
    repeat_of: str | None = None
    links: dict[str, str] = field(default_factory=dict)
    extra: dict[str, int] = field(default_factory=dict)
    whole: Draft | None = None

    @property
    def place(self) -> tuple[int, int]:
        """(page, offset) of the first evidence."""
        return (self.evidence[0].page, self.evidence[0].start) if self.evidence else (0, 0)


def name_drafts(drafts: list[Draft]) -> None:
    """Give every draft its id: the same at every run over the same text.

    A number is named by where it stands alone, so that rules which learn to quote more or less of its surroundings
    suggest no decided record a second time.
    """
    seen: dict[tuple[str, int, int, int], int] = {}
    for draft in drafts:
        proof = draft.field_evidence.get(_NUMBER.get(draft.family, "")) or draft.evidence
        page, start, end = (proof[0].page, proof[0].start, proof[-1].end) if proof else (0, 0, 0)
        key = (draft.family, page, start, end)
        ordinal = seen.get(key, 0)
        seen[key] = ordinal + 1
        text = f"{draft.family}:{page}:{start}:{key[3]}:{ordinal}"
        draft.id = hashlib.sha256(text.encode()).hexdigest()[:16]
    for draft in drafts:
        if draft.whole is not None:
            draft.links["part_of"] = draft.whole.id


def clamp(value: float) -> float:
    """A confidence between 0.05 and 0.98, to two places."""
    return round(min(0.98, max(0.05, value)), 2)


@lru_cache(maxsize=4096)
def _share(family: str, field_id: str, said: float, raw: bool) -> float | None:
    """The confidence for what a rule said of a field; the same few are asked for again and again."""
    own = clamp(said)
    share = own if raw else calibrated(family, field_id, own)
    return None if share is None else clamp(share)


def _written(value: Value) -> Value:
    """A value as it was written: evidence quotes what a PDF yields, a dataset wants the characters it stands for."""
    if isinstance(value, str):
        return value if value.isascii() else ordinary(value)
    return tuple(ordinary(item) for item in value) if isinstance(value, tuple) else value


def finish(draft: Draft, origin: str, raw: bool = False) -> Suggestion:
    """The suggestion, with a confidence for every field of which one is known.

    Args:
        raw: leave what the rules say as it is, for counting how often they are right.
    """
    fields = {name: _written(value) for name, value in draft.fields.items() if value not in (None, "", ())}
    confidences: dict[str, float] = {}
    for name in fields:
        share = _share(draft.family, name, draft.field_confidence.get(name, draft.confidence), raw)
        if share is not None:
            confidences[name] = share
    whole = _share(draft.family, "*", draft.confidence, raw)
    return Suggestion(
        id=draft.id,
        family=draft.family,
        fields=fields,
        evidence=draft.evidence,
        field_evidence={name: spans for name, spans in draft.field_evidence.items() if name in fields and spans},
        confidence=whole,
        field_confidence=confidences,
        origin=origin,
        repeat_of=draft.repeat_of,
        links=dict(draft.links),
        rule=draft.rule,
    )
