"""What the command line says: UTF-8 whatever the locale, results on stdout, one clear line a fault on stderr."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper

from db.model.errors import Refused

DONE, FAULTS, NOTHING = 0, 1, 2


def use_utf8() -> None:
    """Make the standard streams UTF-8 with plain line ends."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(line: str) -> None:
    """One line of a fault or a note; a closed stderr is nobody's fault."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"counterproof: {line}\n")
        sys.stderr.flush()


def refuse(error: Refused, where: str = "") -> None:
    """Say why something could not be done."""
    from desktop.services.words import explain

    say(f"{where}: {explain(error)}" if where else explain(error))


def counted(number: int, thing: str) -> str:
    """A number of things: "1 page", "2 pages"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


class PipeClosed(Exception):
    """Whoever read the results has enough of them."""


def put(lines: Iterable[str]) -> None:
    """Lines of results."""
    for line in lines:
        write(line + "\n")
    flush()


def write(text: str) -> None:
    """Results as they are; raises PipeClosed."""
    with _pipe():
        sys.stdout.write(text)


def flush() -> None:
    """Send what is written; raises PipeClosed."""
    with _pipe():
        sys.stdout.flush()


@contextlib.contextmanager
def _pipe() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # Windows tells a closed pipe by another number.
        if error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL):
            raise PipeClosed from None
        raise


def drop_stdout() -> None:
    """Send the rest nowhere, so that the interpreter's last flush does not complain about a closed pipe."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
