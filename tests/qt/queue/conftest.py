"""Shown lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.queue.record_list import RecordList
from desktop.ui.queue.report_list import ReportList
from tests.qt.form.material import form


@pytest.fixture
def records(qtbot: QtBot) -> Iterator[RecordList]:
    """An empty list of records in English."""
    made = RecordList(form(), "en", theme.light())
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made


@pytest.fixture
def reports(qtbot: QtBot) -> Iterator[ReportList]:
    """An empty list of reports in English."""
    made = ReportList("en", theme.light())
    qtbot.addWidget(made)
    made.resize(232, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
