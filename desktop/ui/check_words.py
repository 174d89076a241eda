"""What a check found, in words that a reader understands: labels instead of ids, numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.dates import PartialDate
from db.model.form import Field, Form, label
from db.model.values import FieldType
from desktop.ui.queue.caption import term
from desktop.ui.queue.figures import GROUP, grouped
from desktop.ui.queue.words import listed

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult

Say = Callable[[str, Mapping[str, object], str], str]

_FIELDS = ("field", "part", "whole", "start", "end")
_ITEMS = ("item", "other_item", "cell")
_YEARS = ("fiscal_year", "other_year", "earliest", "latest")
# the space within a number must not be where a line breaks
_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def check_sentence(
    result: CheckResult, form: Form, language: str, say: Say | None = None, family: str | None = None
) -> str:
    """One sentence, without a full stop; where a check can say what may be wrong, that behind it.

    Args:
        say: makes a sentence of a code, its parameters and a language; the product's own where none is given.
        family: whose fields it names, where the result does not say.
    """
    speak = say or _sentence
    named = _named(result, form, language, family)
    text = speak(f"check.{result.code}", named, language)
    hint = result.parameters.get("hint")
    if hint is not None:
        mark = "；" if language.startswith("zh") else "; "
        text += mark + speak(f"check.hint_{hint}", named, language)
    return _GROUPS.sub("\u00a0", text[:1].upper() + text[1:])


def _sentence(code: str, parameters: Mapping[str, object], language: str) -> str:
    # Imported with the first sentence: most reports fail no check.
    from desktop.services import words

    return words.sentence(code, parameters, language)


def _named(result: CheckResult, form: Form, language: str, family: str | None) -> Mapping[str, object]:
    family = str(result.parameters.get("family") or family or "")
    fields = {field.id: field for field in form.family(family).fields} if family else {}
    named: dict[str, object] = {}
    for key, value in result.parameters.items():
        if key in _FIELDS and isinstance(value, str) and value in fields:
            named[key] = label(fields[value].labels, language)
        elif key in _ITEMS and isinstance(value, str):
            named[key] = term(form, "item", value, language) or value
        elif key == "cells":
            named[key] = listed(term(form, "item", each, language) or each for each in value)
        elif key in ("qualifier", "said") and result.code == "qualifier_differs":
            named[key] = term(form, "qualifier", value, language)
        else:
            field = fields.get(str(result.parameters.get("field", "")))
            own = field if key in ("value", "said", "other") else None
            if own is not None and own.vocabulary is not None:
                named[key] = term(form, own.vocabulary, value, language)
                continue
            years = key in _YEARS or (own is not None and own.id in _YEARS)
            named[key] = _value(value, own, language, plain=years)
    return named


def _value(value: object, field: Field | None, language: str, *, plain: bool) -> object:
    """A value as the form shows it."""
    if isinstance(value, Decimal):
        # a sentence takes what can be printed, and that leaves the narrow space out
        return str(value) if plain else grouped(tidy(value)).replace(GROUP, " ")
    if isinstance(value, PartialDate):
        return str(value)
    codes = value if isinstance(value, tuple) else str(value).split(", ")
    if field is not None and field.type in (FieldType.COUNTRY, FieldType.COUNTRIES):
        from desktop.language import territories

        return listed(territories.name(code, language) for code in codes)
    return listed(value) if isinstance(value, tuple) else value


def tidy(value: Decimal) -> Decimal:
    """The same number without zeros behind its point."""
    whole = value.to_integral_value()
    return whole if whole == value else value
