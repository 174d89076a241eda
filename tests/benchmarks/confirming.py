"""From the confirm key to a durable decision and a repainted window, against a bare commit and a bare repaint."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from tests.benchmarks.measure import SAMPLES, Figure, best
from tests.benchmarks.window_at_work import WindowAtWork
from tests.helpers.many import many

ROUNDS = 45
ENTRY = 1500  # bytes: about what a journal entry with its evidence takes
MANY = (200, 20_000)


def measure(folder: Path) -> list[Figure]:
    """One figure for a sample report, and one each for a few and for very many records in the list."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.services.keyring import KeyRing
    from desktop.services.project import Project

    path = folder / "confirming.db"
    with Project.open(path, create=True, keyring=KeyRing(folder / "keys")) as project:
        project.library.add(SAMPLES / "islands-centre-2024-zh.pdf")
    figures = [_confirm(path, "of a sample report")]
    for number in MANY:
        path = many(folder, number, name=f"{number}.db", unsure=False)
        figures.append(_confirm(path, f"of {number}"))
    return figures


def _confirm(path: Path, which: str) -> Figure:
    """Confirm one record after the other; the ones that lead to a field first are passed over."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window = WindowAtWork(path)
    space = window.workspace
    bare = sqlite3.connect(path.with_suffix(".bare"), isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.execute("PRAGMA synchronous=FULL")
    bare.execute("CREATE TABLE entries (id INTEGER PRIMARY KEY, body BLOB)")
    ours_times: list[float] = []
    bare_times: list[float] = []
    for _ in range(4 * ROUNDS):
        if len(ours_times) == ROUNDS:
            break
        before = space.desk.current
        assert space.desk.next_needing() is not None, "too few records to confirm"
        decides = space.walking.step().kind == "decide"
        start = time.perf_counter()
        QTest.keyClick(QApplication.focusWidget() or space.records.view, Qt.Key.Key_Return)
        if decides:
            window.until(lambda before=before: space.desk.current != before and not space.tasks.writing)  # type: ignore[misc]
            window.paint()
            ours_times.append(time.perf_counter() - start)
            start = time.perf_counter()
            bare.execute("BEGIN IMMEDIATE")
            bare.execute("INSERT INTO entries (body) VALUES (?)", (os.urandom(ENTRY),))
            bare.execute("COMMIT")
            window.window.repaint()
            bare_times.append(time.perf_counter() - start)
        # Pictures of pages that are on their way arrive between the rounds, not in them.
        window.settle()
    bare.close()
    window.close()
    name = f"confirm key to durable and repainted, {which} / bare commit and repaint"
    return best(name, ours_times[5:], bare_times[5:], 3.0)
