"""From choosing a report to a usable list, against the bare query of its first screen and a bare repaint."""

from __future__ import annotations

import os
import sqlite3
import statistics
import time
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.measure import Figure, best
from tests.benchmarks.window_at_work import WindowAtWork
from tests.helpers.many import add_many

TIMES = 9
MANY = (200, 2_000, 20_000)
SCREEN = 30  # records


def measure(folder: Path) -> list[Figure]:
    """A figure for each size; the marks of the largest one are what counts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.services.keyring import KeyRing
    from desktop.services.project import Project

    path = folder / "opening.db"
    with Project.open(path, create=True, keyring=KeyRing(folder / "keys")) as project:
        small = add_many(project, 20, name="small.txt", unsure=False)
        works = {number: add_many(project, number, name=f"{number}.txt", unsure=False) for number in MANY}
    window = WindowAtWork(path)
    figures = []
    for number, work in works.items():
        ours, bare, longest = [], [], []
        for _ in range(TIMES):
            taken, blocked = _open(window, work)
            ours.append(taken)
            longest.append(blocked)
            bare.append(_bare(path, work) + _repaint(window))
            _open(window, small)
            window.settle()
        name = f"opening a report of {number} records to a usable list / bare query and repaint"
        figures.append(best(name, ours, bare, 3.0, batch=3))
        if number > MANY[0]:
            blocked = statistics.median(longest)
            figures.append(Figure(f"  the longest that the window is kept, {number} records coming", blocked, 0.008))
    window.close()
    return figures


def _open(window: WindowAtWork, work: str) -> tuple[float, float]:
    """Seconds until list, form and pages show the report; the longest that events waited until all its lines came."""
    from PySide6.QtCore import Qt, QTimer

    desk = window.workspace.desk
    start = time.perf_counter()
    desk.choose_report(work)
    window.until(lambda: desk.work_id == work and desk.current is not None)
    window.paint()
    taken = time.perf_counter() - start
    # The window's own pulse: how long between two beats says how long a key might have to wait.
    beat = QTimer()
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beats: list[float] = []
    beat.timeout.connect(lambda: beats.append(time.perf_counter()))
    beat.start(1)
    window.until(lambda: not desk.rows_missing)
    beat.stop()
    return taken, max((second - first for first, second in pairwise(beats)), default=0.0)


def _bare(path: Path, work: str) -> float:
    """The records of the first screen, read by a connection that nobody has used yet."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.execute("SELECT count(*) FROM works").fetchone()
    start = time.perf_counter()
    rows = connection.execute(
        "SELECT * FROM records JOIN record_contents ON record = id WHERE work = ? ORDER BY page, start, id LIMIT ?",
        (work, SCREEN),
    ).fetchall()
    taken = time.perf_counter() - start
    connection.close()
    assert rows
    return taken


def _repaint(window: WindowAtWork) -> float:
    start = time.perf_counter()
    window.window.repaint()
    return time.perf_counter() - start
