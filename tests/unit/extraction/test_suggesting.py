"""Suggesting as a whole: ids, order, links, repeats, cancelling, proposing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.model.readings import Page, Reading
from desktop.extraction import Cancelled, propose, suggest
from desktop.extraction.build import VERSION

REPORT = """第四十届会议
议程项目 12 (b)
山地水源方案
秘书长的报告
摘要
本报告概述 2017 年 1 月至 2017 年 12 月期间的工作。方案培训了 240 名水务官员(96 名妇女)。
一. 培训
1. 2017 年 3 月 6 日至 8 日，山地研究所在内罗毕举办了一次讲习班，240 名水务官员(96 名妇女)参加。
2. 2017 年 5 月，山地研究所在加德满都举办了培训班，31 名学员参加。
3. 2017 年 6 月，山地研究所在基多举办了培训班，52 名学员参加。
"""


def reading_of(*pages: str) -> Reading:
    return Reading("0" * 64, "txt", "test", "1", tuple(Page(n, text) for n, text in enumerate(pages, 1)))


def test_the_report_comes_first_and_the_rest_in_reading_order() -> None:
    found = suggest(reading_of(REPORT))
    assert found[0].family == "report"
    assert found[0].fields["title"] == "山地水源方案"
    assert found[0].fields["session"] == Decimal(40)
    assert found[0].fields["agenda_item"] == "12 (b)"
    assert str(found[0].fields["period_start"]) == "2017-01"
    places = [(item.evidence[0].page, item.evidence[0].start) for item in found[1:]]
    assert places == sorted(places)


def test_ids_are_the_same_at_every_run_and_differ() -> None:
    first, second = suggest(reading_of(REPORT)), suggest(reading_of(REPORT))
    assert first == second
    assert len({item.id for item in first}) == len(first)


def test_counts_are_linked_and_repeats_marked() -> None:
    found = suggest(reading_of(REPORT))
    counts = [item for item in found if item.family == "count" and item.fields["value"] == 240]
    assert counts[1].repeat_of == counts[0].id
    workshop = next(item for item in found if item.family == "activity" and item.fields["type"] == "workshop")
    assert counts[1].fields["activity"] == workshop.id
    assert workshop.fields["participants"] == 240
    assert workshop.fields["place"] == "内罗毕"


def test_confidences_are_honest_numbers() -> None:
    for item in suggest(reading_of(REPORT)):
        assert item.confidence is not None and 0 < item.confidence < 1
        assert set(item.field_confidence) <= set(item.fields)
        assert all(0 < share < 1 for share in item.field_confidence.values())
        if item.family == "activity":
            assert "title" not in item.field_confidence  # nobody has measured it: unknown, and not 0
        assert item.origin == f"rules-zh {VERSION}"


def test_a_sentence_over_two_pages_is_proved_on_both() -> None:
    found = suggest(
        reading_of(
            "1. 该方案在各县为来自沿海地区和内陆山区各级水务部门及其下属单位的约\n", " 640 名水务官员提供了支持。\n"
        )
    )
    (count,) = [item for item in found if item.family == "count"]
    assert count.fields["value"] == 640
    assert {span.page for span in count.evidence} == {1, 2}


def test_cancelling() -> None:
    with pytest.raises(Cancelled):
        suggest(reading_of(REPORT), cancelled=lambda: True)


def test_progress_ends_at_all() -> None:
    told: list[tuple[int, int]] = []
    suggest(reading_of(REPORT), progress=lambda done, total: told.append((done, total)))
    assert told and told[-1][0] == told[-1][1]


@pytest.mark.parametrize(
    ("family", "quote", "fields"),
    [
        ("count", "240 名水务官员(96 名妇女)", {"value": Decimal(240), "women": Decimal(96), "unit": "persons"}),
        ("activity", "2017 年 5 月，山地研究所在加德满都举办了培训班", {"type": "training", "countries": ("NP",)}),
        ("financial_figure", "31", {"amount": Decimal(31)}),
    ],
)
def test_propose(family: str, quote: str, fields: dict[str, object]) -> None:
    start = REPORT.index(quote)
    made = propose(reading_of(REPORT), 1, start, start + len(quote), family)
    assert made.family == family
    assert made.evidence[0].quote == quote
    assert {name: made.fields[name] for name in fields} == fields


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="第一二两十百万亿0123456789 ,.，。；()（）名个年月日美元%举办了讲习班在于利马中心abcA/-\n\t",
        max_size=300,
    )
)
def test_any_text_is_survived(text: str) -> None:
    reading = reading_of(text)
    for language in ("zh", "en"):
        for item in suggest(reading, language=language):
            for spans in (item.evidence, *item.field_evidence.values()):
                for span in spans:
                    assert reading.pages[span.page - 1].text[span.start : span.end] == span.quote


def test_an_empty_reading() -> None:
    found = suggest(reading_of(""))
    assert [item.family for item in found] == ["report"]


def test_a_note_is_part_of_its_row() -> None:
    text = (
        "附件\n2018 年山地信托基金状况\n(美元)\n自愿捐款 a\t310 000\n投资收入\t12 450\n收入共计\t322 450\n"
        "a 由以下捐款组成：挪威 110 000 美元、大韩民国 200 000 美元。\n"
    )
    found = [item for item in suggest(reading_of(text)) if item.family == "financial_figure"]
    row = next(item for item in found if item.fields["item"] == "voluntary_contributions")
    parts = [item for item in found if item.fields["item"] == "contribution"]
    assert [item.links["part_of"] for item in parts] == [row.id, row.id]
    assert [item.fields["fiscal_year"] for item in parts] == [2018, 2018]
    assert {span.role for span in row.evidence} >= {"label", "value"}


def test_a_note_that_begins_with_a_year_and_goes_on_is_part_of_its_row() -> None:
    text = (
        "附件\n2018 年山地信托基金状况\n(美元)\n自愿捐款 a\t310 000\n投资收入\t12 450\n退款 b\t18 750\n"
        "a 2018 年自愿捐款的组成：挪威 110 000 美元、日本 105 000 美元、大韩民国 80 000 美元、斐济\n"
        "12 700 美元、萨摩亚 2 300 美元。\nb 退还以下捐助方的款项：法国 11 250 美元、大韩民国 7 500 美元。\n"
    )
    found = [item for item in suggest(reading_of(text)) if item.family == "financial_figure"]
    rows = {str(item.fields["item"]): item.id for item in found if not item.links}
    parts = [(item.fields["item"], item.fields["party_country"], item.links["part_of"]) for item in found if item.links]
    gifts, returned = rows["voluntary_contributions"], rows["refunds"]
    assert parts == [
        *(("contribution", code, gifts) for code in ("NO", "JP", "KR", "FJ", "WS")),
        *(("refund", code, returned) for code in ("FR", "KR")),
    ]


PAGES = tuple(
    f"Trust Office annual review\n{n}. During the dry season the office helped {n * 10} farmers "
    "to dig wells in the valley below\n"
    f"the old dam, where the water table had fallen year after year.\n{n}/6\n"
    for n in range(1, 7)
)


def test_running_headers_and_page_numbers_are_no_facts() -> None:
    found = [
        item
        for item in suggest(reading_of("Annual review\nSummary\n", *PAGES), language="en")
        if item.family == "count"
    ]
    assert [item.fields["value"] for item in found] == [10, 20, 30, 40, 50, 60]


@pytest.mark.parametrize(
    ("language", "fact", "join", "end"),
    [("zh", "方案为 {} 名教师提供了培训", "，", "。"), ("en", "the office trained {} teachers", ", ", ".")],
)
def test_a_report_on_one_line_is_read_whole_and_proved_by_short_quotes(
    language: str, fact: str, join: str, end: str
) -> None:
    values = [100 + n % 800 for n in range(1500)]
    found = suggest(reading_of("1. " + join.join(fact.format(value) for value in values) + end), language=language)
    counts = [item for item in found if item.family == "count"]
    assert [item.fields["value"] for item in counts] == values
    assert max(len(span.quote) for item in found for span in item.evidence) <= 2000


def test_no_title_begins_within_a_number() -> None:
    text = (
        "8. 鉴于海关官员的关键作用，中心邀请来自12个沿海国家的16名海关官员(6名妇女)"
        "参加了2019年11月在金斯敦举行的区域研讨会。"
    )
    titles = [item.fields["title"] for item in suggest(reading_of(text), language="zh") if item.family == "activity"]
    assert titles and not any(str(title).startswith("2个") for title in titles)
