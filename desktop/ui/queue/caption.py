"""What a record is called in lists and at its mark: a value and a caption, by family."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from db.model.dates import PartialDate
from db.model.form import Form, label
from db.model.values import Value
from desktop.ui.queue.figures import grouped
from desktop.ui.queue.words import listed

# qualifier to what stands before and after the number
_SIGNS = {
    "about": ("≈ ", ""),
    "more_than": ("", "+"),
    "less_than": ("< ", ""),
    "nearly": ("≲ ", ""),
    "at_least": ("≥ ", ""),
    "at_most": ("≤ ", ""),
}
_SEPARATOR = " · "

# What `value_text` and `caption` look at.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "count": ("value", "value_max", "qualifier", "unit", "noun", "women", "women_qualifier"),
    "financial_figure": (
        "amount", "qualifier", "currency", "fiscal_year", "as_of", "item", "party", "party_country",
    ),
    "activity": ("type", "title", "start", "end", "countries", "place"),
    "report": ("title", "symbol"),
}  # fmt: skip

Values = Mapping[str, Value]
CountryName = Callable[[str, str], str]


def signed(number: Decimal, qualifier: Value) -> str:
    """A number with the sign of its qualifier: ``≈ 1 100``, ``60+``."""
    before, after = _SIGNS.get(str(qualifier), ("", ""))
    return before + grouped(number) + after


def term(form: Form, vocabulary: str, term_id: Value, language: str) -> str:
    """The label of a term, its id where the vocabulary has lost it, "" without one."""
    if not isinstance(term_id, str):
        return ""
    for item in form.vocabularies.get(vocabulary, ()):
        if item.id == term_id:
            return label(item.labels, language)
    return term_id


def value_text(family: str, values: Values) -> str:
    """The one figure or date of a record by which a person knows it; "" where it has none."""
    if family == "count":
        text = _number(values.get("value"), values.get("qualifier"))
        most = values.get("value_max")
        if isinstance(most, Decimal):
            text = f"{text}–{grouped(most)}"
        return f"{text} %" if text and values.get("unit") == "percent" else text
    if family == "financial_figure":
        return _number(values.get("amount"), values.get("qualifier"))
    if family == "activity":
        start, end = values.get("start"), values.get("end")
        return str(start or end) if isinstance(start or end, PartialDate) else ""
    symbol = values.get("symbol")
    return symbol if isinstance(symbol, str) else ""


def caption(form: Form, family: str, values: Values, language: str, country_name: CountryName) -> str:
    """What the record is about, in a few words.

    Args:
        form: where the labels of terms are.
        family: the record's family.
        values: field id to current value.
        language: the reader's.
        country_name: (ISO code, language) to name.
    """
    if family == "count":
        parts = [_text(values.get("noun")) or term(form, "unit", values.get("unit"), language), _women(values)]
    elif family == "financial_figure":
        parts = [
            _text(values.get("currency")),
            _year(values),
            term(form, "item", values.get("item"), language),
            _text(values.get("party")) or _countries(values.get("party_country"), language, country_name),
        ]
    elif family == "activity":
        kind = term(form, "activity_type", values.get("type"), language)
        where = _countries(values.get("countries"), language, country_name) or _text(values.get("place"))
        parts = [kind[:1].upper() + kind[1:], where, _text(values.get("title"))]
    else:
        parts = [_text(values.get("title"))]
    text = _SEPARATOR.join(part for part in parts if part)
    return text or label(form.family(family).labels, language)


def _number(number: Value, qualifier: Value) -> str:
    return signed(number, qualifier) if isinstance(number, Decimal) else ""


def _text(value: Value) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _women(values: Values) -> str:
    women = values.get("women")
    if not isinstance(women, Decimal):
        return ""
    if women == 1:
        return QCoreApplication.translate("Caption", "1 woman")
    number = signed(women, values.get("women_qualifier"))
    return QCoreApplication.translate("Caption", "{number} women").format(number=number)


def _year(values: Values) -> str:
    year = values.get("fiscal_year")
    if isinstance(year, Decimal):
        return str(year)
    date = values.get("as_of")
    return str(date) if isinstance(date, PartialDate) else ""


def _countries(codes: Value, language: str, country_name: CountryName) -> str:
    several = (codes,) if isinstance(codes, str) else codes if isinstance(codes, tuple) else ()
    names = [country_name(code, language) for code in several]
    if len(names) > 3:
        return QCoreApplication.translate("Caption", "{names} and {number} more").format(
            names=listed(names[:2]), number=len(names) - 2
        )
    return listed(names)
