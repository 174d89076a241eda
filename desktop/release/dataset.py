"""What a release holds: the chosen reports, their approved records, and the columns of a table of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from db.model.dataclass import dataclass
from db.model.dates import PartialDate
from db.model.errors import RuleError
from db.model.form import Family, Form
from db.model.records import KEPT, Approval, Decision, Record
from db.model.shapes import dumps, machine_differs, value_to_json
from db.model.values import State, Value
from db.model.works import ReportFile, Work, WorkState

JOINT = " … "  # between quotes in one cell

# What the columns hold that are not the form's own, for whoever opens a release without the program.
COLUMNS = {
    "preliminary": "why the release was made before all was settled",
    "report_file": "name of the report's file",
    "report_sha256": "SHA-256 of that file",
    "report_symbol": "symbol of the report",
    "report_title": "title of the report",
    "record": "id of the record, the same in every release",
    "field_states": "JSON: fields answered without a value, and how",
    "page": "page of the file, from 1; several where the passage crosses pages",
    "quote": "the passage that proves the record, letter for letter; several are parted by an ellipsis",
    "decision": "confirmed, corrected or added",
    "decided_by": "who decided it",
    "decided_at": "when, in UTC",
    "why": "the reason given with the decision",
    "approved_by": "who approved it, another person",
    "approved_at": "when, in UTC",
    "approval_why": "the remark given with the approval",
    "machine_values": "JSON: what the machine had suggested, where a person changed it",
    "accepted_checks": "JSON: checks that fail and were accepted: which, what they found, why, by whom and when",
}

Cell: TypeAlias = Decimal | PartialDate | str | None


@dataclass(frozen=True)
class Accepted:
    """A failing check that a person accepted: id of the check, ids of its records, the values it found, the reason."""

    check: str
    records: tuple[str, ...]
    found: str
    why: str
    by: str
    at: str


@dataclass(frozen=True)
class Report:
    """One report with all its records.

    Attributes:
        records: in reading order, whatever their state.
        failing: (check id, record ids) of the checks that fail; accepted: those that a person said may be so.
    """

    work: Work
    records: tuple[Record, ...]
    failing: tuple[tuple[str, tuple[str, ...]], ...] = ()
    accepted: tuple[Accepted, ...] = ()

    @property
    def file(self) -> ReportFile | None:
        """The file that names the report: the first that was added."""
        return self.work.files[0] if self.work.files else None

    @property
    def name(self) -> str:
        return self.file.name if self.file else self.work.title

    @property
    def released(self) -> tuple[Record, ...]:
        """The approved records that a person confirmed, corrected or added."""
        return tuple(r for r in self.records if r.decision in KEPT and r.approval is Approval.APPROVED)


@dataclass(frozen=True)
class Dataset:
    """All that the formats write.

    Attributes:
        names: person id to name.
        preliminary: why this release was made before all was settled; None for a proper one.
    """

    form: Form
    reports: tuple[Report, ...]
    names: dict[str, str]
    preliminary: str | None = None

    def rows(self, family: str) -> Iterator[tuple[Report, Record]]:
        """The released records of a family, report by report in reading order."""
        for report in self.reports:
            for record in report.released:
                if record.family == family:
                    yield report, record

    def accepted(self, report: Report, record: Record) -> list[dict[str, str]]:
        """The checks that name this record and were accepted: which, what they found, why, by whom and when."""
        return [
            {"check": a.check, "found": a.found, "why": a.why, "by": self.names.get(a.by, a.by), "at": a.at}
            for a in report.accepted
            if record.id in a.records
        ]

    def file_name(self, stem: str, suffix: str) -> str:
        """A file's name, which tells where it is preliminary."""
        return f"{'preliminary-' if self.preliminary is not None else ''}{stem}.{suffix}"


def choose(reports: Sequence[Report], allow: str | None) -> tuple[Report, ...]:
    """The reports that a release takes in.

    Args:
        allow: why a preliminary release is made; it takes in all reports, settled or not.

    Raises:
        RuleError: blocked, with all `reasons` as RuleErrors; needs_reason where `allow` is blank.
    """
    if allow is not None:
        if not allow.strip():
            raise RuleError("needs_reason")
        if not reports:
            raise RuleError("blocked", reasons=[RuleError("no_reports")])
        return tuple(reports)
    chosen = tuple(report for report in reports if report.work.state is WorkState.SIGNED_OFF)
    reasons = [reason for report in chosen for reason in unsettled(report)]
    if not chosen:
        reasons = [RuleError("nothing_signed_off" if reports else "no_reports")]
    if reasons:
        raise RuleError("blocked", reasons=reasons)
    return chosen


def unsettled(report: Report) -> list[RuleError]:
    """What in a signed-off report keeps it from being released."""
    reasons = []
    for record in report.records:
        code = None
        if record.decision in (Decision.NONE, Decision.POSTPONED):
            code = "record_undecided"
        elif record.approval is Approval.RETURNED:
            code = "record_returned"
        elif record.decision in KEPT and record.approval is not Approval.APPROVED:
            code = "record_unapproved"
        if code is not None:
            reasons.append(RuleError(code, report=report.name, record=record.id))
    for check, records in report.failing:
        reasons.append(RuleError("check_fails", report=report.name, check=check, records=list(records)))
    return reasons


def columns(family: Family, preliminary: str | None) -> list[str]:
    """The headings of a family's table."""
    return [
        *(["preliminary"] if preliminary is not None else []),
        "report_file",
        "report_sha256",
        "report_symbol",
        "report_title",
        "record",
        *(field.id for field in family.fields),
        "field_states",
        "page",
        "quote",
        "decision",
        "decided_by",
        "decided_at",
        "why",
        "approved_by",
        "approved_at",
        "approval_why",
        "machine_values",
        "accepted_checks",
    ]


def cells(dataset: Dataset, family: Family, report: Report, record: Record) -> list[Cell]:
    """One row, in the order of `columns`; numbers are Decimals and dates PartialDates."""
    stated = {key: entry for key, entry in record.current.items() if entry.state is State.STATED}
    states = {key: str(e.state) for key, e in sorted(record.current.items()) if e.state is not State.STATED}
    replaced = {key: value_to_json(entry.value) for key, entry in sorted(machine_differs(record).items())}
    accepted = dataset.accepted(report, record)
    pages = sorted({span.page for span in record.evidence})
    return [
        *([dataset.preliminary] if dataset.preliminary is not None else []),
        report.name,
        report.file.sha256 if report.file else None,
        report.work.symbol,
        report.work.title,
        record.id,
        *(_cell(stated[field.id].value) if field.id in stated else None for field in family.fields),
        dumps(states) if states else None,
        Decimal(pages[0]) if len(pages) == 1 else ", ".join(map(str, pages)) or None,
        JOINT.join(span.quote for span in record.evidence) or None,
        str(record.decision),
        _name(dataset, record.decided_by),
        record.decided_at,
        record.why,
        _name(dataset, record.approved_by),
        record.approved_at,
        record.question,
        dumps(replaced) if replaced else None,
        dumps(accepted) if accepted else None,
    ]


def _cell(value: Value) -> Cell:
    return "; ".join(value) if isinstance(value, tuple) else value


def _name(dataset: Dataset, person: str | None) -> str | None:
    return dataset.names.get(person, person) if person else None
