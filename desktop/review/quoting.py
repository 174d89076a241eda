"""Whether a text stands in a passage: white space, line ends, width, case and variants of characters left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from desktop.documents.folding import fold
from desktop.language.characters import SILENT, is_han

_NOTHING = re.compile(rf"[{SILENT}\W_]+")
_WORDS = re.compile(r"[^\W_]+")
_PIECE = 2  # characters of a Chinese text that stand together in the passage, at least
_PIECES = 4  # of which a text may be made
_LONGEST = 400  # characters of a text that may be put together


def levelled(text: str) -> str:
    """The letters and digits of a text, levelled; of a whole page, which `letters` would keep."""
    return _NOTHING.sub("", fold(text).text)


@lru_cache(maxsize=8192)
def letters(text: str) -> str:
    """The letters and digits of a value or a passage, levelled."""
    return levelled(text)


@lru_cache(maxsize=8192)
def stands_in(text: str, passage: str) -> bool:
    """Whether a text stands in a passage: as it is, or put together of its words, in their order.

    Names are made of what a passage says in several places: the heading of some rows and the label of one, a title
    around a bracket. What is put together may not leave a word out in its middle where nothing parts them.
    """
    return stands_among(text, letters(passage))


def stands_among(text: str, here: str) -> bool:
    """Whether a text stands in a passage of these letters, as `stands_in` says."""
    wanted = letters(text)
    if not wanted or wanted in here:
        return True
    if len(wanted) > _LONGEST:
        return False
    at = count = 0
    for piece in _pieces(text, here):
        found = here.find(piece, at)
        count += found != at or not count
        if found < 0 or count > _PIECES:
            return False
        at = found + len(piece)
    return count > 0


def _pieces(text: str, here: str) -> Iterable[str]:
    """The words of a text; of Chinese the longest runs that stand in the passage."""
    for word in _WORDS.findall(text):
        level = letters(word)
        if not any(is_han(char) for char in level):
            yield level
            continue
        at = 0
        while at < len(level):
            end = len(level)
            while end - at > _PIECE and level[at:end] not in here:
                end -= 1
            if level[at:end] not in here or end - at < min(_PIECE, len(level)):
                yield level  # and that does not stand there
                return
            yield level[at:end]
            at = end
