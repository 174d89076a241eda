"""The hash that binds all that a reading's pages hold to the journal."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable

from db.model.readings import Page


def content_of(pages: Iterable[Page]) -> str:
    """SHA-256 over everything that pages hold; the reading's id covers their text alone."""
    digest = hashlib.sha256()
    for page in pages:
        text = page.text.encode()
        label = b"" if page.label is None else b"\1" + page.label.encode()
        cells = [n for cell in page.cells for n in (cell.table, cell.row, cell.column, cell.start, cell.end)]
        digest.update(
            struct.pack(
                "<qddqqqq", page.number, page.width, page.height, len(text), len(label), len(page.boxes), len(cells)
            )
        )
        digest.update(text + label + page.boxes + struct.pack(f"<{len(cells)}q", *cells))
        if page.certainty:
            digest.update(struct.pack("<q", len(page.certainty)) + page.certainty)
    return digest.hexdigest()
