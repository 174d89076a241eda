"""Changing keys: found, pressed, clashes named, taken over, kept, shown wherever keys are shown, and taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from db.model.records import Decision
from desktop.ui.actions.actions import Actions
from desktop.ui.actions.keys import is_alone, problem
from desktop.ui.actions.registry import ACTIONS
from desktop.ui.dialogs.keys import KeysDialog
from desktop.ui.dialogs.shortcuts import ShortcutsDialog
from desktop.ui.settings import Settings
from tests.qt.shell.conftest import Shell

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
SPECS = {spec.id: spec for spec in ACTIONS}


@pytest.fixture
def actions(qtbot: QtBot) -> Iterator[Actions]:
    """The actions of a window that stays for the test."""
    window = QMainWindow()
    qtbot.addWidget(window)
    yield Actions(window)
    assert window is not None


@pytest.fixture
def dialog(qtbot: QtBot, actions: Actions) -> KeysDialog:
    made = KeysDialog(actions)
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def press(dialog: KeysDialog, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Ask for other keys with Enter in the list, and press them."""
    dialog.tree.setFocus()
    QTest.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is dialog.capture
    QTest.keyClick(dialog.capture, key, modifiers)


@pytest.mark.parametrize(
    ("action", "key", "kind", "other"),
    [
        ("postpone", "Ctrl+Z", "taken", "undo"),
        ("postpone", "ctrl+z", "taken", "undo"),
        ("postpone", "Del", "taken", "reject"),
        ("postpone", "Return", "fixed", "confirm"),
        ("undo", "Esc", "fixed", "leave_edit"),
        ("postpone", "Tab", "needed", ""),
        ("postpone", "Ctrl+V", "needed", ""),
        ("postpone", "Down", "needed", ""),
        ("undo", "U", "alone", ""),
        ("undo", "Shift+U", "alone", ""),
    ],
)
def test_what_an_action_cannot_have(action: str, key: str, kind: str, other: str) -> None:
    found = problem(SPECS[action], key, {})
    assert found is not None and (found.kind, found.other) == (kind, other)


@pytest.mark.parametrize(
    ("action", "key"), [("postpone", "L"), ("undo", "Ctrl+F12"), ("undo", "Alt+U"), ("undo", "Ctrl+Z")]
)
def test_what_an_action_can_have(action: str, key: str) -> None:
    assert problem(SPECS[action], key, {}) is None


def test_every_default_key_would_be_granted() -> None:
    for spec in ACTIONS:
        for key in spec.keys:
            assert problem(spec, key, {}) is None, (spec.id, key)


def test_every_single_letter_has_a_key_that_text_leaves_alone() -> None:
    for spec in ACTIONS:
        if spec.scope == "work" and any(len(key) == 1 for key in spec.keys):
            assert any(not is_alone(key) for key in spec.keys), spec.id


def test_keys_are_found_pressed_and_hold_at_once(dialog: KeysDialog, actions: Actions) -> None:
    QTest.keyClicks(dialog.search, "postp")
    assert dialog.current() == "postpone"
    press(dialog, Qt.Key.Key_L, ALT)
    assert actions["postpone"].shortcuts() == [QKeySequence("Alt+L")]
    assert dialog.keys_shown("postpone") == "Alt+L"
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog.capture, Qt.Key.Key_K)
    assert actions.keys()["postpone"] == ("Alt+L", "K")
    QTest.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert actions.keys()["postpone"] == SPECS["postpone"].keys
    assert actions.changed_keys() == {}


def test_a_clash_names_the_other_action_and_can_be_settled(dialog: KeysDialog, actions: Actions) -> None:
    dialog.choose("postpone")
    press(dialog, Qt.Key.Key_Z, CONTROL)
    assert dialog.problem.text() == "Ctrl+Z belongs to “Undo”."
    assert actions.changed_keys() == {}
    QTest.mouseClick(dialog.instead, Qt.MouseButton.LeftButton)
    assert actions.keys()["postpone"] == ("Ctrl+Z",)
    assert "Ctrl+Z" not in actions.keys()["undo"]
    QTest.mouseClick(dialog.reset_all, Qt.MouseButton.LeftButton)
    assert actions.changed_keys() == {}


