"""Drives the real window through the main job with real keys and clicks, and leaves project, release and pictures."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QToolButton, QWidget

from db.model.evidence import Span
from db.model.records import Approval, Decision, Record
from db.model.works import WorkState
from desktop.review.queues import task
from desktop.services.keyring import KeyRing
from desktop.ui import style
from desktop.ui.dialogs.person import PersonDialog
from desktop.ui.dialogs.question import QuestionDialog
from desktop.ui.dialogs.release import ReleaseDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.settings import Settings
from desktop.ui.source.area import PageArea
from desktop.ui.tasks import Tasks
from desktop.ui.workspace import Workspace
from desktop.workers.rendering import Renderer

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "samples" / "islands-centre-2024-zh.pdf"
CLERK, REVIEWER = "Ada Clerk", "Ben Reviewer"
SIZES = ((1280, 800), (1920, 1080))
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60.0


class Journey:
    """One window, one report, two people; every step looks whether the window did what was asked."""

    def __init__(self, app: QApplication, report: Path, folder: Path, *, pictures: bool = True) -> None:
        self.app = app
        self.report = report
        self.folder = folder
        self.pictures = pictures
        self.project = folder / "demo.db"
        self.release = folder / "release"
        self.settings = Settings(folder / "home" / "window.ini")
        self.settings.theme = "light"
        self.renderer = Renderer()
        self.window = MainWindow(app, self.settings, KeyRing(folder / "home" / "keys"), self.renderer)

    # Looking

    @property
    def space(self) -> Workspace:
        """The open project."""
        assert self.window.workspace is not None, self.window.bar.text()
        return self.window.workspace

    @property
    def tasks(self) -> Tasks:
        """The open project's tasks."""
        return self.space.tasks

    def records(self, family: str | None = None) -> list[Record]:
        """The records on the desk, in reading order."""
        loaded = self.space.desk.loaded
        assert loaded is not None, self.window.bar.text()
        return [record for record in loaded.records.values() if family is None or record.family == family]

    def record(self, record_id: str) -> Record:
        """One record as the window knows it."""
        found = self.space.desk.record(record_id)
        assert found is not None
        return found

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"{what}; the window says: {self.window.bar.text()!r}")
            QTest.qWait(5)

    def settle(self) -> None:
        """Wait for what is under way."""
        self.until(lambda: not self.tasks.writing and not self.tasks.running, "it never came to rest")

    def picture(self, name: str) -> None:
        """Photograph the window in both sizes and both themes."""
        if not self.pictures:
            return
        for theme in ("light", "dark"):
            self.window.act(f"theme_{theme}")
            for width, height in SIZES:
                self.window.resize(width, height)
                QTest.qWait(900)
                self.window.grab().save(str(self.folder / f"{name}-{theme}-{width}x{height}.png"))
        self.window.act("theme_light")
        self.window.resize(*SIZES[0])
        QTest.qWait(50)

    # Doing

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, on: QWidget | None = None) -> None:
        """Press a key where the focus is, once what it is about has been looked at for a moment."""
        space = self.window.workspace
        if space is not None and space.desk.record() is not None and not space.left_out.active:
            self.until(space.walking.is_on_screen, "the record is not on screen")
        QTest.keyClick(on or QApplication.focusWidget() or self.window, key, modifiers)

    def dialog(self, kind: type[QWidget]) -> QWidget:
        """The dialog of this kind that is open now."""
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = [each for each in self.app.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]
            return bool(found)

        self.until(there, f"no {kind.__name__} opened")
        found[0].activateWindow()
        self.until(found[0].isActiveWindow, "the dialog is not active")
        return found[0]

    def gone(self, dialog: QWidget) -> None:
        """Wait until a dialog has closed."""
        self.until(lambda: dialog not in self.app.topLevelWidgets(), "the dialog stayed open")
        # A desktop's window manager does this by itself; the offscreen platform has none.
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window is not active")

    def point(self, span: Span, *, end: bool = False, middle: bool = False) -> QPoint:
        """Where a span of text is shown; it must be in sight."""
        area = self.area()
        content = area.content
        assert content is not None
        rect = area.to_viewport(span.page, content.span_rects(span))[-1 if end else 0]
        x = rect.center().x() if middle else rect.right() - 1 if end else rect.left() + 1
        return QPointF(x, rect.center().y()).toPoint()

    def area(self) -> PageArea:
        """Where the pages are."""
        found = self.space.source.findChild(PageArea)
        assert isinstance(found, PageArea)
        return found

    def choose(self, record: Record) -> None:
        """Choose a record through the desk and give the list the keys."""
        self.space.desk.choose_record(record.id)
        self.space.focus_work()
        QTest.qWait(50)
        assert self.space.desk.current == record.id

    def name_person(self, name: str) -> None:
        """Answer the question who is working."""
        dialog = self.dialog(PersonDialog)
        box = dialog.findChild(QComboBox)
        assert box is not None and box.lineEdit() is not None
        box.lineEdit().selectAll()
        QTest.keyClicks(box.lineEdit(), name)
        self.key(Qt.Key.Key_Return, on=box)
        self.gone(dialog)
        self.until(lambda: self.space.desk.person and self.space.desk.person.name == name, f"{name} is not at work")
        self.settle()

    def switch(self, name: str) -> None:
        """Press the person button and become somebody else."""
        button = self.window.findChild(QToolButton, "personButton")
        assert button is not None
        QTest.mouseClick(button, LEFT)
        self.name_person(name)

    def say_yes(self, record: Record) -> None:
        """Enter, until a record is decided: fields and passages that want a look come before that."""
        stands = self.record(record.id)
        before = (stands.decision, stands.approval)
        for _ in range(20):
            self.key(Qt.Key.Key_Return)
            self.settle()
            QTest.qWait(10)
            now = self.record(record.id)
            if (now.decision, now.approval) != before:
                return
        raise AssertionError(f"Enter never decides; the window says: {self.window.bar.text()!r}")

    def accept(self, record: Record, why: str) -> None:
        """Say why what a check finds wrong with a record is so in the report."""
        self.choose(record)
        self.until(lambda: self.window.actions_["accept_check"].isEnabled(), "no check fails")
        self.key(Qt.Key.Key_A, CONTROL | SHIFT)
        dialog = self.dialog(QuestionDialog)
        words = dialog.findChild(QPlainTextEdit)
        assert words is not None
        QTest.keyClicks(words, why)
        self.key(Qt.Key.Key_Return, CONTROL, on=words)
        self.gone(dialog)
        self.settle()

    def decided(self, record_id: str, decision: Decision) -> None:
        """Wait until a decision is on the disk and in the window."""
        self.until(lambda: self.record(record_id).decision is decision, f"never {decision}")
        self.settle()
        assert self.window.top.saved_text().startswith("✓"), self.window.top.saved_text()

    # The steps

    def run(self) -> None:
        """The whole job."""
        self.open_and_add()
        self.review()
        self.finish_as_clerk()
        self.check_as_second_person()
        self.publish()
        self.close()

    def open_and_add(self) -> None:
        """Make a project, say who is working, add the report with its suggestions."""
        self.window.show()
        self.window.open_project(self.project, create=True)
        self.until(lambda: self.window.workspace is not None, "no project opened")
        self.name_person(CLERK)
        self.key(Qt.Key.Key_O, CONTROL | SHIFT, on=self.window)
        dialog = self.dialog(QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(str(self.report))
        self.key(Qt.Key.Key_Return, on=line)
        self.gone(dialog)
        self.until(lambda: self.space.adding.busy or self.space.desk.loaded, "nothing is being added")
        self.until(lambda: self.space.desk.loaded is not None and not self.space.adding.busy, "the report never came")
        self.settle()
        self.picture("1-added")

    def review(self) -> None:
        """Confirm, correct, fill by a click, reject, postpone, undo and redo, add by hand."""
        first = self.records()[0]
        self.choose(first)
        self.say_yes(first)
        self.decided(first.id, Decision.CONFIRMED)
        counts = self.records("count")
        corrected, filled, rejected, postponed = counts[:4]

        self.choose(corrected)
        self.key(Qt.Key.Key_F2)
        self.key(Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(QApplication.focusWidget(), "4321")
        self.say_yes(corrected)
        self.decided(corrected.id, Decision.CORRECTED)
        assert str(self.record(corrected.id).value("value")) == "4321"
        self.accept(corrected, "The appendix that came with the report says so.")

        self.choose(filled)
        before = filled.value("value")
        self.space.form.focus_field("value")
        self.key(Qt.Key.Key_A, CONTROL)
        QTest.keyClicks(QApplication.focusWidget(), "7")
        span = filled.current["value"].evidence[0]
        QTest.mouseClick(self.area().viewport(), LEFT, NONE, self.point(span, middle=True))
        self.until(
            lambda: not self.space.form.is_dirty() or "7" not in self.space.form.editor("value").text(), "no fill"
        )
        self.picture("2-filled-by-a-click")
        self.space.focus_work()
        self.say_yes(filled)
        assert self.record(filled.id).value("value") == before, "the click filled in something else"

        self.choose(rejected)
        self.key(Qt.Key.Key_Delete)
        self.decided(rejected.id, Decision.REJECTED)
        self.key(Qt.Key.Key_Z, CONTROL)
        self.decided(rejected.id, Decision.NONE)
        self.key(Qt.Key.Key_Z, CONTROL | SHIFT)
        self.decided(rejected.id, Decision.REJECTED)

        self.choose(postponed)
        self.key(Qt.Key.Key_P)
        self.decided(postponed.id, Decision.POSTPONED)

        self.add_by_hand(rejected)
        self.look_at_what_is_left_out()

    def look_at_what_is_left_out(self) -> None:
        """Say of a passage that no record cites that it is no fact, walk that back and say it again; add another."""
        left_out = self.space.left_out
        self.until(lambda: left_out.state is not None, "nobody looks for what is left out")
        self.settle()
        self.key(Qt.Key.Key_F10)
        assert left_out.active and left_out.state is not None
        number, first = left_out.state.count, left_out.current
        assert first is not None, "nothing is left out"
        for key, modifiers, left in (
            (Qt.Key.Key_Delete, NONE, number - 1),
            (Qt.Key.Key_Z, CONTROL, number),
            (Qt.Key.Key_Delete, NONE, number - 1),
        ):
            self.until(lambda: left_out.current is None or self.space.omissions.card.seen_for() > 0.2, "no card")
            self.key(key, modifiers)
            self.until(lambda left=left: left_out.state.count == left, "it stays left out")  # type: ignore[misc]
            self.settle()
        self.picture("4-left-out")
        if left_out.current is not None:
            self.until(lambda: self.space.omissions.card.seen_for() > 0.2, "no card")
            self.key(Qt.Key.Key_1, CONTROL)
            self.until(lambda: self.space.desk.proposal is not None, "nothing is proposed")
            self.settle()
            self.key(Qt.Key.Key_Escape)
            self.until(lambda: self.space.desk.proposal is None, "the proposal stays")
            self.settle()
        self.key(Qt.Key.Key_Escape)
        self.until(lambda: not left_out.active, "the worklist stays")

    def add_by_hand(self, like: Record) -> None:
        """Select the passage of a record with the mouse and add it as a count."""
        known = {record.id for record in self.records()}
        self.choose(like)
        span = next(each for each in like.evidence if each.role == "value")
        viewport = self.area().viewport()
        start, end = self.point(span), self.point(span, end=True)
        QTest.mousePress(viewport, LEFT, NONE, start)
        for step in range(1, 6):
            QTest.mouseMove(viewport, start + (end - start) * step / 5)
        QTest.mouseRelease(viewport, LEFT, NONE, end)
        assert self.space.source.selection(), "nothing is selected"
        self.key(Qt.Key.Key_1, CONTROL, on=viewport)
        self.until(lambda: self.space.desk.proposal is not None, "nothing is proposed")
        self.picture("3-adding-by-hand")
        self.space.form.focus_field("noun")
        self.key(Qt.Key.Key_Return)
        self.until(lambda: {record.id for record in self.records()} - known, "nothing was added")
        self.settle()
        added = next(record for record in self.records() if record.id not in known)
        assert added.decision is Decision.ADDED and added.value("value") == like.value("value")

    def press_on(self) -> None:
        """Enter, as long as anything in the report needs this person."""
        self.space.focus_work()
        for _ in range(2 * len(self.records())):
            left = [r for r in self.records() if task(r, self.space.desk.person_id) is not None]
            if not left:
                return
            current = self.space.desk.record()
            if current is None or task(current, self.space.desk.person_id) is None:
                self.key(Qt.Key.Key_F8)
                current = self.space.desk.record()
            assert current is not None
            self.say_yes(current)
        raise AssertionError("it never ends")

    def finish_as_clerk(self) -> None:
        """Confirm all that is left and say that nothing more is in the report."""
        self.press_on()
        self.settle()
        self.complete()
        self.settle()

    def complete(self) -> None:
        """Say that nothing more is in the report; once more where the window names what no record cites."""
        self.bar_cleared()
        self.key(Qt.Key.Key_E, CONTROL | SHIFT)
        self.until(lambda: self.state() is WorkState.COMPLETE or self.window.bar.text(), "it says nothing")
        if self.state() is not WorkState.COMPLETE:
            self.key(Qt.Key.Key_E, CONTROL | SHIFT)
        self.until(lambda: self.state() is WorkState.COMPLETE, "the report is not complete")

    def bar_cleared(self) -> None:
        """Dismiss what the window said before."""
        self.settle()
        self.window.bar.clear()

    def state(self) -> WorkState:
        """Where the report stands."""
        loaded = self.space.desk.loaded
        assert loaded is not None
        return loaded.work.state

    def check_as_second_person(self) -> None:
        """Be refused the sign-off, return one with a question, approve the rest, have it answered, sign off."""
        self.switch(REVIEWER)
        self.key(Qt.Key.Key_S, CONTROL | SHIFT)
        self.until(lambda: self.window.bar.kind() in ("warning", "error"), "the sign-off was not refused")
        self.picture("5-refused")
        assert self.state() is WorkState.COMPLETE
        asked = next(record for record in self.records("count") if record.decision is Decision.CORRECTED)
        self.choose(asked)
        self.key(Qt.Key.Key_R)
        dialog = self.dialog(QuestionDialog)
        words = dialog.findChild(QPlainTextEdit)
        assert words is not None
        QTest.keyClicks(words, "Is it really this many?")
        self.key(Qt.Key.Key_Return, CONTROL, on=words)
        self.gone(dialog)
        self.until(lambda: self.record(asked.id).approval is Approval.RETURNED, "it was not returned")
        self.settle()
        self.press_on()
        self.settle()
        self.switch(CLERK)
        self.choose(asked)
        self.picture("5-asked")
        self.say_yes(asked)
        self.until(lambda: self.record(asked.id).approval is not Approval.RETURNED, "it was not answered")
        self.settle()
        if self.state() is WorkState.OPEN:
            self.complete()
            self.settle()
        self.switch(REVIEWER)
        self.press_on()
        self.settle()
        self.key(Qt.Key.Key_S, CONTROL | SHIFT)
        signing = self.space.signing
        self.until(lambda: signing.is_open or self.state() is WorkState.SIGNED_OFF, "nothing is shown")
        self.picture("6-looking")
        while signing.is_open:
            self.until(lambda: signing.ready, "the sheet is not painted")
            self.key(Qt.Key.Key_Return)
            self.settle()
        self.until(lambda: self.state() is WorkState.SIGNED_OFF, "the report is not signed off")
        self.settle()

    def publish(self) -> None:
        """Write the release through its dialog."""
        self.key(Qt.Key.Key_E, CONTROL, on=self.window)
        dialog = self.dialog(ReleaseDialog)
        line = dialog.findChild(QLineEdit, "folder")
        assert line is not None
        line.selectAll()
        QTest.keyClicks(line, str(self.release))
        self.key(Qt.Key.Key_Return, on=line)
        assert isinstance(dialog, ReleaseDialog)
        self.until(lambda: self.release.is_dir() or dialog.reasons(), "no release")
        assert self.release.is_dir(), dialog.reasons()
        self.gone(dialog)
        self.settle()
        self.picture("7-released")

    def close(self) -> None:
        """Close the window; everything is on the disk."""
        self.window.close()
        self.renderer.close()
        QTest.qWait(10)


def main() -> int:
    """Run the journey; prints where everything lies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", type=Path, default=SAMPLE)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "demo")
    parser.add_argument("--no-pictures", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.out.resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    app = QApplication(["counterproof"])
    style.apply(app, style.chosen("light"))
    failures: list[str] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        failures.append("".join(traceback.format_exception(kind, error, trace)))

    sys.excepthook = hook
    journey = Journey(app, arguments.report.resolve(), folder, pictures=not arguments.no_pictures)
    start = time.monotonic()
    try:
        journey.run()
    except AssertionError as error:
        traceback.print_exc()
        journey.window.grab().save(str(folder / "failed.png"))
        print(f"The window did not do what was asked: {error}", file=sys.stderr)
        journey.close()
        return 1
    finally:
        sys.excepthook = sys.__excepthook__
    for failure in failures:
        print(failure, file=sys.stderr)
    if failures:
        return 1
    print(f"Done in {time.monotonic() - start:.0f} s: added, suggested, reviewed, approved, signed off, released.")
    print(f"  project   {journey.project}")
    print(f"  release   {journey.release}")
    if journey.pictures:
        print(f"  pictures  {folder}/*.png")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
