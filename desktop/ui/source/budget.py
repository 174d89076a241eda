"""How much memory the pictures of pages may take together, wherever they are shown and whatever the files."""

from __future__ import annotations

from typing import Protocol
from weakref import WeakSet

TOGETHER = 256 * 1024 * 1024  # bytes


class Holder(Protocol):
    """Who keeps pictures."""

    def bytes_held(self) -> int:
        """What they take."""

    def can_drop(self) -> bool:
        """Whether it has more than one."""

    def drop_oldest(self) -> None:
        """Let go of the one that was not looked at for the longest time."""


class PictureBudget:
    """Lets that holder drop pictures which holds most: so a view that is merely looked at keeps what it shows.

    Args:
        limit: bytes.
    """

    def __init__(self, limit: int = TOGETHER) -> None:
        self.limit = limit
        self._holders: WeakSet[Holder] = WeakSet()

    def join(self, holder: Holder) -> None:
        """Count what it holds, too, for as long as it lives."""
        self._holders.add(holder)

    def held(self) -> int:
        """Bytes of all pictures."""
        return sum(map(_held, self._holders))

    def share(self) -> int:
        """Bytes that each of those may fill that hold anything, were they to hold as much."""
        return self.limit // max(1, sum(1 for holder in self._holders if _held(holder)))

    def keep_to_it(self) -> None:
        """Drop pictures until the rest is within the limit; everybody keeps the last one that was looked at."""
        while self.held() > self.limit:
            most = max((each for each in self._holders if each.can_drop()), key=_held, default=None)
            if most is None:
                return
            most.drop_oldest()


def _held(holder: Holder) -> int:
    return holder.bytes_held()
