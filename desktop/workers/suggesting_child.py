"""What the suggesting child does with a request: find the records of a reading, say how far it is, send them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from db.model.form import Form
from db.model.shapes import dumps, suggestion_to_json
from desktop.workers.child import Send
from desktop.workers.codec import decode

_EVERY = 0.03  # seconds between reports of progress


class Finder:
    """Calls the finder of records that its parent names; workers know no extractor of their own.

    Args:
        arguments: "module:function", called as `desktop.extraction.suggest`.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        module, _, name = arguments[0].partition(":")
        self._find: Callable[..., Sequence[Any]] = getattr(import_module(module), name)

    def answer(self, request: dict[str, Any], send: Send) -> None:
        """Search one reading; the parent gets progress frames and one frame with all suggestions."""
        told = 0.0

        def progress(done: int, of: int) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= _EVERY or done == of:
                told = now
                send({"kind": "progress", "done": done, "of": of})

        reading = decode(request["reading"], memoryview(request.get("payload", b"")))
        form = Form.from_json(request["form"])
        found = self._find(reading, language=request.get("language"), progress=progress)
        payload = dumps([suggestion_to_json(item, form, whole=True) for item in found]).encode("utf-8")
        send({"kind": "suggestions"}, payload)
