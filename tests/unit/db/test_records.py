"""Suggestions become records, corrections stand beside them; what does not fit is refused."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from db.journal import verify
from db.model.dates import PartialDate
from db.model.errors import RuleError
from db.model.evidence import Span
from db.model.records import Decision, FieldChange
from db.model.suggestions import Suggestion
from db.model.values import State
from db.store import Store
from db.store.suggesting import BATCH
from tests.unit.db import making

ANN, BOB, EVE = making.signer("ann"), making.signer("bob"), making.signer("eve")
Reviewed = tuple[Store, str]


def refused(code: str, fn: Callable[..., object], *args: object, **named: object) -> RuleError:
    with pytest.raises(RuleError) as caught:
        fn(*args, **named)
    assert caught.value.code == code
    return caught.value


# --- suggestions ---------------------------------------------------------------------------------------------------


def test_a_suggestion_comes_back_as_a_record(reviewed: Reviewed) -> None:
    store, work = reviewed
    (given_,) = [item for item in making.suggestions() if item.id == "s-count"]
    found = store.record("s-count")
    assert (found.work, found.family, found.order) == (work, "count", (1, 27))
    assert {key: entry.value for key, entry in found.current.items()} == given_.fields
    assert list(found.current) == ["value", "qualifier", "unit", "noun", "women"]  # the form's order
    assert found.current == found.machine
    assert found.evidence == given_.evidence
    assert found.current["value"].evidence == given_.field_evidence["value"]
    assert (found.confidence, found.current["value"].confidence) == (0.93, 0.99)
    assert (found.origin, found.current["value"].source) == ("rules 1.0", "machine")
    assert pickle.loads(pickle.dumps(found)) == found


def test_the_same_ids_add_nothing_whatever_became_of_them(reviewed: Reviewed) -> None:
    store, work = reviewed
    store.reject("s-count", ANN)
    store.correct("s-money", {"amount": making.stated(Decimal(1))}, ANN)
    before = store.records()
    reading = making.reading(b"a report")
    assert not store.suggest(work, reading, making.suggestions(), making.MACHINE).entries
    assert store.records() == before
    (new,) = store.suggest(
        work, reading, [*making.suggestions(), replace(making.suggestions()[1], id="new")], making.MACHINE
    ).records
    assert new == "new"


def test_many_suggestions_go_in_batches(reviewed: Reviewed) -> None:
    store, work = reviewed
    many = [replace(making.suggestions()[1], id=f"many-{n}") for n in range(2 * BATCH + 1)]
    changes = store.suggest(work, making.reading(b"a report"), [*many, *many[:5]], making.MACHINE)
    assert (len(changes.entries), len(changes.records)) == (3, 2 * BATCH + 1)
    assert verify(store.database) == []


def test_suggestions_of_another_work_with_the_same_ids(reviewed: Reviewed) -> None:
    store, work = reviewed
    given_ = [
        Suggestion("s-activity", "activity", {"title": "Training", "type": "training"}, (making.span("trained"),)),
        replace(making.suggestions()[1], fields={**making.suggestions()[1].fields, "activity": "s-activity"},
                repeat_of="s-activity", links={"part_of": "s-activity"}),
    ]  # fmt: skip
    changes, other = store.add_file(b"two", "2.txt", making.reading(b"two"), making.MACHINE, suggestions=given_)
    found = {record.family: record for record in store.records(work=other)}
    assert other != work
    assert found["activity"].id == "s-activity"
    assert found["count"].id not in ("s-count", "")
    assert found["count"].value("activity") == "s-activity"
    assert (found["count"].repeat_of, found["count"].links) == ("s-activity", {"part_of": "s-activity"})
    assert not store.suggest(other, making.reading(b"two"), given_, making.MACHINE).entries
    third = store.add_file(b"three", "3.txt", making.reading(b"three"), making.MACHINE, suggestions=given_)[1]
    linked = {record.family: record for record in store.records(work=third)}
    assert linked["count"].value("activity") == linked["activity"].id != "s-activity"
    assert linked["count"].links == {"part_of": linked["activity"].id}
    assert changes.records == {record.id for record in store.records(work=other)}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"family": "weapon"}, "unknown_family"),
        ({"fields": {"colour": "red"}}, "unknown_field"),
        ({"fields": {"unit": "furlongs"}}, "bad_value"),
        ({"fields": {"value": "many"}}, "bad_value"),
        ({"fields": {"value": Decimal("NaN")}}, "bad_value"),
        ({"fields": {"value": Decimal("1E+1000000")}}, "bad_value"),
        ({"fields": {"women": Decimal("1.5")}}, "bad_value"),
        ({"fields": {"period_start": "2020"}}, "bad_value"),
        ({"fields": {"countries": ("China",)}}, "bad_value"),
        ({"evidence": (Span(1, 0, 3, "Xn "),)}, "evidence_differs"),
        ({"evidence": (Span(9, 0, 3, "In "),)}, "evidence_differs"),
        ({"evidence": (Span(1, -3, 0, ""),)}, "evidence_differs"),
        ({"field_evidence": {"value": (Span(1, 0, 10**6, "In "),)}}, "evidence_differs"),
    ],
)
def test_a_suggestion_that_fits_nowhere_adds_nothing(reviewed: Reviewed, change: dict[str, object], code: str) -> None:
    store, work = reviewed
    bad = replace(making.suggestions()[1], id="bad", **change)  # type: ignore[arg-type]
    good = replace(making.suggestions()[1], id="good")
    refused(code, store.suggest, work, making.reading(b"a report"), [good, bad], making.MACHINE)
    assert len(store.records()) == 4


def test_suggestions_need_a_reading_of_the_work(reviewed: Reviewed) -> None:
    store, work = reviewed
    refused("no_reading", store.suggest, work, making.reading(b"unknown"), [], making.MACHINE)
    refused("unknown_work", store.suggest, "none", making.reading(b"a report"), [], making.MACHINE)
    # Another reading of the same file is kept when its suggestions come.
    newer = replace(making.reading(b"a report"), version="2")
    store.suggest(work, newer, [replace(making.suggestions()[1], id="new")], making.MACHINE, source="import")
    found = store.record("new")
    assert (found.reading, found.current["value"].source) == (newer.id, "import")
    assert store.work(work).reading != newer.id


# --- corrections ---------------------------------------------------------------------------------------------------


def test_a_correction_keeps_the_machines_answer_beside(reviewed: Reviewed) -> None:
    store, _ = reviewed
    moved = (making.span("40"),)
    changes = {
        "value": FieldChange(State.STATED, Decimal("121.50"), moved),
        "women": FieldChange(State.UNREADABLE),
        "period_start": making.stated(PartialDate(2030)),
        "countries": making.stated(("cn", "XK")),
        "noun": making.stated("persons"),  # the same: no change
    }
    store.correct("s-count", changes, ANN, why="  looked again ")
    found = store.record("s-count")
    assert (found.decision, found.why) == (Decision.CORRECTED, "looked again")
    value = found.current["value"]
    assert (value.value, value.source, value.origin, value.confidence) == (Decimal("121.5"), "person", "ann", None)
    assert value.evidence == moved
    assert (found.current["women"].state, found.current["women"].value) == (State.UNREADABLE, None)
    assert found.value("countries") == ("CN", "XK")
    assert found.value("period_start") == PartialDate(2030)
    assert found.current["noun"].source == "machine"
    assert (found.machine["value"].value, found.machine["women"].value) == (Decimal(120), Decimal(40))
    assert "countries" not in found.machine
    store.correct("s-count", {"value": making.stated(Decimal(120))}, BOB)
    assert store.record("s-count").current["value"].evidence == moved  # who gives a value alone moves no evidence


def test_moving_the_evidence_alone_is_a_correction(reviewed: Reviewed) -> None:
    store, _ = reviewed
    before = store.record("s-count").digest
    store.correct("s-count", {}, ANN, evidence=(making.span("120 persons"),))
    found = store.record("s-count")
    assert (found.decision, found.evidence[0].quote) == (Decision.CORRECTED, "120 persons")
    assert found.digest != before
    assert verify(store.database) == []


def test_a_correction_that_changes_nothing_confirms(reviewed: Reviewed) -> None:
    store, _ = reviewed
    store.correct("s-count", {"value": making.stated(Decimal("120.0"))}, ANN)
    assert store.record("s-count").decision is Decision.CONFIRMED


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"colour": making.stated("red")}, "unknown_field"),
        ({"value": making.stated("12")}, "bad_value"),
        ({"value": making.stated(None)}, "bad_value"),
        ({"noun": making.stated(" \n ")}, "bad_value"),
        ({"women": FieldChange(State.NOT_STATED, Decimal(1))}, "bad_value"),
        ({"activity": making.stated("none")}, "unknown_record"),
        ({"activity": making.stated("s-money")}, "unknown_record"),
        ({"noun": making.stated("x" * 200_000)}, "bad_value"),
        ({"value": FieldChange(State.STATED, Decimal(1), (Span(1, 0, 2, "??"),))}, "evidence_differs"),
    ],
)
def test_a_correction_that_does_not_fit(reviewed: Reviewed, fields: dict[str, FieldChange], code: str) -> None:
    store, _ = reviewed
    refused(code, store.correct, "s-count", fields, ANN)
    assert store.record("s-count").decision is Decision.NONE
    assert store.undoable("ann") is None


def test_records_are_found_by_what_they_are(reviewed: Reviewed) -> None:
    store, work = reviewed
    store.confirm("s-count", ANN)
    store.approve("s-count", BOB)

    def ids(**named: str) -> list[str]:
        return [record.id for record in store.records(**named)]  # type: ignore[arg-type]

    assert ids() == ["s-report", "s-count", "s-money", "s-lame"]
    assert ids(work=work, family="financial_figure") == ["s-money", "s-lame"]
    assert ids(decision=Decision.NONE) == ["s-report", "s-money", "s-lame"]
    assert ids(approval="approved") == ["s-count"]
    assert ids(work="none") == []
    refused("unknown_record", store.record, "none")


def test_works_are_in_the_order_they_were_added(path: Path, opened: Callable[[Store], Store]) -> None:
    store = opened(making.project(path))
    for n in (3, 1, 2):
        data = f"report {n}".encode()
        store.add_file(data, f"{n}.txt", making.reading(data), making.MACHINE, suggestions=making.suggestions(f"{n}"))
    assert [work.files[0].name for work in store.works()] == ["3.txt", "1.txt", "2.txt"]
    assert [record.id[0] for record in store.records(family="count")] == ["3", "1", "2"]
