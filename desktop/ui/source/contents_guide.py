"""Keeps contents and pages in step: what is read is marked, what is chosen is gone to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.source.paced import Paced

if TYPE_CHECKING:
    from db.model.readings import Reading
    from desktop.ui.source.area import PageArea
    from desktop.ui.source.contents import ContentsPane
    from desktop.ui.theme import Theme


class Contents(QObject):
    """Leads the contents pane of one source view; looks for headings only while it shows.

    Args:
        make: makes the pane, and puts it where it belongs, when it is first shown.
    """

    def __init__(self, make: Callable[[], ContentsPane], area: PageArea, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make, self._area = make, area
        self._pane: ContentsPane | None = None
        self._reading: Reading | None = None
        self._file: tuple[Path | None, str | None] = (None, None)
        self._mark_soon = Paced(self._mark, self)
        area.moved.connect(self._mark_soon)
        area.jumped.connect(self._mark_soon.hurry)

    def set_reading(self, reading: Reading | None, path: Path | None = None, password: str | None = None) -> None:
        """Another report is shown.

        Args:
            path: the file that pictures of its pages are drawn from; password: opens it.
        """
        self._reading, self._file = reading, (path, password)
        if self._pane is not None:
            self._pane.images.open(None)
            self._fill()

    def unlock(self, password: str) -> None:
        """Draw the small pages of an encrypted report, too."""
        self._file = (self._file[0], password)
        self._fill()

    def toggle(self) -> None:
        """Show the pane, or put it away."""
        if self._pane is None:
            self._pane = self._make()
            self._pane.hide()
            self._pane.placeChosen.connect(self._go_to)
        self._pane.setVisible(self._pane.isHidden())
        self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        if self._pane is not None:
            self._pane.set_theme(theme)

    def _fill(self) -> None:
        if self._pane is None or self._pane.isHidden():
            return
        if self._reading is None:
            self._pane.set_report((), (), pictured=False)
            return
        from desktop.documents.headings import headings

        self._pane.images.open(*self._file)
        self._pane.set_report(headings(self._reading), self._reading.pages, pictured=self._area.is_pictured())
        self._mark()

    def _mark(self) -> None:
        if self._pane is None or self._pane.isHidden():
            return
        place = self._area.place_at_top()
        if place is not None:
            self._pane.set_place(*place)

    def _go_to(self, page: int, start: int) -> None:
        self._area.jumped.emit()
        self._area.show_at_top(page, start)
        self._area.setFocus()
