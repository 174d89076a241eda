"""Financial figures in running text and in notes: whose they are, what for, of which year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from db.model.values import Value
from desktop.extraction import finances_parties
from desktop.extraction.build import Draft
from desktop.extraction.facts import Facts
from desktop.extraction.finances_dates import Years
from desktop.extraction.finances_roles import TextRoles, role_of
from desktop.extraction.joining import SENTENCE_END
from desktop.extraction.layout import Block, Document
from desktop.language import countries
from desktop.language.fields import joined
from desktop.language.money import Money
from desktop.language.packs import Pack, alternatives

# "Yemen ($5 million); Syria ($4 million)": a list of names, each with its amount behind it.
_NAMED_LIST = re.compile(r"\)[;,、；，]?\s?(?:and\s|和|以及)?[^\d;；，,、()]{2,60}\(")


_TENTHS = re.compile(r"\D{1,4}\d{1,3}(?:[ ,]\d{3})*\.\d")
_HEADS = re.compile(r"\s?[:：]")


class RunningText:
    """Reads the amounts of paragraphs and notes.

    Args:
        marked: the figures of a statement that a note is about.
    """

    def __init__(self, document: Document, marked: Callable[[Block], list[Draft]]) -> None:
        self.document, self.pack, self.marked = document, document.pack, marked
        self.roles = TextRoles(self.pack)
        self.years = Years(document)
        self._items: dict[int, str] = {}  # what the amounts before this one are for, by their places
        self._named: Counter[str] | None = None
        self._thousands: bool | None = None

    def drafts(self, facts: Facts) -> list[Draft]:
        """Figures of one block of text or of one note."""
        if not facts.money:
            return []
        if facts.block.kind == "footnote" or len(facts.money) >= 3:
            broken_down = self._breakdown(facts)
            if broken_down:
                return broken_down
        self._items.clear()
        drafts = []
        for found in facts.money:
            draft = self._in_text(facts, found)
            self._items[found.start] = str(draft.fields["item"])
            drafts.append(draft)
        return drafts

    def _breakdown(self, facts: Facts) -> list[Draft]:
        """A note or sentence that gives the parties of a sum: "由……组成：德国 78 126 美元、……"."""
        text, block, pack = facts.text, facts.block, self.pack
        head = text[block.body : facts.money[0].start]
        marked = self.marked(block)
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
        # "2022: Austria ..., Japan ...; 2021: Norway ...": each year heads the parties behind it.
        heads = [day for day in facts.dates if day.first[0] and _HEADS.match(text, day.end)]
        heads = heads if len(heads) > 1 else []
        places = []
        previous = block.body
        for item_found in facts.money:
            start, end = finances_parties.place(text, previous, item_found.start)
            previous = item_found.end
            named = finances_parties.named(facts, start, end)
            places.append((item_found, *(named[:2] if named else (start, end)), named))
        names = sum(bool(named) or finances_parties.is_name(text[a:b], pack) for _, a, b, named in places)
        if names * 2 <= len(places):
            return []  # amounts follow each other, but what stands between them names nobody
        drafts = []
        for item_found, start, end, named in places:
            if named is None and not finances_parties.is_name(text[start:end], pack):
                start = end
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
            own = next((day for day in reversed(heads) if day.end <= item_found.start), None)
            own_year = Decimal(own.first[0]) if own is not None and own.first[0] else year
            if own_year is not None:
                draft.fields["fiscal_year"] = own_year
            draft.whole = (
                whole
                if own is None
                else next((row for row in marked if row.fields.get("fiscal_year") == own_year), whole)
            )
            draft.fields["source"] = "footnote" if block.kind == "footnote" else "text"
            draft.confidence = 0.3 if item_found.unsure else 0.94
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
        if rule is None and named is not None and facts.text[named[1] : found.start].strip() == "(":
            # "thanks Norway ($5) and Chile ($4)": what was given is told in the sentences before.
            earlier = facts.text[facts.block.body : sentence[0]]
            rule = role_of(
                earlier if self.pack.han else earlier.lower(), self.pack.table("finances").get("breakdown", [])
            )
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
        bracketed = facts.text[: found.start].endswith("(") and facts.text.startswith(")", found.end)
        shortened = self._shortened(facts, found)  # what a table of variances would say
        fields: dict[str, Value] = {
            "amount": found.amount * (1000 if shortened else 1) * (-1 if shortened and bracketed else 1),
            "qualifier": "more_than" if found.more else "about" if found.about else "exact",
            "currency": self._currency(found),
            "item": item,
            "source": "table" if shortened else "footnote" if block.kind == "footnote" else "text",
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
        if found.shared and not self._named_most()[str(fields["currency"])[:2]]:
            draft.field_confidence["currency"] = 0.4
        return draft

    def _shortened(self, facts: Facts, found: Money) -> bool:
        """Whether an amount that heads what explains it is in thousands: "Staff: $402.1", where a note says so."""
        text = facts.text
        if len(text) > 120 or SENTENCE_END.search(text) or not _TENTHS.fullmatch(text[found.start : found.end]):
            return False
        if self._thousands is None:
            words = self.pack.words("finances", "thousands")
            notes = (block.text.lower() for block in self.document.paragraphs() if block.kind == "footnote")
            self._thousands = any(word in note for note in notes for word in words)
        return self._thousands

    def _named_most(self) -> Counter[str]:
        """How often the report names each country; found when a currency is first asked for that several have."""
        if self._named is None:
            self._named = Counter(
                code for block in self.document.paragraphs() for *_, code in countries.find(block.text, self.pack)
            )
        return self._named

    def _currency(self, found: Money) -> str:
        """The currency of an amount; of a name that several have, that of the country that the report names most."""
        if not found.shared:
            return found.currency
        named = self._named_most()
        return max(found.shared, key=lambda code: named[code[:2]])

    def _in_text(self, facts: Facts, found: Money) -> Draft:
        text, pack = facts.text, self.pack
        sentence = facts.sentence_of(found.start)
        others = [item for item in facts.money if item.end <= found.start and item.start >= sentence[0]]
        reach = 40 if pack.han else 110
        low = max(sentence[0], others[-1].end if others else 0, found.start - reach)
        clause = self._around_brackets(text, sentence[0], low, found.start, others)
        after = text[found.end : min(sentence[1], found.end + reach // 2)]
        following = next((item for item in facts.money if found.end < item.start < found.end + len(after)), None)
        if following is not None:  # what stands behind a mark is the next amount's
            after = re.split(r"[,;，；。]\s?", text[found.end : following.start])[0]
        own = self.roles.before(clause)
        behind = self.roles.behind(after)
        rule = behind or own
        if rule is None or (others and own is None):
            rule = self._inherited(facts, others, clause, found, rule)
        if rule is None and not others and self.pack.made("finances.amounting", _amounting).search(clause):
            rule = self.roles.before(text[sentence[0] : low])  # "The budget ... in the report of ... amounted to"
        item, word = rule or self.roles.after(after) or ("other", "")
        start = self._clause_start(text, low, found.start)
        end = next((day.end for day in facts.dates if day.as_of and 0 <= day.start - found.end <= 1), found.end)
        if behind is not None and end == found.end:
            end += self.roles.noun_end(after)
        draft = self._text_draft(facts, found, start, item, f"{pack.code} text {word}".strip(), end)
        given = self._respective_party(facts, found, sentence, draft)
        low = others[-1].end if others else sentence[0]
        given = given or self._named_party(facts, found, low, sentence, draft)
        if not given:
            self._other_party(facts, found, sentence, draft)
        before = _qualifier_before(text[max(0, found.start - (14 if pack.han else 36)) : found.start], pack)
        if before:
            draft.fields["qualifier"] = before
        self.years.tell(facts, found, sentence, draft)
        word = word or ("given" if given else "")
        draft.confidence = 0.3 if found.unsure else 0.88 if word else 0.7
        draft.field_confidence["item"] = 0.75 if word else 0.4
        return draft

    def _around_brackets(self, text: str, first: int, low: int, end: int, others: list[Money]) -> str:
        """What leads up to an amount, leaving out a bracket before it that holds another amount."""
        opened = text.rfind("(", first, others[-1].start) if others else -1
        closed = text.find(")", others[-1].end, end) if others else -1
        if (
            closed < 0
            or opened < 0
            or text.find(")", opened, others[-1].start) >= 0
            or text[closed + 1 : end].strip() == ""
        ):
            return text[low:end]
        reach = 40 if self.pack.han else 110
        return text[max(first, opened - reach) : opened] + text[closed + 1 : end]

    def _inherited(
        self, facts: Facts, others: list[Money], clause: str, found: Money, own: tuple[str, str] | None
    ) -> tuple[str, str] | None:
        """The role of the amount before, where this one only goes on from it."""
        if not others:
            return own
        between = facts.text[others[-1].end : found.start]
        if self.pack.made("finances.gross_net", _gross_net).fullmatch(between):
            why = "same"  # "$5 gross ($4 net)": the bracket says the same thing in another way
        elif self.pack.made("finances.goes_on", _goes_on).fullmatch(between) or _NAMED_LIST.fullmatch(between):
            why = "listed"
        elif own is None and self._compares(clause):
            why = "compared"
        else:
            return own
        earlier = self._items.get(others[-1].start)
        return (earlier, why) if earlier is not None else own

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
        if draft.fields["item"] == "other":
            rule = role_of(
                facts.text[sentence[0] : found.start].lower(),
                self.pack.data.get("finances", {}).get("breakdown", []),
            )
            draft.fields["item"] = rule[0] if rule else "other"
        draft.field_evidence["party"] = self.document.spans(facts.block, *place)
        draft.field_confidence["party"] = 0.7
        draft.start, draft.end = min(draft.start, place[0]), max(draft.end, place[1])
        draft.evidence = self.document.spans(facts.block, draft.start, draft.end)
        code = finances_parties.code_of(party, self.pack)
        if code:
            draft.fields["party_country"] = code
            draft.field_evidence["party_country"] = draft.field_evidence["party"]
            draft.field_confidence["party_country"] = 0.7

    def _respective_party(self, facts: Facts, found: Money, sentence: tuple[int, int], draft: Draft) -> bool:
        """The party of one of as many amounts as countries: "Norway and Sweden gave 1 and 2 million, respectively"."""
        text, pack = facts.text, self.pack
        if not self.pack.made("finances.respective", _respective).search(text, *sentence):
            return False
        amounts = [item for item in facts.money if sentence[0] <= item.start < sentence[1]]
        named = [item for item in facts.countries if sentence[0] <= item[0] and item[1] <= amounts[0].start]
        named = named[-len(amounts) :]
        about = text[sentence[0] : amounts[0].start]
        rule = role_of(about if pack.han else about.lower(), pack.table("finances").get("breakdown", []))
        if len(amounts) < 2 or len(named) != len(amounts) or rule is None:
            return False
        first, last, code = named[amounts.index(found)]
        draft.fields.update(item=rule[0], party=facts.block.original[first:last], party_country=code)
        spans = self.document.spans(facts.block, first, last)
        draft.field_evidence.update(party=spans, party_country=spans)
        draft.evidence = (*spans, *draft.evidence)
        return True

    def _compares(self, clause: str) -> bool:
        return any(word in clause for word in self.pack.words("finances", "compares"))

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


def _amounting(pack: Pack) -> re.Pattern[str]:
    """What stands between the subject of a sentence and its amount."""
    return re.compile(rf"(?:{alternatives(pack.words('finances', 'amounting'))})\s*$", re.IGNORECASE)


def _respective(pack: Pack) -> re.Pattern[str]:
    return re.compile(pack.table("activities", "shapes").get("respective") or r"(?!)", re.IGNORECASE)


def _gross_net(pack: Pack) -> re.Pattern[str]:
    """What stands between an amount and the same one told in another way: " gross (", "(净额"."""
    return re.compile(
        rf"[^\d,;，；]{{0,12}}\((?:{alternatives(pack.words('finances', 'gross_net'))}\s?)?", re.IGNORECASE
    )


def _goes_on(pack: Pack) -> re.Pattern[str]:
    """What stands between two amounts of one kind: "4 and 5 million", "from 4 to 5 million"."""
    joiners = alternatives([*pack.words("dates", "joiners"), *pack.words("dates", "listed")])
    year = r"(?:\s?\w{0,4}\s?(?:19|20)\d\d(?:[/–-]\d{2,4})?年?)?"
    return re.compile(rf"{year}\s?[,，、]?\s?{joiners}?\s?", re.IGNORECASE)


def _qualifier_before(text: str, pack: Pack) -> str | None:
    table = {word: kind for kind, words in pack.table("qualifiers", "before").items() for word in words}
    edge = "" if pack.han else r"(?:(?<!\w)|(?<=\W[وبلف]))"
    pattern = pack.made("qualifier.before", lambda p: re.compile(edge + alternatives(table) + r"\s*$", re.IGNORECASE))
    match = pattern.search(text)
    word = match[0].strip().lower() if match else ""
    return None if word in pack.words("finances", "no_qualifiers") else table.get(word)
