"""A whole review by keys alone, with the focus in sight wherever it is."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from db.model.records import Decision, Record
from db.model.works import WorkState
from desktop.services.keyring import KeyRing
from desktop.services.project import Project
from desktop.ui.groups.sheet import GroupSheet
from desktop.ui.names.sheet import NameSheet
from desktop.ui.omissions.sheet import LookSheet
from tests.end2end.test_by_mouse import REPORT
from tests.helpers.clerk import CONTROL, NONE, Clerk, make_window
from tests.qt.shell.conftest import NoPictures, Reader, Suggester

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class Keys(Clerk):
    """Presses keys where the focus is; it must be somewhere, and there to be seen."""

    def settle(self) -> None:
        """Until nothing is under way, and the record is painted where it shows."""
        space = self.space
        if not space.left_out.active and not space.desk.covered and QApplication.activeModalWidget() is None:
            super().settle()
        self.until(lambda: not space.tasks.writing and not space.tasks.running, "it never came to rest")
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, times: int = 1) -> None:
        """Press a key so often."""
        for _ in range(times):
            if self.window.workspace is not None:
                self.settle()
            self.spent.keys += 1
            widget = self.focused()
            with contextlib.suppress(RuntimeError):  # what closes a dialog takes the widget with it
                QTest.keyClick(widget, key, modifiers)
            QApplication.processEvents()

    def focused(self) -> QWidget:
        """What has the focus; not a trifle of it is out of sight."""
        self.until(lambda: QApplication.focusWidget() is not None, "nothing has the focus")
        found = QApplication.focusWidget()
        assert found is not None
        popup = QApplication.activePopupWidget()
        assert found.isVisible() and not found.visibleRegion().isEmpty(), found
        return popup if popup is not None and not popup.isAncestorOf(found) and popup.focusProxy() is None else found

    def to(self, pane: QWidget) -> None:
        """F6 until this part has the focus."""
        for _ in range(8):
            if QApplication.focusWidget() is pane or pane.isAncestorOf(self.focused()):
                return
            self.press(Qt.Key.Key_F6)
        raise AssertionError(f"F6 never leads to {pane}")

    def to_work(self) -> None:
        """F6 to the list of records."""
        self.to(self.space.records.view)

    def dialog(self) -> QDialog:
        """The dialog that has opened."""
        self.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog), "no dialog opened")
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        found.activateWindow()
        self.until(lambda: found.isActiveWindow() and QApplication.focusWidget() is not None, "it is not active")
        return found

    def gone(self, dialog: QDialog) -> None:
        """Once a dialog has closed, a window manager gives the window the keys."""
        self.until(lambda: QApplication.activeModalWidget() is not dialog, "the dialog stays open")
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window is not active")
        self.settle()


@pytest.fixture
def hands(qapp: QApplication, tmp_path: Path) -> Iterator[Keys]:
    """A window on its start page with a project that was opened before."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "lantern.txt").write_text(REPORT, "utf-8")

    def opener(path: Path, *, create: bool, keyring: KeyRing) -> Project:
        return Project.open(path, create=create, keyring=keyring, reader=Reader(), suggester=Suggester())  # type: ignore[arg-type]

    path = folder / "p.db"
    opener(path, create=True, keyring=KeyRing(folder / "keys")).close()
    window, settings = make_window(folder, NoPictures(), opener)
    settings.add_recent(path)
    settings.set_folder("release", folder)
    window._show_recent()
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    yield Keys(window)
    window.close_project()
    window.close()
    window.deleteLater()
    qapp.setStyleSheet("")


