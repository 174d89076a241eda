"""Countries in the six languages: CLDR's names, the United Nations' forms, as sentences inflect and join them."""

from __future__ import annotations

import subprocess
import sys
import warnings

import pytest

from desktop.language import countries, packs, places
from desktop.language.characters import bare, fold

LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh"]
# Long and short forms that the United Nations use and CLDR or the ISO lists lack.
FORMS = {
    "en": {"BO": "Plurinational State of Bolivia", "TZ": "United Republic of Tanzania", "TR": "Türkiye"},
    "fr": {"BO": "Bolivie (État plurinational de)", "TZ": "République-Unie de Tanzanie", "BY": "Bélarus", "KP": "RPDC"},
    "es": {"BO": "Estado Plurinacional de Bolivia", "TT": "Trinidad y Tabago", "KE": "Kenya", "QA": "Qatar"},
    "ru": {"BO": "Многонациональное Государство Боливия", "LA": "Лаосская Народно-Демократическая Республика"},
    "ar": {"BO": "دولة بوليفيا المتعددة القوميات", "TZ": "جمهورية تنزانيا المتحدة", "TL": "تيمور - ليشتي"},
    "zh": {"BO": "玻利维亚(多民族国)", "TZ": "坦桑尼亚联合共和国", "VE": "委内瑞拉玻利瓦尔共和国"},
}


def codes(text: str, language: str) -> list[str]:
    pack = packs.load(language)
    return [code for *_, code in countries.find(bare(text) if pack.rtl else fold(text), pack)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_that_cldr_has_is_found(language: str) -> None:
    guarded = {"RE", "TG", "ML", "OM"}  # common words too: told by what stands before them
    missed = [
        code
        for code in countries.all_codes()
        if code not in guarded
        and "(" not in countries.name(code, language)
        and codes(countries.name(code, language), language) != [code]
    ]
    assert missed == []
    for code in countries.all_codes():
        assert countries.parse(countries.name(code, language), language) == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_of_the_united_nations(language: str) -> None:
    for code, name in FORMS[language].items():
        assert codes(name, language) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("в Южном Судане", "SS"),
        ("из Республики Корея", "KR"),
        ("с Объединенными Арабскими Эмиратами", "AE"),
        ("на Филиппинах", "PH"),
        ("по Папуа — Новой Гвинее", "PG"),
        ("для Шри-Ланки", "LK"),
        ("в Гвинее-Бисау", "GW"),
        ("за Новую Зеландию", "NZ"),
        ("к Соломоновым Островам", "SB"),
        ("в Китае", "CN"),
        ("с Нидерландами", "NL"),
        ("о Боснии и Герцеговине", "BA"),
    ],
)
def test_russian_cases(text: str, code: str) -> None:
    assert codes(text, "ru") == [code]


def test_arabic_letters_before_a_name() -> None:
    assert codes("وليبيا وبالعراق وللسودان ولبنان فاليمن كالصين", "ar") == ["LY", "IQ", "SD", "LB", "YE", "CN"]
    assert codes("دعم مالي في مالي", "ar") == ["ML"]


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("fr", "à Genève", "CH"),
        ("fr", "à Bamako", "ML"),
        ("es", "en Bogotá", "CO"),
        ("es", "en Nueva York", "US"),
        ("ru", "в Бишкеке", "KG"),
        ("ru", "в Оше", "KG"),
        ("ru", "из Нью-Йорка", "US"),
        ("ar", "في القاهرة", "EG"),
        ("ar", "ببيروت", "LB"),
    ],
)
def test_cities(language: str, text: str, code: str) -> None:
    pack = packs.load(language)
    assert [found for *_, found in places.find(bare(text), pack)] == [code]


def test_the_names_of_iso_are_those_that_pycountry_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    read = countries._iso()

    def changed() -> None:
        raise KeyError("3166-1")

    monkeypatch.setattr(countries, "_read_iso", changed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it gives another name where a country has none of a kind, and says so
        asked = countries._iso.__wrapped__()
    assert read == asked and len(read) > 400


def test_finding_countries_in_english_brings_no_readers_of_mail() -> None:
    code = (
        "import sys; from desktop.language.countries import parse; print(parse('Fiji', 'en'), 'email' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.split() == ["FJ", "False"], done.stderr
