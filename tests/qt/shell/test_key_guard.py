"""Which keys stay with an editor: while an input method composes, while a list is open, while text can be undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.key_guard import KeyGuard


class Line(QLineEdit):
    """Notes which presses came as repetitions."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.repeated: list[bool] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.repeated.append(event.isAutoRepeat())
        super().keyPressEvent(event)


class Window(QWidget):
    """An editor, a list of choices and two actions."""

    guard: KeyGuard

    def __init__(self) -> None:
        super().__init__()
        self.line = Line(self)
        self.choice = QComboBox(self)
        self.choice.addItems(["one", "two"])
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.choice)
        self.heard: list[str] = []
        for name, key in (("confirm", "Return"), ("undo", "Ctrl+Z"), ("postpone", "P"), ("reject", "Del")):
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, name=name: self.heard.append(name))
            self.addAction(action)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    made = Window()
    qtbot.addWidget(made)
    made.guard = KeyGuard(qapp, made)
    assert not made.guard.composing
    made.show()
    qtbot.waitActive(made)
    made.line.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    yield made
    made.line.clearFocus()


def told(kind: QEvent.Type, key: Qt.Key, at: int) -> QKeyEvent:
    """A key event as a keyboard sends it: with its moment, in milliseconds."""
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "")
    event.setTimestamp(at)
    return event


def test_a_held_key_is_known_though_it_is_told_as_pressed_anew(window: Window) -> None:
    """As X11 tells it: released and pressed at the same moment, and no word of a repetition."""
    guard, line = window.guard, window.line

    def press(at: int) -> bool:
        QApplication.sendEvent(line, told(QEvent.Type.ShortcutOverride, Qt.Key.Key_X, at))
        held = guard.holding
        QApplication.sendEvent(line, told(QEvent.Type.KeyPress, Qt.Key.Key_X, at))
        QApplication.processEvents()
        assert not guard.holding, "only for as long as the press is dealt with"
        return held

    def release(at: int) -> None:
        QApplication.sendEvent(line, told(QEvent.Type.KeyRelease, Qt.Key.Key_X, at))

    assert not press(1000)
    for at in (1660, 1700, 1741):
        release(at)
        assert press(at), at
    release(1780)
    assert not press(1860), "pressed anew"
    release(1900)
    QApplication.sendEvent(line, told(QEvent.Type.ShortcutOverride, Qt.Key.Key_P, 1900))
    assert not guard.holding, "another key"
    assert line.repeated == [False, True, True, True, False]


def test_enter_while_composing_is_not_a_decision(window: Window) -> None:
    QApplication.sendEvent(window.line, QInputMethodEvent("guo jia", []))
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    assert window.heard == []
    done = QInputMethodEvent("", [])
    done.setCommitString("国家")
    QApplication.sendEvent(window.line, done)
    assert window.line.text() == "国家"
    QTest.keyClick(window.line, Qt.Key.Key_Return)
    assert window.heard == ["confirm"]


def test_composing_ends_where_the_focus_leaves(window: Window, qtbot: QtBot) -> None:
    QApplication.sendEvent(window.line, QInputMethodEvent("guo", []))
    window.choice.setFocus()
    qtbot.waitUntil(window.choice.hasFocus)
    QTest.keyClick(window.choice, Qt.Key.Key_Return)
    assert window.heard == ["confirm"]


def test_letters_and_del_belong_to_the_editor(window: Window) -> None:
    QTest.keyClicks(window.line, "pp")
    QTest.keyClick(window.line, Qt.Key.Key_Home)
    QTest.keyClick(window.line, Qt.Key.Key_Delete)
    assert window.line.text() == "p"
    assert window.heard == []


def test_undo_is_the_texts_first_and_the_projects_then(window: Window) -> None:
    QTest.keyClicks(window.line, "abc")
    QTest.keyClick(window.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.line.text() == ""
    assert window.heard == []
    QTest.keyClick(window.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.heard == ["undo"]


def test_enter_in_an_open_list_takes_the_choice(window: Window, qtbot: QtBot) -> None:
    window.choice.setFocus()
    window.choice.showPopup()
    view = window.choice.view()
    qtbot.waitUntil(view.isVisible)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.isVisible())
    assert window.choice.currentText() == "two"
    assert window.heard == []
