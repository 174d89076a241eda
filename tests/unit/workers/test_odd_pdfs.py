"""Rare PDFs, as the suites of PDF libraries hold them: each opens or is refused, and the processes live on."""

from __future__ import annotations

import contextlib
import math
import os
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.model.errors import ReadError
from desktop.workers.reading import ReadingWorker
from desktop.workers.rendering import Renderer
from tests.helpers.odd_pdfs import ODD, Odd, of_pages

SOAK = os.environ.get("COUNTERPROOF_SOAK") == "1"


@pytest.fixture
def worker() -> Iterator[ReadingWorker]:
    with contextlib.closing(ReadingWorker()) as made:
        yield made


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    with contextlib.closing(Renderer()) as made:
        yield made


def _file(folder: Path, name: str) -> tuple[Odd, Path]:
    odd = ODD[name]
    path = folder / f"{name}.pdf"
    path.write_bytes(odd.make())
    return odd, path


def test_each_is_read_or_refused_by_one_process(worker: ReadingWorker, tmp_path: Path) -> None:
    for name in ODD:
        odd, path = _file(tmp_path, name)
        if odd.refused is not None:
            with pytest.raises(ReadError) as refusal:
                worker.read(path, password=odd.password)
            assert refusal.value.code == odd.refused, name
            continue
        reading = worker.read(path, password=odd.password)
        assert reading.pages, name
        for words in odd.says:
            assert words in reading.pages[0].text, name
        assert odd.notes <= set(reading.notes), name
        for page in reading.pages:
            boxes = array("f", page.boxes)
            assert len(boxes) in (0, 4 * len(page.text)), name
            assert math.isfinite(page.width) and math.isfinite(page.height) and min(page.width, page.height) >= 0, name
            assert not any(math.isinf(value) for value in boxes), name
    _still_reads(worker, tmp_path)


def test_each_is_drawn_or_refused_by_one_process(renderer: Renderer, tmp_path: Path) -> None:
    for name in [name for name in ODD if ODD[name].refused is None]:
        odd, path = _file(tmp_path, name)
        try:
            picture = renderer.request(path, 1, 300, 400, password=odd.password).result(20)
            assert (picture.width, picture.height) == (300, 400), name
        except ReadError as refusal:
            assert not odd.drawn, (name, refusal.code)
        renderer.forget(path)
    path = tmp_path / "last.pdf"
    path.write_bytes(of_pages(2))
    assert renderer.request(path, 2, 100, 100).result(20).width == 100


@pytest.mark.parametrize("name", ["crop-beside-the-page", "crop-beside-and-turned", "crop-of-nothing"])
def test_a_page_whose_crop_box_holds_nothing_of_it_is_drawn(renderer: Renderer, tmp_path: Path, name: str) -> None:
    _, path = _file(tmp_path, name)
    picture = renderer.request(path, 1, 300, 300).result(20)
    assert min(picture.data[::4]) < 100, "its words are dark"


@pytest.mark.soak
def test_very_many_pages(worker: ReadingWorker, renderer: Renderer, tmp_path: Path) -> None:
    number = 10_000 if SOAK else 400
    path = tmp_path / "long.pdf"
    path.write_bytes(of_pages(number))
    reading = worker.read(path)
    assert len(reading.pages) == number
    assert [page.text.split("\n")[0] for page in reading.pages] == [f"Page {n + 1}" for n in range(number)]
    assert renderer.request(path, number, 100, 140).result(60).height == 140


def _still_reads(worker: ReadingWorker, folder: Path) -> None:
    path = folder / "last.pdf"
    path.write_bytes(of_pages(2))
    assert [page.text.split("\n")[0] for page in worker.read(path).pages] == ["Page 1", "Page 2"]
