"""Corrections that point into the reading that is shown, of records that were made from another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from db.model.dataclass import dataclass
from db.model.evidence import Evidence
from db.model.readings import Reading
from db.model.records import FieldChange, Record
from desktop.documents.placer import Placer


@dataclass(frozen=True)
class Move:
    """A record's passages in the reading that it is taken into.

    Attributes:
        evidence: of the record; moved: of its fields, as far as they were found.
    """

    evidence: Evidence
    moved: Mapping[str, Evidence] = field(default_factory=dict)


def move_of(
    record: Record,
    fields: Mapping[str, FieldChange],
    evidence: Evidence | None,
    shown: Reading,
    placer: Placer,
) -> Move | None:
    """How a record gets into the reading that a correction points into; None where it points into its own.

    Args:
        fields, evidence: what the person says; shown: a reading that is not the record's; placer: finds places in it.
    """
    given = [span for change in fields.values() for span in change.evidence or ()] + list(evidence or ())
    if not given or any(not _stands(shown, span.page, span.start, span.end, span.quote) for span in given):
        return None
    found = placer.place(record)
    passage = evidence or found.evidence or tuple(given)
    return Move(
        passage, {key: spans for key, spans in found.fields.items() if key not in fields or not fields[key].evidence}
    )


def _stands(reading: Reading, page: int, start: int, end: int, quote: str) -> bool:
    return 1 <= page <= len(reading.pages) and reading.pages[page - 1].text[start:end] == quote
