"""Values that a passage leaves out are proved by the heading, caption or sentence before it that says them."""

from __future__ import annotations

import pytest

from db.model.readings import Page, Reading
from db.model.suggestions import Suggestion
from desktop.extraction import suggest

ENGLISH = """Reef Trust
Annual report 2021

I. Kenya

1. In March 2021, the Trust held a workshop on net mending in Lamu for 34 fishers.

2. It then published a manual on knots in May 2021, with 500 copies printed.

II. Finances

Statement of income and expenditure for the year 2021
(Thousands of euros)

Opening balance    1,204
Total income       3,310
Total expenditure  3,005
Closing balance    1,509

3. By the end of the year the Trust had spent €3,005,000.
"""
CHINESE = """珊瑚信托
2021 年年度报告

一. 肯尼亚

1. 2021 年 3 月，信托举办了渔网修补讲习班，34 名渔民参加。

2. 随后，信托于 2021 年 5 月为 12 名教师举办了培训班。

2021 年收支表
(千欧元)

期初余额    1 204
收入共计    3 310
支出共计    3 005
期末余额    1 509
"""


def found(text: str, language: str) -> list[Suggestion]:
    return suggest(Reading("0", "txt", "t", "1", (Page(1, text),)), language=language)


def quotes(item: Suggestion, field: str) -> str:
    return " ".join(span.quote for span in item.field_evidence.get(field, ()))


@pytest.mark.parametrize(
    ("text", "language", "caption", "year"),
    [(ENGLISH, "en", "(Thousands of euros)", "2021"), (CHINESE, "zh", "(千欧元)", "2021")],
)
def test_a_caption_proves_currency_and_year_of_the_cells_below_it(
    text: str, language: str, caption: str, year: str
) -> None:
    cells = [item for item in found(text, language) if item.fields.get("source") == "table"]
    assert len(cells) == 4
    for cell in cells:
        assert cell.fields["currency"] == "EUR" and caption in quotes(cell, "currency")
        assert year in quotes(cell, "fiscal_year") + " ".join(span.quote for span in cell.evidence)
        assert {span.role for span in cell.field_evidence["currency"]} == {"context"}


@pytest.mark.parametrize(("text", "language", "country"), [(ENGLISH, "en", "Kenya"), (CHINESE, "zh", "肯尼亚")])
def test_a_heading_proves_the_country_of_what_stands_below_it(text: str, language: str, country: str) -> None:
    every = [item for item in found(text, language) if item.family in ("activity", "count")]
    told = [item for item in every if item.fields.get("countries") == ("KE",)]
    assert len(told) >= 2
    for item in told:
        assert quotes(item, "countries")
    assert any(country in quotes(item, "countries") for item in told)


def test_what_proves_a_value_is_quoted_as_the_page_has_it() -> None:
    for text, language in ((ENGLISH, "en"), (CHINESE, "zh")):
        for item in found(text, language):
            for spans in item.field_evidence.values():
                assert all(text[span.start : span.end] == span.quote for span in spans)


def test_an_activity_s_day_is_not_taken_from_behind_it() -> None:
    text = "Reef Trust\n\nThe reserve stood at €12,500.\n\n1. On 3 May 2021 the Trust held a course for 12 divers.\n"
    figure = next(item for item in found(text, "en") if item.family == "financial_figure")
    assert "fiscal_year" not in figure.field_evidence and "as_of" not in figure.field_evidence
