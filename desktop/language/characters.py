"""Folding of characters one for one, so that offsets stay as they are."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# CJK Radicals Supplement: Unicode gives these no compatibility mapping, yet PDF fonts use them for ordinary characters.
_RADICALS = (
    "⼾户戶户⾭青靑青⿈黄⺁厂⺄乙⺅亻⺆冂⺈刀⺉刂⺋卩⺍小⺎兀⺏尣⺐尢⺑尣⺓幺⺔彑⺕彐⺖忄⺗小⺘扌⺙攵⺛旡⺝月⺞歹⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫罒⺬示⺭礻"
    "⺮竹⺯糸⺰纟⺱罒⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅"
    "⻑长⻒长⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟"
)
# In Chinese these part clauses, while the half-width comma groups digits: they stay apart.
_KEPT = "，：；？！"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_QUOTES = {
    "\u2019": "'",
    "\u2018": "'",
    "\u2212": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\ufe63": "-",
    "\uff5e": "~",
    "٪": "%",
    "٫": ".",
    "٬": ",",
    # Letters of Arabic that writers and keyboards interchange; the packs' words are folded alike.
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
}


@cache
def _table() -> dict[int, str]:
    table = {ord(a): b for a, b in zip(_RADICALS[::2], _RADICALS[1::2], strict=True)}
    ranges = (
        (0x2E80, 0x2FE0),
        (0xF900, 0xFB00),
        (0xFF01, 0xFF5F),
        (0xFE30, 0xFE70),
        (0x0660, 0x066A),
        (0x06F0, 0x06FA),
        (0xFB50, 0xFE00),
        (0xFE70, 0xFEFF),
    )
    for first, last in ranges:
        for code in range(first, last):
            if code in table or chr(code) in _KEPT:
                continue
            folded = unicodedata.normalize("NFKC", chr(code))
            digit = unicodedata.digit(chr(code), None)
            if digit is not None:
                folded = str(digit)
            if len(folded) == 1 and folded != chr(code):
                table[code] = _QUOTES.get(folded, folded)
    table.update({ord(char): " " for char in _SPACES})
    table.update({ord(a): b for a, b in _QUOTES.items()})
    return table


def fold(text: str) -> str:
    """The same text with width variants, radicals, compatibility ideographs, digits and spaces made ordinary.

    Every code point becomes exactly one: offsets into the result are offsets into the text.
    """
    return text.translate(_table())


# Marks that say nothing of which word it is: vowel signs, the stretching line, marks of direction, soft hyphens.
SILENT = "\u00ad\u0640\u064b-\u065f\u0670\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe"
# Two letters that fonts draw as one.
JOINED_LETTERS = dict.fromkeys("\ufef5\ufef6\ufef7\ufef8\ufef9\ufefa\ufefb\ufefc", "لا")


def bare(text: str) -> str:
    """Folded, without the marks that say nothing of which word it is; offsets are lost."""
    text = "".join(JOINED_LETTERS.get(char, char) for char in text)
    return re.sub(f"[{SILENT}]", "", fold(text))


_CLAUSE_MARKS = re.compile(r"(?<=[\u3000-\u9fff)\]])[,:;?!]|[,:;?!](?=\s?[\u3000-\u9fff])")
_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_HAN_MARKS = frozenset("“”‘’—…·")
_WIDE_GROUP = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")


def fold_han(text: str) -> str:
    """As `fold`, and clause marks beside Chinese characters made wide, so that a comma left narrow groups digits."""
    folded = _CLAUSE_MARKS.sub(lambda match: _WIDE[match[0]], fold(text))
    return _WIDE_GROUP.sub(",", folded)


@cache
def _ordinary() -> dict[int, str]:
    return {code: char for code, char in _table().items() if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00}


def ordinary(text: str) -> str:
    """The same text with ordinary ideographs for radicals and compatibility forms, which no writer ever meant."""
    return text.translate(_ordinary())


def is_han(char: str) -> bool:
    """Whether a folded character is Chinese script or Chinese punctuation (beside which white space says nothing)."""
    return (
        "\u3000" < char <= "\u9fff"
        or char in _HAN_MARKS
        or "\uf900" <= char <= "\ufaff"
        or "\uff01" <= char <= "\uff5e"
    )
