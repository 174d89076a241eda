"""CSV: one file a family, UTF-8 with a mark so that Excel reads it, lines as RFC 4180 has them."""

from __future__ import annotations

import csv
from pathlib import Path

from db.model.dates import PartialDate
from db.model.shapes import decimal_text
from desktop.release.dataset import Cell, Dataset, cells, columns
from desktop.release.harmless import harmless


def write(dataset: Dataset, folder: Path) -> list[Path]:
    """Write the files into a folder; returns them in the form's order."""
    written = []
    for family in dataset.form.families:
        path = folder / dataset.file_name(family.view, "csv")
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(columns(family, dataset.preliminary))
            for report, record in dataset.rows(family.id):
                writer.writerow([_text(cell) for cell in cells(dataset, family, report, record)])
        written.append(path)
    return written


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return harmless(cell)
    return str(cell) if isinstance(cell, PartialDate) else decimal_text(cell)
