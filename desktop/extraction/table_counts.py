"""Counts of people in tables, and percentages of them: staff by category, posts by year."""

from __future__ import annotations

import re
from typing import Any

from db.model.evidence import Evidence
from db.model.values import Value
from desktop.extraction.build import Draft
from desktop.extraction.layout import Document
from desktop.extraction.lines import Line
from desktop.extraction.table_parts import Row, Table
from desktop.language.packs import Pack, alternatives

# The letter of a note behind a label, or written together with its plural.
_MARK = re.compile(r"\s[a-z]$|(?<=[a-z]{3}s)[a-d]$|(?<=[\u4e00-\u9fff])[a-z]$")


def _span(document: Document, line: Line, start: int, end: int, role: Any) -> Evidence:
    return (document.span(line.page, line.start + start, line.start + end, role),) if start < end else ()


def _last(noun: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last noun of a label: it says what is counted."""
    return next(reversed(list(noun.finditer(text.lower()))), None)


def _unit(word: str, nouns: dict[str, str]) -> str:
    """The unit of a noun that may stand in the plural."""
    return nouns.get(word) or nouns.get(word.rstrip("s")) or nouns.get(word.removesuffix("es")) or "persons"


def _nouns(pack: Pack) -> tuple[dict[str, str], re.Pattern[str]]:
    """(unit of each noun, a pattern for all of them in the singular and the plural)."""
    nouns = {word.rstrip("*"): unit for unit, words in pack.table("counts", "nouns").items() for word in words}
    before, after = ("", "") if pack.han else (r"\b", r"(?:s|es)?\b")
    return nouns, re.compile(before + alternatives(nouns) + after, re.IGNORECASE)


def unit_of(pack: Pack, text: str) -> str | None:
    """The unit of the noun that heads a label, the first or in Chinese the last; None for a label of none."""
    nouns, noun = pack.made("table_counts.nouns", _nouns)
    match = _last(noun, text) if pack.han else noun.search(text.lower())
    return _unit(match[0], nouns) if match else None


def _decimals(table: Table) -> set[int]:
    """The columns of which all figures have decimals, where others have none: rates beside numbers of things."""
    columns: dict[int, list[bool]] = {}
    for row in table.rows:
        for figure in row.figures:
            columns.setdefault(figure.column, []).append("." in figure.written or "," in figure.written[-3:-1])
    large = {figure.column for row in table.rows for figure in row.figures if (figure.value or 0) > 100}
    whole = {column for column, decimals in columns.items() if not any(decimals)} & large
    return {column for column, decimals in columns.items() if all(decimals)} if whole else set()


def _women(pack: Pack, table: Table, persons: set[int]) -> tuple[int, int] | None:
    """(the column of people, that of the women among them), where no other column counts the men."""
    shape = pack.made("table_counts.women", _women_column)
    men = pack.words("counts", "words", "men")
    heads = {column: header.strip() for column, (header, _) in table.headers.items()}
    if any(header.lower() in men for header in heads.values()):
        return None
    for column in sorted(heads):
        before = [other for other in persons if other < column and not shape.fullmatch(heads[other])]
        if before and shape.fullmatch(heads[column]):
            return max(before), column
    return None


def _women_column(pack: Pack) -> re.Pattern[str]:
    return re.compile(pack.table("activities", "columns").get("women") or r"(?!)", re.IGNORECASE)


def drafts(document: Document, table: Table, caption: str, counted: frozenset[int] = frozenset()) -> list[Draft]:
    """Drafts of family "count" for the figures of a table whose rows, caption or headings name people or things.

    A table of which neither rows nor caption say what is counted yields nothing.

    Args:
        counted: columns that hold numbers of what their headings name, whatever the rows are.
    """
    pack = document.pack
    nouns, noun = pack.made("table_counts.nouns", _nouns)
    lower = caption.lower()
    percent = any(word in lower for word in pack.words("counts", "words", "percent_caption"))
    variance = pack.words("finances", "variance_words")
    # Where only some columns are rates, the caption's "(percentage)" is theirs.
    rates = {
        column
        for column, (header, _) in table.headers.items()
        if any(word in header.lower() for word in pack.words("counts", "words", "percent_column"))
    }
    if percent and not rates:
        rates = _decimals(table)
    some = bool(rates) and any(figure.column not in rates for row in table.rows for figure in row.figures)
    percent = percent and not some
    found: list[Draft] = []
    caption_noun = _last(noun, lower)
    units = [_last(noun, row.label) for row in table.rows]
    by_column = {column: _last(noun, header) for column, (header, _) in table.headers.items()}
    persons = next((match for match in by_column.values() if match and _unit(match[0], nouns) == "persons"), None)
    of_people = persons is not None or any(word in lower for word in pack.words("counts", "words", "people_caption"))
    if of_people:
        # "Province | Men | Women | Total": people are counted, whatever the rows are.
        units = [match if match and _unit(match[0], nouns) == "persons" else None for match in units]
        if persons is None:
            persons = next((m for m in noun.finditer(lower) if _unit(m[0], nouns) == "persons"), None)
        columns = {figure.column for row in table.rows for figure in row.figures}
        by_column = {column: by_column.get(column) or persons for column in columns}
    if not percent and not any(units) and not any(by_column.values()) and not counted:
        return []
    women = _women(
        pack, table, {column for column, match in by_column.items() if match and _unit(match[0], nouns) == "persons"}
    )
    for row, match in zip(table.rows, units, strict=True):
        under = _last(noun, row.under)
        total = any(word in row.label.lower() for word in pack.words("finances", "total_words"))
        named = match or under or (caption_noun if total or percent else None)
        if named is None and not percent and not any(by_column.values()) and not counted:
            continue
        by_row = named[0] if named else ""
        label = row.label if match else f"{row.under} {row.label}".strip() if under else row.label
        for figure in row.figures:
            if figure.value is None or (women is not None and figure.column == women[1]):
                continue
            header, cells = table.headers.get(figure.column, ("", []))
            column = by_column.get(figure.column)
            word = by_row or (column[0] if column else "")
            if total and not match and not under and column:
                word = column[0]  # a sum of what its column counts
            if figure.column in counted:
                word = column[0] if column else ""  # what the rows are is not what is counted
            elif not word and not percent:
                continue
            unit = (
                "percent" if percent or (some and figure.column in rates) else _unit(word, nouns) if word else "other"
            )
            head = header.lower()
            change = any(word in head for word in variance)
            proof = _span(document, row.line, figure.start, figure.end, "value")
            labels = _span(document, row.line, row.begin, row.label_end, "label")
            heads: Evidence = tuple(
                span for line, start, end in cells for span in _span(document, line, start, end, "header")
            )
            is_percent = unit == "percent" or "%" in figure.written or "percent" in head
            fields: dict[str, Value] = {
                "value": figure.value,
                "qualifier": "exact",
                "unit": "percent" if is_percent else unit,
                "noun": _MARK.sub("", label) if by_row and figure.column not in counted else header or label,
            }
            confidence = 0.8 if match else 0.68
            if change:
                confidence = 0.5
            if figure.unsure:
                confidence = 0.3
            draft = Draft(
                "count",
                fields,
                (*labels, *proof, *heads),
                {"value": proof, "noun": labels},
                confidence,
                f"{pack.code} table {word}".strip(),
            )
            if women is not None and figure.column == women[0]:
                _add_women(document, draft, row, women[1])
            found.append(draft)
    return found


def _add_women(document: Document, draft: Draft, row: Row, column: int) -> None:
    """Give a number of people the women among them, from their column in the same row."""
    figure = next((figure for figure in row.figures if figure.column == column and figure.value is not None), None)
    if figure is None:
        return
    proof = _span(document, row.line, figure.start, figure.end, "value")
    draft.fields.update(women=figure.value, women_qualifier="exact")
    draft.field_evidence["women"] = proof
    draft.evidence = (*draft.evidence, *proof)
