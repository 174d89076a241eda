"""Enter on a focused button means that button, also where the window has a shortcut on Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.own_keys_button import OwnKeysButton


class _Button(OwnKeysButton):
    def paintEvent(self, event: QPaintEvent) -> None:
        assert event.rect().intersects(QRect(self.rect()))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_its_keys_press_it_and_nothing_else(qtbot: QtBot, key: Qt.Key) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = _Button(window)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    heard: list[str] = []
    button.clicked.connect(lambda: heard.append("button"))
    QShortcut(QKeySequence(key), window).activated.connect(lambda: heard.append("window"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus()
    QTest.keyClick(button, key)
    assert heard == ["button"]
