"""Fixtures of the store's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.store import Store
from tests.unit.db import making


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "projects"
    folder.mkdir()
    return folder / "p.db"


@pytest.fixture
def opened() -> Iterator[Callable[[Store], Store]]:
    """Closes what a test opens itself."""
    stores: list[Store] = []

    def keep(store: Store) -> Store:
        stores.append(store)
        return store

    yield keep
    for store in stores:
        store.database.close()


@pytest.fixture
def reviewed(path: Path, opened: Callable[[Store], Store]) -> tuple[Store, str]:
    """A project with ann, bob and eve, one report and its four suggestions; and the id of the report."""
    store, work = making.reviewed(path, "ann", "bob", "eve")
    return opened(store), work


@pytest.fixture
def closed(path: Path) -> Path:
    """A project with a report, closed."""
    store, _ = making.reviewed(path)
    store.database.close()
    return path
