"""Tables that list activities, a row each, in every layout that files have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop.extraction import suggest
from tests.unit.extraction import table_layouts

ENGLISH: dict[str, Any] = {
    "language": "en",
    "above": ["Annex", "Calendar of events, 2019"],
    "header": [["Date", "Event", "Place", "Participants"]],
    "rows": [
        ["14-16 January", "Workshop on flood insurance", "Vienna, Austria", "42"],
        ["5 March", "Meeting of donors", "Online", "31"],
        ["20-24 May", "Summer course on river law", "Ljubljana, Slovenia", "27"],
    ],
    "told": [
        ["workshop", "2019-01-14", "2019-01-16", ["AT"], "Vienna", 42],
        ["meeting", "2019-03-05", "", [], "virtual", 31],
        ["training", "2019-05-20", "2019-05-24", ["SI"], "Ljubljana", 27],
    ],
}
CHINESE: dict[str, Any] = {
    "language": "zh",
    "above": ["附件二", "2018 年活动一览表"],
    "header": [["日期", "活动", "地点", "参加人数"]],
    "rows": [
        ["3 月 5 日至 7 日", "边境管理讲习班", "内罗毕", "35"],
        ["6 月 12 日", "海关专家会议", "日内瓦", "18"],
        ["2018 年 9 月", "潜水员培训班", "斐济苏瓦", "24"],
    ],
    "told": [
        ["workshop", "2018-03-05", "2018-03-07", ["KE"], "内罗毕", 35],
        ["meeting", "2018-06-12", "", ["CH"], "日内瓦", 18],
        ["training", "2018-09", "", ["FJ"], "苏瓦", 24],
    ],
}
LAYOUTS = {
    layout.__name__: layout
    for layout in (
        table_layouts.pdf,
        table_layouts.landscape,
        table_layouts.turned,
        table_layouts.word,
        table_layouts.spaces,
        table_layouts.tabs,
        table_layouts.bars,
    )
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_each_row_is_an_activity(case: dict[str, Any], layout: str, tmp_path: Path) -> None:
    reading = LAYOUTS[layout](case, tmp_path)
    found = [item for item in suggest(reading, language=case["language"]) if item.family == "activity"]
    rows = [
        [
            item.fields["type"],
            str(item.fields["start"]),
            str(item.fields.get("end", "")),
            [str(code) for code in item.fields.get("countries") or ()],  # type: ignore[union-attr]
            item.fields["place"],
            item.fields["participants"],
        ]
        for item in found
    ]
    assert rows == case["told"]
    for item in found:
        for span in (*item.evidence, *(span for spans in item.field_evidence.values() for span in spans)):
            assert reading.pages[span.page - 1].text[span.start : span.end] == span.quote


def test_a_table_of_figures_lists_no_activities(tmp_path: Path) -> None:
    case = {
        "header": [["Item", "2018", "2019"]],
        "rows": [["Training courses", "12", "14"], ["Meetings", "30", "28"], ["Visits", "7", "9"]],
    }
    reading = table_layouts.pdf(case, tmp_path)
    assert not [item for item in suggest(reading, language="en") if item.family == "activity"]
