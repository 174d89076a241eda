"""The reviewer's look at what was left out before signing off, with real keys."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from db.model.records import Approval, Decision
from db.model.works import WorkState
from desktop import extraction
from desktop.services.omissions import drawn
from desktop.ui.dialogs.question import QuestionDialog
from desktop.ui.omissions.sheet import LookSheet
from tests.qt.shell.conftest import Shell, Suggester
from tests.qt.shell.test_deciding import complete, switch

CONTROL = Qt.KeyboardModifier.ControlModifier
REPORT = """Lighthouse Society

1. Towers rose by 31 in the period.
2. It repaired 17 lamps.
3. The store holds 58 wicks.
"""


@pytest.fixture
def reviewer(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Ada has dismissed one passage and rejected a record; all else is approved, Ben may sign off."""

    def suggest(self: Suggester, read: Any, **options: Any) -> Any:
        found = extraction.suggest(read, language=options.get("language"))
        return [item for item in found if item.family == "report" or str(item.fields.get("value")) in ("58", "17")]

    monkeypatch.setattr(Suggester, "suggest", suggest)
    shell.open()
    shell.add(shell.report("lamps.txt", REPORT))
    shell.until(lambda: shell.space.left_out.state is not None)
    space = shell.space
    project, ada, work = space.project, space.desk.person, space.desk.work_id
    assert ada is not None and work is not None and space.left_out.state is not None
    for omission in space.left_out.state.open():
        project.left_out.dismiss(work, omission, ada, "a height, not a count")
    for record in shell.records():
        if str(record.value("value")) == "17":
            project.review.reject(record.id, ada, "lamps are not counted")
        else:
            project.review.confirm(record.id, ada)
    project.review.complete(work, ada)
    space.signing.glance = 0.0
    switch(shell, "Ben")
    ben = space.desk.person
    assert ben is not None
    for record in project.review.records(work):
        if record.decision is not Decision.REJECTED:
            project.review.approve(record.id, ben, record.digest)
    space.desk.reload()
    shell.settle()
    return shell


def press(shell: Shell, key: Qt.Key) -> None:
    sheet = shell.space.signing._sheet
    if sheet is not None and shell.space.signing.is_open:
        shell.until(lambda: sheet.seen_for() > 0)
    QTest.keyClick(QApplication.focusWidget() or shell.window, key)
    shell.settle()


def begin(shell: Shell) -> LookSheet:
    shell.window.act("sign_off")
    shell.until(lambda: shell.space.signing.is_open)
    sheet = shell.space.area.sheet()
    assert isinstance(sheet, LookSheet)
    return sheet


def state(shell: Shell) -> WorkState:
    work = shell.space.desk.work_id
    assert work is not None
    return shell.space.project.library.work(work).state


def test_all_is_shown_and_signing_off_comes_last(reviewer: Shell) -> None:
    sheet = begin(reviewer)
    total = len(reviewer.space.signing._items)
    assert sheet.place.text() == f"1 of {total}" and "Rejected" in sheet.head.text() and "page 1" in sheet.head.text()
    assert "lamps are not counted" in sheet.why.text() and sheet.who.text().startswith("Ada")
    assert "17 lamps" in sheet.words.text() or "17" in sheet.words.text()
    texts = []
    for _ in range(total):
        assert state(reviewer) is WorkState.COMPLETE
        texts.append(sheet.head.text() + sheet.why.text())
        press(reviewer, Qt.Key.Key_Return)
    assert any("Not a fact" in text and "a height, not a count" in text for text in texts)
    assert sheet.go_on.text() == "Sign off this report" and not sheet.give_back.isVisible()
    press(reviewer, Qt.Key.Key_Return)
    reviewer.until(lambda: state(reviewer) is WorkState.SIGNED_OFF)
    work = reviewer.space.desk.work_id
    assert work is not None and not reviewer.space.signing.is_open
    looked = reviewer.space.project.library.work(work).looked
    assert looked is not None
    assert (looked.rejected, looked.rejected + looked.dismissed, len(looked.shown)) == (1, total, total)
    assert reviewer.space.project.verify() == []


def test_escape_signs_nothing_off(reviewer: Shell) -> None:
    begin(reviewer)
    press(reviewer, Qt.Key.Key_Return)
    press(reviewer, Qt.Key.Key_Escape)
    assert not reviewer.space.signing.is_open and state(reviewer) is WorkState.COMPLETE
    assert reviewer.space.form.isVisible()


def test_going_back_shows_the_one_before(reviewer: Shell) -> None:
    sheet = begin(reviewer)
    first = sheet.head.text()
    press(reviewer, Qt.Key.Key_Return)
    assert sheet.head.text() != first or sheet.place.text().startswith("2")
    press(reviewer, Qt.Key.Key_Left)
    assert sheet.head.text() == first and sheet.place.text().startswith("1 ")


def test_a_rejection_is_returned_with_a_question(reviewer: Shell) -> None:
    sheet = begin(reviewer)
    rejected = reviewer.space.signing._items[0].id
    press_r(reviewer, "Are 17 lamps no count?")
    assert sheet.place.text().startswith("2 ")
    record = reviewer.space.project.review.record(rejected)
    assert record.approval is Approval.RETURNED and record.question == "Are 17 lamps no count?"
    for _ in range(len(reviewer.space.signing._items) - 1):
        press(reviewer, Qt.Key.Key_Return)
    assert "given back" in sheet.head.text() and sheet.go_on.text() == "Close"
    press(reviewer, Qt.Key.Key_Return)
    assert not reviewer.space.signing.is_open and state(reviewer) is WorkState.OPEN


