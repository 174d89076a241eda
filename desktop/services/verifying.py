"""Checking a release: its files against its manifest, its quotes against the original reports."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from db.model.dataclass import dataclass
from db.model.entries import Fault
from db.model.readings import Reading
from db.model.shapes import loads
from desktop.release import manifest
from desktop.release.dataset import JOINT
from desktop.release.harmless import harmful

# A record, the SHA-256 of its report's file, and its spans as JSON has them.
_Quoted: TypeAlias = tuple[str, str, list[dict[str, Any]]]


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
    """Check a release's folder, and where it holds JSON Lines or CSV, every quote against the given reports.

    Raises:
        ProjectError: not_a_release.
    """
    listed, reports, faults_found = manifest.check(folder)
    faults = [Fault(code, parameters) for code, parameters in faults_found]
    by_file = {reading.file: reading for reading in readings}
    files = [folder / name for name in listed if Path(name).name == name and (folder / name).is_file()]
    tables = [path for path in files if path.suffix == ".jsonl"]
    look = _of_lines
    if not tables:
        # CSV holds less, pages and not places; JSON Lines beside it say all that it does.
        tables, look = [path for path in files if path.suffix == ".csv"], _of_table
    quotes = missing = 0
    for path in tables:
        for record, file, spans in look(path, faults):
            reading = by_file.get(file)
            if reading is None:
                missing += len(spans)
                continue
            quotes += len(spans)
            faults += [
                Fault("quote_differs", {"record": record, **{key: span.get(key) for key in ("page", "quote")}})
                for span in spans
                if not _stands(reading, span)
            ]
    faults += [Fault("report_not_in_release", {"name": file}) for file in sorted(set(by_file) - reports)]
    return Verified(tuple(faults), len(listed), quotes, missing)


def _of_lines(path: Path, faults: list[Fault]) -> Iterator[_Quoted]:
    """Records of JSON Lines; lines that are none become faults."""
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = loads(line)
            spans = [*record["evidence"], *(s for spans in record["field_evidence"].values() for s in spans)]
            yield str(record.get("id")), str(record["report"]), [dict(span) for span in spans]
        except (ValueError, KeyError, TypeError, AttributeError):
            faults.append(Fault("line_unreadable", {"name": path.name, "line": number}))


def _of_table(path: Path, faults: list[Fault]) -> Iterator[_Quoted]:
    """Rows of a CSV file: their quotes, each with all pages that the row names."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        try:
            for row in rows:
                pages = [int(page) for page in row["page"].split(",") if page.strip()]
                parts = [part for part in harmful(row["quote"]).split(JOINT) if part]
                yield row["record"], row["report_sha256"], [{"page": pages, "quote": part} for part in parts]
        except (csv.Error, ValueError, KeyError, TypeError, AttributeError):
            faults.append(Fault("line_unreadable", {"name": path.name, "line": rows.line_num}))


def _stands(reading: Reading, span: Mapping[str, Any]) -> bool:
    """Whether the quote is exactly what stands at its place, or on one of its pages where no place is known."""
    try:
        if isinstance(span["page"], list):
            pages = [reading.pages[page - 1].text for page in span["page"] if 1 <= page <= len(reading.pages)]
            return any(span["quote"] in text for text in pages)
        page, start, end = int(span["page"]), int(span["start"]), int(span["end"])
        return 1 <= page <= len(reading.pages) and reading.pages[page - 1].text[start:end] == span["quote"]
    except (KeyError, TypeError, ValueError):
        return False
