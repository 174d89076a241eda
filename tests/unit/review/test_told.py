"""What a passage leaves out: the heading above it, the pages before and the front page may say it, and no others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from db.model.records import Record
from db.model.values import State
from desktop.review.checks import CheckResult, evaluate
from desktop.review.quoting import letters, stands_in
from desktop.review.told import Told
from desktop.services.forms import standard_form
from tests.unit.review.made import record_of

FORM = standard_form()
PAGES = {
    "en": "The Reef Trust in Kenya\n(Thousands of euros)\nNets were mended for 12 crews.",
    "zh": "珊瑚信托在肯尼亚的工作\n（千欧元）\n为 12 支船队修补了渔网。",
    "fr": "La Fondation des récifs au Kenya\n(en milliers d'euros)\nDes filets ont été réparés pour 12 équipages.",
    "es": "La Fundación del Arrecife en Kenya\n(en miles de euros)\nSe repararon redes para 12 tripulaciones.",
    "ru": "Фонд рифов в Кении\n(в тыс. евро)\nСети починили для 12 экипажей.",
    "ar": "صندوق الشعاب في كينيا\n(بآلاف اليورو)\nأُصلحت الشباك من أجل 12 طاقما.",
}
DOERS = {
    "en": "The Reef Trust", "zh": "珊瑚信托", "fr": "La Fondation des récifs", "es": "La Fundación del Arrecife",
    "ru": "Фонд рифов", "ar": "صندوق الشعاب",
}  # fmt: skip


def checked(language: str, record: Record, pages: list[str], page: int = 1) -> list[CheckResult]:
    """What is found of a record that stands on this page."""
    own = record_of({"family": "report", "quote": language}, {"language": language}, 99)
    spans = tuple(replace(span, page=page) for span in record.evidence)
    record = replace(record, evidence=spans, order=(page, record.order[1]))
    results = evaluate(
        FORM, [record, own], page_text=lambda _, number: pages[number - 1] if 1 <= number <= len(pages) else None
    )
    return [result for result in results if result.check == "quote_says_value"]


def silent(language: str, **values: Any) -> Record:
    return record_of({"family": "activity", "quote": PAGES[language].split("\n")[2]}, {"type": "assistance", **values})


@pytest.mark.parametrize("language", PAGES)
def test_a_country_of_the_heading_is_told_and_another_is_not(language: str) -> None:
    pages = [PAGES[language]]
    assert checked(language, silent(language, countries=["KE"]), pages) == []
    (result,) = checked(language, silent(language, countries=["PE"]), pages)
    assert result.code == "not_around" and result.fails and result.fields == ("countries",)
    (result,) = checked(language, silent(language, countries=["KE", "PE"]), pages)
    assert result.code == "not_around"


@pytest.mark.parametrize("language", PAGES)
def test_who_does_everything_may_be_named_before(language: str) -> None:
    pages = [PAGES[language]]
    assert checked(language, silent(language, organizer=DOERS[language]), pages) == []
    (result,) = checked(language, silent(language, organizer=DOERS[language][:-1] + "Ж"), pages)
    assert result.code == "not_in_quote" and result.fails


@pytest.mark.parametrize("language", PAGES)
def test_the_currency_of_a_table_is_that_of_its_caption(language: str) -> None:
    values = {"amount": 1204, "item": "other", "source": "table"}
    case = {"family": "financial_figure", "quote": "1204"}
    assert checked(language, record_of(case, values | {"currency": "EUR"}), [PAGES[language]]) == []
    (result,) = checked(language, record_of(case, values | {"currency": "JPY"}), [PAGES[language]])
    assert result.code == "not_around" and result.fields == ("currency",)


def test_it_may_stand_on_the_pages_before_and_the_front_but_not_behind() -> None:
    body, heading = "Nets were mended for 12 crews.", "Kenya"
    record = silent("en", countries=["KE"])
    assert checked("en", record, [heading, *["x"] * 20, body], 22) == []
    assert checked("en", record, ["x", "x", heading, "x", body], 5) == []
    assert [item.code for item in checked("en", record, [body, "x", heading], 1)] == ["not_around"]
    assert [item.code for item in checked("en", record, ["x", "x", heading, *["x"] * 12, body], 16)] == ["not_around"]


@pytest.mark.parametrize(
    ("language", "deed", "next_"),
    [
        ("en", "The Trust held a course on 3 piers.", "Some 47 sailors came, 19 of them women."),
        ("zh", "信托在 3 个码头办了培训班。", "47 名水手参加，其中 19 名妇女。"),
        ("fr", "La Fondation a tenu un stage sur 3 quais.", "Y ont pris part 47 marins, dont 19 femmes."),
        ("es", "La Fundación dio un curso en 3 muelles.", "Asistieron 47 marineros, de ellos 19 mujeres."),
        ("ru", "Фонд провёл курсы на 3 причалах.", "Приняли участие 47 моряков, из них 19 женщин."),
        ("ar", "نظم الصندوق دورة في 3 أرصفة.", "شارك فيها 47 بحارا، منهم 19 امرأة."),
    ],
)
def test_who_came_may_stand_in_the_next_sentence(language: str, deed: str, next_: str) -> None:
    case = {"family": "activity", "quote": deed, "place": 0}
    page = f"{deed} {next_}"
    values = {"type": "training", "participants": 47, "women": 19}
    assert checked(language, record_of(case, values), [page]) == []
    assert [item.code for item in checked(language, record_of(case, values | {"women": 91}), [page])] == [
        "quote_differs"
    ]
    # Without the page's text the passage alone must say it, and what a record counts always must stand in it.
    assert len(checked(language, record_of(case, values), [])) == 2
    counted = record_of({"quote": deed, "place": 0}, {"value": 47, "unit": "persons"})
    assert [item.code for item in checked(language, counted, [page])] == ["quote_differs"]


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "Course  People  Women"), ("zh", "课程  人数  女性"), ("fr", "Stage  Effectif  Femmes"),
        ("es", "Curso  Personas  Mujeres"), ("ru", "Курс  Участники  Женщины"), ("ar", "الدورة  المشاركون  النساء"),
    ],
)  # fmt: skip
def test_a_cell_counts_women_where_its_column_says_so(language: str, head: str) -> None:
    row = "Ropes  47  19"
    case = {"family": "activity", "quote": row, "place": 60, "proof": {"participants": "47", "women": "19"}}
    record = record_of(case, {"type": "training", "participants": 47, "women": 19})
    filled = head.ljust(60)
    assert checked(language, record, [filled + row]) == []
    (result,) = checked(language, record, ["Course  People  Boats".ljust(60) + row])
    assert result.code == "no_women"
    assert checked(language, record, []) == []  # nothing tells


def test_the_days_of_a_session_are_no_reporting_period() -> None:
    from db.model.dates import PartialDate

    def told(start: str, end: str, day: str) -> list[CheckResult]:
        own = {"language": "en", "period_start": f"@{start}", "period_end": f"@{end}"}
        records = [
            record_of({"family": "report", "quote": "report"}, own, 99),
            record_of({"family": "activity", "quote": "A course was held"}, {"type": "training", "start": f"@{day}"}),
        ]
        return [result for result in evaluate(FORM, records) if result.check == "in_reporting_period"]

    assert PartialDate.parse("2021-05-03").first_day() == (2021, 5, 3)
    assert told("2022-05-03", "2022-05-07", "2021-09") == []
    assert [item.code for item in told("2022-05-03", "2022-05-07", "2020-09")] == ["outside_period_unsaid"]
    assert [item.code for item in told("2022-01", "2022-12", "2021-09")] == ["outside_period_unsaid"]


def test_where_there_is_no_text_nothing_is_said() -> None:
    assert checked("en", silent("en", countries=["PE"], organizer="Nobody"), [""]) == []
    assert checked("en", silent("en", countries=["PE"], organizer="Nobody"), []) == []


def test_a_short_name_may_go_back_to_a_long_one() -> None:
    case = {"family": "activity", "quote": "The Trust mended nets", "proof": {"organizer": "The Trust"}}
    page = "Reef and Tide The Trust"
    values = {"type": "assistance", "organizer": "Reef and Tide The Trust"}
    assert checked("en", record_of(case, values), [page]) == []
    (result,) = checked("en", record_of(case, values | {"organizer": "Wind and Rain The Trust"}), [page])
    assert result.code == "not_in_quote"


def test_what_a_person_worded_anew_is_only_told() -> None:
    case = {"family": "activity", "quote": "The Trust mended nets", "proof": {"organizer": "The Trust"}}
    record = record_of(case, {"type": "assistance", "organizer": "The Trust"})
    entry = record.current["organizer"]
    typed = replace(entry, value="Board of Tides", source="person", state=State.STATED)
    changed = replace(record, current={**record.current, "organizer": typed})
    (result,) = checked("en", changed, ["The Trust mended nets"])
    assert (result.code, result.ok, result.notice) == ("worded_anew", True, True)


@pytest.mark.parametrize(
    ("text", "passage", "stands"),
    [
        ("Net  Mending", "a course on net\nmending", True),
        ("ﬁsh traps", "fish traps", True),
        ("青年水手", "⻘年水\n⼿", True),
        ("１４０ 网", "140网", True),
        ("Deck hands Seasonal", "Deck hands … Seasonal", True),
        ("Seasonal Deck hands", "Deck hands … Seasonal", False),
        ("one two three four five", "one x two x three x four x five", False),
        ("net mending", "net and mending", True),
        ("nets mending", "net mending", False),
        ("青手", "青年水手", False),
        ("水年", "青年水手", False),
        ("كتاب", "كِتَاب", True),
        ("–", "anything", True),
    ],
)
def test_what_stands_in_a_passage(text: str, passage: str, stands: bool) -> None:
    assert stands_in(text, passage) is stands


def test_pages_are_let_go_again() -> None:
    record = record_of({"family": "count", "quote": "12 crews"}, {"value": 12}, 1)
    told = Told(lambda _, number: f"Page {number} tells of nothing but nets.")
    before = letters.cache_info().currsize
    for page in range(1, 301):
        assert not told.has(replace(record, order=(page, 0)), "Lighthouse Keepers")
    assert letters.cache_info().currsize - before < 10, "whole pages would stay in memory"
