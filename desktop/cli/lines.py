"""Files of JSON Lines, read so that a bad line is a fault of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from db.model.errors import ReadError, RuleError
from db.model.shapes import loads

_LONGEST = 64 * 1024 * 1024


def read_lines(name: str) -> Iterator[tuple[int, Any, RuleError | None]]:
    """Number from 1, data, and the fault instead of data; blank lines are skipped. "-" is standard input.

    Raises:
        ReadError: the file can't be read at all.
    """
    for number, raw in enumerate(_content(name).split(b"\n"), 1):
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            if text:
                yield number, loads(text, unique=True), None
        except UnicodeDecodeError:
            yield number, None, RuleError("bad_line", reason="this is no UTF-8 text")
        except ValueError as error:
            yield number, None, RuleError("bad_line", reason=f"this is no JSON: {error}")


def shown(name: str) -> str:
    """What to call the file in a line about it."""
    from desktop.services.words import clean

    return "standard input" if name == "-" else clean(Path(name).name)


def _content(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    try:
        if path.is_file() and path.stat().st_size > _LONGEST:
            raise ReadError("too_large", path=name, name=path.name)
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError("not_found", path=name, name=path.name) from None
    except IsADirectoryError:
        raise ReadError("is_folder", path=name, name=path.name) from None
    except OSError as error:
        raise ReadError("no_access", path=name, name=path.name, reason=error.strerror or str(error)) from None
