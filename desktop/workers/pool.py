"""Child processes of one kind: an idle one is kept for the next request, what was misused or is worn is replaced."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from db.model.errors import ReadError
from desktop.workers.pipes import Child, ChildCancelled, ChildGone, ChildSlow, refusal, start

T = TypeVar("T")

# What answers raise that make no sense: the child may be compromised.
_SENSELESS = (ChildGone, ValueError, KeyError, TypeError, AttributeError, OverflowError)


class Pool:
    """Lends children out, each to one thread at a time.

    Args:
        command: starts a child.
        code: of the ReadError where a child dies or answers nonsense, or the system starts no more; it ends in
            "crashed", and with "timed_out" in place of that it is the code of one that hangs.
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

    def exchange(
        self,
        request: Mapping[str, Any],
        payload: bytes,
        handle: Callable[[dict[str, Any], memoryview], T | None],
        *,
        timeout: float,
        cancelled: Callable[[], bool] | None = None,
        path: str | None = None,
    ) -> T:
        """Send one request to a child and hand each answer on until one ends it; blocks.

        Args:
            handle: gets header and raw bytes of each answer; what it returns, other than None, is the result. It
                raises ValueError, KeyError or TypeError where an answer makes no sense.
            timeout: seconds without a sign of life after which the child counts as hanging.
            cancelled: asked every few hundredths of a second; once true, the child is killed.
            path: names the file in refusals; without it the child has none to refuse by.

        Raises:
            ReadError: cancelled, the pool's code, that of a child that hangs, and what the child refuses with.
        """
        about = {} if path is None else {"path": path}
        try:
            child = self.take()
        except ReadError as error:
            raise ReadError(error.code, **{**error.parameters, **about}) from None
        healthy = False
        try:
            if cancelled is not None and cancelled():
                healthy = True
                raise ReadError("cancelled", **about)
            child.send(request, payload, timeout, cancelled)
            while True:
                answer, data = child.receive(timeout, cancelled)
                if answer.get("kind") == "refused" and path is not None:
                    healthy = answer.get("code") not in ("crashed", "too_large")
                    raise refusal(answer, path)
                result = handle(answer, data)
                if result is not None:
                    healthy = True
                    return result
        except ChildCancelled:
            raise ReadError("cancelled", **about) from None
        except ChildSlow:
            raise ReadError(self._code.replace("crashed", "timed_out"), **about, seconds=timeout) from None
        except _SENSELESS:
            raise ReadError("cancelled" if self.closed else self._code, **about) from None
        finally:
            self.give_back(child, healthy)

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
