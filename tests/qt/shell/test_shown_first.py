"""Another file of the report is shown first: sheets of like values and of names stand at its places."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.model.lines import page_of
from desktop.ui.groups import view
from desktop.ui.groups.cuts import passage_of, value_spans
from desktop.ui.groups.sheet import GroupSheet
from resources import resource
from tests.qt.shell.conftest import Shell
from tests.qt.shell.test_grouping import open_sheet
from tests.qt.shell.test_naming import open_sheet as open_names
from tests.qt.shell.test_naming import organize

NAME = "harbour-fund-2024-en"
COVER = "Second edition\n\nWith a page of its own before it.\n\f"


@pytest.fixture
def edition(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> str:
    """A report's text, and an edition with a cover and one other figure that is shown first; its second page."""
    monkeypatch.setattr(view, "GLANCE", 0.02)
    shell.open()
    text = resource("samples", f"{NAME}.txt").read_text("utf-8")
    shell.add(shell.report("report.txt", text))
    first, second = shell.records("activity")[:2]
    organize(shell, first, "Guild of Pilots")
    organize(shell, second, "guild of  pilots")
    other = shell.folder / "edition.txt"
    other.write_text(COVER + text.replace("64 port inspectors", "65 port inspectors"), "utf-8")
    desk, project = shell.space.desk, shell.space.project
    work = desk.work_id
    assert work is not None and desk.person is not None
    project.library.add(other, choose=lambda matches: work)
    (reading,) = [each.id for each in project.library.readings(work) if each.id != project.library.work(work).reading]
    project.library.show_first(work, reading, desk.person)
    before = desk.loads
    desk.reload()
    shell.until(lambda: desk.loads > before and desk.loaded is not None)
    shell.settle()
    assert desk.loaded is not None and desk.loaded.reading is not None
    assert desk.loaded.reading.pages[0].text.startswith("Second edition")
    return desk.loaded.reading.pages[1].text


def _sheet(shell: Shell) -> GroupSheet:
    """The check of numbers of persons."""
    record = next(record for record in shell.records("count") if record.value("value") == 120)
    shell.choose(record)
    shell.space.form.focus_field("value")
    shell.until(lambda: shell.space.desk.field == "value")
    return open_sheet(shell)


def test_like_values_stand_beside_their_lines_of_the_file_that_is_shown(shell: Shell, edition: str) -> None:
    sheet = _sheet(shell)
    loaded = shell.space.desk.loaded
    assert loaded is not None
    values = set()
    for entry in sheet.model.entries():
        for span in entry.item.evidence:
            assert span.page == 2 and edition[span.start : span.end] == span.quote
        passage = passage_of(loaded.reading, entry.item.evidence)
        lit = [edition[start:end] for start, end in passage.lit]
        assert passage.page == 2 and lit == [span.quote for span in value_spans(entry.item.evidence)]
        assert entry.caption().startswith("p. 2")
        values.add(str(entry.item.value))
    assert "120" in values and "64" not in values, "what is not in this file can't be looked at in it"


def test_values_looked_at_there_are_confirmed(shell: Shell, edition: str) -> None:
    sheet = _sheet(shell)
    items = [entry.item for entry in sheet.model.entries()]
    group = sheet.facet()
    for _ in range(8):
        QApplication.processEvents()  # what was brought on screen is painted
        shell.until(sheet.view.rest)
        shell.key(Qt.Key.Key_Return)
        shell.settle()
        if sheet.facet() != group:
            break
    for item in items:
        stored = shell.space.project.review.record(item.record.id)
        assert stored.current["value"].source == "person"
        assert {span.page for span in stored.evidence} == {1}, "where it was found stays"
    assert not list(shell.space.project.verify())


def test_names_are_told_with_the_pages_of_the_file_that_is_shown(shell: Shell, edition: str) -> None:
    sheet = open_names(shell)
    places = {
        place for cluster in sheet._clusters for spelling in cluster.spellings for place in sheet._place(spelling)
    }
    assert places == {"p. 2"}


def test_list_and_form_tell_the_page_of_the_file_that_is_shown(shell: Shell, edition: str) -> None:
    record = next(record for record in shell.records("count") if record.value("value") == 120)
    assert page_of(shell.space.project.review.record(record.id)) == 1, "as it was found"
    shell.choose(record)
    assert "page 2" in shell.space.form.header.detail.text()
    assert "p. 2" in shell.space.records._model.texts(record.id).state
