"""Names of countries are Babel's, whichever way they were read."""

from __future__ import annotations

import subprocess
import sys

import pytest
from babel import Locale

from desktop.language import territories as module
from desktop.language.territories import SHIPPED, chosen, countries_in, territories


@pytest.mark.parametrize("language", ["en", "zh", "fr", "es", "ru", "ar", "de", "pt"])
def test_they_are_those_that_babel_gives(language: str) -> None:
    assert territories(language) == module._read(language) == dict(Locale(language).territories)


@pytest.mark.parametrize("language", [*SHIPPED, "fr", "pt"])
def test_what_is_shipped_is_what_it_says_or_else_packaging_country_names_makes_it_anew(language: str) -> None:
    assert countries_in(language) == chosen(language)


def test_a_language_with_a_region_and_an_unknown_one() -> None:
    assert territories("zh-Hant") == dict(Locale.parse("zh_Hant").territories)
    assert territories("xx") == territories("en") == territories("no such language")


def test_where_babel_keeps_them_otherwise_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(language: str) -> None:
        raise KeyError("territories")

    monkeypatch.setattr(module, "_read", changed)
    territories.cache_clear()
    try:
        assert territories("fr")["DE"] == "Allemagne"
    finally:
        territories.cache_clear()


def test_naming_a_country_loads_no_dates() -> None:
    code = "import sys; from desktop.language.countries import name; print(name('FJ', 'zh'), 'babel' in sys.modules)"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.split() == ["斐济", "False"], done.stderr
