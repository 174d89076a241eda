"""What is cut out of a page for a value: no line by half, its header where that is far, text where nothing is drawn."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from db.model.evidence import Span
from desktop.ui.groups.cuts import SIDE, passage_of, strip_of
from desktop.ui.source.pdf_pages import PdfPages
from tests.qt.source.material import pdf, plain, span

LINES = ("The year was good.", "In May the guild", "trained 24 pilots there", "and sent them home.", "Nothing else.")
WIDE = 500.0  # points
TABLE = "Item\t2030\t2029\nIncome\t500\t480\nRent\t70\t71\nCosts\t310\t300\nResult\t120\t109"


def test_a_strip_holds_the_line_before_and_the_line_after() -> None:
    reading = pdf("\n".join(LINES))
    strip = strip_of(PdfPages(reading), (span(reading, "trained 24 pilots there"),), WIDE)
    assert strip is not None and strip.page == 1 and len(strip.areas) == 1
    # Lines are 24 points apart from 60 on, letters 14 points high.
    (area,) = strip.areas
    assert 60 + 24 - 5 < area.top() < 60 + 24 + 5
    assert 60 + 3 * 24 + 14 - 5 < area.bottom() < 60 + 3 * 24 + 14 + 5
    assert round(area.left(), 3) == 60 - SIDE
    assert len(strip.lit) == 1


def test_a_line_beside_it_is_left_out_where_the_passage_is_far_from_it() -> None:
    reading = pdf("The year was good.\nSo the guild then trained 24 pilots in the old town there.\nAll went home.")
    pages = PdfPages(reading)
    strip = strip_of(pages, (span(reading, "24"),), WIDE)
    first, last = strip_of(pages, (span(reading, "So"),), WIDE), strip_of(pages, (span(reading, "there"),), WIDE)
    assert strip is not None and first is not None and last is not None
    assert [round(rect.width()) for rect in strip.lit] == [24]
    assert strip.height < 30 and first.height > 40 and last.height > 40
    assert first.areas[0].top() < strip.areas[0].top() and last.areas[0].bottom() > strip.areas[0].bottom()


def test_the_header_of_a_column_is_cut_out_beside_it() -> None:
    reading = pdf("\n".join(["Item 2030 2029", *["word 11 12"] * 8, "Rent 70 71"]))
    header = replace(span(reading, "2029"), role="header")
    label = replace(span(reading, "Rent"), role="label")
    strip = strip_of(PdfPages(reading), (span(reading, "71"), label, header), WIDE)
    assert strip is not None and len(strip.areas) == 2
    head, main = strip.areas
    assert head.contains(60.0, 67.0) and head.bottom() < main.top()
    assert (head.left(), head.width()) == (main.left(), main.width())
    assert len(strip.soft) == 2 and len(strip.lit) == 1


def test_where_there_is_little_room_the_value_is_in_it() -> None:
    reading = pdf("A long line that ends with the number 4711")
    strip = strip_of(PdfPages(reading), (span(reading, "4711"),), 100.0)
    assert strip is not None
    (area,) = strip.areas
    assert round(area.width()) == 100 and area.contains(strip.lit[0])


def test_no_strip_shows_what_is_in_two_pages_or_has_no_place() -> None:
    reading = pdf("The guild trained", "24 pilots")
    both = (span(reading, "trained"), span(reading, "24", 2))
    assert strip_of(PdfPages(reading), both, WIDE) is None
    assert strip_of(PdfPages(reading), (Span(7, 0, 2, "24"),), WIDE) is None
    told = passage_of(reading, both)
    assert "trained" in told.lines[0][1] and "24" in told.lines[0][1]
    assert [told.lines[0][1][start:end] for start, end in told.lit] == ["trained", "24"]


def test_what_is_higher_than_a_strip_may_be_shows_as_text() -> None:
    reading = pdf("\n".join(["a line of it"] * 12))
    page = reading.pages[0]
    whole = Span(1, 0, len(page.text), page.text)
    assert strip_of(PdfPages(reading), (whole,), WIDE) is None
    assert len(passage_of(reading, (whole,)).lines) == 12


def test_a_passage_keeps_lines_and_cells(qtbot: QtBot) -> None:
    reading = plain(TABLE)
    header = replace(span(reading, "2029"), role="header")
    label = replace(span(reading, "Costs"), role="label")
    told = passage_of(reading, (span(reading, "300"), label, header))
    assert [line for _, line in told.lines] == [
        "Item\t2030\t2029",
        "Rent\t70\t71",
        "Costs\t310\t300",
        "Result\t120\t109",
    ]
    text = reading.pages[0].text
    assert [text[start:end] for start, end in told.lit] == ["300"]
    assert {text[start:end] for start, end in told.soft} == {"Costs", "2029"}
    assert all(text[start : start + len(line)] == line for start, line in told.lines)


def test_context_begins_and_ends_with_whole_words() -> None:
    words = " ".join(f"word{n}" for n in range(60))
    reading = plain(words)
    told = passage_of(reading, (span(reading, "word30"),))
    ((start, line),) = told.lines
    assert start > 0 and line.split()[0] in words.split() and line.split()[-1] in words.split()
    assert len(line) < 220


def test_blank_lines_are_passed_over() -> None:
    reading = plain("First things.\n\n\nThe guild trained 24 pilots.\n\n\nLast things.")
    told = passage_of(reading, (span(reading, "24"),))
    assert [line for _, line in told.lines] == ["First things.", "The guild trained 24 pilots.", "Last things."]


def test_without_a_reading_the_quote_shows_with_its_surroundings() -> None:
    told = passage_of(None, (Span(3, 5, 7, "24", "trained ", " pilots\nthere"),))
    assert told.lines == ((0, "trained 24 pilots there"),)
    assert told.lit == ((8, 10),)
