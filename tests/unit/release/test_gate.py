"""What keeps a release from being made, each reason named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.model.errors import RuleError
from db.model.records import Approval, Decision
from db.model.works import WorkState
from desktop.release.dataset import Report, choose
from desktop.services.words import explain
from tests.helpers.made import approved, record, work


def reasons(*reports: Report, allow: str | None = None) -> list[RuleError]:
    with pytest.raises(RuleError) as caught:
        choose(reports, allow)
    assert caught.value.code == "blocked"
    found = caught.value.parameters["reasons"]
    assert isinstance(found, list)
    text = explain(caught.value)
    assert all(explain(item) in text for item in found)
    return found


def test_settled_reports_are_taken_and_open_ones_left_out() -> None:
    done, still = Report(work(), (approved(1, value=1),)), Report(work(WorkState.COMPLETE), (record(2, value=1),))
    assert choose([done, still], None) == (done,)
    assert choose([done, still], "draft") == (done, still)


def test_nothing_signed_off() -> None:
    assert [r.code for r in reasons(Report(work(WorkState.OPEN), ()))] == ["nothing_signed_off"]
    assert [r.code for r in reasons()] == ["no_reports"]
    assert [r.code for r in reasons(allow="draft")] == ["no_reports"]


def test_every_record_that_is_not_settled_is_named() -> None:
    records = (
        approved(1, value=1),
        record(2, value=1),
        record(3, decision=Decision.POSTPONED, value=1),
        record(4, decision=Decision.CONFIRMED, value=1),
        record(5, decision=Decision.CORRECTED, approval=Approval.VOIDED, value=1),
        record(6, decision=Decision.CONFIRMED, approval=Approval.RETURNED, value=1),
        record(7, decision=Decision.REJECTED, value=1),
    )
    found = reasons(Report(work(), records))
    assert [(r.code, r.parameters["record"]) for r in found] == [
        ("record_undecided", "r2"),
        ("record_undecided", "r3"),
        ("record_unapproved", "r4"),
        ("record_unapproved", "r5"),
        ("record_returned", "r6"),
    ]


def test_failing_checks_block() -> None:
    report = Report(work(), (approved(1, value=1),), (("income_sum", ("r1", "r2")),))
    (found,) = reasons(report)
    assert found.code == "check_fails" and found.parameters["check"] == "income_sum"
    assert choose([report], "known") == (report,)


def test_a_preliminary_release_needs_a_reason() -> None:
    with pytest.raises(RuleError, match="needs_reason"):
        choose([Report(work(), ())], "  ")


def test_an_approved_record_in_a_report_that_is_open_again_is_left_out() -> None:
    item = Report(replace(work(), state=WorkState.OPEN), (approved(1, value=1),))
    assert [r.code for r in reasons(item)] == ["nothing_signed_off"]
