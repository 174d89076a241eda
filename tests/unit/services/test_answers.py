"""Evidence and answers as other programs write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from db.model.dates import PartialDate
from db.model.errors import RuleError
from db.model.readings import Page, Reading
from db.model.records import FieldChange
from db.model.values import State
from desktop.services.answers import family_of, read_changes, read_evidence
from desktop.services.forms import standard_form
from desktop.services.words import explain

FORM = standard_form()
COUNT, MONEY = FORM.family("count"), FORM.family("financial_figure")
TEXT = "In all, 120 officials came.\nLater 120 officials left."
READING = Reading("ab" * 32, "txt", "test", "1", (Page(1, "Another page, without."), Page(2, TEXT)))


def change(raw: object, field: str = "value") -> FieldChange:
    return read_changes(FORM, COUNT, {field: raw}, READING)[field]


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        ("value", 12, Decimal(12)),
        ("value", Decimal("8.70"), Decimal("8.70")),
        ("value", "12", Decimal(12)),
        ("unit", "persons", "persons"),
        ("countries", ["PE", "XK"], ("PE", "XK")),
        ("period_start", "2019-07", PartialDate(2019, 7)),
        ("period_start", 2019, PartialDate(2019)),
    ],
)
def test_values_are_read_by_the_field_s_type(field: str, raw: object, value: object) -> None:
    assert change(raw, field) == FieldChange(State.STATED, value)  # type: ignore[arg-type]


def test_null_is_not_stated_and_states_have_names() -> None:
    assert change(None) == FieldChange(State.NOT_STATED)
    assert change({"state": "not_stated"}) == FieldChange(State.NOT_STATED)
    assert change({"state": "unreadable", "value": None}) == FieldChange(State.UNREADABLE)
    moved = change({"value": 120, "evidence": "120 officials"})
    assert moved.value == 120 and moved.evidence is not None and moved.evidence[0].page == 2


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        ("value", "many"),
        ("value", True),
        ("value", [1]),
        ("value", Decimal("1E+400")),
        ("value", {"state": "stated"}),
        ("value", {"state": "not_stated", "value": 3}),
        ("value", {"state": "perhaps"}),
        ("value", {"vlaue": 3}),
        ("women", Decimal("1.5")),
        ("unit", "frogs"),
        ("countries", "PE"),
        ("countries", ["ZZ"]),
        ("period_start", "2019-13"),
        ("noun", 5),
    ],
)
def test_what_fits_no_field_names_the_field(field: str, raw: object) -> None:
    with pytest.raises(RuleError) as caught:
        change(raw, field)
    assert caught.value.code == "bad_value" and caught.value.parameters["field"] == field
    said = explain(caught.value)
    assert said.endswith(". Correct it.") and ".." not in said, "the reason first, then what to do"
    assert f"{field}：" in explain(caught.value, "zh") and explain(caught.value, "zh").endswith("。请改正。")


def test_unknown_names_are_refused_with_the_choices() -> None:
    with pytest.raises(RuleError) as caught:
        read_changes(FORM, COUNT, {"colour": "red"}, READING)
    assert caught.value.code == "unknown_field" and "women" in str(caught.value.parameters["choices"])
    with pytest.raises(RuleError, match="unknown_family"):
        family_of(FORM, "animals")
    with pytest.raises(RuleError, match="bad_line"):
        read_changes(FORM, COUNT, ["value"], READING)
    assert read_changes(FORM, MONEY, None, READING) == {}


@pytest.mark.parametrize(
    "raw", ["120 officials", {"quote": "120 officials"}, [{"quote": "120  officials"}], ["１２０officials"]]
)
def test_a_bare_quote_is_found(raw: object) -> None:
    (span,) = read_evidence(READING, raw)
    assert (span.page, span.start, span.end, span.quote) == (2, 8, 21, "120 officials")
    assert span.prefix == "In all, " and span.suffix.startswith(" came.")


def test_the_place_chooses_between_equal_quotes() -> None:
    start = TEXT.rindex("120")
    (span,) = read_evidence(READING, {"page": 2, "start": start, "quote": "120 officials", "role": "header"})
    assert span.start == start and span.role == "header"
    (span,) = read_evidence(READING, {"quote": "120 officials", "suffix": " left."})
    assert span.start == start


@pytest.mark.parametrize("raw", ["nobody said this at all", {"page": 9, "start": -4, "quote": "121 officials"}])
def test_a_quote_that_is_not_there_is_refused(raw: Any) -> None:
    with pytest.raises(RuleError, match="quote_not_found"):
        read_evidence(READING, raw)


@pytest.mark.parametrize("raw", [5, [None], {}, {"quote": ""}, {"quote": 3}, [["a"]]])
def test_what_is_no_evidence_is_refused(raw: Any) -> None:
    with pytest.raises(RuleError, match="bad_line"):
        read_evidence(READING, raw)


def test_blanks_are_no_value() -> None:
    assert change("  ", "noun") == FieldChange(State.NOT_STATED, None)
    assert change({"state": "unreadable", "value": " "}, "noun") == FieldChange(State.UNREADABLE, None)


@pytest.mark.parametrize("depth", [2, 400, 5000])
def test_what_is_refused_is_told_in_a_bearable_length(depth: int) -> None:
    nested: list[Any] = []
    for _ in range(depth):
        nested = [nested]
    for raw in (nested, "9" * 5000, {"value": nested}):
        with pytest.raises(RuleError) as refusal:
            change(raw)
        assert refusal.value.code == "bad_value"
        assert len(str(refusal.value)) < 500