def test_a_review_from_opening_to_release_without_a_mouse(hands: Keys) -> None:
    open_project(hands, "Ada")
    add_report(hands)
    space = hands.space
    hands.to_work()
    yes(hands)

    # A word is typed into its field; what proves it is found, selected and pinned.
    course = hands.first("activity", title="a course")
    go_to(hands, course)
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(hands.focused(), "course")
    assert space.form.editor("title").value() == "course"
    find(hands, "course in Norway")
    hands.press(Qt.Key.Key_E)
    hands.to_work()
    yes(hands)
    assert hands.now(course).decision == "corrected"
    assert [span.quote for span in hands.now(course).evidence] == ["course in Norway"]

    # What nobody found is selected by keys and added.
    find(hands, "metres")
    hands.press(Qt.Key.Key_Left, CONTROL)
    hands.press(Qt.Key.Key_Right, CONTROL | SHIFT)
    assert [span.quote for span in space.source.selection()] == ["4 metres"]
    hands.press(Qt.Key.Key_1, CONTROL)
    hands.until(lambda: space.desk.proposal is not None, "nothing was proposed")
    assert space.form.editor("value").value() == 4
    hands.press(Qt.Key.Key_F2)
    until_in(hands, "unit")
    QTest.keyClicks(hands.focused(), "other")
    hands.press(ENTER, times=2)
    hands.until(lambda: space.desk.proposal is None, hands.window.bar.text())
    hands.settle()

    lamps, boats = hands.first("count", value=300), hands.first("count", value=12)
    hands.to_work()
    go_to(hands, lamps)
    hands.press(Qt.Key.Key_Delete)
    hands.press(Qt.Key.Key_Z, CONTROL)
    hands.settle()
    assert hands.now(lamps).decision == "none"
    hands.press(Qt.Key.Key_Delete)
    go_to(hands, boats)
    hands.press(Qt.Key.Key_P)
    hands.settle()
    assert (hands.now(lamps).decision, hands.now(boats).decision) == ("rejected", "postponed")

    check_alike(hands)
    go_to(hands, boats)
    settle_repeats(hands, boats)
    mend_names(hands)
    deal_with_what_is_left_out(hands)
    for family, name in (("count", "value"), ("activity", "participants")):
        go_to(hands, hands.first(family, **{name: 25}))
        hands.press(Qt.Key.Key_A, CONTROL | SHIFT)
        say(hands, "as printed")
    go_through(hands)
    hands.press(Qt.Key.Key_E, CONTROL | SHIFT)
    hands.settle()
    assert hands.state() is WorkState.COMPLETE, hands.window.bar.text()

    # Another person asks about one record, and approves it with the others once it was answered.
    be(hands, "Ben")
    hands.to_work()
    asked = hands.first("count", value=18)
    go_to(hands, asked)
    hands.press(Qt.Key.Key_R)
    say(hands, "nurses or midwives?")
    be(hands, "Ada")
    hands.to_work()
    go_through(hands)
    hands.press(Qt.Key.Key_E, CONTROL | SHIFT)
    hands.settle()
    be(hands, "Ben")
    hands.to_work()
    go_through(hands)
    sign_off(hands)
    release(hands)


def test_the_focus_shows_wherever_tab_leads(hands: Keys) -> None:
    open_project(hands, "Ada")
    add_report(hands)
    hands.until(lambda: hands.space.left_out.state is not None, "nobody looked")
    hands.to_work()
    hands.press(Qt.Key.Key_F9, SHIFT)  # contents and pages
    stops = walk(hands, hands.window)
    assert {"records", "contents", "reports", "personButton"} <= stops
    hands.press(Qt.Key.Key_F9, SHIFT)
    for key, modifiers in ((Qt.Key.Key_K, CONTROL), (Qt.Key.Key_M, CONTROL), (Qt.Key.Key_F10, NONE)):
        hands.to_work() if not hands.space.left_out.active else None
        hands.press(key, modifiers)
        hands.settle()
        covered = hands.space.area.sheet()
        names = walk(hands, hands.window)
        assert covered is None or "Close" in names, "the way out can be reached"
        hands.press(Qt.Key.Key_Escape) if covered is not None else hands.press(key, modifiers)
    hands.to_work()
    hands.press(Qt.Key.Key_F, CONTROL | SHIFT)
    QTest.keyClicks(hands.focused(), "pilots")
    hands.until(lambda: hands.space.search.view.model().rowCount(), "nothing was found")
    assert "hits" in walk(hands, hands.window)
    hands.press(Qt.Key.Key_Escape)
    hands.to_work()
    for key in (Qt.Key.Key_F1, Qt.Key.Key_U, Qt.Key.Key_G, Qt.Key.Key_E):
        hands.press(key, NONE if key == Qt.Key.Key_F1 else CONTROL)
        dialog = hands.dialog()
        walk(hands, dialog)
        hands.press(Qt.Key.Key_Escape)
        hands.gone(dialog)


