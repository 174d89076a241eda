"""What the window shows of a project, read off the GUI thread: first what is looked at first, then what changes."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from db.model.changes import Changes
from db.model.dataclass import dataclass
from db.model.errors import RuleError
from db.model.lines import Counts, Line
from db.model.people import Person
from db.model.readings import Reading
from db.model.records import SETTLED, Record
from db.model.works import Progress, Work
from desktop.ui.findings import Findings, States
from desktop.ui.queue.caption import FIELDS
from desktop.ui.records import Records

if TYPE_CHECKING:
    from db.store import Undoable
    from db.store.lists import Lists
    from desktop.review.checks import CheckResult
    from desktop.services.project import Project

T = TypeVar("T")

OWN = "report"  # the family of the record about the report itself
ALONE = 50  # milliseconds that the first report has for itself before the others are looked into
FEW = 100  # records that are read at one go; of more the first screen comes first
BEFORE, AFTER = 30, 60  # lines around the first record that come with it


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
    """One report with everything on the desk; `path` is the renderer's copy of a PDF, `password` opens it.

    Attributes:
        findings: what its checks find; checks: the results that were told last.
        own: the record about the report itself.
        counts: its records in numbers, as they were when it was loaded.
        lines: of a large report the lines around `first`, the record to show; the rest comes by and by. None of a
            report whose records are all here. Its checks come once it is shown.
        unsure: of a small report the records with an answer that was unsure when it was loaded.
        moved: records of a large report were found in another file: where they are in this one is told one by one.
    """

    work: Work
    reading: Reading | None
    path: Path | None
    records: Records
    findings: Findings
    own: Record | None
    counts: Counts
    checks: Sequence[CheckResult] = ()
    lines: Sequence[Line] | None = None
    first: str | None = None
    unsure: frozenset[str] = frozenset()
    password: str | None = None
    moved: bool = False


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
        touched: records of the report on the desk that changed, None for those that are gone; None where nothing is
            to be shown of that report.
        failing: records of which the checks tell something else now, and whether one fails.
        checks: the results that are told; started: those that a change made fail, with the record that it came of.
        following: the record that is shown next, where one was foreseen.
    """

    changes: Changes
    reports: Mapping[str, ReportState]
    touched: Mapping[str, Record | None] | None
    failing: Mapping[str, bool]
    checks: Sequence[CheckResult]
    started: Sequence[tuple[CheckResult, str]]
    standing: Standing
    elsewhere: tuple[str, str] | None = None  # (work, record) touched in a report that is not on the desk
    following: Record | None = None


def unplaced(line: Line) -> Line:
    """A line whose place is of another file than the one that is shown."""
    return line._replace(place=(0, 0))


def lists_of(project: Project) -> Lists:
    """Lines that say what lists show."""
    return project.review.lists.holding(FIELDS)


def read_first(project: Project, person: Person | None, work_id: str, record_id: str = "") -> First:
    """What is shown first: the report named, else the first one. Of the others nothing is looked into yet."""
    works = project.library.works()
    ids = [work.id for work in works]
    first = work_id if work_id in ids else next(iter(ids), None)
    loaded = load(project, first, person, record_id or None) if first is not None else None
    reports = {
        work.id: ReportState(work, progress_of(loaded.counts.states))
        if loaded is not None and work.id == first
        else read_report(project, work)
        for work in works
    }
    return First(reports, loaded, read_standing(project, person))


def read_report(project: Project, work: Work, failing: int = 0, states: States | None = None) -> ReportState:
    """One report and its progress, its own record counted; give its numbers where they are at hand."""
    return ReportState(work, progress_of(project.review.lists.states(work.id) if states is None else states), failing)


def progress_of(states: States) -> Progress:
    """The numbers of a report; its own record wants a decision like any other, but is of no family that is listed."""
    decision: Counter[str] = Counter()
    approval: Counter[str] = Counter()
    family: Counter[str] = Counter()
    clerk = reviewer = 0
    for (each, decided, approved), number in states.items():
        if not number:
            continue
        decision[decided] += number
        approval[approved] += number
        if each == OWN:
            continue
        family[each] += number
        if decided in ("none", "postponed") or approved == "returned":
            clerk += number
        elif decided in SETTLED and approved != "approved":
            reviewer += number
    return Progress(sum(decision.values()), dict(decision), dict(approval), dict(family), clerk, reviewer)


def own_record(records: Mapping[str, Record]) -> Record | None:
    """The record about the report itself."""
    return next((record for record in records.values() if record.family == OWN), None)


def read_standing(project: Project, person: Person | None) -> Standing:
    """What the person could undo, and had half typed."""
    names = {each.id: each.name for each in project.people.all()}
    if person is None:
        return Standing(names=names)
    return Standing(
        project.review.undoable(person), project.review.redoable(person), project.review.drafts(person), names
    )


def read_for(project: Project, person: Person | None, work_id: str | None) -> tuple[Standing, Counts | None]:
    """The standing of somebody who begins to work, and a report's numbers for them, where it is given."""
    who = person.id if person is not None else None
    counts = project.review.lists.counts(work_id, who) if work_id is not None else None
    return read_standing(project, person), counts


