"""Financial figures: in statement tables, in the notes below them, and in running text."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from db.model.evidence import Evidence
from db.model.values import Value
from desktop.extraction import finances_parties, table_counts
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.finances_columns import Heads, item_in
from desktop.extraction.finances_roles import role_of
from desktop.extraction.layout import Block, Document
from desktop.extraction.lines import Line
from desktop.extraction.table_parts import Figure, Row, Table
from desktop.language import dates, money
from desktop.language.characters import fold_han

# Words of one are parts of words of another: the largest comes first.
_SCALES = (("hundred_millions", 10**8), ("millions", 10**6), ("ten_thousands", 10**4), ("thousands", 1000))
_NOTE_MARK = re.compile(r"(?:\s|(?<=[\u3000-\u9fff)\d]))([a-z](?:,[a-z])*)$")
_CENTS = re.compile(r"\d[.,]\d\d\s?[)\]]?$")
_MARK_IN = re.compile(r"([a-z])(?=[,\s]|$)")


def _glued_mark(label: str, word: str) -> re.Match[str] | None:
    """A note's letter that lost the space before it ("contributionsa"), behind the word that told the row's role."""
    if not word:
        return None
    lower = label.lower()
    # No English word ends in an s and one of these letters: "donorsb".
    glued = lower[:-1].endswith(word) or (word in lower and re.search(r"[a-z]{3}s[a-d]$", lower) is not None)
    return re.search(r"([a-z])$", label) if glued else None


def _goes_on(first: Table, second: Table) -> bool:
    """Whether a table is the rest of one on the page before: under the same headers, or under none at its top."""
    above, below = first.rows[-1].line, second.rows[0].line
    if below.page != above.page + 1:
        return False
    heads = [header for header, _ in second.headers.values()]
    if heads:
        return heads == [header for header, _ in first.headers.values()]
    columns = {figure.column for row in first.rows for figure in row.figures}
    return not second.captions and {figure.column for row in second.rows for figure in row.figures} <= columns


def _to_the_cent(table: Table) -> bool:
    """Whether most figures have two decimals: no count has them, nor has the number of a note."""
    figures = [figure.written for row in table.rows for figure in row.figures]
    return len(table.rows) >= 3 and 2 * sum(_CENTS.search(written) is not None for written in figures) >= len(figures)


class Statements:
    """The statements of a report: their figures, and what their notes are about.

    Attributes:
        drafts: figures (and counts of people) of all tables.
    """

    def __init__(self, document: Document, tables: list[Table], facts: list[Facts]) -> None:
        self.document, self.pack = document, document.pack
        self.drafts: list[Draft] = []
        self._notes: dict[str, list[tuple[tuple[int, int], list[Draft]]]] = {}
        self._usual: str | None = None
        self.rules: list[dict[str, Any]] = self.pack.data.get("finances", {}).get("roles", [])
        previous: tuple[Table, str] | None = None
        for table in tables:
            caption = self._caption(table)
            if previous is not None and _goes_on(previous[0], table):
                caption = f"{previous[1]}\n{caption}"
                table.headers = table.headers or previous[0].headers
                table.captions = [*previous[0].captions, *table.captions]
            if self._is_financial(table, caption):
                self._table(table, caption)
                previous = table, caption
            else:
                previous = None
                self.drafts += table_counts.drafts(document, table, caption)
        self._as_of_notes(facts)

    def marked(self, note: Block) -> list[Draft]:
        """The figures that a note is about: those of the nearest table above it whose labels carry its mark."""
        tables = self._notes.get(note.number or "", [])
        above = [drafts for place, drafts in tables if place < note.place(0)]
        return above[-1] if above else tables[0][1] if tables else []

    def _as_of_notes(self, facts: list[Facts]) -> None:
        """Notes that say as at which day the figures stand that carry their mark."""
        for item in facts:
            if item.block.kind != "footnote" or item.block.number not in self._notes or item.money:
                continue
            day = next((found for found in item.dates if found.as_of and dates.partial(found.first)), None)
            if day is None:
                continue
            proof = self.document.spans(item.block, day.start, day.end, "context")
            for draft in self.marked(item.block):
                if "as_of" not in draft.fields:
                    draft.fields["as_of"] = dates.partial(day.first)
                    draft.field_evidence["as_of"] = proof

    def _caption(self, table: Table) -> str:
        text = table.caption + "\n" + "\n".join(header for header, _ in table.headers.values())
        return fold_han(text).replace(" ", "") if self.pack.han else text

    def _is_financial(self, table: Table, caption: str) -> bool:
        if money.currency_of(caption, self.pack):
            return True
        signs = sum("$" in figure.written or "€" in figure.written for row in table.rows for figure in row.figures)
        if signs:
            return True
        named = sum(role_of(self._label(row), self.rules) is not None for row in table.rows)
        large = sum(abs(figure.value or Decimal(0)) >= 1000 for row in table.rows for figure in row.figures)
        cells = sum(len(row.figures) for row in table.rows)
        if large and _to_the_cent(table):
            return True
        stated = any(word in caption.lower() for word in self.pack.words("finances", "statement_words"))
        if stated and large * 2 >= cells and len(table.rows) >= 3:
            return True
        return bool(named * 2 >= len(table.rows) and large * 2 >= cells and len(table.rows) >= 3)

    def _label(self, row: Row) -> str:
        text = fold_han(row.label).replace(" ", "") if self.pack.han else row.label
        return text if self.pack.han else text.lower()

    def _table(self, table: Table, caption: str) -> None:
        pack, to_cent = self.pack, _to_the_cent(table)
        signs = " ".join(figure.written for row in table.rows for figure in row.figures)
        currency = money.currency_of(caption, pack) or money.currency_of(signs, pack)
        known = currency is not None
        currency = currency or self._usual_currency()
        scale = self._scale(caption.lower())
        years = [
            found.first[0]
            for found in dates.find(fold_han(table.caption).replace(" ", "") if pack.han else table.caption, pack)
            if found.first[0]
        ]
        label_years = [
            found.first[0]
            for row in table.rows
            for found in dates.find(self._squeezed(row.label), pack)
            if found.first[0]
        ]
        common = years[-1] if years else max(set(label_years), key=label_years.count) if label_years else None
        heads = Heads(table, pack)
        plain = self._plain_columns(table, heads)
        if plain:
            beside = [replace(row, figures=[f for f in row.figures if f.column in plain]) for row in table.rows]
            self.drafts += table_counts.drafts(self.document, replace(table, rows=beside), "", plain)
        donors = finances_parties.Donors(pack, caption, table)
        marked: dict[str, list[Draft]] = {}
        summed = self._summed(table)
        given = role_of(caption if pack.han else caption.lower(), pack.table("finances").get("grant_captions", []))
        for row in table.rows:
            label = self._label(row)
            item, word = role_of(label, self.rules) or given or ("other", "")
            if summed and item == "total_expenditure" and len(label) > len(word) and not self._is_total(label):
                item, word = "other", ""  # "training expenses" beside "total expenses"
            mark = _NOTE_MARK.search(row.label) or _glued_mark(row.label, word)
            found = dates.find(self._squeezed(row.label), pack)
            for figure in row.figures:
                if (
                    figure.column in plain
                    or figure.value is None
                    or (to_cent and figure.value < 100 and not _CENTS.search(figure.written))
                ):
                    continue  # a dash, or the number of a note
                header, _cells = table.headers.get(figure.column, ("", []))
                kind = heads.kind(figure.column)
                if kind == "percent" or "%" in figure.written:
                    continue
                draft = self._figure(table, row, figure, row.currency or currency, scale, item, word)
                donors.tell(draft, row, label)
                if kind is not None:
                    total = any(word in label for word in pack.words("finances", "total_words"))
                    draft.fields["item"] = item_in(str(draft.fields["item"]), kind, total)
                    draft.rule += f" column {kind}"
                year = next((d.first[0] for d in found if d.first[0]), None) or heads.year(figure.column) or common
                stands = heads.as_of(figure.column)
                if stands is not None and dates.partial(stands.first):
                    draft.fields["as_of"] = dates.partial(stands.first)
                    year = heads.year(figure.column) if heads.dated(figure.column) else None
                    year = year or heads.year_before(figure.column, stands.first[0]) or common
                for day in found:
                    if day.first[2] is not None:
                        first = heads.same_day(figure.column, day.first)
                        if first == day.first:
                            draft.fields["as_of"] = dates.partial(first)
                        else:
                            year = first[0]  # the day of another year: only the year is told
                if kind == "variance":
                    year = heads.variance_year(figure.column) or year
                if year is not None:
                    draft.fields["fiscal_year"] = Decimal(year)
                draft.confidence = self._confidence(
                    row, figure, known, word != "" or kind is not None, len(row.figures) == 1 or bool(header)
                )
                if figure.unsure:
                    draft.field_confidence["amount"] = 0.3
                if not known:
                    draft.field_confidence["currency"] = 0.45
                self.drafts.append(draft)
                if mark:
                    for letter in _MARK_IN.findall(mark[1]):
                        marked.setdefault(letter, []).append(draft)
        place = (table.rows[0].line.page, table.rows[0].line.start)
        for letter, drafts in marked.items():
            self._notes.setdefault(letter, []).append((place, drafts))

    def _is_total(self, label: str) -> bool:
        return any(word in label for word in self.pack.words("finances", "total_words"))

    def _summed(self, table: Table) -> bool:
        """Whether a row of its own sums up what was spent."""
        labels = [self._label(row) for row in table.rows]
        return any(
            self._is_total(label) and (role_of(label, self.rules) or ("",))[0] == "total_expenditure"
            for label in labels
        )

    def _plain_columns(self, table: Table, heads: Heads) -> frozenset[int]:
        """The columns of plain numbers beside others of which the headings, and only they, name the currency."""
        headers = {column: header for column, (header, _) in table.headers.items()}
        paid = {column for column, header in headers.items() if money.currency_of(header, self.pack)}
        own = {
            id(line)
            for _, cells in table.headers.values()
            for line, _, _ in cells
            if not (line.text.startswith("(") and line.text.endswith(")"))
        }
        above = "\n".join(line.text for line in table.captions if id(line) not in own)
        if not paid or money.currency_of(self._squeezed(above), self.pack):
            return frozenset()
        return frozenset(
            column
            for column in headers.keys() - paid
            if heads.kind(column) is None
            and heads.year(column) is None
            and self._counts(self._squeezed(headers[column]).lower())
            and all(
                figure.value is None or figure.value == figure.value.to_integral_value()
                for row in table.rows
                for figure in row.figures
                if figure.column == column
            )
        )

    def _counts(self, header: str) -> bool:
        """Whether a heading says how many: "number of ...", or no kind of amount."""
        words = self.pack.words("counts", "words", "number_column")
        if any(header.endswith(word) if self.pack.han else header.startswith(word) for word in words):
            return True
        return role_of(header, self.rules) is None

    def _scale(self, caption: str) -> Decimal:
        """By what the figures of a table are to be multiplied, as its caption says."""
        for name, factor in _SCALES:
            if any(word in caption for word in self.pack.words("finances", name)):
                return Decimal(factor)
        return Decimal(1)

    def _squeezed(self, text: str) -> str:
        return fold_han(text).replace(" ", "") if self.pack.han else text

    def _usual_currency(self) -> str:
        """The currency named most in the report; US dollars where none is."""
        if self._usual is not None:
            return self._usual
        text = "\n".join(line.text for line in self.document.lines)
        names = {"€": "EUR", "£": "GBP", **self.pack.table("money", "currencies")}
        seen = {name: text.count(name) for name in names}
        best = max(seen, key=lambda name: seen[name], default="")
        self._usual = str(names[best]) if best and seen[best] else "USD"
        return self._usual

    @staticmethod
    def _confidence(row: Row, figure: Figure, known: bool, role: bool, headed: bool) -> float:
        value = 0.95
        if not known:
            value -= 0.2
        if not role:
            value -= 0.12
        if not headed:
            value -= 0.15
        if figure.unsure:
            value = min(value, 0.35)
        return value

    def _span(self, line: Line, start: int, end: int, role: Any) -> Evidence:
        return (self.document.span(line.page, line.start + start, line.start + end, role),) if start < end else ()

    def _figure(
        self, table: Table, row: Row, figure: Figure, currency: str, scale: Decimal, item: str, word: str
    ) -> Draft:
        assert figure.value is not None
        proof = self._span(row.line, figure.start, figure.end, "value")
        label: Evidence = tuple(span for line in row.above for span in self._span(line, 0, len(line.text), "label"))
        label += self._span(row.line, row.begin, row.label_end, "label")
        header: Evidence = ()
        for line, start, end in table.headers.get(figure.column, ("", []))[1]:
            header += self._span(line, start, end, "header")
        fields: dict[str, Value] = {
            "amount": figure.value * scale,
            "qualifier": "exact",
            "currency": currency,
            "item": item,
            "source": "table",
        }
        draft = Draft(
            "financial_figure",
            fields,
            (*label, *proof, *header),
            {"amount": proof, "item": label},
            0.9,
            f"{self.pack.code} table row {word}".strip(),
        )
        if scale != 1 and not figure.written.strip("()-").replace(" ", ""):
            draft.confidence = 0.3
        return draft
