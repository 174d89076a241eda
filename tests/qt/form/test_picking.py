"""The editors that find one of many: choice, small choice, country, countries, link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.model.values import State
from desktop.ui.form.editors.choice import ChoiceEditor
from desktop.ui.form.editors.compact_choice import CompactChoice
from desktop.ui.form.editors.countries import CountriesEditor
from desktop.ui.form.editors.country import CountryEditor
from desktop.ui.form.editors.link import LinkEditor
from desktop.ui.form.editors.pick import PickItem, exactly, ranked
from tests.qt.form.hands import commit, compose, type_text

Show = Callable[..., Any]


def test_the_likeliest_comes_first() -> None:
    items = [PickItem("RO", "Romania"), PickItem("NE", "Niger"), PickItem("NG", "Nigeria"), PickItem("OM", "Oman")]
    assert [item.id for item in ranked(items, "niger")] == ["NE", "NG"]
    assert [item.id for item in ranked(items, "oman")] == ["OM", "RO"]
    assert ranked(items, "") == items
    assert exactly(items, " NIGER ") == items[1]
    assert exactly(items, "nig") is None


def test_accents_and_width_do_not_matter() -> None:
    items = [PickItem("CI", "Côte d’Ivoire", ("CI",))]
    assert ranked(items, "cote") == items
    assert exactly(items, "ＣＩ") == items[0]


def test_a_choice_is_typed_and_taken_by_enter_without_confirming(show_editor: Show) -> None:
    editor = show_editor("count", "unit")
    assert isinstance(editor, ChoiceEditor)
    asked: list[str] = []
    editor.actionRequested.connect(asked.append)
    type_text(editor.line, "pers")
    assert editor.pick_line.is_open()
    assert editor.pick_line.candidates()[0].id == "persons"
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "persons"
    assert editor.text() == "persons"
    assert asked == []
    assert not editor.pick_line.is_open()
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert asked == ["confirm"]


def test_labels_are_in_the_readers_language_and_ids_find_too(show_editor: Show) -> None:
    editor = show_editor("count", "unit", language="zh")
    editor.set_value("persons")
    assert editor.text() == "人"
    editor.line.selectAll()
    type_text(editor.line, "weapons")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "weapons"
    assert editor.text() == "武器"


def test_arrows_open_and_move_and_escape_closes_first(show_editor: Show) -> None:
    editor = show_editor("count", "unit")
    editor.set_value("states")
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    assert editor.pick_line.is_open()
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert not editor.pick_line.is_open()
    assert editor.value() == "states"
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "organizations"
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert editor.value() == "states"


def test_a_click_on_the_arrow_opens_and_a_click_on_an_item_takes_it(show_editor: Show, qtbot: Any) -> None:
    editor = show_editor("count", "unit")
    QTest.mouseClick(editor.arrow, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    view = editor.pick_line._popup
    place = view.visualRect(view.model().index(2, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert editor.value() == "organizations"


def test_a_word_that_is_no_choice_is_said_and_kept(show_editor: Show) -> None:
    editor = show_editor("count", "unit")
    type_text(editor.line, "zzz")
    assert editor.value() is None
    assert "zzz" in (editor.problem() or "")
    assert editor.text() == "zzz"


def test_composing_finds_nothing_yet_and_enter_takes_nothing(show_editor: Show) -> None:
    editor = show_editor("count", "unit", language="zh")
    asked: list[str] = []
    editor.actionRequested.connect(asked.append)
    compose(editor.line, "wuqi")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert asked == []
    assert editor.value() is None
    commit(editor.line, "武器")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "weapons"


def test_a_country_by_name_in_the_readers_language(show_editor: Show) -> None:
    editor = show_editor("financial_figure", "party_country", language="zh")
    assert isinstance(editor, CountryEditor)
    editor.set_value("DE")
    assert editor.text() == "德国"
    for typed, code in (("Peru", "PE"), ("哥斯达黎加", "CR"), ("fr", "FR")):
        editor.line.selectAll()
        type_text(editor.line, typed)
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
        assert editor.value() == code
    editor.line.selectAll()
    type_text(editor.line, "Atlantis")
    assert "Atlantis" in (editor.problem() or "")


def test_countries_by_keyboard_only(show_editor: Show) -> None:
    editor = show_editor("count", "countries")
    assert isinstance(editor, CountriesEditor)
    asked: list[str] = []
    editor.actionRequested.connect(asked.append)
    type_text(editor.line, "dominican")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    type_text(editor.line, "costa rica;")
    type_text(editor.line, "Peru")
    assert editor.value() == ("DO", "CR", "PE")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert [chip.text() for chip in editor.chips()] == ["Dominican Republic", "Costa Rica", "Peru"]
    assert asked == []
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert asked == ["confirm"]
    QTest.keyClick(editor.line, Qt.Key.Key_Left)
    assert QApplication.focusWidget() is editor.chips()[2]
    QTest.keyClick(editor.chips()[2], Qt.Key.Key_Left)
    QTest.keyClick(editor.chips()[1], Qt.Key.Key_Delete)
    assert editor.value() == ("DO", "PE")
    editor.line.setFocus()
    QTest.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert editor.value() == ("DO",)
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert editor.value() is None
    assert editor.state() is State.NOT_LOOKED_AT


def test_a_chips_cross_removes_it_and_no_country_stays_not_stated(show_editor: Show) -> None:
    editor = show_editor("count", "countries")
    editor.set_value(("PE",))
    chip = editor.chips()[0]
    place = chip._cross().center()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert editor.value() is None
    assert editor.state() is State.NOT_STATED


def test_what_is_no_country_is_said_and_kept(show_editor: Show) -> None:
    editor = show_editor("count", "countries")
    editor.set_value(("PE",))
    type_text(editor.line, "Nowhere")
    assert "Nowhere" in (editor.problem() or "")
    assert editor.text() == "Peru; Nowhere"
    other = editor.text()
    editor.revert()
    editor.set_text(other)
    assert [chip.text() for chip in editor.chips()] == ["Peru"]
    assert editor.line.text() == "Nowhere"


def test_many_countries_make_the_editor_higher(show_editor: Show) -> None:
    editor = show_editor("count", "countries")
    low = editor.height()
    editor.set_value(("DO", "CR", "PE", "SV", "GT", "HN", "BO"))
    assert editor.height() > 2 * low
    right = max(chip.geometry().right() for chip in editor.chips())
    assert right <= editor.width()


def test_a_link_by_caption(show_editor: Show) -> None:
    editor = show_editor("count", "activity")
    assert isinstance(editor, LinkEditor)
    editor.set_links({"a1": "Training · Peru", "a2": "Training · Peru", "a3": "Workshop · Lima"})
    assert editor.line.placeholderText() == "none linked"
    editor.set_value("a2")
    assert editor.text() == "Training · Peru (2)"
    editor.line.selectAll()
    type_text(editor.line, "work")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "a3"
    editor.set_value("gone")
    assert "not in this list" in editor.text()
    assert editor.value() == "gone"
    assert not editor.is_changed()


@pytest.mark.parametrize(("key", "value"), [(Qt.Key.Key_M, "more_than"), (Qt.Key.Key_N, "nearly")])
def test_the_small_choice_takes_first_letters(show_editor: Show, key: Qt.Key, value: str) -> None:
    editor = show_editor("count", "qualifier")
    assert isinstance(editor, CompactChoice)
    editor.set_value("about")
    assert editor.button.text() == "about"
    QTest.keyClick(editor.button, key)
    assert editor.value() == value


def test_the_small_choice_by_menu_and_escape_and_enter(show_editor: Show) -> None:
    editor = show_editor("count", "qualifier")
    asked: list[str] = []
    editor.actionRequested.connect(asked.append)
    assert editor.button.text() == "exactly"  # the default, quietly: nobody has said it
    assert editor.state() is State.NOT_LOOKED_AT
    QTest.mouseClick(editor.button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    about = next(action for action in menu.actions() if action.text() == "about")
    about.trigger()
    menu.close()
    assert editor.value() == "about"
    QTest.keyClick(editor.button, Qt.Key.Key_Return)
    assert asked == ["confirm"]
    QTest.keyClick(editor.button, Qt.Key.Key_Escape)
    assert editor.value() is None


def test_a_language_is_shown_by_its_name_and_kept_by_its_tag(show_editor: Show) -> None:
    editor = show_editor("report", "language")
    editor.set_value("en")
    assert editor.text() == "English" and editor.value() == "en" and not editor.is_changed()
    editor.setFocus()
    QTest.keyClick(editor.focusProxy(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor.focusProxy(), "chi")
    QTest.keyClick(editor.focusProxy(), Qt.Key.Key_Tab)
    assert editor.value() == "zh" and editor.text() == "Chinese"
    editor.set_value("pt")
    assert editor.text() == "Portuguese" and editor.value() == "pt"
    editor.set_value("tlh-x")
    assert editor.value() == "tlh-x"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Portuguese", "pt"), (" swahili", "sw"), ("pt-BR", "pt-BR"), ("tlh", "tlh"), ("Portugese", None)],
)
def test_any_other_language_is_kept_by_its_tag_and_what_is_none_is_refused(
    show_editor: Show, typed: str, kept: str | None
) -> None:
    editor = show_editor("report", "language")
    editor.set_value("en")
    editor.setFocus()
    QTest.keyClick(editor.focusProxy(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor.focusProxy(), typed)
    QTest.keyClick(editor.focusProxy(), Qt.Key.Key_Tab)
    assert editor.value() == kept and (editor.problem() is None) == (kept is not None)
