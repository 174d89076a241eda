"""What the scroll area needs of a report's pages, be they rendered or laid out as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF

from db.model.evidence import Span

if TYPE_CHECKING:
    from db.model.readings import Reading
    from desktop.ui.source.text_page import TextPages


class Content(Protocol):
    """Pages of text with a place for every code point.

    Pages count from 1; x and y are points (1/72 inch) from the page's top left; offsets count code points of the page.
    """

    @property
    def count(self) -> int:
        """How many pages there are."""

    @property
    def is_image(self) -> bool:
        """Whether pages are pictures of the original, whose colours are not ours."""

    def size(self, page: int) -> tuple[float, float]:
        """Width and height; the height of a text page may be an estimate until it is prepared."""

    def text_extent(self) -> tuple[float, float]:
        """About where the text begins and ends across the pages."""

    def text(self, page: int) -> str:
        """The page's text."""

    def prepare(self, page: int, top: float, bottom: float) -> bool:
        """Make the part between two heights ready for painting; says whether anything moved by that."""

    def extent(self, page: int, top: float, bottom: float) -> tuple[int, int]:
        """The code points that may show between two heights."""

    def rects(self, page: int, start: int, end: int) -> list[QRectF]:
        """Where a run is, one rectangle a line; empty where that is not known or not prepared."""

    def span_rects(self, span: Span) -> list[QRectF]:
        """Where a span is."""

    def offset_at(self, page: int, x: float, y: float) -> int | None:
        """The code point under a place."""

    def caret_at(self, page: int, x: float, y: float) -> int | None:
        """The nearest place between code points; None on a page without text."""

    def line_at(self, page: int, offset: int) -> tuple[int, int]:
        """The line around an offset."""

    def locate(self, page: int, offset: int) -> float:
        """About how far down an offset is, without preparing anything."""

    def anchor(self, page: int, y: float) -> tuple[int, float]:
        """A name for a height that stays true when the page's height changes."""

    def anchored(self, page: int, anchor: tuple[int, float]) -> float:
        """The height that `anchor` named."""


# What lays text out is imported with the first text that is shown.


def text_pages(reading: Reading) -> Content:
    """The pages of a reading that is shown as text."""
    from desktop.ui.source.text_page import TextPages

    return TextPages(reading)


def as_text(content: Content | None) -> TextPages | None:
    """The content where it is laid out as text."""
    if content is None or content.is_image:
        return None
    from desktop.ui.source.text_page import TextPages

    return content if isinstance(content, TextPages) else None
