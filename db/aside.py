"""Private folders for copies that end with the program; what a killed one has left is taken away by the next."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import IO

_PREFIX = "counterproof-"
_LOCK = ".in-use"


class Aside:
    """A folder that only this user can look into. Close it.

    While it is in use a file in it is locked (POSIX) or at least open (Windows, where nobody can remove it then); the
    system lets go of that however the program ends.

    Attributes:
        path: the folder.
    """

    def __init__(self) -> None:
        root = Path(tempfile.gettempdir())
        _sweep(root)
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root))
        try:
            # It gets its name when it is locked, so that nobody finds it unlocked.
            unnamed = self.path / f"{_LOCK}.new"
            self._lock: IO[bytes] | None = unnamed.open("wb")
            if sys.platform != "win32":
                _take(self._lock)
                unnamed.rename(self.path / _LOCK)
            else:
                self._lock.close()
                unnamed.rename(self.path / _LOCK)
                self._lock = (self.path / _LOCK).open("ab")
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Remove the folder with all that is in it. May be called twice."""
        lock, self._lock = getattr(self, "_lock", None), None
        if lock is not None:
            lock.close()
        shutil.rmtree(self.path, ignore_errors=True)


def _sweep(root: Path) -> None:
    """Remove this user's folders that nobody uses any more."""
    found: list[Path] = []
    with contextlib.suppress(OSError):
        found = list(root.glob(f"{_PREFIX}*/{_LOCK}"))
    for lock in found:
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                lock.unlink()  # refused while a program has it open
            else:
                if lock.lstat().st_uid != os.getuid() or lock.parent.is_symlink():
                    continue
                with lock.open("rb") as file:
                    _take(file)
            shutil.rmtree(lock.parent, ignore_errors=True)


def _take(file: IO[bytes]) -> None:
    """Lock the file, or raise OSError where another program has."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
