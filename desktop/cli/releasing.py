"""Releases: writing one, and verifying a project or a release."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from db.model.errors import ReadError, RuleError
from desktop.cli.options import open_project, read_report, reading_options
from desktop.cli.output import DONE, FAULTS, NOTHING, counted, put, refuse, say

if TYPE_CHECKING:
    from db.model.readings import Reading


@click.command("export")
@click.argument("project", metavar="PROJECT.db")
@click.argument("destination", metavar="DEST")
@click.option("--format", "formats", metavar="F[,F...]", required=True, help="csv, xlsx, jsonl.")
@click.option("--allow", metavar="REASON", help="Release what is there as preliminary, for this reason.")
def export_command(project: str, destination: str, formats: str, allow: str | None) -> int:
    """Write a release: the approved records of every signed-off report."""
    from desktop.services.exporting import chosen_formats

    try:
        wanted = chosen_formats(formats.split(","))
    except RuleError as error:
        refuse(error)
        return NOTHING
    with open_project(project, read_only=True) as opened:
        try:
            release = opened.releases.export(Path(destination), wanted, allow=allow)
        except RuleError as error:
            refuse(error)
            return FAULTS
    views = ", ".join(f"{number} {view}" for view, number in release.records.items())
    counts = f"{counted(sum(release.records.values()), 'record')} ({views})"
    put(
        [
            f"{release.path}: {counts} of {counted(release.reports, 'report')}"
            + (" (preliminary)" if release.preliminary else "")
        ]
    )
    return DONE


@click.command("verify")
@click.argument("path", metavar="PROJECT.db|RELEASE")
@click.argument("reports", metavar="[REPORT...]", nargs=-1)
@click.option("--release", metavar="RELEASE", help="Also see that the project still holds all that a release knew.")
@reading_options
def verify_command(
    path: str,
    reports: Sequence[str],
    release: str | None,
    password: str | None,
    encoding: str | None,
    language: str | None,
) -> int:
    """Check a project's journal, projections and quotes, or a release's files and quotes."""
    from desktop.services.words import sentence

    unread = 0
    if Path(path).is_dir():
        from desktop.services.verifying import verify_release

        if release is not None:
            raise click.UsageError("--release is only given with a project.")
        readings, unread = _read_all(reports, password, encoding)
        found = verify_release(Path(path), readings)
        faults, checked = (
            list(found.faults),
            f"{counted(found.files, 'file')}, {counted(found.quotes, 'quote')} checked",
        )
        if reports and not found.quotes and not found.without_original:
            say("no quotes were checked: only JSON Lines and CSV hold them in a form that can be")
        if found.without_original:
            say(f"{found.without_original} quotes are of reports that were not given and were not checked")
    else:
        if reports:
            raise click.UsageError("Reports are only given with a release; a project holds its own.")
        with open_project(path, read_only=True) as opened:
            faults, checked = opened.verify(), "journal, signatures, projections and quotes checked"
            if release is not None:
                faults += opened.compare(Path(release))
    for fault in faults:
        say(sentence(f"fault.{fault.code}", fault.parameters))
    put([f"{Path(path).name}: {checked}, {counted(len(faults), 'fault')}"])
    return FAULTS if faults or unread else DONE


def _read_all(reports: Sequence[str], password: str | None, encoding: str | None) -> tuple[list[Reading], int]:
    """The readings of those that can be read, and how many can't, each of them named."""
    from desktop.workers.reading import ReadingWorker

    readings, unread = [], 0
    with closing(ReadingWorker()) as worker:
        for report in reports:
            try:
                readings.append(read_report(Path(report), password, encoding, worker))
            except ReadError as error:
                refuse(error)
                unread += 1
    return readings, unread
