"""Finding what a person types in a report's pages: width, case, variants, diacritics and line ends levelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from db.model.dataclass import dataclass
from db.model.readings import Page
from desktop.documents.folding import fold_character

_HAN = re.compile("[\u2e80-\u2fdf\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
# Marks that a search may leave out: of Latin and Greek letters, and Arabic vowel signs with the stretching mark.
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_LETTERS = {"ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه"}


class _Table(dict[int, str]):
    """What each code point becomes, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = "".join(_LETTERS.get(char) or _bare(char) for char in fold_character(chr(code)))
        self[code] = found
        return found


def _bare(char: str) -> str:
    """A character without its marks; Cyrillic й is a letter of its own and stays."""
    if char.isascii() or "\u0400" <= char <= "\u04ff":
        return char
    return (
        _MARKS.sub("", unicodedata.normalize("NFD", char)) if unicodedata.decomposition(char) else _MARKS.sub("", char)
    )


_TABLE = _Table()


def level(text: str) -> str:
    """A text as it is searched: folded as for matching, diacritics gone too; it has no white space."""
    return text.translate(_TABLE)


@dataclass(frozen=True)
class Hit:
    """One place of a query: page from 1, code points of the page's text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True)
class Query:
    """What is looked for.

    Attributes:
        levelled: without white space; empty where there is nothing to look for.
        gaps: indices of levelled before which the person typed white space.
    """

    levelled: str
    gaps: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Query:
        words = [word for word in (level(part) for part in text.split()) if word]
        return cls("".join(words), frozenset(accumulate(len(word) for word in words[:-1])))

    @cached_property
    def spaced(self) -> str:
        """As it stands in most texts, with a blank for each gap; empty where two of its places could overlap."""
        words = self.levelled
        if any(words.startswith(words[n:]) for n in range(1, len(words))):
            return ""
        return "".join(f" {char}" if n in self.gaps else char for n, char in enumerate(words))


def find(text: str, query: Query, levelled: str | None = None) -> list[tuple[int, int]]:
    """Every place of a query in a page's text, as (start, end) in code points; places don't overlap.

    White space in the text is looked over where lines of Chinese end and between figures ("1 100"); elsewhere it must
    stand where the person typed some, so that "hes" is not found in "the session".

    Args:
        levelled: `level(text)`, where it is at hand.
    """
    if not query.levelled:
        return []
    if levelled is not None and query.spaced:
        # Most stand letter by letter in the text, but for upper case; then nothing need be counted.
        for same in (_itself, str.lower):
            plain = _plain_places(text, same(text), query, levelled)
            if plain is not None:
                return plain
    simple = levelled is not None and _only_spaces(text, levelled)
    folded = levelled if levelled is not None and simple else level(text)
    at = folded.find(query.levelled)
    if at < 0:
        return []
    starts = _Starts(text, simple or _only_spaces(text, folded))
    found: list[tuple[int, int]] = []
    while at >= 0:
        places = starts.of(at, query.levelled)
        if _fits(text, places, query):
            # One letter may stand for two ("ß"), in which a short word is found twice.
            if not found or places[0] >= found[-1][1]:
                found.append((places[0], places[-1] + 1))
            at = folded.find(query.levelled, at + len(query.levelled))
        else:
            at = folded.find(query.levelled, at + 1)
    return found


def _itself(text: str) -> str:
    return text


def _plain_places(text: str, same: str, query: Query, levelled: str) -> list[tuple[int, int]] | None:
    """The places of a query, where all of them are as it is spaced; else None.

    Args:
        same: the text, letter by letter, some of which are replaced.
        levelled: the text as it is searched; it says how many places there are at most.
    """
    words = query.spaced
    wanted = levelled.count(query.levelled)
    if len(same) != len(text) or same.count(words) != wanted:
        return None
    found = []
    at = -1
    for _ in range(wanted):
        at = same.find(words, at + 1)
        found.append((at, at + len(words)))
    # What was replaced may be other letters when it is levelled.
    return found if all(level(text[start:end]) == query.levelled for start, end in found) else None


class Searcher:
    """Searches the pages of one reading; each page is levelled once, when it is first looked at."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._levelled: list[str | None] = [None] * len(pages)

    def find(self, typed: str, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Hit]:
        """Every place of what was typed, in reading order; ends early once it is cancelled."""
        query = Query.of(typed)
        if not query.levelled:
            return
        for index, page in enumerate(self._pages):
            if cancelled():
                return
            levelled = self._levelled[index]
            if levelled is None:
                levelled = self._levelled[index] = level(page.text)
            if query.levelled in levelled:
                for start, end in find(page.text, query, levelled):
                    yield Hit(page.number, start, end)


def context(text: str, start: int, end: int, width: int = 40) -> tuple[str, str, str]:
    """What stands before, at and after a place, on one line each, up to `width` code points on either side."""
    before, at, after = text[max(0, start - width) : start], text[start:end], text[end : end + width]
    before, at, after = (_LINE_END.sub(_joined, part) if "\n" in part else part for part in (before, at, after))
    return ("…" if start > width else "") + before, at, after + ("…" if end + width < len(text) else "")


def _joined(line_end: re.Match[str]) -> str:
    """What a line end is read as: nothing between characters that are written without spaces."""
    text, at, end = line_end.string, line_end.start(), line_end.end()
    within = at > 0 and end < len(text) and _HAN.match(text[at - 1]) and _HAN.match(text[end])
    return "" if within else " "


def _only_spaces(text: str, levelled: str) -> bool:
    """Whether the one is as much shorter as the other has spaces and line ends."""
    return len(text) - len(levelled) == text.count(" ") + text.count("\n")


class _Starts:
    """Where the characters of `level(text)` came from; most texts lose nothing but spaces and line ends by it."""

    def __init__(self, text: str, only_spaces: bool) -> None:
        self._text, self._only_spaces = text, only_spaces
        self._all: list[int] | None = None

    def of(self, at: int, levelled: str) -> list[int]:
        """The indices in the text of what stands in the levelled text from here on."""
        if self._only_spaces and self._all is None:
            places = self._counted(at, len(levelled))
            # What two other characters gained and lost may have evened out: then the letters are others.
            if level("".join([self._text[place] for place in places])) == levelled:
                return places
        if self._all is None:
            self._all = [index for index, char in enumerate(self._text) for _ in _TABLE[ord(char)]]
        return self._all[at : at + len(levelled)]

    def _counted(self, at: int, length: int) -> list[int]:
        """By counting the spaces before."""
        text, index, behind = self._text, at, 0
        while behind <= index:  # what was passed over may hold more of them
            passed = text.count(" ", behind, index + 1) + text.count("\n", behind, index + 1)
            behind, index = index + 1, index + passed
        places: list[int] = []
        while len(places) < length and index < len(text):
            if text[index] not in " \n":
                places.append(index)
            index += 1
        return places


def _fits(text: str, places: Sequence[int], query: Query) -> bool:
    """Whether white space stands in the text where it was typed, and nowhere else but where it means nothing."""
    if not query.gaps and places == list(range(places[0], places[0] + len(places))):
        return True  # one after the other, as most are
    for n in range(1, len(places)):
        before, after = places[n - 1], places[n]
        if before == after:
            continue  # both came from one character
        apart = any(char.isspace() for char in text[before + 1 : after])
        if apart == (n in query.gaps):
            continue
        left, right = text[before], text[after]
        if _HAN.match(left) or _HAN.match(right):
            continue
        if apart and (left == "-" or (left.isdigit() and right.isdigit())):
            continue  # a word parted at a line's end; groups of a number
        return False
    return True
