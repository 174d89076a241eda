"""Rectangles of random quotes lie on the letters that are drawn: on samples, turned, cropped, in columns and tables."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from db.model.evidence import Rect
from db.model.readings import Page
from desktop.documents.reading import read
from desktop.documents.spans import make_span, rects
from tests.helpers.pdfs import Sheet, Text, lines, make_pdf

SOAK = os.environ.get("COUNTERPROOF_SOAK") == "1"
QUOTES = 500 if SOAK else 40
SCALE = 3.0  # pixels a point
DARK = 128
SAMPLES = sorted((Path(__file__).parents[3] / "resources" / "samples").glob("*.pdf"))
WORDS = [
    "harbour",
    "office",
    "counted",
    "boats",
    "120",
    "1,250",
    "sheds",
    "crates",
    "in",
    "Tema",
    "(43%)",
    "during",
    "June",
    "2031",
]


def _words(seed: int, number: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=number))


def _columns() -> list[Text]:
    return [
        Text(60 + 260 * side, 720 - 16 * n, _words(50 * side + n, 4)[:34], 10) for side in (0, 1) for n in range(40)
    ]


def _table() -> list[Text]:
    return [
        Text(72 + 110 * column, 700 - 18 * row, _words(row * 9 + column, 1), 11)
        for row in range(30)
        for column in range(4)
    ]


MADE: dict[str, Sequence[Sheet]] = {
    **{
        f"turned {turn}": [Sheet(lines([_words(n, 7) for n in range(30)], x=110, y=680), rotate=turn)]
        for turn in (0, 90, 180, 270)
    },
    "cropped": [Sheet(lines([_words(n, 6) for n in range(30)], x=120, y=650), crop=(50, 60, 562, 712))],
    "cropped and turned": [
        Sheet(lines([_words(n, 6) for n in range(30)], x=120, y=650), crop=(50, 60, 562, 712), rotate=90)
    ],
    "odd origin": [Sheet(lines([_words(n, 6) for n in range(20)], x=20, y=500), media=(-100, -50, 500, 700))],
    "columns": [Sheet(_columns())],
    "table": [Sheet(_table())],
}


class Ink:
    """The dark pixels of a rendered page."""

    def __init__(self, path: Path, page: Page) -> None:
        with pypdfium2.PdfDocument(path) as document:
            raw = document[page.number - 1]
            bitmap = raw.render(scale=SCALE, grayscale=True)
            self.width, self.height, self._stride = bitmap.width, bitmap.height, bitmap.stride
            self._data = bytes(bitmap.buffer)
            bitmap.close()
            raw.close()

    def box(self, rect: Rect, around: int = 0) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in pixels, the last two beyond."""
        left, top = int(rect.left * self.width) - around, int(rect.top * self.height) - around
        right, bottom = int(rect.right * self.width) + 1 + around, int(rect.bottom * self.height) + 1 + around
        return max(0, left), max(0, top), min(self.width, right), min(self.height, bottom)

    def rows(self, box: tuple[int, int, int, int]) -> list[bytes]:
        """The grey values of a part."""
        left, top, right, bottom = box
        return [self._data[y * self._stride + left : y * self._stride + right] for y in range(top, bottom)]

    def dark(self, box: tuple[int, int, int, int]) -> int:
        """Dark pixels of a part."""
        return sum(value < DARK for row in self.rows(box) for value in row)

    def whole(self) -> tuple[int, int, int, int]:
        return 0, 0, self.width, self.height


@cache
def _read(path: Path) -> tuple[Page, ...]:
    return read(path).pages


def _covered(path: Path, quotes: int, seed: int) -> int:
    """Check quotes; returns how many letters were looked at."""
    rng = random.Random(seed)
    pages = [page for page in _read(path) if len(page.text.split()) > 3]
    looked = 0
    inks: dict[int, Ink] = {}
    for _ in range(quotes):
        page = rng.choice(pages)
        ink = inks.get(page.number) or inks.setdefault(page.number, Ink(path, page))
        start = rng.randrange(len(page.text) - 1)
        end = min(len(page.text), start + rng.randrange(1, 120))
        if not page.text[start:end].strip():
            continue
        span = make_span(page, start, end)
        assert span.rects, (path.name, page.number, span.quote)
        for index in range(start, end):
            char = page.text[index]
            if not char.isalnum():
                continue
            (own,) = rects(page, index, index + 1) or (None,)
            assert own is not None, (path.name, page.number, char, index)
            assert ink.dark(ink.box(own, 1)) > 0, (path.name, page.number, char, span.quote)
            assert any(_within(own, rect) for rect in span.rects), (path.name, page.number, char, span.quote)
            looked += 1
    return looked


def _within(inner: Rect, outer: Rect) -> bool:
    loose = 1e-4
    return (
        outer.left - loose <= inner.left
        and inner.right <= outer.right + loose
        and outer.top - loose <= inner.top
        and inner.bottom <= outer.bottom + loose
    )


@pytest.mark.soak
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_quotes_of_samples_lie_on_ink(path: Path) -> None:
    assert _covered(path, QUOTES, 1) > QUOTES


@pytest.mark.soak
@pytest.mark.parametrize("name", MADE)
def test_quotes_of_made_pages_cover_all_ink_and_nothing_else(tmp_path: Path, name: str) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(make_pdf(MADE[name]))
    assert _covered(path, QUOTES, 2) > QUOTES
    (page,) = _read(path)
    ink = Ink(path, page)
    inside = bytearray(ink.width * ink.height)
    for rect in rects(page, 0, len(page.text)):
        left, top, right, bottom = ink.box(rect, 1)
        for y in range(top, bottom):
            inside[y * ink.width + left : y * ink.width + right] = b"\x01" * (right - left)
    drawn = outside = 0
    for y, row in enumerate(ink.rows(ink.whole())):
        for x, value in enumerate(row):
            if value < DARK:
                drawn += 1
                outside += not inside[y * ink.width + x]
    assert drawn > 5000 and outside == 0, (drawn, outside)
