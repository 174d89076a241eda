"""The report's own data: titles over several lines, characters as they are meant."""

from __future__ import annotations

import pytest

from db.model.readings import Page, Reading
from desktop.extraction import suggest

FRONT = """Mountain Assembly  MA/17/9

Seventeenth session
Agenda item 6
Water for the high valleys

Performance of the springs programme for the period from
1 March 2018 to 28 February 2019 and its plan for the year
2020 in the eastern valleys
Report of the Secretary-General

Summary

The programme repaired 41 springs.
"""
RADICALS = """第四十届会议
议程项目 12
⼭地⽔源中⼼
秘书长的报告
摘要
1. 2017 年 3 月，中⼼在内罗毕为 24 名⽔务官员举办了培训班。
"""


def reading_of(text: str) -> Reading:
    return Reading("0" * 64, "txt", "test", "1", (Page(1, text),))


def test_a_title_over_several_full_lines_is_one() -> None:
    report = suggest(reading_of(FRONT))[0]
    assert report.fields["title"] == (
        "Performance of the springs programme for the period from 1 March 2018 to 28 February 2019"
        " and its plan for the year 2020 in the eastern valleys"
    )
    assert [FRONT[span.start : span.end] for span in report.field_evidence["title"]] == [
        span.quote for span in report.field_evidence["title"]
    ]


@pytest.mark.parametrize(
    ("family", "field", "value"), [("report", "title", "山地水源中心"), ("count", "noun", "水务官员")]
)
def test_values_hold_ordinary_characters_and_quotes_what_is_there(family: str, field: str, value: str) -> None:
    item = next(item for item in suggest(reading_of(RADICALS)) if item.family == family)
    assert item.fields[field] == value
    assert "⽔" in item.evidence[0].quote


def test_a_report_on_something_is_titled_by_that_line() -> None:
    text = "Assembly  MA/2018/61\nMountain Council\nReport of the Secretary-General on the Springs Mission\n1. Snow.\n"
    assert suggest(reading_of(text), language="en")[0].fields["title"] == (
        "Report of the Secretary-General on the Springs Mission"
    )


def test_what_a_paragraph_cites_is_neither_symbol_nor_session() -> None:
    text = "山地水源宣传方案\n1. 2012 年 12 月，水务组织理事会第 38 届会议在基多开幕，提交了报告(MA/54/2000)。\n"
    fields = suggest(reading_of(text), language="zh")[0].fields
    assert fields["title"] == "山地水源宣传方案"
    assert "symbol" not in fields and "session" not in fields


def test_a_sentence_is_no_title_where_a_heading_is() -> None:
    text = "Springs Foundation\nIn March 2015, the Foundation repaired nine springs and trained 14 wardens there.\n"
    assert suggest(reading_of(text), language="en")[0].fields["title"] == "Springs Foundation"


@pytest.mark.parametrize(
    ("front", "language", "publisher"),
    [
        (
            "Upland Water Agency\nAnnual Report 2019\n\nForeword\n\n1. The Agency trained 41 people.\n",
            "en",
            "Upland Water Agency",
        ),
        (
            "Board of the Trust for Quiet Lakes\nSecond session\nWork of the Trust\n\n"
            "Trust for Quiet Lakes: annual report for 2019\n\nReport of the Director\n\n1. It trained 41 people.\n",
            "en",
            "Trust for Quiet Lakes",
        ),
        (
            "Wells and schools: progress\nPrepared by: Upland Country Office\n\n1. It trained 41 people.\n",
            "en",
            "Upland Country Office",
        ),
        ("UPLAND VALLEY: Floods\nSituation Report No. 3\n\nHIGHLIGHTS\n\n1. It trained 41 people.\n", "en", None),
        ("QUARTERLY PROJECT UPDATE\nWells\n\n1. It trained 41 people.\n", "en", None),
        (
            "高地难民应急方案\n2020年第二季度执行情况\n编写单位：高地难民协调处\n\n概述\n\n1. 培训了41人。\n",
            "zh",
            "高地难民协调处",
        ),
        ("高地水情应急响应\n情况通报(第7期)\n\n概述\n\n1. 培训了41人。\n", "zh", None),
        ("高地水利研究所\n2020年年度报告\n\n致辞\n\n1. 培训了41人。\n", "zh", "高地水利研究所"),
        (
            "Agence des eaux claires\nRapport annuel 2019\n\n1. L'Agence a formé 41 personnes.\n",
            "fr",
            "Agence des eaux claires",
        ),
        (
            "Fundación de las aguas claras\nInforme anual 2019\n\n1. Se capacitó a 41 personas.\n",
            "es",
            "Fundación de las aguas claras",
        ),
        ("Фонд «Чистая вода»\nГодовой отчет за 2019 год\n\n1. Фонд обучил 41 человека.\n", "ru", "Фонд «Чистая вода»"),
        ("مؤسسة المياه الصافية\nالتقرير السنوي 2019\n\n1 - دربت المؤسسة 41 شخصا.\n", "ar", "مؤسسة المياه الصافية"),
    ],
)
def test_a_publisher_is_the_name_of_a_body_and_no_heading(front: str, language: str, publisher: str | None) -> None:
    report = suggest(reading_of(front), language=language)[0]
    assert report.fields.get("publisher") == publisher
