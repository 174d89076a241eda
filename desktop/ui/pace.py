"""How long records and their fields take: the time with the hands at work, breaks left out."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

IDLE = 30.0  # seconds after the last key or move of the mouse in which one is taken to read

Spent = dict[tuple[str, str], float]


class Pace:
    """Counts seconds for the record and field that are turned to; "" stands for the record as a whole.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: float | None = None
        self._at: tuple[str, str] | None = None
        self._spent: Spent = {}

    def touch(self) -> None:
        """A hand moved: the time since it last did counts, but for what of it was a break."""
        now = self._clock()
        if self._last is not None and self._at is not None:
            self._spent[self._at] = self._spent.get(self._at, 0.0) + min(now - self._last, IDLE)
        self._last = now

    def turn_to(self, record: str | None, field: str | None = None) -> None:
        """From here on the time is another record's or field's; nobody's where there is no record."""
        at = (record, field or "") if record is not None else None
        if at != self._at:
            self.touch()
            self._at = at

    def pause(self) -> None:
        """The window is not looked at any more; the time until somebody touches it again counts for nothing."""
        self.touch()
        self._last = None

    def take(self) -> Spent:
        """What was counted since it was taken last."""
        spent, self._spent = self._spent, {}
        return spent

    def spread(self, record: str, over: Sequence[tuple[str, str]]) -> None:
        """What was counted for this was spent on others, in equal parts."""
        if over:
            self.touch()
            share = self._spent.pop((record, ""), 0.0) / len(over)
            self.put_back(dict.fromkeys(over, share))

    def put_back(self, spent: Spent) -> None:
        """What was taken could not be kept."""
        for at, seconds in spent.items():
            self._spent[at] = self._spent.get(at, 0.0) + seconds
