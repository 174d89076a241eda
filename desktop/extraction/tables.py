"""Tables: rows of figures among the lines of a reading, their labels, columns, headers and captions."""

from __future__ import annotations

import re

from db.model.readings import Reading
from desktop.documents.spans import coordinates
from desktop.extraction import flat_rows, flat_tables
from desktop.extraction.flat_rows import Tail
from desktop.extraction.lines import Line, is_number_cell
from desktop.extraction.table_parts import Figure, Row, Table, value_of
from desktop.language.packs import Pack

_SENTENCE = re.compile(r"[。；;]$|[^.]\.$")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[a-z*])?")
_YEAR_LABEL = re.compile(r"(?:19|20)\d\d(?:[/-]\d{2,4})?年?")
_NUMBERED = re.compile(r"\d{1,3}\.\s")
_WORD = re.compile(r"[^\W\d_]")
_MAX_HEADER_LINES = 12
_BRACKET_NOTE = re.compile(r"[(\[].*[)\]]$")


def find(lines: list[Line], reading: Reading, pack: Pack, width: int) -> tuple[list[Table], set[int]]:
    """All tables of a reading, and the indices of the lines that are rows of them or their headers."""
    candidates: dict[int, Row] = {}
    weak: dict[int, Tail] = {}
    for index, line in enumerate(lines):
        if line.role != "text" or (
            not any(char.isdigit() or char in "-–—.…" for char in line.text[-3:]) and len(line.cells) < 2
        ):
            continue
        row = _row(index, line, reading, pack)
        if row is not None:
            candidates[index] = row
        elif len(line.cells) == 1 and line.width < 120:
            tail = flat_rows.tail_of(line.text)
            # A line as wide as the wrapped ones may end in a number; in several it hardly does.
            full = line.width >= 0.85 * width if width else line.width >= 90
            if (
                tail
                and (len(tail.tokens) > 1 or not full)
                and not _NUMBERED.match(line.text)
                and flat_tables.figures_like(line.text, tail)
            ):
                weak[index] = tail
    for index, tail in weak.items():
        near = [
            other for other in range(index - 4, index + 5) if other != index and (other in weak or other in candidates)
        ]
        if len(near) >= 2 and lines[index].text[tail.label_end - 1] not in "第约在于和至共：:,，、":
            candidates[index] = Row(
                index, lines[index], lines[index].text[: tail.label_end], tail.label_end, [], tail=tail
            )
    tables: list[Table] = []
    group: list[Row] = []
    for index in sorted(candidates):
        row = candidates[index]
        if group and not _joined(lines, group[-1].index, index):
            tables.append(Table(group))
            group = []
        group.append(row)
    if group:
        tables.append(Table(group))
    tables = [table for table in tables if len(table.rows) > 1 or len(table.rows[0].line.cells) > 1]
    used: set[int] = set()
    for table in tables:
        headings = flat_tables.settle(table, lines, pack)
        _place(table, lines, reading, pack, used, {id(piece[0]) for piece in headings})
        if headings and not table.headers:
            flat_tables.head(table, headings)
            first = table.rows[0].index
            places = range(max(0, first - 12), first)
            used.update(i for i in places if any(lines[i] is piece[0] for piece in headings))
        used.update(row.index for row in table.rows)
        used.update(index for row in table.rows for index in row.below)
    return tables, used


def _row(index: int, line: Line, reading: Reading, pack: Pack) -> Row | None:
    cells = line.cells
    if len(cells) < 2:
        return None
    texts = [line.text[start:end] for start, end in cells]
    by_year = len(cells) > 2 and _YEAR_LABEL.fullmatch(texts[0]) is not None
    if _NUMBERED.fullmatch(texts[0] + " ") or not (_WORD.search(texts[0]) or by_year):
        return None
    first = next((i for i in range(1, len(cells)) if is_number_cell(texts[i])), None)
    if first is None or not all(is_number_cell(text) for text in texts[first:]):
        return None
    if all(not any(char.isdigit() for char in text) or _YEAR.fullmatch(text.strip()) for text in texts[first:]):
        return None  # years side by side head columns
    figures = [_figure(line, start, end, reading, pack) for start, end in cells[first:]]
    label_end = cells[first - 1][1]
    return Row(index, line, line.text[:label_end].strip(), label_end, figures)


def _figure(line: Line, start: int, end: int, reading: Reading, pack: Pack) -> Figure:
    written = line.text[start:end].strip()
    figure = Figure(start, start + len(written), value_of(written, pack), written)
    page = reading.pages[line.page]
    if page.boxes:
        figure.left, figure.right = _across(page.boxes, line.start + start, line.start + end)
    return figure


def _across(boxes: bytes, start: int, end: int) -> tuple[float, float]:
    values = coordinates(boxes)
    lefts = [values[4 * i] for i in range(start, end) if values[4 * i] == values[4 * i]]
    rights = [values[4 * i + 2] for i in range(start, end) if values[4 * i + 2] == values[4 * i + 2]]
    return (min(lefts), max(rights)) if lefts else (0.0, 0.0)


def _joined(lines: list[Line], first: int, second: int) -> bool:
    """Whether the rows at two indices belong to one table: only short lines without figures stand between."""
    between = [line for line in lines[first + 1 : second] if line.role == "text"]
    if len(between) > 4:
        return False
    for line in between:
        if (
            _SENTENCE.search(line.text)
            or _NUMBERED.match(line.text)
            or line.width > 70
            or _BRACKET_NOTE.match(line.text)
        ):
            return False
        if len(line.cells) > 1 and len(between) > 1:
            return False
    return True


