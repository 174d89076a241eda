"""Whether the passage that proves a value says it: number, sign, qualifier, date, country, women, currency, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from db.model.dates import PartialDate
from db.model.evidence import Evidence, Span
from db.model.form import Check, Field
from db.model.records import FieldEntry, Record
from db.model.values import FieldType, State
from desktop.review import passage_dates, passages
from desktop.review.passages import Figure, Window
from desktop.review.quoting import letters, stands_in
from desktop.review.results import CheckResult, plain, shortened
from desktop.review.rules import Surroundings
from desktop.review.single import qualifier, qualifier_field

_NUMBERS = (FieldType.INTEGER, FieldType.DECIMAL)
_COUNTRIES = (FieldType.COUNTRY, FieldType.COUNTRIES)
_TEXTS = (FieldType.TEXT, FieldType.TEXTS)
_FACTORS = tuple(Decimal(10) ** power for power in (3, 6, 9, 4, 8))
_WORDS = re.compile(r"[^\W\d_]")
_WIDE = 32  # code points beside a quote in which a date or a country may stand
_QUOTED = 80  # code points of a quote that a sentence shows


def quote_entails(around: Surroundings, check: Check, record: Record) -> Iterator[CheckResult]:
    """Fields whose value the passage does not say.

    Parameters of the check:
        leave: fields that are worked out and not copied; money: the field of the currency; year: that of the year of a
        table column; row: that of what a table row is, of its terms those `named` by words, and groups that go by the
        same words (`alike`).
        terms: by field of words, values that stand for what a passage says otherwise; anywhere: fields of words that
        the pages before may say, and not only the sentences beside.
        ends: by field of dates, which end of a range it is, 0 or 1.
        whole_years: by field of dates, the month that a bare year means there.
        plain_words: by field, words beside a number that qualify it elsewhere and not there.
        signed: fields whose sign counts, in sentences but for the items `signless`; women: fields that count women.

    A value is held against its field's own evidence, else against the record's; what that leaves out (the country of a
    heading, who does everything in a report) may stand on the pages before. Where a person typed a value and gave
    it no passage, or worded anew what a passage says, that is told as a notice and does not fail.
    """
    leave = check.parameters.get("leave", ())
    for item in around.form.family(record.family).fields:
        entry = record.current.get(item.id)
        if entry is None or entry.state is not State.STATED or entry.value is None or item.id in leave:
            continue
        own = bool(entry.evidence)
        spans = entry.evidence or record.evidence
        if not spans:
            continue
        reader = _Reader(around, check, record, item, entry, spans)
        code = reader.fault()
        if code is None:
            continue
        machine = record.machine.get(item.id)
        # What a person found right is still the machine's value, and its passage must bear it.
        anew = entry.source == "person" and (machine is None or machine.value != entry.value)
        typed = anew and (not own or code == "not_in_quote")
        parameters = reader.parameters()
        fields: tuple[str, ...] = (item.id,)
        if typed:
            code = "typed_alone" if not own else "worded_anew"
            parameters = {key: given for key, given in parameters.items() if key not in ("hint", "said")}
        elif code == "qualifier_differs":
            parameters |= {"qualifier": qualifier(record, item.id), "said": reader.said}
            parameters["quote"] = _shown(record.evidence)
            parameters.pop("hint", None)
            fields = (item.id, qualifier_field(record, item.id))
        said = ",".join(plain(record.value(name)) for name in fields)
        found = shortened(f"{item.id}={said};{parameters['quote']}")
        yield CheckResult(
            check.id, typed, (record.id,), fields, code, parameters,
            pages=(reader.spans[0].page,), found=found, notice=typed,
        )  # fmt: skip


def _shown(spans: Evidence) -> str:
    """A passage on one line, cut where it is long."""
    quote = " ".join(" … ".join(span.quote for span in spans).split())
    return quote if len(quote) <= _QUOTED else quote[: _QUOTED - 1] + "…"


class _Reader:
    """One field's value beside its passage."""

    def __init__(
        self, around: Surroundings, check: Check, record: Record, item: Field, entry: FieldEntry, spans: Evidence
    ) -> None:
        self.check, self.record, self.item, self.entry, self.spans = check, record, item, entry, spans
        self.language, self.told = around.language, around.told
        self.own = bool(entry.evidence)
        self.said: object = None

    def fault(self) -> str | None:
        """A code for what the passage says otherwise, None where it says the value or can't be told."""
        value = self.entry.value
        if self.item.id == self.check.parameters.get("year"):
            return self._year(value)
        if self.item.id == self.check.parameters.get("row"):
            return self._row(value)
        if isinstance(value, Decimal) and self.item.type in _NUMBERS:
            return self._number(value)
        if isinstance(value, PartialDate):
            return self._date(value)
        if self.item.type in _COUNTRIES:
            return self._countries((value,) if isinstance(value, str) else tuple(value or ()))  # type: ignore[arg-type]
        if self.item.id == self.check.parameters.get("money") and isinstance(value, str):
            return self._currency(value)
        if self.item.type in _TEXTS:
            return self._text((value,) if isinstance(value, str) else value)  # type: ignore[arg-type]
        return None

    def parameters(self) -> dict[str, object]:
        """What a sentence names."""
        quote = _shown(self.spans)
        named: dict[str, object] = {
            "field": self.item.id, "family": self.record.family, "value": self.entry.value,
            "quote": quote, "page": self.spans[0].page,
        }  # fmt: skip
        if self.said is not None and plain(self.said) not in quote.replace(",", "").replace(" ", ""):
            named |= {"said": self.said, "hint": "says"}
        return named

    # -- numbers

    def _number(self, value: Decimal) -> str | None:
        proof = tuple(span for span in self.spans if span.role == "value") or self.spans
        seen = passages.windows(proof, self.language)
        stated = [(window, figure) for window in seen for figure in passages.figures(window)]
        ordinals = {number for window in seen for number in passages.ordinals(window)}
        if value in ordinals:
            return None
        if not stated:
            self.said = next(iter(ordinals)) if len(ordinals) == 1 else None
            return "quote_differs" if ordinals else None
        table = self.record.value("source") == "table"
        exact = [pair for pair in stated if pair[1].value == abs(value)]
        if not exact and table:
            exact = [pair for pair in stated if pair[1].value and abs(value) / pair[1].value in _FACTORS]
        if not exact:
            exact = [pair for pair in stated if pair[1].value and abs(value) == pair[1].value]
        if not exact and not self.own and not self.item.required and self.told is not None:
            # Who came may be told in the next sentence; what a record counts may not.
            beside = passages.windows(self.told.beside(self.record), self.language, 0)
            exact = [(w, figure) for w in beside for figure in passages.figures(w) if figure.value == abs(value)]
        if not exact:
            self.said = stated[0][1].value if len(stated) == 1 else None
            return "quote_differs"
        if self.item.id in self.check.parameters.get("signed", ()) and self._sign(value, exact):
            return "sign_differs"
        if self._qualifier(exact):
            return "qualifier_differs"
        if self.item.id in self.check.parameters.get("women", ()) and not self._women(exact):
            return "no_women"
        return None

    def _sign(self, value: Decimal, exact: list[tuple[Window, Figure]]) -> bool:
        table = self.record.value("source") == "table"
        if any(figure.minus or figure.bracketed for _, figure in exact):
            return value > 0 and table
        # In a sentence "a deficit of" is a sign too.
        return value < 0 and (table or self.record.value("item") not in self.check.parameters.get("signless", ()))

    def _qualifier(self, exact: list[tuple[Window, Figure]]) -> bool:
        name = f"{self.item.id}_qualifier"
        if name not in self.record.current and self.item.id not in ("value", "amount"):
            return False
        kind = qualifier(self.record, self.item.id)
        but = self.check.parameters.get("plain_words", {}).get(self.item.id, ())
        beside = [passages.qualifier_at(window, figure, but) for window, figure in exact]
        if kind in beside or (kind == "exact" and None in beside):
            return False
        if kind == "exact":
            self.said = next(item for item in beside if item)
            return True
        everywhere = passages.windows(self.record.evidence, self.language)
        if any(kind in passages.qualifiers(window) for window in everywhere):
            return False
        self.said = next((item for item in beside if item), "exact")
        return True

    def _women(self, exact: list[tuple[Window, Figure]]) -> bool:
        near = passages.windows((*self.spans, *self.record.evidence), self.language, _WIDE)
        near += [passages.around(window, figure, _WIDE) for window, figure in exact]
        if self.own and not any(_WORDS.search(span.quote) for span in self.spans):
            # A cell: its column's heading says so, and where no page is at hand nothing tells.
            near += passages.windows(self.told.above(self.spans[0], self.record), self.language, 0) if self.told else []
            if self.told is None or not self.told.has_text(self.record):
                return True
        return any(passages.speaks_of_women(window) for window in near)

    # -- the others

    def _date(self, value: PartialDate) -> str | None:
        seen = passages.windows(self.spans, self.language, _WIDE)
        stated = [point for window in seen for point in passage_dates.points(window)]
        if self.own and not stated:
            stated = [point for window in seen for point in passage_dates.bare_months(window)]
        end = self.check.parameters.get("ends", {}).get(self.item.id)
        if self.own and end is not None and len(seen) == 1 and (told := passage_dates.ranges(seen[0])):
            # A range has a beginning and an end, and neither is the other.
            stated = [each[end] for each in told]
        if not stated or any(passage_dates.says_date(value, point) for point in stated):
            return None
        whole = self.check.parameters.get("whole_years", {}).get(self.item.id)
        if value.month == whole and value.day is None and (value.year, None, None) in stated:
            return None  # a report on a year is one from January to December
        # Of a passage that is not the date's own, only a date within it contradicts that is told as exactly.
        if not self.own and not any(passage_dates.says_any_date(window, value) for window in seen):
            return None
        return "quote_differs"

    def _year(self, value: object) -> str | None:
        """What heads the column of a table figure, or its row where the heading has no year; else its own passage."""
        for role in ("header", "label", "context"):
            spans = passages.together(tuple(span for span in self.spans if span.role == role))
            seen = passages.windows(spans, self.language, 0)
            years = {year for window in seen for year in passage_dates.bare_years(window)}
            if role == "context":
                years |= {point[0] for window in seen for point in passage_dates.points(window) if point[0]}
            if years:
                if value not in years:
                    self.spans = spans
                    return "quote_differs"
                return None
        return None

    def _row(self, value: object) -> str | None:
        """What the label of a table row names, where the heading of the column says no more than a year."""
        if self.record.value("source") != "table":
            return self._row_of_text(value)
        labels = tuple(span for span in self.record.evidence if span.role == "label")
        heads = passages.windows(tuple(s for s in self.record.evidence if s.role == "header"), self.language, 0)
        if not labels or any(passage_dates.has_words(window) for window in heads):
            return None
        roles = [role for window in passages.windows(labels, self.language, 0) for role in passages.row_roles(window)]
        if not roles or value in roles or value not in self.check.parameters.get("named", ()):
            return None
        self.spans = labels
        return "row_differs"

    def _row_of_text(self, value: object) -> str | None:
        """What the words beside an amount name, in running text: one of them, or what goes by the same words."""
        seen = passages.windows(tuple(span for span in self.record.evidence if span.role == "value"), self.language, 0)
        roles = {role for window in seen for role in passages.row_roles(window)}
        for group in self.check.parameters.get("alike", ()):
            if not roles.isdisjoint(group):
                roles.update(group)
        if not roles or value in roles or value not in self.check.parameters.get("named", ()):
            return None
        self.spans = self.record.evidence
        return "quote_differs"

    def _countries(self, codes: tuple[str, ...]) -> str | None:
        def named(near: int) -> set[str]:
            seen = passages.windows(self.spans, self.language, near)
            return {code for window in seen for code in passages.named_countries(window)}

        near = named(_WIDE)
        # What is not the countries' own passage need not name them all.
        if near and (set(codes) <= near if self.own else not near.isdisjoint(codes)):
            return None
        if not (said := named(0)):
            return None if self.own else self._not_told(set(codes) - near, "countries")
        self.said = ", ".join(sorted(said))
        return "quote_differs"

    def _not_told(self, left: set[str], what: str) -> str | None:
        """Whether the pages around leave out, too, some of what the passage does not say."""
        told = self.told
        if told is None or not told.has_text(self.record):
            return None
        around = told.countries if what == "countries" else told.currencies
        for named in around(self.record, self.language):
            left -= named
            if not left:
                return None
        self.said = None
        return "not_around"

    def _currency(self, code: str) -> str | None:
        named: set[str] = set()
        if self.own:
            named = {c for w in passages.windows(self.spans, self.language, 0) for c in passages.currencies_named(w)}
            if code in named:
                return None
        named |= {c for w in passages.windows(self.spans, self.language) for c in passages.currencies(w)}
        heads = tuple(span for span in self.record.evidence if span.role in ("header", "label"))
        named = named or {c for w in passages.windows(heads, self.language, 0) for c in passages.currencies_named(w)}
        if code in named:
            return None
        if not named:
            return self._not_told({code}, "currencies")
        self.said = ", ".join(sorted(named))
        return "quote_differs"

    # -- words

    def _text(self, values: tuple[str, ...]) -> str | None:
        terms = self.check.parameters.get("terms", {}).get(self.item.id, ())
        if self.own and not any(passages.is_virtual(w) for w in passages.windows(self.spans, self.language, 0)):
            terms = ()  # a passage of its own names the place
        for value in values:
            if value not in terms and not self._stands(value) and not self._stands_around(value):
                return "not_in_quote"
        return None

    def _stands_around(self, value: str) -> bool:
        """Whether the text around has a value of which its own passage has a part at most: "the Centre"."""
        if self.own and not any(letters(span.quote) and letters(span.quote) in letters(value) for span in self.spans):
            return False
        told = self.told
        if told is None or not told.has_text(self.record):
            return True
        if self.item.id in self.check.parameters.get("anywhere", ()):
            return told.has(self.record, value)
        return any(stands_in(value, span.quote) for span in told.beside(self.record))

    def _stands(self, value: str) -> bool:
        """Whether a text stands in its own passage, or beside it in the record's."""
        beside = [span for span in self.record.evidence if not any(_overlap(span, own) for own in self.spans)]
        every = sorted((*self.spans, *beside), key=lambda span: (span.page, span.start))
        return any(
            stands_in(value, " ".join(span.quote for span in spans))
            for spans in (self.spans, self.record.evidence, every)
        )


def _overlap(one: Span, other: Span) -> bool:
    return one.page == other.page and one.start < other.end and other.start < one.end
