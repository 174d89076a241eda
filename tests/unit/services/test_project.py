"""Opening, making and closing projects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db.model.errors import ProjectError
from db.store import Store
from desktop.services.forms import standard_form
from desktop.services.keyring import KeyRing
from desktop.services.project import Project
from tests.helpers.projects import Reader, Suggester, new_project, report


def test_a_project_is_made_once_and_opened_again(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        assert project.form == standard_form() and not project.read_only and project.path == tmp_path / "p.db"
        work = project.library.add(report(tmp_path)).work
    with new_project(tmp_path) as project:
        assert [item.id for item in project.library.works()] == [work]
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("p.db") and p.is_file()] == ["p.db"]


def test_a_project_that_is_missing_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="not_found"):
        Project.open(tmp_path / "p.db", keyring=KeyRing(tmp_path / "keys"))
    with pytest.raises(ProjectError, match="not_found"):
        Project.open(tmp_path / "nowhere" / "p.db", create=True, keyring=KeyRing(tmp_path / "keys"))
    assert not (tmp_path / "p.db").exists() and not (tmp_path / "nowhere").exists()
    assert list((tmp_path / "keys").iterdir()) == []


def test_another_program_may_be_faster_in_making_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create = Store.create_project

    def late(path: Path, *others: Any) -> Store:
        monkeypatch.undo()
        with new_project(tmp_path) as faster:
            faster.people.enter("Ana")
        return create(path, *others)

    monkeypatch.setattr(Store, "create_project", late)
    keys = KeyRing(tmp_path / "own-keys")
    with Project.open(tmp_path / "p.db", create=True, keyring=keys, reader=Reader(), suggester=Suggester()) as project:
        assert [person.name for person in project.people.all()] == ["Ana"]
    assert list((tmp_path / "own-keys").iterdir()) == []


def test_shared_workers_stay_open_and_own_ones_end(tmp_path: Path) -> None:
    reader, suggester = Reader(), Suggester()
    new_project(tmp_path, reader=reader, suggester=suggester).close()
    assert not reader.closed and not suggester.closed
    # With processes of its own: the test fails where one is left behind.
    with Project.open(tmp_path / "p.db", keyring=KeyRing(tmp_path / "keys")) as project:
        added = project.library.add(report(tmp_path))
        assert added.suggestions > 5


def test_a_change_of_another_process_is_noticed(tmp_path: Path) -> None:
    with new_project(tmp_path) as one, new_project(tmp_path) as other:
        assert not one.changed_elsewhere()
        other.people.enter("Ana")
        assert one.changed_elsewhere() and not one.changed_elsewhere()
        one.people.enter("Ben")
        assert not one.changed_elsewhere() and other.changed_elsewhere()
