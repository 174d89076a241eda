"""A text whose encoding is in doubt is asked about, with a preview that follows the choice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.dialogs.encoding import EncodingDialog, encoding_words
from tests.qt.shell.conftest import Shell

TEXT = "Отчёт порта\n\n1. В 2023 году порт обучил 64 инспектора, из них 22 женщины.\n" * 4


def _begin(shell: Shell) -> EncodingDialog:
    shell.open()
    path: Path = shell.folder / "port.txt"
    path.write_bytes(TEXT.encode("koi8-r"))
    shell.space.add([path])
    dialog = shell.dialog(EncodingDialog)
    assert isinstance(dialog, EncodingDialog)
    return dialog


def test_the_text_is_read_as_the_person_says(shell: Shell) -> None:
    dialog = _begin(shell)
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    wanted = names.index(encoding_words("koi8-r"))
    seen = set()
    dialog.list.setCurrentRow(0)
    for _ in range(wanted):
        seen.add(dialog.preview.toPlainText())
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.preview.toPlainText().startswith("Отчёт порта")
    assert dialog.preview.toPlainText() not in seen
    dialog.accept_button.click()
    shell.back()
    shell.until(lambda: not shell.space.adding.busy and shell.space.desk.loaded is not None)
    shell.settle()
    loaded = shell.space.desk.loaded
    assert loaded is not None and loaded.reading is not None
    assert loaded.reading.pages[0].text.startswith("Отчёт порта")


def test_cancelling_adds_nothing(shell: Shell) -> None:
    dialog = _begin(shell)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    shell.back()
    shell.until(lambda: not shell.space.adding.busy)
    shell.settle()
    assert shell.space.project.library.works() == []


def test_html_is_asked_about_likewise_and_shown_by_its_words(shell: Shell) -> None:
    shell.open()
    path = shell.folder / "port.html"
    lines = "".join(f"<p class='text'>{line}</p>\n" for line in TEXT.splitlines())
    path.write_bytes(f"<html><head><title>x</title></head><body>{lines}</body></html>".encode("cp1251"))
    shell.space.add([path])
    dialog = shell.dialog(EncodingDialog)
    assert isinstance(dialog, EncodingDialog)
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    item = dialog.list.item(names.index(encoding_words("cp1251")))
    where = dialog.list.visualItemRect(item).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert "Отчёт порта" in dialog.preview.toPlainText() and "<p" not in dialog.preview.toPlainText()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    shell.back()
    shell.until(lambda: not shell.space.adding.busy and shell.space.desk.loaded is not None)
    shell.settle()
    loaded = shell.space.desk.loaded
    assert loaded is not None and loaded.reading is not None
    assert loaded.reading.format == "html" and "Отчёт порта" in loaded.reading.pages[0].text


def test_html_that_says_its_encoding_is_not_asked_about(shell: Shell) -> None:
    shell.open()
    path = shell.folder / "port.html"
    path.write_bytes(f"<html><meta charset=koi8-r><body><p>{TEXT}</p></body></html>".encode("koi8-r"))
    shell.add(path)
    loaded = shell.space.desk.loaded
    assert loaded is not None and loaded.reading is not None
    assert "Отчёт порта" in loaded.reading.pages[0].text
