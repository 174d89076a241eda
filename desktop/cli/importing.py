"""Importing records that another program extracted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from db.model.errors import RuleError
from desktop.cli.lines import read_lines, shown
from desktop.cli.options import open_project
from desktop.cli.output import DONE, FAULTS, counted, put, refuse

if TYPE_CHECKING:
    from desktop.services.project import Project


@click.command("import")
@click.argument("project", metavar="PROJECT.db")
@click.argument("records", metavar="RECORDS.jsonl")
@click.option("--report", metavar="FILE", required=True, help="The report they are of: its path, name or SHA-256.")
@click.option("--origin", metavar="NAME", help="Who extracted them, where the records do not say.")
def import_command(project: str, records: str, report: str, origin: str | None) -> int:
    """Add records as suggestions of their origin; evidence may be a bare quote, confidence null."""
    from desktop.services.importing import ORIGIN, linked, read_suggestion, renamed

    faults = 0
    numbered = []
    added = 0
    lines = list(read_lines(records))
    with open_project(project) as opened:
        work, file = opened.library.find(report)
        reading = opened.library.reading(work.id)
        for number, data, fault in lines:
            try:
                if fault is not None:
                    raise fault
                numbered.append((number, read_suggestion(opened.form, reading, data, origin or ORIGIN)))
            except RuleError as error:
                refuse(error, f"{shown(records)} line {number}")
                faults += 1
        found, lost = linked(opened.form, numbered, partial(_is_record, opened))
        for number, refusal in lost:
            refuse(refusal, f"{shown(records)} line {number}")
            faults += 1
        if found:
            new = renamed(opened.form, file.sha256, found)
            added = len(opened.library.save_suggestions(work.id, reading, new, imported=True).records)
    known = f", {len(found) - added} already there" if len(found) > added else ""
    put([f"{file.name}: {counted(added, 'record')} imported{known}"])
    return FAULTS if faults else DONE


def _is_record(project: Project, record: str, family: str) -> bool:
    try:
        return project.review.record(record).family == family
    except RuleError:
        return False
