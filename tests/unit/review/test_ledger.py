"""The ledger: told piece by piece it says what it says when it is told everything at once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from db.model.records import Approval, Decision, Record
from desktop.review.checks import CheckResult, Ledger, evaluate, failing
from desktop.services.forms import standard_form
from tests.helpers.made import entry, record

FORM = standard_form()
FEW = replace(FORM, checks=tuple(check for check in FORM.checks if check.kind in ("bounds", "part_not_above_whole")))
ITEMS = ("opening_balance", "other_income", "total_income", "operating_costs", "total_expenditure", "other")


@dataclass(frozen=True)
class Said:
    check: str
    records: tuple[str, ...]
    found: str
    why: str = "the report says so itself"
    by: str = "p1"
    at: str = "2026-03-01T09:30:00.250Z"


def told(results: Sequence[CheckResult]) -> list[CheckResult]:
    return sorted(results, key=lambda r: (r.check, r.records, r.found, r.code))


def some(rng: random.Random, number: int) -> Record:
    where = (1 + number // 12, number % 12 * 700)
    if rng.random() < 0.3:
        made = record(number, value=rng.randint(1, 50), women=rng.randint(-2, 60))
    elif rng.random() < 0.2:
        made = record(number, "activity", start=f"@20{rng.randint(10, 12)}", end=f"@20{rng.randint(10, 12)}-03")
    else:
        made = record(
            number, "financial_figure", amount=rng.randint(1, 4), item=rng.choice(ITEMS),
            currency=rng.choice(("USD", "EUR")), fiscal_year=2019, source="table",
        )  # fmt: skip
    made = replace(made, order=where)
    return replace(made, decision=Decision.REJECTED) if rng.random() < 0.1 else made


def decided(record: Record) -> Record:
    """The same, confirmed and approved as it stands."""
    return replace(
        record, decision=Decision.CONFIRMED, decided_by="ana", deciders=frozenset(("ana",)), approval=Approval.APPROVED
    )


@pytest.mark.parametrize("seed", range(25))
def test_pieces_say_what_the_whole_says(seed: int) -> None:
    rng = random.Random(seed)
    records = {f"r{number}": some(rng, number) for number in range(60)}
    ledger = Ledger(FORM)
    ledger.set(records.values())
    for _ in range(15):
        changed: dict[str, Record | None] = {}
        for number in rng.sample(range(80), rng.choice((1, 1, 2, 9))):
            key = f"r{number}"
            known = records.get(key)
            if known is not None and rng.random() < 0.4:
                changed[key] = rng.choice((None, decided(known), replace(known, decision=Decision.REJECTED)))
            else:
                changed[key] = some(rng, number)
        before = {key: ledger.of(key) for key in records}
        touched = ledger.update(changed)
        records |= {key: each for key, each in changed.items() if each is not None}
        for key, each in changed.items():
            if each is None:
                del records[key]
        whole = evaluate(FORM, sorted(records.values(), key=lambda r: (r.order, r.id)))
        assert told(ledger.results()) == told(whole)
        assert ledger.failing() == {key for result in failing(whole) for key in result.blamed}
        for key in records:
            now = ledger.of(key)
            assert told(now) == told([result for result in whole if key in result.records])
            assert key in touched or key not in before or told(now) == told(before[key])


def test_what_is_decided_as_it_stands_is_not_checked_again() -> None:
    wrong = record(1, "count", value=5, unit="persons", women=9)
    ledger = Ledger(FEW)
    ledger.set([wrong])
    before = ledger.of(wrong.id)
    assert failing(before)
    assert ledger.update({wrong.id: decided(wrong)}) == frozenset()
    assert all(new is old for new, old in zip(ledger.of(wrong.id), before, strict=True))
    mended = replace(decided(wrong), current=record(1, "count", value=9, unit="persons", women=5).current)
    assert wrong.id in ledger.update({wrong.id: mended})
    assert not failing(ledger.of(wrong.id))


def test_results_stand_in_the_order_of_the_checks_and_then_of_the_records() -> None:
    ledger = Ledger(FEW)
    ledger.update({"r7": record(7, value=3, women=9)})
    ledger.update({"r2": record(2, value=3, women=9)})
    ledger.update({"r9": record(9, value=1, women=-1)})
    assert [(r.check, r.records) for r in ledger.results()] == [
        ("bounds", ("r9",)),
        ("women_within_total", ("r2",)),
        ("women_within_total", ("r7",)),
    ]


def test_what_was_compared_is_told_with_the_place() -> None:
    far = replace(record(1, value=100, women=120), order=(4, 10))
    (result,) = evaluate(FEW, [far])
    assert result.pages == (4,) and result.found == "120,100" and result.fails


def test_an_acceptance_holds_for_the_values_that_it_was_given_for() -> None:
    bad = record(1, value=100, women=120)
    said = Said("women_within_total", ("r1",), "120,100")
    ledger = Ledger(FEW)
    ledger.set([bad])
    assert ledger.failing() == {"r1"}
    assert ledger.set_acceptances([said]) == {"r1"}
    (result,) = ledger.results()
    assert result.accepted is said and not result.ok and not result.fails and not ledger.failing()
    assert failing(ledger.results()) == []

    worse = replace(bad, current={**bad.current, "women": entry(Decimal(130))})
    assert ledger.update({"r1": worse}) == {"r1"}
    assert ledger.failing() == {"r1"} and ledger.results()[0].accepted is None
    ledger.update({"r1": bad})
    assert not ledger.failing()
    assert ledger.set_acceptances([]) == {"r1"} and ledger.failing() == {"r1"}


def test_an_acceptance_of_something_else_changes_nothing() -> None:
    ledger = Ledger(FEW, acceptances=[Said("women_within_total", ("r2",), "120,100"), Said("bounds", ("r1",), "")])
    ledger.set([record(1, value=100, women=120)])
    assert ledger.failing() == {"r1"}
