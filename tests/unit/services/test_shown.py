"""Whoever asks where records stand in the file that is shown gets what was found already, on whatever thread."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from db.model.readings import Reading
from desktop.documents.placer import Placer
from tests.helpers.projects import new_project, report


def test_two_who_ask_at_once_get_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = new_project(tmp_path)
    work = project.library.add(report(tmp_path), suggest=False).work
    together = threading.Barrier(2, timeout=20)
    read = project.library.reading

    def slowly(work_id: str) -> Reading:
        found = read(work_id)
        together.wait()  # neither has kept anything yet
        return found

    monkeypatch.setattr(project.library, "reading", slowly)
    placers: list[Placer] = []
    threads = [threading.Thread(target=lambda: placers.append(project.shown.placer(work))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(placers) == 2 and placers[0] is placers[1] is project.shown.placer(work)
    project.close()
