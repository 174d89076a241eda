"""Paints the page cards that show, with their text or picture, marks and selection."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, inf
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QRegion

from desktop.ui import theme as themes
from desktop.ui.source.content import Content, as_text
from desktop.ui.source.highlights import Highlighter, Lit
from desktop.ui.source.images import PageImages
from desktop.ui.source.marks import PlacedSpan
from desktop.ui.source.turned_pages import TurnedPages
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.source.area import PageArea
    from desktop.ui.source.text_page import TextPages

DARK_DIM = 0.12  # a white page in a dark window is a lamp
DIM = 0.3
REACH = 20  # pixels around what is painted from which a mark may still reach into it
EDGE = 3  # pixels around a card that its line, its shade and what sticks out of it take
STICKS_OUT = (-8, -2, 8, 2)  # pixels of marks that may be seen beside the card
KEPT = 64  # pages of which is remembered where their marks are
_Measured = tuple[PlacedSpan, list[QRectF], float, float]  # its rectangles in points, their upper and lower end


class PagePainter:
    """Paints for one PageArea.

    Pictures of pages are not recoloured: marks on them use the light theme's colours, as the paper is white.
    """

    def __init__(self, area: PageArea, images: PageImages, theme: Theme) -> None:
        self._area = area
        self._images = images
        self._theme = theme
        self._paper = themes.light()
        self._region = QRegion()
        self._clip = QRect()  # around the region
        self._where: dict[int, tuple[Sequence[PlacedSpan], list[_Measured]]] = {}  # by page: its marks, and where
        self._pages_of: object = None  # what they were measured on
        self.dimmed = False

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme

    def paint(self, region: QRegion, hover: tuple[int, int, int] | None) -> None:
        """Paint the part of the viewport in `region`; Qt keeps to it, and marks that are not in it are passed over."""
        area = self._area
        clip = self._clip = region.boundingRect()
        self._region = region
        painter = QPainter(area.viewport())
        painter.setClipRect(clip)
        top = area.verticalScrollBar().value()
        first, last = top + clip.top() - EDGE, top + clip.bottom() + 1 + EDGE
        pages = area.stack.visible(first, last) if area.content is not None else ()
        if len(pages) != 1 or not area.card(pages[0]).contains(clip):
            self._around(painter, clip, [area.card(page) for page in pages])
        if area.content is not None:
            for page in pages:
                self._page(painter, page, hover if hover is not None and hover[0] == page else None)
        painter.end()

    def _around(self, painter: QPainter, clip: QRect, cards: Sequence[QRect]) -> None:
        """What shows between the cards and beside them."""
        ground = QColor(self._theme.backdrop)
        if self._area.stack.side_by_side:
            around = QRegion(clip)
            for card in cards:
                around -= card
            for part in around:  # type: ignore[attr-defined]
                painter.fillRect(part, ground)
            return
        # One below the other: plain sums, where a region would take several times as long with every step.
        left, right, y, end = clip.left(), clip.right() + 1, clip.top(), clip.bottom() + 1
        for card in cards:
            top, bottom = max(y, card.top()), min(end, card.bottom() + 1)
            if top > y:
                painter.fillRect(left, y, right - left, min(top, end) - y, ground)
            if bottom > top:
                painter.fillRect(left, top, card.left() - left, bottom - top, ground)
                painter.fillRect(card.right() + 1, top, right - card.right() - 1, bottom - top, ground)
            y = max(y, bottom)
        if y < end:
            painter.fillRect(left, y, right - left, end - y, ground)

    def _page(self, painter: QPainter, page: int, hover: tuple[int, int, int] | None) -> None:
        area, content = self._area, self._area.content
        assert content is not None
        card = area.card(page)
        pictured = content.is_image
        theme = self._paper if pictured else self._theme
        self._edges(painter, card)
        # A picture leaves nothing of the card to be seen, but for its edge where that is between two pixels.
        if not pictured or self._images.image(page) is None or area.devicePixelRatioF() % 1:
            painter.fillRect(card, QColor(theme.page))
        if pictured and not self._picture(painter, page, card):
            self._dim(painter, card, pictured)
            return
        lit = self._lit(page)
        if pictured and not lit and hover is None and self._is_plain(page):
            self._dim(painter, card, pictured)
            return
        painter.save()
        painter.setClipRect(card.adjusted(*STICKS_OUT), Qt.ClipOperation.IntersectClip)
        highlighter = Highlighter(theme, over_image=pictured)
        highlighter.fills(painter, lit, area.current)
        field = [
            rect
            for span in area.field_spans
            if span.page == page
            for rect in area.to_viewport(page, content.span_rects(span))
        ]
        highlighter.field(painter, field)
        self._hits(painter, page, theme, pictured)
        self._selection(painter, page, theme, pictured)
        text = as_text(content)
        if text is not None:
            self._text(painter, text, page, card)
        self._lines(painter, highlighter, lit, page)
        if hover is not None:
            self._hover(painter, area.to_viewport(page, content.rects(*hover)), theme)
        painter.restore()
        self._dim(painter, card, pictured)

    def _is_plain(self, page: int) -> bool:
        """Whether nothing is selected or found on a page, and no field proved there."""
        area = self._area
        return (
            area.selection.is_empty
            and not area.finder.on_page(page)
            and all(span.page != page for span in area.field_spans)
        )

    def _lines(self, painter: QPainter, highlighter: Highlighter, lit: list[Lit], page: int) -> None:
        """Lines stand below the letters, on a turned page too: they are drawn upright and turned with it."""
        area, content = self._area, self._area.content
        if not isinstance(content, TurnedPages):
            highlighter.lines(painter, lit, area.current)
            return
        scale, card = area.stack.scale, QRectF(area.card(page))
        width, height = content.upright_size(page)
        painter.save()
        painter.translate(card.center())
        painter.rotate(90 * content.turns)
        painter.translate(-width * scale / 2, -height * scale / 2)
        upright = [
            Lit(
                each.placed,
                tuple(
                    QRectF(r.left() * scale, r.top() * scale, r.width() * scale, r.height() * scale)
                    for r in content.upright_rects(each.placed.span)
                ),
            )
            for each in lit
        ]
        highlighter.lines(painter, upright, area.current)
        painter.restore()

    def _lit(self, page: int) -> list[Lit]:
        area, content = self._area, self._area.content
        assert content is not None
        low, high = self._part(page)
        near = [
            (placed, places)
            for placed, places, upper, lower in self._places(content, page, low, high)
            if upper <= high and low <= lower and (placed.primary or placed.mark.record == area.current)
        ]
        if not near:
            return []
        card, scale = area.card(page), area.stack.scale
        x, y = card.left(), card.top()
        result = []
        for placed, places in near:
            rects = tuple(
                QRectF(x + r.left() * scale, y + r.top() * scale, r.width() * scale, r.height() * scale) for r in places
            )
            if any(self._region.intersects(_reach(rect)) for rect in rects):
                result.append(Lit(placed, rects))
        return result

    def _part(self, page: int) -> tuple[float, float]:
        """The heights of a page, in points, from which something may reach into what is painted."""
        top, scale = self._area.card(page).top(), self._area.stack.scale
        return (self._clip.top() - REACH - top) / scale, (self._clip.bottom() + 1 + REACH - top) / scale

    def _places(self, content: Content, page: int, low: float, high: float) -> list[_Measured]:
        """Where the marks between two heights of a page are, or all of them: of a picture they are measured once."""
        index = self._area.index
        if not content.is_image:
            return [_measured(content, placed) for placed in index.on_page(page, *content.extent(page, low, high))]
        marks = index.around(page, *content.extent(page, low, high))
        if self._pages_of is not content or len(self._where) > KEPT:
            self._where.clear()
            self._pages_of = content
        known = self._where.get(page)
        if known is None or known[0] is not marks:
            known = self._where[page] = (marks, [_measured(content, placed) for placed in marks])
        return known[1]

    def _edges(self, painter: QPainter, card: QRect) -> None:
        """A line around the card and a shade below: only what shows of them, large areas take long to fill."""
        if card.contains(self._clip):
            return
        line, clip = QColor(self._theme.border), self._clip
        left, top, width, height = card.left() - 1, card.top() - 1, card.width() + 2, card.height() + 2
        if left >= clip.left():
            painter.fillRect(left, top, 1, height, line)
        if left + width - 1 <= clip.right():
            painter.fillRect(left + width - 1, top, 1, height, line)
        if top >= clip.top():
            painter.fillRect(left, top, width, 1, line)
        if top + height - 1 <= clip.bottom():
            painter.fillRect(left, top + height - 1, width, 1, line)
            painter.fillRect(left, top + height, width, 1, QColor(0, 0, 0, 26))

    def _picture(self, painter: QPainter, page: int, card: QRect) -> bool:
        """Draw the page's picture; says whether there is anything to put marks on."""
        image = self._images.image(page)
        if image is not None:
            self._draw(painter, page, image, card)
            return True
        error = self._images.error(page)
        area = self._area
        font = QFont(area.font())
        painter.setPen(QColor(self._paper.muted))
        # At fixed places of the card, and in sight wherever it is scrolled: what is painted moves along.
        parts = [part for part in _parted(card, area.viewport().size()) if part.intersects(self._clip)]
        if error is not None:
            for part in parts:
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, area.error_words(page))
            return True
        area.asking.ask_soon()  # others may have needed the room that its picture took
        font.setPixelSize(max(12, round(28 * min(1.0, card.width() / 500))))
        painter.setFont(font)
        painter.setPen(QColor(self._paper.border))
        for part in parts:
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, str(page))
        painter.setFont(area.font())
        return False

    def size_of(self, page: int) -> tuple[int, int]:
        """Width and height of a page in device pixels."""
        ratio, card = self._area.devicePixelRatioF(), self._area.card(page)
        return round(card.width() * ratio), round(card.height() * ratio)

    def seen_of(self, page: int, within: QRect | None = None) -> QRect:
        """The part of a page that is in sight (and `within` this of the viewport), in device pixels of the page."""
        ratio, card = self._area.devicePixelRatioF(), self._area.card(page)
        part = card.intersected(self._area.viewport().rect())
        if within is not None:
            part = part.intersected(within)
        left, top = int((part.left() - card.left()) * ratio), int((part.top() - card.top()) * ratio)
        return QRect(left, top, ceil(part.width() * ratio) + 1, ceil(part.height() * ratio) + 1)

    def _draw(self, painter: QPainter, page: int, image: QImage, card: QRect) -> None:
        """Draw a picture pixel by pixel where it has the right size; else stretched, and its tiles over it."""
        ratio = self._area.devicePixelRatioF()
        width, height = self.size_of(page)
        exact = (image.width(), image.height()) == (width, height)
        if exact and ratio == 1:
            painter.drawImage(card.topLeft(), image)
            return
        tiles = []
        if not exact:
            tiles = self._images.tiles(page, width, height, self.seen_of(page, self._clip))
            self._area.asking.ask_soon()
        painter.save()
        # Whole device pixels: between two of them a picture would be blurred, and its tiles would not meet.
        corner = painter.deviceTransform().map(QPointF(card.topLeft()))
        painter.translate(card.left(), card.top())
        painter.scale(1 / ratio, 1 / ratio)
        painter.translate(floor(corner.x() + 0.5) - corner.x(), floor(corner.y() + 0.5) - corner.y())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not exact)
        painter.drawImage(QRect(0, 0, width, height), image)
        for place, tile in tiles:
            painter.drawImage(place.topLeft(), tile)
        painter.restore()

    def _text(self, painter: QPainter, content: TextPages, page: int, card: QRect) -> None:
        area, scale = self._area, self._area.stack.scale
        coloured = [
            (span.start, span.end, QColor(self._theme.accent_text)) for span in area.field_spans if span.page == page
        ]
        top, bottom = self._part(page)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.translate(card.topLeft())
        painter.scale(scale, scale)
        painter.setPen(QColor(self._theme.page_text))
        content.paint(painter, page, top, bottom, coloured)
        if content.count > 1:
            font = QFont(area.font())
            font.setPixelSize(9)
            painter.setFont(font)
            painter.setPen(QColor(self._theme.muted))
            width, height = content.size(page)
            foot = QRectF(0, height - 36, width, 20)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(page))
        painter.restore()

    def _hits(self, painter: QPainter, page: int, theme: Theme, pictured: bool) -> None:
        """The places that were looked for: framed, the one that is looked at in a thick frame."""
        area, content = self._area, self._area.content
        assert content is not None
        hits = area.finder.on_page(page)
        if not hits:
            return
        start, end = content.extent(page, *self._part(page))
        current = area.finder.current()
        painter.save()
        for hit in hits:
            if hit.end <= start or end <= hit.start:
                continue
            looked_at = hit == current
            fill = QColor(theme.found)
            fill.setAlphaF(0.75 if looked_at else 0.4)
            if pictured:
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            rects = area.to_viewport(page, content.rects(page, hit.start, hit.end))
            for rect in rects:
                painter.fillRect(rect.adjusted(-1, -1, 1, 1), fill)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            for rect in rects:
                _frame(painter, rect, QColor(theme.text if looked_at else theme.warning), 2 if looked_at else 1)
        painter.restore()

    def _selection(self, painter: QPainter, page: int, theme: Theme, pictured: bool) -> None:
        area, content = self._area, self._area.content
        assert content is not None
        run = area.selection.run(page, len(content.text(page)))
        if run is None:
            return
        start, end = content.extent(page, *self._part(page))
        painter.save()
        colour = QColor(theme.accent)
        colour.setAlphaF(0.28)
        if pictured:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for rect in area.to_viewport(page, content.rects(page, max(start, run[0]), min(end, run[1]))):
            painter.fillRect(rect, colour)
        painter.restore()

    def _hover(self, painter: QPainter, rects: list[QRectF], theme: Theme) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        soft = QColor(theme.accent)
        soft.setAlphaF(0.18)
        for rect in rects:
            painter.setBrush(soft)
            painter.setPen(QPen(QColor(theme.accent), 1.2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 1), 3, 3)
        painter.restore()

    def _dim(self, painter: QPainter, card: QRect, pictured: bool) -> None:
        amount = (DARK_DIM if pictured and self._theme.name == "dark" else 0.0) + (DIM if self.dimmed else 0.0)
        if amount:
            shade = QColor(0, 0, 0)
            shade.setAlphaF(amount)
            painter.fillRect(card, shade)


