"""Dates, read back from how each language writes them."""

from __future__ import annotations

import datetime

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from db.model.dates import PartialDate
from desktop.language import dates, packs
from desktop.language.characters import bare

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
        ("2015年8月11日至14日", (2015, 8, 11), (2015, 8, 14)),
        ("2015年2月3日和4日", (2015, 2, 3), (2015, 2, 4)),
        ("2018年3月至9月", (2018, 3, None), (2018, 9, None)),
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
        ("from 12 to 15 May 2013", (2013, 5, 12), (2013, 5, 15)),
        ("3 and 4 February 2015", (2015, 2, 3), (2015, 2, 4)),
        ("1 July 2024 to 30 June 2025", (2024, 7, 1), (2025, 6, 30)),
        ("March to September 2018", (2018, 3, None), (2018, 9, None)),
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
    assert dates.find("截至2018年6月30日的", ZH)[0].as_of
    assert dates.find("as at 31 March 2021", EN)[0].as_of


def test_no_such_day_has_no_date() -> None:
    assert dates.partial((2019, 2, 30)) is None


@pytest.mark.parametrize(
    ("code", "text", "first", "last"),
    [
        ("fr", "du 3 au 5 avril 2023", (2023, 4, 3), (2023, 4, 5)),
        ("fr", "le 1er juillet 2022", (2022, 7, 1), None),
        ("fr", "15/03/2024", (2024, 3, 15), None),
        ("fr", "l'exercice biennal 2024-2025", (2024, None, None), (2025, None, None)),
        ("es", "del 3 al 5 de abril de 2023", (2023, 4, 3), (2023, 4, 5)),
        ("es", "entre el 1 de julio de 2020 y el 15 de marzo de 2021", (2020, 7, 1), (2021, 3, 15)),
        ("es", "el bienio 2024-2025", (2024, None, None), (2025, None, None)),
        ("ru", "с 3 по 5 апреля 2023 года", (2023, 4, 3), (2023, 4, 5)),
        ("ru", "15.03.2024", (2024, 3, 15), None),
        ("ru", "двухгодичный период 2024–2025 годов", (2024, None, None), (2025, None, None)),
        ("ru", "в 2025/26 финансовом году", (2025, None, None), (2026, None, None)),
        ("ar", "من 3 إلى 5 نيسان/أبريل 2023", (2023, 4, 3), (2023, 4, 5)),
        ("ar", "في 14 يونيو/حزيران 2023", (2023, 6, 14), None),
        ("ar", "في ١٤ آذار/مارس ٢٠٢٢", (2022, 3, 14), None),
        ("ar", "فترة السنتين 2024-2025", (2024, None, None), (2025, None, None)),
        ("en", "2024-03-15", (2024, 3, 15), None),
    ],
)
def test_shapes_of_other_languages(code: str, text: str, first: dates.Point, last: dates.Point | None) -> None:
    (found,) = dates.find(bare(text), packs.load(code))
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "au 31 décembre 2023"),
        ("es", "al 31 de diciembre de 2023"),
        ("ru", "по состоянию на 31 декабря 2023 года"),
    ],
)
def test_as_of_in_other_languages(code: str, text: str) -> None:
    (found,) = dates.find(text, packs.load(code))
    assert found.as_of
    assert found.first == (2023, 12, 31)


@given(DAYS, DAYS, st.sampled_from(["fr", "es", "ru", "ar"]), st.sampled_from(["/", ".", "-"]))
def test_days_in_figures_round_trip(day: datetime.date, other: datetime.date, code: str, mark: str) -> None:
    pack = packs.load(code)
    joiner = next(word for word in pack.words("dates", "joiners") if word not in pack.words("dates", "listed"))
    written = [f"{item.day:02d}{mark}{item.month:02d}{mark}{item.year}" for item in (day, other)]
    (found,) = dates.find(bare(f"{written[0]} {joiner} {written[1]}"), pack)
    assert found.first == (day.year, day.month, day.day)
    assert found.last == (other.year, other.month, other.day)
