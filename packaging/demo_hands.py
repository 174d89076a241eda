"""What the demo's people do at the window: keys, clicks and dialogs, and looking whether it did what was asked."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QToolButton, QWidget

from db.model.evidence import Span
from db.model.records import Decision, Record
from desktop.services.keyring import KeyRing
from desktop.ui.dialogs.person import PersonDialog
from desktop.ui.dialogs.question import QuestionDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.settings import Settings
from desktop.ui.source.area import PageArea
from desktop.ui.tasks import Tasks
from desktop.ui.workspace import Workspace
from desktop.workers.rendering import Renderer

SIZES = ((1280, 800), (1920, 1080))
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60.0


class Hands:
    """One window and what hands do at it; what they do waits until the window has done what was asked before."""

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
