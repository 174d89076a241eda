"""Sentences and layouts in French, Spanish, Russian and Arabic: counts, money, activities and countries by labels."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.model.readings import Page, Reading
from db.model.suggestions import Suggestion
from desktop.extraction import suggest
from desktop.language import countries, packs
from desktop.language.characters import bare, fold

FILES = sorted((Path(__file__).parent / "cases").glob("words-*.toml"))


def _cases() -> list[Any]:
    found = []
    for path in FILES:
        data = tomllib.loads(path.read_text("utf-8"))
        code = data["language"]
        found += [pytest.param(code, case, id=f"{code}: {case['name']}") for case in data["case"]]
    return found


def _plain(rows: list[list[Any]]) -> list[list[Any]]:
    return [[Decimal(str(cell)) if isinstance(cell, (int, float)) else cell for cell in row] for row in rows]


def _count(item: Suggestion) -> list[Any]:
    row: list[Any] = [item.fields["value"], item.fields["qualifier"], item.fields["unit"]]
    if "women" in item.fields:
        row += [item.fields["women"], item.fields["women_qualifier"]]
    if "value_max" in item.fields:
        row.append(f"to {item.fields['value_max']}")
    return row


def _activity(item: Suggestion) -> list[Any]:
    fields: Any = item.fields
    start, codes = str(fields.get("start", "")), list(fields.get("countries") or ())
    return [fields["type"], start, codes, int(fields.get("participants", 0)), int(fields.get("women", 0))]


@pytest.mark.parametrize(("language", "case"), _cases())
def test_cases(language: str, case: dict[str, Any]) -> None:
    page = Page(1, case["text"])
    made = suggest(Reading("0" * 64, case.get("format", "txt"), "test", "1", (page,)), language=language)
    for item in made:
        for spans in (item.evidence, *item.field_evidence.values()):
            assert all(page.text[span.start : span.end] == span.quote for span in spans)
    of = {family: [item for item in made if item.family == family] for family in ("count", "financial_figure")}
    assert [_count(item) for item in of["count"]] == _plain(case.get("counts", []))
    figures = [[item.fields[name] for name in ("amount", "currency", "item")] for item in of["financial_figure"]]
    assert figures == _plain(case.get("figures", []))
    doubtful = [item for found in of.values() for item in found if (item.confidence or 1) < 0.5]
    assert len(doubtful) == case.get("unsure", 0)
    for item in doubtful:
        assert item.field_confidence["value" if item.family == "count" else "amount"] < 0.5
    if "activities" in case:
        assert [_activity(item) for item in made if item.family == "activity"] == case["activities"]
    if "countries" in case:
        pack = packs.load(language)
        text = bare(case["text"]) if pack.rtl else fold(case["text"])
        assert [code for *_, code in countries.find(text, pack)] == case["countries"]
