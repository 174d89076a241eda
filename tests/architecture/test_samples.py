"""The sample reports say what their source texts say, in every format, and their sums hold."""

from __future__ import annotations

import itertools
import re
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.documents.folding import fold
from desktop.documents.reading import read

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
NAMES = ("harbour-fund-2024-en", "islands-centre-2024-zh")

sys.path.insert(0, str(ROOT / "packaging"))
try:
    import sample_source
finally:
    sys.path.pop(0)


def folded(text: str) -> str:
    return fold(text).text


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", ["pdf", "docx", "txt"])
def test_every_block_of_the_source_is_in_the_file(name: str, suffix: str) -> None:
    source = sample_source.load(ROOT / "packaging" / "samples" / f"{name}.txt")
    pages = read(SAMPLES / f"{name}.{suffix}").pages
    # A paragraph may run over to the next page, past the header and the footnotes: ask for its sentences.
    texts = [folded(page.text) for page in pages]
    whole = "".join(texts)
    sentences = [
        part
        for block in source.blocks
        for cell in block.cells or (block.text,)
        for part in re.split(r"(?<=[。.;；,，])", sample_source.MARKER.sub("", cell))
    ]
    lost = [part for part in sentences if folded(part) not in _without_notes(whole, source)]
    cut = [part for part in lost if not _runs_over(folded(part), texts)]
    assert not cut
    assert len(lost) < len(pages)
    for number, text in source.footnotes.items():
        assert folded(text) in whole, number


def _without_notes(text: str, source: sample_source.Source) -> str:
    """The text without the footnote numbers that stand raised behind a full stop."""
    numbers = "|".join(str(number) for number in source.footnotes) or "x"
    return re.sub(rf"(?<=[。.])(?:{numbers})(?=\D)", "", text) + text


def _runs_over(part: str, texts: list[str]) -> bool:
    return any(
        part[:cut] in before and part[cut:] in after
        for before, after in itertools.pairwise(texts)
        for cut in range(1, len(part))
    )


@pytest.mark.parametrize("name", NAMES)
def test_files_stay_small(name: str) -> None:
    for suffix in ("pdf", "docx", "txt"):
        assert (SAMPLES / f"{name}.{suffix}").stat().st_size < 400_000


@pytest.mark.parametrize("name", NAMES)
def test_no_file_lies_about_that_no_source_made(name: str) -> None:
    assert sorted(path.stem for path in (ROOT / "packaging" / "samples").iterdir()) == sorted(NAMES)
    assert sorted(p.suffix for p in SAMPLES.iterdir() if p.stem == name) == [".docx", ".pdf", ".txt"]


def amount(text: str) -> Decimal:
    digits = re.sub(r"[^\d]", "", text)
    return -Decimal(digits) if text.startswith("(") else Decimal(digits)


@pytest.mark.parametrize("name", NAMES)
def test_the_statement_adds_up(name: str) -> None:
    source = sample_source.load(ROOT / "packaging" / "samples" / f"{name}.txt")
    rows = [block.cells for block in source.blocks if block.cells]
    for column in range(1, max(map(len, rows))):
        figures = [amount(cells[column]) for cells in rows if cells[0] and len(cells) > column and cells[column]]
        opening, *income, total_income, costs, refunds, spent, surplus, closing = figures
        assert sum(income) == total_income
        assert costs + refunds == spent
        assert total_income - spent == surplus
        assert opening + surplus == closing


def test_the_notes_add_up_to_their_rows() -> None:
    for name in NAMES:
        source = sample_source.load(ROOT / "packaging" / "samples" / f"{name}.txt")
        row = {
            cells[0][-1]: amount(cells[1])
            for cells in (b.cells for b in source.blocks)
            if cells and cells[0][-2:] in (" a", " b")
        }
        notes = [block.text for block in source.blocks if block.kind == "table_note"]
        assert set(row) == {"a", "b"}
        for note in notes:
            said = re.split(r"[:：]", note.split("Refund paid in 2023")[0], maxsplit=1)[1]
            parts = [amount(part) for part in re.findall(r"\d[\d ,]*\d(?!\d)", said.replace(", ", "; "))]
            assert sum(parts) == row[note[0]], note
