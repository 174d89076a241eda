"""A clerk at the real window: presses keys, clicks and types like a person, and counts what that takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from db.model.dates import PartialDate
from db.model.records import Record
from db.model.values import FieldType, Value
from db.model.works import WorkState
from desktop.review.queues import task
from desktop.services.keyring import KeyRing
from desktop.ui.form.editors import CompactChoice, FieldEditor
from desktop.ui.form.editors.choice import PickEditor
from desktop.ui.form.editors.countries import CountriesEditor
from desktop.ui.form.editors.pick import PickLine
from desktop.ui.main_window import MainWindow
from desktop.ui.settings import Settings
from desktop.ui.source.area import PageArea
from desktop.ui.workspace import Workspace

PATIENCE = 20.0
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Spent:
    """What was done: keys pressed, clicks and drags, and characters typed as text."""

    keys: int = 0
    clicks: int = 0
    typed: int = 0

    @property
    def events(self) -> int:
        """Without what was typed."""
        return self.keys + self.clicks

    def minus(self, other: Spent) -> Spent:
        """What came after the other."""
        return Spent(self.keys - other.keys, self.clicks - other.clicks, self.typed - other.typed)


@dataclass
class Clerk:
    """One person at one window; the window must be on screen."""

    window: MainWindow
    spent: Spent = field(default_factory=Spent)

    @property
    def space(self) -> Workspace:
        """The open project."""
        assert self.window.workspace is not None, self.window.bar.text()
        return self.window.workspace

    @property
    def area(self) -> PageArea:
        """Where the pages are."""
        found = self.space.source.findChild(PageArea)
        assert isinstance(found, PageArea)
        return found

    def record(self) -> Record:
        """The record on the desk."""
        found = self.space.desk.record()
        assert found is not None
        return found

    def records(self) -> list[Record]:
        """All records of the report on the desk."""
        loaded = self.space.desk.loaded
        assert loaded is not None
        return list(loaded.records.values())

    def first(self, family: str, **values: Any) -> Record:
        """The first record of a family that has these values."""
        for record in self.records():
            if record.family == family and all(record.value(name) == value for name, value in values.items()):
                return record
        raise AssertionError((family, values))

    def now(self, record: Record) -> Record:
        """The record as it is now."""
        found = self.space.desk.record(record.id)
        assert found is not None
        return found

    def state(self) -> WorkState:
        """How far the report on the desk is."""
        desk = self.space.desk
        assert desk.work_id is not None
        return desk.reports[desk.work_id].work.state

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + PATIENCE
        app = QApplication.instance()
        assert app is not None
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"{what}; the window says: {self.window.bar.text()!r}")
            app.processEvents()
            time.sleep(0.002)

    def settle(self) -> None:
        """Until nothing is under way and what is on the desk is painted."""
        space = self.space
        self.until(lambda: not space.tasks.writing and not space.tasks.running, "it never came to rest")
        if space.desk.record() is not None:
            space.walking.glance = 0.0
            self.until(space.walking.is_on_screen, "the record was never painted")
            self.until(self._drawn, "the page was never drawn")
        QApplication.processEvents()  # what was asked to be painted is

    def open(self, path: Path, person: str, settings: Settings) -> None:
        """Open a project as somebody whom this machine remembers."""
        settings.set_person(path, person)
        self.window.show()
        self.window.activateWindow()
        self.window.open_project(path, create=not path.exists())
        self.until(lambda: self.window.workspace is not None, "no project opened")
        self.until(lambda: self.space.desk.person is not None, "nobody is at work")
        self.settle()

    def add(self, report: Path) -> None:
        """Add a report with its suggestions."""
        self.space.add([report])
        self.until(lambda: not self.space.adding.busy and self.space.desk.loaded is not None, "the report never came")
        self.settle()

    # What hands do

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is, once what is there was painted."""
        self.settle()
        self.spent.keys += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click into a widget."""
        self.settle()
        self.spent.clicks += 1
        QTest.mouseClick(widget, LEFT, NONE, at if at is not None else widget.rect().center())

    def type(self, text: str) -> None:
        """Type; what has no key comes from an input method."""
        self.spent.typed += len(text)
        for char in text:
            widget = QApplication.focusWidget()
            assert widget is not None
            if char.isascii():
                QTest.keyClicks(widget, char)
            else:
                event = QInputMethodEvent()
                event.setCommitString(char)
                QApplication.sendEvent(widget, event)

    def drag(self, page: int, start: int, end: int) -> None:
        """Select a run of the report with the mouse, scrolling it into sight first where it is not."""
        area = self.area
        assert area.content is not None
        points = self._ends(page, start, end)
        if not all(area.viewport().rect().contains(point) for point in points):
            self.spent.clicks += 1  # on the bar beside the pages
            area.restore((page, area.content.anchor(page, area.content.locate(page, start)), 80.0))
            points = self._ends(page, start, end)
        self.spent.clicks += 1
        first, last = points
        QTest.mousePress(area.viewport(), LEFT, NONE, first)
        for step in range(1, 4):
            QTest.mouseMove(area.viewport(), first + (last - first) * step / 3)
        QTest.mouseRelease(area.viewport(), LEFT, NONE, last)

    def _ends(self, page: int, start: int, end: int) -> tuple[QPoint, QPoint]:
        area, content = self.area, self.area.content
        assert content is not None
        if hasattr(content, "prepare_run") and content.prepare_run(page, start, end):
            area.resize_page(page)
        rects = area.to_viewport(page, content.rects(page, start, end))
        first, last = rects[0], rects[-1]
        return (
            QPointF(first.left() + 1, first.center().y()).toPoint(),
            QPointF(last.right() - 1, last.center().y()).toPoint(),
        )

    # What a clerk does

    def press_until_decided(self, press: Callable[[], object]) -> None:
        """Do what says yes until the record on the desk is decided, or approved."""
        record = self.record()
        for _ in range(30):
            press()
            self.settle()
            after = self.now(record)
            if (after.decision, after.approval) != (record.decision, record.approval):
                return
        raise AssertionError(f"it never decides: {self.space.walking.step()}, {self.window.bar.text()}")

    def go_through(self, press: Callable[[], object], onward: Callable[[], object]) -> None:
        """Say yes to all that needs the person; `onward` leads to the next of it."""
        desk = self.space.desk
        for _ in range(100):
            if task(self.record(), desk.person_id) is not None:
                self.press_until_decided(press)
            elif desk.next_needing() is None:
                return
            else:
                onward()
                self.settle()
        raise AssertionError("it never ends")

    def say_yes(self) -> Spent:
        """Enter until the record on the desk is decided; what that took."""
        before, record = self._now(), self.record()
        for _ in range(30):
            self.key(Qt.Key.Key_Return)
            self.settle()
            after = self.space.desk.record(record.id)
            if after is None or (after.decision, after.approval) != (record.decision, record.approval):
                return self.spent.minus(before)
        said = {name: self.space.form.notes_of(name) for name in record.current}
        raise AssertionError(f"Enter never decides: {self.space.walking.step()}, {self.window.bar.text()}, {said}")

    def reject(self) -> Spent:
        """Say that the record is none; what that took."""
        before, record = self._now(), self.record()
        self.key(Qt.Key.Key_F9 if self._typing() else Qt.Key.Key_Delete)
        self.settle()
        after = self.space.desk.record(record.id)
        assert after is not None and after.decision == "rejected"
        return self.spent.minus(before)

    def correct(self, wanted: Mapping[str, Value]) -> Spent:
        """Put these values into their fields and say yes; what that took."""
        before = self._now()
        for name, value in wanted.items():
            self.put(name, value)
        self.say_yes()
        return self.spent.minus(before)

    def put(self, name: str, value: Value) -> None:
        """Bring a field to a value: by a click on the word in the report where there is one, else by typing."""
        editor = self.space.form.editor(name)
        inner = editor.focusProxy() or editor
        if QApplication.focusWidget() is not inner:
            self.space.form.area.ensureWidgetVisible(inner)
            if not inner.isVisible():  # a qualifier comes to light with its number, by Tab from there
                self._tab_to(editor)
            else:
                self.click(inner, QPoint(min(30, inner.width() // 2), inner.height() // 2))
                if isinstance(editor, CompactChoice):  # a click opens its list
                    QTest.keyClick(QApplication.activePopupWidget() or inner, Qt.Key.Key_Escape)
        if value is None:
            self.key(Qt.Key.Key_F4)
        elif isinstance(editor, CompactChoice):
            for _ in range(12):
                if editor.value() == value:
                    break
                self.type(editor.value_text(value)[0].lower())
        elif isinstance(editor, CountriesEditor):
            self._countries(editor, value)
        elif isinstance(editor, PickEditor):
            self._clear(editor)
            self._find(editor.pick_line, str(value), editor.value_text(value) or str(value))
            self.key(Qt.Key.Key_Tab)
        else:
            self._replace(editor.value_text(value), editor)
        self.settle()

    def _replace(self, text: str, editor: FieldEditor) -> None:
        self._clear(editor)
        self.type(text)

    def _clear(self, editor: FieldEditor) -> None:
        """See to it that what is typed replaces what is there."""
        if not editor.is_fresh() and editor.text():
            self.key(Qt.Key.Key_A, CONTROL)

    def _find(self, line: PickLine, wanted: str, text: str) -> None:
        """Type of a name as much as it takes until the list under the line offers it first."""
        for char in text:
            self.type(char)
            offered = line.candidates() if line.is_open() else []
            if offered and offered[0].id == wanted:
                return

    def _countries(self, editor: CountriesEditor, value: Value) -> None:
        assert isinstance(value, tuple)
        present = editor.value()
        if isinstance(present, tuple) and set(present) - set(value):
            for _ in present:
                self.key(Qt.Key.Key_Backspace)
            present = ()
        for code in value:
            if not isinstance(present, tuple) or code not in present:
                self._find(editor.line, code, editor.value_text((code,)))
                self.key(Qt.Key.Key_Return)

    def _tab_to(self, editor: FieldEditor) -> None:
        main = self.space.form.editor(editor.field.beside or "")
        inner = main.focusProxy() or main
        self.click(inner, QPoint(min(30, inner.width() // 2), inner.height() // 2))
        self.key(Qt.Key.Key_Tab)

    def _drawn(self) -> bool:
        """Whether the pages that show have been painted: nobody reads grey cards."""
        area = self.area
        top = area.verticalScrollBar().value()
        pages = area.stack.visible(top, top + area.viewport().height()) if area.content is not None else ()
        return all(area.is_drawn(page) for page in pages)

    def _typing(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.space.form.isAncestorOf(focus)

    def _now(self) -> Spent:
        return Spent(self.spent.keys, self.spent.clicks, self.spent.typed)


def make_window(folder: Path, renderer: Any, opener: Callable[..., Any] | None = None) -> tuple[MainWindow, Settings]:
    """A window with settings and keys in a folder of its own."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings = Settings(folder / "window.ini")
    return MainWindow(app, settings, KeyRing(folder / "keys"), renderer, opener=opener), settings


def value_of(kind: FieldType, raw: Any) -> Value:
    """A label's value in the shape of a field's type; None where it states none."""
    if raw is None or raw in ("", []):
        return None
    if kind in (FieldType.INTEGER, FieldType.DECIMAL):
        return Decimal(str(raw))
    if kind is FieldType.DATE:
        return PartialDate.parse(str(raw))
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        return tuple(raw)
    return str(raw)
