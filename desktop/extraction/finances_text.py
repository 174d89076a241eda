"""Financial figures in running text and in notes: whose they are, what for, of which year."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from db.model.values import Value
from desktop.extraction import finances_parties
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.finances import role_of
from desktop.extraction.layout import Document
from desktop.language import countries, dates
from desktop.language.fields import joined
from desktop.language.money import Money
from desktop.language.packs import Pack, alternatives

_TOP_HEADING = re.compile(r"[IVX]{1,5}\.\s|[一二三四五六七八九十]{1,3}[.、]")


class RunningText:
    """Reads the amounts of paragraphs and notes.

    Args:
        notes: note mark to the figures of a statement whose label carries it.
    """

    def __init__(self, document: Document, notes: dict[str, list[Draft]]) -> None:
        self.document, self.pack, self.notes = document, document.pack, notes
        self.rules: list[dict[str, Any]] = self.pack.data.get("finances", {}).get("roles", [])
        self.periods = self._heading_periods()

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

    def drafts(self, facts: Facts) -> list[Draft]:
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
        marked = self.notes.get(block.number or "", [])
        listed = bool(marked) and len(facts.money) > 1 and block.kind == "footnote"
        if not listed and not any(word in head.lower() for word in pack.words("finances", "composed")):
            return []
        rule = role_of(head if pack.han else head.lower(), pack.data.get("finances", {}).get("breakdown", []))
        role = str(marked[0].fields.get("item")) if marked else ""
        item = rule[0] if rule else {"voluntary_contributions": "contribution", "refunds": "refund"}.get(role, "")
        if not item:
            return []
        said = next((found.first[0] for found in facts.dates if found.first[0]), None)
        whole = next((row for row in marked if said is None or row.fields.get("fiscal_year") == said), None)
        year = Decimal(said) if said else whole.fields.get("fiscal_year") if whole else None
        drafts = []
        previous = block.body
        for item_found in facts.money:
            start, end = finances_parties.place(text, previous, item_found.start)
            previous = item_found.end
            named = finances_parties.named(facts, start, end)
            start, end = named[:2] if named else (start, end)
            party = joined(block.original[start:end], pack).strip(" ，、,:：")
            draft = self._text_draft(
                facts, item_found, start if party else item_found.start, item, f"{pack.code} breakdown"
            )
            if party:
                draft.fields["party"] = party
                draft.field_evidence["party"] = self.document.spans(block, start, end)
                code = (
                    named[2]
                    if named
                    else countries.parse(party, pack.code) or finances_parties.only_country(party, self.pack)
                )
                if code:
                    draft.fields["party_country"] = code
                    draft.field_evidence["party_country"] = draft.field_evidence["party"]
            if year is not None:
                draft.fields["fiscal_year"] = year
            draft.whole = whole
            draft.fields["source"] = "footnote" if block.kind == "footnote" else "text"
            draft.confidence = 0.94
            drafts.append(draft)
        return drafts

    def _named_party(self, facts: Facts, found: Money, low: int, sentence: tuple[int, int], draft: Draft) -> bool:
        """A country that gave or got the amount, where the sentence is about gifts or refunds; whether there is one."""
        behind = finances_parties.named_after(facts, found.end)
        named = finances_parties.named(facts, low, found.start) or behind
        about = facts.text[sentence[0] : found.start]
        rule = role_of(
            about if self.pack.han else about.lower(), self.pack.data.get("finances", {}).get("breakdown", [])
        )
        if rule is None and behind is not None:
            rule = "contribution", "from"
        if named is None or rule is None:
            return False
        draft.fields.update(item=rule[0], party=facts.block.original[named[0] : named[1]], party_country=named[2])
        spans = self.document.spans(facts.block, named[0], named[1])
        draft.field_evidence.update(party=spans, party_country=spans)
        draft.start, draft.end = min(draft.start, named[0]), max(draft.end, named[1])
        draft.evidence = self.document.spans(facts.block, draft.start, draft.end)
        draft.rule = f"{self.pack.code} party beside {rule[1]}"
        return True

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
        if rule is None and others and self._compares(clause):
            earlier = self._in_text(facts, others[-1])
            if earlier is not None:
                item, word = str(earlier.fields["item"]), "compared"
        if others and re.fullmatch(r"[^\d,;，；]{0,12}\(", text[others[-1].end : found.start]):
            # "$5 gross ($4 net)": the bracket says the same thing in another way.
            earlier = self._in_text(facts, others[-1])
            if earlier is not None:
                item, word = str(earlier.fields["item"]), "same"
        start = self._clause_start(text, low, found.start)
        end = next((day.end for day in facts.dates if day.as_of and 0 <= day.start - found.end <= 1), found.end)
        draft = self._text_draft(facts, found, start, item, f"{pack.code} text {word}".strip(), end)
        given = self._named_party(facts, found, others[-1].end if others else sentence[0], sentence, draft)
        if not given:
            self._other_party(facts, found, sentence, draft)
        before = _qualifier_before(text[max(0, found.start - 14) : found.start], pack)
        if before:
            draft.fields["qualifier"] = before
        self._dates(facts, found, sentence, draft)
        word = word or ("given" if given else "")
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
                found_before = list(re.finditer(shape, facts.text[sentence[0] : found.start]))
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
        code = finances_parties.code_of(party, self.pack)
        if code:
            draft.fields["party_country"] = code
            draft.field_evidence["party_country"] = draft.field_evidence["party"]
            draft.field_confidence["party_country"] = 0.7

    def _compares(self, clause: str) -> bool:
        return any(word in clause for word in self.pack.words("finances", "compares"))

    _other = r"compared|over the|against|相比|较"
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
            and item.start - found.end <= (70 if item.last else 40)
            and not re.search(self._other_year if item.last is None else self._other, text[found.end : item.start])
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
