"""Which language a text is in, and how honest the share is that says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.readings import Page, Reading
from desktop.extraction import suggest
from desktop.language import packs
from desktop.language.detection import guess

TEXTS = {
    "en": "The office held two meetings in the north of the country and the report was sent to all of the members.",
    "fr": "Le bureau a tenu deux réunions dans le nord du pays et le rapport a été remis à tous les membres.",
    "es": "La oficina celebró dos reuniones en el norte del país y el informe se envió a todos los miembros.",
    "ru": "Бюро провело два совещания на севере страны, и доклад был направлен всем членам и наблюдателям.",
    "ar": "عقد المكتب اجتماعين في شمال البلد وأرسل التقرير إلى جميع الأعضاء الذين لم يحضروا هذا اللقاء من قبل.",
    "zh": "办事处在该国北部举行了两次会议，报告已送交所有成员和观察员。",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_a_sentence_is_told(code: str) -> None:
    language, sure = guess(TEXTS[code] * 2)
    assert language == code
    assert sure >= 0.75


@pytest.mark.parametrize("text", ["", "   \n", "1 234 567 · 89 %", "Το γραφείο πραγματοποίησε δύο συναντήσεις"])
def test_where_nothing_tells_hardly_anything_is_claimed(text: str) -> None:
    assert guess(text)[1] <= 0.05
    (report,) = [
        item for item in suggest(Reading("0" * 64, "txt", "t", "1", (Page(1, text),))) if item.family == "report"
    ]
    assert "language" not in report.fields


@pytest.mark.parametrize(
    "text",
    [
        "O escritório realizou duas reuniões no norte do país e a informação não foi enviada às associações.",
        "Das Büro führte im Norden des Landes zwei Sitzungen durch, und der Bericht wurde allen Mitgliedern übersandt.",
        "Biuro odbyło dwa spotkania na północy kraju, a sprawozdanie przesłano wszystkim członkom.",
    ],
)
def test_a_language_without_a_pack_is_never_sure(text: str) -> None:
    assert guess(text)[1] < 0.5


def test_a_language_that_somebody_set_is_theirs() -> None:
    (report, *_) = suggest(Reading("0" * 64, "txt", "t", "1", (Page(1, "123"),)), language="fr")
    assert report.fields["language"] == "fr"


@given(st.text(max_size=300))
def test_any_text_has_a_language_and_a_share(text: str) -> None:
    language, sure = guess(text)
    assert language in packs.available()
    assert 0 < sure <= 0.98
