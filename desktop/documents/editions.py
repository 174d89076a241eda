"""Passages of a report found again in another language, or in other words: by paragraph number and figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from db.model.dataclass import dataclass
from db.model.evidence import Span
from db.model.readings import Reading
from desktop.documents.folding import fold
from desktop.documents.number_words import NUMBER
from desktop.documents.paragraphs import Paragraph, numbered
from desktop.documents.spans import make_span

FOUND = 0.7  # what a place by figures scores at least; no such place is certain
_LONGEST = 4000  # code points of a paragraph; the last one goes on to the end of the report
_FIGURES, _ALONE, _PLACE, _MOST = 0.6, 0.2, 0.1, 0.9  # of the score: all its figures, no others, as far down
_CLAUSES = re.compile(r"(?:[.,;:!?](?=\s|$)|[。，；：！？،؛؟])[\"”’)）]*")
_BESIDE = " \t\r\n\u00a0\u3000,;:，；：،؛"
_SENTENCES = re.compile(r"(?:[.!?](?=\s|$)|[。！？؟])[\"”’)）]*")
_MONTH = re.compile("[ \u00a0]?月")
_WHOLE = 0.6  # of a sentence: a passage that says as much of it is looked for as a whole sentence
_SCALES: Sequence[tuple[re.Pattern[str], Decimal]] = tuple(
    (re.compile(pattern, re.IGNORECASE), Decimal(scale))
    for pattern, scale in (
        ("万亿|trillion|трлн|billones", 10**12),
        ("亿", 10**8),
        ("billion|milliard|mil millones|миллиард|млрд|مليار|بليون|bn", 10**9),
        ("百万|million|millón|millones|миллион|млн|مليون|ملايين|mn|(?<![a-z])m(?![a-z])", 10**6),
        ("千万", 10**7),
        ("万", 10**4),
        ("千|thousand|mille|mil|тысяч|тыс|ألف|آلاف", 10**3),
    )
)


class Figure(NamedTuple):
    """A figure of a text: its value, and where it stands with what belongs to it."""

    value: Decimal
    start: int
    end: int


class _Run(NamedTuple):
    """A run of a page of the other reading."""

    page: int
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """Where a passage seems to stand.

    Attributes:
        span: of the other reading; score: 0..1.
        complete: all figures of the passage stand there; proved: and nowhere else in its paragraph.
    """

    span: Span
    score: float
    complete: bool
    proved: bool


class Edition:
    """Two readings of one report whose paragraphs bear the same numbers.

    Args:
        mine: that the passages are of; theirs: that they are looked for in.
    """

    def __init__(self, mine: Reading, theirs: Reading) -> None:
        self._mine = mine
        self._theirs = theirs

    @cached_property
    def _own(self) -> tuple[Paragraph, ...]:
        return numbered(self._mine)

    @cached_property
    def _others(self) -> dict[int, tuple[_Run, ...]]:
        marks = numbered(self._theirs)
        return {mark.number: tuple(_until(self._theirs, mark, after)) for mark, after in _pairs(marks)}

    def find(self, span: Span) -> Found | None:
        """The likeliest place of a passage in the paragraph of the same number; None where there is no such one."""
        at = bisect_right(self._own, (span.page, span.start), key=lambda mark: (mark.page, mark.start)) - 1
        if at < 0:
            return None
        mark = self._own[at]
        after = self._own[at + 1] if at + 1 < len(self._own) else None
        runs = self._others.get(mark.number, ())
        here = next((run for run in _until(self._mine, mark, after) if run.page == span.page), None)
        if not runs or here is None or not here.start <= span.start <= span.end <= here.end:
            return None
        wanted = Counter(figure.value for figure in figures(self._mine.pages[span.page - 1].text, span.start, span.end))
        share = ((span.start + span.end) / 2 - here.start) / max(1, here.end - here.start)
        return self._best(span, wanted, share, runs)

    def inside(self, span: Span, around: Span) -> Span | None:
        """A figure of a passage, within the place that was found for it; None where it is not there just once."""
        wanted = figures(self._mine.pages[span.page - 1].text, span.start, span.end)
        if len(wanted) != 1:
            return None
        page = self._theirs.pages[around.page - 1]
        same = [each for each in figures(page.text, around.start, around.end) if each.value == wanted[0].value]
        return make_span(page, same[0].start, same[0].end, span.role) if len(same) == 1 else None

    def _best(self, span: Span, wanted: Counter[Decimal], share: float, runs: Sequence[_Run]) -> Found | None:
        text = self._mine.pages[span.page - 1].text
        whole = span.end - span.start >= _WHOLE * (_widened(text, span.start, span.end) or 1)
        best: list[tuple[float, _Run, bool]] = []
        for run in runs:
            page = self._theirs.pages[run.page - 1].text
            parts = list(_parts(page, run, _SENTENCES if whole or not wanted else _CLAUSES))
            for first, last in _smallest(page, parts, wanted):
                has = Counter(figure.value for figure in figures(page, first, last))
                share_here = ((first + last) / 2 - run.start) / max(1, run.end - run.start)
                near = 1 - min(1.0, abs(share_here - share))
                common = (has & wanted).total()
                score = _MOST * _PLACE + _PLACE * near
                if wanted:
                    score = _FIGURES * common / wanted.total() + _ALONE * common / max(1, has.total()) + _PLACE * near
                best.append((min(score, _MOST), _Run(run.page, first, last), bool(wanted) and common == wanted.total()))
        if not best:
            return None
        score, run, complete = max(best, key=lambda each: (each[2], each[0]))
        alone = sum(each[2] for each in best) == 1
        span_there = make_span(self._theirs.pages[run.page - 1], run.start, run.end, span.role)
        return Found(span_there, round(score, 6), complete, complete and alone and score >= FOUND)


def figures(text: str, start: int, end: int) -> list[Figure]:
    """The figures of a run of text, whatever separators, scales and digits it writes them with; months are words."""
    found = []
    for match in NUMBER.finditer(text, start, end):
        if _MONTH.match(text, match.end()):
            continue  # other languages write its name
        core = fold(match["core"]).text
        decimals = re.search(r"[.,](\d{1,2}|\d{4,})$", core)
        digits = re.sub(r"\D", "", core[: decimals.start()] if decimals else core)
        value = Decimal(f"{digits or 0}.{decimals[1] if decimals else 0}")
        for pattern, scale in _SCALES:
            if pattern.search(match["unit"] or ""):
                value *= scale
                break
        first = match.start("currency") if match["currency"] else match.start("core")
        found.append(Figure(value, first, match.end()))
    return found


def _pairs(marks: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Paragraph | None]]:
    yield from zip(marks, [*marks[1:], None], strict=False)


def _until(reading: Reading, mark: Paragraph, after: Paragraph | None) -> Iterator[_Run]:
    """A paragraph's runs, without its number: one a page."""
    left = _LONGEST
    last = after.page if after is not None else len(reading.pages)
    for page in range(mark.page, last + 1):
        text = reading.pages[page - 1].text
        start = mark.start + len(str(mark.number)) + 1 if page == mark.page else 0
        end = after.start if after is not None and page == after.page else len(text)
        end = min(end, start + left)
        left -= max(0, end - start)
        if text[start:end].strip():
            yield _Run(page, start, end)
        if left <= 0:
            break


