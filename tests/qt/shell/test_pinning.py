"""Another passage becomes what proves a record or a field: by its handles, or selected and pinned with one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.model.evidence import Evidence
from db.model.records import Record
from desktop.documents.spans import make_span
from desktop.ui.source.area import PageArea
from tests.qt.shell.conftest import REPORT, Shell

LEFT = Qt.MouseButton.LeftButton
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def _area(shell: Shell) -> PageArea:
    area = shell.space.source.findChild(PageArea)
    assert area is not None
    return area


def _at(shell: Shell, words: str, *, end: bool = False) -> QPoint:
    """Just inside the beginning or the end of some words on the page."""
    area, start = _area(shell), REPORT.index(words)
    assert area.content is not None
    rects = area.to_viewport(1, area.content.rects(1, start, start + len(words)))
    rect = rects[-1 if end else 0]
    return QPointF(rect.right() - 1 if end else rect.left() + 1, rect.center().y()).toPoint()


def _drag(shell: Shell, start: QPoint, end: QPoint) -> None:
    viewport = _area(shell).viewport()
    QTest.mouseMove(viewport, start + QPoint(0, -3))
    QTest.mouseMove(viewport, start)
    QTest.mousePress(viewport, LEFT, NONE, start)
    for step in range(1, 6):
        QTest.mouseMove(viewport, start + (end - start) * step / 5)
    QTest.mouseRelease(viewport, LEFT, NONE, end)


def _begin(shell: Shell, value: int = 24) -> Record:
    shell.open()
    shell.add()
    (record,) = [r for r in shell.records("count") if r.value("value") == value]
    shell.choose(record)
    shell.until(lambda: shell.space.desk.current == record.id)
    shell.until(lambda: _area(shell).index.get(record.id) is not None)
    return record


def _quotes(evidence: Evidence) -> list[str]:
    return [span.quote for span in evidence]


def _saved(shell: Shell, record: Record) -> Record:
    return shell.space.project.review.record(record.id)


def _lit(shell: Shell, record: Record) -> list[str]:
    mark = shell.space.source.mark(record.id)
    assert mark is not None
    return _quotes(mark.evidence)


def _confirm(shell: Shell) -> None:
    """Let Enter pass what wants a look until the record is decided."""
    for _ in range(8):
        record = shell.space.desk.record()
        shell.key(Qt.Key.Key_Return)
        shell.settle()
        if record is None or shell.record(record.id).decision != record.decision:
            return
    raise AssertionError("the record was not decided")


def test_a_selection_becomes_the_passage_with_one_key(shell: Shell) -> None:
    record = _begin(shell)
    wanted = "为斐济的 24 名档案管理员(11 名妇女)举办了培训班"
    shell.space.source.setFocus()
    _drag(shell, _at(shell, wanted), _at(shell, wanted, end=True))
    assert _quotes(shell.space.source.selection()) == [wanted]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_E)
    assert _lit(shell, record) == [wanted], "it is lit where it is going to be"
    assert shell.space.form.is_dirty() and shell.space.form.changes() == {}
    assert _saved(shell, record).evidence == record.evidence, "nothing counts before it is decided"
    shell.space.focus_work()
    _confirm(shell)
    assert _quotes(_saved(shell, record).evidence) == [wanted]
    assert str(_saved(shell, record).decision) == "corrected"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CONTROL)
    shell.settle()
    assert _saved(shell, record).evidence == record.evidence
    shell.until(lambda: _lit(shell, record) == _quotes(record.evidence))


def test_the_end_of_the_passage_is_dragged(shell: Shell) -> None:
    record = _begin(shell)
    before = record.evidence[0]
    wanted = "举办了培训班"
    end = REPORT.index(wanted) + len(wanted)
    QTest.mouseMove(_area(shell).viewport(), _at(shell, before.quote))
    (grip,) = [grip for grip in _area(shell).handles.grips() if grip.at_end][-1:]
    place = _at(shell, wanted, end=True)
    _drag(shell, grip.knob.toPoint(), QPoint(place.x(), place.y() + round(grip.bar.height() / 2)))
    (span,) = shell.space.form.passage or ()
    start = before.start if len(record.evidence) == 1 else record.evidence[-1].start
    assert (span.start, span.end) == (start, end)
    assert _lit(shell, record) == [REPORT[start:end]]
    assert not shell.space.source.selection()
    assert shell.space.desk.current == record.id, "dragging a handle chooses nothing else"
    shell.settle()


def test_the_focused_fields_passage_moves_and_its_value_stays(shell: Shell) -> None:
    record = _begin(shell)
    shell.space.form.focus_field("value")
    shell.until(lambda: shell.space.desk.field == "value")
    QTest.mouseMove(_area(shell).viewport(), _at(shell, "24 名"))
    grips = _area(shell).handles.grips()
    assert grips, "a field's own passage has handles, too"
    place = _at(shell, "24 名档案管理员", end=True)
    grip = grips[-1]
    _drag(shell, grip.knob.toPoint(), QPoint(place.x(), place.y() + round(grip.bar.height() / 2)))
    change = shell.space.form.changes()["value"]
    assert change.value == record.value("value")
    assert change.evidence is not None and _quotes(change.evidence)[-1].endswith("24 名档案管理员")
    assert shell.space.form.passage is None
    assert any("passage" in note.text for note in shell.space.form.notes_of("value"))
    shell.settle()


def test_discarding_brings_the_passage_back(shell: Shell) -> None:
    record = _begin(shell)
    page = shell.space.desk.loaded.reading.pages[0]  # type: ignore[union-attr]
    start = REPORT.index("24 名")
    shell.space.form.pin((make_span(page, start, start + 4),))
    assert _lit(shell, record) == ["24 名"]
    shell.space.act("discard_edit")
    assert _lit(shell, record) == _quotes(record.evidence)
    assert not shell.space.form.is_dirty()
    shell.settle()


def test_a_moved_passage_is_kept_while_another_record_is_looked_at(shell: Shell) -> None:
    record = _begin(shell)
    (other,) = [r for r in shell.records("count") if r.value("value") == 46]
    page = shell.space.desk.loaded.reading.pages[0]  # type: ignore[union-attr]
    start = REPORT.index("24 名")
    shell.space.form.pin((make_span(page, start, start + 4),))
    shell.choose(other)
    shell.settle()
    assert shell.space.form.passage is None
    assert _lit(shell, record) == _quotes(record.evidence), "others are lit as they are saved"
    shell.choose(record)
    shell.settle()
    assert shell.space.form.passage is not None and _quotes(shell.space.form.passage) == ["24 名"]
    assert _lit(shell, record) == ["24 名"]


@pytest.mark.parametrize("letter", [Qt.Key.Key_E])
def test_the_key_does_nothing_without_a_selection(shell: Shell, letter: Qt.Key) -> None:
    record = _begin(shell)
    QTest.keyClick(QApplication.focusWidget(), letter)
    assert not shell.space.form.is_dirty()
    assert _lit(shell, record) == _quotes(record.evidence)
    shell.settle()
