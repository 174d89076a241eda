"""Whether two files hold the same report: by the words they share, or, in two languages, by the numbers."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from heapq import nsmallest

from db.model.dataclass import dataclass
from db.model.readings import Reading
from desktop.documents.searching import level

_KEPT = 256  # hashes of a sketch: its likeness is right to some 0.05
_LENGTH = 12  # characters of a shingle
_MOST = 400_000  # characters that are looked at
_NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:[.,\u00a0\u202f' ]\d{3})+|\d{4,})(?!\d)")
_NOT_DIGITS = re.compile(r"\D")


@dataclass(frozen=True)
class Sketch:
    """What a text is recognised by: the smallest hashes of its shingles, and of its longer numbers.

    The share of equal ones among the smallest of two sets estimates the sets' Jaccard similarity (Broder 1997, "On the
    resemblance and containment of documents").
    """

    words: tuple[int, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Likeness:
    """Shares of what two texts have in common, 0..1; None where either has too little to tell."""

    words: float | None
    numbers: float | None


def sketch(reading: Reading) -> Sketch:
    """The sketch of a reading, the same at every run."""
    text = "".join(level(page.text) for page in reading.pages)[:_MOST]
    data = text.encode("utf-32-le")
    width = 4 * _LENGTH
    shingles = {_mixed(data[at : at + width]) for at in range(0, max(0, len(data) - width + 4), 4)}
    numbers: set[int] = set()
    for page in reading.pages:
        for found in _NUMBER.finditer(page.text):
            digits = _NOT_DIGITS.sub("", found[0])
            # Years and paragraphs are in every report; what has four digits and more is mostly a fact.
            if len(digits) >= 4 and not (len(digits) == 4 and digits.startswith(("19", "20"))):
                numbers.add(_mixed(digits.encode()))
    return Sketch(tuple(nsmallest(_KEPT, shingles)), tuple(nsmallest(_KEPT, numbers)))


def likeness(one: Sketch, other: Sketch) -> Likeness:
    """How much alike two texts are."""
    return Likeness(_resemblance(one.words, other.words, 40), _resemblance(one.numbers, other.numbers, 8))


def _resemblance(one: Iterable[int], other: Iterable[int], least: int) -> float | None:
    a, b = set(one), set(other)
    if min(len(a), len(b)) < least:
        return None
    smallest = nsmallest(_KEPT, a | b)
    return sum(item in a and item in b for item in smallest) / len(smallest)


def _mixed(data: bytes) -> int:
    """A hash whose order says nothing of the text: CRC-32, and the finisher of MurmurHash3 on it."""
    value = zlib.crc32(data)
    value = ((value ^ (value >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    value = ((value ^ (value >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return value ^ (value >> 16)
