"""What records and dismissals make of the facts that were found: cited, open, dismissed; kept up with each change."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from db.model.claims import Dismissal
from db.model.evidence import Span
from db.model.readings import Page, Reading
from db.model.records import Decision, FieldEntry, Record
from db.model.values import State, Value
from desktop.review.omission_state import Coverage, Omissions
from desktop.review.omissions import Omission, find

TEXT = (
    "The League trained 54 pilots (21 women) in Ghana in May 2031.\n"
    "It moved 1 300 boats and 46 rafts. Togo gave 2.5 million dollars.\n"
    "Nothing else was counted but 77 crates.\n"
)
SECOND = "Pier 5 holds 88 ropes.\n"
READING = Reading("0" * 64, "txt", "t", "1", (Page(1, TEXT), Page(2, SECOND)))


@pytest.fixture(scope="module")
def found() -> tuple[Omission, ...]:
    return find(READING, "en")


def span(quote: str, page: int = 1, role: str = "value") -> Span:
    start = READING.pages[page - 1].text.index(quote)
    return Span(page, start, start + len(quote), quote, role=role)  # type: ignore[arg-type]


def record(
    id_: str, family: str, *quotes: str | Span, fields: dict[str, tuple[Value, str | None]] | None = None
) -> Record:
    current = {
        key: FieldEntry(value, State.STATED, "machine", "", None, (span(quote),) if quote else ())
        for key, (value, quote) in (fields or {}).items()
    }
    evidence = tuple(item if isinstance(item, Span) else span(item) for item in quotes)
    return Record(id_, "w", READING.id, family, (1, 0), current, current, evidence)


def dismissal(entry: str, omission: Omission) -> Dismissal:
    spans = tuple(Span(fact.page, fact.start, fact.end, fact.quote) for fact in omission.facts)
    return Dismissal(entry, "w", READING.id, omission.id, omission.kind, spans, "ann", "at")


def quotes(state: Omissions) -> list[str]:
    return [fact.quote for item in state.open() for fact in item.facts if fact.kind in ("number", "amount")]


def test_without_records_all_is_open(found: tuple[Omission, ...]) -> None:
    state = Omissions(found)
    assert state.count == len(found) and state.open() == list(found)
    assert quotes(state) == ["54", "21", "1 300", "46", "2.5", "77", "5", "88"]
    assert state.coverage(1).open == len([f for o in found for f in o.facts if f.page == 1])
    assert state.pages() == (1, 2)


def test_a_figure_is_cited_by_its_record_alone(found: tuple[Omission, ...]) -> None:
    state = Omissions(found, [record("a", "count", "1 300 boats")])
    assert "1 300" not in quotes(state) and "46" in quotes(state)
    sentence = next(item for item in state.open() if any(fact.quote == "46" for fact in item.facts))
    assert "1 300" not in [fact.quote for fact in sentence.facts]


def test_half_a_number_is_not_the_number(found: tuple[Omission, ...]) -> None:
    state = Omissions(found, [record("a", "count", "300 boats")])
    assert "1 300" in quotes(state)
    state.update({"b": record("b", "count", span("moved 1 "))})
    assert "1 300" not in quotes(state)  # both together cover it


def test_an_activitys_sentence_cites_no_figure_that_it_does_not_hold(found: tuple[Omission, ...]) -> None:
    whole = TEXT.split("\n")[0]
    state = Omissions(found, [record("a", "activity", whole)])
    assert {"54", "21"} <= set(quotes(state))
    first = state.open()[0]
    assert {fact.kind for fact in first.facts} == {"number"}  # its date, deed and country are cited
    state.update({"a": record("a", "activity", whole, fields={"participants": (Decimal(54), None)})})
    assert "54" not in quotes(state) and "21" in quotes(state)
    state.update({"a": record("a", "activity", whole, fields={"women": (Decimal(3), "21 women")})})
    assert "54" in quotes(state) and "21" not in quotes(state)


def test_a_country_is_cited_where_a_record_of_the_sentence_has_it(found: tuple[Omission, ...]) -> None:
    def countries(state: Omissions) -> list[str]:
        return [fact.quote for item in state.open() for fact in item.facts if fact.kind == "country"]

    assert countries(Omissions(found)) == ["Ghana", "Togo"]
    with_country = record("a", "count", "54 pilots", fields={"countries": (("GH",), None)})
    assert countries(Omissions(found, [with_country])) == ["Togo"]
    elsewhere = record("b", "count", "54 pilots", fields={"countries": (("TG",), None)})
    assert countries(Omissions(found, [elsewhere])) == ["Ghana", "Togo"]


def test_what_a_rejected_record_shows_was_looked_at(found: tuple[Omission, ...]) -> None:
    rejected = replace(record("a", "count", "77 crates"), decision=Decision.REJECTED)
    state = Omissions(found, [rejected])
    assert "77" not in quotes(state)
    assert state.coverage(1).dismissed == 1 and state.coverage(1).cited == 0
    state.update({"b": record("b", "count", "77 crates")})
    assert state.coverage(1).dismissed == 0 and state.coverage(1).cited == 1
    state.update({"b": None})
    assert state.coverage(1).dismissed == 1


def test_evidence_in_another_reading_says_nothing(found: tuple[Omission, ...]) -> None:
    state = Omissions(found, [replace(record("a", "count", "77 crates"), reading="other")], reading=READING.id)
    assert "77" in quotes(state)


def test_a_dismissal_closes_and_opens_again(found: tuple[Omission, ...]) -> None:
    state = Omissions(found, reading=READING.id)
    last = state.open()[-1]
    assert state.dismiss([dismissal("e", last)]) == []
    assert last.id not in [item.id for item in state.open()] and state.get(last.id) is None
    assert state.coverage(2) == Coverage(0, 0, len(last.facts))
    assert state.whole(last.id) == last and state.first(2) is None
    assert state.dismiss([]) == [last.id]
    assert state.get(last.id) == last and state.first(2) == last


def test_places_among_the_open_ones(found: tuple[Omission, ...]) -> None:
    state = Omissions(found)
    ids = [item.id for item in found]
    assert [state.place(each) for each in ids] == list(range(len(ids)))
    state.dismiss([dismissal("e", found[1])])
    assert state.place(ids[1]) == 1 and state.at(1).id == ids[2]


def test_any_history_gives_what_building_anew_gives(found: tuple[Omission, ...]) -> None:
    chance = random.Random(7)
    pool = [
        "54 pilots (21 women)",
        "21 women",
        "1 300 boats",
        "46 rafts",
        "2.5 million",
        "77 crates",
        "Togo",
        "May 2031",
    ]
    records: dict[str, Record] = {}
    dismissed: list[Dismissal] = []
    state = Omissions(found, reading=READING.id)
    for step in range(300):
        key = chance.choice("abcdef")
        if chance.random() < 0.25:
            records.pop(key, None)
            state.update({key: None})
        elif chance.random() < 0.25:
            dismissed = [dismissal(f"e{n}", chance.choice(found)) for n in range(chance.randrange(3))]
            dismissed = [replace(item, entry=f"{step}{item.entry}") for item in dismissed]
            state.dismiss(dismissed)
        else:
            made = record(key, chance.choice(["count", "activity"]), *chance.sample(pool, chance.randrange(1, 4)))
            decision = chance.choice([Decision.NONE, Decision.REJECTED, Decision.CONFIRMED])
            records[key] = replace(made, decision=decision)
            state.update({key: records[key]})
        anew = Omissions(found, records.values(), dismissed, reading=READING.id)
        assert state.open() == anew.open() and state.count == anew.count
        assert [state.coverage(page) for page in (1, 2)] == [anew.coverage(page) for page in (1, 2)]
        assert state.facts(1) == anew.facts(1)


def test_an_update_touches_what_the_record_touches_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the report is: counted, not timed."""

    def settled(lines: int) -> int:
        text = "".join(f"The pier of row {n} holds {n + 1000} boats.\n" for n in range(lines))
        reading = Reading("0" * 64, "txt", "t", "1", (Page(1, text),))
        state = Omissions(find(reading, "en"))
        calls = 0
        settle = Omissions._settle

        def counting(self: Omissions, index: int) -> None:
            nonlocal calls
            calls += 1
            settle(self, index)

        monkeypatch.setattr(Omissions, "_settle", counting)
        start = text.index("1005 boats")
        made = Record("a", "w", reading.id, "count", (1, 0), {}, {}, (Span(1, start, start + 10, "1005 boats"),))
        state.update({"a": made})
        state.update({"a": None})
        monkeypatch.setattr(Omissions, "_settle", settle)
        return calls

    assert settled(20) == settled(2000) == 2
