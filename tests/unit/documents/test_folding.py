"""Folded text and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.folding import covered, fold, same


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  A b\tC\n", "abc"),
        ("\u2f08\u2ed3\u2f00", "人长一"),
        ("１ １００", "1100"),
        ("ﬁnal STRASSE ß", "finalstrassess"),
        ("in\u00adfor\u200bmation", "information"),
        ("1990–1995 −5", "1990-1995-5"),
        ("（３７６名）", "(376名)"),
    ],
)
def test_levels_variants(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_all_radicals_become_ordinary_ideographs() -> None:
    for code in [*range(0x2E81, 0x2E9A), *range(0x2E9B, 0x2EF4), *range(0x2F00, 0x2FD6)]:
        folded = fold(chr(code)).text
        assert len(folded) == 1
        assert not 0x2E80 <= ord(folded) <= 0x2FDF, hex(code)


def test_leads_back_to_the_original() -> None:
    text = "约 1 100 名\n国家 官员"
    folded = fold(text)
    at = folded.text.index("1100名国")
    start, end = folded.original(at, at + 6)
    assert text[start:end] == "1 100 名\n国"


def test_covered_is_the_inverse_of_original() -> None:
    text = "a ﬁ b"
    folded = fold(text)
    assert folded.text == "afib"
    assert covered(folded, 2, 3) == (1, 3)
    assert covered(folded, 3, 4) == (3, 3)


@given(st.text(max_size=80))
def test_every_folded_character_has_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.starts) == len(folded.text) + 1
    assert folded.starts[-1] == len(text)
    assert list(folded.starts) == sorted(folded.starts)
    assert not any(char.isspace() for char in folded.text)
    assert same(text, " ".join(text))
