"""Deciding with real keys: confirm, correct, reject, postpone, undo, add, approve, return, complete, sign off."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QToolButton

from db.model.errors import ProjectError
from db.model.records import Approval, Decision
from db.model.values import State
from db.model.works import WorkState
from desktop.documents.spans import make_span
from desktop.review.queues import task
from desktop.ui import drafting
from desktop.ui.dialogs.choice import ChoiceDialog
from desktop.ui.dialogs.person import PersonDialog
from desktop.ui.dialogs.question import QuestionDialog
from desktop.ui.dialogs.release import ReleaseDialog
from tests.qt.shell.conftest import Shell

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """A report on the desk, its first count chosen, the list has the keys."""
    shell.open()
    shell.add()
    shell.choose(shell.records("count")[0])
    return shell


def value(shell: Shell, record_id: str) -> object:
    return shell.record(record_id).value("value")


def switch(shell: Shell, name: str) -> None:
    shell.window.act("person")
    dialog = shell.dialog(PersonDialog)
    box = dialog._name
    box.setCurrentText(name)
    QTest.keyClick(box, Qt.Key.Key_Return)
    shell.until(lambda: shell.space.desk.person is not None and shell.space.desk.person.name == name)
    shell.settle()
    shell.back()


def complete(shell: Shell) -> None:
    """Say that nothing more is in the report; where something is cited by no record, say it again."""

    def state() -> WorkState | None:
        return shell.space.desk.loaded.work.state if shell.space.desk.loaded else None

    shell.window.act("complete")
    shell.until(lambda: state() is WorkState.COMPLETE or "no record cites" in shell.window.bar.text())
    if state() is not WorkState.COMPLETE:
        shell.settle()
        shell.window.act("complete")
        shell.until(lambda: state() is WorkState.COMPLETE)


def everything(shell: Shell) -> None:
    """Enter, until nothing needs the person."""
    desk = shell.space.desk
    shell.space.focus_work()
    for _ in range(50):
        needing = [record for record in shell.records() if task(record, desk.person_id) is not None]
        if not needing:
            return
        if desk.current not in {record.id for record in needing}:
            desk.choose_record(needing[0].id)
        before = shell.record(desk.current or "")
        shell.key(Qt.Key.Key_Return)
        shell.until(lambda before=before: shell.record(before.id) != before)
    raise AssertionError("it never ends")


def test_enter_confirms_and_goes_on(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.record(first).decision is Decision.CONFIRMED)
    assert desk.space.desk.current != first
    assert desk.space.form.record() == desk.space.desk.record()
    desk.settle()
    assert desk.window.top.saved_text() == "✓ Saved"
    assert desk.window.line.decided_text().startswith("1 of ")
    assert desk.window.line.undo_text().startswith("Undo: confirm 24")


def test_a_typed_value_is_a_correction(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.space.form.focus_field("value")
    desk.key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "25")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.record(first).decision is Decision.CORRECTED)
    assert value(desk, first) == Decimal(25)


def test_what_cannot_be_read_is_said_at_the_field_and_nothing_is_written(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.space.form.focus_field("value")
    desk.key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "many")
    desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert desk.record(first).decision is Decision.NONE
    assert desk.space.desk.current == first
    assert desk.space.form.notes_of("value")


def test_enter_while_an_input_method_composes_decides_nothing(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.space.form.focus_field("noun")
    editor = QApplication.focusWidget()
    QApplication.sendEvent(editor, QInputMethodEvent("guan li", []))
    desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert desk.record(first).decision is Decision.NONE
    committed = QInputMethodEvent("", [])
    committed.setCommitString("管理")
    QApplication.sendEvent(editor, committed)
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.record(first).decision is Decision.CORRECTED)


def test_del_rejects_p_postpones_and_undo_takes_back(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.key(Qt.Key.Key_Delete)
    desk.until(lambda: desk.record(first).decision is Decision.REJECTED)
    second = desk.space.desk.current or ""
    assert second != first
    desk.key(Qt.Key.Key_P)
    desk.until(lambda: desk.record(second).decision is Decision.POSTPONED)
    desk.settle()
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.until(lambda: desk.record(second).decision is Decision.NONE)
    assert desk.space.desk.current == second
    desk.settle()
    desk.key(Qt.Key.Key_Z, CONTROL)
    desk.until(lambda: desk.record(first).decision is Decision.NONE)
    assert desk.space.desk.current == first
    desk.settle()
    desk.key(Qt.Key.Key_Z, CONTROL | SHIFT)
    desk.until(lambda: desk.record(first).decision is Decision.REJECTED)


def test_letters_and_del_in_an_editor_decide_nothing(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.space.form.focus_field("noun")
    QTest.keyClicks(QApplication.focusWidget(), "pr")
    desk.key(Qt.Key.Key_Delete)
    desk.settle()
    assert desk.space.desk.current == first
    assert desk.record(first).decision is Decision.NONE


def test_a_window_that_has_just_opened_decides_nothing(shell: Shell) -> None:
    shell.open()
    shell.add()
    shell.window.close_project()
    shell.open()
    shell.until(lambda: shell.space.desk.current)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_P, Qt.Key.Key_Space):
        shell.key(key)
    shell.settle()
    assert {record.decision for record in shell.records()} == {Decision.NONE}


def test_a_draft_survives_choosing_another_and_a_restart(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.space.form.focus_field("noun")
    QTest.keyClicks(QApplication.focusWidget(), "XY")
    typed = desk.space.form.editor("noun").text()
    assert "XY" in typed
    desk.key(Qt.Key.Key_Down, CONTROL)
    desk.until(lambda: desk.space.desk.current != first)
    desk.settle()
    desk.window.close_project()
    desk.open()
    desk.until(lambda: desk.space.desk.loaded is not None)
    desk.choose(desk.record(first))
    assert desk.space.form.editor("noun").text() == typed
    assert desk.space.form.is_dirty()
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.record(first).decision is Decision.CORRECTED)
    desk.settle()
    person = desk.space.desk.person
    assert person is not None
    assert desk.space.project.review.drafts(person) == {}


def test_a_draft_is_kept_a_moment_after_the_last_key(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    person = desk.space.desk.person
    assert person is not None
    desk.space.form.focus_field("noun")
    QTest.keyClicks(QApplication.focusWidget(), "Z")
    desk.until(lambda: first in desk.space.project.review.drafts(person))
    desk.window.act("discard_edit")
    desk.until(lambda: desk.space.project.review.drafts(person) == {})
    assert not desk.space.form.is_dirty()


def test_the_list_shows_which_records_hold_something_half_typed(desk: Shell) -> None:
    view = desk.space.records.view
    first = desk.space.desk.current or ""

    def spoken() -> list[str]:
        model = view.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]

    def edited() -> list[int]:
        return [row for row, words in enumerate(spoken()) if "half-typed edit" in words]

    assert edited() == []
    row = view.currentIndex().row()
    desk.space.form.focus_field("noun")
    QTest.keyClicks(QApplication.focusWidget(), "Z")
    desk.key(Qt.Key.Key_Down, CONTROL)
    desk.until(lambda: desk.space.desk.current != first)
    desk.settle()
    assert edited() == [row]
    desk.window.close_project()
    desk.open()
    desk.until(lambda: desk.space.desk.loaded is not None)
    desk.settle()
    view = desk.space.records.view
    assert edited() == [row], "also after a restart"
    desk.choose(desk.record(first))
    desk.window.act("discard_edit")
    desk.until(lambda: edited() == [])
    desk.settle()


def test_who_types_without_a_pause_is_kept_too(desk: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "LONGEST", 0.0)
    desk.space.drafting._timer.setInterval(600_000)
    first = desk.space.desk.current or ""
    person = desk.space.desk.person
    assert person is not None
    desk.space.form.focus_field("noun")
    QTest.keyClicks(QApplication.focusWidget(), "ZY")
    desk.until(lambda: "Y" in str(desk.space.project.review.drafts(person).get(first)))


def test_what_was_typed_stays_where_a_write_fails(desk: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.space.desk.current or ""
    full = ProjectError("disk_full", path="p.db")

    def fail(*args: object, **options: object) -> None:
        raise full

    monkeypatch.setattr(desk.space.project.review, "correct", fail)
    desk.space.form.focus_field("value")
    desk.key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "26")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.window.top.saved_text().endswith("Not saved"))
    assert desk.window.bar.kind() == "error"
    assert desk.space.desk.current == first
    assert desk.space.form.editor("value").text() == "26"
    monkeypatch.undo()
    desk.space.focus_work()
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.record(first).decision is Decision.CORRECTED)
    desk.settle()
    assert desk.window.top.saved_text() == "✓ Saved"
    assert "disk" not in desk.window.bar.text(), "what it said is not so any more"


def test_what_was_typed_and_not_saved_keeps_a_report_open(desk: Shell) -> None:
    """A correction begun in a record that is decided needs nobody any more: completing would bury it."""
    everything(desk)
    desk.settle()
    counts = desk.records("count")
    desk.choose(counts[0])
    desk.key(Qt.Key.Key_F2)
    desk.key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "77")
    desk.choose(counts[1])
    desk.settle()
    loaded = desk.space.desk.loaded
    assert loaded is not None and counts[0].id in desk.space.desk.drafts
    for action in ("complete", "complete"):
        desk.window.act(action)
        desk.settle()
        assert "not saved" in desk.window.bar.text()
        assert loaded.work.state is WorkState.OPEN
    desk.window.bar._action.click()
    assert desk.space.desk.current == counts[0].id and desk.space.form.is_dirty()
    desk.window.act("discard_edit")
    desk.settle()
    complete(desk)


def test_a_second_person_approves_and_returns_and_signs_off(desk: Shell) -> None:
    everything(desk)
    desk.settle()
    complete(desk)
    desk.settle()
    switch(desk, "Ben")
    desk.window.act("sign_off")
    desk.until(lambda: desk.window.bar.kind() == "warning")
    assert "24" in desk.window.bar.text()
    first = desk.records("count")[0]
    desk.choose(first)
    assert desk.space.form.footer.primary_action() == "approve"
    desk.key(Qt.Key.Key_R)
    dialog = desk.dialog(QuestionDialog)
    words = dialog.findChild(QPlainTextEdit)
    QTest.keyClicks(words, "All of them?")
    QTest.keyClick(words, Qt.Key.Key_Return, CONTROL)
    desk.until(lambda: desk.record(first.id).approval is Approval.RETURNED)
    assert desk.record(first.id).question == "All of them?"
    desk.settle()
    desk.back()
    assert task(desk.record(first.id), desk.space.desk.person_id) is None, "who asks does not answer"
    switch(desk, "Ada")
    desk.choose(desk.record(first.id))
    assert "All of them?" in desk.space.form.question.text()
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.record(first.id).approval is Approval.NONE)
    desk.settle()
    complete(desk)
    desk.settle()
    switch(desk, "Ben")
    everything(desk)
    desk.settle()
    sign_off(desk)
    assert desk.space.project.verify() == []


def sign_off(shell: Shell) -> None:
    """As the reviewer, past what the sheet says of passages that nobody dealt with."""
    shell.window.act("sign_off")
    shell.until(lambda: shell.space.signing.is_open)
    while shell.space.signing.is_open:
        shell.until(lambda: shell.space.signing.ready)
        shell.key(Qt.Key.Key_Return)
    shell.until(lambda: shell.space.desk.loaded and shell.space.desk.loaded.work.state is WorkState.SIGNED_OFF)


def test_a_key_pressed_by_mistake_does_not_undo_a_signature(desk: Shell) -> None:
    everything(desk)
    desk.settle()
    complete(desk)
    desk.settle()
    switch(desk, "Ben")
    everything(desk)
    desk.settle()
    sign_off(desk)
    desk.settle()
    first = desk.records("count")[0]

    def state() -> WorkState | None:
        return desk.space.desk.loaded.work.state if desk.space.desk.loaded else None

    for key in (Qt.Key.Key_Delete, Qt.Key.Key_P, Qt.Key.Key_R):
        desk.choose(first)
        desk.key(key)
        desk.dialog(ChoiceDialog).reject()
        desk.back()
        desk.settle()
        assert (state(), desk.record(first.id).approval) == (WorkState.SIGNED_OFF, Approval.APPROVED)
    desk.choose(first)
    desk.key(Qt.Key.Key_Delete)
    desk.dialog(ChoiceDialog).accept()
    desk.until(lambda: desk.record(first.id).decision is Decision.REJECTED)
    desk.settle()
    assert state() is WorkState.OPEN


def test_a_change_that_opens_a_report_again_says_so(desk: Shell) -> None:
    everything(desk)
    desk.settle()
    complete(desk)
    desk.settle()
    desk.choose(desk.records("count")[0])
    desk.window.act("undo")
    desk.until(lambda: "opened the report again" in desk.window.bar.text())


def test_the_clerk_cannot_sign_off_what_is_theirs(desk: Shell) -> None:
    everything(desk)
    desk.settle()
    complete(desk)
    desk.settle()
    desk.window.act("sign_off")
    desk.until(lambda: desk.window.bar.kind() == "error")
    assert desk.window.bar.text()


def test_a_report_is_not_complete_while_something_is_undecided(desk: Shell) -> None:
    desk.window.act("complete")
    desk.until(lambda: desk.window.bar.kind() == "warning")
    button = next(b for b in desk.window.bar.findChildren(QPushButton) if b.isVisible())
    desk.choose(desk.records("count")[2])
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.space.desk.record() == desk.records()[0]


def test_a_reviewer_who_edits_is_told_first(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.record(first).decision is Decision.CONFIRMED)
    desk.settle()
    switch(desk, "Ben")
    desk.choose(desk.record(first))
    desk.space.form.focus_field("value")
    desk.key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "27")
    desk.key(Qt.Key.Key_Return)
    dialog = desk.dialog(ChoiceDialog)
    assert desk.record(first).value("value") == Decimal(24)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.record(first).value("value") == Decimal(27))
    person = desk.space.desk.person
    assert person is not None and person.id in desk.record(first).deciders
    desk.settle()
    desk.back()


def test_adding_from_the_selected_text(desk: Shell) -> None:
    known = {record.id for record in desk.records()}
    loaded = desk.space.desk.loaded
    assert loaded is not None and loaded.reading is not None
    desk.space.source.setFocus()
    area = desk.space.source.focusProxy()
    QTest.keyClick(area, Qt.Key.Key_A, CONTROL)
    assert desk.space.source.selection()
    QTest.keyClick(area, Qt.Key.Key_1, CONTROL)
    desk.until(lambda: desk.space.desk.proposal is not None)
    desk.key(Qt.Key.Key_Escape)
    assert desk.space.desk.proposal is None
    QTest.keyClick(area, Qt.Key.Key_1, CONTROL)
    desk.until(lambda: desk.space.desk.proposal is not None)
    desk.space.form.focus_field("value")
    desk.key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "99")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: {record.id for record in desk.records()} - known)
    (added,) = [record for record in desk.records() if record.id not in known]
    assert (added.decision, added.value("value")) == (Decision.ADDED, Decimal(99))
    desk.settle()
    desk.window.act("undo")
    desk.until(lambda: added.id not in {r.id for r in desk.records()} or desk.record(added.id).decision != "added")


def propose_a_kind_alone(desk: Shell) -> None:
    """Select all of the page and ask for an activity, of which only the kind could be read."""
    area = desk.space.source.focusProxy()
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(area, Qt.Key.Key_2, CONTROL)
    desk.until(lambda: desk.space.desk.proposal is not None)
    proposal = desk.space.desk.proposal
    assert proposal is not None
    desk.space.desk.show_proposal(replace(proposal, fields={"type": "other"}, field_evidence={}))


def test_a_kind_alone_is_no_record(desk: Shell) -> None:
    """Enter pressed once too often on a passage of which nothing could be read."""
    known = {record.id for record in desk.records()}
    propose_a_kind_alone(desk)
    desk.window.act("confirm")
    desk.settle()
    assert {record.id for record in desk.records()} == known
    assert desk.space.desk.proposal is not None and desk.space.form.focused_field() == "title"
    QTest.keyClicks(QApplication.focusWidget(), "Tide tables")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: {record.id for record in desk.records()} - known)


def test_a_kind_that_somebody_chose_is_one(desk: Shell) -> None:
    known = {record.id for record in desk.records()}
    propose_a_kind_alone(desk)
    desk.space.form.editor("type").show_value("research", State.STATED)
    desk.window.act("confirm")
    desk.until(lambda: {record.id for record in desk.records()} - known)
    desk.settle()


def test_a_half_typed_new_record_survives_a_restart_and_goes_with_its_adding(desk: Shell) -> None:
    person = desk.space.desk.person
    assert person is not None
    known = {record.id for record in desk.records()}
    area = desk.space.source.focusProxy()
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(area, Qt.Key.Key_1, CONTROL)
    desk.until(lambda: desk.space.desk.proposal is not None)
    proposal = desk.space.desk.proposal
    desk.space.form.focus_field("value")
    desk.key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "99")
    desk.until(lambda: len(desk.space.project.review.drafts(person)) == 1)
    desk.settle()
    desk.window.close_project()
    desk.open()
    desk.until(lambda: desk.space.desk.proposal is not None)
    assert desk.space.desk.proposal == proposal
    assert desk.space.form.editor("value").text() == "99"
    desk.space.form.focus_field("value")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: {record.id for record in desk.records()} - known)
    (added,) = [record for record in desk.records() if record.id not in known]
    assert added.value("value") == Decimal(99)
    desk.until(lambda: desk.space.project.review.drafts(person) == {})
    desk.settle()


def test_a_value_that_makes_a_check_fail_is_saved_and_leads_back(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.space.form.focus_field("women")
    desk.key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "99")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.record(first).value("women") == Decimal(99))
    desk.settle()
    assert desk.space.desk.current != first
    assert desk.window.bar.kind() == "warning"
    assert "“Of these women” (99) is more than “Value” (24)" in desk.window.bar.text()
    desk.until(lambda: any(button.isVisible() for button in desk.window.line.findChildren(QToolButton)))
    signs = [button for button in desk.window.line.findChildren(QToolButton) if button.isVisible()]
    sign = next(button for button in signs if "is more than" in button.toolTip())
    assert sign.text().endswith("✗")
    assert "Of these women" in sign.toolTip()
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    assert desk.space.desk.current == first
    desk.space.desk.step()
    QTest.mouseClick(desk.window.bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert desk.space.desk.current == first
    assert desk.window.bar.text() == ""


def test_what_blocks_a_release_is_told_in_words_and_not_in_ids(desk: Shell) -> None:
    first = desk.space.desk.current or ""
    desk.space.form.focus_field("women")
    desk.key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "99")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.record(first).value("women") == Decimal(99))
    desk.settle()
    everything(desk)
    complete(desk)
    desk.settle()
    switch(desk, "Bob")
    everything(desk)
    sign_off(desk)
    desk.settle()
    desk.window.act("release")
    dialog = desk.dialog(ReleaseDialog)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    desk.until(lambda: dialog.reasons())
    assert "“24 档案管理员 · 99 women”: “Of these women” (99) is more than “Value” (24)" in dialog.reasons()
    assert first not in dialog.reasons()
    dialog.reject()


def test_what_needs_a_person_and_what_is_decided_are_counted_alike(desk: Shell) -> None:
    total = len(desk.records())
    assert desk.window.line.decided_text() == f"0 of {total} decided"
    desk.choose(desk.records("report")[0])
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.window.line.decided_text() == f"1 of {total} decided")
    desk.settle()


def test_a_run_dragged_over_fills_whole_and_shift_appends(desk: Shell) -> None:
    loaded = desk.space.desk.loaded
    assert loaded is not None and loaded.reading is not None
    page = loaded.reading.pages[0]
    first, second = page.text.index("档案管理员"), page.text.index("培训班")
    desk.space.form.focus_field("noun")
    desk.space.source.runDragged.emit((make_span(page, first, first + 2), make_span(page, first + 2, first + 5)))
    assert desk.space.form.changes()["noun"].value == "档案管理员"
    desk.space.source.wordAppended.emit(make_span(page, second, second + 3))
    assert desk.space.form.changes()["noun"].value == "档案管理员培训班"
    desk.key(Qt.Key.Key_Backspace, CONTROL | SHIFT)
    desk.settle()


def test_enter_in_the_list_of_reports_does_not_decide(desk: Shell) -> None:
    desk.space.reports.view.setFocus()
    desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert {record.decision for record in desk.records()} == {Decision.NONE}


def test_the_focus_never_comes_to_rest_on_confirm_by_itself(desk: Shell) -> None:
    activity = desk.records("activity")[0]
    desk.space.form.focus_field("noun")
    desk.space.desk.choose_record(activity.id)
    focus = QApplication.focusWidget()
    assert focus is not None and not desk.space.form.footer.isAncestorOf(focus)


def test_enter_in_the_list_of_reports_goes_to_work(desk: Shell) -> None:
    desk.space.reports.view.setFocus()
    desk.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is desk.space.records.view
