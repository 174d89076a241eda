"""Numbers as reports write them: grouped digits, Chinese numerals, 万 and 亿, words and scales."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.language.packs import Pack, alternatives

HAN_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
HAN_BIG = {"万": 10_000, "亿": 100_000_000}
_HAN_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+(?![十百千分钟]))?"
_GIANT = Decimal(10) ** 9


@dataclass(frozen=True)
class Number:
    """A number in a folded text.

    Attributes:
        start, end: code points, end excluded; the qualifier inside it ("20 多万") belongs to it.
        value: what it says; more: whether 多, 余 or 几 inside it says "and some more".
        written: "digits" or "words".
        unsure: whether its groups may be several numbers, or its marks may be read in another way.
        about: whether it is a round number that says "about" itself ("une centaine").
    """

    start: int
    end: int
    value: Decimal
    more: bool = False
    written: str = "digits"
    unsure: bool = False
    about: bool = False


def digits_pattern(pack: Pack) -> str:
    """The pattern of a number in digits: grouped by threes with one mark throughout, or not grouped; with decimals."""
    groups = pack.data.get("groups", " ,")
    decimal = "".join(re.escape(char) for char in pack.data.get("decimal", "."))
    grouped = "|".join(rf"\d{{1,3}}(?:{re.escape(char)}\d{{3}})+(?!\d)" for char in groups)
    if "'" in groups:
        grouped = rf"\d{{1,3}}'\d{{3}}(?:[., ]\d{{3}})+(?!\d)|{grouped}"
    return rf"(?:(?:{grouped}|\d+)(?:[{decimal}]\d+)?)"


def tidy(value: Decimal) -> Decimal:
    """The same value without decimals that say nothing."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def parse_digits(text: str, pack: Pack) -> Decimal:
    """The value of what `digits_pattern` matched."""
    return read_digits(text, pack)[0]


def read_digits(text: str, pack: Pack, scaled: bool = False) -> tuple[Decimal, bool]:
    """(value, whether it could be read in another way) of what `digits_pattern` matched.

    One mark before exactly three digits groups them if it may ("1,250" in Arabic). Where it is also the language's own
    decimal mark ("87,200" in Spanish), that is unsure.

    Args:
        scaled: whether a scale or a percent sign follows, which decimals do more often than groups.
    """
    marks = [(place, char) for place, char in enumerate(text) if not char.isdigit()]
    if not marks:
        return Decimal(text), False
    groups, decimal = pack.data.get("groups", " ,"), pack.data.get("decimal", ".")
    place, mark = marks[-1]
    others = {char for _, char in marks[:-1]}
    three = len(text) - place == 4
    whole = Decimal("".join(char for char in text if char.isdigit()))
    if mark not in decimal or mark in others or ("'" in others and three):
        return whole, False
    parted = Decimal("".join(char for char in text[:place] if char.isdigit()) + "." + text[place + 1 :])
    either = pack.data.get("three_group") is True  # no text means three decimals where it counts things
    if not three or others or place > 3 or text[0] == "0" or not (mark in groups or either):
        return parted, False
    if scaled and (mark == decimal[0] or mark not in groups):
        return parted, mark in groups
    return whole, mark == decimal[0]


