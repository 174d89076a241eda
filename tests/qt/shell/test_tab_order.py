"""Tab reaches every control of the window that is there for it, and comes round."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.qt.shell.conftest import Shell

MOST = 200


def waiting(window: QWidget) -> set[QWidget]:
    """All that Tab should reach: what is shown, enabled, and takes the keyboard by Tab itself."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }


def reached(key: Qt.Key = Qt.Key.Key_Tab) -> set[QWidget]:
    """All that Tab reaches from where the keyboard is."""
    found: list[QWidget] = []
    for _ in range(MOST):
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key)
        now = QApplication.focusWidget()
        assert now is not None
        if now in found:
            break
        found.append(now)
    return set(found)


def named(widgets: set[QWidget]) -> list[str]:
    return sorted(f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}" for widget in widgets)


def test_tab_reaches_every_control(shell: Shell) -> None:
    shell.open()
    shell.add()
    shell.space.focus_work()
    assert named(waiting(shell.window) - reached()) == []
    QTest.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    shell.settle()
    shell.space.focus_work()
    assert named(waiting(shell.window) - reached()) == [], "while the report is searched"


def test_tab_reaches_what_can_be_done_with_what_was_left_out(shell: Shell) -> None:
    shell.open()
    shell.add()
    shell.space.focus_work()
    shell.until(lambda: shell.space.left_out.state is not None)
    shell.window.act("left_out")
    shell.settle()
    shell.until(lambda: shell.space.omissions.card.isVisible())
    assert named(waiting(shell.window) - reached()) == []
    assert set(shell.space.omissions.card.buttons.values()) <= reached(Qt.Key.Key_Backtab)
