"""Hovering over the report says what a click would put into the field, before it does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.ui.source.area import PageArea
from desktop.ui.source.fill_bubble import FillBubble
from tests.qt.shell.conftest import REPORT, Shell


def _area(shell: Shell) -> PageArea:
    area = shell.space.source.findChild(PageArea)
    assert area is not None
    return area


def _bubble(shell: Shell) -> FillBubble:
    bubble = shell.space.source.findChild(FillBubble)
    assert bubble is not None
    return bubble


def _over(shell: Shell, words: str) -> QPoint:
    """The middle of some words on the page, brought into sight."""
    area, start = _area(shell), REPORT.index(words)
    area.show_at_top(1, start)
    assert area.content is not None
    (rect, *_) = area.to_viewport(1, area.content.rects(1, start, start + len(words)))
    return rect.center().toPoint()


def _editing(shell: Shell, field: str) -> None:
    shell.open()
    shell.add()
    (record,) = [r for r in shell.records("count") if r.value("value") == 24]
    shell.choose(record)
    shell.until(lambda: shell.space.desk.current == record.id)
    shell.space.form.focus_field(field)
    shell.until(lambda: shell.space.desk.field == field)


def test_a_click_is_told_before_it_is_made(shell: Shell) -> None:
    _editing(shell, "value")
    at = _over(shell, "380")
    QTest.mouseMove(_area(shell).viewport(), at)
    shell.until(_bubble(shell).isVisible)
    assert _bubble(shell).text() == "→ Value: 380"
    assert shell.space.form.changes() == {}
    QTest.mouseClick(_area(shell).viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert str(shell.space.form.changes()["value"].value) == "380"
    shell.settle()


def test_what_can_not_be_taken_is_told_too_and_changes_nothing(shell: Shell) -> None:
    _editing(shell, "value")
    QTest.mouseMove(_area(shell).viewport(), _over(shell, "捐赠"))
    shell.until(_bubble(shell).isVisible)
    assert _bubble(shell).text().startswith("✕ ") and "can't be read" in _bubble(shell).text()
    assert shell.space.form.changes() == {}
    shell.settle()


def test_away_from_words_and_without_a_field_nothing_is_told(shell: Shell) -> None:
    _editing(shell, "value")
    at = _over(shell, "380")
    QTest.mouseMove(_area(shell).viewport(), at)
    shell.until(_bubble(shell).isVisible)
    QTest.mouseMove(_area(shell).viewport(), QPoint(2, 2))
    shell.until(lambda: not _bubble(shell).isVisible())
    shell.space.focus_work()
    shell.until(lambda: shell.space.desk.field is None)
    QTest.mouseMove(_area(shell).viewport(), at)
    assert not _bubble(shell).isVisible()
    shell.settle()


def _click(shell: Shell, words: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = _over(shell, words)
    QTest.mouseMove(_area(shell).viewport(), at)
    QTest.mouseClick(_area(shell).viewport(), Qt.MouseButton.LeftButton, modifiers, at)


def test_a_click_on_what_can_not_be_taken_says_so_at_the_field_and_changes_nothing(shell: Shell) -> None:
    _editing(shell, "value")
    current = shell.space.desk.current
    _click(shell, "捐赠")
    assert shell.space.form.changes() == {} and not shell.space.form.is_dirty()
    notes = shell.space.form.notes_of("value")
    assert any("can't be read" in note.text and "捐赠" in note.text for note in notes)
    assert shell.space.desk.field == "value" and shell.space.desk.current == current, "the field keeps the keyboard"
    _click(shell, "380")
    assert str(shell.space.form.changes()["value"].value) == "380"
    assert not any("can't be read" in note.text for note in shell.space.form.notes_of("value")), "it is mended"
    shell.settle()


def test_a_click_with_shift_appends(shell: Shell) -> None:
    _editing(shell, "noun")
    _click(shell, "居民")
    first = shell.space.form.changes()["noun"]
    _click(shell, "捐赠", Qt.KeyboardModifier.ShiftModifier)
    both = shell.space.form.changes()["noun"]
    assert str(both.value).startswith(str(first.value)) and len(str(both.value)) > len(str(first.value))
    assert both.evidence is not None and len(both.evidence) == 2
    shell.settle()


def test_countries_are_filled_and_appended_by_clicks(shell: Shell) -> None:
    _editing(shell, "countries")
    _click(shell, "萨摩亚")
    assert shell.space.form.changes()["countries"].value == ("FJ", "WS"), "a list is added to"
    _click(shell, "居民", Qt.KeyboardModifier.ShiftModifier)
    assert shell.space.form.changes()["countries"].value == ("FJ", "WS"), "what is no country changes nothing"
    assert shell.space.form.notes_of("countries")
    shell.settle()


def test_a_click_on_any_part_of_a_date_takes_all_of_it(shell: Shell) -> None:
    _editing(shell, "period_start")
    for part in ("2022 年 9 月", "9 月，中心在阿皮亚"):
        at = _over(shell, part[:1])
        start = REPORT.index(part)
        area = _area(shell)
        assert area.content is not None
        (rect, *_) = area.to_viewport(1, area.content.rects(1, start, start + 1))
        at = rect.center().toPoint()
        QTest.mouseMove(area.viewport(), at)
        shell.until(_bubble(shell).isVisible)
        assert "2022-09" in _bubble(shell).text()
        QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=at)
        change = shell.space.form.changes()["period_start"]
        assert str(change.value) == "2022-09"
        assert change.evidence is not None and [span.quote for span in change.evidence] == ["2022 年 9 月"]
        QTest.mouseMove(area.viewport(), QPoint(2, 2))
        shell.until(lambda: not _bubble(shell).isVisible())
    shell.settle()
