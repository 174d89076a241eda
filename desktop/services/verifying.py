"""Checking a release: its files against its manifest, its quotes against the original reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.model.entries import Fault
from db.model.readings import Reading
from db.model.shapes import loads
from desktop.release import manifest


@dataclass(frozen=True)
class Verified:
    """What was found.

    Attributes:
        files: how many files were compared; quotes: how many quotes; without_original: how many could not be.
    """

    faults: tuple[Fault, ...]
    files: int
    quotes: int
    without_original: int


def verify_release(folder: Path, readings: Sequence[Reading]) -> Verified:
    """Check a release's folder, and where it holds JSON Lines, every quote against the given reports.

    Raises:
        ProjectError: not_a_release.
    """
    listed, reports, faults_found = manifest.check(folder)
    faults = [Fault(code, parameters) for code, parameters in faults_found]
    by_file = {reading.file: reading for reading in readings}
    quotes = missing = 0
    for name in listed:
        path = folder / name
        if not name.endswith(".jsonl") or not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            if not line.strip():
                continue
            try:
                record = loads(line)
                spans = [*record["evidence"], *(s for spans in record["field_evidence"].values() for s in spans)]
                reading = by_file.get(record["report"])
            except (ValueError, KeyError, TypeError, AttributeError):
                faults.append(Fault("line_unreadable", {"name": name, "line": number}))
                continue
            if reading is None:
                missing += len(spans)
                continue
            quotes += len(spans)
            faults += [
                Fault(
                    "quote_differs", {"record": record.get("id"), **{key: span.get(key) for key in ("page", "quote")}}
                )
                for span in spans
                if not _stands(reading, span)
            ]
    faults += [Fault("report_not_in_release", {"name": file}) for file in sorted(set(by_file) - reports)]
    return Verified(tuple(faults), len(listed), quotes, missing)


def _stands(reading: Reading, span: Mapping[str, Any]) -> bool:
    """Whether the quote is exactly what stands at its place."""
    try:
        page, start, end = int(span["page"]), int(span["start"]), int(span["end"])
        return 1 <= page <= len(reading.pages) and reading.pages[page - 1].text[start:end] == span["quote"]
    except (KeyError, TypeError, ValueError):
        return False
