"""Every language's numbers, money, dates and tables, by cases and by texts made at random and read back."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.model.readings import Page, Reading
from db.model.suggestions import Suggestion
from desktop.extraction import suggest
from desktop.language import dates, detect, money, numbers, packs
from desktop.language.characters import fold

CASES = tomllib.loads((Path(__file__).parent / "cases" / "languages.toml").read_text("utf-8"))["case"]
LATIN = ("en", "fr", "es", "ru", "ar")
GROUP = {"en": ",", "fr": " ", "es": ".", "ru": "\u00a0", "ar": " "}
POINT = {"en": ".", "fr": ",", "es": ",", "ru": ",", "ar": ","}
PEOPLE = {"en": "students", "fr": "élèves", "es": "alumnos", "ru": "студентов", "ar": "طالبا", "zh": "名学生"}
DOLLARS = {
    "en": "United States dollars",
    "fr": "dollars",
    "es": "dólares",
    "ru": "долларов США",
    "ar": "دولار",
    "zh": "美元",
}


def found(text: str, language: str) -> list[Suggestion]:
    return suggest(Reading("0" * 64, "txt", "test", "1", (Page(1, text),)), language=language)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    made = found(case["text"], case["language"])
    rows = []
    for item in made:
        if item.family == "count":
            row: list[Any] = [item.fields["value"], item.fields["qualifier"], item.fields["unit"]]
            if "women" in item.fields:
                row += [item.fields["women"], item.fields["women_qualifier"]]
            rows.append(row)
    assert rows == [
        [Decimal(str(cell)) if isinstance(cell, (int, float)) else cell for cell in row] for row in case["counts"]
    ]
    money_rows = [
        [item.fields["amount"], item.fields["currency"], item.fields.get("party_country", "")]
        for item in made
        if item.family == "financial_figure"
    ]
    assert money_rows == [[Decimal(str(row[0])), *row[1:]] for row in case["figures"]]


def grouped(value: int, mark: str) -> str:
    """A whole number with its thousands parted."""
    return f"{value:,}".replace(",", mark)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(LATIN), st.integers(2, 10**9), st.booleans())
def test_grouped_numbers_are_read_back(language: str, value: int, arabic_digits: bool) -> None:
    written = grouped(value, GROUP[language])
    if arabic_digits and language == "ar":
        written = written.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    text = fold(f"{written} {PEOPLE[language]}")
    read = numbers.find(text, packs.load(language))
    assert [number.value for number in read] == [value]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(LATIN), st.integers(0, 9999), st.integers(1, 9))
def test_decimals_are_read_back(language: str, whole: int, tenth: int) -> None:
    read = numbers.find(fold(f"{whole}{POINT[language]}{tenth} %"), packs.load(language))
    assert [number.value for number in read] == [Decimal(f"{whole}.{tenth}")]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([*LATIN, "zh"]), st.integers(1000, 10**8))
def test_money_is_read_back(language: str, amount: int) -> None:
    pack = packs.load(language)
    mark = GROUP.get(language, " ")
    text = fold(f"{grouped(amount, mark)} {DOLLARS[language]}")
    text = text.replace(" 美", "美")
    assert [(int(item.amount), item.currency) for item in money.find(text, pack)] == [(amount, "USD")]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(LATIN), st.dates(min_value=__import__("datetime").date(1950, 1, 1)), st.integers(0, 5))
def test_days_are_read_back(language: str, day: Any, which: int) -> None:
    if day.year > 2099:
        return
    pack = packs.load(language)
    names = pack.table("dates", "months")[str(day.month)]
    of = {"es": " de "}.get(language, " ")
    text = f"{day.day}{of}{names[which % len(names)]}{of}{day.year}"
    read = dates.find(fold(text), pack)
    assert [item.first for item in read] == [(day.year, day.month, day.day)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(10_000, 10**8), st.integers(10_000, 10**8)), min_size=3, max_size=7), st.booleans()
)
def test_rows_on_one_line_never_make_a_giant(rows: list[tuple[int, int]], spaced: bool) -> None:
    """Two years side by side, single spaces everywhere: two cells a row, each one of the numbers that were written."""
    mark = " " if spaced else ","
    lines = [f"Item {chr(65 + i)} {grouped(a, mark)} {grouped(b, mark)}" for i, (a, b) in enumerate(rows)]
    text = "Statement of accounts\n(United States dollars)\nItem 2019 2018\n" + "\n".join(lines) + "\n"
    figures = [item for item in found(text, "en") if item.family == "financial_figure"]
    amounts = [int(item.fields["amount"]) for item in figures]  # type: ignore[arg-type]
    assert len(amounts) == 2 * len(rows)
    assert max(amounts) < 10**9
    sure = [int(item.fields["amount"]) for item in figures if item.field_confidence["amount"] > 0.5]  # type: ignore[arg-type]
    assert set(sure) <= {value for row in rows for value in row}
    if not spaced:
        assert amounts == [value for row in rows for value in row]


@settings(max_examples=60, deadline=None)
@given(st.integers(1000, 10**9))
def test_groups_in_reverse_order_are_never_sure(value: int) -> None:
    groups = grouped(value, " ").split(" ")[::-1]
    for number in numbers.find(" ".join(groups), packs.load("ar")):
        assert number.unsure or number.value == value or len(set(map(len, groups))) == 1


def test_groups_that_read_from_both_ends_are_unsure_in_print() -> None:
    text = "1 - حصل 786 420 شخصا على المياه، و 1 250 شخصا على الغذاء.\n"
    page = Page(1, text)
    for kind, unsure in (("docx", [False, False]), ("pdf", [True, False])):
        made = suggest(Reading("0" * 64, kind, "test", "1", (page,)), language="ar")
        shares = [item.field_confidence["value"] for item in made if item.family == "count"]
        assert [share < 0.75 for share in shares] == unsure


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Le Centre a organisé deux ateliers dans les pays de la région au cours de la période."),
        ("es", "El Centro organizó dos talleres en los países de la región durante el período."),
        ("en", "The Centre organized two workshops in the countries of the region during the period."),
        ("ru", "Центр организовал два практикума в странах региона."),
        ("ar", "نظم المركز حلقتي عمل في بلدان المنطقة."),
        ("zh", "中心在该区域各国举办了两次讲习班。"),
    ],
)
def test_languages_are_told_apart(code: str, text: str) -> None:
    assert detect(text) == code
    assert found(text, detect(text))[0].origin.startswith(f"rules-{code} ")


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(["fr", "es", "ru", "ar"]),
    st.text(alphabet="0123456789 ,.;()%$€-–/\n\tдолларовСШАmillonesdélтысчеловекمليوندولارشخصا٠١٢٣٤٥", max_size=200),
)
def test_any_text_is_survived(language: str, text: str) -> None:
    for item in found(text, language):
        assert item.evidence or item.family == "report"


@pytest.mark.parametrize("head", ["2023\t2022", "\t2023\t2022"])
@pytest.mark.parametrize("language", ["ru", "fr", "en"])
def test_years_above_the_columns_may_have_lost_the_blank_cell_before_them(language: str, head: str) -> None:
    rows = {
        "ru": ("(долларов США)", "Добровольные взносы", "Прочие поступления"),
        "fr": ("(dollars des États-Unis)", "Contributions volontaires", "Autres recettes"),
        "en": ("(United States dollars)", "Voluntary contributions", "Other income"),
    }[language]
    a, b, c, d = (grouped(value, GROUP[language]) for value in (1000, 2000, 3000, 4000))
    text = f"{rows[0]}\n{head}\n{rows[1]}\t{a}\t{b}\n{rows[2]}\t{c}\t{d}\n"
    figures = [item for item in found(text, language) if item.family == "financial_figure"]
    told = [[item.fields[name] for name in ("amount", "fiscal_year")] for item in figures]
    assert told == [[1000, 2023], [2000, 2022], [3000, 2023], [4000, 2022]]
