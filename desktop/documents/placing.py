"""Evidence of one reading, found again in another: of a later version, of another format, or with recognised pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from typing import TYPE_CHECKING

from db.model.dataclass import dataclass
from db.model.evidence import Evidence, Span
from db.model.readings import Reading
from desktop.documents.anchors import LEAST_SCORE, Anchor, find, find_parts, is_only
from desktop.documents.folding import fold
from desktop.documents.spans import make_span
from desktop.documents.words import word_at

if TYPE_CHECKING:
    from desktop.documents.editions import Edition

_CANDIDATE = 0.3  # a worse place is not worth showing
_SHORT = 16  # folded characters: a quote so short stands in many places, and only what is around it tells which
_SHORT_SCORE = 0.77  # what is around a short quote must be so much alike
_TELLING = 5  # digits of a figure that is a place by itself where it stands once


@dataclass(frozen=True)
class Orphan:
    """A span that was not found again.

    Attributes:
        span: as it was in its own reading.
        candidate: the place that comes closest, None where nothing does; score: how close, 0..1.
    """

    span: Span
    candidate: Span | None = None
    score: float = 0.0


@dataclass(frozen=True)
class Placed:
    """Where a record's evidence stands in another reading.

    Attributes:
        evidence: of the record; fields: of its fields; what was not found is missing there.
        score: that of the least certain span, 0..1; 1 where all is as it was.
        orphans: what was not found.
        by_figures: the record was found by its figures only, as in another language: its words are not there.
    """

    evidence: Evidence = ()
    fields: Mapping[str, Evidence] = field(default_factory=dict)
    score: float = 1.0
    orphans: tuple[Orphan, ...] = ()
    by_figures: bool = False


def place(
    evidence: Evidence, fields: Mapping[str, Evidence], reading: Reading, edition: Edition | None = None
) -> Placed:
    """Find a record's evidence in a reading.

    A field's span is looked for inside the record's own passage first: "64" stands in many places of a report.

    Args:
        edition: finds by paragraphs and figures what is not there by its words: in another language, say. Words of a
            field are then proved by the record's passage as a whole.
    """
    placed: list[Span] = []
    orphans: list[Orphan] = []
    scores = [1.0]
    by_figures: list[tuple[Span, Span]] = []
    for span in evidence:
        there = _whole(span, reading)
        if isinstance(there, Orphan) and edition is not None and (seen := edition.find(span)) is not None:
            if seen.proved:
                there = [(seen.span, seen.score)]
                by_figures.append((span, seen.span))
            elif seen.score >= there.score:
                there = Orphan(span, seen.span, min(seen.score, LEAST_SCORE))
        _settle(there, placed, orphans, scores)
    of_fields: dict[str, Evidence] = {}
    for key, spans in fields.items():
        own: list[Span] = []
        for span in spans:
            inside = _inside(span, evidence, placed, reading)
            if inside is None and edition is not None:
                inside = _by_figures(span, by_figures, edition)
            there = [(inside, 1.0)] if inside is not None else _whole(span, reading)
            if isinstance(there, Orphan) and edition is not None and by_figures:
                there = _around(there, edition)
            _settle(there, own, orphans, scores)
        if own:
            of_fields[key] = tuple(own)
    return Placed(tuple(placed), of_fields, min(scores), tuple(orphans), bool(by_figures))


def _settle(
    found: Sequence[tuple[Span, float]] | Orphan, placed: list[Span], orphans: list[Orphan], scores: list[float]
) -> None:
    if isinstance(found, Orphan):
        orphans.append(found)
        scores.append(0.0)
        return
    placed.extend(span for span, _ in found)
    scores.extend(score for _, score in found)


def _whole(span: Span, reading: Reading) -> Sequence[tuple[Span, float]] | Orphan:
    """The span's place or, where it goes over the end of a page, its two places, each with its score."""
    same = _where_it_was(span, reading)
    if same is not None:
        return [(same, 1.0)]
    hints = {"prefix": span.prefix, "suffix": span.suffix}
    found = find_parts(reading, span.quote, page=span.page, start=span.start, **hints)
    if found and not (len(found) == 1 and _could_be_any(span, found[0], reading)):
        return [(replace(anchor.span, role=span.role), anchor.score) for anchor in found]
    closest = partial(find, reading, page=span.page, start=span.start, least=_CANDIDATE, same_digits=False)
    near = closest(span.quote, prefix=span.prefix, suffix=span.suffix)
    if near is None:  # what stood around it may still be there
        near = closest(span.prefix + span.quote + span.suffix)
    return (
        Orphan(span) if near is None else Orphan(span, _widened(near.span, span, reading), min(near.score, LEAST_SCORE))
    )


