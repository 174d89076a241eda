"""The last decisions are walked back one by one, whatever they were, in another session, too; then done again."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from desktop.ui.dialogs.question import QuestionDialog
from desktop.ui.groups.sheet import GroupSheet
from desktop.ui.names.sheet import NameSheet
from tests.qt.shell.conftest import Shell

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REPORT = """Lantern Bay Institute

1. In March 2022 the Lantern Bay Institute trained 40 pilots (15 women) in Ghana.
2. In May 2022 the Lantern Bay institute held a workshop in Kenya for 25 officers, of whom 30 were women.
3. In June 2022 the Lantern Bay Institute organized a seminar in Peru for 60 teachers (20 women).
4. The cellar is 4 metres deep, which no diver minded.
5. In the year 17 lamps were mended.
"""


def standing(shell: Shell) -> Any:
    """All that a decision could have changed."""
    space = shell.space
    work = space.desk.work_id
    assert work is not None
    said = [
        (
            record.id,
            record.decision,
            {name: (entry.value, entry.source) for name, entry in record.current.items()},
        )
        for record in sorted(space.project.review.records(work), key=lambda record: record.id)
    ]
    dismissed = sorted(each.omission for each in space.project.left_out.dismissals(work))
    accepted = sorted(result.check for result in space.project.review.checks(work) if result.accepted is not None)
    return said, dismissed, accepted


@pytest.mark.parametrize("restarted", [False, True])
def test_everything_is_walked_back_one_by_one(shell: Shell, restarted: bool) -> None:
    shell.open()
    shell.add(shell.report("lantern.txt", REPORT))
    shell.until(lambda: shell.space.left_out.state is not None)
    shell.settle()
    shell.space.left_out.glance = 0.0
    steps = [standing(shell)]
    for do in (reject, correct, postpone, check_alike, mend_names, dismiss, accept, confirm):
        do(shell)
        shell.settle()
        now = standing(shell)
        assert now != steps[-1], f"{do.__name__} did nothing: {shell.window.bar.text()}"
        steps.append(now)
    if restarted:
        shell.window.close_project()
        shell.open()
        shell.settle()
    for before in reversed(steps[:-1]):
        assert shell.window.actions_["undo"].isEnabled(), shell.window.line.undo_text()
        assert shell.window.line.undo_text().startswith("Undo: ")
        press(shell, Qt.Key.Key_Z, CONTROL)
        assert standing(shell) == before
    assert not shell.window.actions_["undo"].isEnabled() and shell.window.line.undo_text() == ""
    for after in steps[1:]:
        press(shell, Qt.Key.Key_Z, CONTROL | SHIFT)
        assert standing(shell) == after
    assert shell.space.project.verify() == []


def press(shell: Shell, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    if not shell.space.left_out.active and not shell.space.desk.covered:
        shell.space.focus_work()
        shell.key(key, modifiers)
    else:
        QTest.keyClick(shell.window.focusWidget() or shell.window, key, modifiers)
    shell.settle()


def count(shell: Shell, value: int) -> Any:
    return next(record for record in shell.records("count") if record.value("value") == value)


def reject(shell: Shell) -> None:
    shell.choose(count(shell, 17))
    press(shell, Qt.Key.Key_Delete)


def correct(shell: Shell) -> None:
    record = count(shell, 40)
    shell.choose(record)
    shell.space.form.editor("noun").put("sea pilots")
    decide(shell, record.id)


def decide(shell: Shell, record: str) -> None:
    before = shell.record(record).decision
    for _ in range(20):
        press(shell, Qt.Key.Key_Return)
        if shell.record(record).decision is not before:
            return
    raise AssertionError(shell.window.bar.text())


def postpone(shell: Shell) -> None:
    shell.choose(count(shell, 60))
    press(shell, Qt.Key.Key_P)


def check_alike(shell: Shell) -> None:
    """Many values at once: one step."""
    press(shell, Qt.Key.Key_K, CONTROL)
    sheet = shell.space.area.sheet()
    assert isinstance(sheet, GroupSheet)
    shell.until(lambda: sheet.facet() is not None)
    while len(sheet._groups[sheet.facet()]) < 2:  # type: ignore[index]
        shell.window.act("next_group")
    facet = sheet.facet()
    for _ in range(10):
        shell.until(lambda: sheet.model.counts()[1] > 0)
        shell.until(sheet.view.rest)
        QTest.keyClick(sheet.view, Qt.Key.Key_Return)
        shell.settle()
        if sheet.facet() != facet:
            break
    shell.window.act("leave_sheet")


def mend_names(shell: Shell) -> None:
    press(shell, Qt.Key.Key_M, CONTROL)
    sheet = shell.space.area.sheet()
    assert isinstance(sheet, NameSheet)
    shell.until(sheet.list.count)
    QTest.keyClick(sheet.list, Qt.Key.Key_Return, CONTROL)
    shell.settle()
    shell.window.act("leave_sheet")


def dismiss(shell: Shell) -> None:
    press(shell, Qt.Key.Key_F10)
    shell.until(lambda: shell.space.omissions.card.seen_for() > 0)
    QTest.keyClick(shell.space.omissions.list, Qt.Key.Key_Delete)
    shell.settle()
    shell.space.left_out.show_list(False)


def accept(shell: Shell) -> None:
    shell.choose(count(shell, 25))
    shell.until(lambda: shell.window.actions_["accept_check"].isEnabled())
    press(shell, Qt.Key.Key_A, CONTROL | SHIFT)
    dialog = shell.dialog(QuestionDialog)
    QTest.keyClicks(dialog.findChild(QPlainTextEdit), "as printed")
    dialog.accept()
    shell.back()


def confirm(shell: Shell) -> None:
    record = count(shell, 25)
    shell.choose(record)
    decide(shell, record.id)
