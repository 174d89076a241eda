"""The date around a part of it, in several languages."""

from __future__ import annotations

import pytest

from db.model.dates import PartialDate
from db.model.values import FieldType
from desktop.language import fields
from desktop.language.date_at import date_at
from desktop.services.forms import standard_form

FORM = standard_form()
FIELD = next(field for family in FORM.families for field in family.fields if field.type is FieldType.DATE)


@pytest.mark.parametrize(
    ("language", "text", "clicked", "date"),
    [
        ("zh", "4. 2031 年 9 月，中心在", "9", "2031 年 9 月"),
        ("zh", "在 2031 年 1 月至 2031 年 12 月期间", "12", "2031 年 12 月"),
        ("zh", "在 2031 年 1 月至 2031 年 12 月期间", "1 月", "2031 年 1 月"),
        ("zh", "2033年9月18日，中心", "18", "2033年9月18日"),
        ("en", "From 6 to 10 May 2034 the Guild", "May", "10 May 2034"),
        ("en", "In February 2034 the Guild trained 64 clerks", "2034", "February 2034"),
        ("en", "in the spring of 2034,\n18 boats", "2034", "2034"),
        ("en", "on March 5,\n2032 there were", "5", "March 5,\n2032"),
        ("fr", "le 5 mars 2032 et", "mars", "5 mars 2032"),
        ("es", "el 5 de marzo de 2032 en", "marzo", "5 de marzo de 2032"),
        ("ru", "5 марта 2032 года в", "марта", "5 марта 2032"),
    ],
)
def test_the_whole_date_is_found(language: str, text: str, clicked: str, date: str) -> None:
    def parse(run: str) -> PartialDate | None:
        value = fields.parse(run, FIELD, language, FORM)
        return value if isinstance(value, PartialDate) else None

    at = text.index(clicked)
    found = date_at(text, at, at + len(clicked), parse)
    assert found is not None and text[slice(*found)] == date


@pytest.mark.parametrize("clicked", ["64", "clerks", "Guild"])
def test_what_is_beside_a_date_is_none_of_it(clicked: str) -> None:
    text = "In February 2034 the Guild trained 64 clerks."

    def parse(run: str) -> PartialDate | None:
        value = fields.parse(run, FIELD, "en", FORM)
        return value if isinstance(value, PartialDate) else None

    at = text.index(clicked)
    assert date_at(text, at, at + len(clicked), parse) is None
