"""What needs no project: the suggestions of a report, and its text."""

from __future__ import annotations

from pathlib import Path

import click

from desktop.cli.options import read_report, reading_options
from desktop.cli.output import DONE, flush, put, say, write


@click.command("suggest")
@click.argument("report", metavar="REPORT")
@reading_options
def suggest_command(report: str, password: str | None, encoding: str | None, language: str | None) -> int:
    """Print the suggestions of a report as JSON Lines, the report's own data first."""
    from db.model.shapes import dumps, suggestion_to_json
    from desktop.extraction.protocol import suggest_all
    from desktop.services.forms import standard_form

    reading = read_report(Path(report), password, encoding)
    _tell(report, reading.notes)
    form = standard_form()
    found = suggest_all(reading, language=language)
    put(dumps(suggestion_to_json(item, form)) for item in found)
    return DONE


@click.command("text")
@click.argument("report", metavar="REPORT")
@reading_options
def text_command(report: str, password: str | None, encoding: str | None, language: str | None) -> int:
    """Print the text of a report, its pages parted by form feeds."""
    reading = read_report(Path(report), password, encoding)
    _tell(report, reading.notes)
    # Nothing is added, not even a line end: offsets count in exactly this text.
    write("\f".join(page.text for page in reading.pages))
    flush()
    return DONE


def _tell(report: str, notes: tuple[str, ...]) -> None:
    from desktop.services.words import sentence

    for note in notes:
        say(f"{Path(report).name}: {sentence(f'note.{note}', {})}")
