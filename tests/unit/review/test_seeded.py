"""Wrong values put into what is suggested for whole reports, kind by kind: how many of them the checks catch."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from db.model.dates import PartialDate
from db.model.records import Record
from db.model.values import Value
from desktop.review.checks import Ledger
from tests.unit.review.test_alarms import ROOT, SAMPLES, TEXTS, checked

# A sample or two of each language.
PATHS = [
    *SAMPLES,
    *(path for path in TEXTS if path.stem[:2] in ("fr", "es", "ru", "ar")),
    ROOT / "tests" / "unit" / "extraction" / "reports" / "en-highland-centre.txt",
]
EACH = 20  # of a kind
NUMBERS = ("value", "participants", "women", "amount")
ELSEWHERE = ("FR", "KE", "PE", "NZ", "TG", "CN", "MX", "BR", "US", "NG", "SO")
TABLE_ITEMS = (
    "opening_balance", "voluntary_contributions", "investment_income", "total_income", "operating_costs", "refunds",
    "total_expenditure", "surplus_or_deficit", "closing_balance",
)  # fmt: skip

Seed = Callable[[Record, Sequence[Record], random.Random], "Record | None"]


def put(record: Record, **values: Value) -> Record:
    current = dict(record.current)
    for name, value in values.items():
        current[name] = replace(current[name], value=value)
    return replace(record, current=current, machine=current)


def number(record: Record, name: str) -> Decimal | None:
    value = record.value(name)
    return value if isinstance(value, Decimal) and value else None


def any_number(record: Record, rng: random.Random) -> tuple[str, Decimal] | None:
    names = [(name, value) for name in NUMBERS if (value := number(record, name)) is not None]
    return rng.choice(names) if names else None


def wrong_digit(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    chosen = any_number(record, rng)
    if chosen is None:
        return None
    digits = list(str(chosen[1]))
    place = rng.choice([index for index, digit in enumerate(digits) if digit.isdigit()])
    digits[place] = str((int(digits[place]) + rng.randint(1, 9)) % 10)
    return put(record, **{chosen[0]: Decimal("".join(digits))})


def ten_fold(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    chosen = any_number(record, rng)
    return put(record, **{chosen[0]: chosen[1] * rng.choice((10, 1000, Decimal("0.1")))}) if chosen else None


def lost_sign(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    amount = number(record, "amount")
    return put(record, amount=-amount) if amount is not None and amount < 0 else None


def swapped_women(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    name = "participants" if record.family == "activity" else "value"
    whole, part = number(record, name), number(record, "women")
    if whole is None or part is None or whole == part:
        return None
    return put(record, **{name: part, "women": whole})


def cells(record: Record, others: Sequence[Record]) -> list[Record]:
    """Other cells of the same table."""
    if record.value("source") != "table" or number(record, "amount") is None:
        return []
    return [
        other
        for other in others
        if other.value("source") == "table"
        and other.value("amount") not in (None, record.value("amount"))
        and other.order[0] == record.order[0]
        and abs(other.order[1] - record.order[1]) < 600
    ]


def wrong_cell(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    found = [other for other in cells(record, others) if other.value("item") == record.value("item")]
    return put(record, amount=rng.choice(found).value("amount")) if found else None


def neighbour_row(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    found = [other for other in cells(record, others) if other.value("fiscal_year") == record.value("fiscal_year")]
    return put(record, amount=rng.choice(found).value("amount")) if found else None


def moved_cell(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    """The value of another cell with the passage of that cell, under its own label and heading."""
    found = cells(record, others)
    if not found:
        return None
    other = rng.choice(found)
    current = {**record.current, "amount": other.current["amount"]}
    figures = tuple(span for span in other.evidence if span.role == "value")
    rest = tuple(span for span in record.evidence if span.role != "value")
    return replace(record, current=current, machine=current, evidence=(*figures, *rest))


def dates_of(record: Record) -> list[tuple[str, PartialDate]]:
    return [(name, entry.value) for name, entry in record.current.items() if isinstance(entry.value, PartialDate)]


def wrong_year(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    found = dates_of(record)
    if not found:
        return None
    name, date = rng.choice(found)
    return put(record, **{name: replace(date, year=date.year + rng.choice((-1, 1)))})


def wrong_month(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    found = [(name, date) for name, date in dates_of(record) if date.month]
    if not found:
        return None
    name, date = rng.choice(found)
    day = min(date.day, 28) if date.day else None
    return put(record, **{name: PartialDate(date.year, (date.month or 0) % 12 + 1, day)})


def wrong_fiscal_year(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    year = number(record, "fiscal_year")
    return put(record, fiscal_year=year + rng.choice((-1, 1))) if year is not None else None


def wrong_country(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    codes = record.value("countries")
    if isinstance(codes, tuple) and codes:
        return put(record, countries=(rng.choice([code for code in ELSEWHERE if code not in codes]), *codes[1:]))
    party = record.value("party_country")
    return put(record, party_country=rng.choice([code for code in ELSEWHERE if code != party])) if party else None


def wrong_currency(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    code = record.value("currency")
    return put(record, currency=rng.choice([c for c in ("USD", "EUR", "CHF", "GBP") if c != code])) if code else None


def wrong_row(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    item = record.value("item")
    if record.value("source") != "table" or item not in TABLE_ITEMS:
        return None
    return put(record, item=rng.choice([other for other in TABLE_ITEMS if other != item]))


def wrong_text(record: Record, others: Sequence[Record], rng: random.Random) -> Record | None:
    """Two letters swapped in a title, a name or what is counted."""
    name = rng.choice(("title", "place", "organizer", "noun", "party"))
    text = record.value(name)
    if not isinstance(text, str) or text == "virtual":
        return None
    places = [
        index
        for index, (one, two) in enumerate(itertools.pairwise(text))
        if one.isalpha() and two.isalpha() and one.lower() != two.lower()
    ]
    if not places:
        return None
    at = rng.choice(places)
    return put(record, **{name: text[:at] + text[at + 1] + text[at] + text[at + 2 :]})


# At least so many of the twenty must be caught. What is left: a year that the passage leaves out and another of its
# dates has, a label that goes by the words of two rows.
KINDS: list[tuple[Seed, int]] = [
    (wrong_digit, 20), (ten_fold, 20), (lost_sign, 20), (swapped_women, 20), (wrong_cell, 20), (neighbour_row, 20),
    (moved_cell, 20), (wrong_country, 20), (wrong_currency, 20), (wrong_month, 18), (wrong_year, 17),
    (wrong_fiscal_year, 17), (wrong_row, 16), (wrong_text, 19),
]  # fmt: skip


def good(rng: random.Random, paths: Sequence[Path]) -> Iterator[tuple[Ledger, Record, Sequence[Record]]]:
    """Records of all reports of which nothing is said, mixed."""
    every = [(*checked(path), record) for path in paths for record in checked(path)[1]]
    rng.shuffle(every)
    return ((ledger, record, records) for ledger, records, record in every if not ledger.fails(record.id))


@pytest.mark.parametrize(("seed", "least"), KINDS, ids=lambda item: getattr(item, "__name__", None))
def test_wrong_values_are_caught(seed: Seed, least: int) -> None:
    rng = random.Random(seed.__name__)
    tried, missed = 0, []
    for ledger, record, others in good(rng, PATHS):
        wrong = seed(record, others, rng)
        if wrong is None or tried == EACH:
            continue
        tried += 1
        ledger.update({record.id: wrong})
        if not any(result.fails for result in ledger.of(record.id)):
            missed.append({
                name: (str(entry.value), str(wrong.current[name].value), [span.quote for span in record.evidence])
                for name, entry in record.current.items()
                if entry.value != wrong.current[name].value
            })  # fmt: skip
        ledger.update({record.id: record})
    assert tried >= (3 if seed is lost_sign else 12)
    assert len(missed) <= (EACH - least) * tried // EACH, missed
