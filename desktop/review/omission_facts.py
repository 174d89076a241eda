"""What may be a fact in one sentence or row: numbers, amounts, countries, dates with a doing. Crude on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from db.model.dataclass import dataclass
from desktop.language import countries, dates
from desktop.language.packs import Pack
from desktop.review.omission_text import PAGE, Piece
from desktop.review.omission_words import Words

_NUMBER = re.compile(r"\d{1,3}(?P<mark>[ ,.])\d{3}(?:(?P=mark)\d{3})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_NOTED = re.compile(r"(\d{1,3}(?P<mark>[ ,.])\d{3}(?:(?P=mark)\d{3})*)(?P<stop>[.,])(?:[1-9]|[1-3]\d)")
_NEXT = re.compile(r"\s+[\"'“‘«(]?(\w)")
_BLOCKED = re.compile(
    r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9.+-]{1,64}@[A-Za-z0-9.-]+"  # addresses
    r"|[A-Z]{1,8}(?:/[A-Za-z0-9_.()-]+)+"  # symbols of documents
    r"|(?<![\dA-Za-z/])\d+/\d+(?:/\d+)*(?![\dA-Za-z/])"  # resolutions, biennia
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b"
    r"|(?<![\w-])\d\d-\d{5}(?!\d)"  # job numbers
    r"|\+\s?\d[\d ()-]{7,}"  # telephones
    r"|\[\d{1,3}\]"  # marks of notes
    r"|\d{3,4}\s?\((?:19|20)\d\d\)\s?号"  # resolutions
    r"|'000\b"  # thousands
)
_LETTERED = re.compile(r"(?<!\d)\d{1,3}\s?\((?:[a-z]{1,2}|[ivx]{1,4})\)")  # items 98 (a) and (b)
_LINKS = re.compile(
    r"[\d\s,、和与及至到–—-]*(?:\b(?:and|to|et|y|e|à|a|al|au|и|по|و|الي|或|or|ou|o)\b)?[\s,、–—-]*$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_LATIN = re.compile(r"[A-Za-z]")
_PLURAL = re.compile(r"\s[a-z]{3,}s(?!\w)")
_SHORT_WORDS = 3
_SENTENCE, _HEADING = 3, 9  # words that a sentence has at least, and a heading at most
_HAN = 2  # characters of a Chinese word
_NUMBER_BEFORE = re.compile(r"\d+\s?\($")
_STOPS = ".。!！?？;；؟؛"
_DONE = ".。!！?？;；؟؛”』」)）:："  # a line that ends otherwise is a heading, which tells of no deed


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate: its kind, page (from 1) and code points there; digits without separators, or a country's code."""

    kind: str
    page: int
    start: int
    end: int
    digits: str = ""


