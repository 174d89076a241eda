"""Projects for tests: a report in the project's own words, and readers that need no process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from db.model.errors import ReadError
from db.model.readings import Reading
from db.model.suggestions import Suggestion
from desktop import extraction
from desktop.documents.reading import read
from desktop.services.keyring import KeyRing
from desktop.services.project import Project

CHINESE = """\
第十届会议
议程项目 7

山谷合作与减少武器中心

秘书长的报告

摘要

本报告叙述山谷中心在 2021 年 7 月至 2022 年 6 月期间所做的工作。

一. 导言

1. 2021 年 9 月，山谷中心在利马举办了一次讲习班，120 名海关官员(45 名妇女)参加。

2. 2022 年 3 月，山谷中心协助秘鲁销毁了 3 400 件武器和 12 吨弹药。

3. 山谷中心还编写了两份指南，发给约 30 个组织。
"""


class Reader:
    """Reads in this process; `fail` is raised instead, `passwords` are the ones that were tried."""

    def __init__(self) -> None:
        self.fail: Exception | None = None
        self.passwords: list[str | None] = []
        self.closed = False

    def read(
        self,
        path: Path,
        *,
        password: str | None = None,
        encoding: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Reading:
        self.passwords.append(password)
        if self.fail is not None:
            raise self.fail
        if cancelled is not None and cancelled():
            raise ReadError("cancelled", path=str(path))
        return read(path, password=password, encoding=encoding, progress=progress)

    def close(self) -> None:
        self.closed = True


class Suggester:
    """Suggests in this process; `fail` is raised instead."""

    def __init__(self) -> None:
        self.fail: Exception | None = None
        self.closed = False

    def suggest(
        self,
        reading: Reading,
        *,
        language: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Suggestion]:
        if self.fail is not None:
            raise self.fail
        if cancelled is not None and cancelled():
            raise ReadError("cancelled")
        return extraction.suggest(reading, language=language, progress=progress)

    def close(self) -> None:
        self.closed = True


def report(folder: Path, name: str = "valley.txt", text: str = CHINESE) -> Path:
    """A report on disk."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def new_project(
    folder: Path, *, reader: Reader | None = None, suggester: Suggester | None = None, name: str = "p.db"
) -> Project:
    """A new project with keys of its own."""
    return Project.open(
        folder / name,
        create=True,
        keyring=KeyRing(folder / "keys"),
        reader=reader or Reader(),
        suggester=suggester or Suggester(),
    )


def settle(project: Project, work_id: str, first: str = "Ana", second: str = "Ben") -> None:
    """Let two persons confirm, approve and sign off everything in a report."""
    ana, ben = project.people.enter(first), project.people.enter(second)
    for item in project.review.records(work_id):
        project.review.confirm(item.id, ana)
    project.review.complete(work_id, ana)
    for item in project.review.records(work_id):
        project.review.approve(item.id, ben, item.digest)
    project.review.sign_off(work_id, ben)
