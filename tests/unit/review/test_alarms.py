"""All checks over what is suggested for whole reports: hardly a false alarm, and no wrong number that passes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from db.model.records import FieldEntry, Record
from db.model.suggestions import Suggestion
from db.model.values import State
from desktop.documents.reading import read
from desktop.extraction import suggest
from desktop.review.checks import Ledger
from desktop.services.forms import standard_form

ROOT = Path(__file__).resolve().parents[3]
TEXTS = sorted((ROOT / "tests" / "unit" / "extraction" / "reports").glob("*.txt"))
SAMPLES = sorted((ROOT / "resources" / "samples").glob("*.txt"))
FORM = standard_form()
NUMBERS = ("value", "participants", "women", "amount")


def record_of(item: Suggestion) -> Record:
    current = {
        name: FieldEntry(value, State.STATED, "machine", item.origin, None, item.field_evidence.get(name, ()))
        for name, value in item.fields.items()
        if value is not None
    }
    first = item.evidence[0] if item.evidence else None
    order = (first.page, first.start) if first else (0, 0)
    return Record(
        item.id, "w1", "x", item.family, order, current, current, item.evidence, repeat_of=item.repeat_of
    )  # fmt: skip


@cache
def checked(path: Path) -> tuple[Ledger, tuple[Record, ...]]:
    reading = read(path)
    pages = {page.number: page.text for page in reading.pages}
    records = tuple(record_of(item) for item in suggest(reading))
    ledger = Ledger(FORM, page_text=lambda _, page: pages.get(page))
    ledger.set(records)
    return ledger, records


@pytest.mark.parametrize("path", [*TEXTS, *SAMPLES], ids=lambda path: path.stem)
def test_hardly_anything_fails_of_what_is_suggested(path: Path) -> None:
    ledger, records = checked(path)
    assert len(records) >= 15
    # The machine errs now and then, and then a check ought to fail.
    assert len(ledger.failing()) <= 1 + len(records) // 50, [
        (result.code, result.parameters) for result in ledger.results() if result.fails
    ]


def test_hardly_anything_fails_over_all() -> None:
    every = [checked(path) for path in (*TEXTS, *SAMPLES)]
    assert sum(len(ledger.failing()) for ledger, _ in every) <= sum(len(records) for _, records in every) // 250


def wrong(value: Decimal, rng: random.Random) -> Iterator[Decimal]:
    digits = list(str(value))
    place = rng.choice([index for index, digit in enumerate(digits) if digit.isdigit()])
    other = digits[:place] + [str((int(digits[place]) + rng.randint(1, 9)) % 10)] + digits[place + 1 :]
    yield Decimal("".join(other))
    yield value / 1000
    yield value + 1


@pytest.mark.parametrize("path", [*TEXTS, *SAMPLES], ids=lambda path: path.stem)
def test_a_wrong_number_never_passes(path: Path) -> None:
    ledger, records = checked(path)
    rng = random.Random(path.stem)
    tried = 0
    for record in records:
        for name in NUMBERS:
            entry = record.current.get(name)
            if entry is None or not isinstance(entry.value, Decimal) or not entry.value:
                continue
            for value in wrong(entry.value, rng):
                changed = replace(record, current={**record.current, name: replace(entry, value=value)})
                ledger.update({record.id: changed})
                assert ledger.fails(record.id), (name, entry.value, value, entry.evidence or record.evidence)
                tried += 1
        ledger.update({record.id: record})
    assert tried > 30
