"""Checks of a project: what is accepted holds as long as the same is found; reports are held against each other."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from db.model.errors import RuleError
from db.model.records import FieldChange, Record
from db.model.values import State
from desktop.services.project import Project
from tests.helpers.projects import new_project, report, settle

FUND = """Harbour Board

Harbour fund: report for {year}

Statement of the harbour fund for {year}
(United States dollars)

                                  {year}
Opening balance              {opening}
Total income                 {income}
Total expenditure            {spent}
Surplus/(deficit)            {result}
Closing balance              {closing}
"""


def fund(folder: Path, year: int, opening: str, income: str, spent: str, result: str, closing: str) -> Path:
    text = FUND.format(year=year, opening=opening, income=income, spent=spent, result=result, closing=closing)
    return report(folder, f"fund-{year}.txt", text)


def customs(project: Project, work: str) -> Record:
    return next(r for r in project.review.records(work, "count") if r.value("value") == 120)


def spoil(project: Project, work: str) -> Record:
    """More women than persons, as Ana has it."""
    record, ana = customs(project, work), project.people.enter("Ana")
    project.review.correct(record.id, ana, {"women": FieldChange(State.STATED, Decimal(450))})
    return project.review.record(record.id)


def test_an_acceptance_holds_until_something_else_is_found(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        record, checking = spoil(project, work), project.review.checking
        ana = project.people.enter("Ana")
        first, second = checking.results(work)
        with pytest.raises(RuleError, match="reason_needed"):
            checking.accept(work, first, ana, "  ")
        changes = checking.accept(work, first, ana, "guests are counted, too")
        assert work in changes.works
        now = checking.results(work)
        assert [result.fails for result in now] == [False, True]
        (said,) = checking.acceptances(work)
        assert now[0].accepted == said and (said.why, said.by) == ("guests are counted, too", ana.id)
        project.review.correct(record.id, ana, {"women": FieldChange(State.STATED, Decimal(451))})
        assert [result.fails for result in checking.results(work)] == [True, True]
        project.review.undo(ana)
        assert [result.fails for result in checking.results(work)] == [False, True]
        project.review.undo(ana)
        assert [result.fails for result in checking.results(work)] == [True, True]
        project.review.redo(ana)
        assert [result.fails for result in checking.results(work)] == [False, True]
        assert project.verify() == [] and second.code == "quote_differs"


def test_the_other_person_may_open_it_again_and_oneself_undoes_it(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        spoil(project, work)
        checking, ana, ben = project.review.checking, project.people.enter("Ana"), project.people.enter("Ben")
        checking.accept(work, checking.results(work)[0], ana, "as printed")
        (said,) = checking.acceptances(work)
        with pytest.raises(RuleError, match="own_claim"):
            checking.give_back(said, ana)
        checking.give_back(said, ben, "the annex says otherwise")
        assert checking.acceptances(work) == [] and checking.results(work)[0].fails


def test_a_release_waits_for_failing_checks_and_carries_what_was_accepted(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        spoil(project, work)
        settle(project, work)
        with pytest.raises(RuleError) as caught:
            project.releases.export(tmp_path / "out", ["csv"])
        reasons = caught.value.parameters["reasons"]
        assert {reason.parameters["check"] for reason in reasons} == {"women_within_total", "quote_says_value"}
        checking, ben = project.review.checking, project.people.enter("Ben")
        for result in checking.results(work):
            checking.accept(work, result, ben, f"known: {result.check}")
        assert project.library.work(work).state != "signed_off"  # a claim is something to look at
        ana = project.people.enter("Ana")
        project.review.complete(work, ben)
        project.review.sign_off(work, ana, [said.entry for said in checking.acceptances(work)])
        project.releases.export(tmp_path / "out", ["jsonl"])
        lines = [json.loads(line) for line in (tmp_path / "out" / "records.jsonl").read_text("utf-8").splitlines()]
        (carried,) = [line["accepted_checks"] for line in lines if "accepted_checks" in line]
        assert [(each["check"], each["why"], each["by"]) for each in carried] == [
            ("women_within_total", "known: women_within_total", "Ben"),
            ("quote_says_value", "known: quote_says_value", "Ben"),
        ]
        manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
        assert manifest["reports"][0]["accepted_checks"] == 2


def test_the_next_report_of_a_series_opens_with_the_balance(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        first = project.library.add(fund(tmp_path, 2021, "1,000", "500", "300", "200", "1,200")).work
        assert project.review.checks(first) and all(result.ok for result in project.review.checks(first))
        second = project.library.add(fund(tmp_path, 2022, "1,300", "500", "400", "100", "1,400")).work
        (mine,) = [result for result in project.review.checks(second) if result.fails]
        assert (mine.code, mine.parameters["report"]) == ("opening_differs", "fund-2021.txt")
        (theirs,) = [result for result in project.review.checks(first) if result.fails]
        assert theirs.code == "closing_differs" and theirs.records == mine.records[::-1]
        ana = project.people.enter("Ana")
        project.review.checking.accept(second, mine, ana, "restated in 2022")
        assert not [result for result in project.review.checks(second) if result.fails]
        project.review.reject(mine.records[0], ana)
        assert not [result for result in project.review.checks(first) if result.fails]


def test_a_silent_passage_is_held_against_the_pages_before_it(tmp_path: Path) -> None:
    text = "Reef Trust in Kenya\n\nNets were mended for 12 crews in the course of the year, which took 40 people.\n"
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path, "reef.txt", text)).work
        ana = project.people.enter("Ana")
        passage = project.library.reading(work).pages[0].text
        from desktop.documents.spans import make_span

        start = passage.index("12 crews")
        span = make_span(project.library.reading(work).pages[0], start, start + len("12 crews"))
        answers = {
            "value": FieldChange(State.STATED, Decimal(12)),
            "unit": FieldChange(State.STATED, "organizations"),
            "countries": FieldChange(State.STATED, ("KE",)),
        }
        added = project.review.add(work, "count", ana, answers, (span,))
        (record_id,) = added.records

        def told() -> list[tuple[str, bool]]:
            found = project.review.checks(work)
            return [(result.code, result.fails) for result in found if record_id in result.records]

        assert told() == []
        project.review.correct(record_id, ana, {"countries": FieldChange(State.STATED, ("PE",))})
        assert told() == [("typed_alone", False)]
