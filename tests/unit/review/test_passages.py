"""The passage must say the value: cases that must pass and cases that must fail, in six languages."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.review.checks import CheckResult, evaluate
from desktop.services.forms import standard_form
from tests.unit.review.made import record_of

FORM = standard_form()
CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("cases").joinpath("passages.toml").read_text(encoding="utf-8")
)
FAULTS = {"quote_differs", "sign_differs", "qualifier_differs", "no_women", "row_differs", "not_in_quote"}


def found(language: str, case: dict[str, Any], values: dict[str, Any]) -> list[CheckResult]:
    own = record_of({"family": "report", "quote": language}, {"language": language}, 99)
    results = evaluate(FORM, [record_of(case, values), own])
    return [result for result in results if result.check == "quote_says_value"]


def said() -> Iterator[tuple[str, dict[str, Any]]]:
    for language, cases in CASES.items():
        yield from ((language, case) for case in cases)


def differing() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for language, case in said():
        yield from ((language, case, change) for change in case["differs"])


def test_there_are_cases_of_each_language() -> None:
    assert set(CASES) == {"zh", "en", "fr", "es", "ru", "ar"}
    assert len(list(differing())) >= 110 and min(len(cases) for cases in CASES.values()) >= 4


@pytest.mark.parametrize(
    ("language", "case"), [*said()], ids=lambda item: item["quote"] if isinstance(item, dict) else item
)
def test_what_the_passage_says_passes(language: str, case: dict[str, Any]) -> None:
    assert found(language, case, case["says"]) == []


@pytest.mark.parametrize(("language", "case", "change"), [*differing()], ids=str)
def test_what_it_does_not_say_fails(language: str, case: dict[str, Any], change: dict[str, Any]) -> None:
    results = found(language, case, case["says"] | change)
    assert results and {result.code for result in results} <= FAULTS
    (result, *_) = results
    assert result.fails and result.pages == (1,) and set(result.fields) & (set(change) | {"value"})
    assert result.parameters["quote"]
