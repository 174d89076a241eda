"""The strip beside the pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.source.strip import EDGE, Strip, Tick


@pytest.fixture
def strip(qtbot: QtBot) -> Strip:
    made = Strip(theme.light())
    qtbot.addWidget(made)
    made.resize(made.width(), 400 + 2 * EDGE)
    made.show()
    qtbot.waitExposed(made)
    return made


def colours(strip: Strip, y: int) -> set[str]:
    image = strip.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width())}


def test_records_show_at_their_share_in_their_colour(strip: Strip) -> None:
    strip.set_ticks([Tick(0.25, "count"), Tick(0.5, "activity"), Tick(0.75, "financial_figure", failing=True)])
    light = theme.light()
    assert light.count in colours(strip, EDGE + 100)
    assert light.activity in colours(strip, EDGE + 200)
    assert light.bad in colours(strip, EDGE + 300)
    assert light.money not in colours(strip, EDGE + 300)


def test_families_have_lanes_of_their_own(strip: Strip) -> None:
    strip.set_ticks([Tick(0.2, "count"), Tick(0.4, "activity"), Tick(0.6, "financial_figure"), Tick(0.8, "report")])
    image = strip.grab().toImage()
    empty = strip.grab().toImage().pixelColor(strip.width() // 2, EDGE + 40)
    lanes = {
        tuple(x for x in range(6, strip.width() - 6) if image.pixelColor(x, EDGE + y) != empty)
        for y in (80, 160, 240, 320)
    }
    assert len(lanes) == 4


def test_rejected_records_do_not_show(strip: Strip) -> None:
    before = colours(strip, EDGE + 100)
    strip.set_ticks([Tick(0.25, "count", "rejected")])
    assert colours(strip, EDGE + 100) == before


def test_the_current_record_shows_in_the_accent_and_wider(strip: Strip) -> None:
    strip.set_current(Tick(0.5, "activity"))
    image = strip.grab().toImage()
    accent = QColor(theme.light().accent)
    assert sum(image.pixelColor(x, EDGE + 200) == accent for x in range(image.width())) >= 14
    strip.set_current(None)
    assert theme.light().accent not in colours(strip, EDGE + 200)


def test_a_click_and_a_drag_name_the_share(qtbot: QtBot, strip: Strip) -> None:
    with qtbot.waitSignal(strip.shareClicked) as clicked:
        QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, EDGE + 100))
    assert clicked.args[0] == pytest.approx(0.25, abs=0.01)
    with qtbot.waitSignal(strip.shareClicked) as dragged:
        QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, EDGE))
        QTest.mouseMove(strip, QPoint(10, 4000))
    assert dragged.args[0] in (pytest.approx(0.0, abs=0.01), 1.0)
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, EDGE))


def test_it_can_be_dark(strip: Strip) -> None:
    strip.set_ticks([Tick(0.25, "count")])
    strip.set_theme(theme.dark())
    assert theme.dark().count in colours(strip, EDGE + 100)
