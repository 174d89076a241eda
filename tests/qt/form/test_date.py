"""The date editor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db.model.dates import PartialDate
from desktop.ui.form.editors.date import DateEditor
from tests.qt.form.hands import type_text

Show = Callable[..., DateEditor]


@pytest.mark.parametrize(
    ("typed", "value", "report"),
    [
        ("2019", PartialDate(2019), "zh"),
        ("2019-07", PartialDate(2019, 7), "zh"),
        ("2019-07-04", PartialDate(2019, 7, 4), "zh"),
        ("2019 年 7 月", PartialDate(2019, 7), "zh"),
        ("2019年7月4日", PartialDate(2019, 7, 4), "zh"),
        ("July 2019", PartialDate(2019, 7), "en"),
        ("4 July 2019", PartialDate(2019, 7, 4), "en"),
    ],
)
def test_reads_dates(show_editor: Show, typed: str, value: PartialDate, report: str) -> None:
    editor = show_editor("activity", "start", report_language=report)
    type_text(editor.line, typed)
    assert editor.value() == value
    editor.line.clearFocus()
    assert editor.text() == str(value)


@pytest.mark.parametrize("typed", ["2019-13", "2019-02-30", "soon", "20"])
def test_says_what_is_no_date(show_editor: Show, typed: str) -> None:
    editor = show_editor("activity", "start")
    type_text(editor.line, typed)
    assert editor.value() is None
    assert "date" in (editor.problem() or "").lower()
    editor.line.clearFocus()
    assert editor.text() == typed  # nothing typed is lost
