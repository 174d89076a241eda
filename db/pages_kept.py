"""Pages of very long readings, whose boxes stay in the file until somebody asks for a page's."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import fields

from db.model.readings import Page

MANY = 600  # pages; of fewer all boxes are held, some 20 MB
KEPT = 64  # pages whose boxes are held of a very long reading


class Boxes:
    """Brings boxes of one reading's pages, and keeps those that were asked for last. Any thread may ask.

    Args:
        read: the boxes of a page, by its number.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._known: OrderedDict[int, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, page: int) -> bytes:
        """The boxes of a page."""
        with self._lock:
            known = self._known.get(page)
            if known is not None:
                self._known.move_to_end(page)
                return known
        found = self._read(page)
        with self._lock:
            self._known[page] = found
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found


class KeptPage(Page):
    """A page like any other, equal to one that holds its boxes itself."""

    _source: Boxes | None = None

    @property
    def boxes(self) -> bytes:
        """See Page."""
        held: bytes = self.__dict__["_held"]
        return held if held or self._source is None else self._source.of(self.number)

    @boxes.setter
    def boxes(self, value: bytes) -> None:
        self.__dict__["_held"] = value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Page):
            return NotImplemented
        return all(getattr(self, each.name) == getattr(other, each.name) for each in fields(Page))

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, each.name) for each in fields(Page)))


def kept(page: Page, source: Boxes) -> Page:
    """The page, with its boxes left where they are."""
    made = KeptPage(page.number, page.text, page.width, page.height, b"", page.cells, page.label, page.certainty)
    made.__dict__["_source"] = source
    return made
