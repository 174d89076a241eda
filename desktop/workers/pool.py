"""Child processes of one kind: an idle one is kept for the next request, what was misused or is worn is replaced."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence

from db.model.errors import ReadError
from desktop.workers.pipes import Child, start


class Pool:
    """Lends children out, each to one thread at a time.

    Args:
        command: starts a child.
        code: of the ReadError where the system starts no more.
        most_uses: requests before a child is replaced, so that what libraries leak stays small; None for any number.
    """

    def __init__(self, command: Sequence[str], code: str, most_uses: int | None = None) -> None:
        self._command = list(command)
        self._code = code
        self._most_uses = most_uses
        self._lock = threading.Lock()
        self._idle: Child | None = None
        self._uses: dict[Child, int] = {}
        self._busy: set[Child] = set()
        self.closed = False

    def prewarm(self) -> None:
        """Start a child now, so that the first request need not wait for it."""
        with self._lock:
            if not self.closed and self._idle is None:
                with contextlib.suppress(ReadError):  # the first request says so
                    self._idle = self._new()

    def take(self) -> Child:
        """A child for one request.

        Raises:
            ReadError: cancelled where the pool is closed; the pool's code where no child can be started.
        """
        with self._lock:
            if self.closed:
                raise ReadError("cancelled")
            child, self._idle = self._idle, None
            if child is not None and not child.alive:
                self._uses.pop(child, None)
                child.close()
                child = None
            if child is None:
                child = self._new()
            self._busy.add(child)
            return child

    def give_back(self, child: Child, healthy: bool) -> None:
        """Let a child go; it is kept where it answered as it should."""
        with self._lock:
            self._busy.discard(child)
            uses = self._uses.get(child, 0) + 1
            if healthy and not self.closed and self._idle is None and (not self._most_uses or uses < self._most_uses):
                self._idle = child
                self._uses[child] = uses
                return
            self._uses.pop(child, None)
        child.close()

    def close(self) -> None:
        """End all children; the threads that wait for one find it gone."""
        with self._lock:
            self.closed = True
            idle, busy = self._idle, list(self._busy)
            self._idle = None
        if idle is not None:
            idle.close()
        for child in busy:
            child.kill()  # the thread that uses it closes it

    def _new(self) -> Child:
        return start(self._command, self._code)
