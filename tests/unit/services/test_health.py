"""Health of pages: judged once by whatever examines, and kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from db.model.errors import ReadError
from db.model.readings import Reading
from desktop.documents.health import Health, judge
from desktop.services.health import PageHealth
from desktop.services.project import Project
from tests.helpers.projects import new_project


class Examiner:
    def __init__(self) -> None:
        self.asked: list[tuple[Path | None, str | None]] = []
        self.fail = False

    def examine(
        self,
        reading: Reading,
        path: Path | None,
        *,
        password: str | None = None,
        told: Callable[[Health], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Health]:
        self.asked.append((path, password))
        if self.fail:
            raise ReadError("crashed", path=str(path))
        found = [judge(page) for page in reading.pages]
        for health in found:
            if told is not None:
                told(health)
        return found

    def close(self) -> None: ...


def _added(project: Project, folder: Path) -> str:
    path = folder / "a.txt"
    path.write_text("Good words.\f\ufffd\ufffd\ufffd\ufffd bad", "utf-8")
    return project.library.add(path, suggest=False).work


def test_judges_once_and_keeps_it(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        examiner = Examiner()
        health = PageHealth(project._store, project.library, lambda: examiner)
        work = _added(project, tmp_path)
        assert health.unjudged() == [work] and health.pages(work) == {}
        told: list[Health] = []
        found = health.judge(work, told=told.append)
        assert [item.verdict for item in found] == ["sound", "garbled"] and told == found
        assert health.unjudged() == [] and list(health.pages(work).values()) == found
        assert examiner.asked == [(None, None)]


def test_a_failing_examiner_leaves_nothing_behind(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        examiner = Examiner()
        examiner.fail = True
        health = PageHealth(project._store, project.library, lambda: examiner)
        work = _added(project, tmp_path)
        with pytest.raises(ReadError, match="crashed"):
            health.judge(work)
        assert health.unjudged() == [work]


def test_the_project_examines_in_a_process_of_its_own(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work = _added(project, tmp_path)
        assert [item.verdict for item in project.health.judge(work)] == ["sound", "garbled"]