def test_what_text_needs_is_refused_in_words(dialog: KeysDialog, actions: Actions) -> None:
    dialog.choose("postpone")
    press(dialog, Qt.Key.Key_Tab)
    assert "typing and moving" in dialog.problem.text()
    dialog.choose("undo")
    press(dialog, Qt.Key.Key_U)
    assert "anywhere in the window" in dialog.problem.text()
    press(dialog, Qt.Key.Key_Return)
    assert "always belongs to “Confirm and go on”" in dialog.problem.text()
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible(), "Esc gives up the keys, not the dialog"
    assert actions.changed_keys() == {}


def test_enter_stays_with_confirm(dialog: KeysDialog, actions: Actions) -> None:
    dialog.choose("confirm")
    press(dialog, Qt.Key.Key_F12, CONTROL)
    assert actions.keys()["confirm"] == ("Return", "Enter", "Ctrl+F12")
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert actions.keys()["confirm"] == ("Return", "Enter")


def test_an_action_without_keys_is_still_in_its_menu(dialog: KeysDialog, actions: Actions) -> None:
    dialog.choose("postpone")
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert actions.keys()["postpone"] == ()
    assert actions.key("postpone") == ""


def test_kept_keys_that_clash_or_mean_nothing_are_passed_over(actions: Actions) -> None:
    actions.load_keys(
        {
            "postpone": ("Ctrl+Z", "Alt+L"),
            "reject": ("nonsense key",),
            "gone": ("Ctrl+F12",),
            "undo": (),
            "redo": ("Tab",),
        }
    )
    assert actions.keys()["postpone"] == ("Ctrl+Z", "Alt+L"), "undo has given it up"
    assert actions.keys()["reject"] == SPECS["reject"].keys
    assert actions.keys()["undo"] == ()
    assert actions.keys()["redo"] == SPECS["redo"].keys


def test_changed_keys_are_shown_everywhere_and_kept(shell: Shell) -> None:
    shell.open()
    shell.add()
    shell.choose(shell.records("count")[0])
    shell.window.actions_.set_keys("reject", ("Alt+X",))
    shell.window.actions_.set_keys("undo", ("Alt+U",))
    assert shell.space.form.footer.key("reject") == "Alt+X"
    assert shell.window.actions_["reject"].shortcut() == QKeySequence("Alt+X"), "menus show the shortcut"
    assert Settings(shell.settings.path).keys() == {"reject": ("Alt+X",), "undo": ("Alt+U",)}
    first = shell.space.desk.current or ""
    shell.key(Qt.Key.Key_Delete)
    shell.settle()
    assert shell.record(first).decision is Decision.NONE
    shell.key(Qt.Key.Key_X, ALT)
    shell.until(lambda: shell.record(first).decision is Decision.REJECTED)
    shell.settle()
    assert shell.window.line._key.text() == "Alt+U"
    shell.window.act("shortcuts")
    sheet = shell.dialog(ShortcutsDialog)
    assert "Alt+X" in {label.text() for label in sheet.findChildren(QLabel)}
    sheet.changeRequested.emit()
    sheet.reject()
    shell.dialog(KeysDialog).reject()
    shell.back()


def test_every_filter_is_a_key_away(shell: Shell) -> None:
    shell.open()
    shell.add()
    shell.space.focus_work()
    chosen = shell.space.records.filters
    for key, name in ((Qt.Key.Key_1, "needs_me"), (Qt.Key.Key_2, "failing"), (Qt.Key.Key_3, "unsure")):
        before = getattr(chosen.filter(), name)
        shell.key(key, ALT)
        assert getattr(chosen.filter(), name) is not before, name
        shell.key(key, ALT)
    shell.key(Qt.Key.Key_4, ALT)
    assert chosen.filter().folded
    shell.key(Qt.Key.Key_5, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert any(action.text().startswith("undecided\t") for action in menu.actions())
    menu.close()


def test_what_is_pointed_at_offers_its_actions(shell: Shell) -> None:
    shell.open()
    shell.add()
    offered = {action.objectName() for action in shell.space.records.view.actions()}
    assert {"confirm", "reject", "postpone", "return", "show_passage"} <= offered
    page = shell.space.source.focusProxy()
    assert page is not None
    assert {"copy", "add_count", "add_activity", "add_financial_figure"} <= {a.objectName() for a in page.actions()}
