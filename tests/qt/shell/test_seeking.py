"""Searching all reports at the real window: typed, gone through and left with the keyboard, or clicked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.documents.searching import Hit
from desktop.ui.search.panel import SearchPanel
from desktop.ui.source.area import PageArea
from tests.qt.shell.conftest import REPORT, Shell

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OTHER = """HAR/1/1

Harbour report

1. In May 2022 the Harbour trained 12 teachers in Tema.
2. The teachers then trained 40 pupils.
"""


def _line(shell: Shell) -> QLineEdit:
    shell.back()
    QTest.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_F, CONTROL | SHIFT)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    return line


def _rows(panel: SearchPanel) -> list[str]:
    return [str(panel.model.index(row).data()) for row in range(panel.model.rowCount())]


def _opened(shell: Shell) -> SearchPanel:
    shell.open()
    shell.add(shell.report("island.txt", REPORT), shell.report("harbour.txt", OTHER))
    return shell.space.search


def test_finds_in_all_reports_and_goes_to_the_place(shell: Shell) -> None:
    panel = _opened(shell)
    line = _line(shell)
    QTest.keyClicks(line, "teachers")
    shell.until(lambda: panel.model.count == 2)
    assert len(_rows(panel)) == 3 and "Harbour" in _rows(panel)[0]
    QTest.keyClick(line, Qt.Key.Key_Down)
    shell.until(panel.view.hasFocus)
    QTest.keyClick(panel.view, Qt.Key.Key_Down)
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    loaded = shell.space.desk.loaded
    assert loaded is not None
    area = shell.space.source.findChild(PageArea)
    assert area is not None
    start = OTHER.index("teachers", OTHER.index("2. The"))
    shell.until(lambda: area.finder.current() == Hit(1, start, start + 8))
    assert shell.space.desk.work_id == next(w.id for w in shell.space.project.library.works() if w.symbol == "HAR/1/1")
    assert panel.view.hasFocus() and all(not record.deciders for record in shell.records())
    shell.settle()


def test_a_place_in_another_report_opens_it(shell: Shell) -> None:
    panel = _opened(shell)
    works = shell.space.project.library.works()
    shell.space.desk.choose_report(works[1].id)
    shell.until(lambda: shell.space.desk.work_id == works[1].id)
    line = _line(shell)
    line.insert("苏瓦")
    shell.until(lambda: panel.model.count == 1)
    rect = panel.view.visualRect(panel.model.index(1))
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    shell.until(lambda: shell.space.desk.work_id == works[0].id)
    area = shell.space.source.findChild(PageArea)
    assert area is not None
    shell.until(lambda: (hit := area.finder.current()) is not None and REPORT[hit.start : hit.end] == "苏瓦")
    shell.settle()


def test_says_where_nothing_is_and_escape_brings_the_reports_back(shell: Shell) -> None:
    panel = _opened(shell)
    line = _line(shell)
    QTest.keyClicks(line, "zeppelin")
    shell.until(lambda: "Not found" in panel._words.text())
    assert not shell.space.reports.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    shell.until(shell.space.reports.isVisible)
    assert line.text() == "" and all(not record.deciders for record in shell.records())
    shell.settle()


def test_what_was_added_is_made_ready_in_the_background(shell: Shell) -> None:
    _opened(shell)
    shell.space.seeking.prepare()
    shell.settle()
    assert shell.space.project._store.pages.unindexed() == []


def test_the_hidden_pane_comes_back_for_the_search(shell: Shell) -> None:
    panel = _opened(shell)
    shell.space.area.toggle_reports()
    assert not panel.isVisible()
    line = _line(shell)
    assert panel.isVisible() and line.hasFocus()
    shell.settle()
