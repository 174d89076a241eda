"""The action registry: no two actions share a key, every action is in a menu, what is enabled follows the facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from desktop.ui.actions.actions import Actions
from desktop.ui.actions.registry import ACTIONS, MENUS, clashes
from resources import resource


def test_no_two_actions_share_a_key() -> None:
    assert clashes() == []


def test_the_clash_test_finds_one() -> None:
    doubled = replace(ACTIONS[0], id="other")
    assert clashes((*ACTIONS, doubled)) == [("Ctrl+N", "new_project", "other")]


def test_a_sheet_may_use_the_keys_of_what_it_covers() -> None:
    one = replace(ACTIONS[0], id="one", keys=("X",), scope="sheet", needs=frozenset({"group"}))
    assert clashes((one, replace(one, id="other", scope="work"))) == []
    assert clashes((one, replace(one, id="other", needs=frozenset({"names"})))) == []
    assert clashes((one, replace(one, id="other", scope="window"))) == [("X", "one", "other")]
    assert clashes((one, replace(one, id="other"))) == [("X", "one", "other")]


def test_ids_are_unique_and_menus_known() -> None:
    assert [name for name, times in Counter(spec.id for spec in ACTIONS).items() if times > 1] == []
    assert {spec.menu for spec in ACTIONS} == {menu for menu, _ in MENUS}


def test_groups_of_a_menu_stand_together() -> None:
    for menu, _ in MENUS:
        groups = [spec.group for spec in ACTIONS if spec.menu == menu]
        assert groups == sorted(groups), menu


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id)
def test_every_key_is_a_key(spec: object) -> None:
    for key in spec.keys:  # type: ignore[attr-defined]
        assert QKeySequence(key).toString(), key


def test_plain_keys_are_heard_only_where_decisions_are_made() -> None:
    """A letter, Enter or Del pressed at a window that has just opened must decide nothing."""
    for spec in ACTIONS:
        for key in spec.keys:
            plain = len(key) == 1 or key in ("Return", "Enter", "Del", "Backspace", "Space", "Esc")
            assert not plain or spec.scope in ("work", "sheet"), spec.id


def test_every_picture_is_there() -> None:
    for spec in ACTIONS:
        assert not spec.icon or resource("icons", f"{spec.icon}.svg").is_file(), spec.icon


def test_menus_hold_every_action_with_its_key(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    menus = actions.fill_menus(window.menuBar(), {})
    beside = [menu for above in menus.values() for menu in above.findChildren(QMenu)]
    held = {action.objectName() for menu in (*menus.values(), *beside) for action in menu.actions()} - {""}
    assert held == {spec.id for spec in ACTIONS}
    assert set(actions["confirm"].shortcuts()) == {QKeySequence("Return"), QKeySequence("Enter")}
    assert actions.key("confirm") == "Enter"
    assert actions["confirm"].shortcut().toString() == "Enter", "the menu says it as the buttons do"


def test_the_longest_menu_fits_on_a_small_screen(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    menus = Actions(window).fill_menus(window.menuBar(), {})
    assert {name: len(menu.actions()) for name, menu in menus.items() if len(menu.actions()) > 28} == {}


def test_enabled_follows_the_facts(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    assert actions["new_project"].isEnabled()
    assert not actions["confirm"].isEnabled()
    actions.set_facts({"project", "record", "writable"})
    assert actions["confirm"].isEnabled()
    assert not actions["undo"].isEnabled()
    actions.set_facts({"project", "record"})
    assert not actions["confirm"].isEnabled()


def test_triggered_names_the_action(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    with qtbot.waitSignal(actions.triggered, timeout=1000) as caught:
        actions["about"].trigger()
    assert caught.args == ["about"]
