"""Labelled cases of the project's own wording: layouts, numbers, money, activities."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.model.readings import Page, Reading
from db.model.suggestions import Suggestion
from desktop.extraction import suggest

CASES = Path(__file__).parent / "cases"


def reading_of(text: str) -> Reading:
    pages = tuple(Page(number, part) for number, part in enumerate(text.split("\f"), 1))
    return Reading("0" * 64, "txt", "test", "1", pages)


def cases(name: str) -> list[Any]:
    data = tomllib.loads((CASES / name).read_text("utf-8"))
    return [pytest.param(case, id=case["name"]) for case in data["case"]]


def found(case: dict[str, Any], family: str, language: str | None = None) -> list[Suggestion]:
    reading = reading_of(case["text"])
    suggestions = suggest(reading, language=case.get("language", language))
    for item in suggestions:
        for spans in (item.evidence, *item.field_evidence.values()):
            for span in spans:
                assert reading.pages[span.page - 1].text[span.start : span.end] == span.quote
    return [item for item in suggestions if item.family == family]


def count_row(item: Suggestion) -> list[object]:
    row: list[object] = [item.fields["value"], item.fields["qualifier"], item.fields["unit"]]
    if "women" in item.fields:
        row += [item.fields["women"], item.fields["women_qualifier"]]
    return row


@pytest.mark.parametrize("case", cases("counts-zh.toml"))
def test_chinese_counts(case: dict[str, Any]) -> None:
    assert [count_row(item) for item in found(case, "count", "zh")] == [
        [Decimal(str(cell)) if isinstance(cell, (int, float)) else cell for cell in row] for row in case["counts"]
    ]


@pytest.mark.parametrize("case", cases("counts-en.toml"))
def test_english_counts(case: dict[str, Any]) -> None:
    assert [count_row(item) for item in found(case, "count", "en")] == [
        [Decimal(str(cell)) if isinstance(cell, (int, float)) else cell for cell in row] for row in case["counts"]
    ]


@pytest.mark.parametrize("case", cases("finances.toml"))
def test_finances(case: dict[str, Any]) -> None:
    rows = [
        [
            item.fields["amount"],
            item.fields["currency"],
            item.fields["item"],
            item.fields.get("party_country", ""),
            item.fields.get("fiscal_year", 0),
        ]
        for item in found(case, "financial_figure")
    ]
    assert rows == [[Decimal(str(row[0])), *row[1:]] for row in case["figures"]]


@pytest.mark.parametrize(
    "case", [*cases("activities.toml"), *cases("activities-zh.toml"), *cases("activities-en.toml")]
)
def test_activities(case: dict[str, Any]) -> None:
    suggested = found(case, "activity")
    rows = [
        [
            item.fields["type"],
            str(item.fields.get("start", "")),
            [str(code) for code in item.fields.get("countries") or ()],  # type: ignore[union-attr]
            item.fields.get("participants", 0),
            item.fields.get("women", 0),
        ]
        for item in suggested
    ]
    assert rows == case["activities"]
    for name, told in (("place", "places"), ("organizer", "organizers"), ("end", "ends")):
        for item, wanted in zip(suggested, case.get(told, []), strict=False):
            assert not wanted or str(item.fields.get(name, "")) == wanted
