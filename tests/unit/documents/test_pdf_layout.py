"""Lines, cells, columns and paragraphs, made out of where characters stand."""

from __future__ import annotations

from pathlib import Path

from desktop.documents.reading import read
from tests.helpers.pdfs import Sheet, Text, lines, make_pdf

PROSE = [
    "The Centre assisted States of the region in",
    "drafting laws on the marking of firearms and",
    "trained police officers and prosecutors. It",
    "also destroyed weapons that had been taken",
    "from criminals, and wrote guides for schools",
    "and for those who keep ammunition in store.",
]


def _text(folder: Path, *runs: Text) -> str:
    path = folder / "report.pdf"
    path.write_bytes(make_pdf([Sheet(runs)]))
    return read(path).pages[0].text


def _row(y: float, *cells: tuple[float, str], size: float = 10) -> list[Text]:
    return [Text(x, y, text, size) for x, text in cells]


def test_cells_of_a_row_stand_on_one_line_apart(tmp_path: Path) -> None:
    runs = [
        *_row(700, (72, "Civilian personnel"), (300, "34 478.0"), (360, "35 809.3"), (420, "(11.1)")),
        *_row(680, (72, "Operational costs"), (305, "8 618.1"), (365, "7 208.6"), (425, "4.7")),
    ]
    expected = "Civilian personnel  34 478.0  35 809.3  (11.1)\nOperational costs  8 618.1  7 208.6  4.7"
    assert _text(tmp_path, *runs) == expected


def test_the_order_of_drawing_does_not_matter_for_a_table(tmp_path: Path) -> None:
    rows = [("Police", "10", "8"), ("Observers", "8", "8"), ("Staff", "113", "99"), ("Volunteers", "24", "22")]
    runs = [
        Text(x, 700 - 16 * n, row[column], 10) for column, x in enumerate((72, 300, 380)) for n, row in enumerate(rows)
    ]
    assert _text(tmp_path, *runs) == "\n".join("  ".join(row) for row in rows)


def test_neighbouring_numbers_never_run_together(tmp_path: Path) -> None:
    """Cells half a line's height apart, where a thousands group has a quarter."""
    text = _text(tmp_path, *_row(700, (72, "Grants"), (200, "12 345"), (239, "67 890"), (278, "1 100")))
    assert text == "Grants  12 345  67 890  1 100"


def test_thousands_groups_set_apart_by_a_gap_alone(tmp_path: Path) -> None:
    text = _text(tmp_path, *_row(700, (72, "Total"), (200, "1"), (208.3, "100"), (260, "22"), (273.9, "650")))
    assert text == "Total  1 100  22 650"


def test_justified_lines_have_words_not_cells(tmp_path: Path) -> None:
    run = Text(72, 700, "a sum of 1 100 was paid in the year 2019", 10, word_space=6)
    assert _text(tmp_path, run) == "a sum of 1 100 was paid in the year 2019"


def test_chinese_that_is_spread_over_the_line_has_no_spaces(tmp_path: Path) -> None:
    runs = [Text(72 + 14 * n, 700, char, 12, "song") for n, char in enumerate("灯塔浮标和码头养护")]
    assert _text(tmp_path, *runs) == "灯塔浮标和码头养护"


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = lines(PROSE, x=72, y=650, size=10)
    right = lines([line.replace("the", "that") for line in reversed(PROSE)], x=330, y=650, size=10)
    title = Text(72, 720, "A title over both columns of this page, set in a larger type", 14)
    foot = Text(300, 60, "7", 10)
    text = _text(tmp_path, foot, title, *left, *right)
    expected = [title.text, *(run.text for run in left), *(run.text for run in right), "7"]
    assert [line for line in text.split("\n") if line] == expected


def test_a_table_of_paragraphs_is_read_cell_by_cell(tmp_path: Path) -> None:
    runs: list[Text] = []
    cells: list[str] = []
    for row in range(2):
        for x in (72, 330):
            cell = [f"{row}{x} {line}"[:44] for line in PROSE[:4]]
            runs += lines(cell, x=x, y=650 - 100 * row, size=10)
            cells += cell
    assert [line for line in _text(tmp_path, *runs).split("\n") if line] == cells


def test_a_superscript_joins_its_word(tmp_path: Path) -> None:
    runs = [Text(72, 700, "for 2025/26", 12), Text(133, 705, "a", 7), Text(300, 700, "$39,082,100", 12)]
    assert _text(tmp_path, *runs) == "for 2025/26a  $39,082,100"


def test_a_blank_line_parts_paragraphs(tmp_path: Path) -> None:
    runs = [*lines(PROSE[:3], y=700), *lines(PROSE[3:], y=630)]
    assert _text(tmp_path, *runs) == "\n".join(PROSE[:3]) + "\n\n" + "\n".join(PROSE[3:])


def test_running_heads_drawn_last_come_first(tmp_path: Path) -> None:
    assert _text(tmp_path, *lines(PROSE[:2], y=700), Text(450, 760, "A/75/50", 10)).startswith("A/75/50\n")


def test_arabic_is_read_from_the_right(tmp_path: Path) -> None:
    shown = "مرحبا"[::-1] + " 2019 " + "عالم"[::-1]
    text = _text(tmp_path, Text(72, 700, shown, font="any"))
    assert text == "عالم 2019 مرحبا"


def test_a_page_of_scattered_characters_ends(tmp_path: Path) -> None:
    runs = [Text(37 * n % 560 + 10, 53 * n % 760 + 10, "x1"[n % 2], 9) for n in range(600)]
    text = _text(tmp_path, *runs)
    assert sum(text.count(char) for char in "x1") >= 590