def _frame(painter: QPainter, rect: QRectF, colour: QColor, thick: int) -> None:
    """A frame around a run. Drawn as a line, its corners would depend on how much of it is painted at a time."""
    inner = rect.adjusted(-1, -1, 1, 1).toAlignedRect()
    outer = inner.adjusted(-thick, -thick, thick, thick)
    for edge in QRegion(outer) - inner:  # type: ignore[attr-defined]
        painter.fillRect(edge, colour)


def _parted(card: QRect, view: QSize) -> list[QRect]:
    """A card in equal parts, none larger than the view."""
    across, down = ceil(card.width() / max(1, view.width())), ceil(card.height() / max(1, view.height()))
    width, height = card.width() // across, card.height() // down
    return [
        QRect(card.left() + column * width, card.top() + row * height, width, height)
        for row in range(down)
        for column in range(across)
    ]


def _measured(content: Content, placed: PlacedSpan) -> _Measured:
    """Where a mark is; of one that is nowhere the ends touch nothing."""
    rects = content.span_rects(placed.span)
    if not rects:
        return placed, rects, inf, -inf
    return placed, rects, min(rect.top() for rect in rects), max(rect.bottom() for rect in rects)


def _reach(rect: QRectF) -> QRect:
    """Where the lines, the outline and the badge of a run may be."""
    return rect.adjusted(-REACH, -REACH, REACH, REACH).toAlignedRect()
