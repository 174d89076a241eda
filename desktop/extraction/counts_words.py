"""What stands around a number where words are parted by spaces: a pack's patterns, the phrase that is counted."""

from __future__ import annotations

import re

from db.model.dataclass import dataclass
from desktop.extraction.facts import Facts
from desktop.language.packs import Pack, alternatives

_WORD = re.compile(r"[ -]?([^\W\d_](?:[\w'’-]|[\u064b-\u0652])*|/|&)")
_NOTED = re.compile(r"([^\W\d_]{4,})\d{1,2}")
_PLURAL = r"[a-z]{3,}(?:s|people|men|women|children)$"
# Plurals that mostly name people by what they do, and those that do not.
_PERSONS = r"(?:ers|ors|ists|ians|ees|women|men)$"


@dataclass(frozen=True)
class Grammar:
    before: re.Pattern[str]
    before_kind: dict[str, str]
    after: re.Pattern[str]
    after_kind: dict[str, str]
    not_counted: re.Pattern[str]
    measure: re.Pattern[str]
    measure_unit: dict[str, str]
    noun_unit: dict[str, str]
    longest: int
    stops: frozenset[str]
    percent: re.Pattern[str]
    rate: re.Pattern[str]
    women: re.Pattern[str]
    women_words: frozenset[str]
    things: frozenset[str]
    not_plural: frozenset[str]
    linker: re.Pattern[str]
    stems: tuple[tuple[str, re.Pattern[str]], ...]
    plural: re.Pattern[str]
    persons: re.Pattern[str]
    head_first: bool
    adjective: re.Pattern[str]
    range_to: re.Pattern[str]
    of: re.Pattern[str] | None
    out_of: re.Pattern[str]
    out_of_before: re.Pattern[str]
    change: re.Pattern[str]
    list_of: re.Pattern[str]
    number_of: re.Pattern[str]
    article: str
    of_the: re.Pattern[str]
    people_of: re.Pattern[str]
    listed: frozenset[str]
    same_before: re.Pattern[str]
    same_after: re.Pattern[str]
    number_words: dict[str, int]
    of_those: re.Pattern[str]
    done: re.Pattern[str]
    between: re.Pattern[str]
    duals: re.Pattern[str]
    dual_unit: dict[str, str]


