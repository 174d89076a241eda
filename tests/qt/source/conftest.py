"""Reports, a renderer that does as it is told, and a shown view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from db.model.readings import Reading
from desktop.ui import theme
from desktop.ui.source.view import SourceView
from tests.qt.source.material import FakeRenderer


@pytest.fixture
def renderer() -> FakeRenderer:
    return FakeRenderer()


@pytest.fixture
def show(qtbot: QtBot, renderer: FakeRenderer) -> Iterator[Callable[..., SourceView]]:
    """Make, show and return a view of a reading."""
    made: list[SourceView] = []

    def shown(reading: Reading | None, width: int = 620, height: int = 800) -> SourceView:
        view = SourceView(renderer, theme.light())
        qtbot.addWidget(view)
        made.append(view)
        view.resize(width, height)
        view.show()
        qtbot.waitExposed(view)
        view.set_report(reading, Path("/nowhere/report.pdf") if reading and reading.format == "pdf" else None)
        return view

    yield shown
    for view in made:
        view.close_report()
