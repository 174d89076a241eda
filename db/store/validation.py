"""What may become journal: values that fit their fields, spans that are in their page."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from db.codec import evidence_to_json
from db.model.dates import PartialDate
from db.model.errors import RuleError
from db.model.evidence import Evidence
from db.model.form import Family, Field, Form
from db.model.readings import Page
from db.model.records import FieldChange
from db.model.values import FieldType, State, Value, to_json
from db.texts import clean, clean_evidence

_DIGITS = 60
_COUNTRY = re.compile("[A-Z]{2}")
_LONGEST = 100_000  # characters of a text

Json = dict[str, Any]


class Texts:
    """Page texts of one reading, each loaded once."""

    def __init__(self, conn: sqlite3.Connection, reading: str, pages: Sequence[Page] = ()) -> None:
        self._conn = conn
        self._reading = reading
        self._texts: dict[int, str | None] = {page.number: page.text for page in pages}

    def text(self, number: int) -> str | None:
        """The page's text, None where there is no such page."""
        if number not in self._texts:
            row = self._conn.execute(
                "SELECT text FROM pages WHERE reading = ? AND number = ?", (self._reading, number)
            ).fetchone()
            self._texts[number] = row[0] if row else None
        return self._texts[number]


def evidence(spans: Evidence, texts: Texts) -> list[Json]:
    """Evidence for the journal.

    Raises:
        RuleError: evidence_differs: a quote is not what stands at its place.
    """
    cleaned = clean_evidence(tuple(spans))
    for span in cleaned:
        text = texts.text(span.page)
        if text is None or not 0 <= span.start <= span.end <= len(text) or text[span.start : span.end] != span.quote:
            raise RuleError("evidence_differs", page=span.page, start=span.start, end=span.end, quote=span.quote)
    return evidence_to_json(cleaned)


def family(form: Form, family_id: str) -> Family:
    """The family; raises RuleError unknown_family."""
    try:
        return form.family(family_id)
    except KeyError:
        choices = ", ".join(item.id for item in form.families)
        raise RuleError("unknown_family", family=family_id, choices=choices) from None


def field(family_: Family, field_id: str) -> Field:
    """The field; raises RuleError unknown_field."""
    try:
        return family_.field(field_id)
    except KeyError:
        raise RuleError("unknown_field", field=field_id, family=family_.id) from None


def value(given: Value, field_: Field, form: Form) -> Any:
    """A value for the journal, None where nothing is left of it.

    Raises:
        RuleError: bad_value.
    """
    try:
        return to_json(_fitting(given, field_, form))
    except ValueError as error:
        raise RuleError("bad_value", field=field_.id, value=str(given)[:200], reason=str(error)) from None


def changes(
    fields: Mapping[str, FieldChange], family_: Family, form: Form, texts: Texts, conn: sqlite3.Connection
) -> dict[str, Json]:
    """A person's answers for the journal, by field.

    Raises:
        RuleError: unknown_field, bad_value, evidence_differs, unknown_record (a link to none).
    """
    made: dict[str, Json] = {}
    for key, change in fields.items():
        item = field(family_, key)
        data: Json = {"state": str(State(change.state))}
        found = value(change.value, item, form)
        if (found is not None) != (change.state is State.STATED):
            reason = "a stated field has a value, any other has none"
            raise RuleError("bad_value", field=key, value=str(change.value)[:200], reason=reason)
        if found is not None:
            data["value"] = found
            if item.type is FieldType.LINK:
                row = conn.execute("SELECT family FROM records WHERE id = ?", (found,)).fetchone()
                if row is None or row[0] != item.family:
                    raise RuleError("unknown_record", record=found, name=found)
        if change.evidence is not None:
            data["evidence"] = evidence(change.evidence, texts)
        made[key] = data
    return made


def require(family_: Family, answers: Mapping[str, Json], record: str) -> None:
    """All required fields have a value; raises RuleError missing_required."""
    missing = [
        item.id
        for item in family_.fields
        if item.required and not item.retired and answers.get(item.id, {}).get("value") is None
    ]
    if missing:
        raise RuleError("missing_required", record=record, field=", ".join(missing), fields=missing)


def reason(text: str | None) -> str | None:
    """A person's reason; nothing where there is only white space."""
    cleaned = clean(text).strip() if text else ""
    if len(cleaned) > _LONGEST:
        raise RuleError("bad_value", field="why", value=cleaned[:200], reason=f"over {_LONGEST} characters")
    return cleaned or None


def _fitting(given: Value, field_: Field, form: Form) -> Value:
    if given is None:
        return None
    kind = field_.type
    if kind in (FieldType.INTEGER, FieldType.DECIMAL):
        if isinstance(given, int) and not isinstance(given, bool):
            given = Decimal(given)
        if not isinstance(given, Decimal) or not given.is_finite():
            raise ValueError("not a number")
        if abs(given.adjusted()) > _DIGITS or len(given.as_tuple().digits) > _DIGITS:
            raise ValueError(f"more than {_DIGITS} digits")
        if kind is FieldType.INTEGER and given != given.to_integral_value():
            raise ValueError("not a whole number")
        return given
    if kind is FieldType.DATE:
        if not isinstance(given, PartialDate):
            raise ValueError("not a date")
        return given
    if kind in (FieldType.TEXTS, FieldType.COUNTRIES):
        if not isinstance(given, (tuple, list)) or not all(isinstance(item, str) for item in given):
            raise ValueError("not a list of texts")
        items = tuple(text for item in given if (text := _text(item)))
        if kind is FieldType.COUNTRIES:
            items = tuple(_country(item) for item in items)
        return items or None
    if not isinstance(given, str):
        raise ValueError("not a text")
    text = _text(given)
    if not text:
        return None
    if kind is FieldType.COUNTRY:
        return _country(text)
    if kind is FieldType.CHOICE and text not in {term.id for term in form.vocabularies[field_.vocabulary or ""]}:
        raise ValueError("not one of the choices")
    return text


def _text(given: str) -> str:
    text = clean(given).strip()
    if len(text) > _LONGEST:
        raise ValueError(f"over {_LONGEST} characters")
    return text


def _country(text: str) -> str:
    code = text.upper()
    if not _COUNTRY.fullmatch(code):
        raise ValueError("not a country code")
    return code
