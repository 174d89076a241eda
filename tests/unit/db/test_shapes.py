"""The one shape of suggestions and records as JSON: exact, and back again."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.dates import PartialDate
from db.model.evidence import Rect, Span
from db.model.form import Form
from db.model.shapes import (
    decimal_text,
    dumps,
    loads,
    machine_differs,
    record_to_json,
    span_from_json,
    suggestion_from_json,
    suggestion_to_json,
    value_from_json,
)
from db.model.suggestions import Suggestion
from db.model.values import FieldType
from resources import resource
from tests.helpers.made import entry, record

FORM = Form.from_json(json.loads(resource("forms", "institutional-reports.json").read_text(encoding="utf-8")))
SPAN = Span(1, 4, 9, "1 100", "about", "persons", "value", (Rect(0.1, 0.2, 0.30000000000000004, 0.4),))
SUGGESTION = Suggestion(
    id="s1",
    family="count",
    fields={
        "unit": "persons",
        "value": Decimal("1100.50"),
        "countries": ("PE", "CL"),
        "period_start": PartialDate(2019, 7),
        "activity": "a1",
    },
    evidence=(SPAN, replace(SPAN, role="label")),
    field_evidence={"value": (SPAN,)},
    confidence=0.93,
    field_confidence={"value": 0.99},
    origin="rules-zh 1.0",
    repeat_of="s0",
    links={"part_of": "s2"},
    rule="r",
)


def test_numbers_are_printed_exactly() -> None:
    for text, printed in (("1E+3", "1000"), ("0.10", "0.1"), ("-0", "0"), ("100", "100"), ("-1.50", "-1.5")):
        assert decimal_text(Decimal(text)) == printed
    long = "12345678901234567890123456789012345678.000000000000000000001"
    assert dumps({"a": Decimal(long)}) == '{"a": ' + long + "}"
    assert loads(dumps({"a": Decimal(long)})) == {"a": Decimal(long)}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_every_decimal_comes_back(number: Decimal) -> None:
    assert Decimal(str(loads(dumps(number)))) == number


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(st.characters()),
        lambda items: st.lists(items) | st.dictionaries(st.text(), items),
        max_leaves=10,
    )
)
def test_every_text_comes_back_on_one_line_of_utf8(data: object) -> None:
    line = dumps(data)
    assert len(line.splitlines()) <= 1
    assert json.loads(line.encode("utf-8")) == data


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "{", "", "1 2", "[" * 100_000, "1" * 5000, f"1e{'9' * 30}"])
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        loads(text)


def test_a_name_that_is_there_twice_is_refused_where_asked() -> None:
    text = '{"a": [{"b": 1, "c": 2, "b": 3}]}'
    assert loads(text) == {"a": [{"b": 3, "c": 2}]}
    with pytest.raises(ValueError, match='"b" is there twice'):
        loads(text, unique=True)
    assert loads('{"a": {"b": 1}, "b": {"a": 2}}', unique=True) == {"a": {"b": 1}, "b": {"a": 2}}


def test_a_suggestion_has_the_keys_of_the_contract_in_the_form_s_order() -> None:
    data = suggestion_to_json(SUGGESTION, FORM)
    assert list(data) == [
        "family", "id", "confidence", "origin", "repeat_of", "fields", "evidence", "field_evidence",
        "field_confidence", "links",
    ]  # fmt: skip
    assert list(data["fields"]) == ["value", "unit", "countries", "period_start", "activity"]
    assert dumps(data["fields"]).startswith('{"value": 1100.5, "unit": "persons", "countries": ["PE", "CL"]')
    assert data["evidence"][0] == {
        "page": 1, "start": 4, "end": 9, "quote": "1 100", "prefix": "about", "suffix": "persons", "role": "value",
    }  # fmt: skip


def test_a_whole_suggestion_comes_back_equal() -> None:
    line = dumps(suggestion_to_json(SUGGESTION, FORM, whole=True))
    assert suggestion_from_json(loads(line), FORM) == SUGGESTION
    bare = Suggestion("x", "activity", {}, ())
    assert suggestion_from_json(loads(dumps(suggestion_to_json(bare, FORM, whole=True))), FORM) == bare


@pytest.mark.parametrize(
    "change",
    [
        {"family": "animal"},
        {"family": None},
        {"fields": {"colour": 1}},
        {"fields": {"value": "x"}},
        {"confidence": 1.5},
        {"confidence": True},
        {"evidence": [{"page": 1}]},
        {"evidence": [{"page": 1, "start": 0, "end": 1, "quote": "a", "role": "proof"}]},
        {"evidence": [{"page": True, "start": 0, "end": 1, "quote": "a"}]},
        {"evidence": ["a"]},
    ],
)
def test_what_is_no_suggestion_is_a_value_error(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        suggestion_from_json({**suggestion_to_json(SUGGESTION, FORM), **change}, FORM)


@pytest.mark.parametrize("raw", [Decimal("1E+999999999"), "1E-500", "9" * 61])
def test_numbers_out_of_reason_are_refused_before_they_are_spelled_out(raw: object) -> None:
    with pytest.raises(ValueError, match="60 digits"):
        value_from_json(FieldType.DECIMAL, raw)


def test_spans_need_their_place() -> None:
    assert span_from_json({"page": 1, "start": 0, "end": 1, "quote": "a"}) == Span(1, 0, 1, "a")


def test_a_record_tells_states_and_what_the_machine_had() -> None:
    item = record(1, value=12, women=None, machine={"value": Decimal(10), "women": Decimal(3)})
    data = record_to_json(item, FORM, "ab", {"p1": "Ana"})
    assert data["fields"] == {"value": 12, "women": None} and data["field_states"] == {"women": "not_stated"}
    assert data["machine"] == {"value": 10, "women": 3}
    assert data["report"] == "ab" and data["digest"] == "d1" and data["decided_by"] is None
    same = replace(item, machine={"value": entry(Decimal("12.0"))})
    assert machine_differs(same) == {}
    assert "machine" not in record_to_json(same, FORM, None, {})
