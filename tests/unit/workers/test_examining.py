"""Examining in a child process: what is judged of real files, and that a fault costs one refusal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.model.errors import ReadError
from db.model.readings import Page, Reading
from desktop.documents.health import Health
from desktop.documents.reading import read
from desktop.workers import examining
from desktop.workers.examining import ExaminingWorker
from tests.helpers.bad_files import encrypted_pdf
from tests.helpers.pdfs import Sheet, Text, lines, make_pdf

_SCAN = b"0.3 g " + b"".join(b"72 %d 400 6 re f\n" % y for y in range(100, 700, 14))


@pytest.fixture
def worker() -> Iterator[ExaminingWorker]:
    worker = ExaminingWorker()
    yield worker
    worker.close()


def _pdf(folder: Path, data: bytes) -> tuple[Reading, Path]:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return read(path), path


@pytest.mark.parametrize("at_once", [examining.AT_ONCE, 1, 1200])
def test_judges_each_page(
    tmp_path: Path, worker: ExaminingWorker, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """Also where a report is so long that its pages are sent in portions."""
    monkeypatch.setattr(examining, "AT_ONCE", at_once)
    sheets = [
        Sheet(lines(["Twelve pilots were trained in Tema.", "Four clerks followed."])),
        Sheet(extra=_SCAN),
        Sheet([Text(72, 700, "\ue001\ue002\ue003\ue004 pilots", font="any")]),
        Sheet(),
        Sheet([Text(300, 40, "5")], extra=_SCAN),
        Sheet(lines(["One line above a picture of many others."]), extra=_SCAN),
    ]
    reading, path = _pdf(tmp_path, make_pdf(sheets))
    told: list[Health] = []
    found = worker.examine(reading, path, told=told.append)
    assert [health.verdict for health in found] == ["sound", "no_text", "garbled", "sound", "no_text", "sparse"]
    assert told == found and [health.page for health in found] == [1, 2, 3, 4, 5, 6]


def test_other_formats_are_judged_by_their_text(worker: ExaminingWorker) -> None:
    pages = (Page(1, "Twelve pilots"), Page(2, "\ufffd\ufffd\ufffd\ufffd"))
    found = worker.examine(Reading("ab" * 32, "txt", "text", "1", pages), None)
    assert [health.verdict for health in found] == ["sound", "garbled"]


def test_encrypted_files_are_opened_with_their_password(tmp_path: Path, worker: ExaminingWorker) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(encrypted_pdf("geheim"))
    reading = read(path, password="geheim")
    assert [health.verdict for health in worker.examine(reading, path, password="geheim")] == ["sound"]
    with pytest.raises(ReadError, match="encrypted"):
        worker.examine(reading, path)


def test_a_child_that_dies_or_lies_costs_one_refusal(tmp_path: Path) -> None:
    reading = Reading("ab" * 32, "txt", "text", "1", (Page(1, "x"),))
    root = str(Path(__file__).resolve().parents[3])
    lie = (
        f"import sys; sys.path.insert(0, {root!r})\n"
        "from desktop.workers.pipes import pack, read_frame\n"
        "read_frame(sys.stdin.buffer)\n"
        "sys.stdout.buffer.write(pack({'kind': 'page', 'page': 7, 'verdict': 'sound', 'parameters': {}}))\n"
        "sys.stdout.flush(); sys.stdin.read()"
    )
    for body in ("import os; os.abort()", lie):
        broken = ExaminingWorker(command=[sys.executable, "-c", body])
        try:
            with pytest.raises(ReadError, match="crashed"):
                broken.examine(reading, None)
        finally:
            broken.close()


def test_stops_when_it_is_cancelled(tmp_path: Path, worker: ExaminingWorker) -> None:
    reading = Reading("ab" * 32, "txt", "text", "1", (Page(1, "x"),))
    with pytest.raises(ReadError, match="cancelled"):
        worker.examine(reading, None, cancelled=lambda: True)
    assert len(worker.examine(reading, None)) == 1
