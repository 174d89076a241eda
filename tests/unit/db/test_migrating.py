"""Real files of every older schema version open, keep all they held and take what is new."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from db import backups, migrations
from db.journal import verify
from db.store import Store
from tests.unit.db import making

KEPT = Path(__file__).resolve().parents[2] / "fixtures" / "projects"
ANN, BOB = making.signer("ann"), making.signer("bob")


def old(version: int, path: Path) -> Path:
    """The kept file of this version, at this path."""
    with gzip.open(KEPT / f"schema-{version}.db.gz") as packed, path.open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    return path


@pytest.mark.parametrize("version", range(1, migrations.newest()))
def test_a_file_of_every_older_version_is_kept(version: int) -> None:
    assert (KEPT / f"schema-{version}.db.gz").exists()


@pytest.mark.parametrize("version", range(1, migrations.newest()))
def test_an_older_project_works_on(version: int, path: Path, opened: Callable[[Store], Store]) -> None:
    store = opened(Store.open(old(version, path)))
    assert any(item.name.startswith("before-") for item in backups.folder(path).iterdir())
    assert verify(store.database) == []
    (work,) = store.works()
    told = {record.id: (str(record.decision), str(record.approval)) for record in store.records()}
    assert told == {
        "s-report": ("confirmed", "none"),
        "s-count": ("confirmed", "approved"),
        "s-money": ("corrected", "none"),
        "s-lame": ("none", "none"),
    }
    assert store.record("s-money").why == "the heading says so"
    assert store.drafts("ann") == {"s-lame": {"amount": "2"}}
    redo = store.redoable("ann")
    assert redo is not None and redo.kind == "record.rejected"
    store.dismiss(work.id, "o1", "number", (making.span("Nothing", 2),), ANN)
    store.reject("s-lame", ANN)
    for record in ("s-report", "s-money"):
        store.approve(record, BOB)
    store.complete(work.id, ANN)
    store.sign_off(work.id, BOB, ["s-lame"])
    assert verify(store.database) == []


@pytest.mark.parametrize("version", range(1, migrations.newest()))
def test_an_older_project_on_a_read_only_medium_is_read(
    version: int, path: Path, opened: Callable[[Store], Store]
) -> None:
    before = old(version, path).read_bytes()
    store = opened(Store.open(path, read_only=True))
    (work,) = store.works()
    assert store.dismissals(work.id) == [] and store.times(work.id) == {}
    assert len(store.records()) == 4
    assert path.read_bytes() == before
