"""The words and shapes by which the finder of omissions reads, compiled once a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from db.model.dataclass import dataclass
from desktop.language.characters import fold
from desktop.language.packs import Pack, alternatives
from resources import resource

_HAN_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"


@dataclass(frozen=True)
class Words:
    """The shapes of one language, over folded text.

    Attributes:
        spelled: numbers in words.
        before: words right before a number that make it a name; ends where the number begins.
        after: what behind a number makes it a time, or part of a name.
        ordinal: suffixes that make a number an ordinal.
        money_after, money_before: currencies, with scales between.
        doing: verbs and names of activities; deeds: the verbs alone.
        vague: wishes and duties, which tell of nothing done, and verbs that are nouns where they stand; None where the
            words of deeds are never nouns.
        counted: nouns that can be counted, from where the search begins.
        see: what begins a footnote behind its mark.
        contents: headings of a table of contents.
        ordered: an ordinal behind a numeral, which makes both one.
        abbreviations: what ends in a full stop that ends no sentence.
        scales: words that multiply, or that say a number vaguely.
        unit_line: what stands above a table of amounts.
        ordered_before: an ordinal before a numeral, which makes both one; None where the language has none.
        heads: words of the headings of columns.
        nothing: words that hold a numeral and count nothing.
        notes: the heading of a column of numbers of notes.
        months: a month without a day; None where no month has a name.
    """

    spelled: re.Pattern[str]
    ones: re.Pattern[str] | None
    years: re.Pattern[str] | None
    before: re.Pattern[str]
    after: re.Pattern[str]
    ordinal: re.Pattern[str]
    money_after: re.Pattern[str]
    money_before: re.Pattern[str]
    doing: re.Pattern[str]
    deeds: re.Pattern[str]
    vague: re.Pattern[str] | None
    counted: re.Pattern[str]
    see: re.Pattern[str]
    contents: re.Pattern[str]
    ordered: re.Pattern[str]
    abbreviations: re.Pattern[str]
    scales: re.Pattern[str]
    unit_line: re.Pattern[str]
    nothing: re.Pattern[str]
    ordered_before: re.Pattern[str] | None
    heads: re.Pattern[str]
    notes: re.Pattern[str]
    months: re.Pattern[str] | None


def words(pack: Pack) -> Words:
    """The shapes of a pack's language."""
    return pack.made("omissions", _compile)


@cache
def _own() -> dict[str, Any]:
    return tomllib.loads(resource("lexicons", "omissions.toml").read_text("utf-8"))


def _any(items: Iterable[str]) -> str:
    """Any of these words; one that ends with * stands for all that begin so."""
    whole: list[str] = []
    begun: list[str] = []
    for item in items:
        (begun if item.endswith("*") else whole).append(fold(item).rstrip("*"))
    return f"(?:{alternatives(whole)}|{alternatives(begun)}\\w*)" if begun else alternatives(whole)