def grammar(pack: Pack) -> Grammar:
    before = {word.lower(): kind for kind, words in pack.table("qualifiers", "before").items() for word in words}
    after = {word.lower(): kind for kind, words in pack.table("qualifiers", "after").items() for word in words}
    measures = {word.lower(): unit for unit, words in pack.table("counts", "measures").items() for word in words}
    duals = {word.lower(): unit for unit, words in pack.table("counts", "duals").items() for word in words}
    own = pack.table("counts")
    words_of = pack.table("counts", "words")
    plurals = [(re.compile(ending), new) for ending, new in own.get("plurals", [])]
    nouns: dict[str, str] = {}
    stems = []
    for unit, words in pack.table("counts", "nouns").items():
        heads = [word[:-1] for word in words if word.endswith("*")]
        if heads:
            stems.append((unit, re.compile(rf"(?:{'|'.join(map(re.escape, heads))})\w{{0,5}}$")))
        for word in words:
            for form in _plurals(word.lower(), plurals) if plurals else _forms(word.lower()):
                nouns.setdefault(form, unit)
    women = alternatives(pack.words("counts", "words", "women"))
    were = alternatives([*pack.words("counts", "words", "were"), "were", "are"])
    among = alternatives(pack.words("counts", "words", "among"))
    qualifier = alternatives(before)
    small = {word.lower(): int(value) for word, value in pack.table("numbers", "words").items() if str(value).isdigit()}
    spelt = alternatives(word for word in small if len(word) > 1) if small else "(?!)"
    digits = rf"\d{{1,3}}(?:[ ,.]\d{{3}})+|\d+|{spelt}"
    number = rf"(?P<n>{digits})"
    them = alternatives(words_of.get("of_them", ["of them", "of whom"]))
    also = rf"(?:(?:,|\s{alternatives(pack.words('dates', 'listed'))})\s?[^()]{{1,40}})?"
    men = rf"(?:\d[\d ,.]*\s[^()\d]{{2,30}}?(?:,|\s{alternatives(pack.words('dates', 'listed'))})\s?)?"
    linkers = alternatives(pack.words("counts", "linkers"))
    return Grammar(
        before=re.compile(
            rf"(?:^|[\s('][وفبل]?)({qualifier})(?:\s|(?<='))(?:a\s|the\s|an\s|el\s|la\s|los\s|las\s|le\s|les\s)?(?:total\sof\s)?$",
            re.IGNORECASE,
        ),
        before_kind=before,
        after=re.compile(rf"\s{alternatives(after)}\b", re.IGNORECASE),
        after_kind=after,
        not_counted=re.compile(
            rf"[\s-]?(?:{linkers})?{alternatives(pack.words('counts', 'not_counted'))}(?![\w])", re.IGNORECASE
        ),
        measure=re.compile(rf"\s({alternatives(measures)})\b", re.IGNORECASE),
        measure_unit=measures,
        noun_unit=nouns,
        longest=max((len(noun.split()) for noun in nouns), default=1),
        stops=frozenset(word.lower() for word in pack.words("counts", "stops")),
        percent=re.compile(rf"\s?{alternatives(pack.words('counts', 'words', 'percent'))}(?!\w)", re.IGNORECASE),
        rate=re.compile(
            rf"[^.;()\d]{{0,40}}?{alternatives(pack.words('counts', 'words', 'rate'))}(?!\w)", re.IGNORECASE
        ),
        women=re.compile(
            rf"\s?\({men}(?:{among}\s)?(?:(?P<q>{qualifier})\s)?{number}\s(?:{them}\s)?(?:{were}\s)?{women}{also}\)"
            rf"|,?\s(?:{among})\s(?:(?P<q2>{qualifier})\s)?(?P<n2>{digits})\s(?:{were}\s|{them}\s)?{women}\b"
            rf"|[,;]\s(?P<n3>{digits})\s(?:{them}\s(?:{were}\s)?|{were}\s){women}\b",
            re.IGNORECASE,
        ),
        things=frozenset(pack.words("counts", "things")),
        not_plural=frozenset(pack.words("counts", "not_plural")),
        linker=re.compile(rf"\s{alternatives(pack.words('counts', 'linkers'))}", re.IGNORECASE),
        stems=tuple(stems),
        plural=re.compile(pack.table("counts").get("plural", _PLURAL), re.IGNORECASE),
        persons=re.compile(pack.table("counts").get("persons_ending", _PERSONS)),
        women_words=frozenset(word.lower() for word in pack.words("counts", "words", "women")),
        head_first=own.get("head") == "first",
        adjective=re.compile(own.get("adjective", r"(?!)")),
        range_to=re.compile(rf"\s?(?:{alternatives(words_of.get('to', ['to']))}|[-–—]|and|{_listed(pack)})\s?"),
        of=re.compile(rf"\s{alternatives(own['of'])}(?:\s|(?<='))", re.IGNORECASE) if "of" in own else None,
        out_of=re.compile(rf"\s{alternatives(words_of.get('out_of', ['of the', 'out of', 'of']))}\s", re.IGNORECASE),
        article=str(own.get("article", "")),
        of_the=re.compile(rf"\s{_shape(words_of, 'of_the')}\s", re.IGNORECASE),
        people_of=re.compile(
            rf"(?<!\w)(?P<noun>{_shape(words_of, 'people_of')})\s(?:of|was|reached|totalled)\s(?:{qualifier}\s)?$",
            re.IGNORECASE,
        ),
        change=re.compile(own.get("change", r"(?!)"), re.IGNORECASE),
        list_of=re.compile(rf"\s{_listed(pack)}\s?"),
        out_of_before=re.compile(
            rf"\s{alternatives(words_of.get('out_of', ['out of']))}\s(?:a\stotal\sof\s)?$", re.IGNORECASE
        ),
        number_of=re.compile(rf"(?<!\w){alternatives(words_of.get('number_of', []))}(?=\s|(?<='))", re.IGNORECASE),
        duals=re.compile(rf"(?<!\w)(?:[وفبلك])?(?P<noun>{alternatives(duals)})(?!\w)") if duals else re.compile("(?!)"),
        dual_unit=duals,
        same_before=re.compile(rf"(?<!\w){_shape(words_of, 'same_before')}\s$", re.IGNORECASE),
        same_after=re.compile(rf"\s{_shape(words_of, 'same_after')}(?!\w)", re.IGNORECASE),
        number_words=small,
        of_those=re.compile(words_of.get("of_those") or "(?!)"),
        done=re.compile(words_of.get("done") or "(?!)"),
        listed=frozenset(["and", *pack.words("dates", "listed")]),
        between=re.compile(rf"(?<!\w){alternatives(['between', *pack.words('dates', 'between')])}\s$", re.IGNORECASE),
    )


def _shape(words: dict[str, list[str]], name: str) -> str:
    return alternatives(words[name]) if words.get(name) else "(?!)"


def _forms(noun: str) -> tuple[str, ...]:
    """A noun and its regular plural; irregular ones stand in the lexicon."""
    if noun.endswith("s") or noun in ("people", "women", "men", "children", "police", "personnel", "staff", "youth"):
        return (noun,)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun, noun[:-1] + "ies"
    if noun.endswith(("ch", "sh", "x")):
        return noun, noun + "es"
    return noun, noun + "s"


