"""Somebody without a keyboard: whatever is done is pointed at, and must be there to be pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)

from tests.helpers.clerk import LEFT, NONE, Clerk


@dataclass
class Pointer(Clerk):
    """Clicks, drags and turns the wheel. What is hidden, disabled, covered or out of sight can't be clicked."""

    def settle(self) -> None:
        """Until nothing is under way, and the record is painted where it shows."""
        space = self.space
        if not space.left_out.active and not space.desk.covered:
            super().settle()
        self.until(lambda: not space.tasks.writing and not space.tasks.running, "it never came to rest")
        QApplication.processEvents()

    def press(self, widget: QWidget, at: QPoint | None = None, *, twice: bool = False) -> None:
        """Click what stands at a point of a widget, its middle without one; scrolls there by the wheel."""
        self.until(lambda: widget.isVisible() and widget.isEnabled(), f"{name_of(widget)} can't be clicked")
        at = at if at is not None else widget.rect().center()
        self._bring(widget, at)
        window = widget.window()
        place = widget.mapTo(window, at)
        target = window.childAt(place) or window
        assert target is widget or widget.isAncestorOf(target), f"{name_of(target)} covers {name_of(widget)}"
        self.spent.clicks += 1
        click = QTest.mouseDClick if twice else QTest.mouseClick
        click(target, LEFT, NONE, target.mapFrom(window, place))

    def press_item(self, view: QAbstractItemView, index: QModelIndex, *, twice: bool = False) -> None:
        """Click a row of a list, scrolled to by the wheel."""
        for _ in range(400):
            rect = view.visualRect(index)
            if rect.isValid() and view.viewport().rect().contains(rect.center()):
                break
            self.wheel(view, down=rect.top() > 0)
        at = view.visualRect(index).center()
        QTest.mouseMove(view.viewport(), at)
        QApplication.processEvents()
        self.press(view.viewport(), at, twice=twice)

    def press_link(self, label: QLabel) -> None:
        """Click the first link in a label: where the pointer becomes a hand."""
        self._bring(label, label.rect().center())
        for y in range(4, label.height(), 6):
            for x in range(2, label.width(), 6):
                QTest.mouseMove(label, QPoint(x, y))
                if label.cursor().shape() is Qt.CursorShape.PointingHandCursor:
                    self.press(label, QPoint(x, y))
                    return
        raise AssertionError(f"no link in {label.text()!r}")

    def wheel(self, view: QAbstractScrollArea, *, down: bool = True) -> None:
        """Turn the wheel by one notch over a view."""
        port = view.viewport()
        middle = QPointF(port.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(port.mapToGlobal(port.rect().center())),
            QPoint(),
            QPoint(0, -120 if down else 120),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(port, event)
        QApplication.processEvents()

    def choose(self, *path: str) -> None:
        """Open a menu of the bar by its words and click through to an entry."""
        bar = self.window.menuBar()
        self.press(bar, bar.actionGeometry(_entry(bar.actions(), path[0])).center())
        self.follow(*path[1:])

    def choose_below(self, button: QWidget, *path: str) -> None:
        """Click a button that opens a menu, and click through to an entry."""
        self.press(button)
        self.follow(*path)

    def follow(self, *path: str) -> None:
        """Click through the menu that is open."""
        for words in path:
            self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), f"no menu for {words}")
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            entry = _entry(menu.actions(), words)
            assert entry.isEnabled(), f"{words} is dimmed"
            at = menu.actionGeometry(entry).center()
            QTest.mouseMove(menu, at)
            self.spent.clicks += 1
            QTest.mouseClick(menu, LEFT, NONE, at)
            QApplication.processEvents()

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        self.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog), "no dialog opened")
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        found.activateWindow()
        return found

    def answer(self, dialog: QDialog, words: str) -> None:
        """Click a button of a dialog by its words; it closes."""
        (button,) = [each for each in dialog.findChildren(QPushButton) if plain(each.text()) == words]
        self.press(button)
        self.until(lambda: dialog not in QApplication.topLevelWidgets() or not dialog.isVisible(), "it stays open")
        self.window.activateWindow()

    def click_word(self, page: int, start: int, end: int) -> None:
        """Click a word of the report, scrolled to by the wheel."""
        area = self.area
        for _ in range(400):
            at = self._ends(page, start, end)[0]
            if area.viewport().rect().contains(at):
                break
            self.wheel(area, down=at.y() > 0)
        first, last = self._ends(page, start, end)
        middle = (first + last) / 2
        QTest.mouseMove(area.viewport(), middle)
        self.press(area.viewport(), middle)

    def _bring(self, widget: QWidget, at: QPoint) -> None:
        """Scroll whatever the widget lies in until the point is in sight."""
        self.settle() if self.window.workspace is not None else QApplication.processEvents()
        for _ in range(400):
            around = _scrolled(widget)
            if around is None:
                return
            place = widget.mapTo(around.viewport(), at)
            if around.viewport().rect().contains(place):
                return
            before = around.verticalScrollBar().value()
            self.wheel(around, down=place.y() > 0)
            if around.verticalScrollBar().value() == before:
                return


def _scrolled(widget: QWidget) -> QAbstractScrollArea | None:
    """The scroll area in which a widget lies, not the one that it is itself."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea) and widget is not parent.viewport():
            return parent
        parent = parent.parentWidget()
    return None


def _entry(actions: Sequence[QAction], words: str) -> QAction:
    found = [each for each in actions if plain(each.text()) == words and each.isVisible()]
    assert found, (words, [plain(each.text()) for each in actions])
    return found[0]


def plain(text: str) -> str:
    """Words without the marks of mnemonics, and what stands before the key."""
    return text.replace("&", "").split("\t")[0]


def name_of(widget: QWidget) -> str:
    """What to call a widget in a message."""
    return widget.accessibleName() or widget.objectName() or type(widget).__name__
