"""People: found by name, keys of this machine, machines apart."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from db.model.errors import RuleError
from db.model.people import Person, folded
from desktop.services.keyring import KeyRing
from desktop.services.project import Project
from tests.helpers.projects import Reader, Suggester, new_project, report


def test_a_name_is_the_same_person_whatever_case_and_width(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        ana = project.people.enter("  Ana  Lopez ")
        assert ana.name == "Ana Lopez"
        assert project.people.enter("ANA LOPEZ").id == ana.id
        assert project.people.enter("Ａｎａ　Lopez").id == ana.id
        assert project.people.enter("王小明").id != ana.id
        assert [p.name for p in project.people.all()] == ["Ana Lopez", "王小明"]
    assert folded("Straße  X") == folded("STRASSE x")


@pytest.mark.parametrize("name", ["", "   ", "x" * 300, "a\x00b", "a\u200eb", "\ud800"])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with new_project(tmp_path) as project:
        with pytest.raises(RuleError, match="bad_name"):
            project.people.enter(name)
        assert project.people.all() == []


def test_machines_are_no_persons(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        project.library.add(report(tmp_path))
        assert project.people.all() == []
        assert project.people.find("Counterproof") is None
        assert list(project.people.names().values()) == ["Counterproof"]
        assert project.people.enter("Counterproof").kind == "person"


def test_another_machine_brings_a_key_of_its_own(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        ana = project.people.enter("Ana")
    other = KeyRing(tmp_path / "elsewhere")
    with Project.open(tmp_path / "p.db", keyring=other, reader=Reader(), suggester=Suggester()) as project:
        again = project.people.enter("ana")
        assert again.id == ana.id and len(again.keys) == 2
        work = project.library.add(report(tmp_path)).work
        (item, *_) = project.review.records(work)
        project.review.confirm(item.id, again)
        # The person as the other machine knew them signs here with the key that is here.
        project.review.reject(item.id, ana)
        assert project.verify() == []


def test_who_is_not_in_the_project_can_t_sign(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = project.library.add(report(tmp_path)).work
        (item, *_) = project.review.records(work)
        with pytest.raises(RuleError, match="unknown_person"):
            project.review.confirm(item.id, Person("nobody", "Nobody", ()))


def test_a_name_entered_by_many_threads_is_one_person(tmp_path: Path) -> None:
    with new_project(tmp_path) as project, ThreadPoolExecutor(6) as pool:
        ids = {person.id for person in pool.map(lambda _: project.people.enter("Ana"), range(12))}
        assert len(ids) == 1 and len(project.people.all()) == 1


def test_two_programs_that_enter_one_name_at_once_get_one_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each looks before either has written."""
    keys = KeyRing(tmp_path / "keys-of-two")
    with new_project(tmp_path) as project:
        path = project.path
    with (
        Project.open(path, keyring=keys, reader=Reader(), suggester=Suggester()) as one,
        Project.open(path, keyring=keys, reader=Reader(), suggester=Suggester()) as other,
    ):
        monkeypatch.setattr(other.people, "find", lambda _name: None)
        ana = one.people.enter("Ana Lopez")
        assert other.people.enter("ＡＮＡ lopez") == ana
        assert [person.name for person in one.people.all()] == ["Ana Lopez"]
        assert len(list(keys.directory.iterdir())) == 1
