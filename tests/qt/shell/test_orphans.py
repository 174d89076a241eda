"""Another file is shown first: records find their places in it, and what is not there is told and can be pinned."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.model.records import Record
from desktop.ui.source.area import PageArea
from resources import resource
from tests.qt.shell.conftest import Shell

NAME = "harbour-fund-2024-en"
CHANGED = ("trained 64 port inspectors (22 women)", "trained 65 port inspectors (22 women)")


def _open(shell: Shell) -> None:
    """A report's text, and a changed edition of it that is shown first from now on."""
    shell.open()
    text = resource("samples", f"{NAME}.txt").read_text("utf-8")
    shell.add(shell.report("report.txt", text))
    other = shell.folder / "edition.txt"
    other.write_text("Second edition\n\n" + text.replace(*CHANGED), "utf-8")
    work = shell.space.desk.work_id
    shell.space.project.library.add(other, choose=lambda matches: work)
    shell.settle()
    QTest.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    shell.until(lambda: shell.space.twinning.is_open and shell.space.twinning.pane.view.place() is not None)
    shell.settle()
    before = shell.space.desk.loads
    QTest.mouseClick(shell.space.twinning.pane.first_button, Qt.MouseButton.LeftButton)
    shell.until(lambda: shell.space.desk.loads > before)
    shell.settle()
    loaded = shell.space.desk.loaded
    assert loaded is not None and loaded.reading is not None
    assert loaded.reading.pages[0].text.startswith("Second edition")


def _of(shell: Shell, value: int) -> Record:
    (record,) = [r for r in shell.records("count") if r.value("value") == value and r.value("women")]
    return record


def _text(shell: Shell) -> str:
    loaded = shell.space.desk.loaded
    assert loaded is not None and loaded.reading is not None
    return loaded.reading.pages[0].text


def test_records_are_lit_where_they_stand_now(shell: Shell) -> None:
    _open(shell)
    record = _of(shell, 120)
    shell.choose(record)
    mark = shell.space.source.mark(record.id)
    assert mark is not None and mark.evidence
    stored = shell.space.project.review.record(record.id)
    assert mark.evidence[0].start != stored.evidence[0].start, "the other edition has a line more"
    for span in mark.evidence:
        assert _text(shell)[span.start : span.end] == span.quote
    assert not shell.space.form.orphan.isVisible()


def test_what_is_not_there_is_told_and_pinned_where_it_comes_closest(shell: Shell) -> None:
    _open(shell)
    record = _of(shell, 64)
    shell.choose(record)
    shell.settle()
    note = shell.space.form.orphan
    assert note.isVisible() and "not found in this file" in note.label.text()
    assert "%)" in note.label.text(), "with what comes closest, though its figure is another one"
    assert "“65 port inspectors (22 women)”" in note.label.text()
    QTest.mouseClick(note.showing, Qt.MouseButton.LeftButton)
    assert shell.space.form.passage is None, "looking changes nothing"
    shell.space.source.setFocus()
    start = _text(shell).index("65 port inspectors (22 women)")
    area = shell.space.source.findChild(PageArea)
    assert area is not None
    area.selection.select(1, start, start + len("65 port inspectors (22 women)"))
    area.selectionChanged.emit()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_E)
    assert not note.isVisible(), "it has a passage again"
    shell.space.focus_work()
    for _ in range(8):
        shell.key(Qt.Key.Key_Return)
        shell.settle()
        if str(shell.record(record.id).decision) == "corrected":
            break
    stored = shell.space.project.review.record(record.id)
    work = shell.space.project.library.work(stored.work)
    assert stored.reading == work.reading
    assert [span.quote for span in stored.evidence] == ["65 port inspectors (22 women)"]
    for entry in stored.current.values():
        for span in entry.evidence:
            assert _text(shell)[span.start : span.end] == span.quote
    assert not list(shell.space.project.verify())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    shell.settle()
    back = shell.space.project.review.record(record.id)
    assert back.reading != work.reading and "64 port inspectors" in back.evidence[0].quote
    assert not list(shell.space.project.verify())


def test_a_click_that_fills_a_field_takes_the_record_along(shell: Shell) -> None:
    _open(shell)
    record = _of(shell, 120)
    person = shell.space.desk.person
    assert person is not None
    shell.choose(record)
    shell.space.form.focus_field("value")
    shell.until(lambda: shell.space.desk.field == "value")
    area = shell.space.source.findChild(PageArea)
    assert area is not None
    start = _text(shell).index("65 port inspectors")
    area.show_at_top(1, start)
    assert area.content is not None
    (rect, *_) = area.to_viewport(1, area.content.rects(1, start, start + 2))
    QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    fields = shell.space.form.changes()
    assert str(fields["value"].value) == "65"
    shell.space.project.review.correct(record.id, person, fields)
    stored = shell.space.project.review.record(record.id)
    assert [span.quote for span in stored.current["value"].evidence] == ["65"]
    assert stored.evidence and stored.reading == shell.space.project.library.work(stored.work).reading
    assert not list(shell.space.project.verify())


def test_the_closest_place_is_taken_with_a_click(shell: Shell) -> None:
    _open(shell)
    record = _of(shell, 64)
    shell.choose(record)
    shell.settle()
    QTest.mouseClick(shell.space.form.orphan.pinning, Qt.MouseButton.LeftButton)
    (span,) = shell.space.form.passage or ()
    assert "65 port inspectors" in span.quote and not shell.space.form.orphan.isVisible()
    shell.choose(_of(shell, 120))
    shell.space.source.go_to(1, 0)
    shell.choose(record)
    shell.settle()
    area = shell.space.source.findChild(PageArea)
    assert area is not None and area.content is not None
    (rect, *_) = area.to_viewport(1, area.content.span_rects(span))
    assert area.viewport().rect().contains(rect.center().toPoint()), "half decided, it is led to where it was put"
    shell.space.act("discard_edit")
    assert shell.space.form.orphan.isVisible(), "taken back, the passage is missing again"
