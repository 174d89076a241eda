"""Selected text as evidence."""

from __future__ import annotations

from desktop.ui.source.selection import Place, Selection
from tests.qt.source.material import pdf, plain

READING = plain("  one\ntwo \U00020000\n", "three\nfour")


def selected(first: Place, last: Place) -> Selection:
    made = Selection()
    made.begin(first)
    made.caret = last
    return made


def test_nothing_is_selected_at_first() -> None:
    made = Selection()
    assert made.is_empty and made.evidence(READING.pages) == () and made.text(READING.pages) == ""
    made.begin(Place(1, 3))
    assert made.is_empty


def test_over_two_pages_there_is_one_span_a_page_in_either_direction() -> None:
    there, back = selected(Place(1, 6), Place(2, 5)), selected(Place(2, 5), Place(1, 6))
    assert [(s.page, s.quote) for s in there.evidence(READING.pages)] == [(1, "two \U00020000"), (2, "three")]
    assert back.evidence(READING.pages) == there.evidence(READING.pages)
    assert there.text(READING.pages) == "two \U00020000\n\nthree"


def test_white_space_at_the_ends_is_no_evidence() -> None:
    (span,) = selected(Place(1, 0), Place(1, 6)).evidence(READING.pages)
    assert (span.start, span.end, span.quote) == (2, 5, "one")
    assert selected(Place(1, 0), Place(1, 2)).evidence(READING.pages) == ()


def test_spans_of_a_pdf_bring_their_rectangles() -> None:
    reading = pdf("first\nsecond")
    (span,) = selected(Place(1, 2), Place(1, 9)).evidence(reading.pages)
    assert len(span.rects) == 2 and span.suffix == "ond"


def test_the_run_of_a_page_ends_with_its_text() -> None:
    made = selected(Place(1, 3), Place(3, 4))
    assert made.run(1, 10) == (3, 10) and made.run(2, 7) == (0, 7) and made.run(3, 2) == (0, 2)
    assert made.run(4, 9) is None
