"""Tables: rows of figures among the lines of a reading, their labels, columns, headers and captions."""

from __future__ import annotations

import re

from db.model.readings import Reading
from desktop.extraction import flat_rows, flat_tables, table_columns, table_notes
from desktop.extraction.flat_rows import Tail
from desktop.extraction.lines import Line, is_number_cell
from desktop.extraction.table_columns import Columns
from desktop.extraction.table_parts import Figure, Row, Table, may_be_reversed, settle_order, value_of
from desktop.language import dates, money
from desktop.language.characters import fold_han
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
            tail = flat_rows.tail_of(line.text) or _before_day(line.text, pack)
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
        # Two rows are enough where each can be read in one way only.
        pair = [
            other
            for other in near
            if other in weak and abs(other - index) == 1 and _sure_pair(lines, weak, index, other)
        ]
        if (len(near) >= 2 or pair) and lines[index].text[tail.label_end - 1] not in "第约在于和至共：:,，、":
            candidates[index] = Row(
                index, lines[index], lines[index].text[: tail.label_end], tail.label_end, [], tail=tail
            )
    tables: list[Table] = []
    group: list[Row] = []
    for index in sorted(candidates):
        row = candidates[index]
        if group and (not _joined(lines, group[-1].index, index) or _headed_anew(lines, group, index)):
            tables.append(Table(group))
            group = []
        group.append(row)
    if group:
        tables.append(Table(group))
    tables = [table for table in tables if len(table.rows) > 1 or len(table.rows[0].line.cells) > 1]
    tables = [table for table in tables if not _is_contents(table)]
    used: set[int] = set()
    for table in tables:
        headings = flat_tables.settle(table, lines, pack)
        settle_order(table.rows, pack)
        _place(table, lines, reading, pack, used, {id(piece[0]) for piece in headings})
        if headings and not table.headers:
            flat_tables.head(table, headings)
            first = table.rows[0].index
            places = range(max(0, first - 12), first)
            used.update(i for i in places if any(lines[i] is piece[0] for piece in headings))
        table_notes.years_to_labels(table, pack.han)
        used.update(row.index for row in table.rows)
        used.update(index for row in table.rows for index in row.below)
    return tables, used


def _sure_pair(lines: list[Line], weak: dict[int, Tail], first: int, second: int) -> bool:
    """Whether two rows have the same number of figures, three or more, beyond doubt."""
    sizes = []
    for index in (first, second):
        words = [lines[index].text[start:end] for start, end in weak[index].tokens]
        sizes.append(flat_rows.certain(words))
    return sizes[0] == sizes[1] and (sizes[0] or 0) >= 3


def _row(index: int, line: Line, reading: Reading, pack: Pack) -> Row | None:
    cells = line.cells
    if len(cells) < 2:
        return None
    texts = [line.text[start:end] for start, end in cells]
    by_year = len(cells) > 2 and _YEAR_LABEL.fullmatch(texts[0]) is not None
    if _NUMBERED.fullmatch(texts[0] + " ") or not (_WORD.search(texts[0]) or by_year):
        return None
    first = next((i for i in range(1, len(cells)) if is_number_cell(texts[i], pack.rtl)), None)
    if first is None:
        return None
    while len(texts) > first + 1 and not is_number_cell(texts[-1], pack.rtl) and _is_day(texts[-1], pack):
        texts, cells = texts[:-1], cells[:-1]  # "Austria | 50,000 | 12 March 2019": the day it came is no figure
    if not all(is_number_cell(text, pack.rtl) for text in texts[first:]):
        return None
    if table_notes.numbers_columns(texts[first:]):
        return None
    if all(not any(char.isdigit() for char in text) or _YEAR.fullmatch(text.strip()) for text in texts[first:]):
        return None  # years side by side head columns
    figures = [_figure(line, start, end, reading, pack) for start, end in cells[first:]]
    label_end = cells[first - 1][1]
    begin = cells[0][0]
    row = Row(index, line, line.text[begin:label_end].strip(), label_end, figures, begin=begin)
    if first > 1 and (currency := _currency(texts[first - 1], pack)):
        # "Grant | EUR | 120,000": the currency has a column of its own.
        row.currency, row.label_end = currency, cells[first - 2][1]
        row.label = line.text[begin : row.label_end].strip()
    return row


