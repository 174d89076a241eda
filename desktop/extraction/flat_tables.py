"""Rows that single spaces part become rows of a table: their figures by the columns that the whole table shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from desktop.extraction import flat_headers, flat_rows
from desktop.extraction.flat_rows import Tail
from desktop.extraction.lines import Line
from desktop.extraction.table_parts import Figure, Row, Table, value_of
from desktop.language import dates
from desktop.language.packs import Pack

_SHARE = re.compile(r"[(\[]\d[\d.,]*\s?[%٪][)\]]")
_NOT_A_ROW = re.compile(r"\+\d|\b(?:tel|fax|phone|tél)\b|@|电话|传真|هاتف|тел\.", re.IGNORECASE)


def figures_like(text: str, tail: Tail) -> bool:
    """Whether what ends a line is more like figures of a table than like a number that ends a sentence."""
    written = text[tail.label_end :]
    if _NOT_A_ROW.search(text[: tail.label_end]) or all(
        flat_rows.is_year(word) for word in written.replace(" %", "%").split()
    ):
        return False
    closing = written[-1:] == ")" and text.rfind("(") < tail.label_end
    if closing or _SHARE.fullmatch(written.strip()):
        return False  # a bracket that opened before, or a share in brackets: the end of a remark
    return len(tail.tokens) > 1 or re.search(r"\d[ ,.]\d{3}|\d[.,]\d|[)\]%]$|\d{5}", written) is not None


def settle(table: Table, lines: list[Line], pack: Pack) -> list[flat_headers.Piece]:
    """Part the figures of rows that single spaces part, by the columns of the whole table; its headings."""
    flat = [row for row in table.rows if row.tail is not None]
    if not flat:
        return []
    first = table.rows[0].index
    above = [line for line in lines[max(0, first - 6) : first] if line.role == "text"]
    for row in flat:
        _date_to_label(row, pack)
    words = {row.index: _words(row) for row in flat}
    whole = [len(row.figures) for row in table.rows if row.tail is None]
    shown, sure = flat_rows.columns_of(list(words.values()), max(whole) if whole else None)
    headings = flat_headers.pieces(above, pack, shown if sure else None)
    if not headings and shown is not None:
        headings = flat_headers.pieces(above, pack, shown, sure=False)
    columns = len(headings) if headings else shown
    usual = _usual(words.values(), columns)
    for row in flat:
        _part(row, words[row.index], columns, pack, usual)
    table.rows = [row for row in table.rows if row.figures]
    return headings


def _date_to_label(row: Row, pack: Pack) -> None:
    """A year behind a day and a month is the end of the label and no figure."""
    assert row.tail is not None
    start, end = row.tail.tokens[0]
    if len(row.tail.tokens) > 1 and flat_rows.is_year(row.line.text[start:end]):
        found = dates.find(row.line.text[:end], pack)
        if found and found[-1].end == end and found[-1].first[1] is not None:
            row.tail = Tail(end, row.tail.tokens[1:])
            row.label_end, row.label = end, row.line.text[:end]


def _words(row: Row) -> list[str]:
    assert row.tail is not None
    return [row.line.text[start:end] for start, end in row.tail.tokens]


def _usual(rows: Iterable[list[str]], columns: int | None) -> tuple[int, ...] | None:
    """How many tokens the cells of most rows have that can be read in one way only."""
    found = [flat_rows.cells(words, columns) for words in rows]
    sizes = Counter(tuple(sizes) for sizes, sure in found if sure)
    return sizes.most_common(1)[0][0] if sizes else None


def _part(row: Row, words: list[str], columns: int | None, pack: Pack, usual: tuple[int, ...] | None = None) -> None:
    assert row.tail is not None
    tokens = list(row.tail.tokens)
    while len(tokens) > 1 and flat_rows.is_year(words[0]) and columns != len(words):
        row.label_end, row.label = tokens[0][1], row.line.text[: tokens[0][1]]  # "31 December 2020 1 020 170"
        tokens, words = tokens[1:], words[1:]
    sizes, sure = flat_rows.cells(words, columns)
    if columns and len(sizes) == columns + 1 and re.fullmatch(r"\d{1,2}", words[0]):
        row.label_end, tokens, words = tokens[0][1], tokens[1:], words[1:]  # a column of notes
        sizes, sure = flat_rows.cells(words, columns)
    if not sure and usual is not None and usual in flat_rows.partitions(words):
        sizes = usual  # still unsure: it is only read as its neighbours are
    at = 0
    for column, size in enumerate(sizes):
        start, end = tokens[at][0], tokens[at + size - 1][1]
        written = row.line.text[start:end]
        row.figures.append(Figure(start, end, value_of(written, pack), written, column, not sure))
        at += size
    if len(row.figures) > 1 and flat_rows.is_year(row.figures[-1].written) and columns != len(sizes):
        row.label = f"{row.label} {row.figures.pop().written}"  # an amount and its year


def head(table: Table, headings: list[flat_headers.Piece]) -> None:
    """Give each column its heading, counted from the right."""
    columns = sorted({figure.column for row in table.rows for figure in row.figures})
    for column, (line, start, end) in zip(reversed(columns), reversed(headings), strict=False):
        table.headers[column] = (line.text[start:end].strip(), [(line, start, end)])
