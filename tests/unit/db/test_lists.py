"""Lines, numbers and places of records, against the records themselves."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from db.model.errors import RuleError
from db.model.lines import Line, place_of, values_of
from db.model.records import Record
from desktop.review.queues import is_unsure, task, unsure
from desktop.services.project import Project
from tests.helpers.many import add_many
from tests.helpers.projects import new_project

FIELDS = {"count": ("value", "noun", "women"), "activity": ("title", "start"), "financial_figure": ("amount",)}


@pytest.fixture
def decided(tmp_path: Path) -> tuple[Project, str]:
    """Records in every state, by three persons."""
    project = new_project(tmp_path)
    work = add_many(project, 90)
    add_many(project, 30, name="other.txt", seed=3)
    people = [project.people.enter(name) for name in ("Ana", "Ben", "Cas")]
    chance = random.Random(7)
    review = project.review
    ids = [record.id for record in review.records(work)]
    for _ in range(220):
        record = review.record(chance.choice(ids))
        person = chance.choice(people)
        act = chance.choice(("confirm", "confirm", "reject", "postpone", "approve", "return", "undo"))
        try:
            if act == "approve":
                review.approve(record.id, person, record.digest)
            elif act == "return":
                review.return_(record.id, person, "why so?")
            elif act == "undo":
                review.undo(person)
            else:
                getattr(review, act)(record.id, person)
        except RuleError:
            continue
    yield project, work  # type: ignore[misc]
    project.close()


def same(line: Line, record: Record) -> bool:
    said = values_of(record)
    fields = FIELDS.get(record.family, ())
    return (
        (line.id, line.family, line.order, line.decision, line.approval)
        == (record.id, record.family, record.order, record.decision, record.approval)
        and (line.approved_by, line.deciders, line.repeat_of) == (record.approved_by, record.deciders, record.repeat_of)
        and line.place == place_of(record)
        and is_unsure(line) == bool(unsure(record))
        and line.values() == {field: said[field] for field in fields if said.get(field) is not None}
    )


def test_lines_say_what_the_records_say(decided: tuple[Project, str]) -> None:
    project, work = decided
    lists, records = project.review.lists.holding(FIELDS), project.review.records(work)
    lines = lists.lines(work, -1)
    assert len(lines) == len(records) == 91 == lists.total(work)
    assert all(same(line, record) for line, record in zip(lines, records, strict=True))
    assert len({record.decision for record in records}) >= 4 and len({record.approval for record in records}) >= 3


def test_the_unsure_ones_are_told_without_their_answers(decided: tuple[Project, str]) -> None:
    project, work = decided
    expected = {record.id for record in project.review.records(work) if unsure(record)}
    assert project.review.lists.unsure(work) == expected and expected
    assert project.review.lists.unsure("none of this name") == frozenset()


def test_portions_make_the_whole_forwards_and_backwards(decided: tuple[Project, str]) -> None:
    project, work = decided
    lists = project.review.lists
    whole = [line.id for line in lists.lines(work, -1)]
    forwards: list[str] = []
    after = (-1, -1, "")
    while portion := lists.lines(work, 7, after):
        forwards += [line.id for line in portion]
        after = (*portion[-1].order, portion[-1].id)
    backwards: list[str] = []
    before = after
    while portion := lists.lines_before(work, 7, before):
        backwards = [line.id for line in portion] + backwards
        before = (*portion[0].order, portion[0].id)
    assert forwards == whole and backwards == whole[:-1]
    assert [
        record.id for record in lists.records(work, 10, after=(*lists.lines(work, 5)[-1].order, whole[4]))
    ] == whole[5:15]


@pytest.mark.parametrize("who", ["Ana", "Ben", "Cas", None])
def test_numbers_and_what_is_next_are_those_of_the_queue(decided: tuple[Project, str], who: str | None) -> None:
    project, work = decided
    person = project.people.enter(who).id if who is not None else None
    records = project.review.records(work)
    needing = [record.id for record in records if task(record, person) is not None]
    counts = project.review.lists.counts(work, person)
    assert counts.needing == len(needing) and counts.total == len(records)
    assert counts.unsure == sum(bool(unsure(record)) for record in records)
    first = project.review.lists.first_needing(work, person)
    assert (first[2] if first is not None else None) == next(iter(needing), None)
    for (family, decision, approval), number in counts.states.items():
        there = [r for r in records if (r.family, r.decision, r.approval) == (family, decision, approval)]
        assert number == len(there)


def test_evidence_is_found_by_where_it_stands(decided: tuple[Project, str]) -> None:
    project, work = decided
    lists = project.review.lists
    records = project.review.records(work)
    found = lists.within(work, [(2, 100, 900)])
    wanted = {
        record.id: record.evidence
        for record in records
        if any(span.page == 2 and span.start < 900 and span.end > 100 for span in record.evidence)
    }
    assert found == wanted and 3 < len(found) < 40


def test_one_record_is_asked_for_by_its_report(decided: tuple[Project, str]) -> None:
    project, work = decided
    other = next(each.id for each in project.library.works() if each.id != work)
    record = project.review.records(work)[4]
    assert project.review.lists.place(work, record.id) == (*record.order, record.id)
    assert project.review.lists.place(other, record.id) is None
    assert project.review.lists.own(work) == project.review.records(work, "report")[0]
    assert project.review.lists.records_of([record.id, "nobody"]) == [record]


def test_counts_are_counted_anew_once_anything_was_written(decided: tuple[Project, str]) -> None:
    project, work = decided
    lists, ann = project.review.lists, project.people.enter("Somebody new")
    before = lists.counts(work, ann.id)
    assert lists.counts(work, ann.id) is before and lists.holding({}).counts(work, ann.id) is before
    record = next(each for each in project.review.records(work) if task(each, ann.id) == "decide")
    project.review.confirm(record.id, ann)
    assert lists.counts(work, ann.id).needing == before.needing - 1
    project.review.undo(ann)
    assert lists.counts(work, ann.id) == before
    total = len(project.review.records(work))
    assert lists.more_than(work, total - 1) and not lists.more_than(work, total)
