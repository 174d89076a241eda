"""The contents of a report: from its own outline, or from what its text shows."""

from __future__ import annotations

import pytest

from db.model.readings import Page, Reading
from desktop.documents.headings import Heading, headings


def _reading(*pages: str, outline: tuple[tuple[int, str, int], ...] = ()) -> Reading:
    made = tuple(Page(n, text) for n, text in enumerate(pages, 1))
    return Reading("ab" * 32, "txt", "text", "1", made, outline=outline)


def test_the_files_own_contents_count() -> None:
    reading = _reading("Cover", "II.  Work\ndone", outline=((0, "Cover", 1), (1, "II. Work done", 2), (0, "Gone", 9)))
    assert headings(reading) == (Heading(0, "Cover", 1, 0), Heading(1, "II. Work done", 2, 0))


@pytest.mark.parametrize(
    ("line", "depth"),
    [
        ("I. Introduction", 0), ("IV. Financial statement", 0), ("A. Training", 1), ("Summary", 0), ("Annex II", 0),
        ("一. 导言", 0), ("二、工作情况", 0), ("A. 海上安全", 1), ("（一）培训", 1), ("附件一", 0), ("摘要", 0),
        ("1. The Board met.", None), ("I. It met in May, and decided.", None), ("V. Introduction ........ 4", None),
        ("A. " + "word " * 30, None), ("Introduction to the work of", None), ("I", None), ("", None),
        ("II. Activités", 0), ("Введение", 0), ("III. Деятельность", 0),
    ],
)  # fmt: skip
def test_knows_a_heading(line: str, depth: int | None) -> None:
    found = headings(_reading(f"Some words before.\n  {line}\nSome words after."))
    assert [heading.depth for heading in found] == ([] if depth is None else [depth])
    if depth is not None:
        assert found[0] == Heading(depth, line, 1, 21)


def test_radicals_are_taken_for_their_characters() -> None:
    found = headings(_reading("\u2f00. 导言\n中心在\u2f00年里。\n\u2f06. \u2f2f作情况"))
    assert [(heading.depth, heading.title) for heading in found] == [(0, "一. 导言"), (0, "二. 工作情况")]


def test_a_contents_page_is_passed_over() -> None:
    reading = _reading("Contents\nI. Introduction\nII. Work", "I. Introduction\n1. Words.", "II. Work\n2. Words.")
    assert [(heading.title, heading.page) for heading in headings(reading)] == [
        ("Contents", 1), ("I. Introduction", 2), ("II. Work", 3),
    ]  # fmt: skip