def facts(piece: Piece, pack: Pack, words: Words) -> list[Found]:
    """All that may be facts in a piece, in order, none overlapping another."""
    text = piece.text
    has_digit = any(char.isdigit() for char in text)
    told = not piece.row and text[-1:] in _DONE
    if not has_digit and text[-1:] not in _STOPS and words.unit_line.search(text):
        return []
    dated = dates.find(text, pack) if has_digit or pack.han else []
    doing = bool(dated) and (words.doing.search(text) is not None or _is_sentence(piece, pack))
    blocked = [match.span() for match in _BLOCKED.finditer(text)] if has_digit else []
    if has_digit and not piece.row:
        blocked += [match.span() for match in _LETTERED.finditer(text)]
    barred = _covering(len(text), blocked)
    taken: list[tuple[int, int, str]] = []
    for item in dated:
        if _counts(text, item.start, item.end, words, pack):
            continue  # 2014 participants
        if all(barred[item.start : item.end]) or _is_of_name(text, item.start, words):
            continue
        of_row = piece.row and item.first[1] is not None and _is_cell(text, item.start, item.end)
        taken.append((item.start, item.end, "date" if (doing and not piece.row) or of_row else ""))
    for start, end, _ in taken:
        barred[start:end] = b"\1" * (end - start)
    taken.extend(_numbers(piece, barred, pack, words) if has_digit else ())
    for match in words.spelled.finditer(text):
        if _is_spelled(match, piece, pack, words):
            taken.append((match.start(), match.end(), _kind(text, match.start(), match.end(), words)))
    if words.ones is not None:
        taken.extend((match.start(), match.end(), "number") for match in words.ones.finditer(text))
    if words.months is not None and _is_sentence(piece, pack):
        taken.extend((*match.span("month"), "date") for match in words.months.finditer(text))
    if told:
        taken.extend((start, end, "doing") for start, end in _deeds(text, words))
    named = countries.find(text, pack)
    codes = {start: code for start, _, code in named}
    taken.extend((start, end, "country") for start, end, _ in named)
    made: list[Found] = []
    at = -1
    for start, end, kind in sorted(taken, key=lambda item: (item[0], item[2] == "", -item[1])):
        if start < at:
            continue
        at = end
        if kind:
            made.append(_placed(piece, start, end, kind, codes.get(start, "")))
    if piece.row and all(item.kind in ("date", "country") for item in made):
        # A heading of columns, or a list of countries whose row says nothing of them.
        words_in = len(re.findall(r"[^\W\d_]{2,}", text))
        if words_in <= _SHORT_WORDS or (words.heads.search(text) and all(item.kind == "date" for item in made)):
            return []
    return made


def _covering(length: int, runs: Iterable[tuple[int, int]]) -> bytearray:
    """For each character of a text whether a run covers it."""
    covered = bytearray(length)
    for start, end in runs:
        covered[start:end] = b"\1" * (end - start)
    return covered


def _deeds(text: str, words: Words) -> Iterator[tuple[int, int]]:
    """Verbs that tell of something done; in Chinese none that are nouns there, and none of wishes and duties."""
    vague = list(words.vague.finditer(text)) if words.vague is not None else []
    wished = min((match.start() for match in vague if match["wish"]), default=len(text))
    nouns = {match.start() for match in vague if match["verb"]}
    for match in words.deeds.finditer(text):
        done = match[0].endswith("了") or not vague
        if done or (match.start() < wished and match.start() not in nouns):
            yield match.span()


def _is_sentence(piece: Piece, pack: Pack) -> bool:
    """Whether it tells of something done; a verb may be any, so none is looked for.

    A line without an end mark is a heading, unless it is too long for one: then its sentence goes on in another place.
    """
    if piece.row:
        return False
    least = _SENTENCE if piece.text[-1:] in _DONE else _HEADING
    if pack.han:
        return len(piece.text) >= _HAN * least
    return len(re.findall(r"[^\W\d_]{2,}", piece.text)) >= least


def _is_of_name(text: str, start: int, words: Words) -> bool:
    """Whether a year is part of a name: resolution 1244 (1999)."""
    number = _NUMBER_BEFORE.search(text, max(0, start - 16), start)
    return number is not None and words.before.search(text, max(0, number.start() - 40), number.start()) is not None


def _is_cell(text: str, start: int, end: int) -> bool:
    """Whether a date fills a cell of a row, or ends one: a heading over columns says more of it."""
    return text[end : end + 1] in ("", "\t", " ", ")", ",") and not text[:start].rstrip().endswith("(")


