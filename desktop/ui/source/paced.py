"""Something that follows what moves: at once, and then no more often than a person can read it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

PACE_MS = 100


class Paced(QObject):
    """Does something when it is asked to; asked again within a moment, once more when that is over."""

    def __init__(self, do: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._do = do
        self._again = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PACE_MS)
        self._rest.timeout.connect(self._go_on)

    def __call__(self) -> None:
        """Do it now or in a moment."""
        if self._rest.isActive():
            self._again = True
        else:
            self._do()
            self._rest.start()

    def hurry(self) -> None:
        """Do it at once when it is asked for next."""
        self._rest.stop()
        self._again = False

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self()