def _compile(pack: Pack) -> Words:
    own = _own().get(pack.code, {})
    flags = re.IGNORECASE
    nouns = [noun for group in pack.table("counts", "nouns").values() for noun in group]
    lists = ("host", "hosting", "strong", "usual")
    deeds = [word for name in lists for word in pack.words("activities", "words", name)]
    deeds = [word for word in deeds if word not in own.get("attending", [])]
    doing = [*deeds] + [word for kind in pack.data.get("activities", {}).get("types", []) for word in kind["words"]]
    names, times = own.get("names", []), own.get("times", [])
    currencies = [*pack.table("money", "currencies"), *pack.table("money", "currencies").values()]
    scales = alternatives([*pack.table("money", "scales"), *pack.table("numbers", "scales")])
    signs = r"(?:US\$|[A-Z]{1,2}\$|\$|€|£|¥|" + alternatives(set(pack.table("money", "currencies").values())) + ")"
    linkers = alternatives(pack.words("money", "linkers"))
    sure = [*pack.words("activities", "words", "hosting"), *pack.words("activities", "words", "strong")]
    vague = None
    if pack.han:
        wishes, behind = alternatives(own.get("wishes", [])), alternatives(own.get("behind", []))
        vague = rf"(?P<wish>{wishes})|(?P<verb>{alternatives(word for word in deeds if word not in sure)}){behind}"
    if pack.han:
        before = rf"{alternatives(names)}[:：]?\s?\(?\s?$"
        after = rf"\s?[多余几]?{alternatives(times)}"
        spelled = _han_spelled(own, nouns)
        doing_shape, deeds_shape, counted = alternatives(doing), alternatives(deeds), alternatives(nouns)
        money_after = rf"\s?[多余几]?\s?(?:{scales})*\s?[多余几]?{alternatives(currencies)}"
    else:
        edge = r"(?<!\w)[وفبلك]?" if pack.code == "ar" else r"(?<!\w)"
        before = rf"{edge}{_any(names)}\.?:?\s?\(?$"
        after = rf"[\s-]{alternatives(times)}(?!\w)"
        every = [*pack.table("numbers", "words"), *own.get("more", []), *_duals(own)]
        every = [word for word in every if word not in own.get("ones", [])]
        joint = rf"[\s-](?:{alternatives(pack.words('numbers', 'and'))}\s)?"
        more = _any([*every, *pack.table("numbers", "scales")])
        spelled = rf"{edge}{_any(every)}(?!\w)(?:{joint}{more}(?!\w))*"
        if "dual_shape" in own:
            spelled += rf"|{edge}{own['dual_shape']}(?!\w)"
        begin = r"(?<!\w)\w?" if pack.code == "ar" else r"(?<!\w)"
        doing_shape, deeds_shape = rf"{begin}{_any(doing)}(?!\w)", rf"{begin}{_any(deeds)}(?!\w)"
        counted = rf"(?<!\w){_any(nouns)}"
        money_after = rf"[\s-]?(?:{scales})?\.?\s?(?:{linkers})?\s?(?:-\s?)?{alternatives(currencies)}"
    ones = own.get("ones")
    short = [fold(name) for name in own.get("short", [])]
    return Words(
        spelled=re.compile(spelled, flags),
        ones=re.compile(rf"(?<!\w){alternatives(ones)}(?!\s{alternatives(own['no_ones'])}\W)(?=\s\w)", flags)
        if ones
        else None,
        years=re.compile(rf"(?<!\w){alternatives(own['before_years'])}\s$", flags) if "before_years" in own else None,
        before=re.compile(before, flags),
        after=re.compile(after, flags),
        ordinal=re.compile(r"(?:st|nd|rd|th|er|ère|re|ème|e|º|ª|o|a|-?(?:й|го|я|ой|му|м|е|х))(?!\w)"),
        money_after=re.compile(money_after, flags),
        money_before=re.compile(rf"{signs}\s?$"),
        doing=re.compile(doing_shape, flags),
        deeds=re.compile(deeds_shape, flags),
        vague=re.compile(vague) if vague is not None else None,
        counted=re.compile(counted, flags),
        see=re.compile(rf"\s*{alternatives(own.get('see', []))}|\s*(?:https?:|www\.|[A-Z]{{1,6}}/)"),
        contents=re.compile(rf"\W*{alternatives(pack.words('report', 'contents'))}\W*", flags),
        ordered=re.compile(rf"[\s-]{alternatives(pack.table('numbers', 'ordinals'))}(?!\w)", flags),
        abbreviations=re.compile(rf"(?:^|\W){alternatives([*pack.words('layout', 'abbreviations'), *short])}$", flags),
        scales=re.compile(alternatives([*own.get("more", []), *pack.table("numbers", "scales")]), flags),
        unit_line=re.compile(rf"^\W*(?:\w+\W+){{0,4}}(?:{scales})*{alternatives(currencies)}\W*$", flags),
        nothing=re.compile(alternatives(pack.words("numbers", "not_numbers"))),
        ordered_before=re.compile(rf"(?<!\w){_any(own['ordinals'])}\s$") if "ordinals" in own else None,
        heads=re.compile(("" if pack.han else r"(?<!\w)") + _any(own.get("heads", ["-"])), flags),
        months=_months(pack, own),
        notes=re.compile(rf"(?:^|\s){_any(own.get('note', ['-']))}(?=\s|$)", flags),
    )


def _months(pack: Pack, own: dict[str, Any]) -> re.Pattern[str] | None:
    """Months by their names, behind the words that show what they are where they are other words, too."""
    names = [fold(name) for listed in pack.table("dates", "months").values() for name in listed]
    if pack.han or not names:
        return None
    if "before_months" in own:
        before = alternatives(own["before_months"])
        shown = alternatives(name.capitalize() for name in names if len(name) > 2)
        return re.compile(rf"(?<!\w)(?i:{before})[ -](?P<month>{shown})(?!\w)")
    edge = r"(?<!\w)[وفبلك]?" if pack.code == "ar" else r"(?<!\w)"
    return re.compile(rf"{edge}(?P<month>{alternatives(names)})(?!\w)", re.IGNORECASE)


def _han_spelled(own: dict[str, Any], nouns: list[str]) -> str:
    """A Chinese numeral that counts: before a measure word or a noun, or of several signs; never 一 alone."""
    measures = "[" + own.get("measures", "") + "]"
    behind = rf"(?={measures}|{alternatives(nouns)})"
    part = rf"[二两三四五六七八九]分之{_HAN_NUMERAL}+|百分之{_HAN_NUMERAL}+"
    number = rf"(?:{_HAN_NUMERAL}{{2,}}(?:点{_HAN_NUMERAL}+)?|{part}|[两二三四五六七八九十百千万亿]{behind})"
    return rf"(?<![第数零〇一二两三四五六七八九十百千万亿]){number}|{alternatives(own.get('more', []))}"


def _duals(own: dict[str, Any]) -> list[str]:
    """The Arabic duals of nouns, which count two without a numeral."""
    found = []
    for noun in own.get("duals", []):
        stem = noun[:-1] + "ت" if noun.endswith("ة") else noun
        found += (
            [stem + ending for ending in ("ان", "ين", "ا", "ي")] if noun.endswith("ة") else [stem + "ان", stem + "ين"]
        )
    return found
