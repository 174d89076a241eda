"""Scrolling moves what is painted: only what comes into sight is painted, and it looks as if all had been."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.model.readings import Reading
from desktop.ui.source.fill_bubble import FillBubble
from desktop.ui.source.view import SourceView
from tests.qt.source.material import FakeRenderer, area_of, pdf, plain, span
from tests.qt.source.test_repainting import Painted

ROOT = Path(__file__).resolve().parents[3]
LINES = "\n".join(f"line {n} about the sea" for n in range(30))
Show = Callable[..., SourceView]


@pytest.mark.parametrize("ratio", ["1", "1.5", "2"])
def test_what_moved_along_is_what_would_be_painted_anew(ratio: str) -> None:
    # The ratio is that of a whole process.
    child = subprocess.run(
        [sys.executable, "-m", "tests.qt.source.child_scrolling"],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": ratio, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert child.stdout.strip() == f"exact at {float(ratio)}", child.stdout + child.stderr


@pytest.fixture(params=["text", "pdf"])
def drawn(request: pytest.FixtureRequest, qtbot: QtBot, show: Show, renderer: FakeRenderer) -> SourceView:
    """A view of some pages, those in sight drawn."""
    reading: Reading = (plain if request.param == "text" else pdf)(*[LINES] * 4)
    view = show(reading, 620, 500)
    if reading.format == "pdf":
        qtbot.waitUntil(lambda: bool(renderer.asked))
        renderer.draw_all()
        qtbot.waitUntil(lambda: area_of(view).is_drawn(1))
        renderer.draw_all()
        qtbot.waitUntil(lambda: not area_of(view)._images._running and not area_of(view).asking.waiting)
    return view


def test_only_what_comes_into_sight_is_painted(drawn: SourceView) -> None:
    area = area_of(drawn)
    painted = Painted(drawn)
    area.verticalScrollBar().setValue(area.verticalScrollBar().value() + 48)
    QApplication.processEvents()
    height = area.viewport().height()
    assert painted.region.boundingRect().height() == 48
    assert painted.region.contains(QPoint(100, height - 48)) and painted.region.contains(QPoint(100, height - 1))


def test_a_line_that_came_into_sight_in_two_steps_is_seen(drawn: SourceView) -> None:
    area = area_of(drawn)
    reading = drawn._reading
    assert reading is not None and area.content is not None
    where = span(reading, "line 20")
    drawn.watch("r", (where,))
    bar, height = area.verticalScrollBar(), area.viewport().height()
    (rect,) = area.to_viewport(1, area.content.span_rects(where))
    bar.setValue(bar.value() + round(rect.center().y()) + 2 - height)
    QApplication.processEvents()
    assert not drawn.has_shown(where), "the lower half of it is still below"
    bar.setValue(bar.value() + 40)
    QApplication.processEvents()
    assert drawn.has_shown(where)


def test_words_over_the_pages_leave_nothing_behind(drawn: SourceView) -> None:
    area = area_of(drawn)
    reading, bubble = drawn._reading, drawn.findChild(FillBubble)
    assert reading is not None and bubble is not None and area.content is not None
    QApplication.processEvents()
    bubble.say("15", area.to_viewport(1, area.content.span_rects(span(reading, "line 9"))), fits=True)
    QApplication.processEvents()
    area.verticalScrollBar().setValue(30)
    QApplication.processEvents()
    assert bubble.isHidden()
    device = drawn.backingStore().paintDevice()
    moved = device.copy()  # type: ignore[attr-defined]
    area.viewport().update(QRegion(area.viewport().rect()))
    QApplication.processEvents()
    assert drawn.backingStore().paintDevice().copy() == moved  # type: ignore[attr-defined]
