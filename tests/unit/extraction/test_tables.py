"""Every statement of cases/tables.toml in every layout: the same figures, and never a false giant."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


AMOUNTS = st.integers(-9_999_999, 9_999_999).filter(lambda value: not 1800 <= abs(value) <= 2199 and abs(value) > 9)
STYLES = st.sampled_from([" ", ","])


def written(value: int, group: str) -> str:
    digits = f"{abs(value):,}".replace(",", group)
    return f"({digits})" if value < 0 else digits


@st.composite
def statements(draw: st.DrawFn) -> dict[str, Any]:
    """A statement of some years, its figures grouped by spaces or commas, dashes for nothing."""
    language = draw(st.sampled_from(["en", "zh"]))
    years = sorted(draw(st.sets(st.integers(2005, 2030), min_size=1, max_size=4)))
    labels = {
        "en": [
            "Contributions",
            "Interest income",
            "Total income",
            "Travel of staff",
            "Rent of premises",
            "Total costs",
        ],
        "zh": ["自愿捐款", "投资收入", "收入共计", "差旅费", "房租", "支出共计"],
    }[language]
    group = draw(STYLES)
    values = [[draw(st.none() | AMOUNTS) for _ in years] for _ in labels]
    rows = [
        [label, *("–" if value is None else written(value, group) for value in row)]
        for label, row in zip(labels, values, strict=True)
    ]
    return {
        "language": language,
        "above": ["Accounts of the Weir Fund", "(United States dollars)"]
        if language == "en"
        else ["水坝基金账目", "(美元)"],
        "header": [["Item" if language == "en" else "项目", *map(str, years)]],
        "rows": rows,
        "wanted": sorted(value for row in values for value in row if value is not None),
        "group": group,
    }


@settings(max_examples=60, deadline=None)
@given(
    statements(), st.sampled_from(["spaces", "tabs", "bars", "pdf", "turned", "sideways", "goes_on", "stamped", "word"])
)
def test_any_statement_is_read_back(table: dict[str, Any], layout: str) -> None:
    with TemporaryDirectory() as folder:
        found = suggested(table, layout, Path(folder))
    assert sorted(item.fields["amount"] for item in found if item.family == "financial_figure") == table["wanted"]  # type: ignore[type-var]


@settings(max_examples=60, deadline=None)
@given(statements())
def test_where_columns_are_lost_no_figure_is_surely_wrong(table: dict[str, Any]) -> None:
    """Single spaces between cells: what may be wrong is said to be unsure, and no cells melt into a giant."""
    found = [item for item in suggested(table, "single", Path()) if item.family == "financial_figure"]
    wanted = list(table["wanted"])
    for item in found:
        amount = item.fields["amount"]
        if amount in wanted:
            wanted.remove(amount)
        else:
            assert (item.field_confidence.get("amount") or 0) < 0.5, (table["rows"], amount)
