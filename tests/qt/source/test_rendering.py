"""The view with the renderer that draws in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.model.readings import Page, Reading
from desktop.documents.reading import read
from desktop.ui import theme
from desktop.ui.source.view import SourceView
from desktop.workers.rendering import Renderer
from tests.helpers.bad_files import encrypted_pdf
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


DIES_ONCE = """
import os, sys
from pathlib import Path
from desktop.workers.child import serve
from desktop.workers.rendering_child import Drawer
drawer = Drawer(sys.argv[1:])
def handler(request, send):
    if request.get("page") == 2:
        died = Path(request["path"] + ".died")
        if not died.exists():
            died.touch()
            os.abort()
    drawer.answer(request, send)
serve(handler)
"""


def _two_pages(folder: Path) -> tuple[Path, Reading]:
    path = folder / "two.pdf"
    document = pypdfium2.PdfDocument.new()
    for _ in range(2):
        document.new_page(300, 400).close()
    document.save(str(path))
    document.close()
    return path, Reading("f" * 64, "pdf", "t", "1", (Page(1, "", 300, 400), Page(2, "", 300, 400)))


def test_a_page_at_which_the_process_died_says_so_and_is_drawn_after_a_click(qtbot: QtBot, tmp_path: Path) -> None:
    path, reading = _two_pages(tmp_path)
    renderer = Renderer(command=[sys.executable, "-P", "-c", DIES_ONCE])
    try:
        view = SourceView(renderer, theme.light())
        qtbot.addWidget(view)
        view.resize(400, 500)
        view.show()
        view.set_report(reading, path)
        area = area_of(view)
        qtbot.waitUntil(lambda: area.is_drawn(1) and area.error(2) is not None, timeout=20_000)
        assert area.error(2) == "crashed" and not area.is_drawn(2)
        assert "Page 2 could not be drawn" in area.error_words(2) and "Click here" in area.error_words(2)
        view.go_to_page(2)
        QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, pos=area.card(2).center())
        qtbot.waitUntil(lambda: area.is_drawn(2), timeout=20_000)
        assert area.error(2) is None
        view.close_report()
    finally:
        renderer.close()


def test_a_process_that_was_ended_between_two_pages_is_missed_by_nobody(qtbot: QtBot, tmp_path: Path) -> None:
    path, reading = _two_pages(tmp_path)
    renderer = Renderer()
    try:
        view = SourceView(renderer, theme.light())
        qtbot.addWidget(view)
        view.resize(400, 500)
        view.show()
        view.set_report(reading, path)
        area = area_of(view)
        qtbot.waitUntil(lambda: area.is_drawn(1) and area.is_drawn(2), timeout=20_000)
        child = renderer._child
        assert child is not None
        child.kill()
        qtbot.waitUntil(lambda: not child.alive, timeout=5_000)
        view.zoom_in()
        size = area._painter.size_of(1)

        def drawn_again() -> bool:
            image = area._images.image(1)
            return image is not None and (image.width(), image.height()) == size

        qtbot.waitUntil(drawn_again, timeout=20_000)
        assert area.error(1) is None
        view.close_report()
    finally:
        renderer.close()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
@pytest.mark.parametrize("password", ["Zaunkönig7", "密码", "ﬁn"])
def test_an_encrypted_file_is_drawn_with_a_password_of_any_letters(
    qtbot: QtBot, tmp_path: Path, algorithm: str, password: str
) -> None:
    path = tmp_path / "locked.pdf"
    try:
        path.write_bytes(encrypted_pdf(password, algorithm=algorithm))
    except UnicodeError:
        pytest.skip("this algorithm's passwords are Latin-1 here")
    renderer = Renderer()
    try:
        view = SourceView(renderer, theme.light())
        qtbot.addWidget(view)
        view.resize(500, 600)
        view.show()
        view.set_report(read(path, password=password), path)
        area = area_of(view)
        qtbot.waitUntil(lambda: area.error(1) == "encrypted", timeout=20_000)
        view.unlock("not this one")
        qtbot.waitUntil(lambda: area.error(1) == "wrong_password", timeout=20_000)
        view.unlock(password)
        qtbot.waitUntil(lambda: area._images.image(1) is not None, timeout=20_000)
        assert area.error(1) is None
        view.close_report()
    finally:
        renderer.close()
