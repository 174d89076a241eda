"""Numbered paragraphs, and what stands opposite."""

from __future__ import annotations

from db.model.readings import Page, Reading
from desktop.documents.paragraphs import Paragraph, numbered, opposite


def _reading(*pages: str) -> Reading:
    return Reading("ab" * 32, "txt", "text", "1", tuple(Page(n, text) for n, text in enumerate(pages, 1)))


ENGLISH = _reading(
    "Cover\n\n1. The Board met.\nIt decided:\n1. to build\n2. to wait\n2. The Fund spent 3.5 million.",
    "3. It trained 12.",
)
CHINESE = _reading("1. 理事会开会。", "2. 基金支出。", "第三页", "3．培训了 12 人。\n4、还有")


def test_the_longest_run_of_rising_numbers_counts() -> None:
    assert [p.number for p in numbered(ENGLISH)] == [1, 2, 3]
    assert [(p.number, p.page, p.start) for p in numbered(CHINESE)] == [(1, 1, 0), (2, 2, 0), (3, 4, 0), (4, 4, 12)]
    assert numbered(_reading("no numbers", "3.5 million\n2024. a year")) == ()


def test_what_stands_opposite() -> None:
    mine, theirs = numbered(ENGLISH), numbered(CHINESE)
    assert opposite((2, 5), mine, theirs, (2, 4)) == (4, 0)
    assert opposite((1, 0), mine, theirs, (2, 4)) == (1, 0)
    assert opposite((4, 12), theirs, mine, (4, 2))[0] == 2
    assert opposite((4, 0), (), (), (4, 8)) == (8, 0)
    assert opposite((1, 0), (), (), (1, 8)) == (1, 0)
    assert opposite((2, 0), (Paragraph(9, 1, 0),), theirs, (3, 3)) == (2, 0)