def _widened(near: Span, lost: Span, reading: Reading) -> Span:
    """The closest place, without words cut in two, and with the number at an end where the lost quote has one there."""
    page = reading.pages[near.page - 1]
    text = page.text
    start, end = word_at(text, near.start)[0], word_at(text, near.end - 1)[1]
    start, end = min(start, near.start), max(end, near.end)
    before, after = len(text[:start].rstrip()), end + len(text[end:]) - len(text[end:].lstrip())
    if lost.quote[:1].isdigit() and not text[start].isdigit() and before and text[before - 1].isdigit():
        start = word_at(text, before - 1)[0]
    if lost.quote[-1:].isdigit() and not text[end - 1].isdigit() and after < len(text) and text[after].isdigit():
        end = word_at(text, after)[1]
    return make_span(page, start, end, near.role)


def _could_be_any(span: Span, anchor: Anchor, reading: Reading) -> bool:
    """Whether a quote is so short, and what is around it so different, that its words prove nothing."""
    words = fold(span.quote).text
    if len(words) >= _SHORT or anchor.score >= _SHORT_SCORE or not (span.prefix.strip() or span.suffix.strip()):
        return False
    return sum(char.isdigit() for char in words) < _TELLING or not is_only(reading, span.quote)


def _by_figures(span: Span, placed: Iterable[tuple[Span, Span]], edition: Edition) -> Span | None:
    """The field's span within a passage that was found by its figures: its own figure, or else all of the passage."""
    for before, now in placed:
        if before.page == span.page and before.start <= span.start and span.end <= before.end:
            return edition.inside(span, now) or replace(now, role=span.role)
    return None


def _around(lost: Orphan, edition: Edition) -> Sequence[tuple[Span, float]] | Orphan:
    """A field's figures that stand outside the record's passage, in its paragraph: a date of the sentence before."""
    seen = edition.find(lost.span)
    if seen is None:
        return lost
    if seen.complete:
        return [(edition.inside(lost.span, seen.span) or seen.span, seen.score)]
    return Orphan(lost.span, seen.span, min(seen.score, LEAST_SCORE)) if seen.score > lost.score else lost


def _where_it_was(span: Span, reading: Reading) -> Span | None:
    """The same run of the same page, where that page still says the same there."""
    if not 1 <= span.page <= len(reading.pages):
        return None
    page = reading.pages[span.page - 1]
    before = page.text[max(0, span.start - len(span.prefix)) : span.start]
    after = page.text[span.end : span.end + len(span.suffix)]
    if page.text[span.start : span.end] != span.quote or before != span.prefix or after != span.suffix:
        return None
    return make_span(page, span.start, span.end, span.role)


def _inside(span: Span, evidence: Iterable[Span], placed: Iterable[Span], reading: Reading) -> Span | None:
    """The field's span within the place of the passage that held it, None where none did or it is not there once."""
    if not any(item.page == span.page and item.start <= span.start and span.end <= item.end for item in evidence):
        return None
    found = []
    for item in placed:
        page = reading.pages[item.page - 1]
        alone = replace(page, number=1, text=page.text[item.start : item.end], boxes=b"", cells=(), certainty=b"")
        within = find(replace(reading, pages=(alone,)), span.quote, prefix=span.prefix, suffix=span.suffix)
        if within is not None and within.exact:
            start, end = item.start + within.span.start, item.start + within.span.end
            found.append(make_span(page, start, end, span.role))
    return found[0] if len(found) == 1 else None
