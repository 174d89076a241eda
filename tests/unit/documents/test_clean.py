"""What page text may hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.clean import clean, join_surrogates, line_ends

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)


def test_replaces_one_for_one() -> None:
    assert clean("a\x00b\ud800c\ufffed\uffffe\x07") == ("a\ufffdb\ufffdc\ufffdd\ufffde\ufffd", True)


def test_a_separator_becomes_a_space_and_is_no_loss() -> None:
    assert clean("a\fb\u2028c") == ("a b c", False)


def test_keeps_what_is_printable() -> None:
    text = "tab\tline\nsoft\u00adhyphen 中文 \U0002a6a5 عربي \ue000"
    assert clean(text) == (text, False)


@given(ANYTHING)
def test_can_be_stored_whatever_it_was(text: str) -> None:
    cleaned, _ = clean(text)
    assert len(cleaned) == len(text)
    cleaned.encode("utf-8")
    assert not [c for c in cleaned if c not in "\t\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]
    assert clean(cleaned) == (cleaned, False)


def test_line_ends() -> None:
    assert line_ends("a\r\nb\rc\u2029d\ne") == "a\nb\nc\nd\ne"


def test_surrogate_pairs_are_one_code_point() -> None:
    assert join_surrogates("a\ud869\udea5b\ud800") == "a\U0002a6a5b\ud800"
