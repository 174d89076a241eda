"""The row above the pages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.source.tool_signs import SignButton
from desktop.ui.source.toolbar import PageEdit, SourceToolbar


@pytest.fixture
def bar(qtbot: QtBot) -> SourceToolbar:
    made = SourceToolbar(theme.light())
    qtbot.addWidget(made)
    made.set_pages(14)
    made.show()
    qtbot.waitExposed(made)
    return made


def button(bar: SourceToolbar, text: str) -> QToolButton:
    return next(found for found in bar.findChildren(QToolButton) if found.text() == text)


def edit(bar: SourceToolbar) -> PageEdit:
    found = bar.findChild(PageEdit)
    assert isinstance(found, PageEdit)
    return found


@pytest.mark.parametrize(
    ("text", "signal"),
    [("−", "zoomOutRequested"), ("+", "zoomInRequested"), ("100 %", "actualSizeRequested")],
)
def test_buttons_say_what_is_wanted(qtbot: QtBot, bar: SourceToolbar, text: str, signal: str) -> None:
    with qtbot.waitSignal(getattr(bar, signal)):
        QTest.mouseClick(button(bar, text), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("text", "fit"), [("Fit text", "text"), ("Fit width", "width"), ("Fit page", "page")])
def test_the_fits(qtbot: QtBot, bar: SourceToolbar, text: str, fit: str) -> None:
    with qtbot.waitSignal(bar.fitRequested) as asked:
        QTest.mouseClick(button(bar, text), Qt.MouseButton.LeftButton)
    assert asked.args == [fit]
    bar.set_zoom(1.1, fit)
    assert button(bar, text).isChecked() and button(bar, "110 %").isVisible()


def test_a_typed_page_is_asked_for(qtbot: QtBot, bar: SourceToolbar) -> None:
    bar.set_page(3)
    edit(bar).selectAll()
    with qtbot.waitSignals([bar.pageRequested, bar.leaveRequested]):
        QTest.keyClicks(edit(bar), "12")
        QTest.keyClick(edit(bar), Qt.Key.Key_Return)
    assert edit(bar).text() == "12"


def test_pages_that_are_not_there_can_not_be_asked_for(qtbot: QtBot, bar: SourceToolbar) -> None:
    edit(bar).clear()
    with qtbot.assertNotEmitted(bar.pageRequested):
        QTest.keyClicks(edit(bar), "x0")
        QTest.keyClick(edit(bar), Qt.Key.Key_Return)
    edit(bar).clear()
    with qtbot.waitSignal(bar.pageRequested) as asked:
        QTest.keyClicks(edit(bar), "99")
        QTest.keyClick(edit(bar), Qt.Key.Key_Return)
    assert asked.args == [14] and edit(bar).text() == "14"


def test_escape_leaves_the_page_number(qtbot: QtBot, bar: SourceToolbar) -> None:
    with qtbot.waitSignal(bar.leaveRequested):
        QTest.keyClick(edit(bar), Qt.Key.Key_Escape)


def test_enter_in_the_page_number_is_no_decision(qtbot: QtBot, bar: SourceToolbar) -> None:
    decided: list[bool] = []
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Return), bar)
    shortcut.activated.connect(lambda: decided.append(True))
    bar.activateWindow()
    edit(bar).setFocus()
    qtbot.waitUntil(edit(bar).hasFocus)
    edit(bar).clear()
    with qtbot.waitSignal(bar.pageRequested):
        QTest.keyClick(bar.window().windowHandle(), Qt.Key.Key_4)
        QTest.keyClick(bar.window().windowHandle(), Qt.Key.Key_Return)
    assert decided == []
    button(bar, "+").setFocus()
    QTest.keyClick(bar.window().windowHandle(), Qt.Key.Key_Return)
    assert decided == [True]


def test_without_a_report_the_row_is_idle(bar: SourceToolbar) -> None:
    bar.set_pages(0)
    assert not any(found.isEnabled() for found in bar.findChildren(QToolButton))
    assert not edit(bar).isEnabled()


def test_everything_has_a_name_and_a_tooltip(bar: SourceToolbar) -> None:
    widgets: list[QWidget] = [*bar.findChildren(QToolButton), edit(bar)]
    assert all(widget.accessibleName() and widget.toolTip() for widget in widgets)


def test_in_a_narrow_pane_the_page_and_the_zoom_stay(qtbot: QtBot, bar: SourceToolbar) -> None:
    bar.resize(300, bar.height())
    assert edit(bar).isVisible() and button(bar, "+").isVisible() and not button(bar, "Fit page").isVisible()
    visible = [found for found in bar.findChildren(QWidget) if found.isVisible()]
    assert all(found.geometry().right() < 300 for found in visible)
    bar.resize(900, bar.height())
    assert button(bar, "Fit page").isVisible()


def sign(bar: SourceToolbar, name: str) -> SignButton:
    return next(found for found in bar.findChildren(SignButton) if found.sign == name)


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("contents", "contentsRequested"),
        ("find", "findRequested"),
        ("turn-left", "turnLeftRequested"),
        ("turn-right", "turnRightRequested"),
        ("two-pages", "twoPagesRequested"),
    ],
)
def test_signs_say_what_is_wanted(qtbot: QtBot, bar: SourceToolbar, name: str, signal: str) -> None:
    bar.resize(1200, bar.height())
    bar.set_standing(can_turn=True, two=False)
    with qtbot.waitSignal(getattr(bar, signal)):
        QTest.mouseClick(sign(bar, name), Qt.MouseButton.LeftButton)


def test_signs_are_drawn_each_another_one_in_the_colour_of_the_text(bar: SourceToolbar) -> None:
    bar.resize(1200, bar.height())
    bar.set_standing(can_turn=True, two=False)
    drawn = {found.sign: found.grab().toImage() for found in bar.findChildren(SignButton)}
    for image in drawn.values():
        ground = image.pixelColor(1, 1).lightness()
        inked = [
            (x, y)
            for y in range(image.height())
            for x in range(image.width())
            if abs(image.pixelColor(x, y).lightness() - ground) > 60
        ]
        assert 12 < len(inked) < 200
    images = list(drawn.values())
    assert all(one != other for at, one in enumerate(images) for other in images[:at])


def test_text_can_not_be_turned_but_stand_in_pairs(bar: SourceToolbar) -> None:
    bar.set_standing(can_turn=False, two=True)
    assert not sign(bar, "turn-left").isEnabled() and not sign(bar, "turn-right").isEnabled()
    assert sign(bar, "two-pages").isEnabled() and sign(bar, "two-pages").isChecked()
