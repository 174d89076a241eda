"""Selected text: from one place of the report to another, over lines and pages."""

from __future__ import annotations

from collections.abc import Sequence

from db.model.dataclass import dataclass
from db.model.evidence import Evidence
from db.model.readings import Page
from desktop.documents import spans


@dataclass(frozen=True, order=True)
class Place:
    """Between two letters: page from 1, code points before it."""

    page: int
    offset: int


class Selection:
    """A run between two places; the anchor stays where it was begun."""

    def __init__(self) -> None:
        self.anchor: Place | None = None
        self.caret: Place | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor is None or self.caret is None or self.anchor == self.caret

    def clear(self) -> None:
        """Select nothing."""
        self.anchor = self.caret = None

    def begin(self, place: Place) -> None:
        """Start a run."""
        self.anchor = self.caret = place

    def select(self, page: int, start: int, end: int) -> None:
        """Select a run of one page."""
        self.anchor, self.caret = Place(page, start), Place(page, end)

    def run(self, page: int, length: int) -> tuple[int, int] | None:
        """What is selected of a page of this many code points."""
        if self.is_empty or self.anchor is None or self.caret is None:
            return None
        first, last = sorted((self.anchor, self.caret))
        if not first.page <= page <= last.page:
            return None
        start = first.offset if page == first.page else 0
        end = last.offset if page == last.page else length
        return (start, min(end, length)) if start < min(end, length) else None

    def evidence(self, pages: Sequence[Page]) -> Evidence:
        """One span a page, white space at both ends left out."""
        if self.is_empty or self.anchor is None or self.caret is None:
            return ()
        first, last = sorted((self.anchor.page, self.caret.page))
        result = []
        for page in pages[first - 1 : last]:
            run = self.run(page.number, len(page.text))
            if run is None:
                continue
            text = page.text[slice(*run)]
            start, end = run[0] + len(text) - len(text.lstrip()), run[0] + len(text.rstrip())
            if start < end:
                result.append(spans.make_span(page, start, end))
        return tuple(result)

    def text(self, pages: Sequence[Page]) -> str:
        """The words, pages parted by a line end."""
        found = [(page.text, self.run(page.number, len(page.text))) for page in pages]
        return "\n".join(text[slice(*run)] for text, run in found if run is not None)
