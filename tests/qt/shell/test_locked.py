"""Encrypted reports in the window: a password of any letters, once given, opens pages, small pages, print and twin."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.ui.dialogs.password import PasswordDialog
from desktop.ui.source.area import PageArea
from desktop.ui.source.contents import ContentsPane
from tests.helpers.pdfs import Sheet, lines, make_pdf
from tests.qt.shell.conftest import Shell
from tests.qt.shell.test_window import Locked

WORD = "港口 Zäun €7"
SHEET = Sheet(lines([f"Mooring {n} of the harbour was mended by {n + 3} divers in spring." for n in range(20)]))


class _Locked(Locked):
    """Draws with this password only."""

    opens = WORD


@pytest.fixture
def locked(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Locked:
    """A report whose project was opened another day: its pages ask for the password again."""
    renderer = _Locked()
    shell.window._renderer = renderer
    shell.open()
    path = shell.folder / "secret.pdf"
    writer = PdfWriter(clone_from=PdfReader(BytesIO(make_pdf([SHEET]))))
    writer.encrypt(WORD, algorithm="AES-256")
    writer.write(path)
    shell.space.add([path])
    _give(shell, WORD)
    shell.until(lambda: not shell.space.adding.busy)
    shell.settle()
    shell.window.close_project()
    shell.open()
    shell.until(lambda: _area(shell).error(1) == "encrypted")
    renderer.passwords.clear()
    return renderer


def _area(shell: Shell, twin: bool = False) -> PageArea:
    area = (shell.space.twin.view if twin else shell.space.source).findChild(PageArea)
    assert area is not None
    return area


def _give(shell: Shell, password: str) -> None:
    dialog = shell.dialog(PasswordDialog)
    dialog.findChild(QLineEdit, "password").insert(password)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    shell.back()


def _click(shell: Shell, area: PageArea) -> None:
    QTest.mouseClick(
        area.viewport(), Qt.MouseButton.LeftButton, pos=area.card(1).intersected(area.viewport().rect()).center()
    )


def test_small_pages_are_drawn_with_it_too(shell: Shell, locked: Locked) -> None:
    shell.space.act("contents_pane")
    pane = shell.space.source.findChild(ContentsPane)
    assert pane is not None
    pane.images.want([(1, 60, 80)])
    shell.until(lambda: pane.images.error(1) == "encrypted")
    _click(shell, _area(shell))
    _give(shell, WORD)
    shell.until(lambda: _area(shell).error(1) is None)
    pane.images.want([(1, 60, 80)])
    shell.until(lambda: pane.images.image(1) is not None)


def test_pages_are_printed_with_it_too(shell: Shell, locked: Locked, tmp_path: Path) -> None:
    _click(shell, _area(shell))
    _give(shell, WORD)
    shell.until(lambda: _area(shell).error(1) is None)
    locked.passwords.clear()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    shell.space.printing.print_pages(printer, [1], with_marks=False)
    shell.until(lambda: shell.space.printing.job is None)
    assert locked.passwords and set(locked.passwords) == {WORD}


def test_a_locked_file_beside_the_report_can_be_opened(shell: Shell, locked: Locked) -> None:
    open_ = shell.folder / "open.pdf"
    open_.write_bytes(make_pdf([SHEET]))
    desk = shell.space.desk
    work = desk.work_id
    assert work is not None and desk.person is not None
    project = shell.space.project
    project.library.add(open_, choose=lambda matches: work)
    (other,) = [each.id for each in project.library.readings(work) if each.id != project.library.work(work).reading]
    project.library.show_first(work, other, desk.person)
    before = desk.loads
    desk.reload()
    shell.until(lambda: desk.loads > before and desk.loaded is not None)
    shell.settle()
    QTest.keyClick(QApplication.focusWidget() or shell.window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    shell.until(lambda: shell.space.twinning.is_open and _area(shell, True).error(1) == "encrypted")
    _click(shell, _area(shell, True))
    _give(shell, WORD)
    shell.until(lambda: _area(shell, True).error(1) is None and locked.passwords[-1] == WORD)
