"""What a passage says: numbers with their scale and sign, words that qualify them, dates, countries, women."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from db.model.dataclass import dataclass
from db.model.evidence import Evidence, Span
from desktop.language import countries, money, numbers, packs, places
from desktop.language.characters import fold, fold_han
from desktop.language.packs import Pack, alternatives

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_HAN = re.compile(r"[\u3400-\u9fff\u2e80-\u2fdf\uf900-\ufaff]")
_NEAR = 14  # code points beside a quote in which what qualifies its number may stand
_OPENS, _CLOSES = "([（", ")]）"
_MINUS = "-−–"
_MARKED = re.compile(r"(?<![A-Za-z])[a-z]\s(?=\d)")
_HAN_SHARE = re.compile(
    r"百分之(?P<hundredth>[零〇一二两三四五六七八九十百点]+)|(?P<tenth>[一二三四五六七八九十\d])\s?成(?P<half>[半一二三四五六七八九])?"
)
_HAN_ORDINAL = re.compile(r"第\s?([零〇一二两三四五六七八九十百千]+)")
_BEFORE_DIGITS = frozenset("0123456789.,)" + "abcdefghij")


@dataclass(frozen=True)
class Figure:
    """A number as a passage states it.

    Attributes:
        value: with its scale; without sign.
        start, end: in the window's text.
        more: whether 多, 余 or 几 inside it says "and some more".
        bracketed, minus: whether brackets or a minus sign stand around it.
    """

    value: Decimal
    start: int
    end: int
    more: bool = False
    bracketed: bool = False
    minus: bool = False


@dataclass(frozen=True)
class Window:
    """A quote with what stands beside it, folded.

    Attributes:
        text: some of the prefix, the quote, some of the suffix.
        start, end: the quote in it.
    """

    text: str
    start: int
    end: int
    language: str

    @property
    def quote(self) -> str:
        return self.text[self.start : self.end]


def together(spans: Evidence) -> Evidence:
    """Spans as one passage: the lines of a heading, say, which a table parts."""
    if len(spans) < 2:
        return spans
    first, last = spans[0], spans[-1]
    quote = " ".join(span.quote.strip() for span in spans)
    return (Span(first.page, first.start, last.end, quote, first.prefix, last.suffix, first.role),)


def windows(spans: Evidence, language: str | None, near: int = _NEAR) -> list[Window]:
    """The quotes of some spans, each with `near` code points of what stands beside it.

    Line ends become spaces, and in Chinese go, so that a number that is broken over two lines is one number.
    """
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last is not None and last.page == span.page and last.end < span.start <= last.end + 2:
            # One passage that extraction cut where its lines end.
            joined[-1] = Span(
                span.page, last.start, span.end, f"{last.quote}\n{span.quote}", last.prefix, span.suffix, last.role
            )
        else:
            joined.append(span)
    return [_window(span, language_of(span.quote + span.suffix, language), near) for span in joined]


def language_of(text: str, language: str | None) -> str:
    """The language in which a passage is read: by its script, the report's where that fits."""
    if _HAN.search(text):
        return "zh"
    if _ARABIC.search(text):
        return "ar"
    if _CYRILLIC.search(text):
        return "ru"
    return language if language is not None and language[:2] in ("en", "fr", "es", "zh", "ar", "ru") else "en"


def _window(span: Span, language: str, near: int) -> Window:
    prefix, suffix = span.prefix[-near:] if near else "", span.suffix[:near]
    parts = [_flat(part, language) for part in (prefix, span.quote, suffix)]
    text = "".join(parts)
    return Window(text, len(parts[0]), len(parts[0]) + len(parts[1]), language)


@lru_cache(maxsize=4096)
def _flat(text: str, language: str) -> str:
    if language == "zh":
        # Of white space only that between two digits says anything; a tab parts cells.
        return re.sub(r"(?<=\d)[\n ]+(?=\d)|[\n ]+", _kept, fold_han(text))
    return re.sub(r"\s*\n\s*", " ", fold(text))


