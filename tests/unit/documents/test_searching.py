"""Searching: what levels, what does not, and places that are exact."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.readings import Page
from desktop.documents.searching import Hit, Query, Searcher, context, find, level


def _found(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in find(text, Query.of(typed))]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("The Port of Tema", "port", ["Port"]),
        ("The Port of Tema", "PORT OF", ["Port of"]),
        ("the session", "hes", []),
        ("the session", "thesession", []),
        ("the\n  session", "the session", ["the\n  session"]),
        ("a well-\nknown port", "well-known", ["well-\nknown"]),
        ("一个中心和两个中\n心", "中心", ["中心", "中\n心"]),
        ("一个中心", "中", ["中"]),
        ("⻓期培训 ⼯作", "长期", ["⻓期"]),
        ("⻓期培训 ⼯作", "工作", ["⼯作"]),
        ("共有 1 100 人", "1100", ["1 100"]),
        ("共有 1 100 人", "1 100", ["1 100"]),
        ("共有 １１００ 人", "1100", ["１１００"]),
        ("in 2023 2024", "2023 2024", ["2023 2024"]),
        ("Côte d’Ivoire, São Tomé", "cote", ["Côte"]),
        ("Côte d’Ivoire, São Tomé", "são tome", ["São Tomé"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("отчёт и отчет", "отчет", ["отчёт", "отчет"]),
        ("край", "краи", []),
        ("تَقرير المركز", "تقرير", ["تَقرير"]),
        ("الأمم", "الامم", ["الأمم"]),
        ("soft\u00adware", "software", ["soft\u00adware"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("any", "", []),
        ("any", "   ", []),
        ("", "any", []),
        ("10 % of 5", "%", ["%"]),
    ],
)
def test_finds(text: str, typed: str, found: list[str]) -> None:
    assert _found(text, typed) == found


def test_searcher_goes_through_all_pages_and_can_be_stopped() -> None:
    searcher = Searcher([Page(1, "one port"), Page(2, "none"), Page(3, "Port, port")])
    assert list(searcher.find("port")) == [Hit(1, 4, 8), Hit(3, 0, 4), Hit(3, 6, 10)]
    assert list(searcher.find("port", lambda: True)) == []
    assert list(searcher.find(" ")) == []


def test_context_is_one_line() -> None:
    assert context("first line\nthe port\nof Tema", 15, 19, 6) == (
        "…e the ",
        "port",
        " of Te…",
    )
    assert context("甲乙\n丙丁戊\n己", 4, 5, 9) == ("甲乙丙", "丁", "戊己")


def test_a_letter_that_stands_for_two_is_found_once() -> None:
    assert find("Sß", Query.of("s")) == [(0, 1), (1, 2)]
    assert find("Straße", Query.of("s")) == [(0, 1), (4, 5)]


@given(st.text(max_size=60), st.data())
def test_any_passage_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    if not level(text):
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    passage = text[start:end]
    if not level(passage):
        return
    found = find(text, Query.of(passage))
    assert found
    assert all(level(text[a:b]).find(level(passage)) >= 0 for a, b in found)
    assert all(b1 <= a2 for (_, b1), (a2, _) in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "plain words\nand lines of them",
        "  spaces   before\n\n\nand between them ",
        "a\u00adb\ufb01nd of one even with the other: find",
        "tabs\tand\u3000wide spaces; find them",
        "\ufb01\u00adnd",
        "海 岛\n档案 find 海岛",
    ],
)
@pytest.mark.parametrize("typed", ["find", "and", "海岛", "them", "o"])
def test_kept_words_give_the_same_places_as_the_text_itself(text: str, typed: str) -> None:
    query = Query.of(typed)
    by_hand = [index for index, char in enumerate(text) for _ in level(char)]
    found = find(text, query)
    assert found == find(text, query, level(text))
    assert all(start in by_hand and level(text[start:end]) == query.levelled for start, end in found)
    assert find(text, query, "not what was kept of it " + level(text)) == found


def test_a_letter_that_stands_for_two_does_not_hide_a_space_behind_it() -> None:
    assert _found("the \ufb01 x", "fix") == []


@pytest.mark.parametrize("seed", range(40))
def test_places_are_the_same_with_and_without_the_levelled_text(seed: int) -> None:
    # Without it each letter's place is counted; with it most are found without counting.
    random = Random(seed)
    letters = ("abA \n", "灯塔 a\n", "1 0,\n", "ßsS ﬁfi\n", "İiI x")[seed % 5]
    for _ in range(60):
        text = "".join(random.choices(letters, k=random.randint(1, 30)))
        typed = "".join(random.choices(letters, k=random.randint(1, 4)))
        query = Query.of(typed)
        assert find(text, query, level(text)) == find(text, query), (text, typed)
