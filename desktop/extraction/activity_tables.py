"""Activities that a table lists one a row: date, event, place, participants, who did it."""

from __future__ import annotations

import re
from dataclasses import field

from db.model.dataclass import dataclass
from db.model.evidence import Evidence
from desktop.documents.spans import coordinates
from desktop.extraction import activity_dates, activity_flat, activity_words
from desktop.extraction.activity_context import Context
from desktop.extraction.blocks import Block
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.layout import Document
from desktop.extraction.lines import Line

_BAR = re.compile(r"\s?\|\s?")
_WIDEST = 160
_ABOVE = 4
_FIGURE = re.compile(r"\(?-?\d[\d ,.]*\)?|[-–—]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

Cell = tuple[Line, int, int]
Columns = dict[str, int]


@dataclass
class _Row:
    """The cells of one row by column; a cell may run over several lines."""

    cells: dict[int, list[Cell]] = field(default_factory=dict)

    def text(self, column: int | None) -> str:
        return " ".join(line.text[a:b] for line, a, b in self.cells.get(-1 if column is None else column, []))


def drafts(context: Context) -> list[Draft]:
    """Drafts of family "activity" of all tables whose header names a date or a place and an event."""
    document = context.document
    words = document.pack.made("activities.columns", activity_flat.words_of)
    lines = [line for line in document.lines if line.role in ("text", "row")]
    found: list[Draft] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if line.width > _WIDEST:
            continue
        if len(line.cells) < 2 and "|" not in line.text:
            if line.width > _WIDEST // 2:
                continue
            rows, index, columns = _flat(document, lines, index, words)
        else:
            headed = _columns(_cells(line), line, words)
            if headed is None:
                continue
            columns = headed
            rows, index = _rows(document, lines, index, line, columns)
        heading = _heading(lines[max(0, index - len(rows) - 1 - _ABOVE) : index], line, context) if rows else ""
        found += [draft for row in rows if (draft := _draft(context, row, columns, heading)) is not None]
    return found


def _flat(
    document: Document, lines: list[Line], index: int, words: dict[str, re.Pattern[str]]
) -> tuple[list[_Row], int, Columns]:
    """Rows whose cells only single spaces part, below the line before `index`, the next line, and the columns."""
    columns = activity_flat.heads(lines[index - 1], words)
    rows: list[_Row] = []
    while columns is not None and index < len(lines):
        cells = activity_flat.cells(lines[index], columns, document.pack)
        if cells is None:
            break
        rows.append(_Row({column: [(lines[index], *span)] for column, span in cells.items()}))
        index += 1
    return rows, index, columns or {}


def _cells(line: Line) -> list[tuple[int, int]]:
    """(start, end) of the cells of a line, parted by white space or by bars."""
    if len(line.cells) > 1 or "|" not in line.text:
        return line.cells
    cells, start = [], 0
    for match in _BAR.finditer(line.text):
        if match.start() > start:
            cells.append((start, match.start()))
        start = match.end()
    if start < len(line.text):
        cells.append((start, len(line.text)))
    return cells


def _columns(cells: list[tuple[int, int]], line: Line, words: dict[str, re.Pattern[str]]) -> Columns | None:
    """Which column is what, None where the line heads no table of activities."""
    if not 2 <= len(cells) <= 8:
        return None
    roles: Columns = {}
    for place, (start, end) in enumerate(cells):
        text = line.text[start:end].strip()
        for role, shape in words.items():
            if role not in roles and shape.fullmatch(text):
                roles[role] = place
                break
    return roles if "event" in roles and ("date" in roles or "place" in roles) and len(roles) > 1 else None


def _rows(document: Document, lines: list[Line], index: int, header: Line, columns: Columns) -> tuple[list[_Row], int]:
    """The rows below a header, and the index of the line behind them."""
    heads = _cells(header)
    edges = _across(document, header, heads)
    rows: list[_Row] = []
    key = columns.get("date", columns["event"])
    while index < len(lines):
        line = lines[index]
        cells = _cells(line)
        here = _across(document, line, cells) if edges and line.page == header.page else []
        if len(cells) == len(heads):
            places = list(range(len(cells)))
        elif here:
            places = [_nearest(edges, left, right) for left, right in here]
        elif len(cells) == 1 and rows and line.gap == 0 and line.width < 60 and not _ends(line):
            places = [columns["event"]]
        else:
            break
        if len(cells) == 1 and (line.width > 100 or (not rows and not here)):
            break
        text = " ".join(line.text[a:b] for (a, b), place in zip(cells, places, strict=True) if place == key)
        begins = _is_date(document, text) if "date" in columns else bool(text)
        figures = not begins and len(cells) > 1 and all(_FIGURE.fullmatch(line.text[a:b].strip()) for a, b in cells[1:])
        if figures and "participants" not in columns:
            break  # the rows of another table
        if begins or (text and len(cells) == len(heads)):
            rows.append(_Row())
        elif not rows or line.gap > 1:
            break
        for (start, end), place in zip(cells, places, strict=True):
            rows[-1].cells.setdefault(place, []).append((line, start, end))
        index += 1
    return rows, index


def _is_date(document: Document, text: str) -> bool:
    """Whether a cell begins with a day, or holds a date or a year."""
    if not re.search(r"\d", text):
        return False
    return re.match(r"\D{0,12}\d{1,2}(?!\d| \d{3})", text) is not None or bool(_facts(document, text, "").dates)


def _ends(line: Line) -> bool:
    return line.text.endswith((".", "。", ":", "："))


def _across(document: Document, line: Line, cells: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """(left, right) of each cell across the page; nothing where the page has no boxes."""
    boxes = document.reading.pages[line.page].boxes
    if not boxes:
        return []
    values = coordinates(boxes)
    found = []
    for start, end in cells:
        places = [i for i in range(line.start + start, line.start + end) if values[4 * i] == values[4 * i]]
        if not places:
            return []
        found.append((min(values[4 * i] for i in places), max(values[4 * i + 2] for i in places)))
    return found


def _nearest(edges: list[tuple[float, float]], left: float, right: float) -> int:
    """The column below whose heading a cell stands, or nearest to it."""
    return min(range(len(edges)), key=lambda i: max(edges[i][0] - right, left - edges[i][1]))


def _heading(above: list[Line], header: Line, context: Context) -> str:
    """The caption right above a header that holds a year."""
    before = [line for line in above if (line.page, line.start) < (header.page, header.start)]
    for line in reversed(before[-_ABOVE:]):
        if line.width < 100 and _YEAR.search(line.text):
            return re.sub(r"\s+", "", line.text) if context.document.pack.han else line.text
    return ""


def _draft(context: Context, row: _Row, columns: Columns, heading: str) -> Draft | None:
    document, grammar = context.document, context.grammar
    event = row.text(columns["event"])
    if len(event) < 2:
        return None
    evidence = tuple(span for place in sorted(row.cells) for span in _spans(document, row.cells[place]))
    facts = _facts(document, event, heading)
    kind, _, sure = activity_words.kind(grammar, facts.deeds, 0, len(event))
    draft = Draft(
        "activity", {"type": kind, "title": event[:160]}, evidence, {}, 0.72, f"{document.pack.code} row of a list"
    )
    draft.field_confidence.update(type=0.8 if sure else 0.65, title=0.8)
    draft.field_evidence.update(
        type=_spans(document, row.cells[columns["event"]]), title=_spans(document, row.cells[columns["event"]])
    )
    _when(context, draft, row, columns, heading)
    _where(context, draft, row, columns, facts)
    for role, name in (("participants", "participants"), ("women", "women")):
        numbers = _facts(document, row.text(columns.get(role)), heading).numbers if role in columns else []
        if numbers:
            draft.fields[name] = numbers[0].value
            draft.fields[f"{name}_qualifier"] = "exact"
            draft.field_confidence[name] = 0.8
            draft.field_evidence[name] = _spans(document, row.cells[columns[role]])
    if "organizer" in columns and len(row.text(columns["organizer"])) > 1:
        draft.fields["organizer"] = row.text(columns["organizer"])
        draft.field_confidence["organizer"] = 0.75
        draft.field_evidence["organizer"] = _spans(document, row.cells[columns["organizer"]])
    told = {"start", "countries", "place", "participants"} & draft.fields.keys()
    return draft if told else None


def _facts(document: Document, text: str, heading: str) -> Facts:
    """The facts of a cell; Chinese ones without the blanks that stand inside their dates."""
    text = re.sub(r"\s+", "", text) if document.pack.han else text
    return Facts(Block("row", text=text, original=text, heading=heading), document.pack)


def _spans(document: Document, cells: list[Cell]) -> Evidence:
    return tuple(document.span(line.page, line.start + a, line.start + b) for line, a, b in cells)


def _when(context: Context, draft: Draft, row: _Row, columns: Columns, heading: str) -> None:
    if "date" not in columns:
        return
    facts = _facts(context.document, row.text(columns["date"]), heading)
    for date in facts.dates:
        (first, last), sure = activity_dates.resolved(context, facts, date)
        if first is None:
            continue
        proof = _spans(context.document, row.cells[columns["date"]])
        draft.fields["start"], draft.field_confidence["start"], draft.field_evidence["start"] = first, sure, proof
        if last is not None and last != first:
            draft.fields["end"], draft.field_confidence["end"], draft.field_evidence["end"] = last, sure, proof
        return


def _where(context: Context, draft: Draft, row: _Row, columns: Columns, event: Facts) -> None:
    document = context.document
    own = _facts(document, row.text(columns.get("place")), "") if "place" in columns else event
    codes = dict.fromkeys(code for _, _, code in sorted([*own.countries, *own.cities]))
    if codes:
        draft.fields["countries"] = tuple(codes)
        draft.field_confidence["countries"] = 0.85
    elif context.home and not context.grammar.virtual.search(own.text):
        draft.fields["countries"] = context.home
        draft.field_confidence["countries"] = 0.55
    if "place" not in columns or not own.text.strip():
        return
    proof = _spans(document, row.cells[columns["place"]])
    if codes:
        draft.field_evidence["countries"] = proof
    if context.grammar.virtual.search(own.text):
        draft.fields["place"] = "virtual"
    else:
        city = next((own.text[a:b] for a, b, _ in own.cities), None)
        rest = re.split(r"[,，(（]", own.text)[0].strip()
        if city is None and not any(a == 0 and b >= len(rest) for a, b, _ in own.countries):
            city = rest
        if not city:
            return
        draft.fields["place"] = city
    draft.field_confidence["place"] = 0.8
    draft.field_evidence["place"] = proof
