"""A seventh language by one file of words: a pack of Portuguese dropped into a folder of lexicons, no code touched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import resources
from db.model.readings import Page, Reading
from db.model.suggestions import Suggestion
from desktop.extraction import suggest
from desktop.language import detection, packs

PACK = Path(__file__).parent / "packs" / "pt.toml"
TEXT = """Relatório do Diretor
Resumo
1. O Centro organizou em Lisboa, de 3 a 5 de abril de 2023, uma oficina em que participaram 42 professores, das quais
18 eram mulheres.
2. Mais de 1.250 pescadores de 12 países e uma centena de famílias receberam 48,5 toneladas de arroz.
3. O número de refugiados chegou a 84.300; 62,5 por cento das escolas foram fechadas por 3 meses.
4. O orçamento do Moçambique é de 3,6 milhões de dólares.
Anexo
(Em milhares de dólares)
  2023  2022
Contribuições  1.245,6  1.180,3
Total das receitas  1.293,0  (12,8)
Total das despesas  823,4  661,9
"""


@pytest.fixture
def portuguese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "lexicons"
    shutil.copytree(Path(resources.__file__).parent / "lexicons", folder)
    shutil.copy(PACK, folder)
    monkeypatch.setattr(packs, "resource", lambda *parts: tmp_path.joinpath(*parts))
    packs.load.cache_clear()
    detection._languages.cache_clear()
    yield
    packs.load.cache_clear()
    detection._languages.cache_clear()


def found() -> list[Suggestion]:
    return suggest(Reading("0" * 64, "txt", "test", "1", (Page(1, TEXT),)))


@pytest.mark.usefixtures("portuguese")
def test_it_is_told_from_its_neighbours() -> None:
    assert "pt" in packs.available()
    assert detection.guess(TEXT)[0] == "pt"
    assert detection.detect("El Centro organizó dos talleres en los países de la región durante el período.") == "es"


@pytest.mark.usefixtures("portuguese")
def test_it_reads_counts_money_dates_countries_and_tables() -> None:
    made = found()
    assert {item.origin.split(" ")[0] for item in made} == {"rules-pt"}
    names = ("value", "qualifier", "unit")
    counts = [[item.fields[name] for name in names] for item in made if item.family == "count"]
    assert counts == [
        [42, "exact", "persons"],
        [1250, "more_than", "persons"],
        [12, "exact", "states"],
        [100, "about", "other"],
        [Decimal("48.5"), "exact", "mass_tonnes"],
        [84300, "exact", "persons"],
        [Decimal("62.5"), "exact", "percent"],
    ]
    assert next(item for item in made if item.family == "count").fields["women"] == 18
    figures = [[item.fields["amount"], item.fields["item"]] for item in made if item.family == "financial_figure"]
    assert figures == [
        [3_600_000, "funding"],
        [1_245_600, "voluntary_contributions"],
        [1_180_300, "voluntary_contributions"],
        [1_293_000, "total_income"],
        [-12_800, "total_income"],
        [823_400, "total_expenditure"],
        [661_900, "total_expenditure"],
    ]
    (activity,) = [item for item in made if item.family == "activity"]
    assert (activity.fields["type"], str(activity.fields["start"])) == ("workshop", "2023-04-03")
    assert activity.fields["countries"] == ("PT",)


def test_without_the_file_the_language_is_unknown() -> None:
    assert "pt" not in packs.available()
    language, sure = detection.guess(TEXT)
    assert language != "pt"
    assert sure < 0.5
