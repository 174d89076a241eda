"""Records: what the form asks, what machine and people answered, what was decided and approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from db.model.dataclass import dataclass
from db.model.evidence import Evidence
from db.model.values import State, Value


class Decision(StrEnum):
    """What a person made of a record."""

    NONE = "none"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"
    POSTPONED = "postponed"


class Approval(StrEnum):
    """What a second person made of the decision."""

    NONE = "none"
    APPROVED = "approved"
    RETURNED = "returned"
    VOIDED = "voided"


KEPT = frozenset({Decision.CONFIRMED, Decision.CORRECTED, Decision.ADDED})
SETTLED = KEPT | {Decision.REJECTED}


@dataclass(frozen=True)
class FieldEntry:
    """One answer to one field.

    Attributes:
        source: "machine", "import" or "person"; origin: which extractor or which person (its id).
        confidence: 0..1, None where unknown; a person's answer has none.
        evidence: what proves it; empty where only the record's evidence does.
    """

    value: Value
    state: State
    source: str
    origin: str
    confidence: float | None = None
    evidence: Evidence = ()


@dataclass(frozen=True)
class Record:
    """A record as it stands: the projection of all its entries.

    Attributes:
        order: place in the report: (page, offset) of its first evidence.
        current: field id to the answer in force; machine: to the machine's answer, where there was one.
        digest: over family, field ids, types, states, values and quotes; an approval binds to it.
        deciders: everybody who may not approve it.
        question: what the reviewer asked when returning it, approved_by and approved_at then say who asked and when;
            or what they remarked when approving it.
    """

    id: str
    work: str
    reading: str
    family: str
    order: tuple[int, int]
    current: Mapping[str, FieldEntry]
    machine: Mapping[str, FieldEntry]
    evidence: Evidence
    decision: Decision = Decision.NONE
    approval: Approval = Approval.NONE
    decided_by: str | None = None
    decided_at: str | None = None
    approved_by: str | None = None
    approved_at: str | None = None
    deciders: frozenset[str] = frozenset()
    question: str | None = None
    why: str | None = None
    confidence: float | None = None
    origin: str = ""
    repeat_of: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""

    def value(self, field_id: str) -> Value:
        """The current value, None where there is none."""
        entry = self.current.get(field_id)
        return entry.value if entry else None


@dataclass(frozen=True)
class FieldChange:
    """What a person says of one field: a value with STATED, or a state alone; evidence where it moved."""

    state: State
    value: Value = None
    evidence: Evidence | None = None
