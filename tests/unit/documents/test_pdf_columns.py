"""Pages that are written from top to bottom: read by columns from the right, each letter in a cell of its own."""

from __future__ import annotations

from array import array
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from db.model.readings import Page
from desktop.documents.reading import read
from desktop.documents.spans import rects
from tests.helpers.odd_pdfs import COLUMNS, columns, downward, large_by_matrix
from tests.helpers.pdfs import Sheet, Text, make_pdf

MADE = {
    "by its font": lambda: downward(columns()),
    "letter by letter": lambda: downward(columns(apart=True)),
    "in no such font": lambda: downward(columns(apart=True), fonts=False),
    "by matrix": lambda: large_by_matrix(columns(COLUMNS[:3])),
    "turned page": lambda: downward(columns(), rotate=270),
}


def page(folder: Path, data: bytes) -> Page:
    path = folder / "one.pdf"
    path.write_bytes(data)
    return read(path).pages[0]


def boxes(found: Page) -> list[tuple[float, ...]]:
    values = array("f", found.boxes)
    across, down = found.width, found.height
    return [
        (values[n] * across, values[n + 1] * down, values[n + 2] * across, values[n + 3] * down)
        for n in range(0, len(values), 4)
    ]


def test_the_cells_of_a_column_touch_and_are_of_one_width(tmp_path: Path) -> None:
    found = page(tmp_path, downward(columns()))
    cells = boxes(found)
    start = 0
    for column in COLUMNS:
        mine = cells[start : start + len(column)]
        assert found.text[start : start + len(column)] == column
        start += len(column) + 1
        assert len({(round(left, 1), round(right, 1)) for left, _, right, _ in mine}) == 1
        for (_, _, _, bottom), (_, top, _, _) in pairwise(mine):
            assert bottom == pytest.approx(top, abs=1)  # ink may reach into the next cell
        assert all(bottom - top == pytest.approx(16, abs=1) for _, top, _, bottom in mine)


@pytest.mark.parametrize("name", MADE)
def test_a_quote_is_lit_where_its_letters_are_drawn(tmp_path: Path, name: str) -> None:
    found = page(tmp_path, MADE[name]())
    start = found.text.index("用于")
    (lit,) = rects(found, start, start + 2)
    scale = 2
    with pypdfium2.PdfDocument(tmp_path / "one.pdf") as document:
        picture = document[0].render(scale=scale).to_pil().convert("L")
    across, down = picture.size
    around = (round(lit.left * across), round(lit.top * down), round(lit.right * across), round(lit.bottom * down))
    ink = [
        (x, y)
        for y in range(around[1], around[3])
        for x in range(around[0], around[2])
        if picture.getpixel((x, y)) < 96
    ]
    assert len(ink) > 60, "two letters are drawn there"
    # Nothing of them sticks out: the rim is blank, but for letters above and below that touch it.
    sides = [(x, y) for y in range(around[1], around[3]) for x in (around[0] - 2, around[2] + 1)]
    if name == "turned page":
        sides = [(x, y) for x in range(around[0], around[2]) for y in (around[1] - 2, around[3] + 1)]
    assert all(picture.getpixel(at) > 160 for at in sides)


def test_all_of_a_column_is_one_rectangle(tmp_path: Path) -> None:
    found = page(tmp_path, downward(columns()))
    assert len(rects(found, 0, len(found.text))) == len(COLUMNS)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([Text(x, 700 - 14 * n, str(n + 1)) for x in (100, 200) for n in range(4)], "1  1\n2  2\n3  3\n4  4"),
        ([Text(100, 700 - 14 * n, str(n)) for n in range(4)], "0\n1\n2\n3"),
        (
            [Text(x, 700 - 21 * n, char, 16, "song") for x in (100, 200) for n, char in enumerate("港口基金")],
            "港  港\n口  口\n基  基\n金  金",
        ),
    ],
    ids=["figures", "one column of figures", "single letters in rows"],
)
def test_what_merely_stands_below_one_another_is_read_across(tmp_path: Path, runs: list[Text], text: str) -> None:
    assert page(tmp_path, make_pdf([Sheet(runs)])).text == text


def test_figures_and_latin_letters_in_a_column_stay_in_it(tmp_path: Path) -> None:
    texts = ["去年收到12345元", "FUND 7", "共1 100人参加"]
    assert page(tmp_path, downward(columns(texts))).text == "\n".join(texts)


def test_a_heading_across_the_columns_is_read_across(tmp_path: Path) -> None:
    # The same font, letter by letter: only the places tell what runs across.
    runs = [*columns(apart=True), *[Text(200 + 16 * n, 740, char, 16, "song") for n, char in enumerate("基金报告")]]
    assert page(tmp_path, make_pdf([Sheet(runs)])).text == "基金报告\n" + "\n".join(COLUMNS)


def test_a_page_whose_crop_box_lies_beside_it_is_shown_whole(tmp_path: Path) -> None:
    runs = [Text(72, 720, "Forty boats")]
    whole = page(tmp_path, make_pdf([Sheet(runs)]))
    beside = page(tmp_path, make_pdf([Sheet(runs, crop=(5000, 5000, 6000, 6000))]))
    assert (beside.width, beside.height, beside.text) == (612, 792, "Forty boats")
    assert beside.boxes == whole.boxes
    partly = page(tmp_path, make_pdf([Sheet(runs, crop=(50, 600, 5000, 5000))]))
    assert (partly.width, partly.height) == (612 - 50, 792 - 600)
