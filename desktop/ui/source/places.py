"""The places one came from in a report, to go back to and forward again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.ui.source.scroller import PageScroller, Pin

KEPT = 50


class Places(QObject):
    """Remembers where the pages were before each jump.

    Signals:
        changed(bool, bool): whether there is somewhere to go back to, and forward.
    """

    changed = Signal(bool, bool)

    def __init__(self, pages: PageScroller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._back: list[Pin] = []
        self._forward: list[Pin] = []

    def clear(self) -> None:
        """Another report is shown."""
        self._back, self._forward = [], []
        self.changed.emit(False, False)

    def remember(self) -> None:
        """The pages are about to jump."""
        here = self._pages.pin()
        if here is not None:
            self._back = [*self._back, here][-KEPT:]
            self._forward = []
            self.changed.emit(True, False)

    def go_back(self) -> None:
        """To where the pages were before the last jump."""
        self._travel(self._back, self._forward)

    def go_forward(self) -> None:
        """Undo `go_back`."""
        self._travel(self._forward, self._back)

    def _travel(self, source: list[Pin], target: list[Pin]) -> None:
        here = self._pages.pin()
        if source and here is not None:
            target.append(here)
            self._pages.restore(source.pop())
            self.changed.emit(bool(self._back), bool(self._forward))
