"""A shown form, and single editors with the project's own languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.form.editors import FieldEditor, make_editor
from desktop.ui.form.record_form import RecordForm
from desktop.ui.form.tools import LanguageTools
from tests.qt.form.material import form


@pytest.fixture
def show_editor(qtbot: QtBot) -> Iterator[Callable[..., FieldEditor]]:
    """Make, show and focus the editor of a field of the shipped form."""
    windows: list[QWidget] = []

    def shown(family: str, field: str, language: str = "en", report_language: str = "zh") -> FieldEditor:
        window = QWidget()
        windows.append(window)
        editor = make_editor(
            form().family(family).field(field), form(), language, LanguageTools.installed(), theme.light(), window
        )
        editor.report_language = report_language
        box = QVBoxLayout(window)
        box.addWidget(editor)
        other = QWidget(window)
        other.setObjectName("elsewhere")
        box.addWidget(other)
        qtbot.addWidget(window)
        window.resize(320, 120)
        window.show()
        window.activateWindow()
        editor.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is editor.focusProxy())
        return editor

    yield shown
    windows.clear()


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[RecordForm]:
    """A form in English on a window of 420 by 900 pixels, without a record."""
    window = QWidget()
    made = RecordForm(form(), "en", theme.light())
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(made)
    box.addStretch(1)
    qtbot.addWidget(window)
    window.resize(420, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made
