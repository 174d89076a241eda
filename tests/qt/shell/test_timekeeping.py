"""Time goes where the hands are: to the record, the field, the report, or the record that comes of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.pace import Pace
from desktop.ui.timekeeping import Timekeeping
from tests.qt.shell.conftest import Shell

REPORT = """Lighthouse Society

1. In March 2022 the Society trained 24 keepers (11 women) in Fiji.
2. In the year 17 lamps, 31 towers and 58 wicks were mended, and no bulb.
3. The cellar is 4 metres deep.
"""
CONTROL = Qt.KeyboardModifier.ControlModifier


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(shell: Shell) -> Clock:
    """A report is open, and nothing of its time but what the clock of the test says is kept."""
    shell.open()
    shell.add(shell.report("lamps.txt", REPORT))
    shell.until(lambda: shell.space.left_out.state is not None)
    shell.settle()
    made = Clock()
    shell.space.time.close()
    shell.space.time._pace = Pace(made)
    shell.space.time._pace.touch()
    return made


def kept(shell: Shell) -> dict[tuple[str, str], float]:
    """What is on the disk by now, by record and field."""
    shell.space.time.close()
    shell.settle()
    assert shell.space.desk.work_id is not None
    times = shell.space.project.review.times(shell.space.desk.work_id)
    return {(record, field): spent for record, fields in times.items() for field, spent in fields.items() if spent > 1}


def test_what_is_left_out_takes_the_report_s_time_and_an_added_record_its_own(shell: Shell, clock: Clock) -> None:
    space = shell.space
    own = next(record for record in shell.records() if record.family == "report")
    (wicks,) = [record for record in shell.records("count") if record.value("value") == 58]
    shell.choose(wicks)
    clock.now += 7
    space.left_out.glance = 0.0
    QTest.mouseClick(space.records.filters.left_out, Qt.MouseButton.LeftButton)
    shell.until(lambda: space.omissions.card.seen_for() > 0)
    clock.now += 11
    QTest.keyClick(space.omissions.list, Qt.Key.Key_1, CONTROL)
    shell.until(lambda: space.desk.proposal is not None)
    clock.now += 13
    space.form.editor("unit").put("other")
    space.desk.views.records.view.setFocus()
    before = {record.id for record in shell.records()}
    shell.window.act("confirm")
    shell.until(lambda: space.desk.proposal is None)
    shell.settle()
    (added,) = {record.id for record in shell.records()} - before
    found = kept(shell)
    assert found == pytest.approx({(wicks.id, ""): 7.0, (own.id, ""): 11.0, (added, ""): 13.0}, abs=0.9)


def test_seconds_a_record_are_told_below_the_panes_and_leave_breaks_out(shell: Shell, clock: Clock) -> None:
    space = shell.space
    counts = shell.records("count")[:4]
    for record in counts:
        shell.choose(record)
        clock.now += 5
        space.project.review.confirm(record.id, space.desk.person)  # type: ignore[arg-type]
    clock.now += 3600  # half a minute of an hour may have been reading
    space.time._pace.touch()
    space.time.close()
    space.desk.reload()
    shell.until(lambda: space.desk.loaded is not None and space.time.seconds(space.desk.work_id) is not None)
    shell.settle()
    seconds = space.time.seconds(space.desk.work_id)
    assert seconds == pytest.approx((3 * 5 + 30) / 4, abs=0.5)
    assert f"{seconds:.1f} s a record" == shell.window.line._pace.text() and shell.window.line._pace.isVisible()
    assert isinstance(space.time, Timekeeping)


def test_a_file_beside_the_report_takes_no_time_from_its_records(shell: Shell, clock: Clock) -> None:
    space = shell.space
    work = space.desk.work_id
    other = shell.report("lamps-2.txt", REPORT.replace("no bulb", "one bulb"))
    space.project.library.add(other, choose=lambda matches: work)
    shell.settle()
    space.twinning.toggle()
    shell.until(lambda: space.twinning.is_open)
    shell.settle()
    record = shell.records("count")[0]
    shell.choose(record)
    clock.now += 9
    found = kept(shell)
    assert found == pytest.approx({(record.id, ""): 9.0}, abs=0.9)


def test_what_is_taken_back_meanwhile_takes_no_time_from_a_new_record(shell: Shell, clock: Clock) -> None:
    space = shell.space
    own = next(record for record in shell.records() if record.family == "report")
    (wicks,) = [record for record in shell.records("count") if record.value("value") == 58]
    shell.choose(wicks)
    space.desk.write(lambda: space.project.review.confirm(wicks.id, space.desk.person))  # type: ignore[arg-type]
    shell.settle()
    shell.choose(wicks)
    space.left_out.glance = 0.0
    QTest.mouseClick(space.records.filters.left_out, Qt.MouseButton.LeftButton)
    shell.until(lambda: space.omissions.card.seen_for() > 0)
    QTest.keyClick(space.omissions.list, Qt.Key.Key_1, CONTROL)
    shell.until(lambda: space.desk.proposal is not None)
    clock.now += 13
    space.desk.write(lambda: space.project.review.undo(space.desk.person, wicks.id))  # type: ignore[arg-type]
    shell.settle()
    assert space.desk.proposal is not None
    space.desk.leave_proposal()
    shell.settle()
    assert kept(shell) == pytest.approx({(own.id, ""): 13.0}, abs=0.9)
