"""Options that several commands have, and opening a project or a report the way all of them do."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from db.model.errors import ReadError

if TYPE_CHECKING:
    from db.model.readings import Reading
    from desktop.services.library import Reader
    from desktop.services.project import Project

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Result = TypeVar("_Result")
_ATTEMPTS = 3


def reading_options(command: _Command) -> _Command:
    """--password, --encoding and --language."""
    for option in (
        click.option(
            "--language", metavar="CODE", callback=_language, help="The report's language (zh, en); detected without."
        ),
        click.option("--encoding", metavar="NAME", help="The encoding of a TXT or HTML file; detected without."),
        click.option(
            "--password", envvar="COUNTERPROOF_PASSWORD", metavar="TEXT", help="The file's password; asked for without."
        ),
    ):
        command = option(command)
    return command


def _language(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*", value):
        raise click.BadParameter(f"{value!r} is no language code like zh or en.", param_hint="--language")
    return value


def with_password(password: str | None, path: Path, call: Callable[[str | None], _Result]) -> _Result:
    """Call with the password, and where one is needed and somebody is there, ask for it.

    Raises:
        ReadError: encrypted or wrong_password, where nobody is there or three attempts failed.
    """
    for attempt in range(_ATTEMPTS + 1):
        try:
            return call(password)
        except ReadError as error:
            somebody = sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
            if error.code not in ("encrypted", "wrong_password") or not somebody or attempt == _ATTEMPTS:
                raise
            password = click.prompt(f"Password of {path.name}", hide_input=True, err=True)
    raise AssertionError("the loop returns or raises")


@contextmanager
def open_project(
    path: str, *, create: bool = False, read_only: bool = False, reader: Reader | None = None
) -> Iterator[Project]:
    """An open project."""
    from desktop.services.keyring import KeyRing
    from desktop.services.project import Project

    with Project.open(Path(path), create=create, keyring=KeyRing(), read_only=read_only, reader=reader) as project:
        yield project


def read_report(path: Path, password: str | None, encoding: str | None, reader: Reader | None = None) -> Reading:
    """Read a report in a process of its own, or with the reader that is given."""
    from desktop.workers.reading import ReadingWorker

    worker = reader or ReadingWorker()
    try:
        return with_password(password, path, lambda word: worker.read(path, password=word, encoding=encoding))
    finally:
        if reader is None:
            worker.close()
