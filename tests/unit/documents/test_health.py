"""Health of pages: what is suspect, and what is not."""

from __future__ import annotations

import struct

import pytest

from db.model.readings import Page
from desktop.documents.health import Picture, judge

_WIDE, _HIGH = 100, 140
_WORDS = "The harbour master trained twelve pilots and four clerks in Tema."


def _page(text: str, rows: int = 1) -> Page:
    """A page whose text runs over its first rows from margin to margin, each character with a box."""
    each = max(1, -(-len(text) // rows))
    boxes = b""
    for index in range(len(text)):
        row, column = divmod(index, each)
        left = 0.1 + 0.8 * column / each
        boxes += struct.pack("<4f", left, 0.1 + 0.03 * row, left + 0.8 / each, 0.12 + 0.03 * row)
    return Page(1, text, 595, 842, boxes)


def _picture(*inked: tuple[float, float, float, float]) -> Picture:
    grey = bytearray(b"\xff" * (_WIDE * _HIGH))
    for left, top, right, bottom in inked:
        for row in range(int(top * _HIGH), int(bottom * _HIGH)):
            for column in range(int(left * _WIDE), int(right * _WIDE)):
                grey[row * _WIDE + column] = 20
    return Picture(_WIDE, _HIGH, bytes(grey))


_LINE = (0.1, 0.1, 0.9, 0.12)


@pytest.mark.parametrize(
    ("page", "picture", "second", "verdict"),
    [
        (_page(_WORDS), _picture(_LINE), _WORDS, "sound"),
        (_page(_WORDS), None, None, "sound"),
        (_page(""), _picture(), "", "sound"),
        (_page("3"), _picture((0.48, 0.95, 0.52, 0.97)), "3", "sound"),
        (_page(""), _picture((0.1, 0.1, 0.9, 0.8)), "", "no_text"),
        (_page("3"), _picture((0.1, 0.1, 0.9, 0.8)), None, "no_text"),
        (_page(""), None, _WORDS, "no_text"),
        (_page("Th\ue001 h\ue002rb\ue003\ue004r m\ue002ster"), _picture(_LINE), None, "garbled"),
        (_page("(cid:12)(cid:44) of (cid:3)"), None, None, "garbled"),
        (_page(f"one \ufffd {_WORDS * 3}"), None, None, "sound"),
        (_page(_WORDS), _picture(_LINE), _WORDS + " It also closed the northern quay in 2024.", "missing"),
        (_page(_WORDS), _picture(_LINE), _WORDS[:20], "sound"),
        (_page(_WORDS), _picture(_LINE), "ＴＨＥ " + _WORDS, "sound"),
        (_page("⻓期⼯作" * 10), None, "长期工作" * 10, "sound"),
        (_page(_WORDS), _picture(_LINE, (0.1, 0.3, 0.9, 0.9)), _WORDS, "sparse"),
    ],
)  # fmt: skip
def test_judges(page: Page, picture: Picture | None, second: str | None, verdict: str) -> None:
    assert judge(page, picture, second).verdict == verdict


def test_says_how_much() -> None:
    assert judge(_page("\ue000\ue001\ue002\ue003")).parameters == {"broken": 4}
    found = judge(_page(_WORDS), None, _WORDS + " forty-four tugs")
    assert (found.verdict, found.parameters, found.suspect) == ("missing", {"missing": 13}, True)
    assert not judge(_page(_WORDS)).suspect
