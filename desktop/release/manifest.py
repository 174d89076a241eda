"""The manifest of a release: what it holds, from which project, and the hashes by which it can be checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from db.model.dataclass import dataclass
from db.model.errors import ProjectError
from db.model.form import Family, label
from db.model.works import Looked
from desktop.release.dataset import COLUMNS, Dataset, columns

NAME = "manifest.json"
FORMAT = "counterproof-release/1"


@dataclass(frozen=True)
class Origin:
    """Where a release comes from.

    Attributes:
        project: id of the project; heads: the last entry of every chain to its public key.
        made_at: UTC, ISO 8601; program: name and version.
    """

    project: str
    heads: dict[str, str]
    made_at: str
    program: str


def write(dataset: Dataset, origin: Origin, files: Sequence[Path], folder: Path) -> Path:
    """Write the manifest of these files, which stand in the folder."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "program": origin.program,
        "made_at": origin.made_at,
        "project": origin.project,
        "journal_heads": dict(sorted(origin.heads.items())),
        "preliminary": dataset.preliminary,
        "records": {family.view: sum(1 for _ in dataset.rows(family.id)) for family in dataset.form.families},
        "columns": {family.view: _columns(dataset, family) for family in dataset.form.families},
        "reports": [
            {
                "file": report.name,
                "sha256": report.file.sha256 if report.file else None,
                "symbol": report.work.symbol,
                "title": report.work.title,
                "state": str(report.work.state),
                "records": len(report.released),
                "accepted_checks": len(report.accepted),
                "left_out": _left_out(report.work.looked),
            }
            for report in dataset.reports
        ],
        "files": [{"name": path.name, "size": path.stat().st_size, "sha256": _sha256(path)} for path in sorted(files)],
    }
    path = folder / NAME
    text = json.dumps(data, ensure_ascii=False, indent=2)
    path.write_bytes(text.encode("utf-8", "replace") + b"\n")
    return path


def _columns(dataset: Dataset, family: Family) -> list[dict[str, Any]]:
    """What each column of a family's table holds, in order; `vocabulary` tells what a choice may be."""
    fields = {field.id: field for field in family.fields}
    told = []
    for name in columns(family, dataset.preliminary):
        if name not in fields:
            told.append({"name": name, "holds": COLUMNS[name]})
            continue
        field = fields[name]
        column: dict[str, Any] = {"name": name, "type": str(field.type), "holds": label(field.labels, "en")}
        if field.vocabulary is not None:
            terms = dataset.form.vocabularies[field.vocabulary]
            column["vocabulary"] = {term.id: label(term.labels, "en") for term in terms}
        told.append(column)
    return told


def _left_out(looked: Looked | None) -> dict[str, int] | None:
    """How much the clerk left out, and how much of it the reviewer was shown before signing off."""
    if looked is None:
        return None
    numbers = {"rejected": looked.rejected, "dismissed": looked.dismissed, "accepted": looked.accepted}
    return {**numbers, "shown": len(looked.shown)}


def origin(folder: Path) -> tuple[str, list[str]]:
    """The project that a release is of, and the last entries of its chains as they were then.

    Raises:
        ProjectError: not_a_release: there is no manifest, or it can't be read.
    """
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if data["format"] != FORMAT or not isinstance(data["journal_heads"], dict):
            raise ValueError(data["format"])
        return str(data["project"]), list(data["journal_heads"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise ProjectError("not_a_release", path=str(folder)) from None


def check(folder: Path) -> tuple[list[str], set[str], list[tuple[str, dict[str, object]]]]:
    """Compare the files of a release with its manifest.

    Returns:
        The names of the files that the manifest lists, the SHA-256 of the reports that it lists, and (code, parameters)
        of every fault: release_file_missing, release_file_differs, release_file_unexpected.

    Raises:
        ProjectError: not_a_release: there is no manifest, or it can't be read.
    """
    path = folder / NAME
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        listed = {str(item["name"]): str(item["sha256"]) for item in data["files"]}
        reports = {str(item["sha256"]) for item in data["reports"]}
        if data["format"] != FORMAT:
            raise ValueError(data["format"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise ProjectError("not_a_release", path=str(folder)) from None
    faults: list[tuple[str, dict[str, object]]] = []
    for name, digest in sorted(listed.items()):
        file = folder / name
        if Path(name).name != name or not file.is_file():
            faults.append(("release_file_missing", {"name": name}))
        elif _sha256(file) != digest:
            faults.append(("release_file_differs", {"name": name}))
    for file in sorted(folder.iterdir()):
        if file.name not in listed and file.name != NAME:
            faults.append(("release_file_unexpected", {"name": file.name}))
    return sorted(listed), reports, faults


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
