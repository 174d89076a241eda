"""Enter goes to the next thing that needs a person, and decides nothing that nobody can have seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from db.model.records import Decision
from db.model.values import State
from desktop.ui.form.editors.countries import CountriesEditor
from tests.qt.shell.conftest import Shell

LIGHTHOUSES = "The Lighthouse Service in 2021\n\nThe service repaired 31 lamps and trained 12 keepers in Port Vila.\n"
SEEDS = "Seed bank, annual note 2020\n\nThe bank sent 640 packets of seed to 17 schools, and 9 gardeners visited it.\n"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """A report on the desk, its first count chosen, the list has the keys."""
    shell.open()
    shell.add()
    shell.choose(shell.records("count")[0])
    return shell


@pytest.fixture
def unsure(shell: Shell) -> Shell:
    """The same, and the machine is unsure of all numbers and of the women among them."""
    shell.suggester.doubts = {"value": 0.4, "women": 0.3}
    shell.open()
    shell.add()
    shell.choose(shell.records("count")[0])
    return shell


def focused(shell: Shell) -> str | None:
    return shell.space.form.focused_field()


def decision(shell: Shell, record: str) -> Decision:
    return shell.record(record).decision


def words(shell: Shell) -> str:
    return shell.space.form.footer.enter_words()


def test_enter_stops_at_each_unsure_field_and_the_last_one_decides(unsure: Shell) -> None:
    first = unsure.space.desk.current or ""
    unsure.until(lambda: words(unsure) == "Next: Value")
    unsure.key(Qt.Key.Key_Return)
    assert (focused(unsure), words(unsure)) == ("value", "Next: Of these women")
    unsure.key(Qt.Key.Key_Return)
    assert (focused(unsure), words(unsure)) == ("women", "Confirm")
    assert decision(unsure, first) is Decision.NONE
    unsure.key(Qt.Key.Key_Return)
    unsure.until(lambda: decision(unsure, first) is Decision.CONFIRMED)
    unsure.settle()
    assert unsure.space.desk.current != first
    assert focused(unsure) == "value", "the next one's first doubt has the keys at once"


def test_a_record_without_doubts_takes_one_enter(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    assert words(desk) == "Confirm"
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: decision(desk, first) is Decision.CONFIRMED)


def test_a_changed_field_counts_as_seen(unsure: Shell) -> None:
    first = unsure.space.desk.current or ""
    unsure.key(Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "25")
    unsure.key(Qt.Key.Key_Return)
    assert focused(unsure) == "women"
    unsure.key(Qt.Key.Key_Return)
    unsure.until(lambda: decision(unsure, first) is Decision.CORRECTED)


def test_ctrl_enter_decides_at_once_only_what_was_looked_at(unsure: Shell) -> None:
    first = unsure.space.desk.current or ""
    unsure.key(Qt.Key.Key_Return, CONTROL)
    assert decision(unsure, first) is Decision.NONE
    assert unsure.window.bar.text() == "Look at “Value” first."
    assert focused(unsure) == "value"
    unsure.key(Qt.Key.Key_Tab)
    unsure.key(Qt.Key.Key_Tab)
    unsure.space.form.focus_field("women")
    unsure.key(Qt.Key.Key_Return, CONTROL)
    unsure.until(lambda: decision(unsure, first) is Decision.CONFIRMED)


def test_del_is_the_records_until_something_is_done_in_the_field(unsure: Shell) -> None:
    first = unsure.space.desk.current or ""
    unsure.key(Qt.Key.Key_Return)
    unsure.key(Qt.Key.Key_Right)
    unsure.key(Qt.Key.Key_Delete)
    unsure.settle()
    assert decision(unsure, first) is Decision.NONE, "the caret was moved: Del is text"
    unsure.window.act("discard_edit")
    unsure.space.focus_work()
    unsure.key(Qt.Key.Key_Return)
    unsure.key(Qt.Key.Key_Delete)
    unsure.until(lambda: decision(unsure, first) is Decision.REJECTED)


@pytest.mark.parametrize(("key", "wanted"), [(Qt.Key.Key_F9, "rejected"), (Qt.Key.Key_F5, "postponed")])
def test_function_keys_decide_while_a_field_is_typed_in(desk: Shell, key: Qt.Key, wanted: str) -> None:
    first = desk.space.desk.current or ""
    desk.space.form.focus_field("noun")
    QTest.keyClicks(QApplication.focusWidget(), "pr")
    keys = {desk.space.form.footer.key("reject"), desk.space.form.footer.key("postpone")}
    assert keys == {"F9", "F5"}, "the buttons show the keys that work here"
    desk.key(key)
    desk.until(lambda: decision(desk, first) == wanted)
    assert {desk.space.form.footer.key("reject"), desk.space.form.footer.key("postpone")} == {"Del", "P"}


def test_f4_says_not_stated_and_goes_on(unsure: Shell) -> None:
    first = unsure.space.desk.current or ""
    unsure.key(Qt.Key.Key_Return)
    unsure.key(Qt.Key.Key_Return)
    assert focused(unsure) == "women"
    unsure.key(Qt.Key.Key_F4)
    unsure.until(lambda: decision(unsure, first) is Decision.CORRECTED)
    assert unsure.record(first).current["women"].state is State.NOT_STATED


def test_f4_in_a_field_that_was_gone_to_by_hand_decides_nothing(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.space.form.focus_field("women")
    desk.key(Qt.Key.Key_F4)
    desk.settle()
    assert decision(desk, first) is Decision.NONE
    assert desk.space.form.changes()["women"].state is State.NOT_STATED


def test_an_input_method_takes_its_keys_and_no_others(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    view = desk.space.records.view
    assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), "letters come as keys here"
    desk.space.form.focus_field("noun")
    editor = QApplication.focusWidget()
    QApplication.sendEvent(editor, QInputMethodEvent("pei xun", []))
    for key in (Qt.Key.Key_P, Qt.Key.Key_R, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        desk.key(key)
    desk.settle()
    assert decision(desk, first) is Decision.NONE
    assert desk.space.desk.current == first
    done = QInputMethodEvent()
    done.setCommitString("培训")
    QApplication.sendEvent(editor, done)
    desk.key(Qt.Key.Key_F5)
    desk.until(lambda: decision(desk, first) is Decision.POSTPONED)
    desk.settle()
    desk.space.focus_work()
    second = desk.space.desk.current or ""
    QApplication.sendEvent(view, QInputMethodEvent("p", []))
    desk.key(Qt.Key.Key_P)
    desk.until(lambda: decision(desk, second) is Decision.POSTPONED)


def test_a_record_that_was_not_painted_cannot_be_decided(desk: Shell) -> None:
    other = desk.records("count")[1]
    desk.space.walking.glance = 0.0
    desk.space.desk.choose_record(other.id)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_P):
        QTest.keyClick(desk.space.records.view, key)
    assert not desk.space.tasks.writing
    assert decision(desk, other.id) is Decision.NONE
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: decision(desk, other.id) is Decision.CONFIRMED)


def test_a_window_that_came_to_the_front_decides_nothing_for_a_moment(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.key(Qt.Key.Key_Down, CONTROL)
    first = desk.space.desk.current or ""
    desk.until(desk.space.walking.is_on_screen)
    desk.space.walking.glance = 1000.0
    QApplication.sendEvent(desk.space.form, QEvent(QEvent.Type.WindowActivate))
    QTest.keyClick(desk.space.records.view, Qt.Key.Key_Return)
    desk.settle()
    assert decision(desk, first) is Decision.NONE
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: decision(desk, first) is Decision.CONFIRMED)


def test_a_held_key_decides_nothing(unsure: Shell) -> None:
    for name in ("confirm", "confirm_now", "reject", "postpone", "return", "not_stated", "undo"):
        assert not unsure.window.actions_[name].autoRepeat(), name
    first = unsure.space.desk.current or ""
    unsure.key(Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True, count=1
    )
    for _ in range(5):
        QApplication.sendEvent(editor, held)
    assert focused(unsure) == "value"
    button = unsure.space.form.footer.primary
    QApplication.sendEvent(button, held)
    unsure.settle()
    assert (focused(unsure), decision(unsure, first)) == ("value", Decision.NONE)


def test_enter_held_down_decides_one_record_at_most(desk: Shell) -> None:
    """X11 tells of it as of presses and releases: each would come after the glance that the next record needs."""
    first = desk.space.desk.current or ""
    view = desk.space.records.view
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: decision(desk, first) is Decision.CONFIRMED)
    desk.settle()
    second = desk.space.desk.current or ""
    assert second != first
    for moment in range(1000, 1400, 40):
        desk.until(desk.space.walking.is_on_screen)
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            event = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            event.setTimestamp(moment)
            QApplication.sendEvent(view, event)
        desk.window.actions_["confirm"].trigger()
        desk.settle()
    assert (desk.space.desk.current, decision(desk, second)) == (second, Decision.NONE)
    QApplication.processEvents()
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: decision(desk, second) is Decision.CONFIRMED)


def test_a_passage_that_was_not_on_screen_is_brought_there_first(desk: Shell) -> None:
    other = desk.records("count")[-1]
    desk.space.source.hide()
    desk.choose(other)
    desk.key(Qt.Key.Key_Return)
    assert decision(desk, other.id) is Decision.NONE
    assert desk.window.bar.text() == "Look at the passage, then press Enter again."
    desk.until(lambda: words(desk) == "Show the passage")
    desk.key(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert decision(desk, other.id) is Decision.NONE, "nor can it be forced"
    desk.space.source.show()
    desk.until(lambda: words(desk) == "Confirm")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: decision(desk, other.id) is Decision.CONFIRMED)


def test_without_a_passage_to_show_it_says_so_and_wants_a_second_key(
    desk: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.space.desk.current or ""
    monkeypatch.setattr(desk.space.source, "can_show", lambda span: False)
    desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert decision(desk, first) is Decision.NONE
    assert "No passage can be shown" in desk.window.bar.text()
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: decision(desk, first) is Decision.CONFIRMED)


def test_at_the_end_enter_goes_to_the_next_report_that_needs_the_person(shell: Shell) -> None:
    shell.open()
    shell.add(shell.report("one.txt"))
    shell.add(shell.report("two.txt", LIGHTHOUSES))
    shell.add(shell.report("three.txt", SEEDS))
    works = list(shell.space.desk.reports)
    shell.space.desk.choose_report(works[0])
    shell.until(lambda: shell.space.desk.work_id == works[0])
    shell.settle()
    shell.space.focus_work()
    for _ in shell.records():
        current = shell.space.desk.current or ""
        shell.key(Qt.Key.Key_Return)
        shell.until(lambda current=current: decision(shell, current) is Decision.CONFIRMED)
        shell.settle()
    shell.until(lambda: shell.space.walking.next_report is not None)
    assert "Enter: next report" in shell.window.bar.text()
    assert words(shell) == "Next report"
    shell.space.onward.pause = 60.0
    shell.key(Qt.Key.Key_Return)
    shell.settle()
    assert shell.space.desk.work_id == works[0]  # a key of the rhythm, too early to have read what was said
    shell.space.onward.pause = 0.0
    shell.key(Qt.Key.Key_Return)
    shell.until(lambda: shell.space.desk.work_id == works[1])
    shell.settle()
    told = shell.window.line.undo_text()
    assert told.startswith("Undo: confirm a record of “") and shell.space.desk.reports[works[0]].work.title in told
    assert {record.decision for record in shell.records()} == {Decision.NONE}
    assert shell.space.desk.current is not None


def test_the_end_tells_what_fails_and_what_is_left_out(desk: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = desk.space.desk.loaded
    assert loaded is not None
    monkeypatch.setattr(loaded.findings, "failing", lambda: 2)
    monkeypatch.setattr(desk.space.onward, "_left_out", lambda: 7)
    desk.space.onward.tell()
    desk.until(lambda: desk.window.bar.text() != "")
    assert desk.window.bar.text().startswith(
        "No record here waits for you. Failing checks: 2. Passages that no record cites: 7."
    )
    assert desk.window.bar.kind() == "warning"


def test_a_record_that_is_done_does_not_offer_to_be_confirmed(desk: Shell) -> None:
    for _ in desk.records():
        current = desk.space.desk.current or ""
        desk.key(Qt.Key.Key_Return)
        desk.until(lambda current=current: decision(desk, current) is Decision.CONFIRMED)
        desk.settle()
    desk.window.bar.clear()
    assert words(desk) == "Go on"
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: "No record here waits for you" in desk.window.bar.text())


def test_going_on_from_a_field_gives_the_letters_back(desk: Shell) -> None:
    first = desk.space.desk.current
    desk.space.form.focus_field("noun")
    desk.key(Qt.Key.Key_F8)
    desk.settle()
    assert desk.space.desk.current != first and not desk.space.walking.left()
    assert desk.space.form.focused_field() is None and desk.space.records.view.hasFocus()


def test_time_is_kept_by_record_and_told_by_report(desk: Shell) -> None:
    work = desk.space.desk.work_id
    assert work is not None
    for _ in range(3):
        current = desk.space.desk.current or ""
        desk.key(Qt.Key.Key_Return)
        desk.until(lambda current=current: decision(desk, current) is Decision.CONFIRMED)
        desk.settle()
    desk.space.time.close()
    desk.settle()
    kept = desk.space.project.review.times(work)
    assert sum(sum(each.values()) for each in kept.values()) > 0
    seconds = desk.space.time.seconds(work)
    assert seconds is not None and seconds > 0
    tip = desk.space.reports.view.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert f"{seconds:.1f} s a record" in tip
    assert "Ada" not in tip


def test_del_on_a_country_takes_the_country_away_and_not_the_record(desk: Shell) -> None:
    activity = next(record for record in desk.records("activity") if record.value("countries"))
    desk.choose(activity)
    editor = desk.space.form.editor("countries")
    assert isinstance(editor, CountriesEditor)
    chip = editor.chips()[0]
    chip.setFocus()
    desk.key(Qt.Key.Key_Delete)
    desk.settle()
    assert decision(desk, activity.id) is Decision.NONE
    assert not editor.chips()
