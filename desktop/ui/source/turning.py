"""Which reports are turned, by how much, and whether two pages stand side by side."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Signal

from desktop.ui.source.area import PageArea
from desktop.ui.source.content import Content
from desktop.ui.source.images import PageImages
from desktop.ui.source.reflow import Reflow
from desktop.ui.source.turned_pages import TurnedPages


class Turning(QObject):
    """Turns the pages of an area; each report stays as it was turned for as long as the window lives.

    Signals:
        turned(): places on the pages are others now.
        changed(): whether they can be turned, or whether two stand side by side, is other.
    """

    turned = Signal()
    changed = Signal()

    def __init__(self, area: PageArea, images: PageImages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area, self._images = area, images
        self._turns: dict[str, int] = {}
        self._file = ""
        self._upright: Content | None = None
        self._reflow = Reflow(area, self._exchange, self)

    @property
    def turns(self) -> int:
        """By how many right angles the report is turned clockwise, 0 to 3."""
        return self._turns.get(self._file, 0)

    @property
    def can_turn(self) -> bool:
        """Whether the pages are pictures."""
        return self._upright is not None and self._upright.is_image

    def take(self, file: str, upright: Content | None) -> Content | None:
        """Another file is shown.

        Returns:
            Its pages as they are to be seen: turned as they were left.
        """
        self._file, self._upright = file, self._reflow.fitted(upright)
        self._images.turn(self.turns if self.can_turn else 0)
        self.changed.emit()
        return self._seen()

    def clockwise(self) -> None:
        """Turn the pages by a right angle."""
        self._turn(1)

    def anticlockwise(self) -> None:
        """Turn them back."""
        self._turn(-1)

    def toggle_two(self) -> None:
        """Show two pages side by side, or one."""
        self._area.set_side_by_side(not self._area.stack.side_by_side)
        self.changed.emit()

    def _exchange(self, upright: Content) -> None:
        """Show the same pages in another width."""
        self._upright = upright
        self._area.exchange_content(upright, (1, 0.0, 0.0), QPointF(0, 0))
        self.turned.emit()

    def _seen(self) -> Content | None:
        if self._upright is None or not self.can_turn or not self.turns:
            return self._upright
        return TurnedPages(self._upright, self.turns)

    def _turn(self, by: int) -> None:
        if self._upright is None or not self.can_turn:
            return
        area = self._area
        middle = QPointF(area.viewport().width() / 2, area.viewport().height() / 2)
        place = area.place(middle, inside=False)
        if place is None:
            return
        page, x, y = place
        across, down = TurnedPages(self._upright, self.turns).upright(page, x, y)
        self._turns[self._file] = (self.turns + by) % 4
        self._images.turn(self.turns)
        seen = self._seen()
        assert seen is not None
        point = TurnedPages(self._upright, self.turns).seen_at(page, across, down)
        area.exchange_content(seen, (page, *point), middle)
        self.turned.emit()
