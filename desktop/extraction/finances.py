"""Financial figures: in statement tables, in the notes below them, and in running text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from db.model.evidence import Evidence
from db.model.values import Value
from desktop.documents.spans import make_span
from desktop.extraction import table_counts
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.layout import Document
from desktop.extraction.lines import Line
from desktop.extraction.tables import Figure, Row, Table
from desktop.language import countries, dates, money
from desktop.language.characters import fold_han
from desktop.language.fields import joined
from desktop.language.money import Money
from desktop.language.packs import Pack, alternatives

_NOTE_MARK = re.compile(r"(?:\s|(?<=[\u3000-\u9fff)\d]))([a-z](?:,[a-z])*)$")
_TOP_HEADING = re.compile(r"[IVX]{1,5}\.\s|[一二三四五六七八九十]{1,3}[.、]")
_MARK_IN = re.compile(r"([a-z])(?=[,\s]|$)")


def role_of(label: str, rules: list[dict[str, Any]]) -> tuple[str, str] | None:
    """(item, the word that decided) of a row's label or a clause, by the first rule that fits."""
    for rule in rules:
        word = next((word for word in rule["any"] if word in label), None)
        if word is None or any(item in label for item in rule.get("not", ())):
            continue
        if "all_any" in rule and not any(item in label for item in rule["all_any"]):
            continue
        return str(rule["item"]), word
    return None


