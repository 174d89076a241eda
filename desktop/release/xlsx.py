"""XLSX: one workbook, a sheet a family; numbers and whole dates typed, everything else text."""

from __future__ import annotations

import datetime
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from db.model.dates import PartialDate
from db.model.form import Family, Field, label
from db.model.shapes import decimal_text
from db.model.values import FieldType
from desktop.release.dataset import Cell, Dataset, cells, columns
from desktop.release.harmless import fitting, harmless

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_EXACT_DIGITS = 15  # a spreadsheet keeps numbers as doubles
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it spreadsheets disagree about the calendar
_WIDTHS = {
    "quote": 60,
    "report_title": 36,
    "report_file": 26,
    "report_sha256": 14,
    "record": 14,
    "preliminary": 30,
    "why": 30,
}
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write(dataset: Dataset, folder: Path) -> list[Path]:
    """Write the workbook into a folder. Equal datasets give equal bytes."""
    book = Workbook(write_only=True)
    if dataset.preliminary is not None:
        note = book.create_sheet("Preliminary")
        note.column_dimensions["A"].width = 100
        for line in ("PRELIMINARY: not everything in these reports is settled.", dataset.preliminary):
            note.append([_text_cell(note, line)])
    for family in dataset.form.families:
        _write_sheet(book, dataset, family)
    path = folder / dataset.file_name("records", "xlsx")
    aside = folder / f".{path.name}.part"
    try:
        book.save(aside)
        _without_times(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    return [path]


def _write_sheet(book: Any, dataset: Dataset, family: Family) -> None:
    sheet = book.create_sheet(_sheet_name(label(family.plurals, "en")))
    headings = columns(family, dataset.preliminary)
    texts = {field.id for field in family.fields if field.type in (FieldType.TEXT, FieldType.TEXTS)}
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}1"
    for number, heading in enumerate(headings, 1):
        width = _WIDTHS.get(heading, 28 if heading in texts else max(12, len(heading) + 3))
        sheet.column_dimensions[get_column_letter(number)].width = width
    top = []
    for heading in headings:
        cell = _text_cell(sheet, heading)
        cell.font = Font(bold=True)
        top.append(cell)
    sheet.append(top)
    plain = {"page", *(field.id for field in family.fields if _is_year(field))}
    for report, record in dataset.rows(family.id):
        row = zip(headings, cells(dataset, family, report, record))
        sheet.append([_typed(sheet, cell, grouped=heading not in plain) for heading, cell in row])


def _is_year(field: Field) -> bool:
    """Whether its numbers are years by their bounds: 2,024 is none."""
    low, high = field.minimum, field.maximum
    return field.type is FieldType.INTEGER and low is not None and high is not None and len(low) == len(high) == 4


def _typed(sheet: Any, cell: Cell, *, grouped: bool) -> Any:
    if cell is None:
        return None
    if isinstance(cell, Decimal):
        if len(cell.normalize().as_tuple().digits) > _EXACT_DIGITS or len(cell.as_tuple().digits) > 28:
            return _text_cell(sheet, decimal_text(cell), number=True)
        typed = WriteOnlyCell(sheet, value=cell)
        whole = "#,##0" if grouped else "0"
        typed.number_format = whole if cell == cell.to_integral_value() else f"{whole}.########"
        return typed
    if isinstance(cell, PartialDate):
        day = datetime.date(*cell.first_day())
        if cell.day is None or day < _FIRST_DAY:
            return _text_cell(sheet, str(cell))
        typed = WriteOnlyCell(sheet, value=day)
        typed.number_format = "yyyy-mm-dd"
        return typed
    return _text_cell(sheet, cell)


def _text_cell(sheet: Any, text: str, *, number: bool = False) -> Any:
    """A cell that holds text whatever it looks like."""
    safe = text if number else harmless(text).replace("\r\n", "\n").replace("\r", "\n")
    # "_x0041_" is how the format itself writes a character by its number.
    cell = WriteOnlyCell(sheet, value=_ESCAPE.sub("_x005F_", fitting(safe)))
    cell.data_type = "s"
    if "\n" in safe:
        cell.alignment = Alignment(vertical="top", wrap_text=False)
    return cell


def _sheet_name(text: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", text)[:31] or "Records"


def _without_times(source: Path, target: Path) -> None:
    """Copy the archive with the times taken out, so that only the manifest says when."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", data)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
