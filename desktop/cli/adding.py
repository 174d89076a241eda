"""Adding reports to a project."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from db.model.errors import ProjectError, ReadError, Refused
from desktop.cli.options import open_project, reading_options, with_password
from desktop.cli.output import DONE, FAULTS, NOTHING, counted, put, refuse, say
from desktop.services.words import clean, sentence

if TYPE_CHECKING:
    from desktop.services.project import Project

_SUFFIXES = (".pdf", ".docx", ".txt")


@click.command("add")
@click.argument("project", metavar="PROJECT.db")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--no-suggest", is_flag=True, help="Add the reports without suggestions.")
@reading_options
def add_command(
    project: str,
    reports: Sequence[str],
    no_suggest: bool,
    password: str | None,
    encoding: str | None,
    language: str | None,
) -> int:
    """Add reports and their suggestions; a folder adds what is in it. Makes the project where it is missing."""
    path = Path(project)
    missing = not os.path.lexists(path)
    done = faults = 0
    with open_project(project, create=True) as opened:
        for report, fault in _expand(reports):
            try:
                if fault is not None:
                    raise fault
                _add(opened, report, not no_suggest, password, encoding, language)
                done += 1
            except Refused as error:
                refuse(error)
                faults += 1
                if isinstance(error, ProjectError):
                    break  # what keeps one from being saved keeps all
        empty = not opened.library.works()
    if missing and empty:
        path.unlink(missing_ok=True)  # made a moment ago for reports that could not be read
    if not faults:
        return DONE
    return FAULTS if done else NOTHING


def _add(
    project: Project, report: Path, suggest: bool, password: str | None, encoding: str | None, language: str | None
) -> None:
    added = with_password(
        password,
        report,
        lambda word: project.library.add(report, password=word, encoding=encoding, language=language, suggest=suggest),
    )
    for note in added.notes:
        say(f"{report.name}: {sentence(f'note.{note}', {})}")
    if added.already_there:
        say(sentence("rule.already_there", {"name": report.name}))
        return
    work = project.library.work(added.work)
    file = work.files[-1]
    counts = f"{counted(file.pages, 'page')}, {counted(added.suggestions, 'suggestion')}"
    put([f"{file.sha256[:12]}  {clean(report.name)}: {counts}"])


def _expand(reports: Sequence[str]) -> Iterator[tuple[Path, ReadError | None]]:
    """The files that are meant, a folder's in order of their names, and the faults of folders."""
    for report in reports:
        path = Path(report)
        if not path.is_dir():
            yield path, None
            continue
        found = []
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            found += [Path(folder, n) for n in sorted(names) if not n.startswith(".") and n.lower().endswith(_SUFFIXES)]
        if not found:
            yield path, ReadError("nothing_in_folder", path=str(path), name=path.name or str(path))
        for file in found:
            yield file, None
