"""Drives the real window through the main job with real keys and clicks, and leaves project, release and pictures."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from demo_hands import CONTROL, LEFT, NONE, SHIFT, Hands
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit

from db.model.records import Approval, Decision, Record
from db.model.works import WorkState
from desktop.review.queues import task
from desktop.ui import style
from desktop.ui.dialogs.question import QuestionDialog
from desktop.ui.dialogs.release import ReleaseDialog

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "samples" / "islands-centre-2024-zh.pdf"
CLERK, REVIEWER = "Ada Clerk", "Ben Reviewer"


class Journey(Hands):
    """One report, two people; every step looks whether the window did what was asked."""

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
        repeated = {record.repeat_of for record in self.records("count")}
        counts = [r for r in self.records("count") if r.repeat_of is None and r.id not in repeated]
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
