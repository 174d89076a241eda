"""Where a report says a fact again, and where it contradicts itself."""

from __future__ import annotations

from dataclasses import replace

from db.model.records import Decision, Record
from desktop.review.sayings import Sayings
from desktop.services.forms import standard_form
from tests.helpers.made import record

FORM = standard_form()


def again(number: int, first: Record, **values: object) -> Record:
    return replace(record(number, first.family, **values), repeat_of=first.id)  # type: ignore[arg-type]


def told(sayings: Sayings, name: str) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(each.record.id, each.differing, each.contradicts) for each in sayings.of(name)]


def test_equal_figures_of_one_noun_are_one_fact() -> None:
    records = [
        record(1, value=240, unit="persons", noun="harbour pilots", women=31),
        record(2, value=240, unit="persons", noun="Harbour  Pilots", women=31),
        record(3, value=240, unit="persons", noun="harbour pilots"),
        record(4, value=240, unit="persons", noun="divers", women=31),
        record(5, value=241, unit="persons", noun="harbour pilots", women=31),
    ]
    sayings = Sayings(FORM, records)
    assert told(sayings, "r1") == [("r2", (), False)]
    assert told(sayings, "r2") == [("r1", (), False)]
    assert [told(sayings, name) for name in ("r3", "r4", "r5", "none")] == [[], [], [], []]


def test_small_numbers_and_round_amounts_are_equal_by_chance() -> None:
    counts = [record(n, value=2, unit="events", noun="workshops") for n in (1, 2)]
    money = [record(n, "financial_figure", amount=50000, currency="USD", item="income") for n in (3, 4)]
    telling = [record(n, "financial_figure", amount=51700, currency="USD", item="income") for n in (5, 6)]
    sayings = Sayings(FORM, [*counts, *money, *telling])
    assert [told(sayings, f"r{n}") for n in (1, 3)] == [[], []]
    assert told(sayings, "r5") == [("r6", (), False)]


def test_amounts_of_two_years_or_parties_are_two_facts() -> None:
    def figure(number: int, **more: object) -> Record:
        return record(number, "financial_figure", amount=51700, currency="USD", item="income", **more)  # type: ignore[arg-type]

    sayings = Sayings(FORM, [figure(1, fiscal_year=2030), figure(2, fiscal_year=2031), figure(3, party="Guild")])
    assert [told(sayings, f"r{n}") for n in (1, 2, 3)] == [[], [], []]


def test_what_repeats_and_differs_contradicts_and_wording_does_not() -> None:
    first = record(1, "activity", title="Course for pilots", type="training", start="@2030-03", participants=24)
    same = again(2, first, title="A course was held", type="training", start="@2030-03-04", participants=24)
    other = again(3, first, title="The course", type="workshop", participants=24)
    wrong = again(4, first, title="The course", participants=42)
    sayings = Sayings(FORM, [first, same, other, wrong])
    assert told(sayings, "r1") == [("r2", (), False), ("r3", ("type",), False), ("r4", ("participants",), True)]
    assert ("r1", ("participants",), True) in told(sayings, "r4")
    assert [saying.agrees for saying in sayings.of("r1")] == [True, False, False]


def test_countries_may_be_named_in_part() -> None:
    first = record(1, "activity", type="training", countries=("FJ", "WS"))
    sayings = Sayings(FORM, [first, again(2, first, countries=("FJ",)), again(3, first, countries=("PE",))])
    assert told(sayings, "r1") == [("r2", (), False), ("r3", ("countries",), False)]


def test_a_change_is_taken_notice_of() -> None:
    one, two = (record(n, value=240, unit="persons", noun="pilots") for n in (1, 2))
    sayings = Sayings(FORM, [one, two])
    assert sayings.group("r2") == "r1"
    sayings.update({"r2": replace(two, decision=Decision.REJECTED)})
    assert told(sayings, "r1") == []
    sayings.update({"r2": two, "r3": again(3, two, value=300)})
    assert told(sayings, "r1") == [("r2", (), False), ("r3", ("value",), True)]
    assert {sayings.group(name) for name in ("r1", "r2", "r3")} == {"r1"}
    sayings.update({"r1": None, "r2": None})
    assert told(sayings, "r3") == [] and sayings.group("r3") == "r3"
