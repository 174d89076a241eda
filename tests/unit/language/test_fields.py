"""What a clicked or typed text means for a field, and names of countries."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

import resources
from db.model.dates import PartialDate
from db.model.form import Form
from desktop.language import countries, detect, fields, packs, places

FORM = Form.from_json(
    json.loads((Path(resources.__file__).parent / "forms" / "institutional-reports.json").read_text("utf-8"))
)


@pytest.mark.parametrize(
    ("family", "field", "text", "language", "value"),
    [
        ("count", "value", "2 450 名", "zh", Decimal(2450)),
        ("count", "value", "３６万", "zh", Decimal(360000)),
        ("count", "value", "2,450 officials", "en", Decimal(2450)),
        ("financial_figure", "amount", "(3 207 118)", "zh", Decimal(-3207118)),
        ("financial_figure", "amount", "$344.4 million", "en", Decimal(344400000)),
        ("financial_figure", "amount", "$3bn", "en", Decimal(3000000000)),
        ("financial_figure", "amount", "3 bn", "en", Decimal(3000000000)),
        ("financial_figure", "amount", "EUR 1.2 mn", "fr", Decimal(1200000)),
        ("financial_figure", "amount", "1 250 万美元", "zh", Decimal(12500000)),
        ("financial_figure", "amount", "2,5 millones", "es", Decimal(2500000)),
        ("count", "women", "12.5", "en", None),
        ("activity", "start", "2019 年 7 月", "zh", PartialDate(2019, 7)),
        ("activity", "start", "2019-07-04", "zh", PartialDate(2019, 7, 4)),
        ("activity", "start", "4 July 2019", "zh", PartialDate(2019, 7, 4)),
        ("financial_figure", "party_country", "大韩民国", "zh", "KR"),
        ("financial_figure", "party_country", "xk", "en", "XK"),
        ("activity", "countries", "秘鲁、智利和玻利维亚(多民族国)", "zh", ("PE", "CL", "BO")),
        ("activity", "type", "讲习班", "zh", "workshop"),
        ("count", "qualifier", "more than", "en", "more_than"),
        ("activity", "partners", "甲方；乙方", "zh", ("甲方", "乙方")),
        ("activity", "title", "关于\n水源的 讲习班", "zh", "关于水源的讲习班"),
        ("count", "value", "没有", "zh", None),
        ("count", "value", "   ", "zh", None),
    ],
)
def test_parse(family: str, field: str, text: str, language: str, value: object) -> None:
    assert fields.parse(text, FORM.family(family).field(field), language, FORM) == value


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_country_has_a_name_that_is_read_back(language: str) -> None:
    assert "XK" in countries.all_codes()
    for code in countries.all_codes():
        assert countries.parse(countries.name(code, language), language) == code


def test_names_inside_names() -> None:
    zh, en = packs.load("zh"), packs.load("en")
    assert [code for *_, code in countries.find("索马里、南苏丹、巴布亚新几内亚和赤道几内亚，印度洋沿岸", zh)] == [
        "SO",
        "SS",
        "PG",
        "GQ",
    ]
    assert [
        code
        for *_, code in countries.find("Guinea-Bissau, Papua New Guinea and the Democratic Republic of the Congo", en)
    ] == ["GW", "PG", "CD"]
    assert [code for *_, code in places.find("在内罗毕和纽约", zh)] == ["KE", "US"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("本报告说明了有关情况 A/1/2 https://example.org", "zh"),
        ("The report of the Centre was in the annex", "en"),
        ("Le rapport de la Commission est dans les annexes", "fr"),
        ("Отчет комиссии", "ru"),
        ("تقرير اللجنة", "ar"),
        ("", "en"),
    ],
)
def test_detect(text: str, code: str) -> None:
    assert detect(text) == code
