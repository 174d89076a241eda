"""Evidence and answers as other programs write them, read against a report and the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.model.errors import RuleError
from db.model.evidence import Evidence, Role, Span
from db.model.form import Family, Field, Form
from db.model.readings import Reading
from db.model.records import FieldChange
from db.model.shapes import value_from_json
from db.model.values import FieldType, State, Value

_ROLES: dict[str, Role] = {"value": "value", "label": "label", "header": "header", "context": "context"}
_SHOWN = 80  # characters of what is refused, and of why
_REASON = 300


def family_of(form: Form, name: object) -> Family:
    """The family of this name.

    Raises:
        RuleError: unknown_family.
    """
    try:
        return form.family(str(name))
    except KeyError:
        choices = ", ".join(family.id for family in form.families)
        raise RuleError("unknown_family", family=str(name), choices=choices) from None


def field_of(family: Family, name: str) -> Field:
    """The field of this name; raises RuleError unknown_field."""
    try:
        return family.field(name)
    except KeyError:
        choices = ", ".join(field.id for field in family.fields)
        raise RuleError("unknown_field", field=name, family=family.id, choices=choices) from None


def read_value(form: Form, field: Field, raw: object) -> Value:
    """A value as JSON, checked against type and vocabulary; None for null.

    Raises:
        RuleError: bad_value.
    """
    try:
        value = value_from_json(field.type, raw)
    except RecursionError:
        raise _bad(field, raw, "nested too deep") from None
    except ValueError as error:
        raise _bad(field, raw, str(error)) from None
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if field.type is FieldType.CHOICE and field.vocabulary is not None:
        terms = [term.id for term in form.vocabularies.get(field.vocabulary, ()) if not term.retired]
        if value not in terms:
            raise _bad(field, raw, f"use one of: {', '.join(terms)}")
    if field.type in (FieldType.COUNTRY, FieldType.COUNTRIES):
        from desktop.language.countries import all_codes

        codes = (value,) if isinstance(value, str) else value
        if isinstance(codes, tuple) and not set(codes) <= set(all_codes()):
            raise _bad(field, raw, "use ISO 3166 codes of two letters")
    return value


def read_change(form: Form, field: Field, raw: object, reading: Reading | None) -> FieldChange:
    """What is said of one field: a value, null for "not stated", or an object of state, value and evidence.

    Raises:
        RuleError: bad_value, quote_not_found, evidence_differs.
    """
    if not isinstance(raw, Mapping):
        value = read_value(form, field, raw)
        return FieldChange(State.NOT_STATED if value is None else State.STATED, value)
    unknown = set(raw) - {"state", "value", "evidence"}
    if unknown:
        raise _bad(field, ", ".join(sorted(map(str, unknown))), "use state, value and evidence")
    value = read_value(form, field, raw.get("value"))
    try:
        state = State(str(raw.get("state", State.NOT_STATED if value is None else State.STATED)))
    except ValueError:
        raise _bad(field, raw["state"], f"use one of: {', '.join(State)}") from None
    if (state is State.STATED) != (value is not None):
        raise _bad(field, raw.get("value"), "a value is given where, and only where, the state is stated")
    evidence = None
    if raw.get("evidence") is not None:
        if reading is None:
            raise RuleError("no_reading", name=field.id)
        evidence = read_evidence(reading, raw["evidence"])
    return FieldChange(state, value, evidence)


def read_changes(form: Form, family: Family, raw: object, reading: Reading | None) -> dict[str, FieldChange]:
    """What is said of several fields; raises RuleError as `read_change`, and unknown_field, bad_line."""
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise RuleError("bad_line", reason='"fields" is an object of field and value')
    return {key: read_change(form, field_of(family, key), item, reading) for key, item in raw.items()}


def read_evidence(reading: Reading, raw: object) -> Evidence:
    """Evidence by place or by bare quote: a text, an object with "quote", or a list of either.

    A quote that does not stand where it says, or says no place, is looked for in the whole report.

    Raises:
        RuleError: quote_not_found, bad_line.
    """
    items = raw if isinstance(raw, list) else [raw]
    spans: list[Span] = []
    for item in items:
        data = {"quote": item} if isinstance(item, str) else item
        if not isinstance(data, Mapping) or not isinstance(data.get("quote"), str) or not data["quote"].strip():
            raise RuleError("bad_line", reason="a piece of evidence is a quote, or an object with one")
        spans.append(_locate(reading, data))
    return tuple(spans)


def stands(reading: Reading, data: Mapping[str, Any]) -> bool:
    """Whether all evidence of a decision tells its place, and stands there in this reading."""
    fields = data.get("fields")
    values = fields.values() if isinstance(fields, Mapping) else ()
    said = [item.get("evidence") for item in values if isinstance(item, Mapping)]
    items = [item for raw in (data.get("evidence"), *said) if raw for item in (raw if isinstance(raw, list) else [raw])]
    return bool(items) and all(isinstance(item, Mapping) and _placed(reading, item) for item in items)


def _placed(reading: Reading, data: Mapping[str, Any]) -> bool:
    quote, page, start = data.get("quote"), _whole(data.get("page")), _whole(data.get("start"))
    if not isinstance(quote, str) or page is None or start is None or not 1 <= page <= len(reading.pages) or start < 0:
        return False
    return reading.pages[page - 1].text[start : start + len(quote)] == quote


def _locate(reading: Reading, data: Mapping[str, Any]) -> Span:
    from desktop.documents.anchors import find
    from desktop.documents.spans import make_span

    quote = data["quote"]
    role = _ROLES.get(str(data.get("role", "value")), "value")
    page, start = _whole(data.get("page")), _whole(data.get("start"))
    if page is not None and start is not None and _placed(reading, data):
        return make_span(reading.pages[page - 1], start, start + len(quote), role)
    anchor = find(
        reading,
        quote,
        prefix=str(data.get("prefix") or ""),
        suffix=str(data.get("suffix") or ""),
        page=page,
        start=start,
    )
    if anchor is None:
        raise RuleError("quote_not_found", quote=_cut(quote, _SHOWN))
    span = anchor.span
    return make_span(reading.pages[span.page - 1], span.start, span.end, role)


def _whole(raw: object) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _bad(field: Field, raw: object, reason: str) -> RuleError:
    return RuleError("bad_value", field=field.id, value=_cut(_told(raw), _SHOWN), reason=_cut(reason, _REASON))


def _told(raw: object) -> str:
    """What was given; lists and objects can be nested deeper than can be told."""
    return f"a {'list' if isinstance(raw, list) else 'object'}" if isinstance(raw, (list, Mapping)) else str(raw)


def _cut(text: str, most: int) -> str:
    return text[:most] + ("…" if len(text) > most else "")
