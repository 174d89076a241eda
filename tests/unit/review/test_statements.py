"""A random statement with one wrong cell: the sums that it stands in fail, and the cell is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from db.model.evidence import Span
from db.model.records import Record
from desktop.review.checks import CheckResult, evaluate, failing
from desktop.review.mending import one_slip
from desktop.services.forms import standard_form
from tests.helpers.made import entry, record

SUMS = [check for check in standard_form().checks if check.kind == "statement_sum"]
FORM = replace(standard_form(), checks=tuple(SUMS))
ORDER = (
    "opening_balance", "voluntary_contributions", "investment_income", "other_income", "total_income",
    "operating_costs", "refunds", "total_expenditure", "surplus_or_deficit", "closing_balance",
)  # fmt: skip
IN_TWO = ("total_income", "total_expenditure", "surplus_or_deficit")

amounts = st.integers(min_value=1000, max_value=9_999_999)


@st.composite
def statements(draw: st.DrawFn) -> dict[str, int]:
    """The amounts of a statement whose sums all hold."""
    made = {name: draw(amounts) for name in ORDER}
    made["total_income"] = made["voluntary_contributions"] + made["investment_income"] + made["other_income"]
    made["total_expenditure"] = made["operating_costs"] + made["refunds"]
    made["surplus_or_deficit"] = made["total_income"] - made["total_expenditure"]
    made["closing_balance"] = made["opening_balance"] + made["surplus_or_deficit"]
    return made


def lines(amounts_of: dict[str, int], quotes: dict[str, str] | None = None) -> list[Record]:
    made = []
    for number, name in enumerate(ORDER, 1):
        line = record(
            number, "financial_figure", amount=amounts_of[name], item=name, currency="USD", fiscal_year=2021,
            source="table",
        )  # fmt: skip
        quote = (quotes or {}).get(name, "figure")
        made.append(replace(line, evidence=(Span(1, number * 10, number * 10 + len(quote), quote),)))
    return made


def sums_with(item: str) -> set[str]:
    return {
        check.id
        for check in SUMS
        if item == check.parameters["total"] or item in (*check.parameters["plus"], *check.parameters["minus"])
    }


def named(result: CheckResult) -> set[str]:
    """The cells that a failing sum names."""
    if "cell" in result.parameters:
        return {result.parameters["cell"]}
    return set(result.parameters.get("cells", ()))


def swapped(amount: int, place: int) -> int:
    digits = list(str(abs(amount)))
    place %= len(digits) - 1
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    return int("".join(digits)) * (1 if amount >= 0 else -1)


@given(statements())
def test_a_right_statement_holds(made: dict[str, int]) -> None:
    assert failing(evaluate(FORM, lines(made))) == []


@given(statements(), st.sampled_from(ORDER), st.integers(0, 6))
def test_two_digits_swapped_are_found_and_named(made: dict[str, int], item: str, place: int) -> None:
    wrong = made | {item: swapped(made[item], place)}
    assume(wrong[item] != made[item] and len(str(abs(made[item]))) == len(str(abs(wrong[item]))))
    bad = failing(evaluate(FORM, lines(wrong)))
    assert {result.check for result in bad} == sums_with(item)
    for result in bad:
        assert item in named(result)
        if item in IN_TWO:
            # Both sums of the cell hold with one number in it, and with none in any other.
            assert named(result) == {item} and result.parameters["cell_expected"] == made[item]


def test_all_cells_are_named_that_may_be_wrong() -> None:
    """Two digits swapped here, or a nought lost there: nothing tells which."""
    made = {
        "opening_balance": 1000, "voluntary_contributions": 1000, "investment_income": 1000, "other_income": 1000,
        "total_income": 3000, "operating_costs": 2300, "refunds": 1000, "total_expenditure": 3300,
        "surplus_or_deficit": -300, "closing_balance": 700,
    }  # fmt: skip
    (bad,) = failing(evaluate(FORM, lines(made | {"operating_costs": 3200})))
    assert named(bad) == {"operating_costs", "refunds"}


@given(statements(), st.sampled_from(ORDER))
def test_a_lost_sign_is_found_and_named(made: dict[str, int], item: str) -> None:
    assume(made[item] != 0)
    bad = failing(evaluate(FORM, lines(made | {item: -made[item]})))
    assert {result.check for result in bad} <= sums_with(item)
    assert bad or item == "total_expenditure"
    for result in bad:
        assert item in named(result)


@given(statements(), st.sampled_from(ORDER), st.integers(1, 9_999_999))
def test_the_passage_tells_the_cell_whatever_the_mistake(made: dict[str, int], item: str, other: int) -> None:
    assume(other != abs(made[item]) and made[item] != 0)
    quotes = {name: f"({-amount})" if amount < 0 else str(amount) for name, amount in made.items()}
    bad = failing(evaluate(FORM, lines(made | {item: other}, quotes)))
    assert {result.check for result in bad} == sums_with(item)
    for result in bad:
        assert named(result) == {item} and result.parameters["hint"] == "if_passage"
        assert result.parameters["cell_expected"] == made[item]
        assert result.records[0] == f"r{ORDER.index(item) + 1}"


@given(st.integers(10, 10**9), st.integers(0, 8), st.integers(0, 9))
def test_a_changed_digit_is_one_slip_and_two_are_not(number: int, place: int, digit: int) -> None:
    digits = list(str(number))
    place %= len(digits)
    assume(digits[place] != str(digit) and (place or digit))
    once = int("".join([*digits[:place], str(digit), *digits[place + 1 :]]))
    assert one_slip(Decimal(number), Decimal(once))
    assert not one_slip(Decimal(number), Decimal(-once))
    assert not one_slip(Decimal(number), Decimal(number) * 1000)
    assert one_slip(Decimal(number), Decimal(int(str(number)[:-1])))


def test_a_cell_without_a_number_of_its_own_is_never_named() -> None:
    made = dict.fromkeys(ORDER, 0)
    odd = [replace(line, current={**line.current, "amount": entry(None)}) for line in lines(made)]
    assert evaluate(FORM, odd) == []
