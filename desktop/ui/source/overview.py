"""Keeps the strip beside the pages in step with them: where records are, what shows, which one is current."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, QTimer

from desktop.ui.source.area import PageArea
from desktop.ui.source.content import Content
from desktop.ui.source.marks import Mark
from desktop.ui.source.strip import Strip, Tick
from desktop.ui.source.ticks import Spot, TickMap, spot

AT_ONCE = 500  # records on the strip; with more it waits a moment for further changes
SOON = 40  # milliseconds


class Overview(QObject):
    """Lays ticks out on a strip for the pages of an area."""

    def __init__(self, strip: Strip, area: PageArea, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._strip, self._area = strip, area
        self._ticks = TickMap()
        self._lit: Mark | None = None  # the current record, as it was placed
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._show)
        area.layoutChanged.connect(self._layout_changed)
        area.moved.connect(self._show_place)

    def forget(self) -> None:
        """Other pages come: the ticks of these have no place on them."""
        self._ticks = TickMap()

    def begin(self, found: Iterable[Spot] = ()) -> None:
        """Show these records, and no others."""
        content = self._area.content
        self._ticks = TickMap(content.count if content is not None else 0, self._share)
        self._ticks.put(tuple(found))
        self._show()

    def place_anew(self) -> None:
        """The same records are at other places of their pages."""
        self.begin(self._ticks.spots())

    def add(self, found: Iterable[Spot]) -> None:
        """Show these records, too."""
        if self._ticks.put(tuple(found)):
            self._soon.start()

    def change(self, found: Iterable[Spot], gone: Collection[str]) -> None:
        """Show these records as they are now, and others no more; nothing else is looked at."""
        for slot in self._ticks.put(tuple(found)) | self._ticks.drop(gone):
            at = self._down(slot[0], self._ticks.share(slot))
            self._strip.change_ticks(at, [Tick(at, *look) for look in self._ticks.looks(slot)])
        self._show_place()

    def _share(self, page: int, offset: int) -> float:
        """How far down its page (0..1) an offset is."""
        content = self._area.content
        return content.locate(page, offset) / max(1.0, content.size(page)[1]) if content is not None else 0.0

    def _down(self, page: int, share: float) -> float:
        """How far down the report (0..1) a place of a page is."""
        area = self._area
        if area.content is None:
            return 0.0
        return (area.stack.top(page) + share * area.content.size(page)[1] * area.stack.scale) / area.stack.height

    def _layout_changed(self) -> None:
        if len(self._ticks) <= AT_ONCE:
            self._show()
        else:
            self._soon.start()

    def _show(self) -> None:
        """After marks or heights changed."""
        self._soon.stop()
        ticks = []
        if self._area.content is not None and self._area.stack.height > 0:
            for slot in self._ticks.slots():
                at = self._down(slot[0], self._ticks.share(slot))
                ticks += [Tick(at, *look) for look in self._ticks.looks(slot)]
        self._strip.set_ticks(ticks)
        self._lit = None
        self._show_place()

    def _show_place(self) -> None:
        """After scrolling, or when another record became the current one."""
        area = self._area
        height = area.stack.height
        if area.content is None or height <= 0:
            self._strip.set_view(0.0, 1.0)
            self._strip.set_current(None)
            return
        # In steps that can be told apart: a long report hardly moves on the strip with a turn of the wheel.
        steps = max(1.0, self._strip.height() * self._strip.devicePixelRatioF())
        top = area.verticalScrollBar().value()
        # Both ends in the same step: rounded apart, each would have the strip painted at another time.
        begin, shown = round(top / height * steps), round(area.viewport().height() / height * steps)
        self._strip.set_view(begin / steps, min(1.0, (begin + shown) / steps))
        mark = area.index.get(area.current)
        if mark is None or mark is not self._lit:
            self._lit = mark
            self._strip.set_current(self._tick(mark, area.content) if mark else None)

    def _tick(self, mark: Mark, content: Content) -> Tick | None:
        found = spot(mark)
        if found is None or not 1 <= found.page <= content.count:
            return None
        at = self._down(found.page, self._share(found.page, found.start))
        return Tick(at, mark.family, mark.state, mark.failing)
