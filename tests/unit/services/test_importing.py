"""Importing: records of other programs become suggestions of their origin."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db.model.errors import RuleError
from db.model.suggestions import Suggestion
from desktop.services.importing import linked, read_suggestion, renamed
from desktop.services.project import Project
from tests.helpers.projects import new_project, report


def imported(project: Project, work: str, *lines: dict[str, Any]) -> list[Suggestion]:
    reading = project.library.reading(work)
    found = renamed(
        project.form, reading.file, [read_suggestion(project.form, reading, line, "other 2") for line in lines]
    )
    project.library.save_suggestions(work, reading, found, imported=True)
    return found


def test_an_import_is_a_suggestion_of_its_origin(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path), suggest=False).work
        (made,) = imported(
            project,
            work,
            {
                "family": "count",
                "id": "c1",
                "confidence": None,
                "fields": {"value": 120, "unit": "persons"},
                "evidence": "120 名海关官员",
                "field_evidence": {"value": "120"},
                "field_confidence": {"value": 0.5},
            },
        )
        (record,) = project.review.records(work)
        assert record.id == made.id != "c1"
        assert record.origin == "other 2" and record.confidence is None and record.decision == "none"
        entry = record.current["value"]
        assert (entry.source, entry.confidence) == ("import", 0.5) and entry.evidence[0].quote == "120"
        assert record.evidence[0].quote == "120 名海关官员"
        assert project.verify() == []


def test_the_same_import_again_adds_nothing_and_ids_stay(tmp_path: Path) -> None:
    line = {"family": "count", "fields": {"value": 12}, "evidence": ["12 吨弹药"]}
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path), suggest=False).work
        first, second = imported(project, work, line), imported(project, work, line)
        assert first == second and len(project.review.records(work)) == 1
        twice = imported(project, work, {**line, "id": "a"}, {**line, "id": "a"})
        assert len({item.id for item in twice}) == 2


def test_ids_never_clash_with_the_program_s_own_and_links_follow(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        before = {record.id for record in project.review.records(work)}
        own = next(iter(before))
        activity, count = imported(
            project,
            work,
            {"family": "activity", "id": own, "fields": {"type": "workshop"}, "evidence": "讲习班"},
            {
                "family": "count", "id": "x", "fields": {"value": 1, "activity": own}, "evidence": "一次讲习班",
                "repeat_of": own, "links": {"part_of": own},
            },
        )  # fmt: skip
        assert {activity.id, count.id}.isdisjoint(before)
        record = project.review.record(count.id)
        assert record.value("activity") == record.repeat_of == record.links["part_of"] == activity.id


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ([], "bad_line"),
        ({"family": "x"}, "unknown_family"),
        ({"family": "count", "fields": {"value": 1}}, "no_evidence"),
        ({"family": "count", "fields": {"valu": 1}, "evidence": "讲习班"}, "unknown_field"),
        ({"family": "count", "fields": {"value": "x"}, "evidence": "讲习班"}, "bad_value"),
        ({"family": "count", "fields": {}, "evidence": "没有写过的内容"}, "quote_not_found"),
        ({"family": "count", "fields": {}, "evidence": "讲习班", "confidence": 2}, "bad_line"),
        ({"family": "count", "fields": [1], "evidence": "讲习班"}, "bad_line"),
        ({"family": "count", "fields": {}, "field_evidence": {"colour": "讲习班"}}, "unknown_field"),
    ],
)
def test_a_line_that_is_no_record_is_refused(tmp_path: Path, line: Any, code: str) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path), suggest=False).work
        with pytest.raises(RuleError) as caught:
            read_suggestion(project.form, project.library.reading(work), line)
        assert caught.value.code == code


def test_what_links_to_nothing_is_left_out_and_what_links_to_that_too(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        reading = project.library.reading(work)
        known = {(record.id, record.family) for record in project.review.records(work)}
        activity = next(record for record, family in known if family == "activity")
        count = next(record for record, family in known if family == "count")

        def line(name: str, family: str, **fields: object) -> dict[str, Any]:
            return {"family": family, "id": name, "fields": fields, "evidence": "讲习班"}

        lines = [
            line("a", "activity", type="workshop"),
            line("b", "count", value=1, activity="a"),
            line("c", "count", value=2, activity="nothing"),
            line("d", "count", value=3, activity="b"),
            line("e", "count", value=4, activity=activity),
            line("f", "count", value=5, activity=count),
        ]
        numbered = [(n, read_suggestion(project.form, reading, item)) for n, item in enumerate(lines, 1)]
        found, faults = linked(project.form, numbered, lambda record, family: (record, family) in known)
        assert [item.id for item in found] == ["a", "b", "e"]
        assert [(n, error.code, error.parameters["record"]) for n, error in faults] == [
            (3, "unknown_record", "nothing"), (4, "unknown_record", "b"), (6, "unknown_record", count)
        ]  # fmt: skip
