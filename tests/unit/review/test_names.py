"""Clusters of spellings, and what mending them changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.model.batches import Step
from db.model.records import Approval, Decision, FieldChange, Record
from db.model.values import State
from desktop.review.names import Cluster, clusters, mendings
from tests.helpers.made import record


def organized(*names: str) -> list[Record]:
    return [record(n, "activity", organizer=name) for n, name in enumerate(names, 1)]


def spelt(found: list[Cluster]) -> list[list[str]]:
    return [[spelling.text for spelling in cluster.spellings] for cluster in found]


@pytest.mark.parametrize(
    "names",
    [
        ("Guild of Harbour Pilots", "guild of  harbour pilots"),
        ("Guild of Harbour Pilots", "The Guild of Harbour-Pilots"),
        ("Guild of Harbour Pilots (GHP)", "GHP"),
        ("Guild of Harbour Pilots (GHP)", "Guild of Harbour Pilots"),
        ("Collège des Pilotes", "College des pilotes"),
        ("海港引水员协会", "海港 引水员协会"),
        ("海港引水员协会（引水协会）", "引水协会"),
        ("山谷⼾外学校", "山谷户外学校"),
        ("ＧＵＩＬＤ House", "Guild House"),
        ("Pilots, Harbour", "Harbour Pilots"),
    ],
)
def test_what_differs_by_no_letter_is_surely_one_name(names: tuple[str, ...]) -> None:
    (cluster,) = clusters(organized(*names))
    assert {spelling.text for spelling in cluster.spellings} == set(names)
    assert all(spelling.sure for spelling in cluster.spellings)


@pytest.mark.parametrize(
    "names",
    [
        ("Guild of Harbour Pilots", "Guild of Harbor Pilots"),
        ("International Guild of Harbour Pilots", "IGHP"),
        ("海港引水员协会", "海港引水协会"),
    ],
)
def test_what_looks_alike_is_shown_and_not_sure(names: tuple[str, ...]) -> None:
    (cluster,) = clusters(organized(names[0], *names))
    assert [(spelling.text, spelling.sure) for spelling in cluster.spellings] == [(names[0], True), (names[1], False)]


@pytest.mark.parametrize(
    "names",
    [
        ("第三委员会工作组", "第五委员会工作组"),
        ("Committee 3 of the Guild", "Committee 5 of the Guild"),
        ("北港", "南港"),
        ("Lima", "Lome"),
        ("Guild of Pilots", "Guild of Bakers"),
        ("Harbour Pilots", "Harbour Pilots"),
    ],
)
def test_other_names_are_left_apart(names: tuple[str, ...]) -> None:
    assert clusters(organized(*names)) == []


def test_places_are_no_organisations_and_rejected_records_say_nothing() -> None:
    records = [
        record(1, "activity", place="Port Vale", organizer="PORT VALE"),
        record(2, "activity", place="port vale"),
        record(3, "activity", organizer="Guild House"),
        record(4, "activity", partners=("guild house", "Other")),
        record(5, "financial_figure", party="GUILD HOUSE"),
        replace(record(6, "activity", organizer="Guild  House"), decision=Decision.REJECTED),
    ]
    found = clusters(records)
    assert [cluster.kind for cluster in found] == ["organisation", "place"]
    assert spelt(found) == [["GUILD HOUSE", "Guild House", "guild house"], ["Port Vale", "port vale"]]
    assert found[0].uses == 3


def test_the_most_usual_spelling_comes_first() -> None:
    found = clusters(organized("guild house", "Guild House", "Guild House"))
    assert spelt(found) == [["Guild House", "guild house"]]


def test_mending_changes_what_is_spelt_otherwise_and_tells_what_it_costs() -> None:
    plain = record(1, "activity", partners=("guild house", "Guild House", "Other"))
    decided = replace(record(2, "activity", organizer="guild house"), decision=Decision.CONFIRMED)
    approved = replace(
        record(3, "financial_figure", party="GUILD HOUSE"), decision=Decision.CONFIRMED, approval=Approval.APPROVED
    )
    right = record(4, "activity", organizer="Guild House")
    (cluster,) = clusters([plain, decided, approved, right])
    found = mendings(cluster.spellings, "Guild House")
    assert [(each.record.id, each.effect) for each in found] == [("r1", "open"), ("r2", "decided"), ("r3", "approved")]
    assert found[0].changes == {"partners": (("guild house", "Guild House", "Other"), ("Guild House", "Other"))}
    change = {"organizer": FieldChange(State.STATED, "Guild House")}
    assert found[1].step() == Step("correct", "r2", "d2", change)
    assert found[0].step().action == "mend"


def test_nothing_is_mended_into_nothing() -> None:
    (cluster,) = clusters(organized("guild house", "Guild House"))
    assert mendings(cluster.spellings, "  ") == []
    assert [each.record.id for each in mendings(cluster.spellings[:1], "House of the Guild ")] == ["r2"]


def test_two_fields_of_one_record_are_one_mending() -> None:
    both = record(1, "activity", organizer="guild house", partners=("GUILD HOUSE",))
    (cluster,) = clusters([both, record(2, "activity", organizer="Guild House")])
    (found,) = mendings(cluster.spellings, "Guild House")
    assert set(found.changes) == {"organizer", "partners"}
