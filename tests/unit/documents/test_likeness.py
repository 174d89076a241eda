"""Likeness: the same text in another format, the same figures in another language, and others."""

from __future__ import annotations

import random

from db.model.readings import Page, Reading
from desktop.documents.likeness import likeness, sketch


def _reading(text: str) -> Reading:
    return Reading("ab" * 32, "txt", "text", "1", tuple(Page(n, part) for n, part in enumerate(text.split("\f"), 1)))


def _words(seed: int, number: int = 400) -> list[str]:
    drawn = random.Random(seed)
    return ["".join(drawn.choice("abcdefghijklm") for _ in range(drawn.randint(2, 9))) for _ in range(number)]


def test_the_same_text_laid_out_otherwise() -> None:
    words = _words(1)
    one = _reading(" ".join(words))
    other = _reading("\f".join("\n".join(words[at : at + 90]).upper() for at in range(0, len(words), 90)))
    found = likeness(sketch(one), sketch(other))
    assert found.words is not None and found.words > 0.99
    assert sketch(one) == sketch(one)


def test_estimates_the_share_of_what_is_the_same() -> None:
    words, others = _words(2, 800), _words(3, 800)
    for kept, low, high in ((0, 0.0, 0.05), (400, 0.2, 0.45), (720, 0.65, 0.95)):
        found = likeness(sketch(_reading(" ".join(words))), sketch(_reading(" ".join(words[:kept] + others[kept:]))))
        assert found.words is not None and low <= found.words <= high


def test_numbers_are_the_same_in_every_language() -> None:
    figures = [1200 + 37 * n**2 for n in range(12)]
    english = ", ".join(f"{n:,}" for n in figures)
    french = "\n".join(f"{n:,}".replace(",", "\u202f") for n in figures)
    german = "; ".join(f"{n:,}".replace(",", ".") for n in figures)
    for other in (french, german):
        assert likeness(sketch(_reading(english)), sketch(_reading(other))).numbers == 1.0


def test_too_little_tells_nothing() -> None:
    found = likeness(sketch(_reading("three words only")), sketch(_reading("three words only")))
    assert found.words is None and found.numbers is None
    assert sketch(_reading("in 2019 and 2020, 100")).numbers == ()
