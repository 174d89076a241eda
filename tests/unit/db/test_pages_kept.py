"""Very long readings: boxes stay in the file, and nobody sees a difference."""

from __future__ import annotations

from array import array
from dataclasses import replace
from pathlib import Path

import pytest

from db import pages_kept
from db.model.readings import Page, Reading
from db.pages_kept import Boxes, KeptPage, kept
from db.store import Store, readings
from desktop.documents.spans import rects
from tests.helpers.projects import new_project, report

TEXT = "Pier {} holds 40 boats"


def _page(number: int) -> Page:
    text = TEXT.format(number)
    boxes = array("f", [value for n in range(len(text)) for value in (n / 100, number / 100, (n + 1) / 100, 0.9)])
    return Page(number, text, 600.0, 800.0, boxes.tobytes(), (), f"p{number}")


def _store(folder: Path) -> tuple[Store, Reading]:
    """A project whose report also has a reading with boxes."""
    project = new_project(folder)
    added = project.library.add(report(folder), suggest=False)
    first = project.library.reading(added.work)
    made = Reading(first.file, "pdf", "made", "1", tuple(_page(number) for number in range(1, 8)))
    store = project.library._store
    store.database.write(lambda conn: readings.add(conn, made, project.people.machine()))
    return store, made


def test_it_equals_the_one_that_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, made = _store(tmp_path)
    monkeypatch.setattr(readings, "MANY", 3)
    found = store.reading(made.id)
    assert all(isinstance(page, KeptPage) for page in found.pages)
    assert found.pages == made.pages and made.pages == found.pages and found.id == made.id
    assert hash(found.pages[2]) == hash(made.pages[2])
    assert rects(found.pages[4], 0, 4) == rects(made.pages[4], 0, 4)
    other = replace(found.pages[1], number=9)
    assert other == replace(made.pages[1], number=9) and other != found.pages[1]
    assert replace(found.pages[1], boxes=b"").boxes == b"", "without boxes on purpose"
    store.database.close()


def test_shorter_ones_are_held_as_a_whole(tmp_path: Path) -> None:
    store, made = _store(tmp_path)
    assert not any(isinstance(page, KeptPage) for page in store.reading(made.id).pages)
    store.database.close()


def test_boxes_are_read_when_they_are_asked_for_and_some_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_kept, "KEPT", 2)
    asked: list[int] = []

    def read(number: int) -> bytes:
        asked.append(number)
        return _page(number).boxes

    source = Boxes(read)
    pages = [kept(replace(_page(number), boxes=b""), source) for number in range(1, 5)]
    assert asked == []
    for number in (1, 1, 2, 1, 3, 1, 2):
        assert pages[number - 1].boxes == _page(number).boxes
    assert asked == [1, 2, 3, 2]


def test_the_text_of_one_page_is_read_alone(tmp_path: Path) -> None:
    store, made = _store(tmp_path)
    reading = next(each.id for each in store.readings(store.works()[0].id) if each.pages == 7)
    assert store.pages.text(reading, 3) == made.pages[2].text
    assert store.pages.text(reading, 8) is None and store.pages.text("x", 1) is None
    store.database.close()
