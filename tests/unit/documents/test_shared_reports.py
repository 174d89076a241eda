"""Real reports, where they lie beside the repository: what people quoted from them is found in every format."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from db.model.readings import Reading
from desktop.documents.anchors import find_parts
from desktop.documents.folding import fold
from desktop.documents.reading import read
from desktop.documents.spans import rects

SHARED = Path(__file__).resolve().parents[4] / "shared"
NAMES = ("small-arms-2014-zh", "unlirec-2020-zh", "unmik-financing-2026-en")

pytestmark = pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason="no reports beside the repository")


@cache
def _reading(file: str) -> Reading:
    return read(SHARED / "reports" / file)


def _quotes(name: str) -> list[str]:
    labels = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))
    return [item["quote"] for family in ("counts", "financial") for item in labels[family]]


@pytest.mark.parametrize("ending", ["pdf", "docx", "txt"])
@pytest.mark.parametrize("name", NAMES)
def test_quotes_are_found(name: str, ending: str) -> None:
    file = f"{name}.{ending}"
    if not (SHARED / "reports" / file).exists():
        pytest.skip("not in this format")
    quotes = _quotes(name)
    lost = [quote for quote in quotes if not find_parts(_reading(file), quote)]
    assert not lost


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_pdfium_reads_is_lost(name: str) -> None:
    """The same characters, in whatever order, as PDFium's plain text has."""
    document = pypdfium2.PdfDocument(SHARED / "reports" / f"{name}.pdf")
    plain = [
        fold(document[n].get_textpage().get_text_range().replace("\ufffe", "-")).text for n in range(len(document))
    ]
    document.close()
    for page, text in zip(_reading(f"{name}.pdf").pages, plain, strict=True):
        assert sorted(fold(page.text).text) == sorted(text)


@pytest.mark.parametrize("name", NAMES)
def test_every_visible_character_has_its_place(name: str) -> None:
    for page in _reading(f"{name}.pdf").pages:
        for at, char in enumerate(page.text):
            found = rects(page, at, at + 1)
            assert found or char.isspace(), (page.number, at, char)
            for rect in found:
                assert 0 <= rect.left <= rect.right <= 1
                assert 0 <= rect.top < rect.bottom <= 1
