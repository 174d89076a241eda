"""A reading through the pipe and back; what a compromised child may send is refused."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

import pytest

from db.model.readings import Cell, Page, Reading
from desktop.workers.codec import decode, encode


def _reading() -> Reading:
    boxes = array("f", [0.1, 0.1, 0.2, 0.2] * 3).tobytes()
    pages = (
        Page(1, "中\U0002a6a5b", 612.0, 792.0, boxes, (), "i"),
        Page(2, "a\tb", cells=(Cell(0, 0, 0, 0, 1), Cell(0, 0, 1, 2, 3))),
    )
    return Reading("f" * 64, "pdf", "pdfium", "1", pages, {"encoding": "x"}, ("no_text",), ((0, "Title", 2),))


def test_there_and_back() -> None:
    header, payload = encode(_reading())
    assert decode(header, memoryview(payload)) == _reading()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda h: h.pop("pages"),
        lambda h: h.update(pages={}),
        lambda h: h["pages"][0].update(text=-1),
        lambda h: h["pages"][0].update(text=10**12),
        lambda h: h["pages"][0].update(boxes=16),
        lambda h: h["pages"][0].update(text=2),
        lambda h: h["pages"][0].update(size=[1]),
        lambda h: h["pages"][0].update(label=7),
        lambda h: h["pages"][1].update(cells=[[0, 0, 0, 0, 99]]),
        lambda h: h["pages"][1].update(cells=[[0, 0, True, 0, 1]]),
        lambda h: h["pages"].pop(),
        lambda h: h.update(notes="no_text"),
        lambda h: h.update(notes=["\ud800"]),
        lambda h: h.update(outline=[[0, "x"]]),
        lambda h: h.update(options=[1]),
        lambda h: h.update(file=None),
    ],
)
def test_what_is_no_reading_is_refused(spoil: Callable[[dict[str, Any]], object]) -> None:
    header, payload = encode(_reading())
    spoil(header)
    with pytest.raises(ValueError):
        decode(header, memoryview(payload))


def test_text_that_no_page_may_hold_is_refused() -> None:
    header, payload = encode(_reading())
    with pytest.raises(ValueError):
        decode(header, memoryview(payload.replace(b"a\tb", b"a\x00b")))
