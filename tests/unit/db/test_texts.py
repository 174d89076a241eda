"""Text that no database, JSON or export could hold."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from db.canonical import canonical
from db.model.evidence import Span
from db.model.readings import Page, Reading
from db.texts import clean, clean_evidence, clean_page, clean_reading

ANY = st.text(st.characters(codec=None))


@given(ANY)
def test_what_is_cleaned_can_be_kept_everywhere(text: str) -> None:
    made = clean(text)
    assert canonical(made).decode("utf-8")
    assert "\0" not in made
    conn = sqlite3.connect(":memory:")
    assert conn.execute("SELECT ?", (made,)).fetchone() == (made,)
    conn.close()
    assert clean(made) == made


@given(ANY)
def test_pages_keep_their_offsets(text: str) -> None:
    made = clean_page(text)
    assert len(made) == len(text)
    assert all(a == b or b == "\ufffd" for a, b in zip(text, made, strict=True))
    assert clean_page(made) == made
    assert len(made.encode().decode()) == len(text)


def test_lines_and_tabs_stay() -> None:
    assert clean("a\r\nb\rc\td\x00\x1b\ud800") == "a\nb\nc\td\ufffd\ufffd\ufffd"
    assert clean_page("a\r\nb\tc\f") == "a\ufffd\nb\tc\ufffd"


def test_a_reading_that_is_fit_is_the_same_one() -> None:
    fit = Reading("f" * 64, "txt", "text", "1", (Page(1, "条约\nb"),), {"encoding": "utf-8"}, (), ((0, "A", 1),))
    assert clean_reading(fit) is fit
    unfit = replace(fit, pages=(Page(1, "a\0b"), Page(2, "fit", label="\ud801")), outline=((0, "\ud800", 1),))
    made = clean_reading(unfit)
    assert [page.text for page in made.pages] == ["a\ufffdb", "fit"]
    assert made.pages[1].label == "\ufffd"
    assert made.outline == ((0, "\ufffd", 1),)
    assert made.id


def test_evidence_is_cleaned_as_its_page_is() -> None:
    (made,) = clean_evidence((Span(1, 0, 3, "a\0b", "\ud800", "\f"),))
    assert (made.quote, made.prefix, made.suffix) == ("a\ufffdb", "\ufffd", "\ufffd")
