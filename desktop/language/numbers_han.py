"""Numbers as Chinese writes them: numerals, 万 and 亿, digits with these behind them."""

from __future__ import annotations

import re
from decimal import Decimal

from desktop.language.digits import GIANT, Number, digits_pattern, parse_digits, tidy
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


def find(text: str, pack: Pack) -> list[Number]:
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
    unsure = raw.count(" ") >= 3 and total >= GIANT
    return Number(match.start(), match.end(), tidy(total), more, "digits", unsure)
