"""Canonical JSON and the bytes that are signed."""

from __future__ import annotations

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from db.canonical import canonical, load, sha256
from db.journal.append import FORMAT, signed_bytes

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda x: st.lists(x) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), x),
    max_leaves=20,
)


@given(JSON)
def test_canonical_text_reads_back_equal_and_is_the_same_again(data: object) -> None:
    text = canonical(data).decode()
    assert load(text) == data
    assert canonical(json.loads(text)).decode() == text


def test_keys_are_in_order_and_nothing_is_spaced() -> None:
    assert canonical({"b": [1, None, True], "a": "é\n", "\U00010000": 1, "\uffff": 2}) == (
        '{"a":"é\\n","b":[1,null,true],"\U00010000":1,"\uffff":2}'.encode()
    )


@pytest.mark.parametrize("data", [1.5, {"a": [0.1]}, [float("nan")]])
def test_floats_are_refused(data: object) -> None:
    with pytest.raises(ValueError, match="as text"):
        canonical(data)


@pytest.mark.parametrize("data", ["\ud800", {"\udfff": 1}, {1: 2}, object(), 2**60])
def test_what_is_no_json_is_refused(data: object) -> None:
    with pytest.raises(ValueError):
        canonical(data)


@given(st.dictionaries(st.text("abc", max_size=3), st.integers(0, 9)), st.lists(st.text("0123456789abcdef")))
def test_signed_bytes_are_the_canonical_form_of_the_whole(body: dict[str, int], heads: list[str]) -> None:
    made = signed_bytes("ann", "ab", 3, None, heads, "2026-03-01T09:30:00.250Z", -90, "x.y", canonical(body))
    whole = {
        "at": "2026-03-01T09:30:00.250Z",
        "body": body,
        "format": FORMAT,
        "heads": heads,
        "key": "ab",
        "kind": "x.y",
        "number": 3,
        "offset": -90,
        "person": "ann",
        "prev": None,
    }
    assert made == rfc8785.dumps(whole)


def test_sha256() -> None:
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
