"""Which report of a project a file is another file of: by symbol, by its words, or in two languages by its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from db.model.dataclass import dataclass
from db.model.readings import Reading
from db.model.works import Work
from db.store import Store

if TYPE_CHECKING:
    from desktop.documents.likeness import Sketch

Reason: TypeAlias = Literal["words", "symbol", "figures"]

_SAME_WORDS = 0.5
_CERTAIN_WORDS = 0.88
_CERTAIN_NUMBERS = 0.85
_SAME_NUMBERS = 0.3
_SAME_FIGURES = 0.6


@dataclass(frozen=True)
class Match:
    """A report that a file may be another file of.

    Attributes:
        reason: "words": most of the text is the same; "symbol": the same symbol, and nothing against it; "figures":
            the same figures in another language.
        score: the share of words, or else of numbers, that is the same, 0..1.
        certain: whether it can be nothing else: the same words in another format.
    """

    work: Work
    reason: Reason
    score: float
    certain: bool = False


Choose: TypeAlias = Callable[[Sequence[Match]], str | None]


def certain(matches: Sequence[Match]) -> str | None:
    """The work of the only certain match: what is chosen where nobody can be asked."""
    sure = [match.work.id for match in matches if match.certain]
    return sure[0] if len(sure) == 1 else None


class Alike:
    """Compares a reading with all reports of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def matches(self, reading: Reading, own: Mapping[str, object]) -> list[Match]:
        """Reports that it may be another file of, the likeliest first.

        Args:
            own: the report's own data as far as it was read: symbol, language.
        """
        works = {file.sha256: work for work in self._store.works() for file in work.files}
        summaries = {
            summary.id: summary for work in {w.id for w in works.values()} for summary in self._store.readings(work)
        }
        from desktop.documents.likeness import Sketch, sketch

        mine = sketch(reading)
        found: dict[str, Match] = {}
        for reading_id, kept in self._store.pages.sketches().items():
            summary = summaries.get(reading_id)
            if summary is None:
                continue
            theirs = Sketch(*kept) if kept is not None else self._sketch(reading_id)
            match = _match(works[summary.file], mine, theirs, own, summary.format != reading.format)
            if match is not None:
                known = found.get(match.work.id)
                if known is None or (match.certain, match.score) > (known.certain, known.score):
                    found[match.work.id] = match
        return sorted(found.values(), key=lambda match: (not match.certain, -match.score))

    def keep(self, reading: Reading) -> None:
        """Keep the sketch of a reading that was added."""
        from desktop.documents.likeness import sketch

        made = sketch(reading)
        self._store.pages.keep_sketch(reading.id, made.words, made.numbers)

    def _sketch(self, reading_id: str) -> Sketch:
        from desktop.documents.likeness import sketch

        made = sketch(self._store.reading(reading_id))
        if not self._store.database.read_only:
            self._store.pages.keep_sketch(reading_id, made.words, made.numbers)
        return made


def _match(work: Work, mine: Sketch, theirs: Sketch, own: Mapping[str, object], other_format: bool) -> Match | None:
    from desktop.documents.likeness import likeness

    alike = likeness(mine, theirs)
    words, numbers = alike.words or 0.0, alike.numbers or 0.0
    language, symbol = own.get("language"), own.get("symbol")
    other_language = isinstance(language, str) and work.language is not None and language != work.language
    both = isinstance(symbol, str) and bool(symbol) and bool(work.symbol)
    same_symbol = both and _same(str(symbol), str(work.symbol))
    figures_agree = alike.numbers is None or numbers >= _CERTAIN_NUMBERS
    sure = words >= _CERTAIN_WORDS and figures_agree and other_format
    # Reports of a series repeat themselves; another symbol says that it is another one.
    if words >= _SAME_WORDS and (sure or same_symbol or not both):
        return Match(work, "words", words, sure)
    if same_symbol and other_language and (alike.numbers is None or numbers >= _SAME_NUMBERS):
        return Match(work, "symbol", numbers)
    if other_language and numbers >= _SAME_FIGURES:
        return Match(work, "figures", numbers)
    return None


def _same(one: str, other: str) -> bool:
    from desktop.documents.folding import fold

    return fold(one).text == fold(other).text
