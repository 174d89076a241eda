"""Checks: what contradicts, what holds, and what says nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from db.model.records import Decision, Record
from desktop.review.checks import evaluate, failing, known_kinds
from desktop.services.forms import standard_form
from tests.helpers.made import record

KINDS = ("bounds", "part_not_above_whole", "start_before_end", "statement_sum")
FORM = replace(standard_form(), checks=tuple(c for c in standard_form().checks if c.kind in KINDS))
STATEMENT = (
    ("opening_balance", 3400),
    ("voluntary_contributions", 440),
    ("investment_income", 72),
    ("other_income", 15),
    ("total_income", 527),
    ("operating_costs", 2105),
    ("refunds", 78),
    ("total_expenditure", 2183),
    ("surplus_or_deficit", -1656),
    ("closing_balance", 1744),
)


def figures(rows: tuple[tuple[str, int], ...], start: int = 1, year: int = 2019, source: str = "table") -> list[Record]:
    return [
        record(
            start + number,
            "financial_figure",
            amount=amount,
            item=item,
            currency="USD",
            fiscal_year=year,
            source=source,
        )
        for number, (item, amount) in enumerate(rows)
    ]


def test_every_kind_that_the_form_names_is_known() -> None:
    assert {check.kind for check in standard_form().checks} == known_kinds()


def test_the_sums_of_a_statement_hold() -> None:
    results = evaluate(FORM, figures(STATEMENT))
    assert [(r.check, r.ok, r.code) for r in results] == [
        ("income_sum", True, "sum_holds"),
        ("expenditure_sum", True, "sum_holds"),
        ("result_sum", True, "sum_holds"),
        ("closing_sum", True, "sum_holds"),
    ]
    assert results[0].parameters["found"] == results[0].parameters["expected"] == Decimal(527)
    assert results[0].records == ("r5", "r2", "r3", "r4")


def test_a_sum_that_differs_says_what_was_compared() -> None:
    rows = tuple((item, 540 if item == "voluntary_contributions" else amount) for item, amount in STATEMENT)
    bad = failing(evaluate(FORM, figures(rows)))
    assert [r.check for r in bad] == ["income_sum"]
    assert bad[0].code == "sum_differs"
    said = {
        "item": "total_income",
        "fiscal_year": Decimal(2019),
        "currency": "USD",
        "expected": Decimal(627),
        "found": Decimal(527),
        "difference": Decimal(-100),
    }
    assert said.items() <= bad[0].parameters.items()


def test_years_are_statements_of_their_own() -> None:
    mixed = [r for pair in zip(figures(STATEMENT), figures(STATEMENT, 20, 2020)) for r in pair]
    results = evaluate(FORM, mixed)
    assert len(results) == 8 and not failing(results)


def test_a_second_statement_of_the_same_year_begins_where_a_line_comes_again() -> None:
    doubled = tuple((item, amount * 2) for item, amount in STATEMENT)
    results = evaluate(FORM, figures(STATEMENT) + figures(doubled, 20))
    assert len(results) == 8 and not failing(results)


def test_two_lines_of_one_part_add_up() -> None:
    rows = (("other_income", 5), ("other_income", 7), ("total_income", 12))
    results = evaluate(FORM, figures(rows))
    assert [r.ok for r in results] == [True] and len(results[0].records) == 3


def test_a_missing_line_of_a_result_says_nothing() -> None:
    rows = (("total_income", 500), ("surplus_or_deficit", 100), ("closing_balance", 900))
    assert evaluate(FORM, figures(rows)) == []


def test_figures_far_from_each_other_are_of_two_statements() -> None:
    overview = figures((("total_expenditure", 999),))
    annex = figures((("operating_costs", 72), ("total_expenditure", 72)), 10)
    moved = [replace(item, order=(5, item.order[1])) for item in annex]
    assert [r.ok for r in evaluate(FORM, overview + moved)] == [True]
    moved = [replace(item, order=(1, item.order[1] + 9000)) for item in annex]
    assert [r.ok for r in evaluate(FORM, overview + moved)] == [True]
    next_page = [replace(item, order=(2, item.order[1])) for item in figures(STATEMENT[4:], 5)]
    results = evaluate(FORM, figures(STATEMENT[:4]) + next_page)
    assert len(results) == 4 and not failing(results)


def test_lines_without_an_item_of_their_own_may_be_parts() -> None:
    rows = (("other", 600), ("other", 35), ("operating_costs", 72), ("total_expenditure", 707))
    (result,) = evaluate(FORM, figures(rows))
    assert result.ok and result.parameters["expected"] == 707 and len(result.records) == 4
    assert evaluate(FORM, figures((*rows[:-1], ("total_expenditure", 999)))) == []
    alone = evaluate(FORM, figures((("other", 600), ("operating_costs", 72), ("total_expenditure", 72))))
    assert [r.ok for r in alone] == [True] and len(alone[0].records) == 2


def test_figures_of_the_text_take_no_part() -> None:
    assert evaluate(FORM, figures(STATEMENT, source="text")) == []


def test_rejected_records_take_no_part() -> None:
    stray = record(
        99, "financial_figure", decision=Decision.REJECTED, amount=1, item="refunds", currency="USD", fiscal_year=2019,
        source="table",
    )  # fmt: skip
    assert not failing(evaluate(FORM, [*figures(STATEMENT), stray]))


def test_more_women_than_persons_fails() -> None:
    (result,) = evaluate(FORM, [record(1, value=100, unit="persons", women=120)])
    assert (result.check, result.code, result.fields) == ("women_within_total", "part_above_whole", ("women", "value"))
    assert result.parameters["difference"] == 20


def test_a_range_or_an_open_number_does_not_contradict() -> None:
    assert evaluate(FORM, [record(1, value=100, value_max=130, women=120)]) == []
    assert evaluate(FORM, [record(1, value=100, qualifier="more_than", women=120)]) == []
    assert evaluate(FORM, [record(1, value=100, women=120, women_qualifier="at_most")]) == []
    assert evaluate(FORM, [record(1, "activity", participants=20, participants_qualifier="more_than", women=25)]) == []


def test_bounds() -> None:
    low, high = evaluate(
        FORM,
        [record(1, value=5, women=-1), record(2, "financial_figure", amount=-5, fiscal_year=2500)],
    )[:2]
    assert (low.code, low.fields, low.parameters["limit"]) == ("below_minimum", ("women",), Decimal(0))
    assert (high.code, high.fields, high.parameters["limit"]) == ("above_maximum", ("fiscal_year",), Decimal(2200))


def test_dates_contradict_only_where_no_reading_is_in_order() -> None:
    assert evaluate(FORM, [record(1, "activity", start="@2019-07", end="@2019")]) == []
    assert evaluate(FORM, [record(1, "activity", start="@2019-07-04", end="@2019-07-04")]) == []
    (result,) = evaluate(FORM, [record(1, "activity", start="@2019-07-04", end="@2019-06")])
    assert (result.code, result.fields) == ("start_after_end", ("start", "end"))
    (result,) = evaluate(FORM, [record(1, "report", period_start="@2020", period_end="@2019")])
    assert result.check == "period_in_order"
