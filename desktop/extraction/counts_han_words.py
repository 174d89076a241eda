"""The words by which counts are told in Chinese, compiled from a pack."""

from __future__ import annotations

import re

from db.model.dataclass import dataclass
from desktop.language.numbers import Number
from desktop.language.packs import Pack, alternatives


@dataclass(frozen=True)
class Grammar:
    """Compiled patterns of the [counts] and [qualifiers] tables of a pack written in Chinese characters."""

    before: re.Pattern[str]
    before_kind: dict[str, str]
    after: re.Pattern[str]
    after_kind: dict[str, str]
    measure: re.Pattern[str]
    measure_unit: dict[str, str]
    not_counted: re.Pattern[str]
    noun: re.Pattern[str]
    noun_unit: dict[str, str]
    stop: re.Pattern[str]
    women: re.Pattern[str]
    women_after: re.Pattern[str]
    women_word: re.Pattern[str]
    reaching: re.Pattern[str]
    share: re.Pattern[str]
    rate: re.Pattern[str]
    these: re.Pattern[str]


def _kinds(pack: Pack, place: str) -> dict[str, str]:
    return {word: kind for kind, words in pack.table("qualifiers", place).items() for word in words}


def grammar(pack: Pack) -> Grammar:
    """Compile a pack."""
    before, after = _kinds(pack, "before"), _kinds(pack, "after")
    measures = {word: unit for unit, words in pack.table("counts", "measures").items() for word in words}
    nouns = {word: unit for unit, words in pack.table("counts", "nouns").items() for word in words}
    women = alternatives(pack.words("counts", "words", "women"))
    among = alternatives(pack.words("counts", "words", "among"))
    number = r"(?P<n>\d{1,3}(?: \d{3})+|\d+(?:,\d{3})*|[一二两三四五六七八九十百]+)"
    number2 = number.replace("<n>", "<n2>")
    qualifier = alternatives(before)
    tally = alternatives(pack.words("counts", "words", "tally"))
    reaching = alternatives(pack.words("counts", "words", "reaching"))
    share = alternatives(pack.words("counts", "words", "share"))
    people = r"(?:名|位|人|个)?"
    return Grammar(
        before=re.compile(rf"({qualifier})(?:有|为|达|共|占)?$"),
        before_kind=before,
        after=re.compile(alternatives(after)),
        after_kind=after,
        measure=re.compile(alternatives(measures)),
        measure_unit=measures,
        not_counted=re.compile(r"\s?" + alternatives(pack.words("counts", "not_counted"))),
        noun=re.compile(alternatives(nouns)),
        noun_unit=nouns,
        stop=re.compile(alternatives(pack.words("counts", "stops"))),
        women=re.compile(
            rf"\((?:{among})?(?P<q>{qualifier})?{number}(?P<more>[多余])?{people}(?:以上)?(?:的)?(?:是|为|系|均为)?{women}[^()\d]{{0,4}}\)"
            rf"|\((?:{among})?{women}[\u4e00-\u9fff]{{0,4}}?(?:有|为|占|：)?(?P<q2>{qualifier})?{number2}(?P<more2>[多余])?{people}\)"
        ),
        women_after=re.compile(
            rf"，?(?:{among})(?P<q>{qualifier})?{number}(?P<more>[多余])?{people}(?:以上)?(?:的)?(?:是|为|系)?{women}"
            rf"|，?(?:{among}){women}(?:有|为|占)?(?P<q2>{qualifier})?(?P<n2>\d+|[一二两三四五六七八九十百]+)(?P<more2>[多余])?(?:名|位|人)"
        ),
        women_word=re.compile(women),
        reaching=re.compile(rf"(?:的)?(?:{tally})?(?:已|也|就)?(?:{reaching})?(?:{qualifier})?$"),
        share=re.compile(
            rf"(?:(?:{qualifier})?{share}(?:到|了)?|大?约[为是])(?P<of>[^，。；：、()]{{1,24}}?)的?(?:{qualifier})?$"
        ),
        these=re.compile(rf"(?:{among}|其余|另外|另有|余下|净?[增减][少加]?了?)(?:{qualifier})?$"),
        rate=re.compile(alternatives(pack.words("counts", "words", "rate")) + r"(?:当)?(?:中|口)?(?:有|为)?"),
    )


def qualifier(grammar: Grammar, number: Number, before: str) -> tuple[str, int]:
    """(qualifier, how many characters of `before` it takes)."""
    match = grammar.before.search(before)
    if match:
        return grammar.before_kind[match[1]], len(before) - match.start()
    return ("more_than" if number.more else "exact"), 0
