"""A release appears whole or not at all: written aside, made durable, moved into place."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from db.model.errors import ProjectError


def publish(destination: Path, write: Callable[[Path], None]) -> Path:
    """Let `write` fill a folder beside the destination and move it there.

    Args:
        destination: a folder that is missing or empty; missing parents are made.

    Returns:
        The destination, resolved.

    Raises:
        ProjectError: folder_not_empty, exists (a file of that name), disk_full, read_only, no_access. Then nothing
            is left behind.
    """
    destination = destination.resolve()
    _refuse_taken(destination)
    made: list[Path] = []
    aside = destination.parent / f".{destination.name}.{secrets.token_hex(6)}.part"
    try:
        made = _make_parents(destination.parent)
        aside.mkdir()
        write(aside)
        for path in sorted(aside.rglob("*")):
            sync(path)
        sync(aside)
        if destination.is_dir():
            destination.rmdir()  # only ever an empty one: rmdir refuses any other
        aside.rename(destination)
        sync(destination.parent)
    except BaseException as error:
        shutil.rmtree(aside, ignore_errors=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise _refusal(destination, error) from None
        raise
    return destination


def sync(path: Path) -> None:
    """Make a file or folder durable. Windows can't open folders; there the file system's own order must do."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_taken(destination: Path) -> None:
    try:
        if destination.is_dir():
            if any(destination.iterdir()):
                raise ProjectError("folder_not_empty", path=str(destination))
        elif destination.exists():
            raise ProjectError("exists", path=str(destination))
    except OSError as error:
        raise _refusal(destination, error) from None


def _make_parents(folder: Path) -> list[Path]:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    made = []
    for path in reversed(missing):
        path.mkdir()
        made.append(path)
    return made


def _refusal(destination: Path, error: OSError) -> ProjectError:
    codes = {
        errno.ENOSPC: "disk_full",
        errno.EDQUOT: "disk_full",
        errno.EROFS: "read_only",
        errno.ENOTEMPTY: "folder_not_empty",
        errno.EEXIST: "exists",
    }
    code = codes.get(error.errno or 0, "no_access")
    return ProjectError(code, path=str(destination), reason=error.strerror or str(error))
