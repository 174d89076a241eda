"""Decisions as data: reasons are kept whatever is done, evidence is found in either file, bad lines change nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db.model.errors import RuleError
from db.model.people import Person
from db.model.shapes import dumps, loads, record_to_json
from desktop.services.batch import Repetition, carry_out
from desktop.services.project import Project
from tests.helpers.projects import new_project, report

TEXT = """Lighthouse Society

1. In March 2022 the Society trained 31 keepers (12 women) in Ghana.
2. In the year 17 lamps were mended for Peru.
"""
EDITION = "Second edition\n\n" + TEXT.replace("31 keepers", "33 keepers")


def _project(folder: Path) -> tuple[Project, Person, Person, str, str]:
    """A project, two people, its report and a count of it."""
    project = new_project(folder)
    ana, ben = project.people.enter("Ana"), project.people.enter("Ben")
    work = project.library.add(report(folder, "first.txt", TEXT)).work
    (found,) = [each.id for each in project.review.records(work, "count") if each.value("value") == 31]
    return project, ana, ben, work, found


def test_a_reason_is_kept_with_whatever_is_done(tmp_path: Path) -> None:
    project, ana, ben, _, record = _project(tmp_path)
    said: list[tuple[Person, dict[str, Any], str]] = [
        (ana, {"record": record, "action": "confirm"}, "counted twice"),
        (ana, {"record": record, "action": "correct", "fields": {"women": 13}}, "one came late"),
        (ana, {"record": record, "action": "undo"}, "she did not"),
        (ana, {"action": "redo"}, "she did"),
        (ben, {"record": record, "action": "return"}, "was she there?"),
        (ana, {"record": record, "action": "postpone"}, "I shall ask"),
        (ana, {"record": record, "action": "confirm"}, "she was"),
        (ben, {"record": record, "action": "approve"}, "the list says so"),
    ]
    for person, line, why in said:
        carry_out(project, person, {**line, "why": why})
    assert [item.why for item in project.review.history(record) if item.why] == [why for _, _, why in said]
    shown = record_to_json(project.review.record(record), project.form, None, {})
    assert (shown["why"], shown["question"], shown["approval_why"]) == ("she was", None, "the list says so")
    added = {"action": "add", "family": "count", "report": "first.txt", "evidence": "17 lamps", "why": "overlooked"}
    changes = carry_out(project, ana, {**added, "fields": {"value": 17, "unit": "other"}})
    (new,) = changes.records
    assert project.review.record(new).why == "overlooked"
    assert not list(project.verify())
    project.close()


def test_saying_the_same_with_the_same_reason_costs_no_approval(tmp_path: Path) -> None:
    project, ana, ben, _, record = _project(tmp_path)
    line = {"record": record, "action": "confirm", "why": "as printed"}
    carry_out(project, ana, line)
    carry_out(project, ben, {"record": record, "action": "approve"})
    assert not carry_out(project, ana, line).entries
    assert project.review.record(record).approval == "approved"
    project.close()


def test_evidence_is_found_in_the_file_that_is_shown_and_in_the_record_s_own(tmp_path: Path) -> None:
    project, ana, _, work, record = _project(tmp_path)
    own = project.review.record(record).reading
    project.library.add(report(tmp_path, "second.txt", EDITION), choose=lambda matches: work)
    (other,) = [each.id for each in project.library.readings(work) if each.id != own]
    project.library.show_first(work, other, ana)

    def correct(**more: Any) -> str:
        carry_out(project, ana, {"record": record, "action": "correct", **more})
        assert not list(project.verify())
        return project.review.record(record).reading

    assert correct(evidence="31 keepers", fields={"women": {"value": 12, "evidence": "12 women"}}) == own
    page = project.library.other_reading(own).pages[0]
    start = page.text.index("12 women")
    place = {"page": 1, "start": start, "end": start + 8, "quote": "12 women"}
    assert correct(evidence=[place]) == own, "a place counts where it stands"
    with pytest.raises(RuleError) as refusal:
        correct(evidence=["31 keepers", "33 keepers"])
    assert refusal.value.code == "quote_not_found"
    assert correct(evidence="33 keepers") == other
    project.close()


@pytest.mark.parametrize(
    "line",
    [
        [],
        7,
        {},
        {"action": "confirm"},
        {"action": "dance", "record": "R"},
        {"action": ["confirm"], "record": "R"},
        {"action": "confirm", "record": 7},
        {"action": "confirm", "record": "R", "why": 7},
        {"action": "confirm", "record": "R", "digest": []},
        {"action": "confirm", "record": "R", "colour": "red"},
        {"action": "confirm", "record": "R", "fields": {"women": 3}},
        {"action": "confirm", "record": "R", "evidence": "31 keepers"},
        {"action": "reject", "record": "R", "fields": []},
        {"action": "correct", "record": "R", "fields": [1]},
        {"action": "correct", "record": "R", "fields": {"women": {"worth": 3}}},
        {"action": "correct", "record": "R", "evidence": 7},
        {"action": "correct", "record": "R", "fields": {"women": "many"}},
        {"action": "reject", "record": "R", "digest": "0" * 64},
        {"action": "undo", "record": "R", "family": "count"},
        {"action": "add", "record": "R", "family": "count", "report": "first.txt", "evidence": "17 lamps"},
    ],
)
def test_a_bad_line_is_refused_and_changes_nothing(tmp_path: Path, line: Any) -> None:
    project, ana, _, _, record = _project(tmp_path)
    if isinstance(line, dict) and line.get("record") == "R":
        line = {**line, "record": record}
    before = project.review.all_records()
    with pytest.raises(RuleError):
        carry_out(project, ana, line)
    assert project.review.all_records() == before
    project.close()


def test_a_line_that_repeats_another_is_a_slip_unless_something_was_taken_back() -> None:
    lines = Repetition()
    lines.tell(1, {"record": "a", "action": "confirm"})
    lines.tell(2, {"record": "b", "action": "confirm"})
    with pytest.raises(RuleError) as refusal:
        lines.tell(4, {"action": "confirm", "record": "a"})
    assert refusal.value.parameters["reason"].endswith("line 1 says")
    lines.tell(5, {"action": "undo"})
    lines.tell(6, {"action": "undo"})
    lines.tell(7, {"action": "confirm", "record": "a"})


@pytest.mark.parametrize("number", ["1e9999999999", "-7e-9999999999", "1e99999999"])
def test_a_number_beyond_any_measure_is_refused_like_any_other_bad_line(tmp_path: Path, number: str) -> None:
    project, ana, _, _, record = _project(tmp_path)
    lines = Repetition()
    for at, said in enumerate(({"fields": {"value": "?"}}, {"fields": {"value": {"value": "?"}}}, {"why": "?"}), 1):
        text = dumps({"record": record, "action": "correct"} | said).replace('"?"', number)
        line = loads(text, unique=True)
        lines.tell(at, line)
        with pytest.raises(RuleError):
            carry_out(project, ana, line)
    assert project.review.record(record).decided_by is None
    project.close()
