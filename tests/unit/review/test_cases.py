"""Checks over one report: cases that must fail and cases that must not, and the sentences they are told in."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from db.model.records import Record
from desktop.review.checks import CheckResult, evaluate
from desktop.services.forms import standard_form
from desktop.services.words import has, sentence
from tests.unit.review.made import record_of

FORM = standard_form()
CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("cases").joinpath("reports.toml").read_text(encoding="utf-8")
)["case"]


def records_of(case: dict[str, Any]) -> list[Record]:
    given = list(case.get("records", ()))
    for item, amount in case.get("statement", {}).items():
        values = {"amount": amount, "item": item, "currency": "USD", "fiscal_year": 2021, "source": "table"}
        given.append({"family": "financial_figure", "quote": "figure", "values": values})
    people = case.get("participants", ())
    for number, count in enumerate(people, 1):
        quote = f"{case['passage'] if number == len(people) else count} guests"
        given.append({"family": "activity", "quote": quote, "values": {"type": "meeting", "participants": count}})
    records = [record_of(each, each["values"], number) for number, each in enumerate(given, 1)]
    if "own" in case:
        records.append(record_of({"family": "report", "quote": "report", "place": 0}, case["own"], 0))
    return records


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['check']}-{case['code'] or 'nothing'}")
def test_what_must_be_found_and_what_must_not(case: dict[str, Any]) -> None:
    found = [result for result in evaluate(FORM, records_of(case)) if result.check == case["check"]]
    if not case["code"]:
        assert found == []
        return
    (result,) = found
    assert result.code == case["code"]
    assert result.ok == (result.code in ("sum_holds", "parts_hold") or result.notice)
    assert result.notice == (result.code in ("outside_period", "typed_alone", "outlier_said"))
    assert result.parameters.get("hint") == case.get("hint")
    if "first" in case:
        assert result.records[0] == f"r{case['first']}"
    assert result.pages and result.found and result.fields


def test_every_kind_has_cases_of_both_sorts() -> None:
    kinds = {check.id: check.kind for check in FORM.checks}
    failing = {kinds[case["check"]] for case in CASES if case["code"] not in ("", "sum_holds", "parts_hold")}
    passing = {kinds[case["check"]] for case in CASES if case["code"] in ("", "sum_holds", "parts_hold")}
    elsewhere = {"balances_meet", "languages_agree"}  # test_across.py
    assert failing >= set(kinds.values()) - elsewhere
    assert passing >= set(kinds.values()) - elsewhere - {"bounds", "start_before_end"}  # test_checks.py
    assert len(CASES) >= 50


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_found_has_a_sentence_without_gaps(language: str) -> None:
    told: list[CheckResult] = [result for case in CASES for result in evaluate(FORM, records_of(case))]
    assert len({result.code for result in told}) >= 17
    for result in told:
        for code in (result.code, *([f"hint_{result.parameters['hint']}"] if "hint" in result.parameters else [])):
            assert has(f"check.{code}", language)
            said = sentence(f"check.{code}", result.parameters, language)
            assert "“”" not in said and "  " not in said and "（）" not in said and "()" not in said
