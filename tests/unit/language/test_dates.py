"""Dates, read back from how each language writes them."""

from __future__ import annotations

import datetime

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from db.model.dates import PartialDate
from desktop.language import dates, packs

ZH, EN = packs.load("zh"), packs.load("en")
DAYS = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 12, 31))


@given(DAYS)
def test_chinese_days_round_trip(day: datetime.date) -> None:
    (found,) = dates.find(f"{day.year}年{day.month}月{day.day}日", ZH)
    assert dates.partial(found.first) == PartialDate(day.year, day.month, day.day)


@given(DAYS)
def test_english_days_round_trip(day: datetime.date) -> None:
    for written in (f"{day.day} {format_date(day, 'MMMM y', locale='en')}", format_date(day, "MMMM d, y", locale="en")):
        (found,) = dates.find(f"on {written}, in town", EN)
        assert dates.partial(found.first) == PartialDate(day.year, day.month, day.day)


@given(DAYS, DAYS)
def test_chinese_ranges_round_trip(first: datetime.date, last: datetime.date) -> None:
    (found,) = dates.find(f"{first.year}年{first.month}月至{last.year}年{last.month}月期间", ZH)
    assert (found.first, found.last) == ((first.year, first.month, None), (last.year, last.month, None))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014年6月16日至20日", (2014, 6, 16), (2014, 6, 20)),
        ("2014年4月29日和30日", (2014, 4, 29), (2014, 4, 30)),
        ("2019年7月至10月", (2019, 7, None), (2019, 10, None)),
        ("6月和7月", (None, 6, None), (None, 7, None)),
        ("2019-2020年", (2019, None, None), (2020, None, None)),
        ("二〇一九年五月", (2019, 5, None), None),
    ],
)
def test_chinese_shapes(text: str, first: dates.Point, last: dates.Point | None) -> None:
    (found,) = dates.find(text, ZH)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("from 26 to 28 May 2014", (2014, 5, 26), (2014, 5, 28)),
        ("29 and 30 April 2014", (2014, 4, 29), (2014, 4, 30)),
        ("1 July 2024 to 30 June 2025", (2024, 7, 1), (2025, 6, 30)),
        ("July to October 2019", (2019, 7, None), (2019, 10, None)),
        ("2024/25", (2024, None, None), (2025, None, None)),
        ("March 2016", (2016, 3, None), None),
        ("March 1-5, 2016", (2016, 3, 1), (2016, 3, 5)),
    ],
)
def test_english_shapes(text: str, first: dates.Point, last: dates.Point | None) -> None:
    (found,) = dates.find(text, EN)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", ["第65/69号决议", "A/69/50", "3.14", "2 184 137"])
def test_no_dates(text: str) -> None:
    assert dates.find(text, ZH) == []


def test_as_of() -> None:
    assert dates.find("截至2019年12月31日的", ZH)[0].as_of
    assert dates.find("as at 28 February 2026", EN)[0].as_of


def test_no_such_day_has_no_date() -> None:
    assert dates.partial((2019, 2, 30)) is None
