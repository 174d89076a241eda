"""A passage is seen once all its lines were painted inside the view, and not before."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion

from db.model.evidence import Span
from desktop.ui.source.seen import Seen

SIZE = (400, 300)
ALL = QRegion(QRect(0, 0, *SIZE))
SHORT, LONG, AWAY = Span(1, 0, 4, "four"), Span(1, 10, 90, "long"), Span(7, 0, 4, "none")


class Pages:
    """One page of letters; the long passage has three lines, a hundred points apart."""

    count = 1

    def span_rects(self, span: Span) -> list[QRectF]:
        lines = 3 if span.end - span.start > 10 else 1
        return [QRectF(20, 20 + 100 * line, 300, 12) for line in range(lines)]


class Surface:
    """A view on it: scrolled, zoomed, its page drawn or not."""

    def __init__(self) -> None:
        self.content = Pages()
        self.down = self.across = 0.0
        self.zoom = 1.0
        self.drawn = True

    def to_viewport(self, page: int, rects: list[QRectF]) -> list[QRectF]:
        z = self.zoom
        return [QRectF(r.x() * z - self.across, r.y() * z - self.down, r.width() * z, r.height() * z) for r in rects]

    def size_seen(self) -> tuple[int, int]:
        return SIZE

    def is_drawn(self, page: int) -> bool:
        return self.drawn


def watching(*spans: Span) -> tuple[Seen, Surface]:
    seen = Seen()
    assert seen.watch("r1", spans)
    return seen, Surface()


def test_what_is_painted_in_the_view_is_seen() -> None:
    seen, surface = watching(SHORT)
    assert not seen.has_seen(SHORT)
    assert seen.painted(surface, ALL)  # type: ignore[arg-type]
    assert seen.has_seen(SHORT)
    assert not seen.painted(surface, ALL), "it says so once"  # type: ignore[arg-type]


def test_a_grey_card_shows_nothing() -> None:
    seen, surface = watching(SHORT)
    surface.drawn = False
    seen.painted(surface, ALL)  # type: ignore[arg-type]
    assert not seen.has_seen(SHORT)


def test_what_was_not_among_what_was_painted_is_not_seen() -> None:
    seen, surface = watching(SHORT)
    seen.painted(surface, QRegion(QRect(0, 100, 400, 200)))  # type: ignore[arg-type]
    assert not seen.has_seen(SHORT)


def test_a_long_passage_is_seen_piece_by_piece() -> None:
    seen, surface = watching(LONG)
    surface.down = 60.0  # the first line is above the view
    seen.painted(surface, ALL)  # type: ignore[arg-type]
    assert not seen.has_seen(LONG)
    assert seen.first_unseen_line(LONG) == 0
    surface.down = 0.0
    seen.painted(surface, ALL)  # type: ignore[arg-type]
    assert seen.has_seen(LONG)


def test_a_line_that_sticks_out_is_not_seen() -> None:
    seen, surface = watching(SHORT)
    surface.down = 28.0  # the lower half of the line shows
    seen.painted(surface, ALL)  # type: ignore[arg-type]
    surface.down, surface.across = 0.0, 150.0  # a good half of it shows
    seen.painted(surface, ALL)  # type: ignore[arg-type]
    assert not seen.has_seen(SHORT)


def test_a_line_that_is_wider_than_the_view_is_seen_where_it_fills_the_view() -> None:
    seen, surface = watching(SHORT)
    surface.zoom, surface.across = 4.0, 300.0
    seen.painted(surface, ALL)  # type: ignore[arg-type]
    assert seen.has_seen(SHORT)


def test_another_record_and_other_pages_begin_anew() -> None:
    seen, surface = watching(SHORT)
    seen.painted(surface, ALL)  # type: ignore[arg-type]
    assert not seen.watch("r1", (SHORT, LONG)), "the same record"
    assert seen.has_seen(SHORT)
    assert seen.watch("r2", (SHORT,))
    assert not seen.has_seen(SHORT)
    seen.painted(surface, ALL)  # type: ignore[arg-type]
    seen.forget()
    assert not seen.has_seen(SHORT)


def test_a_page_that_is_not_there_is_never_seen() -> None:
    seen, surface = watching(AWAY)
    seen.painted(surface, ALL)  # type: ignore[arg-type]
    assert not seen.has_seen(AWAY)
