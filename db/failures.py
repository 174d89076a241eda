"""SQLite's and the system's failures as the refusals that ui and cli know."""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.model.errors import ProjectError, Refused, RuleError

# What the triggers of the schema raise, as far as it is a rule of review.
RULES = frozenset(
    {
        "decider_cannot_approve",
        "machine_cannot_decide",
        "not_decided",
        "stale",
        "not_yours",
        "others_stand_on_it",
        "undecided_left",
        "unapproved_left",
        "not_complete",
        "same_person",
        "unknown_record",
        "unknown_person",
        "own_claim",
        "own_claims",
    }
)

_BY_PRIMARY_CODE = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CANTOPEN: "no_access",
    sqlite3.SQLITE_PERM: "no_access",
    sqlite3.SQLITE_AUTH: "no_access",
}
# SQLite reports a full or failing disk as an I/O error of the call that met it.
_WRITING = frozenset(
    {
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_DIR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMMAP,
        sqlite3.SQLITE_IOERR_DELETE,
    }
)


@contextmanager
def translated(path: Path, *, system: bool = False) -> Iterator[None]:
    """Raise what fails inside as ProjectError or RuleError; errors that are none of these pass.

    Args:
        system: translate failures of the system too; only where it can be nothing but the project file's.
    """
    try:
        yield
    except Refused:
        raise
    except sqlite3.Error as error:
        refusal = of_sqlite(error, path)
        if refusal is None:
            raise
        raise refusal from error
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        # All text and all JSON that is parsed below stands in the file, where this program wrote it whole.
        raise ProjectError("damaged", path=str(path), reason=f"{type(error).__name__}: {error}") from error
    except OSError as error:
        if not system:
            raise
        raise of_system(error, path) from error


def of_sqlite(error: sqlite3.Error, path: Path) -> Refused | None:
    """The refusal that a failure of SQLite stands for, None where it is a mistake of this program."""
    text = str(error)
    if isinstance(error, sqlite3.IntegrityError) and text in RULES:
        return RuleError(text)
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own words for a stored text that is no UTF-8.
        if text.startswith("Could not decode to UTF-8"):
            return ProjectError("damaged", path=str(path), reason=text)
        return ProjectError("read_only", path=str(path)) if "readonly" in text else None
    if text.startswith(("no such column", "no such table")):
        return ProjectError("damaged", path=str(path), reason=text)  # a torn schema: this program's own has them all
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_IOERR:
        name = "disk_full" if code in _WRITING else "damaged"
        return ProjectError(name, path=str(path), reason=text)
    found = _BY_PRIMARY_CODE.get(primary)
    return ProjectError(found, path=str(path), reason=text) if found else None


def is_disk_full(error: sqlite3.Error) -> bool:
    """Whether SQLite could not write for want of room."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF == sqlite3.SQLITE_FULL or code in _WRITING


def of_system(error: OSError, path: Path) -> ProjectError:
    """The refusal that a failure of the system stands for."""
    codes = {
        errno.ENOSPC: "disk_full",
        errno.EDQUOT: "disk_full",
        errno.EROFS: "read_only",
        errno.ENOENT: "not_found",
        errno.ENOTDIR: "not_found",
        errno.EISDIR: "is_folder",
        errno.EEXIST: "exists",
    }
    code = codes.get(error.errno or 0, "no_access")
    return ProjectError(code, path=str(path), reason=error.strerror or str(error))
