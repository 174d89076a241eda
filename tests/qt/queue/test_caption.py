"""Captions and values by family."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from db.model.dates import PartialDate
from db.model.values import Value
from desktop.ui.queue.caption import caption, value_text
from desktop.ui.queue.figures import grouped
from tests.qt.form.material import form

NAMES = {"DO": "Dominican Republic", "CR": "Costa Rica", "PE": "Peru", "SV": "El Salvador"}


def country(code: str, language: str) -> str:
    return NAMES.get(code, code)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1100", "1\u00a0100"),
        ("-1655607", "\u22121\u00a0655\u00a0607"),
        ("528530.70", "528\u00a0530.70"),
        ("1E+3", "1\u00a0000"),
        ("0.000123", "0.000123"),
    ],
)
def test_numbers_are_grouped_and_exact(number: str, text: str) -> None:
    assert grouped(Decimal(number)) == text


@pytest.mark.parametrize(
    ("family", "values", "value", "words"),
    [
        (
            "count",
            {"value": Decimal(1100), "qualifier": "about", "noun": "国家官员", "women": Decimal(376)},
            "≈ 1\u00a0100",
            "国家官员 · 376 women",
        ),
        ("count", {"value": Decimal(60), "qualifier": "more_than", "unit": "documents"}, "60+", "documents"),
        ("count", {"value": Decimal(10), "value_max": Decimal(20), "noun": "\n a  b"}, "10–20", "a b"),
        ("count", {"value": Decimal(50), "unit": "percent"}, "50 %", "percent"),
        ("count", {"women": Decimal(1)}, "", "1 woman"),
        ("count", {}, "", "Count"),
        (
            "financial_figure",
            {"amount": Decimal(-5), "currency": "USD", "item": "total_income", "fiscal_year": Decimal(2019)},
            "\u22125",
            "USD · 2019 · total income",
        ),
        ("financial_figure", {"amount": Decimal(5), "party_country": "PE"}, "5", "Peru"),
        (
            "activity",
            {"start": PartialDate(2019, 7), "type": "training", "countries": ("DO",)},
            "2019-07",
            "Training · Dominican Republic",
        ),
        ("activity", {"type": "webinar", "place": "virtual"}, "", "Webinar · virtual"),
        ("activity", {"countries": ("DO", "CR", "PE", "SV")}, "", "Dominican Republic, Costa Rica and 2 more"),
        ("report", {"title": "Lima centre", "symbol": "A/75/1"}, "A/75/1", "Lima centre"),
        ("activity", {"type": "retired_term"}, "", "Retired_term"),
    ],
)
def test_captions(family: str, values: Mapping[str, Value], value: str, words: str) -> None:
    assert value_text(family, values) == value
    assert caption(form(), family, values, "en", country) == words


@pytest.mark.parametrize("qualifier", ["exact", "about", "more_than", "less_than", "nearly", "at_least", "at_most"])
def test_every_qualifier_but_exactly_shows_and_no_two_alike(qualifier: str) -> None:
    shown = {
        name: value_text("count", {"value": Decimal(7), "qualifier": name})
        for name in ("exact", "about", "more_than", "less_than", "nearly", "at_least", "at_most")
    }
    assert len(set(shown.values())) == len(shown)
    assert "7" in shown[qualifier]
    assert (shown[qualifier] == "7") == (qualifier == "exact")


def test_in_chinese() -> None:
    assert caption(form(), "activity", {"type": "training"}, "zh", country) == "培训"
