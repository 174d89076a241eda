"""Asks for the pictures of what shows: at once where nothing of it does yet, else when the hand rests for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.ui.source.images import LARGEST, PageImages
from desktop.ui.source.page_painter import PagePainter

if TYPE_CHECKING:
    from desktop.ui.source.area import PageArea

WAIT_MS = 15


class Asking(QObject):
    """Follows one PageArea."""

    _asked_now = Signal()  # queued: what else moves in this moment does so first, and painting comes after

    def __init__(self, area: PageArea, images: PageImages, painter: PagePainter) -> None:
        super().__init__(area)
        self._area, self._images, self._painter = area, images, painter
        self._coming = False
        self._for: object = None  # what it has asked for last
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self.ask)
        self._asked_now.connect(self.ask, Qt.ConnectionType.QueuedConnection)
        area.moved.connect(self._moved)

    @property
    def waiting(self) -> bool:
        """Whether it has still to ask for what shows."""
        return self._coming or self._soon.isActive()

    def ask_anew(self) -> None:
        """Ask also for what was asked for already: an answer may be another one now."""
        self._for = None
        self.ask()

    def ask(self) -> None:
        """Ask for the pages that show, the one in the middle first, and for those next to them."""
        self._coming = False
        area, content = self._area, self._area.content
        if content is None or not content.is_image or not area.isVisible():
            return
        top, height, stack = area.verticalScrollBar().value(), area.viewport().height(), area.stack
        shown = stack.visible(top, top + height)
        here = (content, shown, stack.at(top + height / 2), stack.scale, area.devicePixelRatioF(), self._images.lost)
        if here == self._for:
            return
        middle = height / 2
        order = sorted(shown, key=lambda page: abs(area.card(page).center().y() - middle))
        if shown:
            order += [page for page in (shown[-1] + 1, shown[0] - 1) if 1 <= page <= stack.count]
        wanted = [(page, *self._painter.size_of(page)) for page in order]
        # Of a page in parts each step brings others into sight; whole ones are the same until other pages show.
        whole = all(width * height <= LARGEST for _, width, height in wanted)
        self._for = here if whole else None
        if whole and self._images.has_all(wanted):
            return  # as with every other page that comes or goes: it was drawn ahead
        self._images.want(wanted, {} if whole else {page: self._painter.seen_of(page) for page in shown})

    def ask_soon(self) -> None:
        """Ask in a moment, if something else is wanted by then."""
        if not self._soon.isActive():
            self._soon.start()

    def _moved(self) -> None:
        page = self._area.read_page
        if page == 0 or self._area.is_drawn(page):
            self.ask_soon()
        elif not self._coming:
            self._coming = True
            self._asked_now.emit()
