"""What the window shows of a project, read in one go off the GUI thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.model.changes import Changes
from db.model.errors import RuleError
from db.model.people import Person
from db.model.readings import Reading
from db.model.records import Record
from db.model.works import Progress, Work

if TYPE_CHECKING:
    from db.store import Undoable
    from desktop.review.checks import CheckResult
    from desktop.services.project import Project


OWN = "report"  # the family of the record about the report itself
ALONE = 50  # milliseconds that the first report has for itself before the others are looked into


@dataclass(frozen=True)
class ReportState:
    """One report of the list."""

    work: Work
    progress: Progress
    failing: int = 0


@dataclass(frozen=True)
class Standing:
    """What the person who works could undo or redo, and had half typed; who everybody is."""

    undoable: Undoable | None = None
    redoable: Undoable | None = None
    drafts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Loaded:
    """One report with everything on the desk; `path` is the renderer's copy of a PDF, `password` opens it."""

    work: Work
    reading: Reading | None
    path: Path | None
    records: Mapping[str, Record]
    checks: Sequence[CheckResult]
    password: str | None = None


@dataclass(frozen=True)
class First:
    """What the window shows first of a project.

    Attributes:
        reports: all of them in the order they were added; only of the one on the desk the checks are counted.
    """

    reports: Mapping[str, ReportState]
    loaded: Loaded | None
    standing: Standing


@dataclass(frozen=True)
class Fresh:
    """What a write changed, read again.

    Attributes:
        records: all records of the report on the desk; None where no report is there.
        reshaped: records came or went, so that the list is built anew.
    """

    changes: Changes
    reports: Mapping[str, ReportState]
    records: Mapping[str, Record] | None
    checks: Sequence[CheckResult]
    reshaped: bool
    standing: Standing
    elsewhere: tuple[str, str] | None = None  # (work, record) touched in a report that is not on the desk


def read_first(project: Project, person: Person | None, work_id: str) -> First:
    """What is shown first: the report named, else the first one. Of the others nothing is looked into yet."""
    works = project.library.works()
    ids = [work.id for work in works]
    first = work_id if work_id in ids else next(iter(ids), None)
    loaded = load(project, first) if first is not None else None
    reports = {
        work.id: read_report(project, work, loaded.checks, own_record(loaded.records))
        if loaded is not None and work.id == first
        else read_report(project, work, ())
        for work in works
    }
    return First(reports, loaded, read_standing(project, person))


def read_others(project: Project, reports: Mapping[str, ReportState], but: str | None) -> dict[str, ReportState]:
    """These reports with what their checks say, `but` one."""
    return {key: read_report(project, state.work) for key, state in reports.items() if key != but}


def read_report(
    project: Project, work: Work, checks: Sequence[CheckResult] | None = None, own: Record | None = None
) -> ReportState:
    """One report and its progress, its own record counted; give its checks and that record where they are at hand."""
    found = project.review.checks(work.id) if checks is None else checks
    if own is None:
        own = next(iter(project.review.records(work.id, OWN)), None)
    progress = own_too(project.library.progress(work.id), own)
    return ReportState(work, progress, sum(not result.ok for result in found))


def own_record(records: Mapping[str, Record]) -> Record | None:
    """The record about the report itself."""
    return next((record for record in records.values() if record.family == OWN), None)


def own_too(progress: Progress, own: Record | None) -> Progress:
    """The same numbers with the report's own record counted: it wants a decision like any other."""
    if own is None:
        return progress
    decided, approved = Counter(progress.by_decision), Counter(progress.by_approval)
    decided[own.decision.value] += 1
    approved[own.approval.value] += 1
    return replace(progress, total=progress.total + 1, by_decision=dict(decided), by_approval=dict(approved))


def read_standing(project: Project, person: Person | None) -> Standing:
    """What the person could undo, and had half typed."""
    names = {each.id: each.name for each in project.people.all()}
    if person is None:
        return Standing(names=names)
    return Standing(
        project.review.undoable(person), project.review.redoable(person), project.review.drafts(person), names
    )


def _stand_now(project: Project, person: Person | None, standing: Standing, changes: Changes) -> Standing:
    if person is None or changes.people:
        return read_standing(project, person)
    return replace(standing, undoable=project.review.undoable(person), redoable=project.review.redoable(person))


def load(project: Project, work_id: str) -> Loaded:
    """A report with its text, its records and what its checks say."""
    work = project.library.work(work_id)
    reading = project.library.reading(work_id) if work.reading else None
    path = project.library.file_path(work_id) if reading is not None and reading.format == "pdf" else None
    records = {record.id: record for record in project.review.records(work_id)}
    checks = project.review.checks(work_id, list(records.values()))
    return Loaded(work, reading, path, records, checks, project.library.password(work_id))


def read_again(
    project: Project,
    changes: Changes,
    work_id: str | None,
    known: Mapping[str, Record],
    person: Person | None,
    standing: Standing,
) -> Fresh:
    """Read again what the changes touched, and nothing else.

    Args:
        work_id: the report on the desk; known: its records as they were.
        standing: as it was; of it only what could be undone is read again, and names where people came.
    """
    works = set(changes.works)
    touched: dict[str, Record] = {}
    reshaped = False
    elsewhere: tuple[str, str] | None = None
    for record_id in changes.records:
        try:
            record = project.review.record(record_id)
        except RuleError:
            reshaped = reshaped or record_id in known
            continue
        works.add(record.work)
        if record.work == work_id:
            touched[record_id] = record
            reshaped = reshaped or record_id not in known
        else:
            elsewhere = (record.work, record_id)
    records: dict[str, Record] | None = None
    checks: Sequence[CheckResult] = ()
    if work_id is not None:
        if reshaped:
            records = {record.id: record for record in project.review.records(work_id)}
        else:
            records = {key: touched.get(key, record) for key, record in known.items()}
        checks = project.review.checks(work_id, list(records.values()))
    reports = {}
    for each in works:
        try:
            work = project.library.work(each)
        except RuleError:
            continue
        here = each == work_id and records is not None
        reports[each] = read_report(
            project, work, checks if here else None, own_record(records) if here and records else None
        )
    return Fresh(changes, reports, records, checks, reshaped, _stand_now(project, person, standing, changes), elsewhere)
