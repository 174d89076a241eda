"""The list of reports."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.model.works import Progress, ReportFile, Work, WorkState
from desktop.ui import theme
from desktop.ui.queue.report_delegate import CARD, HEIGHT, ReportCard
from desktop.ui.queue.report_list import ReportList, ReportRow, Running


def row(name: str, total: int = 10, decided: int = 0, approved: int = 0, failing: int = 0, **more: object) -> ReportRow:
    work = Work(
        id=name,
        title=f"Report {name}",
        symbol="A/75/1",
        language="zh",
        state=more.get("state", WorkState.OPEN),  # type: ignore[arg-type]
        completed_by=None,
        signed_off_by=None,
        files=(ReportFile("0" * 64, name, f"{name}.pdf", "pdf", 100, 14),),
        reading="x",
        notes=more.get("notes", ()),  # type: ignore[arg-type]
    )
    progress = Progress(total, {"confirmed": decided, "none": total - decided}, {"approved": approved})
    return ReportRow(work, progress, failing)


def cards(reports: ReportList) -> list[ReportCard]:
    model = reports.view.model()
    return [model.index(place, 0).data(CARD) for place in range(model.rowCount())]


def test_says_where_each_report_stands(reports: ReportList) -> None:
    reports.set_reports(
        [
            row("a", 140, 87, 40),
            row("b", 50, 45, failing=1),
            row("c", 30),
            row("d", 11, 11, 11, state=WorkState.SIGNED_OFF),
            row("e", 1000, 999),
            row("f", 10, 10, 0, state=WorkState.COMPLETE),
            row("g", 0, notes=("no_text",)),
        ]
    )
    shown = cards(reports)
    assert [card.state for card in shown] == [
        "62 %", "1 failing", "new", "signed off", "99 %", "complete", "no text",
    ]  # fmt: skip
    assert [card.tone for card in shown[:4]] == ["muted", "bad", "muted", "good"]
    assert shown[0].detail == "A/75/1 · Chinese · 14 p."
    assert abs(shown[0].decided - 87 / 140) < 1e-9
    assert abs(shown[0].approved - 40 / 140) < 1e-9
    assert reports.heading.text() == "REPORTS · 7"
    assert reports.view.height() == 7 * HEIGHT + 2


def test_choosing_says_so_once_and_setting_says_nothing(reports: ReportList) -> None:
    chosen: list[str] = []
    reports.reportChosen.connect(chosen.append)
    reports.set_reports([row("a"), row("b"), row("c")])
    reports.set_current("a")
    assert chosen == []
    rect = reports.view.visualRect(reports.view.model().index(1, 0))
    QTest.mouseClick(reports.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center())
    assert chosen == ["b"]
    reports.view.setFocus()
    QTest.keyClick(reports.view, Qt.Key.Key_Down)
    assert chosen == ["b", "c"]


def test_keeps_the_current_one_when_numbers_change(reports: ReportList) -> None:
    chosen: list[str] = []
    reports.reportChosen.connect(chosen.append)
    reports.set_reports([row("a"), row("b")])
    reports.set_current("b")
    reports.set_reports([row("a"), row("b", decided=5)])
    assert reports.current() == "b"
    assert cards(reports)[1].state == "50 %"
    reports.set_reports([row("new"), row("a"), row("b")])
    assert reports.current() == "b"
    assert reports.view.currentIndex().row() == 2
    reports.set_reports([row("a")])
    assert reports.current() is None
    assert chosen == []


def test_the_empty_project_says_what_to_do(reports: ReportList, qtbot: QtBot) -> None:
    assert reports.empty.isVisible()
    assert reports.view.isHidden()
    with qtbot.waitSignal(reports.addRequested):
        QTest.mouseClick(reports.add, Qt.MouseButton.LeftButton)
    reports.set_reports([row("a")])
    assert reports.empty.isHidden()


def test_running_tasks_show_and_can_be_stopped(reports: ReportList) -> None:
    stopped: list[str] = []
    reports.cancelRequested.connect(stopped.append)
    one = Running("t1", "a.pdf", "reading", 3, 14)
    reports.set_running([one, Running("t2", "b.pdf", "suggesting")])
    first, second = reports.running()["t1"], reports.running()["t2"]
    assert (first.bar.value(), first.bar.maximum()) == (3, 14)
    assert (second.bar.minimum(), second.bar.maximum()) == (0, 0)
    assert first.stage.text() == "reading"
    reports.set_running([one, Running("t2", "b.pdf", "waiting", waiting=True)])
    assert (second.bar.value(), second.bar.maximum()) == (0, 1)  # what waits does not move
    QTest.mouseClick(first.cancel, Qt.MouseButton.LeftButton)
    assert stopped == ["t1"]
    reports.set_running([replace(one, cancelling=True)])
    assert set(reports.running()) == {"t1"}
    assert reports.running()["t1"] is first
    assert first.stage.text() == "stopping…"
    assert not first.cancel.isEnabled()
    reports.set_running([])
    assert reports.running() == {}


def test_many_reports_scroll_and_the_button_stays(reports: ReportList, qtbot: QtBot) -> None:
    reports.set_reports([row(f"r{place}") for place in range(60)])
    reports.set_theme(theme.dark())
    qtbot.waitUntil(lambda: reports.view.verticalScrollBar().maximum() > 0)
    assert reports.add.isVisible()
    assert reports.add.mapTo(reports, reports.add.rect().bottomLeft()).y() < reports.height()
