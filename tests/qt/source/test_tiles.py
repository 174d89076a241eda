"""Large zooms: what is in sight is drawn in tiles, the middle first, over a smaller picture, within the same bounds."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.documents.reading import read
from desktop.ui import theme
from desktop.ui.source.images import BENEATH, FOR_TILES, TILE, PageImages
from desktop.ui.source.view import SourceView
from desktop.workers.rendering import Renderer
from tests.helpers.pdfs import Sheet, lines, make_pdf
from tests.qt.source.material import FakeRenderer, area_of

LARGE = (1, 8000, 10_000)
ROUNDED = 6  # of 255: PDFium rounds the edges of letters otherwise where it begins elsewhere
SIGHT = {1: QRect(3100, 4000, 1500, 1200)}


@pytest.fixture
def images(qtbot: QtBot, renderer: FakeRenderer) -> PageImages:
    made = PageImages(renderer)
    made.open(Path("/nowhere/a.pdf"))
    return made


def answer_all(qtbot: QtBot, images: PageImages, renderer: FakeRenderer) -> None:
    while any(not future.done() for future in renderer.futures):
        with qtbot.waitSignal(images.arrived):
            renderer.draw(next(n for n, future in enumerate(renderer.futures) if not future.done()))


def test_a_small_picture_first_then_the_tiles_in_sight_then_those_around(
    qtbot: QtBot, images: PageImages, renderer: FakeRenderer
) -> None:
    images.want([LARGE], SIGHT)
    answer_all(qtbot, images, renderer)
    assert renderer.parts[0] is None and renderer.asked[0][1] * renderer.asked[0][2] <= BENEATH
    parts = [QRect(*part) for part in renderer.parts[1:] if part is not None]
    assert set(renderer.asked[1:]) == {LARGE}
    shown = [part.intersects(SIGHT[1]) for part in parts]
    assert shown == sorted(shown, reverse=True) and shown.index(False) == 6
    assert parts[0].contains(SIGHT[1].center())
    assert all(part.width() <= TILE and part.height() <= TILE for part in parts)
    found = images.tiles(*LARGE, SIGHT[1])
    assert sum(place.intersected(SIGHT[1]).width() * place.intersected(SIGHT[1]).height() for place, _ in found) == (
        1500 * 1200
    )


def test_tiles_that_are_out_of_sight_before_they_are_begun_are_not_drawn(
    images: PageImages, renderer: FakeRenderer
) -> None:
    images.want([LARGE], SIGHT)
    images.want([LARGE], {1: QRect(0, 0, 900, 900)})
    assert renderer.futures[1].cancelled() and renderer.parts[1] is not None
    assert renderer.parts[2] == (0, 0, TILE, TILE)


def test_the_edge_tiles_are_no_larger_than_the_page(qtbot: QtBot, images: PageImages, renderer: FakeRenderer) -> None:
    images.want([(1, 5000, 2500)], {1: QRect(4500, 2100, 500, 400)})
    answer_all(qtbot, images, renderer)
    assert (4096, 2048, 904, 452) in renderer.parts


def test_a_sharper_picture_than_the_one_beneath_stays(qtbot: QtBot, images: PageImages, renderer: FakeRenderer) -> None:
    images.want([(1, 2400, 3000)], {})
    answer_all(qtbot, images, renderer)
    images.want([LARGE], SIGHT)
    assert None not in renderer.parts[1:]


def test_tiles_and_pages_share_the_cache_and_never_drive_one_another_out(qtbot: QtBot, renderer: FakeRenderer) -> None:
    limit = 40_000_000
    images = PageImages(renderer, limit=limit)
    images.open(Path("/nowhere/a.pdf"))
    for top in range(0, 8000, 2000):
        images.want([LARGE], {1: QRect(0, top, 8000, 2000)})
        answer_all(qtbot, images, renderer)
        assert images.bytes_held() <= limit
        asked = len(renderer.asked)
        images.want([LARGE], {1: QRect(0, top, 8000, 2000)})
        assert len(renderer.asked) == asked, renderer.parts
    assert 4 * TILE * TILE * 6 < FOR_TILES * limit < images.bytes_held()


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_at_800_percent_each_pixel_is_the_one_that_pdfium_draws(qtbot: QtBot, tmp_path: Path, ratio: float) -> None:
    path = tmp_path / "large.pdf"
    path.write_bytes(make_pdf([Sheet(lines(["Sharp letters 1 250", "more of them"], size=30, step=60)), Sheet()]))
    renderer = Renderer()
    try:
        view = SourceView(renderer, theme.light())
        qtbot.addWidget(view)
        view.resize(700, 600)
        view.show()
        view.set_report(read(path), path)
        area = area_of(view)
        area.devicePixelRatioF = lambda: ratio  # type: ignore[method-assign]
        area.zoom_to(8.0)
        assert view.zoom() == 8.0
        assert area.content is not None
        letters = area.content.rects(1, 0, 5)[0]
        area.horizontalScrollBar().setValue(round(letters.left() * area.stack.scale))
        area.verticalScrollBar().setValue(round(letters.top() * area.stack.scale))
        size, images = area._painter.size_of(1), area._images

        def whole() -> bool:
            seen = area._painter.seen_of(1)
            found = images.tiles(1, *size, seen)
            return {(seen.left() // TILE, seen.top() // TILE), (seen.right() // TILE, seen.bottom() // TILE)} <= {
                (place.left() // TILE, place.top() // TILE) for place, _ in found
            }

        qtbot.waitUntil(whole, timeout=20_000)
        qtbot.waitUntil(lambda: not images._running, timeout=20_000)
        image = QImage(area.viewport().size() * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        area.clearFocus()
        area.viewport().render(image, QPoint())
        assert images.bytes_held() < 256 * 1024 * 1024
        expected = _drawn(path, size, area._painter.seen_of(1))
        corner = QPoint(round(max(0, area.card(1).left()) * ratio), round(max(0, area.card(1).top()) * ratio))
        dark = 0
        for x in range(20, 500, 7):
            for y in range(20, 500, 3):
                ours, theirs = QColor(image.pixel(corner + QPoint(x, y))), QColor(expected.pixel(x, y))
                assert abs(ours.value() - theirs.value()) <= ROUNDED, (x, y)
                dark += ours.value() < 60
        assert dark > 300
        view.close_report()
    finally:
        renderer.close()


def _drawn(path: Path, size: tuple[int, int], part: QRect) -> QImage:
    """What PDFium draws of a part, straight."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        bitmap = pypdfium2.PdfBitmap.new_native(part.width(), part.height(), pypdfium2.raw.FPDFBitmap_BGRx)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, part.width(), part.height())
        flags = pypdfium2.raw.FPDF_ANNOT | pypdfium2.raw.FPDF_NO_NATIVETEXT
        pypdfium2.raw.FPDF_RenderPageBitmap(bitmap.raw, page.raw, -part.left(), -part.top(), *size, 0, flags)
        data = bytes(bitmap.buffer)
        page.close()
    return QImage(data, part.width(), part.height(), part.width() * 4, QImage.Format.Format_RGB32).copy()
