"""What a person must do with a record."""

from __future__ import annotations

import pytest

from db.model.records import Approval, Decision
from desktop.review.queues import is_open, task, unsure
from tests.helpers.made import entry, record


@pytest.mark.parametrize("decision", [Decision.NONE, Decision.POSTPONED])
@pytest.mark.parametrize("person", [None, "p1", "p2"])
def test_what_nobody_settled_is_to_be_decided(decision: Decision, person: str | None) -> None:
    assert task(record(1, decision=decision, value=1), person) == "decide"


@pytest.mark.parametrize("decision", [Decision.CONFIRMED, Decision.CORRECTED, Decision.ADDED, Decision.REJECTED])
@pytest.mark.parametrize("approval", [Approval.NONE, Approval.VOIDED])
def test_only_others_than_the_deciders_approve(decision: Decision, approval: Approval) -> None:
    item = record(1, decision=decision, approval=approval, deciders=frozenset({"p1"}), value=1)
    assert task(item, "p1") is None
    assert task(item, "p2") == "approve"
    assert task(item, None) is None
    assert is_open(item) == (decision is not Decision.REJECTED)


def test_a_question_is_answered_by_anyone_but_who_asked() -> None:
    item = record(
        1,
        decision=Decision.CONFIRMED,
        approval=Approval.RETURNED,
        deciders=frozenset({"p1"}),
        approved_by="p2",
        value=1,
    )
    assert task(item, "p1") == "answer"
    assert task(item, "p2") is None
    assert is_open(item)


def test_what_is_approved_waits_for_nobody() -> None:
    item = record(1, decision=Decision.CONFIRMED, approval=Approval.APPROVED, deciders=frozenset({"p1"}), value=1)
    assert task(item, "p1") is None and task(item, "p2") is None and not is_open(item)


def test_unsure_fields_are_a_machine_s_until_somebody_settles_the_record() -> None:
    item = record(1, value=1)
    answers = {"value": entry(None), "unit": entry("persons", confidence=0.4), "noun": entry("x", "person"),
               "women": entry("y", confidence=None)}  # fmt: skip
    mixed = type(item)(**{**item.__dict__, "current": answers})
    assert unsure(mixed) == ("unit",)
    assert unsure(type(item)(**{**mixed.__dict__, "decision": Decision.CONFIRMED})) == ()
