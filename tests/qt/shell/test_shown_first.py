"""Another file of the report is shown first: sheets of like values and of names stand at its places."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.model.lines import page_of
from desktop.services.project import Project
from desktop.ui import loading, snapshot
from desktop.ui.groups import view
from desktop.ui.groups.cuts import passage_of, value_spans
from desktop.ui.groups.sheet import GroupSheet
from resources import resource
from tests.helpers.many import add_many
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


def test_of_a_large_report_the_first_screen_comes_before_all_places_are_found(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room, name, number in ((snapshot, "FEW", 10), (snapshot, "BEFORE", 3), (snapshot, "AFTER", 8)):
        monkeypatch.setattr(room, name, number)
    monkeypatch.setattr(loading, "PORTION", 12)
    monkeypatch.setattr(loading, "CHECKED", 9)
    with Project.open(shell.folder / "p.db", create=True, keyring=shell.keyring) as project:
        work = add_many(project, 60)
        texts = [page.text for page in project.library.reading(work).pages]
        edition = shell.folder / "edition.txt"
        edition.write_text("\f".join(["A cover of its own.", *texts]).replace("Item 7:", "Item seven:"), "utf-8")
        project.library.add(edition, choose=lambda matches: work)
        other = next(
            each.id for each in project.library.readings(work) if each.id != project.library.work(work).reading
        )
        project.library.show_first(work, other, project.people.enter("Ada"))
    shell.open()
    shell.until(lambda: shell.space.desk.loaded is not None)
    desk, source = shell.space.desk, shell.space.source
    loaded = desk.loaded
    assert loaded is not None and loaded.moved and loaded.lines is not None and len(loaded.lines) < 20
    assert loaded.reading is not None and loaded.reading.pages[0].text == "A cover of its own."
    current = desk.record()
    assert current is not None and source.mark(current.id) is not None, "the one that is looked at is lit at once"
    shell.until(lambda: not desk.loading)
    shell.settle()
    found = 0
    for record in shell.records():
        mark = source.mark(record.id)
        if mark is None:
            assert record.evidence == () or record.family == "report"
            continue
        for span in mark.evidence:
            assert loaded.reading.pages[span.page - 1].text[span.start : span.end] == span.quote
            assert span.page > 1
            found += 1
        row = shell.space.records.row(record.id)
        assert row is not None and page_of(row.record) == mark.evidence[0].page
    assert found > 55
    assert set(source._overview._ticks._spots) >= {record.id for record in shell.records() if record.evidence}
