"""Private folders: gone when they are closed, and when the program that used them was killed."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from db.aside import Aside

ROOT = Path(__file__).resolve().parents[3]
CODE = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
from db.aside import Aside
aside = Aside()
(aside.path / "report.pdf").write_bytes(b"private")
print(aside.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_it_is_private_and_goes_when_it_is_closed(temporary: Path) -> None:
    aside = Aside()
    (aside.path / "a").write_text("x")
    if os.name != "nt":
        assert stat.S_IMODE(aside.path.stat().st_mode) == 0o700
    aside.close()
    aside.close()
    assert list(temporary.iterdir()) == []


def test_others_of_this_program_stay(temporary: Path) -> None:
    one, other = Aside(), Aside()
    assert one.path.is_dir() and other.path.is_dir()
    one.close()
    Aside().close()
    assert list(temporary.iterdir()) == [other.path]
    other.close()


def test_what_a_killed_program_left_is_taken_away_and_nothing_else(temporary: Path) -> None:
    others = temporary / "counterproof-mine"
    others.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", CODE, str(temporary)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        left = Path(process.stdout.readline().decode().strip())
        Aside().close()
        assert (left / "report.pdf").exists()  # it is in use
        process.kill()
        process.wait()
    assert (left / "report.pdf").exists()
    Aside().close()
    assert list(temporary.iterdir()) == [others]
    assert process.returncode == (-signal.SIGKILL if os.name != "nt" else 1)
