"""Nothing leaves the machine: no process of the program ever looks up a name or opens a connection."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from resources import resource
from tests.helpers.command import ROOT, counterproof, surroundings

# The window, from its start until a report stands in it.
WINDOW = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop import app

def run():
    until = time.monotonic() + 30
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, app.MainWindow))
    while time.monotonic() < until and "harbour" not in str(window.windowTitle()).lower() + shown(window):
        QApplication.processEvents()
        time.sleep(0.005)
    for _ in range(100):
        QApplication.processEvents()
        time.sleep(0.005)
    print(shown(window))
    window.close()
    return 0

def shown(window):
    from PySide6.QtWidgets import QAbstractItemView
    views = window.findChildren(QAbstractItemView)
    models = [view.model() for view in views if view.model() is not None]
    return " ".join(str(m.index(row, 0).data()) for m in models for row in range(min(3, m.rowCount()))).lower()

QApplication.exec = staticmethod(run)
sys.exit(app.main(Path(sys.argv[1]), ["counterproof"]))
"""
# A page read by its looks.
RECOGNISING = """
import sys
from pathlib import Path
from desktop.documents.reading import read
from desktop.workers.recognising import RecognisingWorker
worker = RecognisingWorker()
path = Path(sys.argv[1])
found = worker.recognise(read(path), path, [1])
worker.close()
print(found.pages[0].text)
"""


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where attempts are noted; every process that is started from here on is watched."""
    attempts = tmp_path / "attempts"
    paths = [str(ROOT / "tests" / "helpers" / "without_network"), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    monkeypatch.setenv("COUNTERPROOF_ATTEMPTS", str(attempts))
    return attempts


def run(code: str, *arguments: str | Path) -> str:
    environment = surroundings() | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_attempt_would_be_noted(offline: Path) -> None:
    with pytest.raises(AssertionError, match="no network here"):
        run("import socket; socket.getaddrinfo('example.invalid', 80)")
    assert "example.invalid" in offline.read_text("utf-8")


def test_neither_command_line_nor_window_opens_a_connection(offline: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.db"
    with resource("samples", "harbour-fund-2024-en.pdf").open("rb") as file:
        (tmp_path / "harbour.pdf").write_bytes(file.read())
    assert counterproof("suggest", tmp_path / "harbour.pdf").code == 0
    assert counterproof("add", project, tmp_path / "harbour.pdf").code == 0
    assert counterproof("verify", project).code == 0
    assert "harbour" in run(WINDOW, project)
    assert not offline.exists(), offline.read_text("utf-8")


def test_recognising_text_fetches_nothing(offline: Path) -> None:
    with resource("samples", "harbour-fund-2024-en.pdf").open("rb") as file:
        assert "Harbours" in run(RECOGNISING, file.name).replace(" ", "")
    assert not offline.exists(), offline.read_text("utf-8")
