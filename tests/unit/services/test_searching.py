"""Searching a project: hits with what stands around them, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.services.keyring import KeyRing
from desktop.services.project import Project
from tests.helpers.projects import new_project, report

TEXT = "One port.\fNo harbour here.\fTwo PORTS and a port\nof call.\fthe session"


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    other = tmp_path / "other.txt"
    other.write_text(TEXT, "utf-8")
    return [report(tmp_path), other]


def _places(project: Project, typed: str, **how: int) -> list[tuple[int, str]]:
    return [(hit.hit.page, hit.at) for hit in project.searching.search(typed, **how).hits]


def test_finds_in_all_reports_in_their_order(tmp_path: Path, texts: list[Path]) -> None:
    with new_project(tmp_path) as project:
        works = [project.library.add(path, suggest=False).work for path in texts]
        unprepared = _places(project, "port")
        project.searching.prepare()
        assert _places(project, "port") == unprepared
        assert _places(project, "port") == [(1, "port"), (3, "PORT"), (3, "port")]
        assert _places(project, "port of") == [(3, "port of")]
        assert _places(project, "利马") == [(1, "利马")] and _places(project, "枚") == []
        assert _places(project, "3400") == [(1, "3 400")]
        assert _places(project, "hes") == [] and _places(project, " ") == []
        found = project.searching.search("a")
        assert {hit.work for hit in found.hits} == {works[1]} and found.after is None
        (hit,) = project.searching.search("call").hits
        assert (hit.before, hit.at, hit.after) == ("Two PORTS and a port of ", "call", ".")


def test_goes_on_where_it_ended(tmp_path: Path, texts: list[Path]) -> None:
    with new_project(tmp_path) as project:
        project.library.add(texts[1], suggest=False)
        project.searching.prepare()
        first = project.searching.search("port", pages=1)
        assert [hit.hit.page for hit in first.hits] == [1] and first.after is not None
        second = project.searching.search("port", pages=1, after=first.after)
        assert [hit.hit.page for hit in second.hits] == [3, 3]
        # Pages whose words only run together are gone past until one holds it, or none is left.
        assert project.searching.search("hes", pages=1).hits == ()


def test_a_report_whose_words_are_being_kept_is_found_once(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\f".join(f"page {number} of the harbour" for number in range(1, 41)), "utf-8")
    with new_project(tmp_path) as project:
        project.library.add(path, suggest=False)
        calls = iter([False, False, True, True])
        project.searching.prepare(lambda: next(calls))
        assert [hit.hit.page for hit in project.searching.search("harbour").hits] == list(range(1, 41))


def test_a_read_only_project_is_searched_too(tmp_path: Path, texts: list[Path]) -> None:
    with new_project(tmp_path) as project:
        project.library.add(texts[1], suggest=False)
        path = project.path
    with Project.open(path, keyring=KeyRing(tmp_path / "keys"), read_only=True) as project:
        project.searching.prepare()
        assert _places(project, "port") == [(1, "port"), (3, "PORT"), (3, "port")]
