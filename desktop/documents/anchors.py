"""Finding a quote again: exactly in folded text, its context choosing among several places, else approximately.

The weights are those of the Hypothesis client: quote 50, prefix 20, suffix 20, position 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain

from db.model.dataclass import dataclass
from db.model.evidence import CONTEXT_LENGTH, Span
from db.model.readings import Reading
from desktop.documents.folding import Folded, fold
from desktop.documents.spans import make_span

_QUOTE, _PREFIX, _SUFFIX, _POSITION = 50.0, 20.0, 20.0, 2.0
_MOST_ERRORS = 1 / 3  # of the quote's folded length
LEAST_SCORE = 0.6
_SHORTEST = 8  # folded characters: a shorter quote is only found exactly
_MOST_PLACES = 2000
_SURE = 0.975  # all around a quote is as it was
_MARGIN = 60  # folded characters that the end and the beginning of a page may have around a quote's parts
_GOES_ON_BEFORE = re.compile(r"\d[.,]?$|(?<!\d)\d{1,3}[ \u00a0\u2009\u202f]$")
_GROUP = re.compile(r"\d{3}(?!\d)")
_GOES_ON_AFTER = re.compile(r"[.,]?\d|[ \u00a0\u2009\u202f]\d{3}(?!\d)")


@dataclass(frozen=True)
class Anchor:
    """Where a quote stands.

    Attributes:
        score: 0..1, 1 where quote and context are as they were.
        exact: whether the folded quote is there to the letter.
    """

    span: Span
    score: float
    exact: bool


@dataclass(frozen=True)
class _Place:
    page: int  # index
    start: int  # folded
    end: int
    likeness: float  # of the quote, 0..1


@lru_cache(maxsize=512)
def _folded(text: str) -> Folded:
    return fold(text)


def find(
    reading: Reading,
    quote: str,
    *,
    prefix: str = "",
    suffix: str = "",
    page: int | None = None,
    start: int | None = None,
    least: float = LEAST_SCORE,
    same_digits: bool = True,
) -> Anchor | None:
    """Find the best place of a quote in a reading.

    Args:
        prefix, suffix: what stood before and after it, as far as it is known.
        page: where it stood, from 1; start: its offset in that page's text. Both are only hints.
        least: the score that a place must have where the quote is not there to the letter.
        same_digits: leave it out only to find what comes closest, which proves nothing.

    Returns:
        The place, None where nothing comes close. A place whose digits differ from the quote's is no place: a figure
        must not be proved by another one.
    """
    wanted = fold(quote).text
    if not wanted or not reading.pages:
        return None
    pages = _Pages(reading)
    expected = None
    if page is not None and 1 <= page <= len(pages.texts):
        expected = pages.share(page - 1, start or 0)
    before, after = fold(prefix[-CONTEXT_LENGTH:]).text, fold(suffix[:CONTEXT_LENGTH]).text

    def score(place: _Place) -> float:
        text = pages.folded(place.page).text
        points, most = _QUOTE * place.likeness, _QUOTE
        if before:
            points += _PREFIX * _likeness(before, text[max(0, place.start - len(before)) : place.start])
            most += _PREFIX
        if after:
            points += _SUFFIX * _likeness(after, text[place.end : place.end + len(after)])
            most += _SUFFIX
        if expected is not None:
            here = pages.share(place.page, pages.folded(place.page).original(place.start, place.end)[0])
            points += _POSITION * (1 - min(1.0, abs(here - expected)))
            most += _POSITION
        return points / most

    places: list[_Place] = []
    for number in pages.near(page):
        here = list(_exact_on(pages, number, wanted, _MOST_PLACES - len(places)))
        places += here
        # Where all that stands around it is as it was, no other place can be better.
        if len(places) >= _MOST_PLACES or (before and after and any(score(each) >= _SURE for each in here)):
            break
    exact = bool(places)
    if not exact and len(wanted) >= _SHORTEST:
        places = list(_approximate(pages, wanted, same_digits=same_digits))
    best = max(places, key=lambda place: (score(place), -place.page, -place.start), default=None)
    if best is None or (not exact and score(best) < least):
        return None
    first, last = pages.folded(best.page).original(best.start, best.end)
    return Anchor(make_span(reading.pages[best.page], first, last), round(score(best), 6), exact)


def find_parts(
    reading: Reading,
    quote: str,
    *,
    prefix: str = "",
    suffix: str = "",
    page: int | None = None,
    start: int | None = None,
) -> tuple[Anchor, ...]:
    """Find a quote as `find` does, or its two parts where it goes on over the end of a page; () where it is nowhere.

    Between the parts may stand what ends and begins pages: their numbers, running heads, a footnote's line.
    """
    whole = find(reading, quote, prefix=prefix, suffix=suffix, page=page, start=start)
    if whole is not None and whole.exact:
        return (whole,)
    wanted = fold(quote).text
    half = len(wanted) // 2
    numbers = sorted(range(len(reading.pages) - 1), key=lambda n: abs(n + 1 - page) if page is not None else n)
    for number in numbers:
        above, below = (_folded(reading.pages[n].text) for n in (number, number + 1))
        foot, head = above.text[-(len(wanted) + _MARGIN) :], below.text[: len(wanted) + _MARGIN]
        if wanted[:half] not in foot and wanted[half:] not in head:
            continue  # wherever it is cut, one of its halves stays whole
        for cut in range(len(wanted) - 1, 0, -1):
            first, second = foot.rfind(wanted[:cut]), head.find(wanted[cut:])
            if first < 0 or second < 0 or len(foot) - first - cut > _MARGIN or second > _MARGIN:
                continue
            at = len(above.text) - len(foot) + first
            return (
                Anchor(make_span(reading.pages[number], *above.original(at, at + cut)), 1.0, True),
                Anchor(
                    make_span(reading.pages[number + 1], *below.original(second, second + len(wanted) - cut)), 1.0, True
                ),
            )
    return (whole,) if whole is not None else ()


def is_only(reading: Reading, quote: str) -> bool:
    """Whether a quote stands in a reading just once, to the letter."""
    pages, wanted, found = _Pages(reading), fold(quote).text, 0
    for number in range(len(pages.texts)):
        found += sum(1 for _ in _exact_on(pages, number, wanted, 2))
        if found > 1:
            return False
    return found == 1


class _Pages:
    """The pages of a reading, folded one by one as they are looked at: a very long report has ten thousand."""

    def __init__(self, reading: Reading) -> None:
        self.texts = [page.text for page in reading.pages]

    def folded(self, number: int) -> Folded:
        return _folded(self.texts[number])

    def share(self, number: int, offset: int) -> float:
        """How far through the report a place is, 0..1."""
        return (number + offset / max(1, len(self.texts[number]))) / len(self.texts)

    def near(self, page: int | None) -> Iterable[int]:
        """The pages' indices, those next to a page first."""
        count = len(self.texts)
        if page is None or not 1 <= page <= count:
            return range(count)
        steps = (step for away in range(1, count) for step in (page - 1 + away, page - 1 - away))
        return chain((page - 1,), (number for number in steps if 0 <= number < count))


