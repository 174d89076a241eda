"""From the confirm key to a durable decision and a repainted window, against a bare commit and a bare repaint."""

from __future__ import annotations

import os
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measure import SAMPLES, Figure

ROUNDS = 40
ENTRY = 1500  # bytes: about what a journal entry with its evidence takes


def measure(folder: Path) -> list[Figure]:
    """One figure; needs an environment without a screen of anybody's."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from desktop.services.keyring import KeyRing
    from desktop.services.project import Project
    from desktop.ui.main_window import MainWindow
    from desktop.ui.settings import Settings
    from desktop.workers.rendering import Renderer

    app = QApplication.instance() or QApplication(["counterproof"])
    assert isinstance(app, QApplication)
    keys = KeyRing(folder / "keys")
    path = folder / "confirming.db"
    with Project.open(path, create=True, keyring=keys) as project:
        project.library.add(SAMPLES / "islands-centre-2024-zh.pdf")
        project.people.enter("Ana")
    settings = Settings(folder / "settings.ini")
    settings.set_person(path, "Ana")
    renderer = Renderer()
    window = MainWindow(app, settings, keys, renderer)

    def wait(condition: Callable[[], bool]) -> None:
        """Sleeps in Qt between two events, as the window does: a loop that spins would take time from the writer."""
        alarm = QTimer()
        alarm.setSingleShot(True)
        alarm.start(30_000)
        while not condition():
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if alarm.remainingTime() <= 0:
                raise RuntimeError("the window did not come to rest")

    window.show()
    window.open_project(path)
    wait(lambda: window.workspace is not None and window.workspace.desk.current is not None)
    workspace = window.workspace
    assert workspace is not None
    desk = workspace.desk
    wait(lambda: desk.person is not None and not workspace.tasks.writing)
    app.setActiveWindow(window)
    workspace.focus_work()
    workspace.walking.glance = 0.0
    for _ in range(50):
        app.processEvents()

    def look() -> None:
        """What wants a look before it is decided gets it: only the key that decides is measured."""
        for _ in range(30):
            wait(lambda: workspace.walking.step().kind != "wait")
            if workspace.walking.step().kind == "decide":
                return
            QTest.keyClick(QApplication.focusWidget() or workspace.records.view, Qt.Key.Key_Return)
            for _ in range(5):
                app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        raise RuntimeError("Enter never decides")

    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY, body BLOB)")

    ours_times, bare_times = [], []
    for number in range(ROUNDS):
        look()
        before, decided = desk.current, len(bare_times)
        assert desk.next_needing() is not None, "too few records to confirm"
        start = time.perf_counter()
        target = QApplication.focusWidget() or workspace.records.view
        QTest.keyClick(target, Qt.Key.Key_Return)
        wait(lambda before=before: desk.current != before and not workspace.tasks.writing)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)
        ours = time.perf_counter() - start

        start = time.perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO entries (body) VALUES (?)", (os.urandom(ENTRY),))
        bare.execute("COMMIT")
        window.repaint()
        taken = time.perf_counter() - start
        if number >= 5:
            ours_times.append(ours)
            bare_times.append(taken)
        assert decided <= ROUNDS
        # Pictures of pages that are on their way arrive between the rounds, not in them.
        for _ in range(5):
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    bare.close()
    window.close()
    renderer.close()
    return [
        Figure(
            "confirm key to durable and repainted / bare commit and repaint",
            statistics.median(ours_times),
            statistics.median(bare_times),
            3.0,
        )
    ]
