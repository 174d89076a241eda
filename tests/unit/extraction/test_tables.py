"""Every statement of cases/tables.toml in every layout: the same figures, and never a false giant."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.model.suggestions import Suggestion
from desktop.extraction import suggest
from tests.unit.extraction import table_layouts

TABLES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "tables.toml").read_text("utf-8"))[
    "table"
]
CASES = [
    pytest.param(table, layout, id=f"{table['name']}, {layout}")
    for table in TABLES
    for layout in table_layouts.LAYOUTS
    if layout not in table.get("not", ())
]


def told(item: Suggestion, language: str) -> list[Any]:
    """The fields of a figure as the cases write them."""
    fields = item.fields
    year = fields.get("fiscal_year")
    return [
        fields["amount"],
        fields["currency"],
        fields["item"],
        fields.get("party_country") or "",
        int(year) if isinstance(year, Decimal) else 0,
        str(fields.get("as_of") or ""),
    ]


def suggested(table: dict[str, Any], layout: str, folder: Path) -> list[Suggestion]:
    reading = table_layouts.LAYOUTS[layout](table, folder)
    found = suggest(reading, language=table["language"])
    for item in found:
        for spans in (item.evidence, *item.field_evidence.values()):
            for span in spans:
                assert reading.pages[span.page - 1].text[span.start : span.end] == span.quote
    return found


@pytest.mark.parametrize(("table", "layout"), CASES)
def test_layouts(table: dict[str, Any], layout: str, tmp_path: Path) -> None:
    found = suggested(table, layout, tmp_path)
    figures = [told(item, table["language"]) for item in found if item.family == "financial_figure"]
    wanted = [[Decimal(str(row[0])), *row[1:]] for row in table.get("figures", [])]
    if layout in ("two_pages", "word", "tabs", "bars", "spaces"):
        figures.sort(key=str)
        wanted.sort(key=str)
    assert figures == wanted
    counts = [[item.fields["value"], item.fields["unit"]] for item in found if item.family == "count"]
    assert counts == [[Decimal(str(value)), unit] for value, unit in table.get("counts", [])]
