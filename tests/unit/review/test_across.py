"""Checks across reports: the balance that the next report takes over, and the same report in another language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from db.model.records import Decision, Record
from desktop.review.across import Other, figures_of, may_be_version, same_series
from desktop.review.checks import CheckResult, Ledger, evaluate
from desktop.services.forms import standard_form
from tests.unit.review.made import record_of

FORM = replace(
    standard_form(), checks=tuple(c for c in standard_form().checks if c.kind in ("balances_meet", "languages_agree"))
)


def own(number: int, **values: Any) -> Record:
    said = {"title": "Harbour fund: report for 2021", "publisher": "Sea Board", "language": "en", **values}
    return record_of({"family": "report", "quote": "report"}, said, number)


def figure(number: int, item: str, year: int, amount: int, **values: Any) -> Record:
    said = {"amount": amount, "item": item, "fiscal_year": year, "currency": "USD", "source": "table", **values}
    return record_of({"family": "financial_figure", "quote": "figure", "page": number % 7 + 1}, said, number)


@dataclass
class Reports:
    """Other reports that are at hand."""

    others: Sequence[tuple[Record, Sequence[Record]]] = ()
    asked: list[str] = field(default_factory=list)

    def _where(self, linked: Mapping[int, bool]) -> list[Other]:
        return [
            Other(f"w{number}", f"other-{number}.pdf", own_record, figures_of(records))
            for number, (own_record, records) in enumerate(self.others)
            if linked[number]
        ]

    def series(self, own: Record) -> list[Other]:
        self.asked.append("series")
        return self._where({n: same_series(own, other) for n, (other, _) in enumerate(self.others)})

    def versions(self, own: Record) -> list[Other]:
        return self._where({n: may_be_version(own, other) for n, (other, _) in enumerate(self.others)})


def found(mine: Sequence[Record], *others: tuple[Record, Sequence[Record]]) -> list[CheckResult]:
    return evaluate(FORM, mine, elsewhere=Reports(others))


NEXT = own(50, title="Harbour fund: report for 2022")


@pytest.mark.parametrize(("opening", "codes"), [(640, []), (604, ["closing_differs"])])
def test_the_next_report_opens_with_what_this_one_closes_with(opening: int, codes: list[str]) -> None:
    mine = [own(1), figure(2, "closing_balance", 2021, 640)]
    theirs = [figure(60, "opening_balance", 2022, opening)]
    results = found(mine, (NEXT, theirs))
    assert [result.code for result in results] == codes
    for result in results:
        assert result.records == ("r2", "r60") and result.fails
        assert result.parameters["report"] == "other-0.pdf" and result.parameters["other_page"] == theirs[0].order[0]
        assert result.found == "640;604" and result.pages == (mine[1].order[0],)


def test_this_report_opens_with_what_the_one_before_closed_with() -> None:
    mine = [own(1, title="Harbour fund: report for 2022"), figure(2, "opening_balance", 2022, 604)]
    (result,) = found(mine, (own(50), [figure(60, "closing_balance", 2021, 640)]))
    assert result.code == "opening_differs" and result.parameters["expected"] == 640


@pytest.mark.parametrize(
    ("change", "theirs"),
    [
        ({"title": "Island fund: report for 2022"}, {}),
        ({"publisher": "Another board"}, {}),
        ({}, {"currency": "EUR"}),
        ({}, {"party": "Fiji"}),
        ({}, {"year": 2023}),
        ({}, {"qualifier": "about"}),
        ({}, {"source": "text"}),
        ({}, {"amount": 1240}),
    ],
)
def test_what_is_of_something_else_is_left_alone(change: dict[str, Any], theirs: dict[str, Any]) -> None:
    mine = [own(1), figure(2, "closing_balance", 2021, 1_238)]
    other = figure(60, **{"item": "opening_balance", "year": 2022, "amount": 604} | theirs)  # type: ignore[arg-type]
    assert (
        found(mine, (own(50, title="Harbour fund: report for 2022") if not change else own(50, **change), [other]))
        == []
    )


def test_where_either_says_it_in_two_ways_nobody_can_tell() -> None:
    mine = [own(1), figure(2, "closing_balance", 2021, 640), figure(3, "closing_balance", 2021, 655)]
    assert found(mine, (NEXT, [figure(60, "opening_balance", 2022, 604)])) == []


def test_rejected_records_of_the_other_report_take_no_part() -> None:
    gone = replace(figure(60, "opening_balance", 2022, 604), decision=Decision.REJECTED)
    assert found([own(1), figure(2, "closing_balance", 2021, 640)], (NEXT, [gone])) == []


YEAR = {"period_start": "@2021", "period_end": "@2021"}
NEXT_YEAR = {"period_start": "@2022", "period_end": "@2022"}
ITEMS = ("opening_balance", "total_income", "total_expenditure", "closing_balance")


@pytest.mark.parametrize(
    ("ours", "theirs", "amounts", "codes"),
    [
        ({"symbol": "SB/7"}, {"symbol": "SB/7"}, (5, 6, 7, 8), []),
        ({"symbol": "SB/7"}, {"symbol": "SB/7"}, (5, 6, 9, 8), ["languages_differ"]),
        ({"symbol": "SB/7"}, {"symbol": "SB/8"}, (5, 6, 9, 8), []),
        (
            YEAR,
            YEAR,
            (5, 6, 9, 8),
            ["languages_differ"],
        ),
        (
            YEAR,
            YEAR,
            (51, 61, 9, 81),
            [],
        ),
        (
            YEAR,
            NEXT_YEAR,
            (5, 6, 9, 8),
            [],
        ),
        ({"symbol": "SB/7"}, {"symbol": "SB/7", "language": "en"}, (5, 6, 9, 8), []),
    ],
)
def test_the_same_report_in_two_languages_says_the_same(
    ours: dict[str, Any], theirs: dict[str, Any], amounts: tuple[int, ...], codes: list[str]
) -> None:
    mine = [own(1, **ours), *(figure(n, item, 2021, n + 3) for n, item in enumerate(ITEMS, 2))]
    others = [figure(60 + n, item, 2021, amount) for n, (item, amount) in enumerate(zip(ITEMS, amounts, strict=True))]
    results = found(mine, (own(50, **{"title": "海港基金", "publisher": "海事会", "language": "zh"} | theirs), others))
    assert [result.code for result in results] == codes
    assert all(result.records == ("r4", "r62") for result in results)


def test_it_is_kept_up_to_date_and_asks_again_only_where_the_report_s_own_data_changed() -> None:
    reports = Reports([(NEXT, [figure(60, "opening_balance", 2022, 604)])])
    ledger = Ledger(FORM, elsewhere=reports)
    ledger.update({"r2": figure(2, "closing_balance", 2021, 640)})
    assert ledger.results() == () and reports.asked == []
    mine = own(1)
    ledger.update({"r1": mine})
    assert [result.code for result in ledger.results()] == ["closing_differs"]
    ledger.update({"r1": replace(mine, decision=Decision.CONFIRMED)})
    assert reports.asked == ["series"]
    assert ledger.update({"r2": figure(2, "closing_balance", 2021, 604)}) and ledger.results() == ()
    ledger.update({"r2": figure(2, "closing_balance", 2021, 640)})
    assert ledger.failing() == {"r2", "r60"}
    ledger.update({"r1": own(1, title="Something else")})
    assert ledger.results() == () and reports.asked == ["series", "series"]
    ledger.update({"r1": None})
    assert ledger.results() == ()


def test_alone_a_report_is_held_against_nothing() -> None:
    assert evaluate(FORM, [own(1), figure(2, "closing_balance", 2021, 640)]) == []
