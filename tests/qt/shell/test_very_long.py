"""A PDF of very many pages in the real window, with real child processes: added, opened, gone through, searched."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.keyring import KeyRing
from desktop.ui.main_window import MainWindow
from desktop.ui.settings import Settings
from desktop.ui.source.area import PageArea
from desktop.workers.rendering import Renderer
from tests.helpers.pdfs import Sheet, lines, make_pdf

SOAK = os.environ.get("COUNTERPROOF_SOAK") == "1"
PAGES = 10_000 if SOAK else 60
MOST_MEMORY = 700  # MB that the window's process may take more, for all that is done here


def _sheet(number: int) -> Sheet:
    return Sheet(
        lines(
            [
                f"Register of moorings, leaf {number}",
                *(
                    f"Row {row}: nothing was moored at the {row * 7 + number % 5}th ring of the quay."
                    for row in range(8)
                ),
                f"{number}. In 2031 the harbour office counted {number + 20} barges and trained 12 pilots.",
            ]
        )
    )


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    settings, renderer = Settings(tmp_path / "window.ini"), Renderer()
    settings.set_person(tmp_path / "long.db", "Ada")
    made = MainWindow(qapp, settings, KeyRing(tmp_path / "keys"), renderer)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    if made.workspace is not None:
        made.workspace.adding.cancel_all()
        made.close_project()
    made.close()
    made.deleteLater()
    renderer.close()
    qapp.setStyleSheet("")


def _memory() -> int:
    """MB that this process takes now; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS")) >> 10


@pytest.mark.soak
def test_it_is_added_opened_gone_through_and_searched(window: MainWindow, tmp_path: Path) -> None:
    def until(holds: Callable[[], object], minutes: int = 1) -> None:
        latest = time.monotonic() + 60 * minutes
        while not holds():
            assert time.monotonic() < latest
            QApplication.processEvents()
            time.sleep(0.005)  # the interpreter belongs to the other threads meanwhile

    path = tmp_path / "long.pdf"
    path.write_bytes(make_pdf([_sheet(number) for number in range(1, PAGES + 1)]))
    window.open_project(tmp_path / "long.db", create=True)
    until(lambda: window.workspace is not None)
    space = window.workspace
    assert space is not None
    before = _memory()
    space.add([path])
    until(lambda: not space.adding.busy, 10)
    until(lambda: space.desk.loaded is not None)
    loaded = space.desk.loaded
    assert loaded is not None and loaded.reading is not None and len(loaded.reading.pages) == PAGES
    assert space.project.library.progress(loaded.work.id).total >= PAGES
    area = space.source.findChild(PageArea)
    assert area is not None
    until(lambda: area.is_drawn(1))

    last = PAGES - 1
    space.source.go_to_page(last)
    until(lambda: area.is_drawn(last))
    assert space.source.page() == last
    space.source.go_back()
    assert space.source.page() == 1

    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for letter in f"counted {last + 20} ":
        QTest.keyClick(QApplication.focusWidget(), letter)
    until(lambda: area.finder.typed.strip().endswith(str(last + 20)) and not area.finder.searching)
    hit = area.finder.current()
    assert area.finder.count == 1 and hit is not None and hit.page == last
    until(lambda: space.source.page() == last and area.is_drawn(last))

    space.search.begin()
    for letter in f"leaf {PAGES}":
        QTest.keyClick(QApplication.focusWidget(), letter)
    until(lambda: space.search.model.count > 0, 2)
    model = space.search.model
    found = [model.hit(model.index(row, 0)) for row in range(model.rowCount())]
    assert PAGES in [each.hit.page for each in found if each is not None]
    until(lambda: not space.desk.loading, 5)
    assert _memory() - before < MOST_MEMORY
