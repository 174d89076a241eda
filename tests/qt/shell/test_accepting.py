"""A known discrepancy is accepted with a reason in the window, shown to the other person, and taken back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from db.model.records import FieldChange, Record
from db.model.values import State
from desktop.ui.dialogs.question import QuestionDialog
from desktop.ui.form.field_notes import Note
from tests.qt.shell.conftest import Shell

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
WHY = "The centre counts its guides, too"


def spoilt(shell: Shell) -> Record:
    """The record of the 24 archivists with 30 women among them, chosen."""
    shell.open()
    shell.add()
    found = next(r for r in shell.records("count") if r.value("value") == 24)
    review, person = shell.space.project.review, shell.space.desk.person
    assert person is not None
    changes = {"women": FieldChange(State.STATED, Decimal(30))}
    shell.space.desk.write(lambda: review.correct(found.id, person, changes))
    shell.settle()
    shell.choose(shell.record(found.id))
    shell.settle()
    return shell.record(found.id)


def bad(shell: Shell) -> tuple[Note, ...]:
    return tuple(note for note in shell.space.form.notes_of("women") if note.tone == "bad")


def accept_first(shell: Shell, why: str = WHY) -> None:
    shell.key(Qt.Key.Key_A, CTRL_SHIFT)
    dialog = shell.dialog(QuestionDialog)
    words = dialog.findChild(QPlainTextEdit)
    assert not dialog.accept_button.isEnabled()
    QTest.keyClicks(words, why)
    QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shell.back()
    shell.settle()


def test_all_that_fails_is_said_at_the_field(shell: Shell) -> None:
    record = spoilt(shell)
    said = [note.text for note in bad(shell)]
    assert len(said) == 2
    assert said == [
        "“Of these women” (30) is more than “Value” (24)",
        "“Of these women” is 30, but page 1 says “11”",
    ]
    assert shell.space.desk.loaded is not None and shell.space.desk.loaded.findings.fails(record.id)


def test_accepting_by_key_needs_a_reason_and_undo_takes_it_back(shell: Shell) -> None:
    record = spoilt(shell)
    accept_first(shell)
    accept_first(shell, "It is a misprint that the centre knows of")
    assert bad(shell) == ()
    texts = [note.text for note in shell.space.form.notes_of("women")]
    assert any(text.startswith(f"Accepted by Ada: “{WHY}”.") for text in texts)
    loaded = shell.space.desk.loaded
    assert loaded is not None and not loaded.findings.fails(record.id)
    assert "failing" not in shell.space.desk.facts()
    shell.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    shell.settle()
    assert len(bad(shell)) == 1 and loaded.findings.fails(record.id)


def test_the_link_at_the_field_asks_and_opens_again(shell: Shell) -> None:
    spoilt(shell)
    form = shell.space.form
    with shell.qtbot.waitSignal(form.checkRequested):
        form._page.row_of("women").notes._labels[0].linkActivated.emit("do")  # type: ignore[union-attr]
    dialog = shell.dialog(QuestionDialog)
    QTest.keyClicks(dialog.findChild(QPlainTextEdit), WHY)
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    shell.back()
    shell.settle()
    assert len(bad(shell)) == 1
    (accepted,) = [note for note in form.notes_of("women") if note.result is not None and note.result.accepted]
    assert accepted.tone == "muted"  # one's own
    shell.space.accepting.ask(accepted.result)  # type: ignore[arg-type]
    shell.settle()
    assert len(bad(shell)) == 2


@pytest.mark.parametrize("takes_back", [True, False])
def test_another_person_sees_what_was_accepted_and_may_open_it_again(shell: Shell, takes_back: bool) -> None:
    record = spoilt(shell)
    accept_first(shell)
    space = shell.space
    ben = space.project.people.enter("Ben")
    space.desk.set_person(ben)
    shell.settle()
    shell.choose(shell.record(record.id))
    shell.settle()
    assert shell.window.actions_["reopen_check"].isEnabled()
    (accepted,) = [n for n in space.form.notes_of("women") if n.result is not None and n.result.accepted is not None]
    assert accepted.tone == "warning" and "Ada" in accepted.text and WHY in accepted.text
    if takes_back:
        shell.window.act("reopen_check")
        shell.settle()
        assert len(bad(shell)) == 2 and not shell.window.actions_["reopen_check"].isEnabled()
    else:
        (said,) = space.project.review.checking.acceptances(record.work)
        assert said.why == WHY and record.id in said.records


def test_what_is_changed_later_fails_again(shell: Shell) -> None:
    record = spoilt(shell)
    accept_first(shell)
    review, person = shell.space.project.review, shell.space.desk.person
    assert person is not None
    changes = {"women": FieldChange(State.STATED, Decimal(31))}
    shell.space.desk.write(lambda: review.correct(record.id, person, changes))
    shell.settle()
    assert len(bad(shell)) == 2