class Statements:
    """The statements of a report: their figures, and what their notes are about.

    Attributes:
        drafts: figures (and counts of people) of all tables.
        notes: note mark to (item, fiscal year, currency).
    """

    def __init__(self, document: Document, tables: list[Table], facts: list[Facts]) -> None:
        self.document, self.pack = document, document.pack
        self.drafts: list[Draft] = []
        self.notes: dict[str, tuple[str, int | None, str]] = {}
        self.periods = self._heading_periods()
        self.rules: list[dict[str, Any]] = self.pack.data.get("finances", {}).get("roles", [])
        self.columns: list[dict[str, Any]] = self.pack.data.get("finances", {}).get("columns", [])
        previous = ""
        for table in tables:
            caption = self._caption(table)
            if self._is_financial(table, caption, previous):
                self._table(table, caption or previous)
                previous = caption or previous
            else:
                self.drafts += table_counts.drafts(document, table, caption)

    def _heading_periods(self) -> list[tuple[int, int | None]]:
        """(order of block, year) of the headings that name a period: what stands below is about it."""
        found = []
        for block in self.document.blocks:
            if block.kind == "heading" or (len(block.text) < 160 and block.section != "front" and block.number is None):
                years = [
                    item.first[0]
                    for item in dates.find(block.text, self.pack)
                    if item.last is not None and item.first[0]
                ]
                if block.kind != "row" and (years or _TOP_HEADING.match(block.text)):
                    found.append((block.order, years[-1] if years else None))
        return found

    def _period_year(self, facts: Facts) -> int | None:
        years = [year for order, year in self.periods if order < facts.block.order]
        return years[-1] if years else None

    def _caption(self, table: Table) -> str:
        text = table.caption + "\n" + "\n".join(header for header, _ in table.headers.values())
        return fold_han(text).replace(" ", "") if self.pack.han else text

    def _is_financial(self, table: Table, caption: str, previous: str) -> bool:
        if money.currency_of(caption, self.pack):
            return True
        signs = sum("$" in figure.written or "€" in figure.written for row in table.rows for figure in row.figures)
        if signs:
            return True
        named = sum(role_of(self._label(row), self.rules) is not None for row in table.rows)
        large = sum(abs(figure.value or Decimal(0)) >= 1000 for row in table.rows for figure in row.figures)
        cells = sum(len(row.figures) for row in table.rows)
        return bool(named * 2 >= len(table.rows) and large * 2 >= cells and len(table.rows) >= 3)

    def _label(self, row: Row) -> str:
        text = fold_han(row.label).replace(" ", "") if self.pack.han else row.label
        return text if self.pack.han else text.lower()

    def _table(self, table: Table, caption: str) -> None:
        pack = self.pack
        signs = " ".join(figure.written for row in table.rows for figure in row.figures)
        currency = money.currency_of(caption, pack) or money.currency_of(signs, pack)
        known = currency is not None
        currency = currency or self._usual_currency()
        lower = caption.lower()
        scale = Decimal(1)
        if any(word in lower for word in pack.words("finances", "millions")):
            scale = Decimal(1_000_000)
        elif any(word in lower for word in pack.words("finances", "thousands")):
            scale = Decimal(1000)
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
        kinds = {column: self._column_kind(header) for column, (header, _) in table.headers.items()}
        for row in table.rows:
            item, word = role_of(self._label(row), self.rules) or ("other", "")
            mark = _NOTE_MARK.search(row.label)
            found = dates.find(self._squeezed(row.label), pack)
            for figure in row.figures:
                if figure.value is None:
                    continue
                header, cells = table.headers.get(figure.column, ("", []))
                kind = kinds.get(figure.column)
                if kind == "percent" or "%" in figure.written:
                    continue
                in_header = dates.find(self._squeezed(header), pack)
                draft = self._figure(table, row, figure, currency, scale, item, word)
                if kind is not None and draft.fields["item"] != "total_income":
                    self._by_column(draft, kind, self._label(row))
                year = (
                    next((d.first[0] for d in found if d.first[0]), None)
                    or next((d.first[0] for d in in_header if d.first[0]), None)
                    or common
                )
                if header and any(d.as_of or d.first[2] for d in in_header):
                    day = next(d for d in in_header if d.as_of or d.first[2])
                    draft.fields["as_of"] = dates.partial(day.first)
                    year = self._year_before(table, figure.column, day.first[0]) or year
                for day in found:
                    if day.first[2] is not None:
                        draft.fields["as_of"] = dates.partial(day.first)
                if kind == "variance":
                    year = self._variance_year(table, figure.column) or year
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
                        self.notes[letter] = (item, year, currency)

    def _squeezed(self, text: str) -> str:
        return fold_han(text).replace(" ", "") if self.pack.han else text

    def _usual_currency(self) -> str:
        """The currency named most in the report; US dollars where none is."""
        text = "\n".join(line.text for line in self.document.lines)
        names = {name: code for name, code in self.pack.table("money", "currencies").items()}
        seen = {name: text.count(name) for name in names}
        best = max(seen, key=lambda name: seen[name], default="")
        return str(names[best]) if best and seen[best] else "USD"

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

    def _column_kind(self, header: str) -> str | None:
        text = header.lower()
        for rule in self.columns:
            if any(word in text for word in rule["any"]):
                return str(rule["kind"])
        return None

    def _by_column(self, draft: Draft, kind: str, label: str) -> None:
        total = any(word in label for word in self.pack.words("finances", "total_words"))
        item = draft.fields["item"]
        if kind in ("budget", "variance"):
            draft.fields["item"] = "funding" if kind == "budget" else "other"
        elif kind == "actual":
            draft.fields["item"] = (
                "total_expenditure"
                if total or item in ("total_expenditure", "funding")
                else item
                if item == "operating_costs"
                else "other"
            )
        draft.rule += f" column {kind}"

    def _year_before(self, table: Table, column: int, at: int | None) -> int | None:
        """The fiscal year of a column "as at 28 February 2026": that of the nearest column to its left with a period."""
        for other in sorted((c for c in table.headers if c < column), reverse=True):
            for found in dates.find(table.headers[other][0], self.pack):
                if found.last is not None and found.first[0] and at and found.first[0] <= at <= found.first[0] + 1:
                    return found.first[0]
        return at

    def _variance_year(self, table: Table, column: int) -> int | None:
        for other in sorted((c for c in table.headers if c < column), reverse=True):
            for found in dates.find(table.headers[other][0], self.pack):
                if found.first[0]:
                    return found.first[0]
        return None

    def _span(self, line: Line, start: int, end: int, role: Any) -> Evidence:
        page = self.document.reading.pages[line.page]
        return (make_span(page, line.start + start, line.start + end, role),) if start < end else ()

    def _figure(
        self, table: Table, row: Row, figure: Figure, currency: str, scale: Decimal, item: str, word: str
    ) -> Draft:
        assert figure.value is not None
        proof = self._span(row.line, figure.start, figure.end, "value")
        label: Evidence = tuple(span for line in row.above for span in self._span(line, 0, len(line.text), "label"))
        label += self._span(row.line, 0, row.label_end, "label")
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

    def running(self, facts: Facts) -> list[Draft]:
        """Figures of one block of text or of one note."""
        if not facts.money:
            return []
        if facts.block.kind == "footnote" or len(facts.money) >= 3:
            broken_down = self._breakdown(facts)
            if broken_down:
                return broken_down
        return [draft for item in facts.money if (draft := self._in_text(facts, item)) is not None]

    def _breakdown(self, facts: Facts) -> list[Draft]:
        """A note or sentence that gives the parties of a sum: "由……组成：德国 78 126 美元、……"."""
        text, block, pack = facts.text, facts.block, self.pack
        head = text[block.body : facts.money[0].start]
        if not any(word in head.lower() for word in pack.words("finances", "composed")):
            return []
        linked = self.notes.get(block.number or "")
        rule = role_of(head if pack.han else head.lower(), pack.data.get("finances", {}).get("breakdown", []))
        item = (
            rule[0]
            if rule
            else {"voluntary_contributions": "contribution", "refunds": "refund"}.get(linked[0] if linked else "", "")
        )
        if not item:
            return []
        year = next((found.first[0] for found in facts.dates if found.first[0]), None) or (
            linked[1] if linked else None
        )
        drafts = []
        previous = block.body
        for item_found in facts.money:
            start, end = self._party(text, previous, item_found.start)
            previous = item_found.end
            party = joined(block.original[start:end], pack).strip(" ，、,:：")
            draft = self._text_draft(
                facts, item_found, start if party else item_found.start, item, f"{pack.code} breakdown"
            )
            if party:
                draft.fields["party"] = party
                draft.field_evidence["party"] = self.document.spans(block, start, end)
                code = countries.parse(party, pack.code) or self._only_country(party)
                if code:
                    draft.fields["party_country"] = code
                    draft.field_evidence["party_country"] = draft.field_evidence["party"]
            if year:
                draft.fields["fiscal_year"] = Decimal(year)
            draft.fields["source"] = "footnote" if block.kind == "footnote" else "text"
            draft.confidence = 0.94
            drafts.append(draft)
        return drafts

    def _only_country(self, party: str) -> str | None:
        text = fold_han(party) if self.pack.han else party
        found = countries.find(text, self.pack)
        left = text
        for start, end, _ in reversed(found):
            left = left[:start] + left[end:]
        government = alternatives(["政府", "的", "the", "Government", "of", "Governments"])
        return found[0][2] if len(found) == 1 and not re.sub(government, "", left).strip(" ，、,()") else None

    @staticmethod
    def _party(text: str, start: int, end: int) -> tuple[int, int]:
        chunk = text[start:end]
        cuts = [
            match.end()
            for match in re.finditer(r"[：:;；、]|，|, (?:and )?|\band |以及|及其|(?<=[元)])(?:和|及)", chunk)
        ]
        # A name may hold "和" itself; only the mark right after the last amount and colons cut.
        first = cuts[-1] if cuts else 0
        begin = start + first
        while begin < end and text[begin] in " ，、和及：:":
            begin += 1
        stop = end
        while stop > begin and text[stop - 1] in " (":
            stop -= 1
        return begin, stop

    def _text_draft(
        self, facts: Facts, found: Money, start: int, item: str, rule: str, end: int | None = None
    ) -> Draft:
        block = facts.block
        evidence = self.document.spans(block, start, end or found.end)
        fields: dict[str, Value] = {
            "amount": found.amount,
            "qualifier": "more_than" if found.more else "exact",
            "currency": found.currency,
            "item": item,
            "source": "footnote" if block.kind == "footnote" else "text",
        }
        draft = Draft(
            "financial_figure",
            fields,
            evidence,
            {"amount": self.document.spans(block, found.start, found.end)},
            0.85,
            rule,
            block=block,
            start=start,
            end=found.end,
        )
        if found.unsure:
            draft.confidence = 0.3
            draft.field_confidence["amount"] = 0.3
        return draft

    def _in_text(self, facts: Facts, found: Money) -> Draft | None:
        text, pack = facts.text, self.pack
        sentence = facts.sentence_of(found.start)
        others = [item for item in facts.money if item.end <= found.start and item.start >= sentence[0]]
        reach = 40 if pack.han else 110
        low = max(sentence[0], others[-1].end if others else 0, found.start - reach)
        clause = text[low : found.start]
        after = text[found.end : min(sentence[1], found.end + reach // 2)]
        around = clause if pack.han else clause.lower()
        rule = self._nearest_role(around) or self._nearest_role(after if pack.han else after.lower())
        item, word = rule or ("other", "")
        if others and re.fullmatch(r"[^\d,;，；]{0,12}\(", text[others[-1].end : found.start]):
            # "$5 gross ($4 net)": the bracket says the same thing in another way.
            earlier = self._in_text(facts, others[-1])
            if earlier is not None:
                item, word = str(earlier.fields["item"]), "same"
        start = self._clause_start(text, low, found.start)
        end = next((day.end for day in facts.dates if day.as_of and 0 <= day.start - found.end <= 1), found.end)
        draft = self._text_draft(facts, found, start, item, f"{pack.code} text {word}".strip(), end)
        self._other_party(facts, found, sentence, draft)
        before = _qualifier_before(text[max(0, found.start - 14) : found.start], pack)
        if before:
            draft.fields["qualifier"] = before
        self._dates(facts, found, sentence, draft)
        draft.confidence = 0.88 if word else 0.7
        draft.field_confidence["item"] = 0.75 if word else 0.4
        return draft

    def _other_party(self, facts: Facts, found: Money, sentence: tuple[int, int], draft: Draft) -> None:
        """The party of an amount in running text, by the shapes of the pack: "from the ... Fund", "assessed on ..."."""
        for shape in self.pack.words("finances", "party_after"):
            match = re.compile(shape).match(facts.text, found.end, sentence[1])
            if match:
                place = match.span("who")
                break
        else:
            for shape in self.pack.words("finances", "party_before"):
                found_before = [m for m in re.finditer(shape, facts.text[sentence[0] : found.start])]
                if found_before:
                    place = found_before[-1].start("who") + sentence[0], found_before[-1].end("who") + sentence[0]
                    break
            else:
                return
        party = joined(facts.block.original[place[0] : place[1]], self.pack)
        if not 1 < len(party) <= 60:
            return
        draft.fields["party"] = party
        draft.field_evidence["party"] = self.document.spans(facts.block, *place)
        draft.field_confidence["party"] = 0.7
        draft.start, draft.end = min(draft.start, place[0]), max(draft.end, place[1])
        draft.evidence = self.document.spans(facts.block, draft.start, draft.end)
        code = countries.parse(party, self.pack.code) or self._only_country(party)
        if code:
            draft.fields["party_country"] = code
            draft.field_evidence["party_country"] = draft.field_evidence["party"]
            draft.field_confidence["party_country"] = 0.7

    _other_year = r"compared|over the|against|相比|较|，|[;(]"

    def _nearest_role(self, text: str) -> tuple[str, str] | None:
        """The role whose word stands nearest to the amount, that is last in the clause."""
        best: tuple[int, str, str] | None = None
        for rule in self.pack.data.get("finances", {}).get("text_roles", self.rules):
            if any(word in text for word in rule.get("not", ())):
                continue
            if "all_any" in rule and not any(word in text for word in rule["all_any"]):
                continue
            for word in rule["any"]:
                place = text.rfind(word)
                if place >= 0 and (best is None or place + len(word) > best[0]):
                    best = place + len(word), str(rule["item"]), word
        return (best[1], best[2]) if best else None

    def _clause_start(self, text: str, low: int, end: int) -> int:
        marks = [
            match.end()
            for match in re.finditer(r"[，。；：;]\s?" if self.pack.han else r"[;:]\s|,\s(?=[a-z])", text[low:end])
        ]
        start = low + (marks[-1] if marks else 0)
        while start < end and text[start] in " ，,和及、)；;":
            start += 1
        if not self.pack.han and end - start > 40:
            words = [match.end() for match in re.finditer(r"\s", text[start:end])]
            start += words[-7] if len(words) > 7 else 0
        return start if end - start > 1 else end

    def _dates(self, facts: Facts, found: Money, sentence: tuple[int, int], draft: Draft) -> None:
        text = facts.text
        near = [item for item in facts.dates if sentence[0] <= item.start < sentence[1] and item.dated]
        before = [item for item in near if item.end <= found.start]
        after = [item for item in near if item.start >= found.end]
        for item in near:
            if item.as_of and dates.partial(item.first):
                draft.fields["as_of"] = dates.partial(item.first)
                draft.field_confidence["as_of"] = 0.75
        behind = [
            item
            for item in after
            if not item.as_of
            and item.start - found.end <= 40
            and not re.search(self._other_year, text[found.end : item.start])
        ]
        plain = [item for item in before if not item.as_of]
        year = behind[0].first[0] if behind else plain[-1].first[0] if plain else None
        plain = plain or behind
        if year is None:
            earlier = [item for item in facts.dates if item.end <= found.start and item.dated and not item.as_of]
            said = any(item.as_of and item.start < found.start for item in facts.dates)
            year = earlier[-1].first[0] if earlier else None if said else self._period_year(facts)
        if year is not None:
            draft.fields["fiscal_year"] = Decimal(year)
            draft.field_confidence["fiscal_year"] = 0.75 if plain else 0.5


def _qualifier_before(text: str, pack: Pack) -> str | None:
    table = {word: kind for kind, words in pack.table("qualifiers", "before").items() for word in words}
    pattern = pack.made("qualifier.before", lambda p: re.compile(alternatives(table) + r"\s*$", re.IGNORECASE))
    match = pattern.search(text)
    return table.get(match[0].strip().lower()) if match else None