def walk(hands: Keys, root: QWidget) -> set[str]:
    """Tab around once: where the focus is, something is painted that is not there without it."""
    hands.settle()
    first = hands.focused()
    here, seen, names = first, root.grab().toImage(), set()
    for _ in range(80):
        QTest.keyClick(here, TAB)
        QApplication.processEvents()
        following, after = hands.focused(), root.grab().toImage()
        if following is not here and here.isVisible():
            frame = QRect(here.mapTo(root, QPoint(0, 0)), here.size()).adjusted(-4, -4, 4, 4)
            assert seen.copy(frame) != after.copy(frame), f"the focus does not show in {name_of(here)}"
        names.add(name_of(here))
        here, seen = following, after
        if here is first:
            return names
    raise AssertionError("Tab never comes around")


def name_of(widget: QWidget) -> str:
    return widget.objectName() or widget.accessibleName() or str(getattr(widget, "text", str)())


def open_project(hands: Keys, person: str) -> None:
    """Tab to the project on the start page."""
    QTest.keyClick(hands.window, TAB)
    for _ in range(10):
        if str(getattr(hands.focused(), "text", str)()) == "p.db":
            break
        hands.press(TAB)
    hands.press(Qt.Key.Key_Space)
    hands.until(lambda: hands.window.workspace is not None, "no project opened")
    enter_name(hands, person)


def enter_name(hands: Keys, person: str) -> None:
    dialog = hands.dialog()
    hands.press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(hands.focused(), person)
    hands.press(ENTER)
    hands.gone(dialog)
    hands.until(lambda: hands.space.desk.person is not None and hands.space.desk.person.name == person, "nobody there")
    hands.settle()


def be(hands: Keys, person: str) -> None:
    hands.press(Qt.Key.Key_U, CONTROL)
    enter_name(hands, person)


def add_report(hands: Keys) -> None:
    hands.press(Qt.Key.Key_O, CONTROL | SHIFT)
    dialog = hands.dialog()
    assert isinstance(dialog, QFileDialog)
    QTest.keyClicks(hands.focused(), str(hands.space.project.path.with_name("lantern.txt")))
    popup = QApplication.activePopupWidget()
    if popup is not None:  # what the dialog offers while one types
        QTest.keyClick(popup, Qt.Key.Key_Escape)
    hands.press(ENTER)
    hands.gone(dialog)
    hands.until(lambda: not hands.space.adding.busy and hands.space.desk.loaded is not None, "the report never came")
    hands.settle()


def go_to(hands: Keys, record: Record) -> None:
    """Down the list to a record; where the filter hides it, the filter is turned off first."""
    hands.to_work()
    if record.id not in hands.space.records.shown():
        hands.press(Qt.Key.Key_1, ALT)
    hands.press(Qt.Key.Key_Home)
    for _ in range(len(hands.records())):
        if hands.space.desk.current == record.id:
            return
        hands.press(Qt.Key.Key_Down, CONTROL)
    raise AssertionError("it is not in the list")


def yes(hands: Keys) -> None:
    hands.press_until_decided(lambda: hands.press(ENTER))


def go_through(hands: Keys) -> None:
    """Enter, until nothing needs the person."""
    hands.to_work()
    hands.go_through(lambda: hands.press(ENTER), lambda: hands.press(Qt.Key.Key_F8))


def find(hands: Keys, words: str) -> None:
    """Find words in the report, and leave the search: they are selected."""
    hands.press(Qt.Key.Key_F, CONTROL)
    hands.press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(hands.focused(), words)
    hands.until(lambda: hands.area.finder.current() is not None and hands.area.finder.typed == words, "not found")
    hands.press(Qt.Key.Key_Escape)
    assert [span.quote for span in hands.space.source.selection()] == [words]


def until_in(hands: Keys, field: str) -> None:
    for _ in range(20):
        if hands.space.desk.field == field:
            return
        hands.press(TAB)
    raise AssertionError(f"Tab never leads to {field}")


def say(hands: Keys, words: str) -> None:
    """Answer a dialog that asks for words."""
    dialog = hands.dialog()
    QTest.keyClicks(hands.focused(), words)
    hands.press(ENTER, CONTROL)
    hands.gone(dialog)


