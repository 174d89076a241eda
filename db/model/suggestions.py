"""What an extractor reads out of a report, before anybody has looked at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from db.model.dataclass import dataclass
from db.model.evidence import Evidence
from db.model.values import Value


@dataclass(frozen=True)
class Suggestion:
    """One record that a machine proposes.

    Attributes:
        id: the same at every run over the same file and version.
        family: "report", "count", "financial_figure" or "activity" (a family of the form).
        fields: field id to value, shaped by the field's type; a field that is not there was not found.
        evidence: what proves the record as a whole, in reading order.
        field_evidence: what proves a field, within or beside the record's evidence.
        confidence: 0..1, or None where unknown.
        field_confidence: the same, per field.
        origin: who made it, "rules-zh 1.0" say.
        repeat_of: id of the suggestion whose fact this one says again.
        links: role to suggestion id ("part_of", say); `activity` is a field and not here.
        rule: which rule and which words, as a matter of record; never shown as an argument.
    """

    id: str
    family: str
    fields: Mapping[str, Value]
    evidence: Evidence
    field_evidence: Mapping[str, Evidence] = field(default_factory=dict)
    confidence: float | None = None
    field_confidence: Mapping[str, float] = field(default_factory=dict)
    origin: str = ""
    repeat_of: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""
