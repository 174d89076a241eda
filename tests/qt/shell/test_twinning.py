"""Two files of one report side by side: kept in step, the same record lit in both, and what is missing named."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from db.model.records import Decision
from desktop.ui.source.area import PageArea
from desktop.ui.source.toolbar import SourceToolbar
from desktop.ui.source.twin import TwinPane
from resources import resource
from tests.qt.shell.conftest import Shell

NAME = "harbour-fund-2024-en"


def _twin(shell: Shell) -> TwinPane:
    return shell.space.twin


def _area(pane: TwinPane) -> PageArea:
    area = pane.view.findChild(PageArea)
    assert area is not None
    return area


def _press(shell: Shell) -> None:
    shell.back()
    QTest.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)


def _opened(shell: Shell, change: tuple[str, str] = ("", "")) -> None:
    """The text of a sample, and its DOCX or a changed text as another file of it."""
    shell.open()
    text = resource("samples", f"{NAME}.txt").read_text("utf-8")
    shell.add(shell.report("report.txt", text))
    other = shell.folder / "report.docx"
    other.write_bytes(resource("samples", f"{NAME}.docx").read_bytes())
    if change[0]:
        other = shell.folder / "edition.txt"
        other.write_text(text.replace(*change), "utf-8")
        work = shell.space.desk.work_id
        shell.space.project.library.add(other, choose=lambda matches: work)
    else:
        shell.add(other)
    shell.settle()


def test_the_same_record_is_lit_in_both(shell: Shell) -> None:
    _opened(shell)
    assert not _twin(shell).isVisible()
    _press(shell)
    shell.until(lambda: _twin(shell).isVisible() and _area(_twin(shell)).content is not None)
    shell.settle()
    names = _twin(shell).findChild(QComboBox)
    assert names is not None and [names.itemText(n) for n in range(names.count())] == ["report.docx"]
    for wanted in (64, 120):
        (record,) = [r for r in shell.records("count") if r.value("value") == wanted and r.value("women")]
        shell.choose(record)
        shell.until(lambda record=record: _area(_twin(shell)).current == record.id)
        mark = _twin(shell).view.mark(record.id)
        assert mark is not None and str(wanted) in mark.evidence[0].quote
    assert not any(label.isVisible() and "Not found" in label.text() for label in _twin(shell).findChildren(QLabel))
    _press(shell)
    assert not _twin(shell).isVisible()
    shell.settle()


def test_a_decision_leaves_the_second_file_beside_the_first(shell: Shell) -> None:
    _opened(shell)
    _press(shell)
    shell.until(lambda: _twin(shell).isVisible() and _area(_twin(shell)).content is not None)
    shell.settle()
    (record,) = [r for r in shell.records("count") if r.value("value") == 64 and r.value("women")]
    shell.choose(record)
    shell.key(Qt.Key.Key_P)
    shell.until(lambda: shell.record(record.id).decision is Decision.POSTPONED)
    shell.settle()
    assert _twin(shell).isVisible() and _area(_twin(shell)).current == shell.space.desk.current != record.id


def test_what_is_not_there_is_named(shell: Shell) -> None:
    _opened(shell, ("trained 64 port inspectors (22 women)", "trained 65 port inspectors (22 women)"))
    _press(shell)
    shell.until(lambda: _twin(shell).isVisible() and _area(_twin(shell)).content is not None)
    shell.settle()
    (record,) = [r for r in shell.records("count") if r.value("value") == 64 and r.value("women") == 22]
    shell.choose(record)
    shell.until(
        lambda: any(
            label.isVisible() and "Not found in this file" in label.text()
            for label in _twin(shell).findChildren(QLabel)
        )
    )
    assert _twin(shell).view.mark(record.id) is None
    shell.settle()


def test_the_second_file_follows_the_first(shell: Shell) -> None:
    _opened(shell)
    shell.window.resize(1400, 700)
    _press(shell)
    shell.until(lambda: _twin(shell).isVisible() and _area(_twin(shell)).content is not None)
    shell.settle()
    text = resource("samples", f"{NAME}.txt").read_text("utf-8")
    first = shell.space.source
    first.go_to(1, text.index("\n7. ") + 1)

    def is_at_the_seventh() -> bool:
        place, content = _twin(shell).view.place(), _area(_twin(shell)).content
        assert place is not None and content is not None
        own = content.text(1)
        return place[0] == 1 and own.index("\n7. ") < place[1] < own.index("\n8. ")

    shell.until(is_at_the_seventh)
    shell.settle()


def test_with_one_file_it_says_what_to_do(shell: Shell) -> None:
    shell.open()
    shell.add()
    _press(shell)
    shell.until(lambda: "one file only" in shell.window.bar.text())
    assert not _twin(shell).isVisible()
    shell.settle()


def test_the_second_file_is_shown_first_by_key(shell: Shell) -> None:
    _opened(shell)
    action = shell.window.actions_["show_first"]
    assert not action.isEnabled(), "no file is beside the report"
    _press(shell)
    shell.until(lambda: _twin(shell).isVisible() and _area(_twin(shell)).content is not None)
    shell.settle()
    assert action.isEnabled() and action in shell.window.findChildren(QAction)
    before = shell.space.desk.loads
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_T, both)
    shell.until(lambda: shell.space.desk.loads > before)
    shell.settle()
    loaded = shell.space.desk.loaded
    assert loaded is not None and loaded.reading is not None and loaded.reading.format == "docx"
    assert not _twin(shell).isVisible() and not action.isEnabled()


def test_pages_are_darkened_by_key_and_the_button_shows_it(shell: Shell) -> None:
    shell.open()
    shell.add()
    bar = shell.space.source.findChild(SourceToolbar)
    assert bar is not None and not bar.dim.isChecked()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for dark in (True, False):
        QTest.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_D, both)
        assert bar.dim.isChecked() is dark
