"""Suggesting in a child process: equal results, and a fault costs one refusal."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest

from db.model.errors import ReadError
from db.model.readings import Page, Reading
from db.model.shapes import dumps, suggestion_to_json
from desktop import extraction
from desktop.documents.reading import read
from desktop.services.forms import standard_form
from desktop.workers.suggesting import SuggestingWorker
from tests.helpers.bad_files import good_pdf
from tests.helpers.projects import CHINESE

FORM = standard_form()
FINDER = "desktop.extraction:suggest"
CHILD = """
import sys, json, struct
sys.path.insert(0, {root!r})
from desktop.workers.pipes import pack, read_frame
header, payload = read_frame(sys.stdin.buffer)
out = sys.stdout.buffer
def send(header, payload=b""):
    out.write(b"".join(pack(header, payload))); out.flush()
{body}
"""


def child(body: str) -> list[str]:
    root = str(Path(__file__).resolve().parents[3])
    return [sys.executable, "-c", CHILD.format(root=root, body=body)]


def reading(text: str = CHINESE) -> Reading:
    return Reading("ab" * 32, "txt", "test", "1", (Page(1, text),))


def test_the_child_finds_what_this_process_would(tmp_path: Path) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(good_pdf(("In 2021 the Centre trained 120 officers (45 women).", "It destroyed 3,400 weapons.")))
    worker = SuggestingWorker(FINDER, FORM)
    try:
        told: list[tuple[int, int]] = []
        for item in (reading(), read(pdf)):
            told.clear()
            found = worker.suggest(item, progress=lambda *step: told.append(step))
            assert found == extraction.suggest(item)
            assert [dumps(suggestion_to_json(s, FORM)) for s in found]
            assert told and told[-1][0] == told[-1][1]
        assert any(span.rects for s in found for span in s.evidence)
    finally:
        worker.close()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("sys.exit(3)", "suggesting_crashed"),
        ("import os; os.abort()", "suggesting_crashed"),
        ("out.write(b'nonsense' * 20); out.flush()", "suggesting_crashed"),
        ("send({'kind': 'refused', 'code': 'crashed', 'parameters': {}})", "suggesting_crashed"),
        (
            'send({\'kind\': \'suggestions\'}, b\'[{"family": "count", "fields": {"colour": 1}}]\')',
            "suggesting_crashed",
        ),
        (
            "send({'kind': 'suggestions'}, json.dumps([{'family': 'count', 'id': 'x', 'fields': {}, 'evidence':"
            " [{'page': 1, 'start': 0, 'end': 3, 'quote': 'not there'}]}]).encode())",
            "suggesting_crashed",
        ),
        (
            "send({'kind': 'suggestions'}, json.dumps([{'family': 'count', 'id': 'x', 'fields': {}, 'evidence':"
            " [{'page': 7, 'start': 0, 'end': 0, 'quote': ''}]}]).encode())",
            "suggesting_crashed",
        ),
        ("import time; time.sleep(60)", "suggesting_timed_out"),
    ],
)
def test_a_child_that_fails_costs_one_refusal(body: str, code: str) -> None:
    worker = SuggestingWorker("unused:unused", FORM, timeout=0.5 if "sleep" in body else 20, command=child(body))
    try:
        with pytest.raises(ReadError) as caught:
            worker.suggest(reading())
        assert caught.value.code == code
    finally:
        worker.close()


def test_a_cancel_ends_it_at_once_and_the_next_one_works() -> None:
    worker = SuggestingWorker(FINDER, FORM)
    try:
        begun = time.monotonic()
        with pytest.raises(ReadError, match="cancelled"):
            worker.suggest(reading(CHINESE * 400), cancelled=lambda: time.monotonic() - begun > 0.2)
        assert worker.suggest(reading())
    finally:
        worker.close()


def test_closing_ends_what_is_under_way() -> None:
    worker = SuggestingWorker("unused:unused", FORM, command=child("import time; time.sleep(60)"))
    threading.Timer(0.3, worker.close).start()
    with pytest.raises(ReadError, match="cancelled"):
        worker.suggest(reading())
    with pytest.raises(ReadError, match="cancelled"):
        worker.suggest(reading())
