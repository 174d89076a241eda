"""What no record cites, through the services: found once, dismissed, given back, shown before signing off."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.model.errors import RuleError
from db.model.works import WorkState
from desktop.review.omissions import Cancelled, Omission
from desktop.services.omissions import selection_of, spans_of
from desktop.services.project import Project
from tests.helpers.projects import new_project, report

TEXT = """Lighthouse Society

1. Towers rose by 31 in the period, and 17 lamps were mended.
2. The store holds 58 wicks.

Ropes  412  391
Nets  1 277  1 105
"""


def by_quote(project: Project, work: str, quote: str) -> Omission:
    found = project.left_out.state(work).open()
    return next(item for item in found if quote in [fact.quote for fact in item.facts])


def test_it_is_found_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path, "lamps.txt", TEXT), suggest=False).work
        first = project.left_out.find(work)
        assert {fact.quote for item in first for fact in item.facts} >= {"31", "17", "58", "412", "1 277"}
        assert project.left_out.find(work) is first
        assert project.left_out.state(work).count == len(first)
        with pytest.raises(RuleError, match="unknown_work"):
            project.left_out.find("none")


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path, "lamps.txt", TEXT), suggest=False).work
        with pytest.raises(Cancelled):
            project.left_out.state(work, cancelled=lambda: True)


def test_dismissing_and_giving_back(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path, "lamps.txt", TEXT), suggest=False).work
        ana, ben = project.people.enter("Ana"), project.people.enter("Ben")
        wicks = by_quote(project, work, "58")
        number = project.left_out.state(work).count
        changes = project.left_out.dismiss(work, wicks, ana, "stock, not a count")
        (found,) = project.left_out.dismissals(work)
        assert [span.quote for span in found.spans] == ["58"] and found.why == "stock, not a count"
        assert project.left_out.state(work).count == number - 1
        with pytest.raises(RuleError, match="own_claim"):
            project.left_out.give_back(found.entry, ana)
        project.left_out.give_back(found.entry, ben, "it is one")
        assert changes.works == {work} and project.left_out.state(work).count == number
        assert project.verify() == []


def test_a_reviewer_is_shown_what_only_the_clerk_has_looked_at(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path, "lamps.txt", TEXT)).work
        ana, ben = project.people.enter("Ana"), project.people.enter("Ben")
        with pytest.raises(RuleError, match="undecided_left"):
            project.left_out.open_before_completing(work, ana)
        first, *others = project.review.records(work)
        project.review.reject(first.id, ana)
        for record in others:
            project.review.reject(record.id, ana) if record is others[0] else project.review.confirm(record.id, ana)
        left = project.left_out.state(work)
        assert project.left_out.open_before_completing(work, ana) == left.count
        for item in left.open():
            project.left_out.dismiss(work, item, ana)
        assert project.left_out.open_before_completing(work, ana) == 0
        with pytest.raises(RuleError, match="not_complete"):
            project.left_out.left(work, ben)
        project.review.complete(work, ana)
        with pytest.raises(RuleError, match="same_person"):
            project.left_out.left(work, ana)
        for record in project.review.records(work):
            if record.id != first.id:
                project.review.approve(record.id, ben, record.digest)
        shown = project.left_out.left(work, ben)
        assert [record.id for record in shown.rejected] == [first.id]  # the other one was approved as rejected
        assert shown.number == 1 + left.count and len(shown.shown) == shown.number
        few = project.left_out.left(work, most=1 + left.count // 2) if left.count > 3 else shown
        assert set(few.shown) <= set(shown.shown) and few.number == shown.number
        project.review.sign_off(work, ben, shown.shown)
        now = project.library.work(work)
        assert now.state is WorkState.SIGNED_OFF and now.looked is not None
        assert now.looked.rejected == 2 and set(now.looked.shown) == set(shown.shown)


def test_what_is_proposed_of_a_passage(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path, "lamps.txt", TEXT), suggest=False).work
        reading = project.library.reading(work)
        text = reading.pages[0].text

        def selected(quote: str, family: str) -> str:
            page, start, end = selection_of(by_quote(project, work, quote), reading, family)
            assert page == 1
            return " ".join(text[start:end].split())

        assert selected("31", "count") == "Towers rose by 31 in the period"
        assert selected("58", "count") == "The store holds 58 wicks."
        assert selected("58", "activity") == "The store holds 58 wicks."
        assert selected("412", "financial_figure") == "Ropes 412"
        assert [span.quote for span in spans_of(by_quote(project, work, "412"), reading)] == ["412", "391"]


def test_a_report_without_text_leaves_nothing_out(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path, "blank.txt", "A title alone\n")).work
        assert project.left_out.state(work).count == 0
