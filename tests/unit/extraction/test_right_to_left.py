"""Arabic as PDF files print it: from the right, in the order of reading or with the groups of figures turned round."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.model.readings import Page, Reading
from db.model.suggestions import Suggestion
from desktop.documents.reading import read
from desktop.extraction import suggest
from tests.helpers.pdfs import Sheet, Text, make_pdf

SIZE = 8.0
ROWS = [
    ("التبرعات", 1_245_600, 1_180_300, "voluntary_contributions"),
    ("إيرادات الاستثمار", 35_200, 28_700, "investment_income"),
    ("إيرادات أخرى", 12_400, -9_800, "other_income"),
    ("مجموع الإيرادات", 1_293_200, 1_199_200, "total_income"),
    ("مصروفات التشغيل", 823_400, 776_100, "operating_costs"),
    ("الفائض", 469_800, 423_100, "surplus_or_deficit"),
]
MIRRORED = str.maketrans("()", ")(")


def grouped(value: int, backwards: bool = False) -> str:
    """A figure with its groups of three in either order, in brackets if it is negative."""
    groups = f"{abs(value):,}".split(",")
    written = " ".join(groups[::-1] if backwards else groups)
    return f"({written})" if value < 0 else written


def arabic(right: float, y: float, text: str) -> Text:
    """A line that ends at the right, as it is drawn: its last letter first."""
    return Text(right - SIZE * len(text), y, text[::-1].translate(MIRRORED), SIZE, "any")


def statement(folder: Path, backwards: bool) -> list[Suggestion]:
    runs = [arabic(560, 740, "بيان الإيرادات والمصروفات"), arabic(560, 720, "(بدولارات الولايات المتحدة)")]
    runs += [Text(260, 700, "2023", SIZE, "any"), Text(130, 700, "2022", SIZE, "any")]
    for place, (label, now, then, _) in enumerate(ROWS):
        y = 680 - 16 * place
        runs.append(arabic(560, y, label))
        for right, value in ((292, now), (162, then)):
            written = grouped(value, backwards)
            runs.append(Text(right - SIZE * len(written), y, written, SIZE, "any"))
    path = folder / "statement.pdf"
    path.write_bytes(make_pdf([Sheet(runs)]))
    return [item for item in suggest(read(path)) if item.family == "financial_figure"]


@pytest.mark.parametrize("backwards", [False, True])
def test_a_statement_is_read_from_the_right(tmp_path: Path, backwards: bool) -> None:
    found = statement(tmp_path, backwards)
    rows = [[item.fields[name] for name in ("amount", "fiscal_year", "item", "currency")] for item in found]
    assert rows == [
        [Decimal(value), Decimal(year), item, "USD"]
        for _, now, then, item in ROWS
        for value, year in ((now, 2023), (then, 2022))
    ]
    for item in found:
        assert (item.field_confidence["amount"] < 0.5) is backwards
        assert ((item.confidence or 0) < 0.5) is backwards


def test_where_every_figure_reads_alike_from_both_ends_none_is_sure() -> None:
    text = (
        "بيان الحساب (بدولارات الولايات المتحدة)\n\t2023\t2022\nالتبرعات\t823 400\t776 100\nالفائض\t469 800\t423 100\n"
    )
    for kind, unsure in (("docx", False), ("pdf", True)):
        made = suggest(Reading("0" * 64, kind, "test", "1", (Page(1, text),)), language="ar")
        shares = [item.field_confidence["amount"] for item in made if item.family == "financial_figure"]
        assert len(shares) == 4
        assert all((share < 0.5) is unsure for share in shares)


@pytest.mark.parametrize(("printed", "sure"), [("12 450", True), ("450 12", False)])
def test_a_sentence_is_read_in_either_order(tmp_path: Path, printed: str, sure: bool) -> None:
    runs, right = [], 500.0
    for word in ("وصل", printed, "لاجئا", "إلى", "المدينة."):
        left = right
        for part in word.split(" ")[::-1]:
            left -= SIZE * len(part)
            runs.append(Text(left, 700, part if part.isdigit() else part[::-1], SIZE, "any"))
            left -= 0.3 * SIZE
        right = left
    path = tmp_path / "sentence.pdf"
    path.write_bytes(make_pdf([Sheet(runs)]))
    (count,) = [item for item in suggest(read(path), language="ar") if item.family == "count"]
    assert count.fields["value"] == 12450
    assert (count.field_confidence["value"] > 0.5) is sure


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 10**9), st.booleans(), st.booleans(), st.booleans())
def test_a_cell_is_never_surely_another_number(value: int, backwards: bool, negative: bool, mirrored: bool) -> None:
    written = grouped(-value if negative else value, backwards)
    written = written.translate(MIRRORED) if mirrored else written
    rows = f"التبرعات\t{written}\t{written}\nالفائض\t{written}\t{written}\n"
    text = f"بيان (بدولارات الولايات المتحدة)\n\t2023\t2022\n{rows}"
    made = suggest(Reading("0" * 64, "pdf", "test", "1", (Page(1, text),)), language="ar")
    figures = [item for item in made if item.family == "financial_figure"]
    assert len(figures) == 4 or value < 1000  # figures that small may be no money
    for item in figures:
        if item.fields["amount"] != (-value if negative else value):
            assert item.field_confidence["amount"] < 0.5
    if backwards and value >= 1000:
        assert all(item.field_confidence["amount"] < 0.5 for item in figures)
