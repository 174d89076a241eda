"""Zooming by wheel, pad and touch keeps what is under the pointer or between the fingers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.source.area import PageArea
from desktop.ui.source.view import SourceView
from tests.qt.source.material import area_of, pdf, plain, wheel

LONG = pdf(*[f"Page {number}\nwith 12 words" for number in range(1, 9)])
AT = QPoint(400, 333)


def ready(show: Callable[..., SourceView]) -> PageArea:
    area = area_of(show(LONG))
    area.zoom_to(1.5)
    area.go_to_page(4)
    area.verticalScrollBar().setValue(area.verticalScrollBar().value() + 150)
    return area


def pad_zoom(area: PageArea, at: QPoint, value: float) -> None:
    """Two fingers on a pad, as macOS and Wayland tell it."""
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(at),
        QPointF(at),
        QPointF(area.viewport().mapToGlobal(at)),
        value,
        QPointF(),
    )
    QApplication.sendEvent(area.viewport(), event)


def test_many_small_steps_of_the_wheel_keep_the_point(show: Callable[..., SourceView]) -> None:
    area = ready(show)
    before = area.place(QPointF(AT))
    for delta in [30] * 40 + [-30] * 25:
        wheel(area.viewport(), AT, delta, Qt.KeyboardModifier.ControlModifier)
    after = area.place(QPointF(AT))
    assert before is not None and after is not None and area.stack.zoom > 1.6
    assert after[0] == before[0] and after[1:] == pytest.approx(before[1:], abs=1.0 / area.stack.scale)


def test_a_pinch_on_the_pad_keeps_the_point(show: Callable[..., SourceView]) -> None:
    area = ready(show)
    before = area.place(QPointF(AT))
    for _ in range(30):
        pad_zoom(area, AT, 0.04)
    after = area.place(QPointF(AT))
    assert before is not None and after is not None
    assert area.stack.zoom == pytest.approx(1.5 * 1.04**30)
    assert after[0] == before[0] and after[1:] == pytest.approx(before[1:], abs=1.0 / area.stack.scale)
    pad_zoom(area, AT, -5.0)
    assert area.stack.zoom == pytest.approx(0.15 * 1.04**30)


def test_a_pinch_on_the_screen_zooms_between_the_fingers(qtbot: QtBot, show: Callable[..., SourceView]) -> None:
    area = ready(show)
    viewport = area.viewport()
    before = area.place(QPointF(AT))
    device = QTest.createTouchDevice()
    fingers = AT - QPoint(60, 0), AT + QPoint(60, 0)
    QTest.touchEvent(viewport, device).press(0, fingers[0], viewport).press(1, fingers[1], viewport).commit()
    for step in range(1, 13):
        out = QPoint(5 * step, 0)
        moved = QTest.touchEvent(viewport, device)
        moved.move(0, fingers[0] - out, viewport).move(1, fingers[1] + out, viewport).commit()
    end = QPoint(60, 0)
    ended = QTest.touchEvent(viewport, device)
    ended.release(0, fingers[0] - end, viewport).release(1, fingers[1] + end, viewport).commit()
    after = area.place(QPointF(AT))
    assert before is not None and after is not None
    assert area.stack.zoom == pytest.approx(3.0, rel=0.1)
    assert after[0] == before[0] and after[1:] == pytest.approx(before[1:], abs=2.0)


def test_after_scrolling_another_point_is_kept(show: Callable[..., SourceView]) -> None:
    area = ready(show)
    wheel(area.viewport(), AT, 120, Qt.KeyboardModifier.ControlModifier)
    wheel(area.viewport(), AT, -240, Qt.KeyboardModifier.NoModifier)
    before = area.place(QPointF(AT))
    wheel(area.viewport(), AT, 120, Qt.KeyboardModifier.ControlModifier)
    after = area.place(QPointF(AT))
    assert before is not None and after is not None
    assert after[1:] == pytest.approx(before[1:], abs=1.0 / area.stack.scale)


def test_text_pages_zoom_around_the_pointer_too(show: Callable[..., SourceView]) -> None:
    reading = plain("\n".join(f"{n}. The depot counted {n * 7} crates and wrote them down." for n in range(1, 300)))
    area = area_of(show(reading))
    area.verticalScrollBar().setValue(2500)
    pin = area.pin(AT.y())
    assert pin is not None
    for _ in range(12):
        pad_zoom(area, AT, 0.05)
    again = area.pin(AT.y())
    assert again is not None and again[1][0] == pin[1][0]
    assert again[1][1] == pytest.approx(pin[1][1], abs=2.0)


def test_other_gestures_are_left_alone(show: Callable[..., SourceView]) -> None:
    area = ready(show)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.RotateNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(AT),
        QPointF(AT),
        QPointF(AT),
        15.0,
        QPointF(),
    )
    QApplication.sendEvent(area.viewport(), event)
    assert area.stack.zoom == 1.5 and event.type() == QEvent.Type.NativeGesture
