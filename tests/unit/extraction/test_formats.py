"""The same report as text, PDF, DOCX and HTML gives the same records, notes and tables included."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import docx
import pytest

from desktop import extraction
from desktop.documents.reading import read

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"
PARAGRAPHS = [
    "The River Office: report for 2031",
    "1. In March 2031 the Office held a workshop in Nairobi for 48 officers, 17 of them women.",
    "2. It received $75,000 from Norway.1 Some 1,200 tools were handed out in Kenya.2",
]
TABLE = [
    ["Statement of income and expenditure for 2031", ""],
    ["(United States dollars)", ""],
    ["Voluntary contributions", "75 000"],
    ["Total expenditure", "61 500"],
]
NOTES = ["1 Paid in two instalments in May 2031.", "2 Helmets of the former stock are not among them."]


def told(path: Path) -> Counter[tuple[str, str]]:
    """What was found, without what only places tell."""
    found = extraction.suggest(read(path))
    return Counter(
        (item.family, repr(sorted((key, str(value)) for key, value in item.fields.items() if key != "activity")))
        for item in found
    )


@pytest.mark.parametrize("name", ["harbour-fund-2024-en", "islands-centre-2024-zh"])
def test_the_samples_give_the_same_records_in_every_format(name: str) -> None:
    plain = told(SAMPLES / f"{name}.txt")
    assert plain.total() > 50
    for kind in ("pdf", "docx"):
        assert told(SAMPLES / f"{name}.{kind}") == plain, kind


def test_html_gives_the_same_records(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    rows = "\n".join("    ".join(cell for cell in row if cell) for row in TABLE)
    text.write_text("\n\n".join([*PARAGRAPHS, rows, "\n".join(NOTES)]), encoding="utf-8")
    html = tmp_path / "a.html"
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in TABLE)
    html.write_text(
        "<!doctype html><meta charset=utf-8><style>p { margin: 12 persons }</style>"
        + "".join(f"<p>{part}</p>" for part in PARAGRAPHS)
        + f"<table>{cells}</table>"
        + "".join(f"<p>{note}</p>" for note in NOTES),
        encoding="utf-8",
    )
    word = tmp_path / "a.docx"
    made = docx.Document()
    for part in PARAGRAPHS:
        made.add_paragraph(part)
    table = made.add_table(len(TABLE), 2)
    for row, said in zip(table.rows, TABLE, strict=True):
        for cell, value in zip(row.cells, said, strict=True):
            cell.text = value
    for note in NOTES:
        made.add_paragraph(note)
    made.save(str(word))
    plain = told(text)
    assert {family for family, _ in plain} == {"report", "activity", "count", "financial_figure"}
    assert not any("Helmets" in fields for _, fields in plain)
    assert told(html) == plain
    assert told(word) == plain
