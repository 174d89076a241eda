"""A report and its other language side by side: the same paragraph and records lit, and what is uncertain told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop.ui.dialogs.base import Dialog
from desktop.ui.source.area import PageArea
from desktop.ui.source.twin import TwinPane
from tests.helpers.two_languages import CHINESE, ENGLISH
from tests.qt.shell.conftest import Shell


def _area(widget: QWidget) -> PageArea:
    area = widget.findChild(PageArea)
    assert area is not None
    return area


@pytest.fixture
def twin(shell: Shell) -> TwinPane:
    """The English text, and the Chinese one beside it, which the person has said to be the same report."""
    shell.open()
    shell.window.resize(1500, 700)
    shell.add(shell.report("report-en.txt", ENGLISH))
    shell.space.add([shell.report("report-zh.txt", CHINESE)])
    dialog = shell.dialog(Dialog)
    labels = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "in another language" in labels
    (yes,) = [button for button in dialog.findChildren(QPushButton) if button.text() == "Another file of it"]
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    shell.back()
    shell.until(lambda: not shell.space.adding.busy)
    shell.settle()
    assert len(shell.space.desk.reports) == 1
    QTest.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    shell.until(lambda: shell.space.twin.isVisible() and _area(shell.space.twin).content is not None)
    shell.settle()
    return shell.space.twin


@pytest.mark.parametrize(("value", "there"), [(48, "48 名看守人"), (1350, "1 350 名引航员"), (520, "520 张海图")])
def test_a_record_is_lit_in_both_languages(shell: Shell, twin: TwinPane, value: int, there: str) -> None:
    record = next(record for record in shell.records("count") if record.value("value") == value)
    shell.choose(record)
    shell.until(lambda: _area(twin).current == record.id)
    mark = twin.view.mark(record.id)
    assert mark is not None and there in mark.evidence[0].quote
    area = _area(twin)
    assert area.content is not None
    shown = area.to_viewport(1, area.content.span_rects(mark.evidence[0]))
    assert shown and all(area.viewport().rect().contains(rect.center().toPoint()) for rect in shown)


def test_what_no_figure_proves_is_told_with_the_closest_place(shell: Shell, twin: TwinPane) -> None:
    lost = [record for record in shell.records() if twin.view.mark(record.id) is None]
    record = next(record for record in lost if record.value("value") == 88)
    shell.choose(record)
    shell.until(lambda: _area(twin).current == record.id)
    (words,) = [label.text() for label in twin.findChildren(QLabel) if "Not found in this file" in label.text()]
    assert "%" in words
    (span,) = _area(twin).field_spans
    assert "88" in span.quote and span.start > CHINESE.index("\n6. ")


def test_paragraphs_stay_beside_each_other(shell: Shell, twin: TwinPane) -> None:
    source = shell.space.source
    for number in (6, 4, 2):
        source.go_to(1, ENGLISH.index(f"\n{number}. ") + 1)

        def is_there(number: int = number) -> bool:
            mine, theirs = source.place(), twin.view.place()
            if mine is None or theirs is None:
                return False
            bar = _area(twin).verticalScrollBar()
            at = CHINESE.index(f"\n{number}. ")
            following = CHINESE.find(f"\n{number + 1}. ")
            return bar.value() == bar.maximum() or at <= theirs[1] <= (following if following > 0 else len(CHINESE))

        shell.until(is_there)


def test_shown_first_the_other_language_lights_the_same_records(shell: Shell, twin: TwinPane) -> None:
    record = next(record for record in shell.records("count") if record.value("value") == 48)
    before = shell.space.desk.loads
    QTest.mouseClick(twin.first_button, Qt.MouseButton.LeftButton)
    shell.until(lambda: shell.space.desk.loads > before and shell.space.desk.loaded is not None)
    shell.settle()
    shell.choose(record)
    mark = shell.space.source.mark(record.id)
    assert mark is not None and "48 名看守人" in mark.evidence[0].quote
    assert not shell.space.form.orphan.isVisible()
    lost = next(each for each in shell.records("count") if each.value("value") == 88)
    shell.choose(lost)
    shell.settle()
    assert shell.space.form.orphan.isVisible() and "%" in shell.space.form.orphan.label.text()
    assert not list(shell.space.project.verify())