def _placed(piece: Piece, start: int, end: int, kind: str, code: str) -> Found:
    while end > start + 1 and piece.text[end - 1].isspace():
        end -= 1
    page, first = divmod(piece.where[start], PAGE)
    last_page, last = divmod(piece.where[end - 1], PAGE)
    if last_page != page:
        last = max(place for place in piece.where[start:end] if place // PAGE == page) % PAGE
    digits = re.sub(r"\D", "", piece.text[start:end]).strip("0") if kind in ("number", "amount") else code
    return Found(kind, page + 1, first, last + 1, digits)


def _numbers(piece: Piece, barred: bytearray, pack: Pack, words: Words) -> Iterator[tuple[int, int, str]]:
    text = piece.text
    named = -1  # where the last number ended that is part of a name
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if not piece.row:
            end -= _note(match[0], text, end, words)
        if start < piece.skip or piece.where[start] in piece.none or any(barred[start:end]):
            continue
        if _is_ordinal(text, start, end, pack, words):
            continue
        if _is_named(text, start, named, words):
            named = end
            continue
        if start == 0 and words.see.match(text, end):
            continue  # the mark of a footnote
        if words.after.match(text, end) and not words.money_after.match(text, end):
            continue  # three years, 12 段
        if piece.row and _YEAR.fullmatch(match[0]) and not _counts(text, start, end, words, pack):
            continue
        yield start, end, _kind(text, start, end, words)


def _note(figure: str, text: str, end: int, words: Words) -> int:
    """How many of a figure's characters are a stop and the mark of a note behind it: $820,000.2 The balance."""
    marked = _NOTED.fullmatch(figure)
    if marked is None:
        return 0
    following = _NEXT.match(text, end)
    begins = not text[end:].strip() or (following is not None and following[1].isupper())
    ends = marked["stop"] == "." and begins and not words.money_after.match(text, end)
    # What groups thousands is no decimal mark in the same figure.
    return len(figure) - marked.end(1) if ends or marked["mark"] == marked["stop"] else 0


def _is_named(text: str, start: int, named: int, words: Words) -> bool:
    """Whether the number is part of a name: "paragraph 12", and 14 in "paragraphs 12 and 14"."""
    if words.before.search(text, max(0, start - 40), start):
        return True
    return 0 <= named <= start and start - named < 12 and _LINKS.fullmatch(text, named, start) is not None


def _is_ordinal(text: str, start: int, end: int, pack: Pack, words: Words) -> bool:
    before = text[start - 1] if start else ""
    if _LATIN.match(before) and not words.money_before.search(text, max(0, start - 8), start):
        return True  # SEESAC2, and footnote marks behind a word
    if before == "-" and start > 1 and _LATIN.match(text[start - 2]):
        return True  # P-3, COVID-19
    return not pack.han and words.ordinal.match(text, end) is not None


def _counts(text: str, start: int, end: int, words: Words, pack: Pack) -> bool:
    """Whether what looks like a year stands before something that is counted."""
    if not _YEAR.fullmatch(text, start, end):
        return False
    if pack.han:
        return text[end : end + 1] in "个名位人次份件支枚发吨" and text[end : end + 1] != ""
    if text[end : end + 1] == " " and words.counted.match(text, end + 1) is not None:
        return True
    if words.years is None or words.years.search(text, max(0, start - 20), start):
        return False
    return _PLURAL.match(text, end) is not None  # found 2014 bottles


def _kind(text: str, start: int, end: int, words: Words) -> str:
    if words.money_after.match(text, end) or words.money_before.search(text, max(0, start - 8), start):
        return "amount"
    return "number"


def _is_spelled(match: re.Match[str], piece: Piece, pack: Pack, words: Words) -> bool:
    text, (start, end) = piece.text, match.span()
    if start < piece.skip or piece.where[start] in piece.none or words.after.match(text, end):
        return False
    bare = words.scales.fullmatch(match[0].strip()) and not any(char.isdigit() for char in text)
    bare = bare and text[-1:] not in _STOPS
    if bare and _kind(text, start, end, words) == "amount":
        return False  # (Thousands of United States dollars)
    if words.before.search(text, max(0, start - 40), start):
        return False
    if words.ordered_before is not None and words.ordered_before.search(text, max(0, start - 16), start):
        return False  # the second ten, that is the twelfth
    if pack.han:
        if "分之" in match[0]:
            return True
        if text[:start].rstrip(" 多余几十百千万")[-1:].isdigit():
            return False  # the scale of a number in digits
        near = words.nothing.search(text, max(0, start - 3), min(len(text), end + 6))
        return not (near is not None and near.start() < end and near.end() > start)
    return words.ordered.match(text, end) is None  # the seventy-second session
