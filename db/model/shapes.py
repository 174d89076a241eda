"""Suggestions and records as JSON, in the shape of the command line; one place for all who write or read it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from db.model.evidence import Evidence, Rect, Span
from db.model.form import Form
from db.model.records import Approval, FieldEntry, Record
from db.model.suggestions import Suggestion
from db.model.values import FieldType, State, Value, from_json, to_json

Json = dict[str, Any]

# A lone surrogate can't be encoded; the others would end a line for some readers of JSON Lines.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DIGITS = 60
_ROLES = ("value", "label", "header", "context")
_NUMBERS = (FieldType.INTEGER, FieldType.DECIMAL)


def dumps(data: object) -> str:
    """One line of JSON; Decimals are numbers printed exactly, what UTF-8 can't hold is escaped.

    Raises:
        TypeError: data holds something JSON has no word for.
    """
    if isinstance(data, Decimal):
        return decimal_text(data)
    if isinstance(data, str):
        return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(data, ensure_ascii=False))
    if isinstance(data, Mapping):
        return "{" + ", ".join(f"{dumps(str(key))}: {dumps(item)}" for key, item in data.items()) + "}"
    if isinstance(data, (list, tuple)):
        return "[" + ", ".join(dumps(item) for item in data) + "]"
    return json.dumps(data, allow_nan=False)


def loads(text: str, *, unique: bool = False) -> Any:
    """Read JSON; numbers that are not whole become Decimals.

    Args:
        unique: refuse a name that an object has twice, of which JSON would quietly take the last.

    Raises:
        ValueError: it is no JSON, or holds NaN or Infinity or a number beyond any measure, or is nested too deep.
    """

    def refuse(name: str) -> Any:
        raise ValueError(f"{name} is no number of JSON")

    hook = _once if unique else None
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=refuse, object_pairs_hook=hook)
    except RecursionError:
        raise ValueError("nested too deep") from None
    except ArithmeticError:
        raise ValueError("a number beyond any measure") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'"{twice}" is there twice')
    return found


def decimal_text(value: Decimal) -> str:
    """A decimal without exponent and without idle zeros, no digit lost."""
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_to_json(value: Value) -> object:
    """A value for people and programs: numbers stay Decimals, for `dumps`."""
    return value if isinstance(value, Decimal) else to_json(value)


def value_from_json(kind: FieldType, data: object) -> Value:
    """Read a value of a field of this type from `loads`.

    Raises:
        ValueError: data is no value of this type, or a number longer than 60 digits.
    """
    if isinstance(data, Decimal):
        data = str(data)
    if kind in _NUMBERS and isinstance(data, str):
        data = data.strip()
    value = from_json(kind, data)
    if isinstance(value, Decimal) and (abs(value.adjusted()) > _DIGITS or len(value.as_tuple().digits) > _DIGITS):
        raise ValueError("a number of more than 60 digits")
    return value


def span_to_json(span: Span, *, rects: bool = False) -> Json:
    """A span; its rectangles only where asked."""
    data: Json = {
        "page": span.page,
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
        "prefix": span.prefix,
        "suffix": span.suffix,
        "role": span.role,
    }
    if rects:
        data["rects"] = [[r.left, r.top, r.right, r.bottom] for r in span.rects]
    return data


def span_from_json(data: Mapping[str, Any]) -> Span:
    """Read a span that has its place.

    Raises:
        ValueError: page, start, end or quote are missing or of another type.
    """
    try:
        page, start, end, quote = data["page"], data["start"], data["end"], data["quote"]
    except (KeyError, TypeError):
        raise ValueError("a piece of evidence needs page, start, end and quote") from None
    whole = all(isinstance(x, int) and not isinstance(x, bool) for x in (page, start, end))
    if not whole or not isinstance(quote, str):
        raise ValueError("page, start and end are whole numbers and quote is text")
    role = data.get("role", "value")
    if role not in _ROLES:
        raise ValueError(f"no such role: {role!r}")
    rects = tuple(Rect(*(float(x) for x in item)) for item in data.get("rects", ()))
    return Span(page, start, end, quote, str(data.get("prefix", "")), str(data.get("suffix", "")), role, rects)


def evidence_to_json(evidence: Evidence, *, rects: bool = False) -> list[Json]:
    """Evidence is always a list."""
    return [span_to_json(span, rects=rects) for span in evidence]


def suggestion_to_json(item: Suggestion, form: Form, *, whole: bool = False) -> Json:
    """One suggestion; `whole` adds rectangles and the rule, so that `suggestion_from_json` gives an equal one."""
    data: Json = {
        "family": item.family,
        "id": item.id,
        "confidence": item.confidence,
        "origin": item.origin,
        "repeat_of": item.repeat_of,
        "fields": {key: value_to_json(item.fields[key]) for key in _ordered(item.fields, item.family, form)},
        "evidence": evidence_to_json(item.evidence, rects=whole),
        "field_evidence": {
            key: evidence_to_json(item.field_evidence[key], rects=whole)
            for key in _ordered(item.field_evidence, item.family, form)
        },
        "field_confidence": {
            key: item.field_confidence[key] for key in _ordered(item.field_confidence, item.family, form)
        },
    }
    if item.links:
        data["links"] = dict(sorted(item.links.items()))
    if whole:
        data["rule"] = item.rule
    return data


def suggestion_from_json(data: Mapping[str, Any], form: Form) -> Suggestion:
    """Read a suggestion whose evidence has its place.

    Raises:
        ValueError: family or field unknown, or a value that is none of its field's type.
    """
    family_id = data.get("family")
    try:
        family = form.family(str(family_id))
    except KeyError:
        raise ValueError(f"no such family: {family_id!r}") from None
    fields: dict[str, Value] = {}
    for key, raw in (data.get("fields") or {}).items():
        try:
            value = value_from_json(family.field(key).type, raw)
        except KeyError:
            raise ValueError(f"{family.id} has no field {key!r}") from None
        except ValueError as error:
            raise ValueError(f"{key}: {error}") from None
        if value is not None:
            fields[key] = value
    return Suggestion(
        id=str(data.get("id") or ""),
        family=family.id,
        fields=fields,
        evidence=tuple(span_from_json(span) for span in data.get("evidence") or ()),
        field_evidence={
            key: tuple(span_from_json(span) for span in spans)
            for key, spans in (data.get("field_evidence") or {}).items()
        },
        confidence=confidence_from_json(data.get("confidence")),
        field_confidence={
            key: number
            for key, raw in (data.get("field_confidence") or {}).items()
            if (number := confidence_from_json(raw)) is not None
        },
        origin=str(data.get("origin") or ""),
        repeat_of=data.get("repeat_of") or None,
        links={str(k): str(v) for k, v in (data.get("links") or {}).items()},
        rule=str(data.get("rule") or ""),
    )


def confidence_from_json(raw: object) -> float | None:
    """0..1, or None where unknown; raises ValueError."""
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)) or not 0 <= raw <= 1:
        raise ValueError("a confidence is a number from 0 to 1, or null")
    return float(raw)


def record_to_json(record: Record, form: Form, report: str | None, names: Mapping[str, str]) -> Json:
    """One record as it stands.

    Args:
        report: SHA-256 of the file that its reading was made of.
        names: person id to name.

    Returns:
        The shape of a suggestion, and decision, approval, who and when. A field answered with anything but
        a value is null in "fields" and named in "field_states".
    """
    current = record.current
    keys = _ordered(current, record.family, form)
    stated = {key: current[key].state is State.STATED for key in keys}
    data: Json = {
        "family": record.family,
        "id": record.id,
        "confidence": record.confidence,
        "origin": record.origin,
        "repeat_of": record.repeat_of,
        "fields": {key: value_to_json(current[key].value) if stated[key] else None for key in keys},
        "evidence": evidence_to_json(record.evidence),
        "field_evidence": {key: evidence_to_json(current[key].evidence) for key in keys if current[key].evidence},
        "field_confidence": {key: current[key].confidence for key in keys if current[key].confidence is not None},
    }
    if not all(stated.values()):
        data["field_states"] = {key: str(current[key].state) for key in keys if not stated[key]}
    replaced = machine_differs(record)
    if replaced:
        data["machine"] = {key: value_to_json(replaced[key].value) for key in _ordered(replaced, record.family, form)}
    if record.links:
        data["links"] = dict(sorted(record.links.items()))
    approved = record.approval is Approval.APPROVED
    data.update(
        report=report,
        work=record.work,
        decision=str(record.decision),
        approval=str(record.approval),
        decided_by=_name(record.decided_by, names),
        decided_at=record.decided_at,
        approved_by=_name(record.approved_by, names),
        approved_at=record.approved_at,
        why=record.why,
        question=None if approved else record.question,
        digest=record.digest,
    )
    if approved and record.question:
        data["approval_why"] = record.question
    return data


def machine_differs(record: Record) -> dict[str, FieldEntry]:
    """The machine's answers that a person's answer has replaced by another one."""
    differing = {}
    for key, entry in record.machine.items():
        now = record.current.get(key)
        if now is None or (now.state, now.value) != (entry.state, entry.value):
            differing[key] = entry
    return differing


def _ordered(keys: Mapping[str, object] | Sequence[str], family: str, form: Form) -> list[str]:
    """The form's order first, then what the form does not know, by name."""
    try:
        known = [item.id for item in form.family(family).fields]
    except KeyError:
        known = []
    return [key for key in known if key in keys] + sorted(key for key in keys if key not in known)


def _name(person: str | None, names: Mapping[str, str]) -> str | None:
    return names.get(person, person) if person else None
