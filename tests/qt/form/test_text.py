"""The editors of a text and of a list of texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.model.values import State
from desktop.ui.form.editors.text import MOST_LINES, TextEditor
from desktop.ui.form.editors.texts import TextsEditor
from tests.qt.form.hands import commit, compose, type_text

Show = Callable[..., TextEditor]
LONG = "中心与会员国、联合国系统各实体以及民间社会密切合作，继续支持各国执行行动纲领，并举办了一系列培训课程。"


def test_keeps_a_text_as_it_is_and_trims_what_is_typed(show_editor: Show) -> None:
    editor = show_editor("count", "noun")
    editor.set_value(" 国家官员")
    assert editor.value() == " 国家官员"
    assert not editor.is_changed()
    editor.area.selectAll()
    type_text(editor.area, "  delegates ")
    assert editor.value() == "delegates"


def test_grows_with_its_text_and_shrinks_again(show_editor: Show, qtbot: QtBot) -> None:
    editor = show_editor("count", "noun")
    editor.set_value("短")
    low = editor.area.height()
    assert low == 26
    editor.set_value(LONG)
    qtbot.waitUntil(lambda: editor.area.height() > 2 * low - 10)
    editor.set_value(LONG * 10)
    high = editor.area.height()
    assert high < (MOST_LINES + 1) * 22
    assert editor.area.verticalScrollBar().isVisible()
    editor.set_value("短")
    qtbot.waitUntil(lambda: editor.area.height() == low)


def test_enter_confirms_shift_enter_breaks_and_composing_does_neither(show_editor: Show) -> None:
    editor = show_editor("count", "noun")
    asked: list[str] = []
    editor.actionRequested.connect(asked.append)
    compose(editor.area, "guo")
    QTest.keyClick(editor.area, Qt.Key.Key_Return)
    QTest.keyClick(editor.area, Qt.Key.Key_Escape)
    assert asked == []
    commit(editor.area, "国")
    assert editor.value() == "国"
    QTest.keyClick(editor.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert asked == []
    assert editor.text() == "国\n"
    QTest.keyClick(editor.area, Qt.Key.Key_Return)
    assert asked == ["confirm"]


def test_escape_and_emptying(show_editor: Show) -> None:
    editor = show_editor("count", "noun")
    editor.set_value("官员")
    editor.area.selectAll()
    QTest.keyClick(editor.area, Qt.Key.Key_Backspace)
    assert editor.state() is State.NOT_STATED
    assert editor.area.placeholderText() == "not stated"
    QTest.keyClick(editor.area, Qt.Key.Key_Escape)
    assert editor.value() == "官员"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("国家警察; 海关", ("国家警察", "海关")),
        ("国家警察；海关；", ("国家警察", "海关")),
        ("one", ("one",)),
    ],
)
def test_lists_are_parted_by_semicolons(show_editor: Show, typed: str, value: tuple[str, ...]) -> None:
    editor = show_editor("activity", "partners")
    type_text(editor.area, typed)
    assert editor.value() == value


def test_a_text_with_a_semicolon_stays_one(show_editor: Show) -> None:
    editor = show_editor("activity", "partners")
    assert isinstance(editor, TextsEditor)
    for value in (("A; B", "C"), ("A; B",), ("A", "B")):
        editor.set_value(value)
        assert editor.value() == value
        assert not editor.is_changed()
    editor.set_value(("A; B", "C"))
    editor.area.moveCursor(editor.area.textCursor().MoveOperation.End)
    type_text(editor.area, "2")
    assert editor.value() == ("A; B", "C2")
