"""How long a record takes: the mean time between decisions, breaks left out."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

BREAK = 120.0
KEPT = 20
FEWEST = 3


class Pace:
    """Counts the time from one decision to the next."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: float | None = None
        self._gaps: deque[float] = deque(maxlen=KEPT)

    def decided(self) -> None:
        """A record was decided now."""
        now = self._clock()
        if self._last is not None and now - self._last < BREAK:
            self._gaps.append(now - self._last)
        self._last = now

    def seconds(self) -> float | None:
        """Seconds a record over the last ones; None while there are too few to tell."""
        return sum(self._gaps) / len(self._gaps) if len(self._gaps) >= FEWEST else None
