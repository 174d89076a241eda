"""The manifest: what it says, and what it finds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from db.model.errors import ProjectError
from db.model.works import Looked
from desktop.release import csv, jsonl, manifest
from desktop.release.dataset import Dataset, Report
from desktop.services.forms import standard_form
from tests.helpers.made import approved, work

ORIGIN = manifest.Origin("project-1", {"k2": "h2", "k1": "h1"}, "2026-03-01T00:00:00+00:00", "counterproof 0.1.0")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


def release(folder: Path) -> None:
    data = Dataset(standard_form(), (Report(work(), (approved(1, value=1), approved(2, value=2))),), {})
    manifest.write(data, ORIGIN, jsonl.write(data, folder), folder)


def test_it_names_project_heads_reports_and_hashes(place: Path) -> None:
    release(place)
    data = json.loads((place / "manifest.json").read_text(encoding="utf-8"))
    assert data["project"] == "project-1" and data["journal_heads"] == {"k1": "h1", "k2": "h2"}
    assert data["records"] == {"reports": 0, "activities": 0, "counts": 2, "financial_figures": 0}
    assert data["reports"][0]["records"] == 2 and data["preliminary"] is None
    assert [item["name"] for item in data["files"]] == ["records.jsonl"]
    assert manifest.check(place) == (["records.jsonl"], {"ab" * 32}, [])


def test_it_counts_what_was_left_out_and_what_of_it_was_shown(place: Path) -> None:
    signed = replace(work(), looked=Looked(90, 28, 2, ("a", "b", "c")))
    data = Dataset(standard_form(), (Report(signed, ()), Report(replace(work(), id="other"), ())), {})
    manifest.write(data, ORIGIN, [], place)
    first, second = json.loads((place / "manifest.json").read_text(encoding="utf-8"))["reports"]
    assert first["left_out"] == {"rejected": 90, "dismissed": 28, "accepted": 2, "shown": 3}
    assert second["left_out"] is None


@pytest.mark.parametrize("preliminary", [None, "for the board"])
def test_it_tells_what_every_column_holds(place: Path, preliminary: str | None) -> None:
    data = Dataset(standard_form(), (Report(work(), (approved(1, value=1),)),), {}, preliminary)
    files = csv.write(data, place)
    manifest.write(data, ORIGIN, files, place)
    told = json.loads((place / "manifest.json").read_text(encoding="utf-8"))["columns"]
    for path in files:
        heading = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        columns = told[path.stem.removeprefix("preliminary-")]
        assert [column["name"] for column in columns] == heading
        assert all(column["holds"].strip() for column in columns)
    (unit,) = [column for column in told["counts"] if column["name"] == "unit"]
    assert unit["type"] == "choice" and "persons" in unit["vocabulary"]


def test_what_was_changed_is_found(place: Path) -> None:
    release(place)
    with (place / "records.jsonl").open("a") as file:
        file.write("{}\n")
    (place / "more.csv").write_text("")
    codes = [code for code, _ in manifest.check(place)[2]]
    assert codes == ["release_file_differs", "release_file_unexpected"]
    (place / "records.jsonl").unlink()
    assert manifest.check(place)[2][0] == ("release_file_missing", {"name": "records.jsonl"})


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"format": "x", "files": []}', "\udcff"])
def test_a_folder_without_a_manifest_is_no_release(place: Path, text: str | None) -> None:
    if text is not None:
        (place / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ProjectError, match="not_a_release"):
        manifest.check(place)
