"""Making a release: gather, refuse what is not settled, write the formats, publish the folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from db.journal.read import latest
from db.model.claims import Acceptance
from db.model.dataclass import dataclass
from db.model.errors import RuleError
from db.store import Store
from desktop.release import manifest
from desktop.release.dataset import Accepted, Dataset, Report, choose
from desktop.release.publish import publish
from desktop.review.checks import CheckResult, failing
from desktop.services.checking import Finding

PLANNED = ("parquet", "sqlite", "datapackage", "iati", "webannotation", "pdf", "report")


@dataclass(frozen=True)
class Release:
    """What was written.

    Attributes:
        path: the release's folder; files: its files, the manifest last.
        records: view of a family to the number of its records; reports: how many reports it takes in.
        preliminary: why it was made before all was settled, None for a proper one.
    """

    path: Path
    files: tuple[Path, ...]
    records: Mapping[str, int]
    reports: int
    preliminary: str | None


def _csv(dataset: Dataset, folder: Path) -> list[Path]:
    from desktop.release import csv

    return csv.write(dataset, folder)


def _xlsx(dataset: Dataset, folder: Path) -> list[Path]:
    from desktop.release import xlsx

    return xlsx.write(dataset, folder)


def _jsonl(dataset: Dataset, folder: Path) -> list[Path]:
    from desktop.release import jsonl

    return jsonl.write(dataset, folder)


WRITERS: Mapping[str, Callable[[Dataset, Path], list[Path]]] = {"csv": _csv, "xlsx": _xlsx, "jsonl": _jsonl}


def chosen_formats(names: Sequence[str]) -> tuple[str, ...]:
    """The formats asked for, each once.

    Raises:
        RuleError: unknown_format, or not_built for a format that is planned.
    """
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in names if name.strip()))
    choices = ", ".join(WRITERS)
    for name in wanted:
        if name in PLANNED:
            raise RuleError("not_built", name=name, choices=choices)
        if name not in WRITERS:
            raise RuleError("unknown_format", name=name, choices=choices)
    if not wanted:
        raise RuleError("unknown_format", name="", choices=choices)
    return wanted


def export(store: Store, destination: Path, formats: Sequence[str], *, allow: str | None, program: str) -> Release:
    """Write a release of a project into a folder.

    Args:
        formats: names of WRITERS.
        allow: why a preliminary release is made although not everything is settled.

    Raises:
        RuleError: blocked (with all reasons), unknown_format, not_built, needs_reason.
        ProjectError: the folder can't be written; nothing is left of it.
    """
    wanted = chosen_formats(formats)
    form, checks = store.form(), Finding(store)
    # One transaction, so that reports, records and the heads in the manifest belong together.
    with store.database.read() as conn:
        reports = []
        for work in store.works():
            records = tuple(store.records(work=work.id))
            results = checks.results(work.id, records)
            faults = tuple((result.check, result.records) for result in failing(results))
            reports.append(Report(work, records, faults, _accepted(checks.acceptances(work.id), results)))
        names = {person.id: person.name for person in store.people()}
        heads = latest(conn)
        project = store.project_id()
    allowed = allow.strip() if allow is not None else None
    dataset = Dataset(form, choose(reports, allowed), names, allowed)
    origin = manifest.Origin(project, heads, datetime.now(UTC).isoformat(timespec="seconds"), program)
    written: list[str] = []

    def write(folder: Path) -> None:
        files = [path for name in wanted for path in WRITERS[name](dataset, folder)]
        written.extend(path.name for path in files)
        written.append(manifest.write(dataset, origin, files, folder).name)

    path = publish(destination, write)
    counts = {family.view: sum(1 for _ in dataset.rows(family.id)) for family in form.families}
    return Release(path, tuple(path / name for name in written), counts, len(dataset.reports), allowed)


def _accepted(said: Sequence[Acceptance], results: Sequence[CheckResult]) -> tuple[Accepted, ...]:
    """What was accepted and is found still, each person's word for itself."""
    found = {(result.check, tuple(sorted(result.records)), result.found) for result in results if result.accepted}
    return tuple(
        Accepted(each.check, each.records, each.found, each.why, each.by, each.at)
        for each in said
        if (each.check, tuple(sorted(each.records)), each.found) in found
    )
