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
