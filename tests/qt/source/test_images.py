"""Pictures of pages: nearest first, within bounds, on the GUI thread."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from db.model.errors import ReadError
from desktop.ui.source.images import AT_ONCE, LARGEST, PageImages
from tests.qt.source.material import FakeRenderer, picture

PATH = Path("/nowhere/a.pdf")


@pytest.fixture
def images(qtbot: QtBot, renderer: FakeRenderer) -> PageImages:
    made = PageImages(renderer)
    made.open(PATH)
    return made


def pages(*numbers: int) -> list[tuple[int, int, int]]:
    return [(number, 60, 80) for number in numbers]


def test_the_most_urgent_are_asked_for_and_the_rest_wait(
    qtbot: QtBot, images: PageImages, renderer: FakeRenderer
) -> None:
    images.want(pages(5, 6, 4, 7))
    assert renderer.asked == pages(5, 6) and AT_ONCE == 2
    with qtbot.waitSignal(images.arrived) as arrived:
        renderer.draw(0)
    assert arrived.args == [5]
    assert renderer.asked == pages(5, 6, 4)


def test_what_is_no_longer_wanted_is_cancelled_and_not_asked_for(images: PageImages, renderer: FakeRenderer) -> None:
    images.want(pages(1, 2, 3))
    images.want(pages(700, 701))
    assert all(future.cancelled() for future in renderer.futures[:2])
    assert renderer.asked == pages(1, 2, 700, 701)


def test_the_same_page_is_asked_for_once(qtbot: QtBot, images: PageImages, renderer: FakeRenderer) -> None:
    for _ in range(3):
        images.want(pages(1))
    with qtbot.waitSignal(images.arrived):
        renderer.draw(0)
    images.want(pages(1))
    assert renderer.asked == pages(1)


def test_another_size_is_asked_for_and_the_old_picture_stays_meanwhile(
    qtbot: QtBot, images: PageImages, renderer: FakeRenderer
) -> None:
    images.want(pages(1))
    with qtbot.waitSignal(images.arrived):
        renderer.draw(0)
    images.want([(1, 120, 160)])
    assert renderer.asked[-1] == (1, 120, 160)
    old = images.image(1)
    assert old is not None and old.width() == 60


def test_a_picture_from_another_thread_arrives_on_the_gui_thread_in_its_colours(
    qtbot: QtBot, images: PageImages, renderer: FakeRenderer
) -> None:
    seen: list[bool] = []
    images.arrived.connect(lambda page: seen.append(QThread.currentThread() is images.thread()))
    images.want(pages(1))
    thread = threading.Thread(target=renderer.draw, args=(0, b"\x10\x20\x30\x00"))
    with qtbot.waitSignal(images.arrived):
        thread.start()
    thread.join()
    image = images.image(1)
    assert seen == [True]
    assert image is not None and QColor(image.pixel(5, 5)).name() == "#302010"


def test_the_cache_is_limited_and_lets_the_longest_unused_go(qtbot: QtBot, renderer: FakeRenderer) -> None:
    images = PageImages(renderer, limit=3 * 60 * 80 * 4)
    images.open(PATH)
    for page in range(1, 6):
        images.want(pages(page))
        with qtbot.waitSignal(images.arrived):
            renderer.draw(page - 1)
        images.image(1)  # looked at again and again
    assert images.bytes_held() <= 3 * 60 * 80 * 4
    assert [page for page in range(1, 6) if images.image(page)] == [1, 4, 5]


def test_a_page_that_cannot_be_drawn_is_told_once_and_asked_for_again_on_retry(
    qtbot: QtBot, images: PageImages, renderer: FakeRenderer
) -> None:
    images.want(pages(3))
    with qtbot.waitSignal(images.failed) as failed:
        renderer.futures[0].set_exception(ReadError("crashed", path=PATH))
    assert failed.args == [3, "crashed"] and images.error(3) == "crashed"
    images.want(pages(3))
    assert len(renderer.asked) == 1
    images.retry(3)
    images.want(pages(3))
    assert len(renderer.asked) == 2 and images.error(3) is None


def test_pictures_of_the_report_before_do_not_come_through(
    qtbot: QtBot, images: PageImages, renderer: FakeRenderer
) -> None:
    images.want(pages(1))
    running = renderer.futures[0]
    assert running.set_running_or_notify_cancel()  # too late to cancel
    images.open(Path("/nowhere/b.pdf"))
    assert renderer.forgotten == [PATH]
    running.set_result(picture(60, 80))
    qtbot.wait(30)
    assert images.image(1) is None
    images.want(pages(1))
    assert len(renderer.asked) == 2


def test_nothing_is_asked_for_without_a_file(images: PageImages, renderer: FakeRenderer) -> None:
    images.open(None)
    images.want(pages(1))
    assert renderer.asked == []


def test_a_huge_page_is_asked_for_smaller_in_the_same_shape(images: PageImages, renderer: FakeRenderer) -> None:
    images.want([(1, 10_000, 20_000)])
    _, width, height = renderer.asked[0]
    assert width * height <= LARGEST and height / width == pytest.approx(2, abs=0.01)
