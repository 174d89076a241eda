"""The records of a report as ticks of the strip, counted by place: no more of them than can be told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from desktop.ui.source.marks import Mark

SLOTS = 1024  # places of the whole report that are told apart: about as many as a screen has lines

Slot = tuple[int, int]  # page, number of the place on it
Look = tuple[str, str, bool]  # family, state, failing
Share = Callable[[int, int], float]  # page and offset to how far down the page that is, 0..1


class Spot(NamedTuple):
    """One record: where its value stands, and how it looks."""

    record: str
    page: int
    start: int
    family: str
    state: str
    failing: bool


def spot(mark: Mark) -> Spot | None:
    """Where the value of a mark stands; None without any evidence."""
    span = next((span for span in mark.evidence if span.role == "value"), next(iter(mark.evidence), None))
    return Spot(mark.record, span.page, span.start, mark.family, mark.state, mark.failing) if span else None


class TickMap:
    """Counts spots by place and look; adding, changing and leaving out one costs one."""

    def __init__(self, pages: int = 0, share: Share | None = None) -> None:
        self._pages = pages
        self._share = share
        self._slots = max(1, SLOTS // max(1, pages))
        self._spots: dict[str, tuple[Slot, Look]] = {}
        self._known: dict[str, Spot] = {}
        self._looks: dict[Slot, Counter[Look]] = {}
        self._shares: dict[Slot, float] = {}

    def __len__(self) -> int:
        return len(self._spots)

    def put(self, spots: Iterable[Spot]) -> set[Slot]:
        """Take in what came or changed; returns the places that look different now."""
        changed: set[Slot] = set()
        for each in spots:
            if self._share is None or not 1 <= each.page <= self._pages:
                continue
            look = (each.family, each.state, each.failing)
            known = self._spots.get(each.record)
            share = min(max(self._share(each.page, each.start), 0.0), 1.0)
            slot = (each.page, min(self._slots - 1, int(share * self._slots)))
            self._known[each.record] = each
            if known == (slot, look):
                continue
            if known is not None:
                changed.add(known[0])
                self._leave(*known)
            changed.add(slot)
            self._spots[each.record] = slot, look
            self._looks.setdefault(slot, Counter())[look] += 1
            self._shares.setdefault(slot, share)
        return changed

    def drop(self, records: Collection[str]) -> set[Slot]:
        """Take out what is gone; returns the places that look different now."""
        changed: set[Slot] = set()
        for record in records:
            self._known.pop(record, None)
            known = self._spots.pop(record, None)
            if known is not None:
                changed.add(known[0])
                self._leave(*known)
        return changed

    def spots(self) -> tuple[Spot, ...]:
        """All that is counted."""
        return tuple(self._known.values())

    def slots(self) -> list[Slot]:
        """The places that have any, from top to bottom."""
        return sorted(self._looks)

    def share(self, slot: Slot) -> float:
        """How far down its page (0..1) a place is; it stays so when all that stands there is gone."""
        return self._shares[slot]

    def looks(self, slot: Slot) -> list[Look]:
        """How the records of a place look, each look once."""
        return sorted(self._looks.get(slot, ()))

    def _leave(self, slot: Slot, look: Look) -> None:
        looks = self._looks[slot]
        looks[look] -= 1
        if not looks[look]:
            del looks[look]
        if not looks:
            del self._looks[slot]


def spots(marks: Sequence[Mark]) -> list[Spot]:
    """The spots of marks, those that have one."""
    return [found for found in map(spot, marks) if found is not None]
