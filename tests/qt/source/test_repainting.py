"""What is painted anew when marks change: all that looks different, and not the whole page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.model.readings import Reading
from desktop.ui.source.marks import Mark
from desktop.ui.source.view import SourceView
from tests.qt.source.material import FakeRenderer, area_of, mark, pdf, plain, span

TEXT = "about 15 officials came\n\nand 27 teachers left\n\nwith 33 pupils\n\n48 books were read"
Show = Callable[..., SourceView]


class Painted(QObject):
    """The region of the viewport that was painted since it began to watch."""

    def __init__(self, view: SourceView) -> None:
        super().__init__()
        self.region = QRegion()
        self._viewport = area_of(view).viewport()
        QApplication.processEvents()
        self._before = self._viewport.grab().toImage()
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False

    def missed(self) -> list[tuple[int, int]]:
        """Pixels that look different now and were not painted."""
        QApplication.processEvents()
        self._viewport.removeEventFilter(self)
        after = self._viewport.grab().toImage()
        different = [
            (x, y)
            for x in range(after.width())
            for y in range(after.height())
            if after.pixel(x, y) != self._before.pixel(x, y)
        ]
        assert different, "nothing looks different"
        return [(x, y) for x, y in different if not self.region.contains(QPoint(x, y))]

    def share(self) -> float:
        """How much of the viewport was painted."""
        size = self._viewport.size()
        return sum(r.width() * r.height() for r in self.region) / (size.width() * size.height())  # type: ignore[attr-defined]


def marks(reading: Reading, **of_27: object) -> list[Mark]:
    """Four marks, the second as told."""
    found = [mark(reading, name, name) for name in ("15", "33", "48 books")]
    return [found[0], mark(reading, "27", "27 teachers", **of_27), *found[1:]]


@pytest.fixture(params=["text", "pdf"])
def reading(request: pytest.FixtureRequest) -> Reading:
    return plain(TEXT) if request.param == "text" else pdf(TEXT)


@pytest.fixture
def view(qtbot: QtBot, show: Show, renderer: FakeRenderer, reading: Reading) -> SourceView:
    """The report, its picture drawn where it has one."""
    shown = show(reading, 620, 500)
    if reading.format == "pdf":
        qtbot.waitUntil(lambda: bool(renderer.asked))
        renderer.draw_all()
        qtbot.waitUntil(lambda: area_of(shown)._images.image(1) is not None)
    return shown


def test_another_current_record(view: SourceView, reading: Reading) -> None:
    view.set_marks(marks(reading))
    view.set_current("15")
    painted = Painted(view)
    view.set_current("27", (span(reading, "teachers"),))
    assert painted.missed() == [] and painted.share() < 0.5


def test_another_state_and_a_badge(view: SourceView, reading: Reading) -> None:
    view.set_marks(marks(reading, state="undecided"))
    painted = Painted(view)
    view.set_marks(marks(reading, state="approved", failing=True))
    assert painted.missed() == [] and painted.share() < 0.5


def test_a_mark_more_paints_all(view: SourceView, reading: Reading) -> None:
    view.set_marks(marks(reading)[:3])
    painted = Painted(view)
    view.set_marks(marks(reading))
    assert painted.missed() == [] and painted.share() == 1
