"""Folded text for matching: width, case and variants of characters levelled, white space gone, offsets kept."""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left
from functools import lru_cache

from db.model.dataclass import dataclass

# Radicals that Unicode doesn't decompose, to the ordinary ideograph (U+2E80..2EF3); the Kangxi radicals
# (U+2F00..2FD5) and U+2E9F, U+2EF3 are compatibility characters, which NFKC resolves by itself.
_RADICALS = {
    0x2E81: "厂", 0x2E82: "乛", 0x2E83: "乚", 0x2E84: "乙", 0x2E85: "亻", 0x2E86: "冂", 0x2E87: "几", 0x2E88: "刀",
    0x2E89: "刂", 0x2E8A: "卜", 0x2E8B: "㔾", 0x2E8C: "小", 0x2E8D: "小", 0x2E8E: "兀", 0x2E8F: "尣", 0x2E90: "尢",
    0x2E91: "尢", 0x2E92: "巳", 0x2E93: "幺", 0x2E94: "彑", 0x2E95: "彐", 0x2E96: "忄", 0x2E97: "心", 0x2E98: "扌",
    0x2E99: "攵", 0x2E9B: "旡", 0x2E9C: "日", 0x2E9D: "月", 0x2E9E: "歺", 0x2EA0: "民", 0x2EA1: "氵", 0x2EA2: "氺",
    0x2EA3: "灬", 0x2EA4: "爫", 0x2EA5: "爫", 0x2EA6: "丬", 0x2EA7: "牛", 0x2EA8: "犭", 0x2EA9: "王", 0x2EAA: "疋",
    0x2EAB: "罒", 0x2EAC: "示", 0x2EAD: "礻", 0x2EAE: "竹", 0x2EAF: "糹", 0x2EB0: "纟", 0x2EB1: "罓", 0x2EB2: "罒",
    0x2EB3: "网", 0x2EB4: "网", 0x2EB5: "网", 0x2EB6: "羊", 0x2EB7: "羊", 0x2EB8: "羊", 0x2EB9: "耂", 0x2EBA: "肀",
    0x2EBB: "聿", 0x2EBC: "肉", 0x2EBD: "臼", 0x2EBE: "艹", 0x2EBF: "艹", 0x2EC0: "艹", 0x2EC1: "虎", 0x2EC2: "衤",
    0x2EC3: "覀", 0x2EC4: "西", 0x2EC5: "见", 0x2EC6: "角", 0x2EC7: "角", 0x2EC8: "讠", 0x2EC9: "贝", 0x2ECA: "足",
    0x2ECB: "车", 0x2ECC: "辶", 0x2ECD: "辶", 0x2ECE: "辶", 0x2ECF: "阝", 0x2ED0: "钅", 0x2ED1: "長", 0x2ED2: "镸",
    0x2ED3: "长", 0x2ED4: "门", 0x2ED5: "阜", 0x2ED6: "阝", 0x2ED7: "雨", 0x2ED8: "青", 0x2ED9: "韦", 0x2EDA: "页",
    0x2EDB: "风", 0x2EDC: "飞", 0x2EDD: "食", 0x2EDE: "食", 0x2EDF: "飠", 0x2EE0: "饣", 0x2EE1: "首", 0x2EE2: "马",
    0x2EE3: "骨", 0x2EE4: "鬼", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE7: "卤", 0x2EE8: "麦", 0x2EE9: "黄", 0x2EEA: "黾",
    0x2EEB: "斉", 0x2EEC: "齐", 0x2EED: "歯", 0x2EEE: "齿", 0x2EEF: "竜", 0x2EF0: "龙", 0x2EF1: "龜", 0x2EF2: "亀",
    # NFKC makes the traditional form of this Kangxi radical, while simplified Chinese PDFs mean the other by it.
    0x2F3E: "户", 0x6236: "户",
}  # fmt: skip
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")  # invisible: soft hyphen, zero-width marks
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63", "-")


@dataclass(frozen=True)
class Folded:
    """A folded text and where each of its characters came from.

    Attributes:
        text: without white space.
        starts: for each character of text the index of the original character that it came from; one entry more,
            the original's length, at the end.
    """

    text: str
    starts: array[int]

    def index(self, original: int) -> int:
        """The folded index of the first character that came from this original index or a later one."""
        return bisect_left(self.starts, original, 0, len(self.text))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The run of the original behind folded[start:end], without white space around it."""
        if start >= end:
            at = self.starts[start]
            return at, at
        return self.starts[start], self.starts[end - 1] + 1


@lru_cache(maxsize=8192)
def fold_character(character: str) -> str:
    """What one character folds to: none, one or several characters."""
    if character.isspace() or character in _DROPPED:
        return ""
    if character in _DASHES:
        return "-"
    radical = _RADICALS.get(ord(character))
    folded = radical if radical else unicodedata.normalize("NFKC", character).casefold()
    if folded != character:
        folded = "".join(_RADICALS.get(ord(c), c) for c in folded if not c.isspace())
    return folded


def fold(text: str) -> Folded:
    """Fold a text: NFKC, radicals to ideographs, dashes to hyphens, case folded, white space and soft hyphens gone.

    Each character is folded for itself, so that every folded one has one place in the original.
    """
    if text.isascii():
        letters = text.casefold()
        kept = [i for i, char in enumerate(letters) if not char.isspace()]
        return Folded("".join([letters[i] for i in kept]), array("L", [*kept, len(text)]))
    parts = [fold_character(char) for char in text]
    starts = array("L", [i for i, part in enumerate(parts) for _ in part])
    starts.append(len(text))
    return Folded("".join(parts), starts)


def same(a: str, b: str) -> bool:
    """Whether two texts are equal once folded."""
    return a == b or fold(a).text == fold(b).text


def covered(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """The folded run that an original run start..end stands for."""
    first = folded.index(start)
    return first, max(first, folded.index(end))
