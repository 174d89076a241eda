"""Values, evidence and answers as JSON, in the one shape of journal and projections."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from db.model.evidence import Evidence, Rect, Role, Span
from db.model.records import FieldEntry
from db.model.values import FieldType, State, from_json, to_json

Json = dict[str, Any]

# Rectangles are journaled in whole millionths of the page: finer than any screen, and no floats in the journal.
_MILLION = 1_000_000
_ROLES: dict[str, Role] = {"value": "value", "label": "label", "header": "header", "context": "context"}


def evidence_to_json(evidence: Evidence) -> list[Json]:
    """Spans, without what is empty."""
    return [_span_to_json(span) for span in evidence]


def evidence_from_json(data: Iterable[Json]) -> Evidence:
    """What `evidence_to_json` made."""
    return tuple(_span_from_json(item) for item in data)


def _span_to_json(span: Span) -> Json:
    data: Json = {"page": span.page, "start": span.start, "end": span.end, "quote": span.quote}
    if span.prefix:
        data["prefix"] = span.prefix
    if span.suffix:
        data["suffix"] = span.suffix
    if span.role != "value":
        data["role"] = span.role
    rects = [[_millionths(x) for x in (r.left, r.top, r.right, r.bottom)] for r in span.rects]
    if rects:
        data["rects"] = rects
    return data


def _span_from_json(data: Json) -> Span:
    return Span(
        data["page"],
        data["start"],
        data["end"],
        data["quote"],
        data.get("prefix", ""),
        data.get("suffix", ""),
        _ROLES[data.get("role", "value")],
        tuple(
            Rect(left / _MILLION, top / _MILLION, right / _MILLION, bottom / _MILLION)
            for left, top, right, bottom in data.get("rects", ())
        ),
    )


def _millionths(x: float) -> int:
    return round(x * _MILLION) if math.isfinite(x) else 0


def confidence_to_json(confidence: float | None) -> str | None:
    """As text, None where unknown; what is no number is unknown."""
    if confidence is None or not math.isfinite(confidence):
        return None
    return repr(float(min(1.0, max(0.0, confidence))))


def confidence_from_json(text: str | None) -> float | None:
    return None if text is None else float(text)


def answer_to_json(entry: FieldEntry) -> Json:
    """A field's answer, without what is empty."""
    data: Json = {"state": str(entry.state), "source": entry.source, "origin": entry.origin}
    value = to_json(entry.value)
    if value is not None:
        data["value"] = value
    confidence = confidence_to_json(entry.confidence)
    if confidence is not None:
        data["confidence"] = confidence
    if entry.evidence:
        data["evidence"] = evidence_to_json(entry.evidence)
    return data


def answer_from_json(data: Mapping[str, Any], kind: FieldType) -> FieldEntry:
    """Read an answer to a field of this type."""
    return FieldEntry(
        from_json(kind, data.get("value")),
        State(data["state"]),
        data["source"],
        data["origin"],
        confidence_from_json(data.get("confidence")),
        evidence_from_json(data.get("evidence", ())),
    )
