"""Memory that a parent and its child share without a name in the file system, so that nothing is ever left behind."""

from __future__ import annotations

import contextlib
import mmap
import os
import secrets
import sys
import tempfile

CAPACITY = 256 * 1024 * 1024  # bytes; pages of memory are only taken where something is written
_RELEASED_FROM = 32 * 1024 * 1024

if sys.platform == "win32":
    CAPACITY = 128 * 1024 * 1024  # there all of it counts against the page file


class SharedPixels:
    """The parent's side: an anonymous file (Linux), an unlinked one (macOS) or a named section (Windows)."""

    def __init__(self) -> None:
        self._handle: int | None = None
        if sys.platform == "win32":
            self.name = f"counterproof-{secrets.token_hex(16)}"
            self._map = mmap.mmap(-1, CAPACITY, tagname=self.name)
            return
        if sys.platform == "linux":
            import fcntl

            self._handle = os.memfd_create("counterproof-pixels", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            os.ftruncate(self._handle, CAPACITY)
            # A child that made it shorter would kill its parent at the next look.
            seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
            fcntl.fcntl(self._handle, fcntl.F_ADD_SEALS, seals)
        else:
            with tempfile.TemporaryFile() as file:
                self._handle = os.dup(file.fileno())
            os.ftruncate(self._handle, CAPACITY)
        self.name = str(self._handle)
        self._map = mmap.mmap(self._handle, CAPACITY)

    @property
    def inherited(self) -> tuple[int, ...]:
        """File descriptors that the child must get."""
        return () if self._handle is None else (self._handle,)

    def read(self, length: int) -> bytes:
        """A copy of the first bytes; large amounts of memory are given back to the system."""
        data = self._map[:length]
        if length >= _RELEASED_FROM and hasattr(mmap, "MADV_REMOVE"):
            with contextlib.suppress(OSError, ValueError):
                self._map.madvise(mmap.MADV_REMOVE)
        return data

    def close(self) -> None:
        self._map.close()
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def attach(name: str) -> mmap.mmap:
    """The child's side: the memory of this name."""
    if sys.platform == "win32":
        return mmap.mmap(-1, CAPACITY, tagname=name)
    return mmap.mmap(int(name), CAPACITY)
