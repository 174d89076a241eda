"""Recognising in a child process: a scan becomes text at its places; a fault costs one refusal."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pytest

from db.model.errors import ReadError
from db.model.readings import Page, Reading
from desktop.documents.folding import fold
from desktop.documents.reading import read
from desktop.documents.recognising import certainty
from desktop.documents.spans import make_span
from desktop.workers.recognising import RecognisingWorker, available
from resources import resource
from tests.helpers.pdfs import assemble


@pytest.fixture
def worker() -> Iterator[RecognisingWorker]:
    worker = RecognisingWorker()
    yield worker
    worker.close()


def _scan(sample: str, index: int, share: float = 0.5) -> bytes:
    """The upper part of a sample's page as a grey picture on a page of its own."""
    with pypdfium2.PdfDocument(resource("samples", sample).read_bytes()) as document:
        grey = document[index].render(scale=150 / 72, grayscale=True).to_numpy()
    grey = grey.reshape(grey.shape[0], grey.shape[1])[: int(grey.shape[0] * share)]
    high, wide = grey.shape
    pixels = zlib.compress(grey.tobytes())
    content = b"q 595 0 0 %d 0 0 cm /Im Do Q" % round(595 * high / wide)
    picture = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 "
    picture = picture % (wide, high) + b"/Filter /FlateDecode /Length %d >>\nstream\n" % len(pixels)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 %d] /Contents 4 0 R " % round(595 * high / wide)
    return assemble(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: page + b"/Resources << /XObject << /Im 5 0 R >> >> >>",
            4: b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream",
            5: picture + pixels + b"\nendstream",
        }
    )


@pytest.mark.parametrize(("sample", "index"), [("harbour-fund-2024-en.pdf", 0), ("islands-centre-2024-zh.pdf", 1)])
def test_a_scan_becomes_text_at_its_places(tmp_path: Path, worker: RecognisingWorker, sample: str, index: int) -> None:
    assert available()
    path = tmp_path / "scan.pdf"
    path.write_bytes(_scan(sample, index))
    reading = read(path)
    assert reading.notes == ("no_text",)
    told: list[tuple[int, int]] = []
    found = worker.recognise(reading, path, [1], progress=lambda *step: told.append(step))
    assert told == [(1, 1)] and found.notes == ("recognised",) and found.options["recognised"] == "1"
    with resource("samples", sample).open("rb") as file, pypdfium2.PdfDocument(file.read()) as document:
        own = document[index].get_textpage().get_text_range()
    page = found.pages[0]
    text = fold(page.text).text  # the sample is written with radicals, as real ones are
    wanted = fold(own).text[: len(text)]
    assert SequenceMatcher(None, wanted, text, autojunk=False).ratio() > 0.9
    assert page.certainty and (certainty(page, 0, len(page.text)) or 0) > 0.2
    word = make_span(page, 0, 4)
    assert word.rects and 0 <= word.rects[0].left < word.rects[0].right <= 1


def test_stops_when_it_is_cancelled(tmp_path: Path, worker: RecognisingWorker) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(_scan("harbour-fund-2024-en.pdf", 0, 0.1))
    with pytest.raises(ReadError, match="cancelled"):
        worker.recognise(read(path), path, [1], cancelled=lambda: True)


def test_a_child_that_dies_costs_one_refusal(tmp_path: Path) -> None:
    reading = Reading("ab" * 32, "pdf", "pdfium", "1", (Page(1, ""),))
    broken = RecognisingWorker(command=[sys.executable, "-c", "import os; os.abort()"])
    try:
        with pytest.raises(ReadError, match="crashed"):
            broken.recognise(reading, tmp_path / "a.pdf", [1])
    finally:
        broken.close()


def test_says_so_where_nothing_that_recognises_is_installed(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(_scan("harbour-fund-2024-en.pdf", 0, 0.1))
    hidden = (
        "import importlib.util as u, sys; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'rapidocr' else find(name, *rest)\n"
        "from desktop.workers.child import main; main(['recognising'])"
    )
    worker = RecognisingWorker(command=[sys.executable, "-c", hidden])
    try:
        with pytest.raises(ReadError, match="no_recognition"):
            worker.recognise(read(path), path, [1])
    finally:
        worker.close()
