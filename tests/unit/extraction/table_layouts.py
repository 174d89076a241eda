"""Lays one table out as files do: PDF by places, turned pages, DOCX cells, text by spaces, tabs, bars and lines."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

from db.model.readings import Page, Reading
from desktop.documents.reading import read
from tests.helpers.pdfs import Sheet, Text, make_pdf

Case = dict[str, Any]
SIZE = 9.0
STEP = 13.0
_NARROW = {" ": 0.278, ",": 0.278, ".": 0.278, "(": 0.333, ")": 0.333, "-": 0.333, "/": 0.278, "%": 0.889, ":": 0.278}


def width(text: str) -> float:
    """Points that a text takes, Helvetica for Latin letters and a full em for wide characters."""
    total = 0.0
    for char in text:
        if unicodedata.east_asian_width(char) in "WF":
            total += 1.0
        else:
            total += _NARROW.get(char, 0.556)
    return total * SIZE


def _font(text: str) -> str:
    return "latin" if all(ord(char) < 0x2000 for char in text) else "song"


def _pieces(x: float, y: float, text: str) -> list[Text]:
    """The runs of a text: Chinese and other characters in fonts of their own, as files have it."""
    runs: list[Text] = []
    part, kind = "", ""
    for char in text:
        mine = _font(char)
        if mine != kind and part:
            runs.append(Text(x, y, part, SIZE, kind))
            x += width(part)
            part = ""
        kind = mine
        part += char
    if part:
        runs.append(Text(x, y, part, SIZE, kind))
    return runs


def _columns(case: Case) -> int:
    return max(len(row) for row in case["rows"])


def _drawn(case: Case, across: float, down: float, rows: list[list[str]]) -> list[Text]:
    """Captions, headers, rows and notes at their places."""
    most = _columns(case)
    heads = [
        cell
        for cells in case.get("header", [])
        for place, cell in enumerate(cells)
        if place > 0 and cell != "<" and cells[place + 1 : place + 2] != ["<"]
    ]
    wide = max(width(cell) for cell in [*heads, *(cell for row in case["rows"] for cell in row[1:])]) + 16
    wide = max(wide, min(96.0, (across - 260) / max(1, most - 1)))
    wide = min(wide, (across - 210) / max(1, most - 1))
    right = [across - 50 - wide * (most - 1 - column) for column in range(most)]
    runs: list[Text] = []
    y = down - 60
    for line in case.get("above", []):
        runs += _pieces(60, y, line)
        y -= STEP
    y -= STEP
    for cells in case.get("header", []):
        for column, cell in enumerate(cells):
            if cell and column == 0:
                runs += _pieces(60, y, cell)
            elif cell:
                span = 1
                while column + span < len(cells) and cells[column + span] == "<":
                    span += 1
                if cell == "<":
                    continue
                end = right[column + span - 1]
                start = right[column - 1] + 8 if span > 1 else end - width(cell)
                x = (start + end - width(cell)) / 2 if span > 1 else start
                runs += _pieces(x, y, cell)
        y -= STEP
    y -= STEP / 2
    for row in rows:
        runs += _pieces(60, y, row[0])
        for column, cell in enumerate(row[1:], 1):
            if cell:
                runs += _pieces(right[column] - width(cell), y, cell)
        y -= STEP
    y -= STEP
    for line in case.get("notes", []):
        runs += _pieces(60, y, line)
        y -= STEP
    return runs


def _pdf(folder: Path, sheets: list[Sheet]) -> Reading:
    path = folder / "table.pdf"
    path.write_bytes(make_pdf(sheets))
    return read(path)


def pdf(case: Case, folder: Path) -> Reading:
    """On an upright page."""
    return _pdf(folder, [Sheet(_drawn(case, 612, 792, case["rows"]))])


def landscape(case: Case, folder: Path) -> Reading:
    """On a page that is wider than high."""
    return _pdf(folder, [Sheet(_drawn(case, 842, 595, case["rows"]), (0, 0, 842, 595))])


def turned(case: Case, folder: Path) -> Reading:
    """Drawn sideways on a page that is shown turned by a quarter."""
    runs = _drawn(case, 842, 595, case["rows"])
    sideways = [Text(595 - run.y, run.x, run.text, run.size, run.font, 90) for run in runs]
    return _pdf(folder, [Sheet(sideways, (0, 0, 595, 842), rotate=90)])


def sideways(case: Case, folder: Path) -> Reading:
    """Drawn upwards on an upright page, which the file does not say is turned."""
    runs = _drawn(case, 842, 595, case["rows"])
    return _pdf(folder, [Sheet([Text(595 - r.y, r.x, r.text, r.size, r.font, 90) for r in runs], (0, 0, 595, 842))])


def two_pages(case: Case, folder: Path) -> Reading:
    """Half of the rows on the next page, under the header again."""
    half = (len(case["rows"]) + 1) // 2
    first = _drawn({**case, "notes": []}, 612, 792, case["rows"][:half])
    again = {**case, "above": [*case.get("above", [])[:0], *case.get("repeated", [])]}
    second = _drawn(again, 612, 792, case["rows"][half:])
    return _pdf(folder, [Sheet(first), Sheet(second)])


def stamped(case: Case, folder: Path) -> Reading:
    """With a symbol above, numbers in the margin, a stamp that runs up the side and a rule of underscores below."""
    runs = _drawn(case, 612, 792, case["rows"])
    low = min(run.y for run in runs) - 30
    extra = [*_pieces(500, 770, "RF/2023/14"), Text(18, 300, "*2301499* Distr. limited", 8, "latin", 90)]
    extra += [
        *_pieces(60, low, "_" * 20),
        *_pieces(60, low - STEP, "1 See RF/2022/9, paras. 12 to 15."),
        *_pieces(60, 30, "23-01499 (E)"),
    ]
    return _pdf(folder, [Sheet([*runs, *extra])])


def goes_on(case: Case, folder: Path) -> Reading:
    """Half of the rows on the next page, under a running header and a page number and under no header of their own."""
    half = (len(case["rows"]) + 1) // 2
    bare = {**case, "above": [], "header": []}
    sheets = []
    for number, runs in enumerate(
        (_drawn({**case, "notes": []}, 612, 792, case["rows"][:half]), _drawn(bare, 612, 792, case["rows"][half:])), 1
    ):
        sheets.append(Sheet([*_pieces(60, 760, "RF/2023/14"), *runs, *_pieces(300, 30, f"{number}/2")]))
    return _pdf(folder, sheets)


def word(case: Case, folder: Path) -> Reading:
    """A table of a DOCX; a header over several columns is one merged cell."""
    document = docx.Document()
    for line in case.get("above", []):
        document.add_paragraph(line)
    header, rows = case.get("header", []), case["rows"]
    table = document.add_table(rows=len(header) + len(rows), cols=_columns(case))
    for place, cells in enumerate([*header, *rows]):
        for column, cell in enumerate(cells):
            if cell == "<":
                table.cell(place, column - 1).merge(table.cell(place, column))
            elif cell:
                table.cell(place, column).text = cell
    for line in case.get("notes", []):
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    path = folder / "table.docx"
    path.write_bytes(data.getvalue())
    return read(path)


def _text(case: Case, grid: list[str]) -> Reading:
    body = "\n".join([*case.get("above", []), *grid, *case.get("notes", [])])
    return Reading("0" * 64, "txt", "test", "1", (Page(1, body),))


def _grid(case: Case) -> list[list[str]]:
    return [["" if cell == "<" else cell for cell in row] for row in [*case.get("header", []), *case["rows"]]]


def spaces(case: Case, folder: Path) -> Reading:
    """Columns made of spaces."""
    grid = _grid(case)
    most = _columns(case)

    def cells(text: str) -> int:
        return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)

    wide = [max(cells(row[column]) if column < len(row) else 0 for row in grid) for column in range(most)]
    out = []
    for row in grid:
        line = row[0] + " " * (wide[0] - cells(row[0]))
        for column in range(1, most):
            cell = row[column] if column < len(row) else ""
            line += "   " + " " * (wide[column] - cells(cell)) + cell
        out.append(line.rstrip())
    return _text(case, out)


def tabs(case: Case, folder: Path) -> Reading:
    """Cells parted by tabs."""
    return _text(case, ["\t".join(row) for row in _grid(case)])


def bars(case: Case, folder: Path) -> Reading:
    """Cells between bars, as Markdown has them."""
    grid = _grid(case)
    out = ["| " + " | ".join(row) + " |" for row in grid]
    out.insert(len(case.get("header", [])), "|" + "---|" * _columns(case))
    return _text(case, out)


def single(case: Case, folder: Path) -> Reading:
    """Single spaces between cells: what is left of a table whose columns were lost."""
    return _text(case, [" ".join(cell for cell in row if cell) for row in _grid(case)])


def leaders(case: Case, folder: Path) -> Reading:
    """Dots between label and figures."""
    rows = [row[0] + " " + "." * (60 - len(row[0])) + " " + "   ".join(row[1:]) for row in case["rows"]]
    return _text(case, ["   ".join(row) for row in _grid(case)[: len(case.get("header", []))]] + rows)


def stacked(case: Case, folder: Path) -> Reading:
    """One cell a line."""
    return _text(case, [cell for row in _grid(case) for cell in row if cell])


LAYOUTS: dict[str, Callable[[Case, Path], Reading]] = {
    "pdf": pdf,
    "landscape": landscape,
    "turned": turned,
    "sideways": sideways,
    "two_pages": two_pages,
    "goes_on": goes_on,
    "stamped": stamped,
    "word": word,
    "spaces": spaces,
    "tabs": tabs,
    "bars": bars,
    "leaders": leaders,
    "single": single,
    "stacked": stacked,
}
