"""Other extractors beside the rules: what one must offer, how it is found, and what of its work is taken.

A package offers one by an entry point of the group `counterproof.extractors`, whose value is an object (or a class
without arguments) that fits `Extractor`:

    [project.entry-points."counterproof.extractors"]
    gazetteer = "my_package:Gazetteer"

What it suggests goes through the same gate as all else: families of facts only, evidence that says what the page says,
ids of its own, its name and version as origin. It replaces nothing: the rules' suggestions stay as they are. Where
another suggests the same fact, its record stays beside theirs under its own name, linked as agreeing and as a repeat,
so that one decision can settle both. An extractor that fails is named in a warning and left out.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol, runtime_checkable

from db.model.evidence import Evidence
from db.model.readings import Reading
from db.model.suggestions import Suggestion
from desktop.extraction.suggesting import sample, suggest
from desktop.language import detect

GROUP = "counterproof.extractors"
_FAMILIES = frozenset({"count", "financial_figure", "activity"})
_NUMBER = {"count": "value", "financial_figure": "amount"}


@runtime_checkable
class Extractor(Protocol):
    """Finds facts in a reading.

    Attributes:
        name, version: of the extractor; together they are the origin of what it suggests.
    """

    name: str
    version: str

    def suggest(self, reading: Reading, language: str) -> Iterable[Suggestion]:
        """The facts it finds, in any order.

        Args:
            reading: pages of text, with boxes where the format has them.
            language: code of the report's language.

        Returns:
            Suggestions whose evidence quotes the pages exactly; a confidence is None where it is not known. `id`,
            `origin` and `links` are set for it.
        """
        ...


@cache
def installed() -> tuple[Extractor, ...]:
    """The extractors of all installed packages, by name."""
    from importlib.metadata import entry_points

    found: list[Extractor] = []
    for point in sorted(entry_points(group=GROUP), key=lambda item: item.name):
        try:
            made = point.load()
            made = made() if isinstance(made, type) else made
        except Exception as error:
            warnings.warn(f"extractor {point.name} could not be loaded: {error}", stacklevel=2)
            continue
        if isinstance(made, Extractor):
            found.append(made)
        else:
            warnings.warn(f"extractor {point.name} lacks name, version or suggest", stacklevel=2)
    return tuple(found)


def suggest_all(
    reading: Reading,
    *,
    language: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    extractors: Sequence[Extractor] | None = None,
) -> list[Suggestion]:
    """What the rules suggest, then what other extractors do; arguments as of `suggest`.

    Args:
        extractors: those to ask; the installed ones where None.
    """
    found = suggest(reading, language=language, progress=progress, cancelled=cancelled)
    others = installed() if extractors is None else extractors
    if not others:
        return found
    code = language or detect(sample(reading))
    for extractor in others:
        if cancelled is not None and cancelled():
            break
        try:
            made = list(extractor.suggest(reading, code))
        except Exception as error:
            warnings.warn(f"extractor {extractor.name} failed: {error}", stacklevel=2)
            continue
        found += _taken(made, extractor, reading, found)
    return found


def _taken(
    made: Sequence[Suggestion], extractor: Extractor, reading: Reading, known: Sequence[Suggestion]
) -> list[Suggestion]:
    origin = f"{extractor.name} {extractor.version}".strip()
    taken: dict[str, Suggestion] = {}
    for item in made:
        if item.family not in _FAMILIES or not item.evidence or not _true(item.evidence, reading):
            continue
        places = "|".join(f"{span.page}:{span.start}:{span.end}" for span in item.evidence)
        number = item.fields.get(_NUMBER.get(item.family, ""), "")
        # Without the version: what a newer one finds again is the same suggestion.
        name = hashlib.sha256(f"{extractor.name}|{item.family}|{places}|{number}".encode()).hexdigest()[:16]
        same = next((other for other in known if _says_the_same(other, item)), None)
        taken.setdefault(
            name,
            replace(
                item,
                id=name,
                origin=origin,
                repeat_of=(same.repeat_of or same.id) if same else None,
                links={"agrees_with": same.id} if same else {},
                field_evidence={key: spans for key, spans in item.field_evidence.items() if _true(spans, reading)},
            ),
        )
    return list(taken.values())


def _true(spans: Evidence, reading: Reading) -> bool:
    """Whether every span quotes its page."""
    return all(
        0 < span.page <= len(reading.pages)
        and 0 <= span.start < span.end
        and reading.pages[span.page - 1].text[span.start : span.end] == span.quote
        for span in spans
    )


def _says_the_same(first: Suggestion, second: Suggestion) -> bool:
    """Whether two suggestions state one fact: the same number, or type, in overlapping text."""
    key = _NUMBER.get(first.family, "type")
    if first.family != second.family or first.fields.get(key) != second.fields.get(key):
        return False
    return any(
        a.page == b.page and a.start < b.end and b.start < a.end for a in first.evidence for b in second.evidence
    )
