"""Deciding, approving and releasing through the services, and by data."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from db.model.errors import ProjectError, RuleError
from db.model.records import FieldChange, Record
from db.model.values import State
from desktop.documents.spans import make_span
from desktop.services.batch import carry_out, close_report
from desktop.services.exporting import chosen_formats
from desktop.services.project import Project
from desktop.services.verifying import verify_release
from tests.helpers.projects import CHINESE, new_project, report, settle


def the_customs_count(project: Project, work: str) -> Record:
    (record,) = [r for r in project.review.records(work) if r.family == "count" and r.value("women") == 45]
    return record


def test_two_persons_settle_a_record(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        ana, ben = project.people.enter("Ana"), project.people.enter("Ben")
        item = the_customs_count(project, work)
        changes = project.review.correct(item.id, ana, {"women": FieldChange(State.NOT_STATED)}, why="unclear")
        assert changes.records == {item.id}
        now = project.review.record(item.id)
        assert (now.decision, now.value("women"), now.why) == ("corrected", None, "unclear")
        with pytest.raises(RuleError, match="decider_cannot_approve"):
            project.review.approve(item.id, ana, now.digest)
        with pytest.raises(RuleError, match="stale"):
            project.review.approve(item.id, ben, item.digest)
        project.review.approve(item.id, ben, now.digest)
        assert project.review.record(item.id).approval == "approved"
        undoable = project.review.undoable(ben)
        assert undoable is not None and undoable.kind == "record.approved"
        project.review.undo(ben)
        assert project.review.redoable(ben) is not None
        project.review.redo(ben)
        assert [h.kind for h in project.review.history(item.id)][:3] == [
            "records.suggested", "record.corrected", "record.approved",
        ]  # fmt: skip
        assert project.verify() == []


def test_drafts_are_kept_per_person(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        ana, ben = project.people.enter("Ana"), project.people.enter("Ben")
        item = the_customs_count(project, work)
        project.review.draft(ana, item.id, {"value": "12x"})
        assert project.review.drafts(ana) == {item.id: {"value": "12x"}} and project.review.drafts(ben) == {}
        project.review.draft(ana, item.id, None)
        assert project.review.drafts(ana) == {}


def test_a_selection_becomes_a_proposal_and_a_record(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path), suggest=False).work
        text = project.library.reading(work).pages[0].text
        start = text.index("120 名海关官员")
        proposal = project.review.propose(work, "count", 1, start, start + len("120 名海关官员"))
        assert proposal.fields["value"] == 120
        ana = project.people.enter("Ana")
        fields = {key: FieldChange(State.STATED, value) for key, value in proposal.fields.items()}
        (record,) = project.review.add(work, "count", ana, fields, proposal.evidence).records
        assert project.review.record(record).decision == "added"


def test_checks_are_of_what_stands(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        assert project.review.checks(work) == []
        item, ana = the_customs_count(project, work), project.people.enter("Ana")
        carry_out(project, ana, {"record": item.id, "action": "correct", "fields": {"women": 450}})
        found = project.review.checks(work)
        assert [result.check for result in found] == ["women_within_total", "quote_says_value"]
        assert {result.records for result in found} == {(item.id,)}
        project.review.reject(item.id, ana)
        assert project.review.checks(work) == []


def test_every_action_by_data(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        ana, ben = project.people.enter("Ana"), project.people.enter("Ben")
        item = the_customs_count(project, work)

        def state() -> tuple[str, str]:
            record = project.review.record(item.id)
            return str(record.decision), str(record.approval)

        for person, line, after in (
            (ana, {"action": "confirm"}, ("confirmed", "none")),
            (ben, {"action": "return", "why": "45?"}, ("confirmed", "returned")),
            (ana, {"action": "correct", "fields": {"women": 44}}, ("corrected", "none")),
            (ben, {"action": "approve"}, ("corrected", "approved")),
            (ana, {"action": "postpone", "why": "later"}, ("postponed", "voided")),
            (ana, {"action": "reject"}, ("rejected", "voided")),
            (ana, {"action": "undo"}, ("postponed", "voided")),
            (ana, {"action": "redo"}, ("rejected", "voided")),
        ):
            carry_out(project, person, {"record": item.id, **line} if line["action"] != "redo" else line)
            assert state() == after, line
        added = carry_out(
            project,
            ana,
            {
                "action": "add", "family": "count", "report": "valley.txt", "evidence": "两份指南",
                "fields": {"value": 2, "unit": "documents"},
            },
        )  # fmt: skip
        (record,) = added.records
        assert project.review.record(record).evidence[0].quote == "两份指南"
        assert project.verify() == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("confirm", "bad_line"),
        ({"action": "confirm"}, "bad_line"),
        ({"action": "explode", "record": "r"}, "bad_line"),
        ({"action": ["confirm"], "record": "r"}, "bad_line"),
        ({"action": "confirm", "record": "r", "colour": 1}, "bad_line"),
        ({"action": "confirm", "record": 5}, "bad_line"),
        ({"action": "confirm", "record": "none"}, "unknown_record"),
        ({"action": "confirm", "record": "none", "fields": {"value": 1}}, "bad_line"),
        ({"action": "return", "record": "none"}, "needs_question"),
        ({"action": "undo"}, "nothing_to_undo"),
        ({"action": "add", "family": "count"}, "bad_line"),
        ({"action": "add", "family": "count", "report": "none"}, "unknown_report"),
        ({"action": "add", "family": "count", "report": "valley.txt"}, "no_evidence"),
        (
            {"action": "add", "family": "count", "report": "valley.txt", "evidence": "两份指南", "fields": {}},
            "missing_required",
        ),
    ],
)
def test_a_line_that_says_nothing_doable_is_refused(tmp_path: Path, line: object, code: str) -> None:
    with new_project(tmp_path) as project:
        project.library.add(report(tmp_path), suggest=False)
        with pytest.raises(RuleError) as caught:
            carry_out(project, project.people.enter("Ana"), line)
        assert caught.value.code == code


def test_a_report_is_closed_by_two(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path), suggest=False).work
        ana, ben = project.people.enter("Ana"), project.people.enter("Ben")
        assert close_report(project, ana, "valley.txt")[0] == "complete"
        with pytest.raises(RuleError, match="same_person"):
            close_report(project, ana, "valley.txt")
        assert close_report(project, ben, "valley.txt")[0] == "signed_off"
        with pytest.raises(RuleError, match="already_signed_off"):
            close_report(project, ben, "valley.txt")
        project.review.reopen(work, ana)
        assert project.library.work(work).state == "open"


def test_a_release_of_what_is_settled(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        with pytest.raises(RuleError, match="blocked"):
            project.releases.export(tmp_path / "r", ["csv"])
        assert not (tmp_path / "r").exists()
        settle(project, work)
        release = project.releases.export(tmp_path / "r", ["csv", "jsonl", "xlsx", "csv"])
        assert release.reports == 1 and sum(release.records.values()) == len(project.review.records(work))
        assert {path.name for path in release.path.iterdir()} == {path.name for path in release.files}
        data = json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8"))
        assert data["project"] and len(data["journal_heads"]) == 3
        reading = project.library.reading(work)
        found = verify_release(release.path, [reading])
        assert found.faults == () and found.quotes > 20 and found.without_original == 0
        assert verify_release(release.path, []).without_original == found.quotes
        with pytest.raises(ProjectError, match="folder_not_empty"):
            project.releases.export(tmp_path / "r", ["csv"])


def test_a_release_again_has_equal_content(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        settle(project, project.library.add(report(tmp_path)).work)
        contents = []
        for name in ("a", "b"):
            release = project.releases.export(tmp_path / name, ["csv", "xlsx", "jsonl"])
            contents.append({p.name: p.read_bytes() for p in release.files if p.name != "manifest.json"})
        assert contents[0] == contents[1]


def test_a_record_undecided_later_blocks_and_is_named(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        settle(project, work)
        item, ana = the_customs_count(project, work), project.people.enter("Ana")
        project.review.correct(item.id, ana, {"noun": FieldChange(State.STATED, "officials")})
        with pytest.raises(RuleError) as caught:
            project.releases.export(tmp_path / "r", ["csv"])
        assert caught.value.code == "blocked"
        release = project.releases.export(tmp_path / "r", ["jsonl"], allow="  for the board ")
        assert release.preliminary == "for the board" and release.files[0].name == "preliminary-records.jsonl"
        assert item.id not in release.files[0].read_text(encoding="utf-8")


def test_a_tampered_release_is_found(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        settle(project, work)
        release = project.releases.export(tmp_path / "r", ["jsonl"])
        path = release.path / "records.jsonl"
        path.write_text(path.read_text(encoding="utf-8").replace("名海关官员", "名税务官员"), encoding="utf-8")
        codes = {fault.code for fault in verify_release(release.path, [project.library.reading(work)]).faults}
        assert codes == {"release_file_differs", "quote_differs"}


def test_quotes_are_checked_in_a_release_of_tables_alone(tmp_path: Path) -> None:
    text = CHINESE + "\n4. 该中心\n-增派了 7 名教员 … 至第二年。\n"
    with new_project(tmp_path) as project:
        path = report(tmp_path, text=text)
        work = project.library.add(path).work
        ana = project.people.enter("Ana")
        reading = project.library.reading(work)
        at = reading.pages[0].text.index("-增派")
        span = make_span(reading.pages[0], at, at + len("-增派了 7 名教员 … 至第二年"))
        stated = {"value": FieldChange(State.STATED, Decimal(7)), "unit": FieldChange(State.STATED, "persons")}
        project.review.add(work, "count", ana, stated, (span,))
        settle(project, work)
        release = project.releases.export(tmp_path / "r", ["csv", "xlsx"])
        found = verify_release(release.path, [reading])
        assert found.faults == () and found.quotes >= sum(release.records.values())
        assert verify_release(release.path, []).without_original == found.quotes
        table = release.path / "counts.csv"
        table.write_bytes(table.read_bytes().replace("名教员".encode(), "名学员".encode()))
        faults = verify_release(release.path, [reading]).faults
        assert {fault.code for fault in faults} == {"release_file_differs", "quote_differs"}
        table.write_bytes(b"\xef\xbb\xbfpage,quote\r\none,two\r\n")
        assert "line_unreadable" in {fault.code for fault in verify_release(release.path, [reading]).faults}


@pytest.mark.parametrize(
    ("names", "code"),
    [(["parquet"], "not_built"), (["csv", "pdf"], "not_built"), (["docx"], "unknown_format"), ([], "unknown_format")],
)
def test_formats_that_are_not_there(names: list[str], code: str) -> None:
    with pytest.raises(RuleError) as caught:
        chosen_formats(names)
    assert caught.value.code == code
    assert chosen_formats(["CSV ", "csv", "xlsx"]) == ("csv", "xlsx")
