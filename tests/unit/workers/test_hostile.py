"""Damaged at random, a file is read or refused; nothing else happens, and nothing takes long."""

from __future__ import annotations

import contextlib
import io
import random
from pathlib import Path

import docx
import pytest

from db.model.errors import ReadError
from desktop.workers.reading import ReadingWorker
from desktop.workers.rendering import Renderer
from tests.helpers import bad_files
from tests.helpers.pdfs import Sheet, Text, lines, make_pdf


def _report_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Title", 1)
    document.add_paragraph("A total of 1 100 officials.")
    document.add_table(2, 2).cell(0, 0).text = "cell"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _damaged(data: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(data)
    kind = chance.random()
    if kind < 0.2:
        return bytes(spoiled[: chance.randrange(1, len(spoiled))])
    if kind < 0.4:
        at = chance.randrange(len(spoiled))
        del spoiled[at : at + chance.randrange(400)]
        return bytes(spoiled)
    for _ in range(chance.choice((1, 5, 30))):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


@pytest.mark.parametrize("seed", range(3))
def test_random_damage(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    pages = [
        Sheet([*lines(["one 1 100", "two"]), Text(72, 300, "三百名", font="song")], rotate=90 * n) for n in range(4)
    ]
    sources = [
        ("a.pdf", make_pdf(pages, labels="0 << /S /r >>", outline=[("first", 0), ("last", 3)])),
        ("b.pdf", bad_files.encrypted_pdf("")),
        ("c.docx", _report_docx()),
    ]
    outcomes = set()
    with contextlib.closing(ReadingWorker(timeout=20)) as worker, contextlib.closing(Renderer(20)) as renderer:
        for _ in range(30):
            name, data = chance.choice(sources)
            path = tmp_path / name
            path.write_bytes(_damaged(data, chance) or b"x")
            try:
                reading = worker.read(path)
                outcomes.add("read")
                assert all(len(page.boxes) in (0, 16 * len(page.text)) for page in reading.pages)
            except ReadError as refusal:
                outcomes.add(refusal.code)
            if name.endswith(".pdf"):
                with contextlib.suppress(ReadError):
                    assert renderer.request(path, 1, 60, 80).result(20).width == 60
    assert {"read", "damaged"} <= outcomes
    assert not outcomes & {"crashed", "timed_out"}
