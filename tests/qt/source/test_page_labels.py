"""Pages by what is printed on them: found, shown, asked for, and refused where there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.dialogs.page import PageDialog
from desktop.ui.source.page_labels import PageLabels
from desktop.ui.source.toolbar import PageEdit, SourceToolbar
from desktop.ui.source.view import SourceView
from tests.qt.source.material import pdf

PRINTED = ("i", "xii", "1", "2", "3/8", "A-1", "2", None)
PAGES = tuple(
    replace(page, label=label) for page, label in zip(pdf(*["some text"] * len(PRINTED)).pages, PRINTED, strict=True)
)
READING = replace(pdf("x"), pages=PAGES)


@pytest.mark.parametrize(
    ("typed", "near", "page"),
    [
        ("xii", 1, 2),
        (" XII ", 1, 2),
        ("1", 1, 3),
        ("#1", 3, 1),
        ("# 5", 1, 5),
        ("3/8", 1, 5),
        ("a-1", 1, 6),
        ("2", 1, 4),
        ("2", 5, 7),
        ("2", 8, 4),
        ("8", 1, 8),
        ("6", 1, 6),
        ("99999999999999", 1, 8),
        ("0", 1, None),
        ("#0", 1, None),
        ("xiv", 1, None),
        ("", 1, None),
        ("²", 1, 4),
        ("-3", 1, None),
    ],
)
def test_what_is_meant(typed: str, near: int, page: int | None) -> None:
    assert PageLabels(PAGES).find(typed, near) == page


def test_without_labels_numbers_are_what_they_are() -> None:
    labels = PageLabels(pdf("a", "b").pages)
    assert not labels.differ and labels.label(2) == "2" and labels.find("2") == 2
    assert PageLabels().find("1") is None and PageLabels().count == 0


def test_the_box_shows_and_takes_what_is_printed(qtbot: QtBot, show: Callable[..., SourceView]) -> None:
    view = show(READING, 900, 500)
    box, bar = view.findChild(PageEdit), view.findChild(SourceToolbar)
    assert isinstance(box, PageEdit) and isinstance(bar, SourceToolbar)
    assert "xii" in box.toolTip() and "#" in box.toolTip()
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "3/8")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert view.page() == 5 and box.text() == "3/8"
    assert any(label.text() == "(5 / 8)" for label in bar.findChildren(QLabel))
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "zz")
    with qtbot.assertNotEmitted(bar.pageRequested):
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert view.page() == 5 and box.selectedText() == "zz"


def test_the_dialog_takes_a_label_and_says_where_there_is_none(qtbot: QtBot) -> None:
    dialog = PageDialog("i", 8, PageLabels(PAGES).find, labelled=True)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    typed = dialog.findChild(QLineEdit)
    assert isinstance(typed, QLineEdit) and typed.selectedText() == "i"
    QTest.keyClicks(typed, "xiv")
    with qtbot.assertNotEmitted(dialog.accepted):
        QTest.keyClick(typed, Qt.Key.Key_Return)
    assert dialog.problem.text()
    QTest.keyClicks(typed, "xii")
    assert dialog.problem.isHidden()
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(typed, Qt.Key.Key_Return)
    assert dialog.page == 2
