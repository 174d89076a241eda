"""Drafts of fields as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.model.evidence import Rect, Span
from db.model.values import State
from desktop.ui.form.drafts import FieldDraft

SPAN = Span(2, 5, 7, "五十", "第", "名", "value", (Rect(0.1, 0.2, 0.3, 0.4),))


@given(st.text(), st.none() | st.sampled_from(State), st.none() | st.just((SPAN,)) | st.just(()))
def test_comes_back_as_it_went(text: str, state: State | None, evidence: tuple[Span, ...] | None) -> None:
    draft = FieldDraft(text.replace("\u2063", ""), state, evidence)
    assert FieldDraft.decode(draft.encode()) == draft


@given(st.text())
def test_any_text_is_read_and_none_is_lost(text: str) -> None:
    assert FieldDraft.decode(text).text == text or "\u2063" in text


def test_what_is_broken_is_text() -> None:
    broken = "12\u2063{not json"
    assert FieldDraft.decode(broken) == FieldDraft(broken)
