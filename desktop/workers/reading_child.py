"""What the reading child does with a request: read the file, say how far it is, send the reading."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import desktop.documents.pdf  # noqa: F401 - loaded before the first request comes
from desktop.documents.reading import read
from desktop.workers.child import Send
from desktop.workers.codec import encode

_EVERY = 0.03  # seconds between reports of progress


def answer(request: dict[str, Any], send: Send) -> None:
    """Read one file; the parent gets progress frames and one reading frame."""
    told = 0.0

    def progress(page: int, pages: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told >= _EVERY or page == pages:
            told = now
            send({"kind": "progress", "page": page, "pages": pages})

    reading = read(
        Path(request["path"]),
        password=request.get("password"),
        encoding=request.get("encoding"),
        progress=progress,
    )
    send(*encode(reading))
