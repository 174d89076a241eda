"""Lets a thread that computes for long leave the interpreter to the window, again and again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from desktop.ui.tasks import Task, Tasks

T = TypeVar("T")

SPELL = 0.003  # seconds of work between two rests; a rest is as long
WRITING = 0.004  # seconds between two looks whether a write is over


class Gentle:
    """Rests when it is asked and has worked long enough, and while something is written.

    One interpreter serves all threads, and whoever computes keeps it for five milliseconds against anybody who waits:
    a window that needs it ten times for one key would be slow for as long as a report is looked through.

    Args:
        task: whose thread it is; the window's own is never made to wait.
    """

    def __init__(self, tasks: Tasks, task: Task) -> None:
        self._tasks = tasks
        self._task = task
        self._began = time.monotonic()

    def __call__(self) -> bool:
        """Rest where it is time to; says whether the task was cancelled, as whoever computes may ask anyway."""
        if self._tasks.threaded:
            worked = time.monotonic() - self._began
            if worked >= SPELL:
                time.sleep(min(worked, 4 * SPELL))
                while self._tasks.writing and not self._task.cancelled():
                    time.sleep(WRITING)
                self._began = time.monotonic()
        return self._task.cancelled()

    def each(self, items: Iterable[T]) -> Iterator[T]:
        """The items, with a rest now and then; they end early where the task was cancelled."""
        for item in items:
            if self():
                return
            yield item