def _plurals(noun: str, rules: list[tuple[re.Pattern[str], str]]) -> tuple[str, ...]:
    """A noun, its plural, and that of all its words, by the endings that a pack lists; the first that fits."""

    def plural(word: str) -> str:
        for ending, new in rules:
            if ending.search(word):
                return ending.sub(new, word)
        return word

    words = noun.split()
    return noun, " ".join([plural(words[0]), *words[1:]]), " ".join(plural(word) for word in words)


def _listed(pack: Pack) -> str:
    return alternatives(pack.words("dates", "listed"))


def until_stop(facts: Facts, grammar: Grammar, start: int) -> tuple[int, int] | None:
    """The words from a place on to the next stop word, mark or figure, six at most."""
    first = last = -1
    for _ in range(6):
        match = _WORD.match(facts.text, start)
        if match is None or match[1].lower() in grammar.stops:
            break
        first = match.start(1) if first < 0 else first
        last = start = match.end()
    return (first, last) if first >= 0 else None


def phrase(facts: Facts, grammar: Grammar, start: int) -> tuple[tuple[int, int], str, bool] | None:
    """(place, unit, whether a list knows the noun) of the noun phrase right behind a number."""
    text = facts.text
    words: list[tuple[str, int, int]] = []
    link = grammar.linker.match(text, start)
    position = link.end() if link else start
    while len(words) < 9:
        match = _WORD.match(text, position)
        if match is None:
            break
        word, end = match[1], match.end(1)
        if word.lower() in grammar.stops:
            break
        noted = _NOTED.fullmatch(word)
        if noted:  # "seven States1 took part": the mark of a note, whose place its font told
            word, end = noted[1], match.start(1) + noted.end(1)
        words.append((word.lower(), match.start(1), end))
        position = match.end()
    if not words:
        return None
    best: tuple[int, int, str] | None = None
    index = 0
    while index < len(words) and not (grammar.head_first and (best is not None or index > 4)):
        for length in range(min(grammar.longest, len(words) - index), 0, -1):
            joined = " ".join(word for word, _, _ in words[index : index + length])
            unit = grammar.noun_unit.get(joined) or (_by_stem(grammar, joined) if length == 1 else None)
            if unit is not None:
                if grammar.head_first and length == 1 and grammar.adjective.search(joined):
                    after = [word for word, _, _ in words[index + 1 : index + 3]]
                    if any(grammar.noun_unit.get(word) or _by_stem(grammar, word) for word in after):
                        break  # "школьных учителей": the adjective of one noun before another
                if best is not None and index > best[0] and _verbal(words[best[0]][0], words, best[0], index):
                    return ((words[0][1], words[best[0]][2]), best[2], True)
                best = index + length - 1, length, unit
                index += length - 1
                break
        index += 1
    if link is not None and link[0].strip() in ("—", "–") and (best is None or best[0] >= best[1]):
        return None  # behind a dash stands the noun itself: "2 017 — дети"
    if best is not None:
        last, unit = best[0], best[2]
        head = words[last + 1] if last + 1 < len(words) and not grammar.head_first else None
        if head and not _plural(grammar, words[last][0]) and _plural(grammar, head[0]):
            # "42 armoury managers": the noun of a list is only what they are of.
            person = grammar.persons.search(head[0]) is not None and head[0] not in grammar.things
            return (words[0][1], head[2]), "persons" if person else "other", True
        return (words[0][1], words[last][2]), unit, True
    for _place, (word, _, end) in enumerate(words[:4]):
        if grammar.plural.match(word) and word not in grammar.not_plural:
            unit = "persons" if grammar.persons.search(word) and word not in grammar.things else "other"
            return (words[0][1], end), unit, False
    return None


def _plural(grammar: Grammar, word: str) -> bool:
    return word not in grammar.not_plural and grammar.plural.match(word) is not None


def _by_stem(grammar: Grammar, word: str) -> str | None:
    """The unit of an inflected word by the stems of the pack; of words joined by a hyphen, that of the first known."""
    if grammar.article and word.startswith(grammar.article) and len(word) > len(grammar.article) + 2:
        word = word.removeprefix(grammar.article)  # an article written together with its noun
        if word in grammar.noun_unit:
            return grammar.noun_unit[word]
    for unit, pattern in grammar.stems:
        if pattern.match(word):
            return unit
    if "-" in word:
        for part in word.split("-"):
            unit = grammar.noun_unit.get(part) or next((u for u, p in grammar.stems if p.match(part)), "")
            if unit:
                return unit
    return None


def _verbal(noun: str, words: list[tuple[str, int, int]], first: int, second: int) -> bool:
    """Whether a verb stands between two nouns, so that the second is no part of the phrase."""
    return any(re.search(r"(?:ed|ing)$", word) for word, _, _ in words[first + 1 : second])
