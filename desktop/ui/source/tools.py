"""What the signs above the pages do: contents, search, turning, two pages, darker pages."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.ui.source.area import PageArea
from desktop.ui.source.contents_guide import Contents
from desktop.ui.source.searching import ReportSearch
from desktop.ui.source.toolbar import SourceToolbar
from desktop.ui.source.turning import Turning


class Tools(QObject):
    """Carries out what the toolbar asks for, and shows there how the pages stand."""

    def __init__(
        self, bar: SourceToolbar, area: PageArea, turning: Turning, contents: Contents, search: ReportSearch
    ) -> None:
        super().__init__(bar)
        self._bar, self._area, self._turning = bar, area, turning
        bar.contentsRequested.connect(contents.toggle)
        bar.findRequested.connect(search.begin)
        bar.turnLeftRequested.connect(turning.anticlockwise)
        bar.turnRightRequested.connect(turning.clockwise)
        bar.twoPagesRequested.connect(turning.toggle_two)
        bar.dimmingRequested.connect(area.set_dimmed)
        turning.changed.connect(self._show)

    def toggle_dimmed(self) -> None:
        """Darken the pages, or let them be as bright as they are."""
        self._bar.dim.toggle()

    def _show(self) -> None:
        self._bar.set_standing(can_turn=self._turning.can_turn, two=self._area.stack.side_by_side)
