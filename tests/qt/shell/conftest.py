"""A real window on a real project, with its own settings and keys; files are read in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.model.errors import ReadError
from db.model.records import Record
from db.model.suggestions import Suggestion
from desktop import extraction
from desktop.documents import reading
from desktop.services.keyring import KeyRing
from desktop.services.project import Project
from desktop.ui.main_window import MainWindow
from desktop.ui.settings import Settings
from desktop.ui.workspace import Workspace

REPORT = """TIC/5/2

海岛档案会议
第五届会议
议程项目 4

海岛档案中心

主任的报告

1. 本报告介绍海岛档案中心在 2022 年 1 月至 2022 年 12 月期间的工作。

2. 2022 年 3 月，中心在苏瓦为斐济的 24 名档案管理员(11 名妇女)举办了培训班。

3. 这一年里，前来参观的有约 380 名居民。中心还收到 46 份捐赠文件。

4. 中心在 5 个国家设有联络点。2022 年 9 月，中心在阿皮亚为萨摩亚举办了讲习班，18 名教师(9 名妇女)参加。
"""


class Reader:
    """Reads in this process; may be told to wait, so that a cancel can be tried."""

    def __init__(self) -> None:
        self.slow = False

    def read(self, path: Path, *, password: str | None = None, encoding: str | None = None, **hooks: Any) -> Any:
        while self.slow:
            if hooks["cancelled"]():
                raise ReadError("cancelled", path=str(path), name=path.name)
            hooks["progress"](1, 3)
            time.sleep(0.005)
        return reading.read(path, password=password, encoding=encoding)

    def close(self) -> None:
        """Nothing runs."""


class Suggester:
    """Suggests in this process; of the fields in `doubts` it is as sure as they say."""

    def __init__(self) -> None:
        self.doubts: dict[str, float] = {}

    def suggest(self, read: Any, *, language: str | None = None, **hooks: Any) -> Any:
        return [
            replace(item, field_confidence={**item.field_confidence, **self._of(item)})
            for item in extraction.suggest(read, language=language)
        ]

    def _of(self, item: Suggestion) -> dict[str, float]:
        return {name: sure for name, sure in self.doubts.items() if item.fields.get(name) is not None}

    def close(self) -> None:
        """Nothing runs."""


class NoPictures:
    """A renderer for reports that have no pages to draw."""

    def request(self, *args: Any, **options: Any) -> Future[Any]:
        raise AssertionError("a text report asked for a picture")

    def prepare(self, path: Path, *, password: str | None = None) -> None:
        """Nothing to open."""

    def forget(self, path: Path) -> None:
        """Nothing was asked for."""


class Shell:
    """A window and what tests do with it."""

    def __init__(self, qtbot: QtBot, app: QApplication, folder: Path, settings: Settings) -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.settings = settings
        self.reader = Reader()
        self.suggester = Suggester()
        self.opened: list[Project] = []
        self.keyring = KeyRing(folder / "keys")
        self.window = MainWindow(app, settings, self.keyring, NoPictures(), opener=self._open)  # type: ignore[arg-type]

    def _open(self, path: Path, *, create: bool, keyring: KeyRing) -> Project:
        read_only = path.with_suffix(".read-only").exists()
        return Project.open(
            path,
            create=create,
            keyring=keyring,
            reader=self.reader,
            suggester=self.suggester,
            read_only=read_only,
        )

    @property
    def space(self) -> Workspace:
        assert self.window.workspace is not None, self.window.bar.text()
        return self.window.workspace

    def until(self, holds: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=10_000)

    def settle(self) -> None:
        self.until(lambda: not self.space.tasks.writing and not self.space.tasks.running)

    def open(self, name: str = "p.db", *, person: str = "Ada") -> None:
        """Open a project as a person whom this machine remembers."""
        path = self.folder / name
        if person:
            self.settings.set_person(path, person)
        self.window.open_project(path, create=not path.exists())
        self.until(lambda: self.window.workspace is not None and self.window.workspace.project.path == path)
        if person and not self.space.project.read_only:
            self.until(lambda: self.space.desk.person is not None)
        self.settle()

    def report(self, name: str = "report.txt", text: str = REPORT) -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def add(self, *paths: Path) -> None:
        self.space.add(paths or [self.report()])
        self.until(lambda: not self.space.adding.busy)
        self.settle()

    def records(self, family: str | None = None) -> list[Record]:
        loaded = self.space.desk.loaded
        assert loaded is not None, self.window.bar.text()
        return [record for record in loaded.records.values() if family is None or record.family == family]

    def record(self, record_id: str) -> Record:
        found = self.space.desk.record(record_id)
        assert found is not None
        return found

    def choose(self, record: Record) -> None:
        self.space.desk.choose_record(record.id)
        self.space.focus_work()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key, once what it is about has been painted: before that none decides anything."""
        space = self.window.workspace
        if space is not None and space.desk.record() is not None and not space.desk.covered:
            space.walking.glance = 0.0
            self.until(space.walking.is_on_screen)
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def dialog(self, kind: type[QWidget]) -> Any:
        def found() -> list[QWidget]:
            return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]

        self.until(found)
        dialog = found()[0]
        dialog.activateWindow()
        self.until(dialog.isActiveWindow)
        return dialog

    def back(self) -> None:
        """Give the window the keys again, as a window manager would."""
        self.until(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Shell]:
    """The window, shown, no project open."""
    folder = tmp_path / "work"
    folder.mkdir()
    made = Shell(qtbot, qapp, folder, Settings(folder / "window.ini"))
    made.window.show()
    qtbot.waitExposed(made.window)
    made.window.activateWindow()
    yield made
    made.reader.slow = False
    if made.window.workspace is not None:
        made.window.workspace.adding.cancel_all()
        made.window.close_project()
    made.window.close()
    made.window.deleteLater()
    qapp.setStyleSheet("")
