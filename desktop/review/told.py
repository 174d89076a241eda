"""What a report says around a record, beyond the record's own passage: headings, the sentences before, the front."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from db.model.evidence import Evidence, Span
from db.model.records import Record
from desktop.language import countries, money, packs, places
from desktop.language.characters import fold, fold_han
from desktop.language.packs import Pack
from desktop.review.passages import language_of
from desktop.review.quoting import levelled, stands_among

PageText: TypeAlias = Callable[[str, int], str | None]  # of a reading, by its id, and a page's number

_BACK = 8  # pages before a record's on which the heading that it stands under is looked for
_FRONT = 2  # pages on which a report says what it is about
_BEFORE, _BEHIND = 160, 480  # code points beside a passage in which a sentence says more of it
_TABLE = 4000  # code points from the heading of a table to its last row, at most
_KEPT = 64  # pages of which it is remembered what they name


class Told:
    """The text around records, asked for where a passage alone is silent.

    Args:
        page_text: the text of a page of a reading, None where there is none; asked on any thread.
    """

    def __init__(self, page_text: PageText) -> None:
        self._page_text = page_text
        self._countries = lru_cache(maxsize=_KEPT)(self._countries_of)
        self._currencies = lru_cache(maxsize=_KEPT)(self._currencies_of)
        self._letters = lru_cache(maxsize=_KEPT)(self._letters_of)

    def countries(self, record: Record, language: str | None) -> Iterator[frozenset[str]]:
        """The countries that pages name, the record's own page first, then those before it and the front.

        Args:
            language: code of the report's language.
        """
        return (self._countries(record.reading, page, language) for page in _pages(record))

    def currencies(self, record: Record, language: str | None) -> Iterator[frozenset[str]]:
        """Likewise the currencies."""
        return (self._currencies(record.reading, page, language) for page in _pages(record))

    def beside(self, record: Record) -> Evidence:
        """What stands right before and behind a record's passages, as one span for each page."""
        found = []
        for page in dict.fromkeys(span.page for span in record.evidence):
            own = [span for span in record.evidence if span.page == page]
            text = self._page_text(record.reading, page)
            if text:
                start = max(min(span.start for span in own) - _BEFORE, 0)
                end = min(max(span.end for span in own) + _BEHIND, len(text))
                found.append(Span(page, start, end, text[start:end]))
        return tuple(found)

    def above(self, span: Span, record: Record) -> Evidence:
        """What stands before a cell on its page, as far up as a table may reach."""
        text = self._page_text(record.reading, span.page) or ""
        start, end = max(span.start - _TABLE, 0), min(span.start, len(text))
        return (Span(span.page, start, end, text[start:end]),) if start < end else ()

    def has(self, record: Record, text: str) -> bool:
        """Whether one of these pages has a text."""
        return any(stands_among(text, here) for page in _pages(record) if (here := self._letters(record.reading, page)))

    def has_text(self, record: Record) -> bool:
        """Whether the record's own page has any text here."""
        return bool(self._letters(record.reading, record.order[0]))

    def _text(self, reading: str, page: int, language: str | None) -> tuple[str, Pack]:
        text = self._page_text(reading, page) or ""
        pack = packs.load(language_of(text, language))
        if pack.han:
            return "".join(fold_han(text).split()), pack
        return " ".join(fold(text).split()), pack

    def _countries_of(self, reading: str, page: int, language: str | None) -> frozenset[str]:
        text, pack = self._text(reading, page, language)
        found = {code for _, _, code in countries.find(text, pack)}
        return frozenset(found | {code for _, _, code in places.find(text, pack)})

    def _currencies_of(self, reading: str, page: int, language: str | None) -> frozenset[str]:
        text, pack = self._text(reading, page, language)
        return money.named(text, pack)

    def _letters_of(self, reading: str, page: int) -> str:
        return levelled(self._page_text(reading, page) or "")


def _pages(record: Record) -> Iterator[int]:
    own = record.order[0]
    seen = set()
    for page in (own, *range(own - 1, own - 1 - _BACK, -1), *range(1, _FRONT + 1)):
        if page >= 1 and page not in seen:
            seen.add(page)
            yield page
