"""Adding reports to a project."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from db.model.errors import ProjectError, ReadError, Refused
from desktop.cli.options import open_project, reading_options, with_password
from desktop.cli.output import DONE, FAULTS, NOTHING, counted, put, refuse, say
from desktop.services.alike import certain
from desktop.services.words import clean, sentence

if TYPE_CHECKING:
    from db.model.readings import Reading
    from desktop.services.project import Project
    from desktop.workers.reading import ReadingWorker

_Item: TypeAlias = tuple[Path, ReadError | None]
_SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".txt")


@click.command("add")
@click.argument("project", metavar="PROJECT.db")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True)
@click.option("--no-suggest", is_flag=True, help="Add the reports without suggestions.")
@click.option(
    "--apart", is_flag=True, help="Add each file as a report of its own, also where one with its text is there."
)
@reading_options
def add_command(
    project: str,
    reports: Sequence[str],
    no_suggest: bool,
    apart: bool,
    password: str | None,
    encoding: str | None,
    language: str | None,
) -> int:
    """Add reports and their suggestions; a folder adds what is in it. Makes the project where it is missing."""
    from desktop.workers.reading import ReadingWorker

    items = _expand(reports)
    done = faults = 0
    with closing(_Ahead(ReadingWorker())) as reader:
        if not os.path.lexists(project):
            # A project is only made where there is something for it. One that was taken away again because nothing
            # could be read might have been found by another program in between.
            first, faults = _first_readable(items, reader, password, encoding)
            if first is None:
                return NOTHING
            items = chain([first], items)
        with open_project(project, create=True, reader=reader) as opened:
            for report, fault in items:
                try:
                    if fault is not None:
                        raise fault
                    _add(opened, report, not no_suggest, apart, password, encoding, language)
                    done += 1
                except Refused as error:
                    refuse(error)
                    faults += 1
                    if isinstance(error, ProjectError):
                        break  # what keeps one from being saved keeps all
    if not faults:
        return DONE
    return FAULTS if done else NOTHING


class _Ahead:
    """A reader that may have read one report before there is a project to put it in.

    Args:
        worker: reads all others.
    """

    def __init__(self, worker: ReadingWorker) -> None:
        self._worker = worker
        self._known: tuple[Path, Reading] | None = None

    def ahead(self, path: Path, password: str | None, encoding: str | None) -> None:
        """Read this one now; raises ReadError."""
        self._known = path, self._worker.read(path, password=password, encoding=encoding)

    def read(
        self,
        path: Path,
        *,
        password: str | None = None,
        encoding: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Reading:
        known, self._known = self._known, None
        if known is not None and known[0] == path:
            return known[1]
        return self._worker.read(path, password=password, encoding=encoding, progress=progress, cancelled=cancelled)

    def close(self) -> None:
        self._worker.close()


def _first_readable(
    items: Iterator[_Item], reader: _Ahead, password: str | None, encoding: str | None
) -> tuple[_Item | None, int]:
    """The first report that can be read, None where none can; and how many were refused before it."""
    faults = 0
    for report, fault in items:
        try:
            if fault is not None:
                raise fault
            with_password(password, report, partial(_read_ahead, reader, report, encoding))
        except Refused as error:
            refuse(error)
            faults += 1
        else:
            return (report, None), faults
    return None, faults


def _read_ahead(reader: _Ahead, report: Path, encoding: str | None, password: str | None) -> None:
    reader.ahead(report, password, encoding)


def _add(
    project: Project,
    report: Path,
    suggest: bool,
    apart: bool,
    password: str | None,
    encoding: str | None,
    language: str | None,
) -> None:
    added = with_password(
        password,
        report,
        lambda word: project.library.add(
            report,
            password=word,
            encoding=encoding,
            language=language,
            suggest=suggest,
            choose=None if apart else certain,
        ),
    )
    for note in added.notes:
        say(f"{report.name}: {sentence(f'note.{note}', {})}")
    if added.already_there:
        say(sentence("rule.already_there", {"name": report.name}))
        return
    work = project.library.work(added.work)
    if added.joined:
        put([sentence("rule.joined", {"name": clean(report.name), "work": work.title})])
        return
    file = work.files[-1]
    counts = f"{counted(file.pages, 'page')}, {counted(added.suggestions, 'suggestion')}"
    put([f"{file.sha256[:12]}  {clean(report.name)}: {counts}"])


def _expand(reports: Sequence[str]) -> Iterator[_Item]:
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
