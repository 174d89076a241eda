"""What a check found, in words that a reader understands: labels instead of ids, numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.dates import PartialDate
from db.model.form import Form, label
from desktop.ui.queue.caption import term
from desktop.ui.queue.figures import GROUP, grouped

if TYPE_CHECKING:
    from desktop.review.checks import CheckResult

Say = Callable[[str, Mapping[str, object], str], str]

_FIELDS = ("field", "part", "whole", "start", "end")
# the space within a number must not be where a line breaks
_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def check_sentence(
    result: CheckResult, form: Form, language: str, say: Say | None = None, family: str | None = None
) -> str:
    """One sentence, without a full stop.

    Args:
        say: makes a sentence of a code, its parameters and a language; the product's own where none is given.
        family: whose fields it names, where the result does not say.
    """
    text = (say or _sentence)(f"check.{result.code}", _named(result, form, language, family), language)
    return _GROUPS.sub("\u00a0", text[:1].upper() + text[1:])


def _sentence(code: str, parameters: Mapping[str, object], language: str) -> str:
    # Imported with the first sentence: most reports fail no check.
    from desktop.services import words

    return words.sentence(code, parameters, language)


def _named(result: CheckResult, form: Form, language: str, family: str | None) -> Mapping[str, object]:
    family = str(result.parameters.get("family") or family or "")
    fields = {field.id: label(field.labels, language) for field in form.family(family).fields} if family else {}
    named: dict[str, object] = {}
    for key, value in result.parameters.items():
        if key in _FIELDS and isinstance(value, str):
            named[key] = fields.get(value, value)
        elif key == "item" and isinstance(value, str):
            named[key] = term(form, "item", value, language)
        elif isinstance(value, Decimal):
            # a sentence takes what can be printed, and that leaves the narrow space out
            named[key] = str(value) if key == "fiscal_year" else grouped(value).replace(GROUP, " ")
        elif isinstance(value, PartialDate):
            named[key] = str(value)
        else:
            named[key] = value
    return named