def _exact_on(pages: _Pages, number: int, wanted: str, most: int) -> Iterator[_Place]:
    folded, text = pages.folded(number), pages.texts[number]
    at = folded.text.find(wanted)
    while at >= 0 and most > 0:
        first, last = folded.original(at, at + len(wanted))
        if _whole(text, first, last):
            yield _Place(number, at, at + len(wanted), 1.0)
            most -= 1
        at = folded.text.find(wanted, at + 1)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a run of a page's text cuts no number in two: "100" is neither in "2100" nor in "1,100" or "1 100"."""
    before = text[max(0, start - 5) : start]
    if (
        text[start].isdigit()
        and _GOES_ON_BEFORE.search(before)
        and (not before[-1].isspace() or _GROUP.match(text, start))
    ):
        return False  # after a space only three digits go on with a number; "10 68" and "9. 68" are two numbers each
    return not (text[end - 1].isdigit() and _GOES_ON_AFTER.match(text[end : end + 5]))


def _approximate(pages: _Pages, wanted: str, *, same_digits: bool) -> Iterator[_Place]:
    most = int(len(wanted) * _MOST_ERRORS)
    size = max(2, len(wanted) // (most + 1))
    pieces = {wanted[at : at + size] for at in range(0, len(wanted) - size + 1, size)}
    digits = _digits(wanted)
    for number in range(len(pages.texts)):
        folded = pages.folded(number)
        if not any(piece in folded.text for piece in pieces):
            continue
        for end, _ in _ends(folded.text, wanted, most):
            start, errors = _start(folded.text, wanted, end, most)
            if start < end and (not same_digits or _digits(folded.text[start:end]) == digits):
                yield _Place(number, start, end, 1 - errors / len(wanted))


def _digits(text: str) -> str:
    return "".join([char for char in text if char.isdigit()])


def _ends(text: str, pattern: str, most: int) -> list[tuple[int, int]]:
    """Where runs that differ from pattern by at most `most` edits end, and by how many; the best of each group."""
    found: list[tuple[int, int]] = []
    for end, errors in enumerate(_distances(text, pattern), start=1):
        if errors <= most:
            if found and end - found[-1][0] <= len(pattern) // 2:
                if errors <= found[-1][1]:
                    found[-1] = end, errors
            else:
                found.append((end, errors))
    return found


def _start(text: str, pattern: str, end: int, most: int) -> tuple[int, int]:
    """Where the run that ends here begins, and its edits: the same search backwards, held to the end."""
    window = text[max(0, end - len(pattern) - most) : end][::-1]
    distances = _distances(window, pattern[::-1], held=True)
    errors, _, length = min(
        ((errors, abs(n - len(pattern)), n) for n, errors in enumerate(distances, start=1)),
        default=(len(pattern), 0, 0),
    )
    return end - length, errors


def _distances(text: str, pattern: str, *, held: bool = False) -> Iterator[int]:
    """For each end in text the fewest edits between pattern and a run that ends there; held: that begins with text.

    Myers' bit-vector algorithm (Journal of the ACM 46/3, 1999), one column of the edit matrix in one integer.
    """
    size = len(pattern)
    mask, high = (1 << size) - 1, 1 << (size - 1)
    where: dict[str, int] = {}
    for n, char in enumerate(pattern):
        where[char] = where.get(char, 0) | 1 << n
    plus, minus, errors = mask, 0, size
    for char in text:
        equal = where.get(char, 0)
        vertical = equal | minus
        horizontal = (((equal & plus) + plus) ^ plus) | equal
        up, down = minus | ~(horizontal | plus) & mask, plus & horizontal
        if up & high:
            errors += 1
        elif down & high:
            errors -= 1
        up, down = (up << 1 | held) & mask, down << 1 & mask
        plus, minus = down | ~(vertical | up) & mask, up & vertical
        yield errors


def _likeness(wanted: str, found: str) -> float:
    if wanted == found:
        return 1.0
    if not found:
        return 0.0
    return SequenceMatcher(None, wanted, found, autojunk=False).ratio()
