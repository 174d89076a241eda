"""Numbers as reports write them: digits, words and scales; Chinese ones are in a module of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from desktop.language import numbers_han
from desktop.language.digits import GIANT, Number, digits_pattern, read_digits, tidy
from desktop.language.digits import parse_digits as parse_digits
from desktop.language.numbers_han import HAN_DIGITS as HAN_DIGITS
from desktop.language.numbers_han import parse_han as parse_han
from desktop.language.packs import Pack, alternatives

__all__ = ["HAN_DIGITS", "Number", "digits_pattern", "find", "parse", "parse_digits", "parse_han", "read_digits"]
__all__ += ["reversed_groups", "tidy"]


def _words_table(pack: Pack) -> dict[str, int]:
    return {word.lower(): int(value) for word, value in pack.table("numbers", "words").items()}


def _scales_table(pack: Pack) -> dict[str, Decimal]:
    return {word.lower(): Decimal(value) for word, value in pack.table("numbers", "scales").items()}


def _word_finder(pack: Pack) -> re.Pattern[str]:
    digits = digits_pattern(pack)
    scale = alternatives(_scales_table(pack))
    word = alternatives(_words_table(pack))
    joined = alternatives([f" {item} " for item in pack.words("numbers", "and")] + [" ", "-"])
    suffix = alternatives(pack.table("numbers", "suffixes"))
    alone = alternatives([*pack.words("numbers", "alone"), *_rounds_table(pack)])
    # Arabic writes words of one letter together with what follows them, digits too.
    before, inside = r"(?<![\w/:.,\-])", r"\b"
    if pack.rtl:
        before, inside = r"(?<![A-Za-z0-9_/:.,\-])", r"(?:(?<!\w)|(?<=\W[وبلفك])|(?<=^[وبلفك]))"
    after = "A-Za-z0-9_" if pack.rtl else r"\w"
    bracketed = rf"\((?P<b>{digits})\)|" if pack.rtl else ""
    return re.compile(
        rf"(?P<digits>{before}(?<!\d[ ])(?:{bracketed}(?P<d>{digits}))"
        rf"(?:[ -](?P<scale>{scale})(?!\w)|(?P<suffix>(?-i:{suffix}))(?=\s[a-z])"
        rf"|\s?(?P<sign>(?-i:{suffix}))(?=[€$£]))?)"
        rf"(?![{after}/]|[.,:]\d|-[A-Za-z]*\d)"
        rf"|{inside}(?P<words>(?:{word}|{alone}(?!\w))(?:{joined}{word}|[ -]{scale})*)\b(?!-[^\W\d_])",
        re.IGNORECASE,
    )


def _rounds_table(pack: Pack) -> dict[str, Decimal]:
    return {word.lower(): Decimal(value) for word, value in pack.table("numbers", "rounds").items()}


def _value_of_words(text: str, pack: Pack) -> Decimal | None:
    words, scales = pack.made("numbers.words", _words_table), pack.made("numbers.scales", _scales_table)
    tens_last = pack.table("numbers").get("tens_last") is True
    total, part = Decimal(0), Decimal(0)
    for match in pack.made("numbers.token", _token).finditer(text.lower()):
        token = match[0]
        if token in words:
            value = words[token]
            if part % 10 and value < 100 and not (tens_last and value >= 20 and part % 100 < 10):
                return None
            part += value
        else:
            factor = scales[token]
            if factor == 100:
                part = (part or Decimal(1)) * factor
            else:
                total += (part or Decimal(1)) * factor
                part = Decimal(0)
    return total + part


def _token(pack: Pack) -> re.Pattern[str]:
    tokens = [*pack.made("numbers.words", _words_table), *pack.made("numbers.scales", _scales_table)]
    return re.compile(rf"(?<!\w){alternatives(tokens)}(?!\w)")


_REVERSED = re.compile(r"(?<![\d.,/-])\d{3}(?: \d{3})* \d{1,2}(?![\d.,/%])|(?<![\d.,/-])000(?: \d{3})+(?![\d.,/])")


def reversed_groups(text: str) -> list[Number]:
    """Numbers whose groups stand in reverse order, as some files print right-to-left text; never sure."""
    found = []
    for match in _REVERSED.finditer(text):
        parts = match[0].split(" ")[::-1]
        if parts[0].lstrip("0"):
            found.append(Number(match.start(), match.end(), Decimal("".join(parts)), False, "digits", True))
    return found


def _find_words(text: str, pack: Pack) -> list[Number]:
    pattern = pack.made("numbers.latin", _word_finder)
    scales = pack.made("numbers.scales", _scales_table)
    rounds = pack.made("numbers.rounds", _rounds_table)
    suffixes = pack.table("numbers", "suffixes")
    percent = pack.made("numbers.percent", _percent)
    none = pack.made("numbers.none", _none)
    rest = pack.made("numbers.rest", _rest) if pack.rtl else None
    found: list[Number] = []
    for match in pattern.finditer(text):
        if match["digits"] is not None:
            written = match["d"] or match["b"]
            suffix = match["suffix"] or match["sign"]
            scaled = bool(match["scale"] or suffix) or percent.match(text, match.end()) is not None
            value, unsure = read_digits(written, pack, scaled)
            if match["scale"]:
                value *= scales[match["scale"].lower()]
            elif suffix:
                value *= Decimal(suffixes[suffix])
            # A first group of one or two digits hardly is a number of its own: "1 899 367 200" is one.
            unsure = unsure or (written.count(" ") >= 3 and value >= GIANT and written.find(" ") == 3)
            if rest is not None and value < 1000 and found and _goes_on(text, found[-1], match.start(), rest):
                whole = found.pop()
                found.append(replace(whole, end=match.end(), value=tidy(whole.value + value)))
                continue
            found.append(Number(match.start(), match.end(), tidy(value), False, "digits", unsure))
            continue
        start, end = match.span("words")
        near = none.search(text, max(0, start - 12), min(len(text), end + 8))
        if near is not None and near.start() < end and near.end() > start:
            continue
        word = match["words"].lower()
        said = rounds.get(word) or _value_of_words(word, pack)
        if said is not None:
            found.append(Number(start, end, said, False, "words", about=word in rounds))
    if pack.rtl and (backwards := reversed_groups(text)):
        kept = [item for item in found if not any(b.start < item.end and b.end > item.start for b in backwards)]
        found = sorted([*kept, *backwards], key=lambda item: item.start)
    return found


def _goes_on(text: str, last: Number, start: int, rest: re.Pattern[str]) -> bool:
    """Whether what begins here is the rest of the number before: "63 thousand and 678", "and" being one letter."""
    return last.value >= 1000 and last.value % 1000 == 0 and rest.fullmatch(text[last.start : start]) is not None


def _rest(pack: Pack) -> re.Pattern[str]:
    return re.compile(rf".*\s{alternatives(_scales_table(pack))}\sو", re.DOTALL)


def _percent(pack: Pack) -> re.Pattern[str]:
    return re.compile(rf"\s?{alternatives(pack.words('counts', 'words', 'percent'))}", re.IGNORECASE)


def _none(pack: Pack) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(pack.words('numbers', 'not_numbers'))}(?!\w)", re.IGNORECASE)


def find(text: str, pack: Pack) -> list[Number]:
    """Every number of a folded text, in order. A tab parts numbers; a single space may group digits."""
    finder: Callable[[str, Pack], list[Number]] = numbers_han.find if pack.han else _find_words
    return finder(text, pack)


def parse(text: str, pack: Pack) -> Number | None:
    """The one number that a short text holds, brackets or a minus sign meaning negative; None for none or several."""
    body = text.strip()
    negative = bool(re.fullmatch(r"[(\[]\s*[^()\[\]]*\d[^()\[\]]*[)\]]", body)) or bool(re.match(r"[-–]\s*\d", body))
    found = find(re.sub(r"^[-–]\s*", "", body.strip("()[] ")), pack)
    if len(found) != 1:
        return None
    number = found[0]
    if negative:
        return Number(number.start, number.end, -number.value, number.more, number.written, number.unsure)
    return number
