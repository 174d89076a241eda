"""Importing records that another program extracted."""

from __future__ import annotations

import click

from db.model.errors import RuleError
from desktop.cli.lines import read_lines, shown
from desktop.cli.options import open_project
from desktop.cli.output import DONE, FAULTS, counted, put, refuse


@click.command("import")
@click.argument("project", metavar="PROJECT.db")
@click.argument("records", metavar="RECORDS.jsonl")
@click.option("--report", metavar="FILE", required=True, help="The report they are of: its path, name or SHA-256.")
@click.option("--origin", metavar="NAME", help="Who extracted them, where the records do not say.")
def import_command(project: str, records: str, report: str, origin: str | None) -> int:
    """Add records as suggestions of their origin; evidence may be a bare quote, confidence null."""
    from desktop.services.importing import ORIGIN, read_suggestion, renamed

    faults = 0
    found = []
    lines = list(read_lines(records))
    with open_project(project) as opened:
        work, file = opened.library.find(report)
        reading = opened.library.reading(work.id)
        for number, data, fault in lines:
            try:
                if fault is not None:
                    raise fault
                found.append(read_suggestion(opened.form, reading, data, origin or ORIGIN))
            except RuleError as error:
                refuse(error, f"{shown(records)} line {number}")
                faults += 1
        if found:
            opened.library.save_suggestions(work.id, reading, renamed(opened.form, file.sha256, found), imported=True)
    put([f"{file.name}: {counted(len(found), 'record')} imported"])
    return FAULTS if faults else DONE
