"""The lines around the panes: messages, status, saved or not; and the colours."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from db.model.errors import ProjectError
from db.model.works import Progress
from desktop.ui import style, theme
from desktop.ui.elided_label import ElidedLabel
from desktop.ui.messages import MessageBar, in_words
from desktop.ui.pace import Pace
from desktop.ui.status_line import StatusLine, Sum
from desktop.ui.top_bar import TopBar

THEMES = pytest.mark.parametrize("colours", [theme.light(), theme.dark()], ids=lambda each: each.name)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@THEMES
def test_text_can_be_read(colours: theme.Theme) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    texts = (colours.text, colours.muted, colours.good, colours.warning, colours.bad, colours.accent)
    grounds = (colours.window, colours.panel, colours.card, colours.editor)
    for text, ground in itertools.product(texts, grounds):
        assert contrast(text, ground) >= 4.5, (text, ground)
    for ground in (colours.accent_soft, colours.money_soft):
        assert contrast(colours.text, ground) >= 4.5
    assert contrast(colours.accent_text, colours.accent) >= 4.5


@THEMES
def test_the_style_sheet_has_no_token_left(colours: theme.Theme) -> None:
    assert "@" not in style.sheet(colours).split("*/", 1)[1]


def test_information_leaves_and_an_error_stays(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("done")
    assert bar._timer.isActive()
    bar.show_message("broken", "error")
    assert not bar._timer.isActive()
    assert (bar.kind(), bar.text()) == ("error", "broken")
    QTest.mouseClick(bar.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert bar.text() == ""


def test_a_message_does_what_its_button_says_once(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    done: list[int] = []
    bar.show_message("left", "warning", action="Show", do=lambda: done.append(1))
    QTest.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert done == [1]
    assert bar.isHidden()


def test_words_for_refusals_and_for_failures_of_ours() -> None:
    assert "p.db" in in_words(ProjectError("disk_full", path="p.db"), "en")
    assert in_words(ProjectError("disk_full", path="p.db"), "zh") != in_words(
        ProjectError("disk_full", path="p.db"), "en"
    )
    assert "ZeroDivisionError" in in_words(ZeroDivisionError("x"), "en")


def test_saved_is_said_only_when_it_is(qtbot: QtBot) -> None:
    top = TopBar()
    qtbot.addWidget(top)
    assert top.saved_text() == ""
    top.set_saved("saving")
    assert "✓" not in top.saved_text()
    qtbot.waitUntil(lambda: top.saved_text() == "Saving…")
    top.set_saved("failed", "disk full")
    assert top.saved_text() == "✗ Not saved"
    assert top._saved.toolTip() == "disk full"
    top.set_saved("saved")
    assert top.saved_text() == "✓ Saved"


def last_sum(line: StatusLine) -> str:
    item = line._sums_layout.itemAt(line._sums_layout.count() - 1)
    label = item.widget() if item is not None else None
    assert isinstance(label, QLabel)
    return label.text()


def test_the_bottom_line(qtbot: QtBot) -> None:
    line = StatusLine(theme.light())
    qtbot.addWidget(line)
    line.show()
    line.set_progress(Progress(10, {"confirmed": 3, "rejected": 1, "none": 6}, {"approved": 2, "none": 8}))
    assert line.decided_text() == "4 of 10 decided · 2 approved"
    line.set_sums([Sum("Income 5", True), Sum("Result 7", False, "differs", "r1")])
    (failing,) = line.findChildren(QToolButton)
    with qtbot.waitSignal(line.recordRequested) as asked:
        QTest.mouseClick(failing, Qt.MouseButton.LeftButton)
    assert asked.args == ["r1"]
    line.set_undo("confirm 60+", "Ctrl+Z")
    assert line.undo_text() == "Undo: confirm 60+"
    line.resize(1280, 34)
    line.set_sums([Sum(f"Sum {number}", True) for number in range(4)])
    assert last_sum(line) == "+2 more"
    line.resize(1920, 34)
    assert last_sum(line) == "+1 more"
    line.clear()
    assert (line.decided_text(), line.undo_text()) == ("", "")


def test_a_long_text_ends_in_an_ellipsis_and_is_told_whole(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    label = ElidedLabel("a rather long name of a rather long report", holder)
    label.resize(80, 20)
    holder.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole()
    label.resize(800, 20)
    assert label.text() == label.whole()


def test_pace_counts_for_what_is_looked_at_and_leaves_breaks_out() -> None:
    now = [100.0]
    pace = Pace(lambda: now[0])

    def after(seconds: float) -> None:
        now[0] += seconds

    pace.turn_to("one")
    after(4)
    pace.turn_to("one", "value")
    after(3)
    pace.touch()
    after(600)  # half a minute of it may have been reading
    pace.turn_to("two")
    after(5)
    pace.pause()
    after(50)
    pace.touch()
    after(2)
    pace.turn_to(None)
    after(9)
    pace.touch()
    spent = pace.take()
    assert spent == {("one", ""): 4.0, ("one", "value"): 33.0, ("two", ""): 7.0}
    assert pace.take() == {}
    pace.put_back(spent)
    assert pace.take() == spent
