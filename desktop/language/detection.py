"""Which language a text is in, by its script and its commonest words, and how sure that is."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from desktop.language import packs

_HAN = re.compile(r"[\u3400-\u9fff\u2e80-\u2fdf\uf900-\ufaff]")
_SCRIPTS = {
    "han": _HAN,
    "arabic": re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
# Of what is written in a language, so large a part are its commonest words; below, it is hardly that language.
_USUAL = 0.2


@cache
def _languages() -> dict[str, dict[str, frozenset[str]]]:
    """Script to language to its commonest words, of all packs."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for code in packs.available():
        pack = packs.load(code)
        words = frozenset(word.lower() for word in pack.words("common"))
        found.setdefault(str(pack.data.get("script", "latin")), {})[code] = words
    return found


def detect(text: str) -> str:
    """The language of a text that has a pack; "en" where nothing tells."""
    return guess(text)[0]


def guess(text: str) -> tuple[str, float]:
    """(language, how sure that is): the script decides, between languages of one script their commonest words.

    One Chinese character weighs as much as three letters: a Chinese report is full of Latin symbols and links. Nothing
    legible, or words of no language that has a pack, give a language with hardly any confidence.
    """
    sample = text[:_SAMPLE]
    scripts = {name: len(pattern.findall(sample)) * (3 if name == "han" else 1) for name, pattern in _SCRIPTS.items()}
    total = sum(scripts.values())
    best = max(scripts, key=lambda name: scripts[name])
    if not total:
        return "en", 0.05
    share = scripts[best] / total
    known = _languages().get(best, {})
    if not known:
        return "en", 0.05
    enough = min(1.0, scripts[best] / 40)
    counted = Counter(match[0].lower() for match in _WORD.finditer(sample))
    votes = {code: sum(counted[word] for word in words) for code, words in known.items()}
    winner = max(votes, key=lambda code: (votes[code], code == "en"))
    if len(known) == 1 and not known[winner]:
        return winner, round(min(0.98, 0.5 + 0.48 * enough) * min(1.0, share + 0.3), 2)
    words = sum(counted[word] for word in counted if _SCRIPTS[best].match(word))
    if not votes[winner]:
        return (winner if len(known) == 1 else "en"), 0.3 if len(known) == 1 else 0.15
    others = max((number for code, number in votes.items() if code != winner), default=0)
    lead = (votes[winner] - others) / votes[winner]
    usual = min(1.0, votes[winner] / (words * _USUAL)) if words else 0.0
    sure = 0.98 * (0.4 + 0.6 * min(1.0, 1.6 * lead)) * (0.5 + 0.5 * usual) * min(1.0, 0.55 + votes[winner] / 12)
    own = set(str(packs.load(winner).data.get("letters", "")))
    if own:  # words with letters that the language does not have are of another one
        strange = sum(
            number for word, number in counted.items() if any(char > "\u007f" and char not in own for char in word)
        )
        sure *= max(0.2, 1 - 6 * strange / max(1, words))
    return winner, round(max(0.05, min(0.98, sure * min(1.0, share + 0.3))), 2)
