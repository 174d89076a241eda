"""Recognition: silent pages get text, a reading of their own, and suggestions; what was there stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from db.model.errors import ReadError
from db.model.readings import Reading
from desktop.documents.recognising import with_pages
from desktop.services.project import Project
from desktop.services.recognition import Recognition
from tests.helpers.pdfs import Sheet, lines, make_pdf
from tests.helpers.projects import new_project

SAID = "2. In May 2021 the Centre trained 75 clerks (30 women) in Tema."


class Recogniser:
    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.fail: ReadError | None = None

    def recognise(
        self,
        reading: Reading,
        path: Path,
        pages: Sequence[int],
        *,
        password: str | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Reading:
        self.asked.append(list(pages))
        assert path.exists()
        if self.fail is not None:
            raise self.fail
        if progress is not None:
            progress(len(pages), len(pages))
        found = {n: replace(reading.pages[n - 1], text=SAID, certainty=b"\xf0" * len(SAID)) for n in pages}
        return with_pages(reading, found, "fake", "1")

    def close(self) -> None: ...


def _scan(project: Project, folder: Path) -> str:
    path = folder / "scan.pdf"
    own = lines(["1. In April 2021 the Centre trained 40 pilots in Accra."])
    path.write_bytes(make_pdf([Sheet(own), Sheet(extra=b"0.5 g 100 100 200 200 re f\n")]))
    return project.library.add(path).work


def _recognition(project: Project, recogniser: Recogniser) -> Recognition:
    return Recognition(project._store, project.people, project.library, lambda: recogniser)


def test_silent_pages_are_read_and_searched(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work, recogniser = _scan(project, tmp_path), Recogniser()
        recognition = _recognition(project, recogniser)
        assert recognition.silent_pages(work) == [2]
        before = {record.id for record in project.review.records(work)}
        ana = project.people.enter("Ana")
        (pilots,) = [r for r in project.review.records(work) if r.value("value") == 40]
        project.review.confirm(pilots.id, ana)
        stages: list[str] = []
        changes = recognition.recognise(work, progress=lambda stage, *_: stages.append(stage))
        assert recogniser.asked == [[2]] and stages[0] == "recognising" and stages[-1] == "saving"
        assert work in changes.works
        records = {record.id: record for record in project.review.records(work)}
        (clerks,) = [r for r in records.values() if r.value("value") == 75]
        assert clerks.id not in before and clerks.evidence[0].page == 2
        assert str(records[pilots.id].decision) == "confirmed" and records[pilots.id] == project.review.record(
            pilots.id
        )
        reading = project.library.reading(work)
        assert reading.options["recognised"] == "2" and reading.pages[1].certainty[:1] == b"\xf0"
        assert [summary.id for summary in project._store.readings(work)].count(reading.id) == 1
        assert len(project._store.readings(work)) == 2
        assert recognition.silent_pages(work) == [] and project.verify() == []


def test_a_report_of_pictures_alone_gets_its_own_data_once(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(make_pdf([Sheet(extra=b"0.5 g 100 100 200 200 re f\n")]))
    with new_project(tmp_path) as project:
        work = project.library.add(path).work
        (bare,) = project.review.records(work)
        assert bare.family == "report" and not bare.current
        _recognition(project, Recogniser()).recognise(work)
        own = [record for record in project.review.records(work) if record.family == "report"]
        assert [record.id for record in own] == [bare.id] and own[0].current
        assert own[0].reading == project.library.reading(work).id and project.verify() == []


def test_what_a_person_said_of_the_bare_record_stays(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(make_pdf([Sheet(extra=b"0.5 g 100 100 200 200 re f\n")]))
    with new_project(tmp_path) as project:
        work = project.library.add(path).work
        (bare,) = project.review.records(work)
        project.review.confirm(bare.id, project.people.enter("Ana"))
        _recognition(project, Recogniser()).recognise(work)
        assert (
            str(project.review.record(bare.id).decision) == "confirmed" and not project.review.record(bare.id).current
        )
        assert len([record for record in project.review.records(work) if record.family == "report"]) == 2


def test_again_it_finds_nothing_to_do(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work, recogniser = _scan(project, tmp_path), Recogniser()
        recognition = _recognition(project, recogniser)
        recognition.recognise(work)
        assert recognition.recognise(work).entries == () and len(recogniser.asked) == 1


def test_a_failure_leaves_the_report_as_it_was(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        work, recogniser = _scan(project, tmp_path), Recogniser()
        recogniser.fail = ReadError("cancelled")
        before = project.library.work(work)
        with pytest.raises(ReadError, match="cancelled"):
            _recognition(project, recogniser).recognise(work)
        assert project.library.work(work) == before
