"""A whole review by mouse alone: from the recent projects to a release; only the reason for a check is typed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QFileDialog, QLabel, QPlainTextEdit, QWidget

from db.model.records import Record
from db.model.works import WorkState
from desktop.services.keyring import KeyRing
from desktop.services.project import Project
from desktop.ui.groups.delegate import MARK
from desktop.ui.groups.sheet import GroupSheet
from desktop.ui.names.sheet import NameSheet
from desktop.ui.omissions.sheet import LookSheet
from tests.helpers.clerk import make_window
from tests.helpers.pointing import Pointer
from tests.qt.shell.conftest import NoPictures, Reader, Suggester

REPORT = """Lantern Bay Institute

Report on the year 2022

I. Training

1. In March 2022 the Lantern Bay Institute trained 40 pilots (15 women) in Ghana.
2. In May 2022 the Lantern Bay institute held a workshop in Kenya for 25 officers, of whom 30 were women.
3. In June 2022 the Lantern Bay Institute organized a seminar in Peru for 60 teachers (20 women).
4. In September 2022 the Lantern-Bay Institute held a course in Norway for 18 nurses (11 women).

II. Equipment

5. Some 300 lamps were mended and 12 boats were painted.
6. The cellar is 4 metres deep, which no diver minded.

III. Summary

7. In 2022 the Institute trained 40 pilots in Ghana; 12 boats were painted.
8. Visitors from Chile came, too.
"""


@pytest.fixture
def hand(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pointer]:
    """A window on its start page, a project that was opened before, and nobody who could press a key."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "lantern.txt").write_text(REPORT, "utf-8")

    def opener(path: Path, *, create: bool, keyring: KeyRing) -> Project:
        return Project.open(path, create=create, keyring=keyring, reader=Reader(), suggester=Suggester())  # type: ignore[arg-type]

    path = folder / "p.db"
    with opener(path, create=True, keyring=KeyRing(folder / "keys")) as project:
        project.people.enter("Ada")
        project.people.enter("Ben")
    window, settings = make_window(folder, NoPictures(), opener)
    settings.add_recent(path)
    settings.set_folder("reports", folder)
    settings.set_folder("release", folder)
    window._show_recent()
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    yield Pointer(window)
    window.close_project()
    window.close()
    window.deleteLater()
    qapp.setStyleSheet("")


def test_a_review_from_opening_to_release_without_a_keyboard(hand: Pointer, tmp_path: Path) -> None:
    open_project(hand, "p.db", "Ada")
    add_report(hand, "lantern.txt")
    space = hand.space

    # The report's own data: what it does not state is said so in the menu "…".
    assert hand.record().family == "report"
    hand.press(field(hand, "symbol"))
    hand.choose_below(space.form.footer.more, "Not stated in the report")
    yes(hand)

    # A word is put into its field by two clicks.
    course = hand.first("activity", title="a course")
    go_to(hand, course)
    hand.press(field(hand, "title"))
    start = REPORT.index("course in Norway")
    hand.click_word(1, start, start + len("course"))
    assert space.form.editor("title").value() == "course"
    pick(hand, "type", "workshop")
    for words, term in (("about", "about"), ("exactly", "exact")):
        pick(hand, "participants_qualifier", words)
        assert space.form.editor("participants_qualifier").value() == term
    yes(hand)
    course = hand.now(course)
    assert course.decision == "corrected" and course.value("type") == "workshop"
    assert course.value("title") == "course"

    # Rejected, taken back, rejected; postponed.
    lamps, boats = hand.first("count", value=300), hand.first("count", value=12)
    go_to(hand, lamps)
    hand.press(space.form.footer.second)
    hand.settle()
    assert hand.now(lamps).decision == "rejected"
    hand.choose("Edit", "Undo")
    hand.settle()
    assert hand.now(lamps).decision == "none" and hand.record().id == lamps.id
    hand.press(space.form.footer.second)
    hand.settle()
    go_to(hand, boats)
    hand.press(space.form.footer.third)
    hand.settle()
    assert hand.now(boats).decision == "postponed"

    check_alike(hand)
    settle_repeats(hand, boats)
    mend_names(hand)
    deal_with_what_is_left_out(hand)
    for family in ("count", "activity"):
        accept(hand, hand.first(family, **{"value" if family == "count" else "participants": 25}))
    confirm_the_rest(hand)
    hand.choose("Project", "Nothing more in this report")
    hand.settle()
    assert hand.state() is WorkState.COMPLETE, hand.window.bar.text()

    # Another person looks at everything, and at what was left out.
    hand.press(button_called(hand.window, "Ada"))
    be(hand, "Ben")
    confirm_the_rest(hand)
    sign_off(hand)
    assert hand.state() is WorkState.SIGNED_OFF
    release(hand)