def _parts(text: str, run: _Run, ends: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The sentences or clauses of a run, without what only parts them."""
    at = run.start
    for stop in [*(match.end() for match in ends.finditer(text, run.start, run.end)), run.end]:
        part = text[at:stop]
        if part.strip(_BESIDE):
            yield at + len(part) - len(part.lstrip()), at + len(part.rstrip(_BESIDE))
        at = stop


def _smallest(text: str, parts: Sequence[tuple[int, int]], wanted: Counter[Decimal]) -> list[tuple[int, int]]:
    """The smallest runs of neighbouring parts that hold all figures; each part alone where none does."""
    told = [Counter(figure.value for figure in figures(text, *part)) for part in parts]
    found: list[tuple[int, int]] = []
    last_start = -1
    for stop in range(len(parts)) if wanted else ():
        has: Counter[Decimal] = Counter()
        for begin in range(stop, last_start, -1):
            has += told[begin]
            if not wanted - has:
                found.append((parts[begin][0], parts[stop][1]))
                last_start = begin  # a run that begins no later would hold this one
                break
    return found or list(parts)


def _widened(text: str, start: int, end: int) -> int:
    """How long the sentences are that a run lies in."""
    before = [match.end() for match in _SENTENCES.finditer(text, max(0, start - _LONGEST), start)]
    after = _SENTENCES.search(text, max(start, end - 1))
    line = text.rfind("\n\n", 0, start) + 2
    first = max([*before, line if line > 1 else 0, max(0, start - _LONGEST)])
    return (after.end() if after is not None else len(text)) - first
