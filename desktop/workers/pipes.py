"""A child process and the frames that go to and from it: a JSON header and raw bytes, lengths first, never pickle."""

from __future__ import annotations

import contextlib
import json
import os
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from db.model.errors import ReadError

_LENGTHS = struct.Struct("<4sIQ")
_MAGIC = b"CPF1"
LARGEST_HEADER = 256 * 1024 * 1024
LARGEST_PAYLOAD = 2 * 1024 * 1024 * 1024
_TICK = 0.05  # seconds between looks at the clock and at whether it was cancelled
_ROOT = Path(__file__).resolve().parents[2]


class ChildGone(Exception):
    """The child died or broke the protocol."""


class ChildSlow(Exception):
    """The child gave no sign of life in time."""


class ChildCancelled(Exception):
    """The caller doesn't want the answer any more."""


def pack(header: Mapping[str, Any], payload: bytes = b"") -> tuple[bytes, bytes]:
    """One frame: what stands before the payload, and the payload as it is; of a long report it is not copied."""
    text = json.dumps(header, ensure_ascii=True, separators=(",", ":")).encode()
    return _LENGTHS.pack(_MAGIC, len(text), len(payload)) + text, payload


def read_frame(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Read one frame from a blocking stream, None at its end. The child's side: what it reads comes from its parent."""
    start = stream.read(_LENGTHS.size)
    if len(start) < _LENGTHS.size:
        return None
    _, header, payload = _LENGTHS.unpack(start)
    text, rest = stream.read(header), stream.read(payload)
    if len(text) < header or len(rest) < payload:
        return None
    return json.loads(text), rest


def command_for(kind: str) -> list[str]:
    """The command that starts a child: of this interpreter, or of the bundle where the program is frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--worker", kind]
    return [sys.executable, "-P", "-m", "desktop.workers.child", kind]


class Child:
    """A child process that answers frames. One thread at a time may use it; only `kill` may come from any other.

    Args:
        command: what to start; its standard input and output carry the frames, its standard error goes nowhere.
        inherited: file descriptors to hand on (POSIX).
    """

    def __init__(self, command: Sequence[str], inherited: Sequence[int] = ()) -> None:
        environment = dict(os.environ)
        paths = [str(_ROOT), *filter(None, [environment.get("PYTHONPATH")])]
        environment["PYTHONPATH"] = os.pathsep.join(paths)
        options: dict[str, Any] = {}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NO_WINDOW
        elif inherited:
            options["pass_fds"] = tuple(inherited)
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
            **options,
        )
        self._pending = bytearray()
        if sys.platform != "win32" and self._process.stdin is not None:
            os.set_blocking(self._process.stdin.fileno(), False)  # a child that takes nothing must not hold us

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def send(
        self,
        header: Mapping[str, Any],
        payload: bytes = b"",
        timeout: float = 60.0,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Send one frame.

        Args:
            timeout: seconds without the child taking a single byte. On Windows it is waited for without end.

        Raises:
            ChildGone: it does not listen any more. ChildSlow, ChildCancelled.
        """
        assert self._process.stdin is not None
        deadline = time.monotonic() + timeout
        try:
            for part in pack(header, payload):
                data = memoryview(part)
                while data:
                    written = self._process.stdin.write(data)
                    if written:
                        data, deadline = data[written:], time.monotonic() + timeout
                        continue
                    if cancelled is not None and cancelled():
                        raise ChildCancelled
                    if time.monotonic() > deadline:
                        raise ChildSlow
                    _wait_for_room(self._process.stdin.fileno())
        except (OSError, ValueError):
            raise ChildGone from None

    def receive(self, timeout: float, cancelled: Callable[[], bool] | None = None) -> tuple[dict[str, Any], memoryview]:
        """Wait for the next frame.

        Args:
            timeout: seconds without a single byte.

        Raises:
            ChildGone, ChildSlow, ChildCancelled.
        """
        size = _LENGTHS.size
        self._fill(size, timeout, cancelled)
        magic, header, payload = _LENGTHS.unpack(self._pending[:size])
        if magic != _MAGIC or header > LARGEST_HEADER or payload > LARGEST_PAYLOAD:
            raise ChildGone
        self._fill(size + header + payload, timeout, cancelled)
        # Most frames are all that there is: a long report's is not copied.
        frame, self._pending = self._pending, self._pending[size + header + payload :]
        del frame[size + header + payload :]
        try:
            fields = json.loads(frame[size : size + header])
        except (ValueError, RecursionError):
            raise ChildGone from None
        if not isinstance(fields, dict):
            raise ChildGone
        return fields, memoryview(frame)[size + header :]

    def _fill(self, length: int, timeout: float, cancelled: Callable[[], bool] | None) -> None:
        assert self._process.stdout is not None
        try:
            handle = self._process.stdout.fileno()
            deadline = time.monotonic() + timeout
            while len(self._pending) < length:
                if cancelled is not None and cancelled():
                    raise ChildCancelled
                left = deadline - time.monotonic()
                if left <= 0:
                    raise ChildSlow
                if not _readable(handle, min(left, _TICK)):
                    continue
                block = os.read(handle, min(1 << 20, max(1 << 16, length - len(self._pending))))
                if not block:
                    raise ChildGone
                self._pending += block
                deadline = time.monotonic() + timeout
        except (OSError, ValueError):
            raise ChildGone from None

    def kill(self) -> None:
        """End it now, and wait until it is gone; from any thread."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End it and let its pipes go; only where no other thread is waiting for it."""
        self.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def start(command: Sequence[str], code: str) -> Child:
    """A new child; raises ReadError of this code where the system starts no more, for want of memory say."""
    try:
        return Child(command)
    except OSError as error:
        raise ReadError(code, reason=error.strerror or str(error)) from None


def _readable(handle: int, timeout: float) -> bool:
    """Whether reading would not block, waiting at most this many seconds. An ended pipe is readable."""
    if sys.platform != "win32":
        poller = select.poll()
        poller.register(handle, select.POLLIN)
        return bool(poller.poll(timeout * 1000))
    import _winapi
    import msvcrt

    pipe = msvcrt.get_osfhandle(handle)
    deadline = time.monotonic() + timeout
    while True:
        try:
            if _winapi.PeekNamedPipe(pipe, 0)[0]:
                return True
        except OSError:
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.002)


def _wait_for_room(handle: int) -> None:
    """Wait a moment for a full pipe to take more."""
    if sys.platform != "win32":
        poller = select.poll()
        poller.register(handle, select.POLLOUT)
        poller.poll(_TICK * 1000)


def refusal(header: Mapping[str, Any], path: str) -> ReadError:
    """The refusal that a child's last frame tells of; "crashed" where it tells nothing that can be understood."""
    code, parameters = header.get("code"), header.get("parameters")
    if header.get("kind") != "refused" or not isinstance(code, str) or not isinstance(parameters, dict):
        return ReadError("crashed", path=path)
    return ReadError(code, **{**{str(key): value for key, value in parameters.items()}, "path": path})