def _stand_now(project: Project, person: Person | None, standing: Standing, changes: Changes) -> Standing:
    if person is None or changes.people:
        return read_standing(project, person)
    return replace(standing, undoable=project.review.undoable(person), redoable=project.review.redoable(person))


def load(project: Project, work_id: str, person: Person | None = None, record_id: str | None = None) -> Loaded:
    """A report with its text and its records; of many those around the one to show, and the rest in numbers.

    Args:
        person: who works; record_id: the record to show, the first that needs the person without it.
    """
    lists = lists_of(project)
    # Counting thousands takes as long as all the rest, and SQLite leaves the interpreter to others meanwhile.
    with _Beside(lambda: lists.counts(work_id, person.id if person is not None else None)) as counting:
        work = project.library.work(work_id)
        reading = project.library.reading(work_id) if work.reading else None
        drawn = reading is not None and reading.format == "pdf"
        path = project.library.file_path(work_id, reading.file) if drawn and reading is not None else None
        password = project.library.password(work_id)
        findings = Findings(lambda: project.review.ledger(work_id))
        placer = project.shown.placer(work_id)
        if not lists.more_than(work_id, FEW):
            known = project.review.records(work_id)
            records = Records(lists, work_id, known, complete=True, placer=placer)
            return Loaded(
                work,
                reading,
                path,
                records,
                findings,
                own_record(records),
                counting.result(),
                unsure=lists.unsure(work_id),
                password=password,
            )
        place = lists.place(work_id, record_id) if record_id is not None else None
        place = place or lists.first_needing(work_id, person.id if person is not None else None)
        lines = lists.lines(work_id, 1) if place is None else lists.lines_before(work_id, BEFORE, place)
        first = place[2] if place is not None else lines[0].id
        if place is not None:
            lines += lists.lines_of([first])
        lines += lists.lines(work_id, AFTER, (*lines[-1].order, lines[-1].id))
        records = Records(lists, work_id, lists.records_of([first]), complete=False, placer=placer)
        own = lists.own(work_id)
        counts = counting.result()
        moved = lists.strays(work_id)
    return Loaded(
        work,
        reading,
        path,
        records,
        findings,
        own,
        counts,
        lines=[unplaced(line) for line in lines] if moved else lines,
        first=first,
        password=password,
        moved=moved,
    )


def read_again(
    project: Project,
    changes: Changes,
    work_id: str | None,
    findings: Findings | None,
    person: Person | None,
    standing: Standing,
    following: str | None = None,
) -> Fresh:
    """Read again what the changes touched, and nothing else; all of one state of the file.

    Args:
        work_id: the report on the desk; findings: what its checks find, brought up to date; None leaves it alone.
        standing: as it was; of it only what could be undone is read again, and names where people came.
        following: a record that is shown next.
    """
    with project.one_state():
        return _read_touched(project, changes, work_id, findings, person, standing, following)


def _read_touched(
    project: Project,
    changes: Changes,
    work_id: str | None,
    findings: Findings | None,
    person: Person | None,
    standing: Standing,
    following: str | None,
) -> Fresh:
    works = set(changes.works)
    touched: dict[str, Record | None] = {}
    elsewhere: tuple[str, str] | None = None
    wanted = changes.records if following is None else changes.records | {following}
    found = {record.id: record for record in project.review.lists.records_of(wanted)} if wanted else {}
    for record_id in changes.records:
        record = found.get(record_id)
        if record is not None:
            works.add(record.work)
        if record is None or record.work == work_id:
            touched[record_id] = record
        else:
            elsewhere = (record.work, record_id)
    failing: dict[str, bool] = {}
    started: list[tuple[CheckResult, str]] = []
    if work_id is not None and findings is not None and (touched or work_id in works):
        before = {record_id for record_id in touched if findings.fails(record_id)}
        accepted = project.review.checking.acceptances(work_id) if work_id in works else None
        failing = findings.update(touched, accepted)
        started = [
            (result, record_id)
            for record_id in touched
            if record_id in failing and record_id not in before
            for result in findings.of(record_id)
            if result.fails
        ]
    reports = {}
    for each in works:
        try:
            work = project.library.work(each)
        except RuleError:
            continue
        here = findings if each == work_id else None
        if here is not None:
            reports[each] = read_report(project, work, here.failing(), here.states())
        else:
            reports[each] = read_report(project, work, sum(r.fails for r in project.review.checks(each)))
    return Fresh(
        changes,
        reports,
        touched if work_id is not None and findings is not None else None,
        failing,
        findings.told() if findings is not None else (),
        started,
        _stand_now(project, person, standing, changes),
        elsewhere,
        found.get(following) if following is not None else None,
    )


class _Beside(Generic[T]):
    """Does something in a thread of its own meanwhile."""

    def __init__(self, do: Callable[[], T]) -> None:
        self._do = do
        self._found: T | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> _Beside[T]:
        self._thread.start()
        return self

    def __exit__(self, *_what: object) -> None:
        self._thread.join()

    def result(self) -> T:
        """What it found; waits for it, and raises what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return cast(T, self._found)

    def _run(self) -> None:
        try:
            self._found = self._do()
        except Exception as error:
            self._error = error
