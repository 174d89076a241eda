"""Field values: their Python shapes, their states, and their form in the journal."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeAlias

from db.model.dates import PartialDate

Value: TypeAlias = Decimal | str | PartialDate | tuple[str, ...] | None
JsonValue: TypeAlias = str | list[str] | None


class FieldType(StrEnum):
    """What a field holds, and with it the editor it gets.

    INTEGER and DECIMAL hold a Decimal; DATE a PartialDate; TEXT, CHOICE (a term id), COUNTRY (ISO 3166 alpha-2)
    and LINK (a record id) a str; TEXTS and COUNTRIES a tuple of str.
    """

    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    TEXTS = "texts"
    DATE = "date"
    CHOICE = "choice"
    COUNTRY = "country"
    COUNTRIES = "countries"
    LINK = "link"


class State(StrEnum):
    """What is known of a field. A value is only there when STATED."""

    STATED = "stated"
    NOT_STATED = "not_stated"
    UNREADABLE = "unreadable"
    NOT_APPLICABLE = "not_applicable"
    NOT_LOOKED_AT = "not_looked_at"


def to_json(value: Value) -> JsonValue:
    """The journal form: decimals and dates as text, lists as arrays."""
    if isinstance(value, Decimal):
        # Not normalize(): it rounds to the precision of the context.
        text = format(value, "f") if value else "0"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    return value


def from_json(kind: FieldType, data: object) -> Value:
    """Read a value of a field of this type.

    Accepts the journal form and, for numbers, JSON numbers too.

    Raises:
        ValueError: data is no value of this type.
    """
    if data is None:
        return None
    if kind in (FieldType.INTEGER, FieldType.DECIMAL):
        if isinstance(data, bool) or not isinstance(data, (int, float, str)):
            raise ValueError(f"not a number: {data!r}")
        try:
            number = Decimal(str(data))
        except InvalidOperation:
            raise ValueError(f"not a number: {data!r}") from None
        if not number.is_finite():
            raise ValueError(f"not a number: {data!r}")
        if kind is FieldType.INTEGER and number != number.to_integral_value():
            raise ValueError(f"not a whole number: {data!r}")
        return number
    if kind in (FieldType.TEXTS, FieldType.COUNTRIES):
        if isinstance(data, str) or not isinstance(data, (list, tuple)) or not all(isinstance(x, str) for x in data):
            raise ValueError(f"not a list of texts: {data!r}")
        return tuple(data) or None
    if kind is FieldType.DATE and isinstance(data, int) and not isinstance(data, bool):
        data = f"{data:04}"
    if not isinstance(data, str):
        raise ValueError(f"not a text: {data!r}")
    if kind is FieldType.DATE:
        return PartialDate.parse(data)
    return data or None