def _is_day(text: str, pack: Pack) -> bool:
    """Whether a cell holds a date and nothing else."""
    text = fold_han(text).replace(" ", "") if pack.han else text
    found = dates.find(text.strip(), pack)
    return len(found) == 1 and found[0].first[1] is not None and found[0].end - found[0].start == len(text.strip())


def _before_day(text: str, pack: Pack) -> Tail | None:
    """The figures before the day that ends a line: "Austria 50 000 12 March 2019"."""
    if not text[-1:].isdigit() and not (pack.han and text.endswith("日")):
        return None
    found = dates.find(text, pack)
    last = found[-1] if found else None
    if last is None or last.end != len(text) or None in last.first or last.last is not None:
        return None
    return flat_rows.tail_of(text[: last.start].rstrip())


def _currency(text: str, pack: Pack) -> str | None:
    """The currency that a cell holds and nothing else."""
    return money.currency_of(text, pack) if len(text) <= 12 and not text.strip().isdigit() else None


_LEADERS = re.compile(r"\.{4}|…{2}|·{4}|(?: \.){4}")


def _is_contents(table: Table) -> bool:
    """Whether rows lead to pages: leaders, and one number each that never falls."""
    if not any(_LEADERS.search(row.line.text) for row in table.rows):
        return False
    if any(len(row.figures) != 1 or not re.fullmatch(r"\d{1,3}", row.figures[0].written) for row in table.rows):
        return False
    pages = [row.figures[0].value or 0 for row in table.rows]
    return pages == sorted(pages)


def _figure(line: Line, start: int, end: int, reading: Reading, pack: Pack) -> Figure:
    written = line.text[start:end].strip()
    figure = Figure(start, start + len(written), value_of(written, pack), written)
    figure.unsure = may_be_reversed(written, pack, reading.format == "pdf")
    page = reading.pages[line.page]
    if page.boxes:
        figure.left, figure.right = table_columns.across(page.boxes, line, start, end)
    return figure


def _is_empty(line: Line) -> bool:
    """Whether a line is a row of which every cell says that there is nothing."""
    texts = [line.text[start:end] for start, end in line.cells[1:]]
    return bool(texts) and all(is_number_cell(text) and not any(char.isdigit() for char in text) for text in texts)


def _joined(lines: list[Line], first: int, second: int) -> bool:
    """Whether the rows at two indices belong to one table: only short lines without figures stand between."""
    between = [line for line in lines[first + 1 : second] if line.role == "text" and not _is_empty(line)]
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


def _headed_anew(lines: list[Line], group: list[Row], index: int) -> bool:
    """Whether a line like the one that heads a table stands again behind its last row: it heads the next one."""
    first = group[0].index
    if lines[index].page != group[0].line.page:
        return False  # a table that goes on has its header again
    heads = {_first_word(line.text) for line in lines[max(0, first - 3) : first] if line.role == "text"} - {""}
    return any(_first_word(line.text) in heads for line in lines[group[-1].index + 1 : index] if line.role == "text")


def _first_word(text: str) -> str:
    """What a line that may head columns begins with; nothing for a line of one word or with a figure in it."""
    words = text.split()
    return words[0].lower() if len(words) > 2 and len(words[0]) > 1 and words[0].isalpha() else ""


def _place(table: Table, lines: list[Line], reading: Reading, pack: Pack, used: set[int], heading: set[int]) -> None:
    """Columns, headers, captions and labels that run over several lines."""
    columns = table_columns.number(table, reading)
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
        while start > 0 and headers[0].page == above[start - 1].page and _is_header(above[start - 1], columns, reading):
            start -= 1
        for line in above[start:]:
            table_columns.head(line, table, columns)
            used.update(i for i in range(index, first) if lines[i] is line and len(line.cells) > 1)
    table_notes.drop(table, pack.words("finances", "note_columns"))
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


def _is_header(line: Line, columns: Columns, reading: Reading) -> bool:
    """Whether a line above the headers is one more of them: it stands over the figures and not over the labels."""
    if columns.kind != "boxes" or line.page != columns.page:
        return len(line.cells) > 1
    left, _ = table_columns.across(reading.pages[line.page].boxes, line, 0, len(line.text))
    return left > columns.first - 0.12 and left > 0.3
