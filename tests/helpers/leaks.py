"""What a test may not leave behind: threads, processes, timers, top-level widgets."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PATIENCE = 3.0  # seconds that something which is being closed may still take

_started_timers: weakref.WeakSet[Any] = weakref.WeakSet()


@dataclass
class Before:
    """What was there before the test."""

    threads: set[int] = field(default_factory=set)
    children: set[int] = field(default_factory=set)
    widgets: set[int] = field(default_factory=set)
    keep_widgets: list[Any] = field(default_factory=list)  # held, so that no id is used twice


def children_of_this_process() -> dict[int, str]:
    """Process id to command line of every child that still runs; the tracker that multiprocessing keeps is left out."""
    found: dict[int, str] = {}
    for pid in _child_ids():
        with contextlib.suppress(OSError):
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            # A process that ended and was not waited for has no command line left: a leak too, but of a row only.
            if "multiprocessing.resource_tracker" not in command:
                found[pid] = command or "(ended, not waited for)"
    return found


def _child_ids() -> list[int]:
    lists = list(Path("/proc/self/task").glob("*/children"))
    if lists:
        ids: list[int] = []
        for item in lists:
            with contextlib.suppress(OSError):
                ids += [int(word) for word in item.read_text().split()]
        return ids
    ids = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                ids.append(int(stat.parent.name))
    return ids


def watch_timers() -> None:
    """Remember every QTimer that Python code starts; does nothing where Qt is not loaded or already watched."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or getattr(core.QTimer, "_watched", False):
        return
    original = core.QTimer.start

    def start(self: Any, *args: Any, **kwargs: Any) -> Any:
        _started_timers.add(self)
        return original(self, *args, **kwargs)

    core.QTimer.start = start
    core.QTimer._watched = True


def _application() -> Any:
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    return application if application is not None and hasattr(application, "topLevelWidgets") else None


def _top_levels() -> list[Any]:
    application = _application()
    if application is None:
        return []
    # A tool tip belongs to the application and goes by its own timer.
    return [item for item in application.topLevelWidgets() if item.metaObject().className() != "QTipLabel"]


def _running_timers() -> list[str]:
    if not _started_timers:
        return []
    import shiboken6

    return [
        f"QTimer {timer.objectName() or ''} every {timer.interval()} ms, child of {timer.parent()!r}"
        for timer in list(_started_timers)
        if shiboken6.isValid(timer) and timer.isActive()
    ]


def _deliver_deletions() -> None:
    if _application() is not None:
        core = sys.modules["PySide6.QtCore"]
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
        core.QCoreApplication.processEvents()


def _threads(before: Before) -> list[str]:
    return [
        repr(thread)
        for thread in threading.enumerate()
        # Python keeps a stand-in for every foreign thread that ever ran its code; pytest-xdist has its own.
        if thread.ident not in before.threads and not isinstance(thread, threading._DummyThread) and _ours(thread)
    ]


def _ours(thread: threading.Thread) -> bool:
    return not thread.name.startswith(("execnet", "pytest_timeout"))


def take_stock() -> Before:
    """What is there now."""
    watch_timers()
    widgets = _top_levels()
    return Before(
        {thread.ident for thread in threading.enumerate() if thread.ident is not None},
        set(_child_ids()),
        {id(item) for item in widgets},
        widgets,
    )


def leaks(before: Before, *, children: bool = True) -> list[str]:
    """What is there now and was not before, one line each; waits a little for what is just ending."""

    def found() -> list[str]:
        _deliver_deletions()
        lines = [f"thread: {line}" for line in _threads(before)]
        lines += [f"timer: {line}" for line in _running_timers()]
        lines += [
            f"top-level widget: {item.metaObject().className()} {item.objectName()!r} {item.windowTitle()!r}"
            for item in _top_levels()
            if id(item) not in before.widgets
        ]
        if children:
            lines += [
                f"process: {pid} {line}"
                for pid, line in children_of_this_process().items()
                if pid not in before.children
            ]
        return lines

    return _until_empty(found)


def _until_empty(found: Callable[[], list[str]]) -> list[str]:
    lines = found()
    if not lines:
        return lines
    gc.collect()
    deadline = time.monotonic() + PATIENCE
    while (lines := found()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return lines
