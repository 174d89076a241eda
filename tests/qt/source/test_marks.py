"""Marks by page: order, levels, roles."""

from __future__ import annotations

from db.model.evidence import Span
from desktop.ui.source.marks import MAXIMUM_LEVEL, Mark, MarkIndex


def at(record: str, start: int, end: int, page: int = 1, role: str = "value") -> Mark:
    return Mark(record, "count", "undecided", (Span(page, start, end, "x" * (end - start), role=role),))  # type: ignore[arg-type]


def levels(*marks: Mark) -> dict[str, int]:
    return {placed.mark.record: placed.level for placed in MarkIndex(marks).on_page(1)}


def test_spans_that_do_not_touch_share_the_level_next_to_the_text() -> None:
    assert levels(at("a", 0, 5), at("b", 5, 9), at("c", 20, 30)) == {"a": 0, "b": 0, "c": 0}


def test_a_longer_span_goes_below_the_shorter_ones_it_covers() -> None:
    assert levels(at("long", 0, 50), at("mid", 10, 30), at("short", 15, 20), at("far", 60, 61)) == {
        "short": 0,
        "mid": 1,
        "long": 2,
        "far": 0,
    }


def test_equal_spans_of_two_records_get_two_levels() -> None:
    assert sorted(levels(at("a", 3, 9), at("b", 3, 9)).values()) == [0, 1]


def test_levels_do_not_run_out_of_the_line() -> None:
    assert max(levels(*(at(f"r{n}", 0, 10 + n) for n in range(9))).values()) == MAXIMUM_LEVEL


def test_the_spans_of_one_record_do_not_push_each_other_down() -> None:
    mark = Mark("a", "count", "undecided", (Span(1, 0, 9, "x" * 9), Span(1, 2, 4, "xx")))
    assert {placed.level for placed in MarkIndex([mark]).on_page(1)} == {0}


def test_long_spans_come_first_so_that_short_ones_are_drawn_over_them() -> None:
    index = MarkIndex([at("short", 5, 7), at("long", 0, 50), at("mid", 4, 20)])
    assert [placed.mark.record for placed in index.on_page(1)] == ["long", "mid", "short"]


def test_only_what_touches_the_range_is_returned() -> None:
    index = MarkIndex([at("a", 0, 5), at("b", 5, 9), at("other", 0, 5, page=2)])
    assert [placed.mark.record for placed in index.on_page(1, 5, 8)] == ["b"]
    assert [placed.mark.record for placed in index.on_page(2)] == ["other"]
    assert index.on_page(3) == []


def test_labels_are_primary_only_where_no_value_is() -> None:
    both = Mark("a", "count", "undecided", (Span(1, 0, 3, "abc", role="label"), Span(1, 5, 8, "123")))
    placed = {p.span.role: p for p in MarkIndex([both, at("b", 10, 12, role="label")]).on_page(1) if p.mark is both}
    assert not placed["label"].primary and placed["value"].primary and placed["value"].last
    assert [p.primary for p in MarkIndex([at("b", 10, 12, role="label")]).on_page(1)] == [True]


def test_a_record_is_found_by_its_id() -> None:
    mark = at("a", 0, 5)
    index = MarkIndex([mark])
    assert index.get("a") is mark and index.get("b") is None and index.get(None) is None
