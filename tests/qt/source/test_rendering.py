"""The view with the renderer that draws in a process of its own."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from db.model.readings import Page, Reading
from desktop.ui import theme
from desktop.ui.source.view import SourceView
from desktop.workers.rendering import Renderer
from tests.qt.source.material import area_of


def test_pages_of_a_file_are_drawn_and_the_file_is_let_go(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "two.pdf"
    document = pypdfium2.PdfDocument.new()
    for size in ((300, 400), (400, 300)):
        document.new_page(*size).close()
    document.save(str(path))
    document.close()
    reading = Reading("f" * 64, "pdf", "t", "1", (Page(1, "", 300, 400), Page(2, "", 400, 300)))
    renderer = Renderer()
    try:
        view = SourceView(renderer, theme.light())
        qtbot.addWidget(view)
        view.resize(400, 500)
        view.show()
        view.set_report(reading, path)
        area = area_of(view)
        qtbot.waitUntil(lambda: area._images.image(1) is not None and area._images.image(2) is not None, timeout=20_000)
        first, card = area._images.image(1), area.card(1)
        assert first is not None and (first.width(), first.height()) == (card.width(), card.height())
        seen = area.viewport().grab().toImage().pixelColor(card.center())
        assert seen == QColor("#ffffff")
        view.close_report()
        assert area._images.image(1) is None
    finally:
        renderer.close()


def test_a_file_that_is_gone_is_told_on_its_page(qtbot: QtBot, tmp_path: Path) -> None:
    reading = Reading("f" * 64, "pdf", "t", "1", (Page(1, "", 300, 400),))
    renderer = Renderer()
    try:
        view = SourceView(renderer, theme.light())
        qtbot.addWidget(view)
        view.resize(400, 500)
        view.show()
        view.set_report(reading, tmp_path / "gone.pdf")
        area = area_of(view)
        qtbot.waitUntil(lambda: area.error(1) is not None, timeout=20_000)
        assert area.error(1) == "not_found"
        view.close_report()
    finally:
        renderer.close()
