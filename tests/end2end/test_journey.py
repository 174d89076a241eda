"""The main job through the real window: what it leaves must be what was expected, field by field.

`COUNTERPROOF_ACCEPT=1` writes what came out as what is expected; look at the difference before committing it.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.services.keyring import KeyRing
from desktop.services.project import Project

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXPECTED = HERE / "expected"
ACCEPT = os.environ.get("COUNTERPROOF_ACCEPT") == "1"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RANDOM = re.compile(r"\b[0-9a-f]{32}\b")
SHEETS = {
    "activities.csv": "Activities",
    "counts.csv": "Counts",
    "financial_figures.csv": "Money",
    "reports.csv": "Reports",
}


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the journey leaves, made once for all tests of this module."""
    folder = tmp_path_factory.mktemp("journey")
    command = [sys.executable, str(ROOT / "packaging" / "demo.py"), "--no-pictures"]
    command += ["--report", str(HERE / "journey-zh.txt"), "--out", str(folder / "demo")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=240, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    stray = [line for line in done.stderr.splitlines() if line and "This plugin does not support" not in line]
    assert stray == [], stray
    return folder / "demo"


def normal(text: str) -> str:
    """Times and random ids replaced: the first id becomes ID1, the next one ID2."""
    ids: dict[str, str] = {}
    text = TIME.sub("TIME", text.replace("\r\n", "\n"))
    return RANDOM.sub(lambda match: ids.setdefault(match.group(), f"ID{len(ids) + 1}"), text)


def compare(name: str, found: str) -> None:
    path = EXPECTED / name
    if ACCEPT:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, "utf-8", newline="")
    assert found == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", SHEETS)
def test_the_tables_are_as_expected(left: Path, name: str) -> None:
    compare(name, normal((left / "release" / name).read_bytes().decode("utf-8")))


def test_the_json_lines_are_as_expected(left: Path) -> None:
    compare("records.jsonl", normal((left / "release" / "records.jsonl").read_bytes().decode("utf-8")))


def test_the_workbook_says_what_the_tables_say(left: Path) -> None:
    book = openpyxl.load_workbook(left / "release" / "records.xlsx", read_only=True)
    for name, title in SHEETS.items():
        with (left / "release" / name).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        sheet = book[title]
        cells = [list(row) for row in sheet.iter_rows(values_only=True)]
        assert [str(cell) for cell in cells[0]] == rows[0]
        assert len(cells) == len(rows)
        quote = rows[0].index("quote")
        assert [row[quote] or "" for row in cells[1:]] == [row[quote] for row in rows[1:]]
    book.close()


def test_the_manifest_names_every_file_with_its_hash(left: Path) -> None:
    folder = left / "release"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    named = {item["name"]: item["sha256"] for item in manifest["files"]}
    there = {path.name for path in folder.iterdir()} - {"manifest.json"}
    assert set(named) == there
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in named.items())
    assert manifest["preliminary"] is None


def test_the_states_are_those_of_the_journey(left: Path) -> None:
    with Project.open(left / "demo.db", keyring=KeyRing(left / "home" / "keys")) as project:
        assert project.verify() == []
        (work,) = project.library.works()
        assert str(work.state) == "signed_off"
        names = {person.id: person.name for person in project.people.all()}
        assert names[work.completed_by or ""] == "Ada Clerk"
        assert names[work.signed_off_by or ""] == "Ben Reviewer"
        records: list[Any] = project.review.records(work.id)
        states = [(r.family, str(r.decision), str(r.approval)) for r in records]
        assert ("count", "corrected", "approved") in states
        assert ("count", "added", "approved") in states
        assert [s for s in states if s[1] == "rejected"] == [("count", "rejected", "approved")]
        assert all(decision != "none" and approval == "approved" for _, decision, approval in states)
        assert all(names[record.decided_by or ""] == "Ada Clerk" for record in records)
        assert [item.by for item in project.left_out.dismissals(work.id)] == [work.completed_by]
        assert work.looked is not None and (work.looked.dismissed, work.looked.accepted) == (1, 1)
        assert len(work.looked.shown) == 2
        corrected = next(record for record in records if record.decision == "corrected")
        kinds = [item.kind for item in project.review.history(corrected.id)]
        assert kinds == [
            "records.suggested",
            "record.corrected",
            "record.returned",
            "record.confirmed",
            "record.approved",
        ]
