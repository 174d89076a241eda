"""Children that examine or recognise and answer what can't be: whatever they send costs one refusal and no process."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from db.model.errors import ReadError
from db.model.readings import Page, Reading
from desktop.workers.codec import encode
from desktop.workers.examining import ExaminingWorker
from desktop.workers.recognising import RecognisingWorker

ROOT = str(Path(__file__).resolve().parents[3])
READING = Reading("ab" * 32, "pdf", "pdfium", "1", (Page(1, "x"), Page(2, "y")))
HEADER = json.dumps(encode(Reading("ab" * 32, "pdf", "pdfium", "1", (Page(1, "x"),)))[0])


def child(header: str, payload: str = "b''", times: int = 1) -> list[str]:
    """A child that answers each request by this frame, so many times, and then waits."""
    return [
        sys.executable,
        "-c",
        f"import json, sys; sys.path.insert(0, {ROOT!r})\n"
        "from desktop.workers.pipes import pack, read_frame\n"
        "read_frame(sys.stdin.buffer)\n"
        f'frame = b"".join(pack(json.loads({header!r}), {payload}))\n'
        f"for _ in range({times}): sys.stdout.buffer.write(frame)\n"
        "sys.stdout.flush(); sys.stdin.read()",
    ]


@pytest.mark.parametrize(
    ("header", "times"),
    [
        ('{"kind": "page", "page": 1, "verdict": "sound", "parameters": {}}', 5),
        ('{"kind": "page", "page": 1, "verdict": "sound", "parameters": {"dark": Infinity}}', 1),
        ('{"kind": "page", "page": 1, "verdict": "sound", "parameters": {"dark": "many"}}', 1),
        ('{"kind": "page", "page": 1, "verdict": "sound", "parameters": []}', 1),
        ('{"kind": "page", "page": 1, "verdict": ["sound"], "parameters": {}}', 1),
        ('{"kind": "page", "page": 1.0, "verdict": "sound", "parameters": {}}', 1),
        ('{"kind": "page"}', 1),
        ('{"kind": "recognised"}', 1),
        ("{}", 1),
    ],
)
def test_an_examiner_that_lies(header: str, times: int) -> None:
    worker = ExaminingWorker(command=child(header, times=times), timeout=20)
    try:
        with pytest.raises(ReadError, match="crashed"):
            worker.examine(READING, None)
    finally:
        worker.close()


@pytest.mark.parametrize(
    ("header", "payload", "times"),
    [
        (f'{{"kind": "page", "number": 1, "reading": {HEADER}}}', "b'x'", 3),
        (f'{{"kind": "page", "number": 1.0, "reading": {HEADER}}}', "b'x'", 1),
        (f'{{"kind": "page", "number": true, "reading": {HEADER}}}', "b'x'", 1),
        (f'{{"kind": "page", "number": 7, "reading": {HEADER}}}', "b'x'", 1),
        (f'{{"kind": "page", "number": [1], "reading": {HEADER}}}', "b'x'", 1),
        (f'{{"kind": "page", "number": 1, "reading": {HEADER}}}', "b'too much'", 1),
        ('{"kind": "page", "number": 1, "reading": 5}', "b''", 1),
        ('{"kind": "recognised", "engine": "x"}', "b''", 1),
        ('{"kind": "examined"}', "b''", 1),
    ],
)
def test_a_recogniser_that_lies(tmp_path: Path, header: str, payload: str, times: int) -> None:
    worker = RecognisingWorker(command=child(header, payload, times), timeout=20)
    try:
        with pytest.raises(ReadError, match="crashed"):
            worker.recognise(READING, tmp_path / "a.pdf", [1, 2])
    finally:
        worker.close()


def test_children_that_hang_are_ended(tmp_path: Path) -> None:
    hanging = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    examiner, recogniser = ExaminingWorker(0.2, command=hanging), RecognisingWorker(0.2, command=hanging)
    try:
        with pytest.raises(ReadError, match="timed_out"):
            examiner.examine(READING, None)
        with pytest.raises(ReadError, match="timed_out"):
            recogniser.recognise(READING, tmp_path / "a.pdf", [1])
    finally:
        examiner.close()
        recogniser.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there, writing to a pipe waits for the other end")
def test_children_that_take_nothing_are_ended(tmp_path: Path) -> None:
    """More than a pipe holds, for a child that never reads it: neither time nor cancelling may be lost."""
    deaf = [sys.executable, "-c", "import time; time.sleep(60)"]
    long = Reading("ab" * 32, "pdf", "pdfium", "1", (Page(1, "x" * 4_000_000),))
    examiner, recogniser = ExaminingWorker(0.2, command=deaf), RecognisingWorker(20, command=deaf)
    try:
        with pytest.raises(ReadError, match="timed_out"):
            examiner.examine(long, None)
        with pytest.raises(ReadError, match="cancelled"):
            recogniser.recognise(long, tmp_path / "a.pdf", [1], cancelled=lambda: True)
    finally:
        examiner.close()
        recogniser.close()