def _place(table: Table, lines: list[Line], reading: Reading, pack: Pack, used: set[int], heading: set[int]) -> None:
    """Columns, headers, captions and labels that run over several lines."""
    _columns(table)
    first = table.rows[0].index
    above: list[Line] = []
    index = first - 1
    numbered = False
    while index >= 0 and len(above) < _MAX_HEADER_LINES and not numbered:
        line = lines[index]
        if line.role in ("furniture", "url", "rule"):
            index -= 1
            continue
        if index in used:
            break
        text = line.text
        if (_SENTENCE.search(text) and len(line.cells) < 2 and not text.startswith("(")) or (
            line.width > 95 and len(line.cells) < 2 and id(line) not in heading
        ):
            break
        numbered = bool(_NUMBERED.match(text))
        above.append(line)
        index -= 1
    above.reverse()
    table.captions = above
    headers = [line for line in above if len(line.cells) > 1]
    if headers:
        start = above.index(headers[0])
        while start > 0 and headers[0].page == above[start - 1].page and _is_header(above[start - 1], table, reading):
            start -= 1
        for line in above[start:]:
            _assign(line, table, reading)
            used.update(i for i in range(index, first) if lines[i] is line and len(line.cells) > 1)
    _labels_below(table, lines, pack)
    positions = {row.index for row in table.rows} | {line for row in table.rows for line in row.below}
    under = ""
    previous = first - 1
    for row in table.rows:
        between = [lines[i] for i in range(previous + 1, row.index) if lines[i].role == "text" and i not in positions]
        if between and (row.label[:1].islower() or not _WORD.search(row.label)):
            row.above = [between[-1]]
            row.label = f"{between[-1].text} {row.label}"
        elif between:
            under = between[-1].text
        row.under = under
        previous = row.index
    if not table.rows[0].above and table.rows[0].label[:1].islower() and above and len(above[-1].cells) < 2:
        table.rows[0].above = [above[-1]]
        table.rows[0].label = f"{above[-1].text} {table.rows[0].label}"


def _labels_below(table: Table, lines: list[Line], pack: Pack) -> None:
    """Labels that go on in the line below their figures: "Proposal of the Board for ... / 2026/27 a"."""
    open_words = tuple(f" {word}" for word in pack.words("finances", "label_goes_on"))
    taken = {row.index for row in table.rows}
    for row in table.rows:
        index = row.index + 1
        if not open_words or not row.label.lower().endswith(open_words) or index in taken or index >= len(lines):
            continue
        line = lines[index]
        if line.role == "text" and len(line.cells) == 1 and line.width < 60 and line.page == row.line.page:
            row.below.append(index)
            row.above = [*row.above, line]
            row.label = f"{row.label} {line.text}"


def _columns(table: Table) -> None:
    """Number the columns: by the right edges of their figures, or by their order where there is no geometry."""
    figures = [figure for row in table.rows for figure in row.figures]
    if not figures or not all(figure.right for figure in figures):
        most = max(len(row.figures) for row in table.rows)
        for row in table.rows:
            for place, figure in enumerate(row.figures):
                figure.column = place if len(row.figures) == most else most - len(row.figures) + place
        return
    edges: list[list[float]] = []
    for figure in sorted(figures, key=lambda item: (item.left + item.right) / 2):
        for edge in edges:
            if figure.left < edge[1] and figure.right > edge[0]:
                edge[0], edge[1] = min(edge[0], figure.left), max(edge[1], figure.right)
                break
        else:
            edges.append([figure.left, figure.right])
    edges.sort()
    for figure in figures:
        middle = (figure.left + figure.right) / 2
        figure.column = min(range(len(edges)), key=lambda i: abs((edges[i][0] + edges[i][1]) / 2 - middle))


def _bounds(table: Table) -> dict[int, tuple[float, float]]:
    bounds: dict[int, tuple[float, float]] = {}
    for row in table.rows:
        for figure in row.figures:
            low, high = bounds.get(figure.column, (figure.left, figure.right))
            bounds[figure.column] = min(low, figure.left), max(high, figure.right)
    return bounds


def _is_header(line: Line, table: Table, reading: Reading) -> bool:
    """Whether a line above the headers is one more of them: it stands over the figures and not over the labels."""
    boxes = reading.pages[line.page].boxes
    if not boxes or line.page != table.rows[0].line.page:
        return len(line.cells) > 1
    left, _ = _across(boxes, line.start, line.end)
    bounds = _bounds(table)
    return bool(bounds) and left > min(low for low, _ in bounds.values()) - 0.12 and left > 0.3


def _assign(line: Line, table: Table, reading: Reading) -> None:
    boxes = reading.pages[line.page].boxes
    columns = sorted({figure.column for row in table.rows for figure in row.figures})
    places: list[tuple[int, tuple[int, int]]] = []
    if boxes and line.page == table.rows[0].line.page:
        bounds = _bounds(table)
        label_right = min((low for low, _ in bounds.values()), default=1.0)
        for start, end in line.cells:
            left, right = _across(boxes, line.start + start, line.start + end)
            over = [column for column in columns if left < bounds[column][1] and right > bounds[column][0]]
            if not over:
                middle = (left + right) / 2
                if right < label_right - 0.05:
                    continue
                over = [min(columns, key=lambda c: abs(sum(bounds[c]) / 2 - middle))]
            places.extend((column, (start, end)) for column in over)
    elif len(line.cells) == len(columns):
        places = list(zip(columns, line.cells, strict=True))
    elif len(line.cells) == len(columns) + 1:
        places = list(zip(columns, line.cells[1:], strict=True))
    for column, (start, end) in places:
        text, cells = table.headers.get(column, ("", []))
        table.headers[column] = (f"{text} {line.text[start:end]}".strip(), [*cells, (line, start, end)])
