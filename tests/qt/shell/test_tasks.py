"""Tasks: order, threads, errors, cancelling, ending."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.tasks import SynchronousTasks, Task, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_writes_keep_their_order_and_call_back_on_the_gui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    heard: list[tuple[int, bool]] = []
    main = threading.current_thread()

    def write(number: int) -> int:
        time.sleep(0.01 if number == 0 else 0)
        order.append(number)
        assert threading.current_thread() is not main
        return number

    for number in range(5):
        tasks.write(
            lambda number=number: write(number),
            lambda result: heard.append((result, threading.current_thread() is main)),
        )
    qtbot.waitUntil(lambda: len(heard) == 5, timeout=3000)
    assert order == [0, 1, 2, 3, 4]
    assert heard == [(number, True) for number in range(5)]


def test_writing_is_told_from_the_first_to_the_last(qtbot: QtBot, tasks: Tasks) -> None:
    told: list[bool] = []
    tasks.writingChanged.connect(told.append)
    for _ in range(3):
        tasks.write(lambda: None)
    assert tasks.writing
    qtbot.waitUntil(lambda: not tasks.writing, timeout=3000)
    assert told == [True, False]


def test_a_failure_reaches_failed(qtbot: QtBot, tasks: Tasks) -> None:
    caught: list[Exception] = []

    def fail() -> None:
        raise ValueError("no")

    tasks.write(fail, None, caught.append)
    tasks.run(lambda task: fail(), None, caught.append)
    qtbot.waitUntil(lambda: len(caught) == 2, timeout=3000)
    assert [str(error) for error in caught] == ["no", "no"]


@pytest.mark.expects_log
def test_a_failure_that_nobody_hears_is_told_and_logged(qtbot: QtBot, tasks: Tasks) -> None:
    def fail() -> None:
        raise ValueError("no")

    with qtbot.waitSignal(tasks.failedUnheard, timeout=3000) as caught:
        tasks.write(fail)
    assert str(caught.args[0]) == "no"


def test_a_task_reports_progress_and_sees_its_cancel(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[str, int, int]] = []
    ended: list[str] = []

    def work(task: Task) -> str:
        task.report("reading", 1, 2)
        while not task.cancelled():
            time.sleep(0.005)
        return "stopped"

    task = tasks.run(work, ended.append, None, lambda *args: seen.append(args))
    qtbot.waitUntil(lambda: bool(seen), timeout=3000)
    task.cancel()
    qtbot.waitUntil(lambda: ended == ["stopped"], timeout=3000)
    assert seen == [("reading", 1, 2)]
    assert tasks.running == ()


def test_close_waits_for_writes_and_calls_nothing_back(qtbot: QtBot) -> None:
    tasks = Tasks()
    written: list[int] = []
    heard: list[object] = []

    def write() -> None:
        time.sleep(0.05)
        written.append(1)

    tasks.write(write, heard.append)
    assert tasks.close()
    assert written == [1]
    qtbot.wait(20)
    assert heard == []
    tasks.write(lambda: written.append(2))
    assert written == [1]


def test_the_synchronous_ones_have_done_it_on_return(qtbot: QtBot) -> None:
    tasks = SynchronousTasks()
    heard: list[object] = []
    tasks.write(lambda: 1, heard.append)
    tasks.run(lambda task: 2, heard.append)
    assert heard == [1, 2]
    tasks.close()
