"""Recognised text: arranged like a page's own, with boxes and certainties, and a reading of its own."""

from __future__ import annotations

import struct

import pytest

from db.model.readings import Page, Reading
from desktop.documents.recognising import Glyph, certainty, page_of, spelled, with_pages
from desktop.documents.spans import make_span


def _line(text: str, left: float, top: float, sure: float = 0.9) -> list[Glyph]:
    """Glyphs of 10 by 20 pixels."""
    return [Glyph(char, left + 10 * n, top, left + 10 * n + 10, top + 20, sure) for n, char in enumerate(text)]


def test_lines_come_in_reading_order_with_cells_apart() -> None:
    page = Page(3, "", 300, 400, label="iii")
    lines = [_line("2 000", 400, 140), _line("Grants", 100, 140), _line("Item", 100, 100), _line("2024", 410, 102)]
    found = page_of(page, lines, 600, 800)
    assert found.text == "Item  2024\nGrants  2 000"
    assert (found.number, found.label, found.width, found.height) == (3, "iii", 300, 400)
    left, top, right, bottom = struct.unpack_from("<4f", found.boxes)
    assert (left, top, right, bottom) == pytest.approx((100 / 600, 100 / 800, 110 / 600, 120 / 800))
    span = make_span(found, found.text.index("2 000"), len(found.text))
    assert span.quote == "2 000" and len(span.rects) == 1
    assert span.rects[0].left == pytest.approx(400 / 600)
    assert len(found.certainty) == len(found.text) == len(found.boxes) // 16


def test_certainty_is_that_of_the_least_sure_character() -> None:
    lines = [_line("ab", 100, 100, 1.0), _line("cd", 100, 140, 0.4)]
    page = page_of(Page(1, "", 300, 400), lines, 600, 800)
    assert certainty(page, 0, 2) == 1.0
    assert certainty(page, 1, 4) == pytest.approx(0.4, abs=0.01)
    assert certainty(Page(1, "own"), 0, 2) is None


def test_what_no_page_may_hold_is_left_out() -> None:
    page = page_of(
        Page(1, "", 300, 400), [[*_line("a", 10, 10), Glyph("\n", 0, 0, 0, 0, 1), Glyph("", 0, 0, 0, 0, 1)]], 600, 800
    )
    assert page.text == "a" and page_of(Page(1, "", 300, 400), [], 600, 800).text == ""


def test_a_reading_of_its_own_keeps_the_other_pages() -> None:
    old = Reading("ab" * 32, "pdf", "pdfium", "1", (Page(1, "own"), Page(2, ""), Page(3, "")), {"a": "b"}, ("no_text",))
    new = with_pages(old, {2: Page(2, "seen"), 3: Page(3, "too")}, "engine", "7")
    assert [page.text for page in new.pages] == ["own", "seen", "too"]
    assert new.id != old.id and new.file == old.file
    assert new.options == {"a": "b", "recognised": "2-3"} and new.notes == ("recognised",)
    assert (new.reader, new.version) == ("pdfium and engine", "1 and 7")
    assert with_pages(old, {}, "e", "7").options["recognised"] == ""
    bare = Reading("ab" * 32, "pdf", "pdfium", "1", (Page(1, ""),), {}, ("no_text",))
    assert with_pages(bare, {1: Page(1, "")}, "e", "7").notes == ("no_text", "recognised")


def test_spells_page_numbers() -> None:
    assert spelled([]) == "" and spelled([4]) == "4" and spelled([1, 2, 3, 7, 9, 10]) == "1-3,7,9-10"