def parse_han(text: str) -> Decimal | None:
    """The value of a Chinese numeral ("三亿五千万", "两千零五", "八点五", "二〇一九"); None where it is none."""
    whole, point, part = text.partition("点")
    if point:
        first = parse_han(whole)
        if first is None or not part or any(char not in HAN_DIGITS for char in part):
            return None
        return first + Decimal("0." + "".join(str(HAN_DIGITS[char]) for char in part))
    if not text or any(c not in HAN_DIGITS and c not in HAN_UNITS and c not in HAN_BIG for c in text):
        return None
    if len(text) > 1 and all(char in HAN_DIGITS for char in text):
        if "两" in text:
            return None
        return Decimal("".join(str(HAN_DIGITS[char]) for char in text))
    total = section = 0
    digit: int | None = None
    last_unit = 1
    for char in text:
        if char in HAN_DIGITS:
            if digit not in (None, 0):
                return None
            digit = HAN_DIGITS[char]
            if digit == 0:
                last_unit = 1
        elif char in HAN_UNITS:
            if digit is None and char != "十":
                return None
            section += (1 if digit is None else digit) * HAN_UNITS[char]
            digit, last_unit = None, HAN_UNITS[char]
        else:
            section += digit or 0
            if not section and not total:
                return None
            if char == "亿":
                total = (total + section) * HAN_BIG[char]
            else:
                total += section * HAN_BIG[char]
            section, digit, last_unit = 0, None, HAN_BIG[char]
    if digit:
        # 三万五 is 35,000: a digit right after a unit is of the next smaller one.
        section += digit * (last_unit // 10 if last_unit >= 100 else 1)
    return Decimal(total + section)


def _han_finder(pack: Pack) -> re.Pattern[str]:
    digits = digits_pattern(pack)
    more = alternatives(pack.words("numbers", "more"))
    scale = r"(?:[十百千]?万亿|[十百千]?[万亿]|百(?!分)万?|千(?![克米瓦伏])万?)"
    one = rf"{digits}(?:{more}?{scale})?"
    return re.compile(
        rf"(?P<digits>(?<![A-Za-z0-9_/:.,\-])(?<![A-Za-z]\s)(?:{one})(?:{digits}{scale})*(?P<more>[多余](?![样元])|几(?=[个名万]))?)"
        rf"(?![A-Za-z0-9_/]|[.,:]\d)"
        rf"|(?P<words>(?<![第几数零〇一二两三四五六七八九十百千万亿]){_HAN_NUMERAL})(?P<wmore>[多余几](?=[名个项人国次件份家位万亿场所种]))?(?P<wscale>[万亿])?"
    )


_HAN_PART = re.compile(r"([\d ,.]+)([多余几]?)([十百千万亿]*)")


def _han_scale(text: str) -> Decimal:
    value = Decimal(1)
    for char in text:
        value *= HAN_UNITS.get(char) or HAN_BIG[char]
    return value


def _find_han(text: str, pack: Pack) -> list[Number]:
    pattern = pack.made("numbers.han", _han_finder)
    skip = pack.made("numbers.not", lambda p: re.compile(alternatives(p.words("numbers", "not_numbers"))))
    found = []
    for match in pattern.finditer(text):
        if match["digits"] is not None:
            number = _read_han_digits(match, pack)
            if number is not None:
                found.append(number)
            continue
        word = match["words"]
        value = parse_han(word)
        if not value:
            continue
        near = skip.search(text, max(0, match.start() - 3), min(len(text), match.end() + 6))
        if near is not None and near.start() < match.end() and near.end() > match.start():
            continue
        if match["wscale"]:
            if not match["wmore"]:
                continue
            value *= HAN_BIG[match["wscale"]]
        found.append(Number(match.start(), match.end(), value, bool(match["wmore"]), "words"))
    return found


def _read_han_digits(match: re.Match[str], pack: Pack) -> Number | None:
    text = match["digits"]
    more = bool(match["more"])
    total = Decimal(0)
    raw = ""
    for part in _HAN_PART.finditer(text):
        digits, plus, scale = part.groups()
        total += parse_digits(digits, pack) * _han_scale(scale)
        more = more or bool(plus)
        raw += digits
    unsure = raw.count(" ") >= 3 and total >= _GIANT
    return Number(match.start(), match.end(), tidy(total), more, "digits", unsure)


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
            unsure = unsure or (written.count(" ") >= 3 and value >= _GIANT and written.find(" ") == 3)
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
    finder: Callable[[str, Pack], list[Number]] = _find_han if pack.han else _find_words
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
