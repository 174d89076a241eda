"""The cases of Russian names: enough grammar to find "в Южном Судане" by "Южный Судан"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

# Endings of a noun or an adjective in the nominative, and those of genitive, dative, accusative, instrumental,
# prepositional; the first that fits decides. What none fits ("Конго", "Мали", "Перу") stays as it is.
_ADJECTIVES = (
    ("ская", ("ской", "ской", "скую", "ской", "ской")),
    ("ские", ("ских", "ским", "ские", "скими", "ских")),
    ("ский", ("ского", "скому", "ский", "ским", "ском")),
    ("ское", ("ского", "скому", "ское", "ским", "ском")),
    ("ная", ("ной", "ной", "ную", "ной", "ной")),
    ("ное", ("ного", "ному", "ное", "ным", "ном")),
    ("ные", ("ных", "ным", "ные", "ными", "ных")),
    ("ный", ("ного", "ному", "ный", "ным", "ном")),
    ("вая", ("вой", "вой", "вую", "вой", "вой")),
    ("овы", ("овых", "овым", "овы", "овыми", "овых")),
    ("вый", ("вого", "вому", "вый", "вым", "вом")),
)
_NOUNS = (
    ("острова", ("островов", "островам", "острова", "островами", "островах")),
    ("штаты", ("штатов", "штатам", "штаты", "штатами", "штатах")),
    ("эмираты", ("эмиратов", "эмиратам", "эмираты", "эмиратами", "эмиратах")),
    ("ланды", ("ландов", "ландам", "ланды", "ландами", "ландах")),
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ея", ("еи", "ее", "ею", "еей", "ее")),
    ("ка", ("ки", "ке", "ку", "кой", "ке")),
    ("га", ("ги", "ге", "гу", "гой", "ге")),
    ("ша", ("ши", "ше", "шу", "шей", "ше")),
    ("а", ("ы", "е", "у", "ой", "е")),
    ("я", ("и", "е", "ю", "ей", "е")),
    ("ство", ("ства", "ству", "ство", "ством", "стве")),
    ("ай", ("ая", "аю", "ай", "аем", "ае")),
    ("ей", ("ея", "ею", "ей", "еем", "ее")),
    ("ь", ("я", "ю", "ь", "ем", "е")),
    ("ы", ("", "ам", "ы", "ами", "ах")),
)
_HARD = "бвгдзклмнпрстфхцчшщ"
_STILL = frozenset(("и", "да", "с", "Коста", "Папуа", "Сан", "Санта", "Шри", "Эль", "Кабо", "Кот", "Буркина", "Сьерра"))


def cases(name: str) -> Iterator[str]:
    """The forms of a name in the five other cases; of several words each may stay as it is ("Республики Корея")."""
    if "(" in name:
        return
    parts = _parts(name)
    for case in range(5):
        forms = [_forms(word, case, first == 0) for first, (word, _) in enumerate(parts)]
        for chosen in itertools.islice(itertools.product(*forms), 12):
            yield "".join(word + mark for word, (_, mark) in zip(chosen, parts, strict=True))


def _parts(name: str) -> list[tuple[str, str]]:
    """(word, what stands behind it) of a name."""
    parts: list[tuple[str, str]] = []
    word = ""
    for char in name:
        if char in " -—":
            if word or not parts:
                parts.append((word, char))
            else:
                parts[-1] = (parts[-1][0], parts[-1][1] + char)
            word = ""
        else:
            word += char
    return [*parts, (word, "")]


def _forms(word: str, case: int, first: bool) -> tuple[str, ...]:
    lower = word.lower()
    if len(word) < 2 or word in _STILL or word.isupper():
        return (word,)
    for ending, others in _ADJECTIVES:
        if lower.endswith(ending):
            return (word[: -len(ending)] + others[case],)
    for ending, others in _NOUNS:
        if lower.endswith(ending):
            form = (
                word[: -len(ending)]
                + (word[-len(ending)] if word[-len(ending)].isupper() else "")
                + others[case][1 if word[-len(ending)].isupper() else 0 :]
            )
            return (form,) if first else (form, word)
    if lower[-1] in _HARD:
        form = word + ("а", "у", "", "ом", "е")[case]
        return (form,) if first else (form, word)
    return (word,)
