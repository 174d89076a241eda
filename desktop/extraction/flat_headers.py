"""Column headings that only single spaces part: by their years, by the words that head columns, by their count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.extraction import activity_flat, table_counts
from desktop.extraction.lines import Line
from desktop.language import money
from desktop.language.packs import Pack, alternatives

Piece = tuple[Line, int, int]

_PERIOD = re.compile(
    r"\(?(?<![\d/])(?:19|20)\d\d(?:\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d))?(?!\d)(?:\s?(?:财政|双)?年度?|\s?г\.)?\)?"
)
_PURE = re.compile(rf"(?:(?:{_PERIOD.pattern})[\s,a-z*]*)+")
_SENTENCE = re.compile(r"[。；;:：]$|[^.\d]\.$")


def pieces(above: Sequence[Line], pack: Pack, columns: int | None, sure: bool = True) -> list[Piece]:
    """The headings of the columns from the lines above a table, nearest last; empty where none fit.

    Args:
        columns: how many columns the rows show, None where they leave it open.
        sure: whether they leave no choice; else years and words that head columns are needed, any words won't do.
    """
    if columns == 1:
        return []
    pure = [line for line in above if _PURE.fullmatch(line.text)]
    if len(pure) > 1 and all(len(list(_PERIOD.finditer(line.text))) == 1 for line in pure):
        stacked = [(line, 0, len(line.text)) for line in pure]
        if columns in (None, len(stacked)):
            return stacked
    for line in reversed(above):
        if _SENTENCE.search(line.text) or len(line.text) > 160:
            continue
        ways = [way for way in _ways(line, pack, sure) if len(way) > 1]
        if columns is None:
            if ways and _heads(line) and len(_PERIOD.findall(line.text)) == len(ways[0]):
                return ways[0]
            continue
        for way in ways:
            if len(way) == columns:
                return way
    activities = _of_activities(above, pack, columns)
    if activities:
        return activities
    if sure or not pack.han:
        return []
    return _nouns_side_by_side(above, pack, columns or 2) or _words_side_by_side(above, pack, columns or 2)


def _nouns_side_by_side(above: Sequence[Line], pack: Pack, least: int) -> list[Piece]:
    """Headings of which each says what is counted below it, behind that of the labels."""
    for line in reversed(above):
        tokens = [match.span() for match in re.finditer(r"\S+", line.text)][1:]
        if len(tokens) >= least and all(table_counts.unit_of(pack, line.text[a:b]) for a, b in tokens):
            return [(line, start, end) for start, end in tokens]
    return []


def _of_activities(above: Sequence[Line], pack: Pack, columns: int | None) -> list[Piece]:
    """The headings of the numbers at the end of the rows of a table of activities."""
    words = pack.made("activities.columns", activity_flat.words_of)
    for line in reversed(above):
        found = activity_flat.headings(line, words) if line.width <= 80 else []
        numbers = [(line, *place) for role, place in found if role in ("participants", "women")]
        if numbers and len(numbers) == columns:
            return numbers
    return []


def _words_side_by_side(above: Sequence[Line], pack: Pack, columns: int) -> list[Piece]:
    """Headings of one word each, behind that of the labels, of which one names the currency."""
    for line in reversed(above):
        tokens = [match.span() for match in re.finditer(r"\S+", line.text)][1:]
        if len(tokens) == columns and line.width <= 60:
            texts = [line.text[a:b] for a, b in tokens]
            if sum(money.currency_of(text, pack) is not None for text in texts) == 1:
                return [(line, start, end) for start, end in tokens]
    return []


def _heads(line: Line) -> bool:
    """Whether a line is hardly more than the years it names."""
    left = _PERIOD.sub("", line.text)
    return len(left.strip()) <= 14


def _ways(line: Line, pack: Pack, loose: bool) -> Iterator[list[Piece]]:
    text = line.text
    years = [match.span() for match in _PERIOD.finditer(text)]
    by_year: list[Piece] = []
    at = 0
    for start, end in years:
        by_year.append((line, at if by_year else _word_start(text, start), end))
        at = end
    yield by_year
    last = years[-1][1] if years else 0
    for merged in (False, True):
        words = _keyed(text, pack, merged)
        yield [(line, start, end) for start, end in words]
        if words and words[0][0] == 0:
            yield [(line, start, end) for start, end in words[1:]]  # the first heads the labels: "Budget line"
        if years:
            yield by_year + [(line, start, end) for start, end in words if start >= last]
    if not loose:
        return
    tokens = [match.span() for match in re.finditer(r"\S+", text)]
    yield [(line, start, end) for start, end in tokens[1:]]
    yield [(line, start, end) for start, end in tokens]


def _word_start(text: str, at: int) -> int:
    """Where the words begin that belong to the first year: right behind the heading of the labels."""
    first = re.match(r"\s*\S+\s+", text[:at])
    return first.end() if first else at


def _columns(pack: Pack) -> tuple[dict[str, str], re.Pattern[str]]:
    """(kind of each word that heads columns, a pattern for all of them)."""
    columns = pack.table("finances").get("columns", [])
    kinds = {word.lower(): str(rule["kind"]) for rule in columns for word in rule["any"]}
    return kinds, re.compile(alternatives(kinds))


def _keyed(text: str, pack: Pack, merged: bool) -> list[tuple[int, int]]:
    kinds, pattern = pack.made("flat.columns", _columns)
    found: list[tuple[int, str]] = []
    for match in pattern.finditer(text.lower()):
        kind = kinds[match[0]]
        if merged and found and kind == "percent" and len(text[found[-1][0] : match.start()].split()) <= 1:
            continue
        found.append((match.start(), kind))
    edges = [start for start, _ in found] + [len(text)]
    return [(edges[i], edges[i + 1]) for i in range(len(found))]
