"""The number editor."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.model.values import State
from desktop.ui.form.editors.number import NumberEditor
from tests.qt.form.hands import commit, compose, type_text

Show = Callable[..., NumberEditor]


def test_groups_what_it_shows_and_gives_back_the_very_same_number(show_editor: Show) -> None:
    editor = show_editor("financial_figure", "amount")
    exact = Decimal("-1655607.50")
    editor.set_value(exact)
    assert editor.text() == "\u22121\u00a0655\u00a0607.50"
    assert str(editor.value()) == "-1655607.50"
    assert not editor.is_changed()


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,100", "1100"),
        ("1 100", "1100"),
        ("1\u202f100", "1100"),
        ("36万", "360000"),
        ("(1 234)", "-1234"),
        ("8.75", "8.75"),
        ("１１００", "1100"),
    ],
)
def test_reads_numbers_as_reports_write_them(show_editor: Show, typed: str, value: str) -> None:
    editor = show_editor("count", "value")
    editor.line.clear()
    type_text(editor.line, typed)
    assert editor.value() == Decimal(value)
    assert editor.state() is State.STATED
    assert editor.problem() is None


@pytest.mark.parametrize(
    "pasted", ["12\n13\r\n14\t15", "12 13", "1 200 or 1 300", "1 100 22", "9" * 400, "or 1 100 000,5"]
)
def test_what_is_pasted_is_one_number_or_none(show_editor: Show, pasted: str) -> None:
    """A column of a table pasted into a field must not leave its first number there."""
    editor = show_editor("count", "value")
    editor.set_value(Decimal(7))
    editor.line.selectAll()
    QApplication.clipboard().setText(pasted)
    editor.line.paste()
    assert editor.value() is None
    assert "number" in (editor.problem() or "")


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1 100\n", "1100"), ("3 万 5 千", "35000"), ("2 500 000.50", "2500000.5"), ("0.050", "0.05"), ("000", "0")],
)
def test_one_number_may_have_spaces_in_it(show_editor: Show, typed: str, value: str) -> None:
    editor = show_editor("financial_figure", "amount")
    editor.line.selectAll()
    QApplication.clipboard().setText(typed)
    editor.line.paste()
    assert editor.value() == Decimal(value)


@pytest.mark.parametrize("typed", ["a lot", "12x34", "--"])
def test_says_at_once_what_is_no_number_and_has_no_value_then(show_editor: Show, typed: str) -> None:
    editor = show_editor("count", "value")
    editor.set_value(Decimal(7))
    editor.line.selectAll()
    type_text(editor.line, typed)
    assert editor.value() is None
    assert "number" in (editor.problem() or "")
    assert editor.is_changed()


def test_a_whole_number_is_whole(show_editor: Show) -> None:
    editor = show_editor("count", "women")
    type_text(editor.line, "3.5")
    assert editor.problem() is not None


def test_shows_how_it_understood_when_one_leaves(show_editor: Show, qtbot: QtBot) -> None:
    editor = show_editor("count", "value")
    type_text(editor.line, "36万")
    editor.line.clearFocus()
    assert editor.text() == "360\u00a0000"
    assert editor.value() == Decimal(360000)


def test_enter_asks_to_confirm_but_not_while_an_input_method_composes(show_editor: Show, qtbot: QtBot) -> None:
    editor = show_editor("count", "value")
    asked: list[str] = []
    editor.actionRequested.connect(asked.append)
    compose(editor.line, "wan")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert asked == []
    commit(editor.line, "5万")
    assert editor.value() == Decimal(50000)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert asked == ["confirm"]
    QTest.keyClick(editor.line, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert asked == ["confirm", "confirm"]


def test_escape_goes_back(show_editor: Show) -> None:
    editor = show_editor("count", "value")
    editor.set_value(Decimal(5))
    type_text(editor.line, "9")
    assert editor.is_changed()
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert editor.value() == Decimal(5)
    assert not editor.is_changed()


def test_the_letter_n_says_not_stated(show_editor: Show) -> None:
    editor = show_editor("count", "women")
    QTest.keyClick(editor.line, Qt.Key.Key_N)
    assert editor.state() is State.NOT_STATED
    assert editor.line.placeholderText() == "not stated"
    assert editor.is_changed()


def test_emptying_says_not_stated_and_untyping_says_nothing(show_editor: Show) -> None:
    editor = show_editor("count", "women")
    editor.set_value(Decimal(4))
    editor.line.selectAll()
    QTest.keyClick(editor.line, Qt.Key.Key_Delete)
    assert editor.state() is State.NOT_STATED
    editor.set_value(None)
    type_text(editor.line, "5")
    QTest.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert editor.state() is State.NOT_LOOKED_AT
    assert not editor.is_changed()


def test_the_wheel_changes_nothing(show_editor: Show) -> None:
    editor = show_editor("count", "value")
    editor.set_value(Decimal(5))
    for focused in (True, False):
        editor.line.setFocus() if focused else editor.line.clearFocus()
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, -240), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(editor.line, wheel)
        assert editor.value() == Decimal(5)


def test_a_decimal_point_survives_a_language_with_a_comma(show_editor: Show) -> None:
    editor = show_editor("count", "value", report_language="en")
    editor.set_value(Decimal("8.7"))
    QTest.keyClick(editor.line, Qt.Key.Key_End)
    type_text(editor.line, "5")
    assert editor.value() == Decimal("8.75")


def test_undo_goes_to_the_window_once_there_is_none_here(show_editor: Show) -> None:
    editor = show_editor("count", "value")
    editor.set_value(Decimal(5))

    def override() -> bool:
        from PySide6.QtGui import QKeyEvent

        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        event.ignore()
        QApplication.sendEvent(editor.line, event)
        return event.isAccepted()

    assert not override()
    type_text(editor.line, "7")
    assert override()


def test_states_by_menu(show_editor: Show) -> None:
    from PySide6.QtWidgets import QMenu

    editor = show_editor("count", "women")
    editor.set_value(Decimal(4))
    menu = QMenu(editor)
    editor.fill_state_menu(menu)
    by_text = {action.text(): action for action in menu.actions()}
    by_text["unreadable"].trigger()
    assert editor.state() is State.UNREADABLE
    assert editor.value() is None
    assert editor.line.placeholderText() == "unreadable"
