"""Values, answers and evidence as JSON and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.canonical import canonical
from db.codec import (
    answer_from_json,
    answer_to_json,
    confidence_from_json,
    confidence_to_json,
    evidence_from_json,
    evidence_to_json,
)
from db.model.dates import PartialDate
from db.model.evidence import Rect, Span
from db.model.records import FieldEntry
from db.model.values import FieldType, State, Value, from_json, to_json

RECT = st.builds(Rect, *[st.integers(0, 1_000_000).map(lambda n: n / 1_000_000)] * 4)
SPAN = st.builds(
    Span,
    st.integers(1, 999),
    st.integers(0, 9999),
    st.integers(0, 9999),
    st.text("数a \n"),
    st.text("ab"),
    st.text("ab"),
    st.sampled_from(["value", "label", "header", "context"]),
    st.lists(RECT, max_size=3).map(tuple),
)
VALUES: list[tuple[FieldType, Value]] = [
    (FieldType.DECIMAL, Decimal("-12345678901234567890123456789012345.50")),
    (FieldType.DECIMAL, Decimal("0")),
    (FieldType.INTEGER, Decimal("1100")),
    (FieldType.INTEGER, Decimal("1.1E+6")),
    (FieldType.TEXT, "文字"),
    (FieldType.TEXTS, ("a", "b")),
    (FieldType.COUNTRIES, ("CN", "XK")),
    (FieldType.DATE, PartialDate(2019, 7)),
    (FieldType.TEXT, None),
]


@given(st.lists(SPAN, max_size=3).map(tuple))
def test_evidence_comes_back(spans: tuple[Span, ...]) -> None:
    data = evidence_to_json(spans)
    assert canonical(data)  # no floats
    assert evidence_from_json(data) == spans


def test_rectangles_that_are_none_do_no_harm() -> None:
    nan = float("nan")
    data = evidence_to_json((Span(1, 0, 1, "a", rects=(Rect(nan, 0, float("inf"), 1),)),))
    assert data[0]["rects"] == [[0, 0, 0, 1_000_000]]


@pytest.mark.parametrize(("kind", "value"), VALUES)
def test_answers_come_back(kind: FieldType, value: Value) -> None:
    state = State.STATED if value is not None else State.UNREADABLE
    entry = FieldEntry(value, state, "machine", "rules", 0.93, (Span(1, 0, 1, "a"),))
    data = answer_to_json(entry)
    assert canonical(data)
    assert answer_from_json(data, kind) == entry
    assert from_json(kind, to_json(value)) == value


@given(st.floats(0, 1))
def test_confidence_comes_back(confidence: float) -> None:
    assert confidence_from_json(confidence_to_json(confidence)) == confidence


def test_confidence_that_is_none() -> None:
    assert [confidence_to_json(x) for x in (None, float("nan"), 1.5, -1)] == [None, None, "1.0", "0.0"]