def open_project(hand: Pointer, name: str, person: str) -> None:
    button = next(each for each in hand.window.findChildren(QWidget) if plain_text(each) == name and each.isVisible())
    hand.press(button)
    hand.until(lambda: hand.window.workspace is not None, "no project opened")
    be(hand, person)


def be(hand: Pointer, person: str) -> None:
    """Choose one's name in the dialog that asks for it."""
    dialog = hand.dialog()
    box = dialog.findChild(QComboBox)
    assert box is not None
    hand.press(box, QPoint(box.width() - 12, box.height() // 2))
    hand.until(box.view().isVisible, "the list of names stays closed")
    opened = time.monotonic()  # a click so soon is taken for the second half of the first
    hand.until(lambda: time.monotonic() - opened > QApplication.doubleClickInterval() / 1000, "time stands still")
    hand.press_item(box.view(), box.model().index(box.findText(person), 0))
    hand.answer(dialog, "Work as this person")
    hand.until(lambda: hand.space.desk.person is not None and hand.space.desk.person.name == person, "nobody is there")
    hand.settle()


def plain_text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def add_report(hand: Pointer, name: str) -> None:
    hand.press(hand.space.reports.add)
    dialog = hand.dialog()
    assert isinstance(dialog, QFileDialog)
    view = next(v for v in dialog.findChildren(QAbstractItemView) if v.isVisible() and v.objectName() != "sidebar")
    hand.until(lambda: row_of(view, name).isValid(), "the file is not listed")
    for _ in range(5):  # the dialog sorts its files while they are already shown
        hand.press_item(view, row_of(view, name))
        if dialog.selectedFiles()[0].endswith(name):
            break
    hand.answer(dialog, "Open")
    hand.until(lambda: not hand.space.adding.busy and hand.space.desk.loaded is not None, "the report never came")
    hand.settle()


def row_of(view: Any, words: str) -> QModelIndex:
    model, root = view.model(), view.rootIndex()
    rows = (model.index(row, 0, root) for row in range(model.rowCount(root)))
    return next((index for index in rows if str(index.data()).startswith(words)), QModelIndex())


def field(hand: Pointer, name: str) -> QWidget:
    editor = hand.space.form.editor(name)
    return editor.focusProxy() or editor


def pick(hand: Pointer, name: str, words: str) -> None:
    """Choose out of the list that a field opens."""
    editor = hand.space.form.editor(name)
    opener = next((each for each in editor.findChildren(QLabel) if each.objectName() == "arrow"), None)
    hand.press(opener or field(hand, name))
    hand.until(lambda: QApplication.activePopupWidget() is not None, "no list opened")
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QAbstractItemView):
        hand.press_item(popup, row_of(popup, words))
    else:
        hand.follow(words)
    hand.settle()


def go_to(hand: Pointer, record: Record) -> None:
    """Click a record in the list; where the filter hides it, turn that off first."""
    records = hand.space.records
    if records.view.model().rowCount() and record.id not in records.shown():
        hand.press(records.filters.chips["needs_me"])
    place = records.shown().index(record.id)
    hand.press_item(records.view, records.view.model().index(place, 0))
    hand.settle()
    assert hand.record().id == record.id


def yes(hand: Pointer) -> None:
    """Click the filled button until the record is decided."""
    hand.press_until_decided(lambda: hand.press(hand.space.form.footer.primary))


def confirm_the_rest(hand: Pointer) -> None:
    hand.go_through(
        lambda: hand.press(hand.space.form.footer.primary), lambda: hand.choose("Record", "Next that needs me")
    )


def check_alike(hand: Pointer) -> None:
    """All numbers of persons on one sheet: one is odd, the others are confirmed; the odd one comes afterwards."""
    hand.choose("Sheets", "Check like values together…")
    sheet = hand.space.area.sheet()
    assert isinstance(sheet, GroupSheet)
    hand.until(lambda: sheet.facet() is not None, "no group")
    chip = next(each for each in sheet.kinds.chips if each.text().startswith("Value: persons"))
    hand.press(chip)
    hand.until(lambda: sheet.model.counts()[1] > 0, "no row was seen")
    odd = sheet.model.entries()[1].item.record
    rect = sheet.view.visualRect(sheet.model.index(1, 0))
    hand.press(sheet.view.viewport(), QPoint(sheet.view.viewport().width() - MARK // 2, rect.center().y()))
    assert sheet.odd() == {odd.id: "value"}
    facet = sheet.facet()
    hand.until(sheet.view.rest, "it never rests")
    for _ in range(10):
        hand.press(sheet.confirming)
        hand.settle()
        if sheet.facet() != facet:
            break
        hand.until(sheet.view.rest, "it never rests")
    assert "checked" in sheet.told.text()
    hand.press(sheet.leaving)
    hand.settle()
    assert hand.record().id == odd.id and "odd" in hand.space.form.notes_of("value")[0].text


def settle_repeats(hand: Pointer, boats: Record) -> None:
    go_to(hand, boats)
    note = hand.space.form.repeats
    hand.until(lambda: note.isVisible() and note.repeats(), "nothing is said again")
    hand.press(note.stepping)
    hand.press(note.stepping)
    before = hand.now(boats)
    for _ in range(6):
        hand.press(note.confirming)
        hand.settle()
        if hand.now(boats).decision is not before.decision:
            break
    again = [each for each in hand.records() if each.family == "count" and each.value("value") == 12]
    assert len(again) == 2 and {each.decision for each in again} == {"confirmed"}, hand.window.bar.text()


def mend_names(hand: Pointer) -> None:
    """All spellings of the organizer become one; undo takes that back as one step, redo does it again."""
    hand.choose("Sheets", "Mend names…")
    sheet = hand.space.area.sheet()
    assert isinstance(sheet, NameSheet)
    hand.until(lambda: sheet.list.count(), "no names")
    for row in range(sheet.list.count()):
        hand.press_item(sheet.list, sheet.list.model().index(row, 0))
        if any("-Bay" in choice.text() for choice in sheet.spellings.choices()):
            break
    for tick in sheet.spellings.checks():
        if tick.isEnabled() and not tick.isChecked():
            hand.press(tick, QPoint(8, tick.height() // 2))
    rows = sheet.preview.rowCount()
    assert rows
    hand.press(sheet.mending)
    hand.settle()
    spelt = {str(each.value("organizer")) for each in hand.records() if "Bay" in str(each.value("organizer"))}
    assert len(spelt) == 1, spelt
    hand.press(sheet.leaving)
    hand.settle()
    hand.choose("Edit", "Undo")
    hand.settle()
    assert len({str(e.value("organizer")) for e in hand.records() if "Bay" in str(e.value("organizer"))}) > 1
    hand.choose("Edit", "Redo")
    hand.settle()


def deal_with_what_is_left_out(hand: Pointer) -> None:
    """One passage is no fact, another becomes a record."""
    hand.until(lambda: hand.space.left_out.state is not None, "nobody looked")
    hand.press(hand.space.records.filters.left_out)
    left, card = hand.space.left_out, hand.space.omissions.card
    for _ in range(10):
        if left.current is None:
            break
        omission = left.current
        hand.until(lambda: card.seen_for() >= left.glance and card.seen_for() > 0, "the card was never painted")
        if omission.facts[0].kind == "country":
            hand.press(card.buttons["add_activity"])
            hand.until(lambda: hand.space.desk.proposal is not None, "nothing was proposed")
            hand.press(hand.space.form.footer.primary)
        else:
            hand.press(card.buttons["reject"])
        hand.until(lambda gone=omission: left.current is not gone, hand.window.bar.text())  # type: ignore[misc]
        hand.settle()
    assert left.count() == 0
    if left.active:
        hand.press(hand.space.records.filters.left_out)


def accept(hand: Pointer, record: Record) -> None:
    """A known discrepancy: the reason is the one thing that is typed."""
    go_to(hand, record)
    (note,) = [n for n in hand.space.form.notes_of("women") if n.result is not None]
    label = next(
        each for each in hand.space.form.findChildren(QLabel) if each.isVisible() and each.accessibleName() == note.text
    )
    hand.press_link(label)
    dialog = hand.dialog()
    words = dialog.findChild(QPlainTextEdit)
    assert words is not None
    hand.press(words)
    QTest.keyClicks(words, "as printed")
    hand.answer(dialog, "Accept")
    hand.settle()
    assert hand.space.desk.loaded is not None
    assert not hand.space.desk.loaded.findings.fails(record.id)


def sign_off(hand: Pointer) -> None:
    hand.choose("Project", "Sign off this report")
    hand.settle()
    sheet = hand.space.area.sheet()
    assert isinstance(sheet, LookSheet), hand.window.bar.text()
    for _ in range(20):
        hand.until(lambda: hand.space.signing.ready, "never on screen")
        hand.press(sheet.go_on)
        hand.settle()
        if not hand.space.signing.is_open:
            return
    raise AssertionError("it never ends")


def release(hand: Pointer) -> None:
    hand.choose("File", "Release…")
    dialog = hand.dialog()
    hand.answer(dialog, "Release")
    hand.settle()
    folder = next(each for each in hand.window.bar.text().split("“") if each)
    assert folder
    found = list(Path(hand.space.project.path).parent.rglob("*.jsonl"))
    assert found, hand.window.bar.text()
    lines = [json.loads(line) for line in found[0].read_text("utf-8").splitlines()]
    assert {line["decided_by"] for line in lines} == {"Ada"} and {line["approved_by"] for line in lines} == {"Ben"}


def button_called(window: QWidget, words: str) -> QWidget:
    return next(each for each in window.findChildren(QWidget) if plain_text(each) == words and each.isVisible())