def _kept(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    return " " if text[start - 1 : start] in _BEFORE_DIGITS and text[end : end + 1].isdigit() else ""


@lru_cache(maxsize=4096)
def figures(window: Window) -> tuple[Figure, ...]:
    """The numbers of a quote, in order, each with a scale that stands right behind the quote."""
    pack = packs.load(window.language)
    quote = window.quote
    marked = _marked(quote, pack)
    taken = {place for item in marked for place in range(item.start, item.end)}
    taken |= {place for start, end, _ in _ordinals_in(quote, window.language) for place in range(start, end)}
    plain = numbers.find(quote, pack) or _bare(quote, pack)
    found = [_figure(window, item, pack) for item in (*marked, *(n for n in plain if n.start not in taken))]
    found += [Figure(value, start, stop) for value, start, stop in _shares(window, pack)]
    for amount in money.find(quote, pack):
        start, stop = window.start + amount.start, window.start + amount.end
        if not any(item.value == amount.amount for item in found):
            found.append(Figure(amount.amount, start, stop, amount.more))
    return tuple(found)


def _shares(window: Window, pack: Pack) -> Iterator[tuple[Decimal, int, int]]:
    """Percentages as Chinese has them besides numbers: "百分之百", and tenths of which "四成" is 40."""
    for match in _HAN_SHARE.finditer(window.quote) if pack.han else ():
        said = match["hundredth"] or match["tenth"]
        number = numbers.parse_han("一百" if said == "百" else said)
        if number is not None:
            rest = numbers.parse_han(match["half"]) if match["half"] and match["half"] != "半" else None
            more = Decimal(5) if match["half"] == "半" else rest or Decimal(0)
            value = number if match["hundredth"] else number * 10 + more
            yield value, window.start + match.start(), window.start + match.end()


def _figure(window: Window, item: numbers.Number, pack: Pack) -> Figure:
    """A number of the quote with its scale, and what stands around it."""
    start, stop = window.start + item.start, window.start + item.end
    if window.text[start : start + 1] in _OPENS and window.text[stop - 1 : stop] in _CLOSES:
        start, stop = start + 1, stop - 1
    before, after = window.text[:start].rstrip("$€£¥ USD"), window.text[stop:].lstrip()
    return Figure(
        item.value * _scale_behind(window.text[stop:], pack),
        start,
        stop,
        item.more,
        bracketed=before[-1:] in _OPENS and before != "" and after[:1] in _CLOSES and after != "",
        minus=before[-1:] in _MINUS and before != "" and not before[-2:-1].isalnum(),
    )


def _marked(quote: str, pack: Pack) -> list[numbers.Number]:
    """Numbers behind the mark of a note ("Contributions a 440 635"): the letter is no part of a name."""
    found = []
    for mark in _MARKED.finditer(quote):
        match = re.match(numbers.digits_pattern(pack), quote[mark.end() :])
        if match is not None:
            value = numbers.parse_digits(match[0], pack)
            found.append(numbers.Number(mark.end(), mark.end() + match.end(), value))
    return found


def _bare(quote: str, pack: Pack) -> list[numbers.Number]:
    """A quote that is nothing but digits, or a Chinese numeral, or a word for a number."""
    body = quote.strip().strip("()[]$€£ ")
    if pack.han:
        value = numbers.parse_han(body)
        if value is not None:
            start = quote.index(body)
            return [numbers.Number(start, start + len(body), value)]
    found = []
    for match in re.finditer(numbers.digits_pattern(pack), quote):
        found.append(numbers.Number(match.start(), match.end(), numbers.parse_digits(match[0], pack)))
    return found


def _ordinal_words(pack: Pack) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """A run of words that make an ordinal, and what each adds."""
    table = {fold(word).lower(): int(value) for word, value in pack.table("numbers", "ordinals").items()}
    word = alternatives(table)
    linked = alternatives([f" {item} " for item in pack.words("numbers", "and")] + [" ", "-"])
    return re.compile(rf"(?<!\w){word}(?:{linked}{word})*(?![\w-])", re.IGNORECASE), table


@lru_cache(maxsize=4096)
def _ordinals_in(quote: str, language: str) -> tuple[tuple[int, int, Decimal], ...]:
    """(start, end, number) of each ordinal in words: "seventy-first" is 71."""
    pack = packs.load(language)
    if pack.han:
        numerals = ((match, numbers.parse_han(match[1])) for match in _HAN_ORDINAL.finditer(quote))
        return tuple((match.start(), match.end(), value) for match, value in numerals if value is not None)
    pattern, table = pack.made("passages.ordinals", _ordinal_words)
    plain = pack.table("numbers", "words")
    found = []
    for match in pattern.finditer(quote):
        words = re.findall(r"\w+", match[0].lower())
        if words[-1] not in plain:  # "twenty" alone is none
            found.append((match.start(), match.end(), Decimal(sum(table.get(word, 0) for word in words))))
    return tuple(found)


def ordinals(window: Window) -> frozenset[Decimal]:
    """The numbers that ordinals in words say."""
    return frozenset(value for _, _, value in _ordinals_in(window.quote, window.language))


def _scales(pack: Pack) -> tuple[re.Pattern[str], Mapping[str, Decimal]]:
    if pack.han:
        table = {"十万": 10**5, "百万": 10**6, "千万": 10**7, "万": 10**4, "十亿": 10**9, "百亿": 10**10, "亿": 10**8}
        known = {word: Decimal(value) for word, value in table.items()}
        return re.compile(alternatives(known)), known
    given = pack.table("numbers", "scales") | pack.table("money", "scales")
    known = {word.lower(): Decimal(value) for word, value in given.items() if len(word) > 2}
    short = {word.lower(): Decimal(value) for word, value in pack.table("numbers", "suffixes").items()}
    pattern = rf"[ -]?(?P<word>{alternatives(known)})(?!\w)|(?P<short>{alternatives(short)})(?=\s[^\W\d_])"
    return re.compile(pattern, re.IGNORECASE), known | short


def _scale_behind(text: str, pack: Pack) -> Decimal:
    pattern, known = pack.made("passages.scales", _scales)
    match = pattern.match(text.lstrip() if pack.han else text)
    return known[match[0].strip(" -").lower()] if match else Decimal(1)


def _qualifying(pack: Pack) -> tuple[re.Pattern[str], re.Pattern[str], Mapping[str, str], Mapping[str, str]]:
    before = {w.lower(): kind for kind, words in pack.table("qualifiers", "before").items() for w in words}
    after = {w.lower(): kind for kind, words in pack.table("qualifiers", "after").items() for w in words}
    edge = "" if pack.han else r"(?<!\w)"
    end = "" if pack.han else r"(?!\w)"
    apostrophe = r"(?:" + alternatives(before) + ")"
    return (
        re.compile(rf"{edge}(?P<word>{apostrophe})", re.IGNORECASE),
        re.compile(rf"(?P<word>{alternatives(after)}){end}", re.IGNORECASE),
        before,
        after,
    )


def qualifiers(window: Window) -> frozenset[str]:
    """All qualifiers that words in and beside a quote can mean."""
    pack = packs.load(window.language)
    before, after, before_kind, after_kind = pack.made("passages.qualifying", _qualifying)
    kinds = {before_kind[m["word"].lower()] for m in before.finditer(window.text)}
    kinds |= {after_kind[m["word"].lower()] for m in after.finditer(window.text)}
    return frozenset(kinds | {"more_than" for figure in figures(window) if figure.more})


def qualifier_at(window: Window, figure: Figure, but: Collection[str] = ()) -> str | None:
    """The qualifier whose words stand right beside a number; None where there is none.

    Args:
        but: words that say nothing here.
    """
    if figure.more:
        return "more_than"
    pack = packs.load(window.language)
    before, after, before_kind, after_kind = pack.made("passages.qualifying", _qualifying)
    head = window.text[: figure.start].rstrip("$€£¥ \t")
    for match in before.finditer(head):
        if match.end() == len(head) and match["word"].lower() not in but:
            return before_kind[match["word"].lower()]
    behind = after.match(window.text, figure.end) or after.match(window.text, min(figure.end + 1, len(window.text)))
    return after_kind[behind["word"].lower()] if behind else None


def row_roles(window: Window) -> list[str]:
    """The items that a row's label can mean, the likeliest first."""
    pack = packs.load(window.language)
    text = window.quote.lower()
    found = []
    for rule in pack.table("finances").get("roles", ()):
        fits = any(word in text for word in rule["any"]) and any(word in text for word in rule.get("all_any", (text,)))
        if fits and not any(word in text for word in rule.get("not", ())):
            found.append(str(rule["item"]))
    return found


@lru_cache(maxsize=4096)
def named_countries(window: Window) -> frozenset[str]:
    """The countries that a window names, by themselves or by a city."""
    pack = packs.load(window.language)
    found = {code for _, _, code in countries.find(window.text, pack)}
    return frozenset(found | {code for _, _, code in places.find(window.text, pack)})


def _coming(pack: Pack) -> re.Pattern[str]:
    return re.compile(pack.table("activities", "shapes").get("coming") or r"(?!)", re.IGNORECASE)


def tells_of_plans(window: Window) -> bool:
    """Whether it says that something is to come."""
    pack = packs.load(window.language)
    return pack.made("passages.coming", _coming).search(window.quote) is not None


def _virtual(pack: Pack) -> re.Pattern[str]:
    return re.compile(alternatives(pack.words("activities", "virtual")), re.IGNORECASE)


def is_virtual(window: Window) -> bool:
    """Whether it says that something was held at no place."""
    pack = packs.load(window.language)
    return pack.made("passages.virtual", _virtual).search(window.quote) is not None


def _women_words(pack: Pack) -> re.Pattern[str]:
    return re.compile(alternatives(pack.words("counts", "words", "women")), re.IGNORECASE)


def around(window: Window, figure: Figure, near: int) -> Window:
    """A figure of a window with so many code points of what stands beside it."""
    first = max(figure.start - near, 0)
    text = window.text[first : figure.end + near]
    return Window(text, figure.start - first, figure.end - first, window.language)


@lru_cache(maxsize=4096)
def speaks_of_women(window: Window) -> bool:
    """Whether it has a word for women."""
    pack = packs.load(window.language)
    return pack.made("passages.women", _women_words).search(window.text) is not None


@lru_cache(maxsize=4096)
def currencies(window: Window) -> frozenset[str]:
    """The currencies of the amounts in a quote."""
    found = money.find(window.text, packs.load(window.language))
    return frozenset(item.currency for item in found if item.start < window.end and item.end > window.start)


@lru_cache(maxsize=4096)
def currencies_named(window: Window) -> frozenset[str]:
    """All currencies that a quote names, with an amount or without."""
    return money.named(window.quote, packs.load(window.language))
