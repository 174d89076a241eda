"""Page numbers as they are printed: what to show for a page, and which page somebody means who types one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from db.model.readings import Page

IN_FILE = "#"  # before a number: the page so far into the file, whatever is printed on it


class PageLabels:
    """The labels of a report's pages, "xii" or "3/8"; a page without one is called by its number."""

    def __init__(self, pages: Sequence[Page] = ()) -> None:
        self._labels = [page.label or str(page.number) for page in pages]
        self._differ = any(page.label and page.label != str(page.number) for page in pages)
        self._places: dict[str, list[int]] | None = None

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._labels)

    @property
    def differ(self) -> bool:
        """Whether what is printed is something else than the number in the file anywhere."""
        return self._differ

    def label(self, page: int) -> str:
        """What is printed on a page, from 1."""
        return self._labels[page - 1] if 1 <= page <= self.count else str(page)

    def find(self, typed: str, near: int = 1) -> int | None:
        """The page that is meant.

        Args:
            typed: a label, a number in the file where no label is like it, or that number after ``#``.
            near: the page that is read; of several with the same label the next one from there is meant.

        Returns:
            The page from 1; the last one for a number beyond; None where nothing is meant that there is.
        """
        plain = _plain(typed)
        found = self._by_label().get(plain)
        if found and not plain.startswith(IN_FILE):
            return next((page for page in found if page >= near), found[0])
        number = plain.removeprefix(IN_FILE).strip()
        if not number.isascii() or not number.isdigit() or not self.count or int(number[:9]) < 1:
            return None
        return min(int(number[:9]), self.count)

    def _by_label(self) -> dict[str, list[int]]:
        """Where each label is; made when the first one is looked for."""
        if self._places is None:
            self._places = {}
            for number, label in enumerate(self._labels, 1):
                self._places.setdefault(_plain(label), []).append(number)
        return self._places


def _plain(label: str) -> str:
    return unicodedata.normalize("NFKC", label).casefold().strip()
