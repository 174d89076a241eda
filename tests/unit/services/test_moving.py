"""Another file of a report is shown first: what is cited there counts, and corrections take records along."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.model.errors import RuleError
from db.model.people import Person
from db.model.records import Record
from db.model.works import WorkState
from desktop.documents.spans import make_span
from desktop.services.project import Project
from tests.helpers.projects import new_project, report

TEXT = """Lighthouse Society

1. In March 2022 the Society trained 31 keepers (12 women) in Ghana.
2. In the year 17 lamps were mended for Peru.
"""
EDITION = "Second edition\n\n" + TEXT.replace("31 keepers", "33 keepers")


def _two_files(folder: Path) -> tuple[Project, Person, str, str]:
    """A project, its person, its report, and the reading of its second file, which is shown first."""
    project = new_project(folder)
    person = project.people.enter("Ana")
    work = project.library.add(report(folder, "first.txt", TEXT)).work
    project.library.add(report(folder, "second.txt", EDITION), choose=lambda matches: work)
    (other,) = [each.id for each in project.library.readings(work) if each.id != project.library.work(work).reading]
    project.library.show_first(work, other, person)
    return project, person, work, other


def _count(project: Project, work: str, value: int) -> Record:
    (found,) = [record for record in project.review.records(work, "count") if record.value("value") == value]
    return found


def test_what_is_cited_in_one_file_is_cited_in_the_other(tmp_path: Path) -> None:
    project, _, work, _ = _two_files(tmp_path)
    left = [fact.quote for item in project.left_out.state(work).open() for fact in item.facts]
    assert "17" not in left and "33" in left
    project.close()


def test_a_correction_in_the_file_that_is_shown_takes_the_record_along_and_undo_brings_it_back(tmp_path: Path) -> None:
    project, person, work, other = _two_files(tmp_path)
    record = _count(project, work, 31)
    page = project.library.reading(work).pages[0]
    start = page.text.index("33 keepers")
    project.review.correct(record.id, person, {}, evidence=(make_span(page, start, start + 10),), digest=record.digest)
    moved = project.review.record(record.id)
    assert moved.reading == other and [span.quote for span in moved.evidence] == ["33 keepers"]
    assert moved.current["value"].source == "machine", "its answers stay whose they were"
    for entry in moved.current.values():
        for span in entry.evidence:
            assert page.text[span.start : span.end] == span.quote
    assert not list(project.verify())
    project.review.undo(person)
    assert project.review.record(record.id) == record
    assert not list(project.verify())
    project.review.redo(person)
    assert project.review.record(record.id).evidence == moved.evidence
    project.close()


def test_evidence_of_its_own_file_leaves_it_there(tmp_path: Path) -> None:
    project, person, work, other = _two_files(tmp_path)
    record = _count(project, work, 31)
    page = project.library.other_reading(record.reading).pages[0]
    start = page.text.index("31 keepers")
    project.review.correct(record.id, person, {}, evidence=(make_span(page, start, start + 10),))
    assert project.review.record(record.id).reading == record.reading != other
    assert not list(project.verify())
    project.close()


def test_no_record_moves_into_another_report(tmp_path: Path) -> None:
    project, person, work, _ = _two_files(tmp_path)
    strange = project.library.add(
        report(tmp_path, "strange.txt", "Bird Watch\n\n1. We saw 12 gulls in Malta."), choose=None
    )
    record = _count(project, work, 31)
    page = project.library.reading(strange.work).pages[0]
    reading = project.library.work(strange.work).reading
    with pytest.raises(RuleError) as refusal:
        project.review._store.correct(
            record.id, {}, project.review._people.signer(person), evidence=(make_span(page, 0, 4),), reading=reading
        )
    assert refusal.value.code == "no_reading"
    project.close()


def test_showing_another_file_first_opens_a_report_that_was_done_with(tmp_path: Path) -> None:
    project, person, work, other = _two_files(tmp_path)
    (first,) = [each.id for each in project.library.readings(work) if each.id != other]
    for record in project.review.records(work):
        project.review.reject(record.id, person)
    project.review.complete(work, person)
    assert project.library.work(work).state is not WorkState.OPEN
    project.library.show_first(work, first, person)
    assert project.library.work(work).reading == first
    assert project.library.work(work).state is WorkState.OPEN
    project.close()
