"""Records that another program extracted become suggestions of that origin."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from db.model.errors import RuleError
from db.model.form import Form
from db.model.readings import Reading
from db.model.shapes import confidence_from_json, dumps
from db.model.suggestions import Suggestion
from db.model.values import FieldType, Value
from desktop.services.answers import family_of, field_of, read_evidence, read_value

ORIGIN = "import"


def read_suggestion(form: Form, reading: Reading, data: object, origin: str = ORIGIN) -> Suggestion:
    """One record in the shape of the command line; evidence may be a bare quote, confidence null.

    Args:
        origin: who made it, where the record does not say.

    Returns:
        A suggestion with the id that the record had, for `renamed` to make this project's own.

    Raises:
        RuleError: bad_line, unknown_family, unknown_field, bad_value, quote_not_found, no_evidence.
    """
    if not isinstance(data, Mapping):
        raise RuleError("bad_line", reason="a record is a JSON object")
    family = family_of(form, data.get("family"))
    raw_fields = _mapping(data, "fields")
    fields: dict[str, Value] = {}
    for key, raw in raw_fields.items():
        value = read_value(form, field_of(family, key), raw)
        if value is not None:
            fields[key] = value
    field_evidence = {
        key: read_evidence(reading, raw)
        for key, raw in _mapping(data, "field_evidence").items()
        if field_of(family, key) and raw
    }
    raw_evidence = data.get("evidence")
    evidence = read_evidence(reading, raw_evidence) if raw_evidence else ()
    if not evidence:
        evidence = tuple(dict.fromkeys(span for spans in field_evidence.values() for span in spans))
    if not evidence and family.id != "report":
        raise RuleError("no_evidence")
    try:
        confidence = confidence_from_json(data.get("confidence"))
        sure = {k: confidence_from_json(raw) for k, raw in _mapping(data, "field_confidence").items()}
    except ValueError as error:
        raise RuleError("bad_line", reason=str(error)) from None
    return Suggestion(
        id=str(data.get("id") or ""),
        family=family.id,
        fields=fields,
        evidence=evidence,
        field_evidence=field_evidence,
        confidence=confidence,
        field_confidence={key: number for key, number in sure.items() if number is not None},
        origin=str(data.get("origin") or origin),
        repeat_of=str(data["repeat_of"]) if data.get("repeat_of") else None,
        links={str(key): str(target) for key, target in _mapping(data, "links").items()},
    )


def renamed(form: Form, file: str, suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """The suggestions under ids of their own, which are the same whenever the same records are imported.

    Ids of other programs may clash with each other's; what the records say of each other follows.

    Args:
        file: SHA-256 of the report's file.
    """
    ids: dict[str, str] = {}
    taken: set[str] = set()
    new: list[str] = []
    for item in suggestions:
        said = [item.id, str(len(new))] if item.id in ids else [item.id]
        if not item.id:
            spans = [[span.page, span.start, span.end] for span in item.evidence]
            said = [item.family, dumps({key: str(value) for key, value in sorted(item.fields.items())}), dumps(spans)]
        name = _digest(item.origin, file, *said)
        while name in taken:
            name = _digest(name)
        taken.add(name)
        new.append(name)
        if item.id:
            ids.setdefault(item.id, name)
    return [_with_ids(form, item, name, ids) for item, name in zip(suggestions, new, strict=True)]


def linked(
    form: Form, numbered: Sequence[tuple[int, Suggestion]], is_record: Callable[[str, str], bool]
) -> tuple[list[Suggestion], list[tuple[int, RuleError]]]:
    """Part what can be imported from what links to nothing.

    Args:
        numbered: line number and suggestion, with the ids that the records had.
        is_record: whether the project has a record of this id and family.

    Returns:
        The suggestions, and of each other one its line number and why not (unknown_record).
    """
    kept, faults = list(numbered), []
    while True:
        families = {(item.id, item.family) for _, item in kept}
        whole = []
        for number, item in kept:
            lost = next((t for t in _links(form, item) if t not in families and not is_record(*t)), None)
            if lost is None:
                whole.append((number, item))
            else:
                faults.append((number, RuleError("unknown_record", record=lost[0], name=lost[0])))
        if len(whole) == len(kept):
            return [item for _, item in kept], sorted(faults, key=lambda fault: fault[0])
        kept = whole  # what was left out may have been what others link to


def _links(form: Form, item: Suggestion) -> list[tuple[str, str]]:
    """The records that it names in its fields, with the families that they must be of."""
    fields = [field for field in form.family(item.family).fields if field.type is FieldType.LINK]
    named = [(item.fields.get(field.id), field.family) for field in fields]
    return [(value, family) for value, family in named if isinstance(value, str) and family is not None]


def _with_ids(form: Form, item: Suggestion, name: str, ids: Mapping[str, str]) -> Suggestion:
    fields = dict(item.fields)
    for field in form.family(item.family).fields:
        value = fields.get(field.id)
        if field.type is FieldType.LINK and isinstance(value, str):
            fields[field.id] = ids.get(value, value)
    return Suggestion(
        id=name,
        family=item.family,
        fields=fields,
        evidence=item.evidence,
        field_evidence=item.field_evidence,
        confidence=item.confidence,
        field_confidence=item.field_confidence,
        origin=item.origin,
        repeat_of=ids.get(item.repeat_of, item.repeat_of) if item.repeat_of else None,
        links={role: ids.get(target, target) for role, target in item.links.items()},
        rule=item.rule,
    )


def _digest(*parts: str) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"import\0" + data).hexdigest()[:32]


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    raw = data.get(key)
    if raw is None:
        return {}
    if not isinstance(raw, Mapping):
        raise RuleError("bad_line", reason=f'"{key}" is an object')
    return raw