def test_a_dismissal_is_opened_again(reviewer: Shell) -> None:
    begin(reviewer)
    space = reviewer.space
    work = space.desk.work_id
    assert work is not None
    before = len(space.project.left_out.dismissals(work))
    press(reviewer, Qt.Key.Key_Return)
    press_r(reviewer, "It is a fact")
    reviewer.until(lambda: len(space.project.left_out.dismissals(work)) == before - 1)
    assert state(reviewer) is WorkState.OPEN


def press_r(shell: Shell, words: str) -> None:
    press(shell, Qt.Key.Key_R)
    dialog = shell.dialog(QuestionDialog)
    editor = dialog.findChild(QPlainTextEdit)
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    shell.back()
    shell.settle()


def test_by_mouse_alone(reviewer: Shell) -> None:
    sheet = begin(reviewer)
    for _ in range(len(reviewer.space.signing._items) + 1):
        reviewer.until(lambda: sheet.seen_for() > 0)
        QTest.mouseClick(sheet.go_on, Qt.MouseButton.LeftButton)
        reviewer.settle()
    reviewer.until(lambda: state(reviewer) is WorkState.SIGNED_OFF)


def test_a_key_pressed_too_soon_goes_on_from_nothing(reviewer: Shell) -> None:
    reviewer.space.signing.glance = 60.0
    sheet = begin(reviewer)
    press(reviewer, Qt.Key.Key_Return)
    assert sheet.place.text().startswith("1 ")


def test_where_nothing_was_left_out_it_is_signed_off_at_once(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.open()
    shell.add(shell.report("lamps.txt", "Lighthouse Society\n\nThe store holds 58 wicks.\n"))
    project, ada = shell.space.project, shell.space.desk.person
    assert ada is not None
    for record in shell.records():
        project.review.confirm(record.id, ada)
    shell.space.desk.reload()
    shell.settle()
    complete(shell)
    shell.settle()
    switch(shell, "Ben")
    ben = shell.space.desk.person
    assert ben is not None
    for record in shell.records():
        project.review.approve(record.id, ben, record.digest)
    shell.space.desk.reload()
    shell.settle()
    shell.window.act("sign_off")
    shell.until(lambda: state(shell) is WorkState.SIGNED_OFF)


def test_what_nobody_dealt_with_is_said_before_signing_off(reviewer: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    space = reviewer.space
    loaded = space.desk.loaded
    assert loaded is not None
    monkeypatch.setattr(loaded.findings, "failing", lambda: 2)
    state_of = space.project.left_out.state
    monkeypatch.setattr(
        space.project.left_out, "state", lambda work, **how: SimpleNamespace(count=3, found=state_of(work, **how))
    )
    sheet = begin(reviewer)
    for _ in range(len(space.signing._items)):
        reviewer.until(lambda: sheet.seen_for() > 0)
        QTest.mouseClick(sheet.go_on, Qt.MouseButton.LeftButton)
    assert "Failing checks: 2. They hold the release back." in sheet.own.text()
    assert "Passages that no record cites and nobody has dismissed: 3" in sheet.own.text()


def test_what_is_left_undone_is_shown_where_nothing_was_rejected(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def suggest(self: Suggester, read: Any, **options: Any) -> Any:
        found = extraction.suggest(read, language=options.get("language"))
        return [item for item in found if item.family == "report" or str(item.fields.get("value")) == "58"]

    monkeypatch.setattr(Suggester, "suggest", suggest)
    shell.open()
    shell.add(shell.report("lamps.txt", "Lighthouse Society\n\nThe store holds 58 wicks.\nIt keeps 31 ladders.\n"))
    project, ada, work = shell.space.project, shell.space.desk.person, shell.space.desk.work_id
    assert ada is not None and work is not None
    for record in shell.records():
        project.review.confirm(record.id, ada)
    project.review.complete(work, ada)
    switch(shell, "Ben")
    ben = shell.space.desk.person
    assert ben is not None
    for record in shell.records():
        project.review.approve(record.id, ben, record.digest)
    shell.space.desk.reload()
    shell.settle()
    sheet = begin(shell)
    assert sheet.head.text() == "Before you sign off" and not sheet.place.isVisible()
    assert "nobody has dismissed: 1" in sheet.own.text() and state(shell) is WorkState.COMPLETE


def test_a_lot_is_drawn_alike_by_everybody_and_gives_each_kind_its_share() -> None:
    kinds = [[f"r{n}" for n in range(90)], [f"d{n}" for n in range(28)], ["a0", "a1"]]
    shown = drawn("work", kinds, 30)
    assert shown == drawn("work", kinds, 30) != drawn("other", kinds, 30)
    assert [sum(item[0] == kind for item in shown) for kind in "rda"] == [22, 7, 1]
    assert shown == [item for kind in kinds for item in kind if item in set(shown)]
    assert drawn("work", kinds, 120) == [item for kind in kinds for item in kind]


def test_keys_in_rhythm_do_not_sign_off(reviewer: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end says what signing off means: a key pressed as fast as before does nothing yet."""
    signing = reviewer.space.signing
    signing.begin(lambda shown: None, lambda error: None)
    reviewer.until(lambda: signing.is_open)
    sheet = reviewer.space.area.sheet()
    assert isinstance(sheet, LookSheet)
    while sheet.give_back.isVisible():
        reviewer.until(lambda: signing.ready)
        reviewer.window.act("look_on")
    signing.glance = 0.2
    monkeypatch.setattr(sheet, "seen_for", lambda: 0.3)
    assert not signing.ready
    reviewer.window.act("look_on")
    assert signing.is_open
    monkeypatch.setattr(sheet, "seen_for", lambda: 0.9)
    reviewer.window.act("look_on")
    assert not signing.is_open
