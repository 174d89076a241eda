"""The lines of the record list: where they are is arithmetic, and keys, mouse and painting agree with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRect, QStringListModel, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.queue.record_delegate import HEIGHT
from desktop.ui.queue.record_view import RecordView

Hint = QAbstractItemView.ScrollHint


class Shades(QStyledItemDelegate):
    """Paints each line in a colour of its own: red is its row."""

    def paint(self, painter: QPainter, option: object, index: object) -> None:
        painter.fillRect(option.rect, QColor(index.row() % 256, 0, 0))  # type: ignore[attr-defined]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[RecordView]:
    """A hundred lines, of which five and a half show."""
    place = QWidget()
    qtbot.addWidget(place)
    made = RecordView(place)
    made.setFrameShape(made.Shape.NoFrame)
    made.setModel(QStringListModel([str(row) for row in range(100)], made))
    made.setItemDelegate(Shades(made))
    made.setVerticalScrollMode(made.ScrollMode.ScrollPerPixel)
    made.setGeometry(0, 0, 300, 5 * HEIGHT + HEIGHT // 2)
    place.show()
    qtbot.waitExposed(place)
    place.activateWindow()
    made.setFocus()
    yield made


def row_at(view: RecordView, y: int) -> int:
    """The row whose colour is painted at a height of the viewport."""
    return view.viewport().grab().toImage().pixelColor(10, y).red()


def test_lines_are_where_they_are_painted(view: RecordView) -> None:
    view.verticalScrollBar().setValue(20 * HEIGHT + 7)
    for y in (0, HEIGHT - 8, HEIGHT - 7, 3 * HEIGHT, view.viewport().height() - 1):
        index = view.indexAt(QPoint(5, y))
        assert index.row() == row_at(view, y)
        assert view.visualRect(index).contains(5, y)
    assert not view.indexAt(QPoint(-1, 5)).isValid()


def test_below_the_last_line_is_none(view: RecordView) -> None:
    model = view.model()
    assert isinstance(model, QStringListModel)
    model.removeRows(2, 98)
    assert view.indexAt(QPoint(5, HEIGHT)).row() == 1 and not view.indexAt(QPoint(5, 2 * HEIGHT)).isValid()
    assert view.verticalScrollBar().maximum() == 0


def test_the_bar_is_as_long_as_there_are_lines(view: RecordView) -> None:
    bar, model, height = view.verticalScrollBar(), view.model(), view.viewport().height()
    assert isinstance(model, QStringListModel)
    assert bar.maximum() == 100 * HEIGHT - height
    model.removeRows(50, 1)
    assert bar.maximum() == 99 * HEIGHT - height
    model.insertRows(10, 3)
    assert bar.maximum() == 102 * HEIGHT - height
    view.resize(300, 2 * HEIGHT)
    assert bar.maximum() == 100 * HEIGHT
    model.setStringList(["one"])
    QTest.qWait(0)
    assert bar.maximum() == 0


@pytest.mark.parametrize(
    ("hint", "start", "value"),
    [
        (Hint.EnsureVisible, 0, 41 * HEIGHT - 5 * HEIGHT - HEIGHT // 2),
        (Hint.EnsureVisible, 60 * HEIGHT, 40 * HEIGHT),
        (Hint.EnsureVisible, 38 * HEIGHT, 38 * HEIGHT),
        (Hint.PositionAtTop, 0, 40 * HEIGHT),
        (Hint.PositionAtBottom, 0, 41 * HEIGHT - 5 * HEIGHT - HEIGHT // 2),
    ],
)
def test_scrolling_brings_a_line_in(view: RecordView, hint: Hint, start: int, value: int) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(start)
    view.scrollTo(view.model().index(40, 0), hint)
    assert bar.value() == value


def test_keys_move_by_lines_and_pages_and_stop_at_the_ends(view: RecordView) -> None:
    view.setCurrentIndex(view.model().index(0, 0))
    went = []
    keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Down)
    for key in (*keys, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
        current = view.currentIndex()
        went.append(current.row())
        assert view.viewport().rect().contains(view.visualRect(current))
    assert went == [0, 1, 5, 1, 99, 99, 0]


def test_a_click_takes_the_line_under_it(view: RecordView) -> None:
    view.verticalScrollBar().setValue(10 * HEIGHT + 3)
    at = QPoint(40, 2 * HEIGHT)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert view.currentIndex().row() == row_at(view, at.y()) == 12
    assert [index.row() for index in view.selectedIndexes()] == [12]


def test_a_selection_covers_its_lines(view: RecordView) -> None:
    view.setSelectionMode(view.SelectionMode.ExtendedSelection)
    view.setSelection(QRect(0, HEIGHT + 3, 5, 2 * HEIGHT), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert sorted(index.row() for index in view.selectedIndexes()) == [1, 2, 3]
    model = view.model()
    region = view.visualRegionForSelection(QItemSelection(model.index(1, 0), model.index(3, 0)))
    assert region.boundingRect() == QRect(0, HEIGHT, view.viewport().width(), 3 * HEIGHT)