def check_alike(hands: Keys) -> None:
    hands.press(Qt.Key.Key_K, CONTROL)
    sheet = hands.space.area.sheet()
    assert isinstance(sheet, GroupSheet)
    hands.until(lambda: sheet.facet() is not None, "no group")
    for _ in range(30):
        if sheet.title.text() == "Value: persons":
            break
        hands.press(Qt.Key.Key_Right)
    hands.until(lambda: sheet.model.counts()[1] > 0, "no row was seen")
    hands.press(Qt.Key.Key_Down)
    odd = sheet.model.entries()[1].item.record
    hands.press(Qt.Key.Key_X)
    assert sheet.odd() == {odd.id: "value"}
    facet = sheet.facet()
    for _ in range(10):
        hands.until(sheet.view.rest, "it never rests")
        hands.press(ENTER)
        hands.settle()
        if sheet.facet() != facet:
            break
    assert "checked" in sheet.told.text()
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    assert hands.record().id == odd.id and "odd" in hands.space.form.notes_of("value")[0].text


def settle_repeats(hands: Keys, boats: Record) -> None:
    note = hands.space.form.repeats
    hands.until(lambda: note.isVisible() and note.repeats(), "nothing is said again")
    hands.press(Qt.Key.Key_F12, times=2)
    for _ in range(6):
        hands.press(ENTER, CONTROL | SHIFT)
        hands.settle()
        if hands.now(boats).decision is Decision.CONFIRMED:
            break
    again = [each for each in hands.records() if each.family == "count" and each.value("value") == 12]
    assert {each.decision for each in again} == {Decision.CONFIRMED}, hands.window.bar.text()


def mend_names(hands: Keys) -> None:
    hands.press(Qt.Key.Key_M, CONTROL)
    sheet = hands.space.area.sheet()
    assert isinstance(sheet, NameSheet)
    hands.until(lambda: sheet.list.count(), "no names")
    for _ in range(sheet.list.count()):
        if any("-Bay" in choice.text() for choice in sheet.spellings.choices()):
            break
        hands.press(Qt.Key.Key_Down)
    for _ in range(20):
        if hands.focused() is sheet.mending:
            break
        if hands.focused() in sheet.spellings.checks() and not hands.focused().isChecked():  # type: ignore[attr-defined]
            hands.press(Qt.Key.Key_Space)
        hands.press(TAB)
    hands.press(ENTER)
    hands.settle()
    assert "mended" in sheet.told.text() + sheet.message.text()
    hands.press(Qt.Key.Key_Escape)
    hands.settle()
    spelt = {str(each.value("organizer")) for each in hands.records() if "Bay" in str(each.value("organizer"))}
    assert len(spelt) == 1, spelt


def deal_with_what_is_left_out(hands: Keys) -> None:
    left = hands.space.left_out
    hands.until(lambda: left.state is not None, "nobody looked")
    hands.press(Qt.Key.Key_F10)
    for _ in range(10):
        omission = left.current
        if omission is None:
            break
        card = hands.space.omissions.card
        hands.until(lambda card=card: card.seen_for() >= left.glance and card.seen_for() > 0, "never painted")  # type: ignore[misc]
        if omission.facts[0].kind == "country":
            hands.press(Qt.Key.Key_2, CONTROL)
            hands.until(lambda: hands.space.desk.proposal is not None, "nothing was proposed")
            hands.press(ENTER)
        else:
            hands.press(Qt.Key.Key_Delete)
        hands.until(lambda gone=omission: left.current is not gone, hands.window.bar.text())  # type: ignore[misc]
        hands.settle()
    assert left.count() == 0
    if left.active:
        hands.press(Qt.Key.Key_F10)


def sign_off(hands: Keys) -> None:
    hands.press(Qt.Key.Key_S, CONTROL | SHIFT)
    hands.settle()
    sheet = hands.space.area.sheet()
    assert isinstance(sheet, LookSheet), hands.window.bar.text()
    for _ in range(20):
        hands.until(lambda: hands.space.signing.ready, "never on screen")
        hands.press(ENTER)
        hands.settle()
        if not hands.space.signing.is_open:
            break
    assert hands.state() is WorkState.SIGNED_OFF, hands.window.bar.text()


def release(hands: Keys) -> None:
    hands.press(Qt.Key.Key_E, CONTROL)
    dialog = hands.dialog()
    hands.press(ENTER)
    hands.gone(dialog)
    (file,) = hands.space.project.path.parent.rglob("*.jsonl")
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert {line["decided_by"] for line in lines} == {"Ada"} and {line["approved_by"] for line in lines} == {"Ben"}
    assert "course in Norway" in {line["evidence"][0]["quote"] for line in lines}
