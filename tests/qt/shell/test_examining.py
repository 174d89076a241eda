"""Suspect pages are named; pictures of text are read when asked; what looks like the same report is asked about."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton

from db.model.changes import Changes
from db.model.records import Decision
from desktop.ui.dialogs.choice import ChoiceDialog
from desktop.ui.queue.record_model import TEXTS
from desktop.ui.source.messages import Notice
from resources import resource
from tests.qt.shell.conftest import Shell

GARBLED = (
    "1. In May 2022 the Centre trained 12 teachers in Tema.\f2. In June it trained 40 pupils \ufffd\ufffd\ufffd\ufffd."
)


def _notice(shell: Shell) -> Notice:
    notice = shell.space.source.findChild(Notice)
    assert notice is not None
    return notice


def _states(shell: Shell) -> list[str]:
    model = shell.space.records.view.model()
    return [model.index(row, 0).data(TEXTS).state for row in range(model.rowCount())]


def test_suspect_pages_are_named_on_the_page_and_in_the_list(shell: Shell) -> None:
    shell.open()
    shell.add(shell.report("garbled.txt", GARBLED))
    assert not any("suspect" in state for state in _states(shell))
    shell.space.examining.judge()
    shell.until(lambda: any("p. 2, text suspect" in state for state in _states(shell)))
    assert not any("p. 1, text suspect" in state for state in _states(shell))
    shell.space.source.go_to_page(2)
    shell.until(lambda: "stand for nothing" in _notice(shell).words())
    shell.space.source.go_to_page(1)
    shell.until(lambda: _notice(shell).words() == "" and _notice(shell).isHidden())
    shell.settle()


def test_the_card_of_a_value_carries_the_mark_until_somebody_has_looked(shell: Shell) -> None:
    shell.open()
    shell.add(shell.report("garbled.txt", GARBLED))
    doubt = shell.space.form.header.doubt
    sound, suspect = (next(r for r in shell.records("count") if r.evidence[0].page == page) for page in (1, 2))
    shell.choose(suspect)
    assert doubt.isHidden()
    shell.space.examining.judge()
    shell.until(lambda: doubt.isVisible() and doubt.text() == "text suspect")
    shell.choose(sound)
    assert doubt.isHidden()
    shell.choose(suspect)
    assert doubt.isVisible()
    shell.space.focus_work()
    shell.key(Qt.Key.Key_Delete)
    shell.until(lambda: shell.record(suspect.id).decision is Decision.REJECTED)
    shell.settle()
    shell.choose(shell.record(suspect.id))
    assert doubt.isHidden(), "somebody has looked"


def test_what_was_judged_is_known_when_the_report_is_opened_again(shell: Shell) -> None:
    shell.open()
    shell.add(shell.report("garbled.txt", GARBLED))
    shell.space.examining.judge()
    shell.settle()
    shell.window.close_project()
    shell.open()
    shell.until(lambda: any("text suspect" in state for state in _states(shell)))
    shell.settle()


def test_pictures_are_read_as_a_job_of_its_own(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.open()
    shell.add()
    asked: list[str] = []
    told: list[str] = []

    def recognise(work: str, **how: Any) -> Changes:
        asked.append(work)
        how["progress"]("recognising", 1, 3)
        return Changes()

    monkeypatch.setattr(shell.space.project.recognition, "recognise", recognise)
    reports = shell.space.reports
    shell.space.adding.changed.connect(lambda: told.extend(label.text() for label in reports.findChildren(QLabel)))
    assert shell.window.act("recognise") is not False
    shell.until(lambda: asked and not shell.space.adding.busy)
    shell.settle()
    assert asked == [shell.space.desk.work_id]
    assert any("reading pictures" in words for words in told)


@pytest.mark.parametrize("same", [True, False])
def test_another_edition_is_asked_about(shell: Shell, same: bool) -> None:
    text = resource("samples", "harbour-fund-2024-en.txt").read_text("utf-8")
    shell.open()
    shell.add(shell.report("first.txt", text))
    shell.space.add([shell.report("second.txt", text.replace("64 port inspectors", "65 port inspectors"))])
    dialog = shell.dialog(ChoiceDialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "second.txt" in words and "% of its words" in words
    box = dialog.findChild(QDialogButtonBox)
    wanted = "Another file of it" if same else "A report of its own"
    button = next(button for button in box.findChildren(QPushButton) if button.text() == wanted)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    shell.until(lambda: not shell.space.adding.busy)
    shell.settle()
    assert len(shell.space.project.library.works()) == (1 if same else 2)
    assert ("another file of" in shell.window.bar.text()) is same


def test_the_question_ends_with_the_job(shell: Shell) -> None:
    text = resource("samples", "harbour-fund-2024-en.txt").read_text("utf-8")
    shell.open()
    shell.add(shell.report("first.txt", text))
    shell.space.add([shell.report("second.txt", text.replace("64 port inspectors", "65 port inspectors"))])
    dialog = shell.dialog(ChoiceDialog)
    shell.space.adding.cancel_all()
    shell.until(lambda: not shell.space.adding.busy)
    dialog.reject()
    shell.settle()
    assert len(shell.space.project.library.works()) == 1
