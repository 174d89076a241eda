"""The child's side of a worker: frames in, frames out, nothing else gets out, and it ends when its parent does."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from db.model.errors import Refused
from desktop.workers.pipes import pack, read_frame

MEMORY = 4 * 1024 * 1024 * 1024  # bytes of address space
CPU = 600  # seconds for one request

Send = Callable[..., None]
Handler = Callable[[dict[str, Any], Send], None]


def serve(handler: Handler) -> None:
    """Answer requests from standard input until it ends, then end the process.

    A thread of its own reads the requests, so that the end of the parent is noticed even while a request is at work
    (PDFium runs outside of Python's lock).

    Args:
        handler: answers one request (raw bytes that came with it are under "payload") by calling
            send(header, payload), the last time with its result. What it raises
            goes back as a refusal: `Refused` by its own code, MemoryError as "too_large", all else as "crashed".
    """
    out = _take_output()
    lock = threading.Lock()

    def send(header: dict[str, Any], payload: bytes = b"") -> None:
        with lock:
            for part in pack(header, payload):
                out.write(part)

    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    while True:
        request = requests.get()
        try:
            limit()
            handler(request, send)
        except Refused as refusal:
            parameters = {key: str(value) for key, value in refusal.parameters.items()}
            send({"kind": "refused", "code": refusal.code, "parameters": parameters})
        except MemoryError:
            send({"kind": "refused", "code": "too_large", "parameters": {"path": str(request.get("path", ""))}})
        except Exception as error:  # whatever a hostile file makes a library raise is an answer, not a traceback
            reason = type(error).__name__
            parameters = {"path": str(request.get("path", "")), "reason": reason}
            send({"kind": "refused", "code": "crashed", "parameters": parameters})


def _listen(requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    with contextlib.suppress(Exception):
        while (frame := read_frame(sys.stdin.buffer)) is not None:
            requests.put({**frame[0], "payload": frame[1]} if frame[1] else frame[0])
    os._exit(0)


def _take_output() -> BinaryIO:
    """Keep standard output for frames; whatever else is written to it or to standard error goes nowhere."""
    handle = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(handle, os.O_BINARY)
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl+C is for the parent
    return os.fdopen(handle, "wb", buffering=0)


def limit() -> None:
    """Bound what one request may use, generously: address space, processor time, no core dumps, no files written.

    POSIX only. On Windows, and for address space on macOS, only the parent's timeout holds a child back.
    """
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + CPU
    for kind, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            hard = resource.getrlimit(kind)[1]
            if hard != resource.RLIM_INFINITY:
                value = min(value, hard)
            resource.setrlimit(kind, (value, hard))


def main(arguments: list[str]) -> None:
    """Run the child of this kind ("reading", "suggesting", "rendering"...); ends by ending the process."""
    handler: Handler
    if arguments[:1] == ["rendering"]:
        from desktop.workers.rendering_child import Drawer

        handler = Drawer(arguments[1:]).answer
    elif arguments[:1] == ["suggesting"]:
        from desktop.workers.suggesting_child import Finder

        handler = Finder(arguments[1:]).answer
    elif arguments[:1] == ["examining"]:
        from desktop.workers.examining_child import answer as handler
    elif arguments[:1] == ["recognising"]:
        from desktop.workers.recognising_child import answer as handler
    elif arguments[:1] == ["reading"]:
        from desktop.workers.reading_child import answer as handler
    else:
        sys.exit(2)
    serve(handler)


if __name__ == "__main__":
    main(sys.argv[1:])
