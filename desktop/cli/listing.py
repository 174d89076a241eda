"""Looking at a project: its records, and how far its reports are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from db.model.dates import PartialDate
from db.model.records import SETTLED, Approval, Decision
from desktop.cli.options import open_project
from desktop.cli.output import DONE, put
from desktop.cli.output import counted as amount

if TYPE_CHECKING:
    from db.model.records import Record
    from desktop.review.checks import CheckResult
    from desktop.services.project import Project


@click.command("records")
@click.argument("project", metavar="PROJECT.db")
@click.option("--report", metavar="FILE", help="Only of this report: its path, name or SHA-256.")
@click.option("--family", metavar="F", help="Only of this family.")
@click.option("--decision", type=click.Choice([str(d) for d in Decision]), help="Only with this decision.")
@click.option("--approval", type=click.Choice([str(a) for a in Approval]), help="Only with this approval.")
def records_command(
    project: str, report: str | None, family: str | None, decision: str | None, approval: str | None
) -> int:
    """Print the records as JSON Lines."""
    with open_project(project, read_only=True) as opened:
        families = [item.id for item in opened.form.families]
        if family is not None and family not in families:
            raise click.BadParameter(f"{family!r} is not one of {', '.join(families)}.", param_hint="--family")
        put(_records(opened, report, family, decision, approval))
    return DONE


def _records(
    project: Project, report: str | None, family: str | None, decision: str | None, approval: str | None
) -> Iterator[str]:
    from db.model.shapes import dumps, record_to_json

    form, names = project.form, project.people.names()
    works = [project.library.find(report)[0]] if report is not None else project.library.works()
    for work in works:
        sha256 = work.files[0].sha256 if work.files else None
        for record in project.review.records(work.id):
            if family is not None and record.family != family:
                continue
            if decision is not None and record.decision != decision:
                continue
            if approval is not None and record.approval != approval:
                continue
            yield dumps(record_to_json(record, form, sha256, names))


@click.command("status")
@click.argument("project", metavar="PROJECT.db")
@click.option("--json", "as_json", is_flag=True, help="As JSON Lines, one object a report.")
def status_command(project: str, as_json: bool) -> int:
    """Print a line per report: pages, records, decisions, approvals, failing checks, omissions."""
    from db.model.shapes import dumps

    with open_project(project, read_only=True) as opened:
        found = [_status(opened, work.id) for work in opened.library.works()]
    put(dumps(item) if as_json else _line(item) for item in found)
    return DONE


def _status(project: Project, work_id: str) -> dict[str, Any]:
    work, progress = project.library.work(work_id), project.library.progress(work_id)
    names = project.people.names()
    records = {record.id: record for record in project.review.records(work_id)}
    results = project.review.checks(work_id, list(records.values()))
    file = work.files[0] if work.files else None
    return {
        "report": file.sha256 if file else None,
        "file": file.name if file else None,
        "symbol": work.symbol,
        "title": work.title,
        "language": work.language,
        "state": str(work.state),
        "completed_by": names.get(work.completed_by, work.completed_by) if work.completed_by else None,
        "signed_off_by": names.get(work.signed_off_by, work.signed_off_by) if work.signed_off_by else None,
        "pages": file.pages if file else 0,
        "records": progress.total,
        "by_family": dict(progress.by_family),
        "by_decision": {str(key): number for key, number in progress.by_decision.items()},
        "by_approval": {str(key): number for key, number in progress.by_approval.items()},
        "failing_checks": [_check(result, records) for result in results if result.fails],
        "accepted_checks": [
            _check(result, records) | _accepted(result, names) for result in results if result.accepted is not None
        ],
        "omissions": _omissions(project, work_id),
        **_times(project.review.times(work_id), records),
        "notes": list(work.notes),
    }


def _times(kept: Mapping[str, Mapping[str, float]], records: Mapping[str, Record]) -> dict[str, Any]:
    """What the report took at the window, breaks left out: never by person."""
    by_field: dict[str, dict[str, float]] = {}
    for record, fields in kept.items():
        family = by_field.setdefault(records[record].family, {}) if record in records else {}
        for field, seconds in fields.items():
            family[field or "record"] = family.get(field or "record", 0.0) + seconds
    whole = sum(seconds for fields in kept.values() for seconds in fields.values())
    decided = sum(record.decision in SETTLED and record.family != "report" for record in records.values())
    return {
        "seconds": round(whole, 1),
        "seconds_a_record": round(whole / decided, 1) if decided and whole else None,
        "seconds_by_field": {
            family: {field: round(seconds, 1) for field, seconds in sorted(fields.items())}
            for family, fields in sorted(by_field.items())
        },
    }


def _check(result: CheckResult, records: Mapping[str, Record]) -> dict[str, Any]:
    """What a check found: of which records, in a sentence, and where the first of the values stands."""
    from desktop.services.words import sentence

    hint = result.parameters.get("hint")
    said = [sentence(f"check.{code}", result.parameters) for code in (result.code, *([f"hint_{hint}"] if hint else []))]
    return {
        "check": result.check,
        "code": result.code,
        "records": list(result.records),
        "pages": list(result.pages),
        "parameters": _plain(result.parameters),
        "sentence": "; ".join(said),
        **_where(result, records),
    }


def _accepted(result: CheckResult, names: Mapping[str, str]) -> dict[str, Any]:
    """Who accepted it, and why."""
    said = result.accepted
    return {"why": said.why, "by": names.get(said.by, said.by), "at": said.at} if said is not None else {}


def _where(result: CheckResult, records: Mapping[str, Record]) -> dict[str, Any]:
    """Where the first of the values stands that a check compared."""
    kind: dict[str, Any] = {"kind": "check"}
    for record in (records[each] for each in result.records if each in records):
        entries = [record.current[name] for name in result.fields if name in record.current]
        spans = [span for entry in entries for span in entry.evidence] or list(record.evidence)
        if spans:
            first = next((span for span in spans if span.role == "value"), spans[0])
            return {**kind, "page": first.page, "start": first.start, "end": first.end, "quote": first.quote}
    return kind


def _omissions(project: Project, work_id: str) -> list[dict[str, Any]] | None:
    """What no record cites, in reading order; None where the report has no text."""
    if project.library.work(work_id).reading is None:
        return None
    reading = project.library.reading(work_id)
    found = []
    for item in project.left_out.state(work_id).open():
        page, start, end = item.passage[0]
        facts = [
            {"kind": fact.kind, "page": fact.page, "start": fact.start, "end": fact.end, "quote": fact.quote}
            for fact in item.facts
        ]
        quote = reading.pages[page - 1].text[start:end]
        place = {"page": page, "start": start, "end": end, "quote": quote}
        found.append({"omission": item.id, "kind": item.kind, **place, "facts": facts})
    return found


def _plain(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as JSON has them; dates as text."""
    return {
        key: str(value) if isinstance(value, PartialDate) else value
        for key, value in parameters.items()
        if value is not None
    }


def _line(item: Mapping[str, Any]) -> str:
    from desktop.services.words import clean

    def counted(numbers: Mapping[str, int]) -> str:
        return ", ".join(f"{number} {key}" for key, number in numbers.items() if number) or "none"

    parts = (
        f"{item['file'] or item['title']}: {item['state']}",
        amount(item["pages"], "page"),
        f"{amount(item['records'], 'record')} ({counted(item['by_family'])})",
        f"decision: {counted(item['by_decision'])}",
        f"approval: {counted(item['by_approval'])}",
        f"failing checks: {len(item['failing_checks'])}",
        "omissions: not looked for" if item["omissions"] is None else f"omissions: {len(item['omissions'])}",
    )
    return clean("; ".join(parts))
