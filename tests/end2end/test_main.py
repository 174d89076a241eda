"""What the bare command does: the window, a worker, or a line that says why not."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

import desktop
from desktop.__main__ import main
from tests.helpers import bad_files
from tests.helpers.command import surroundings


def fake_window(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path | None, list[str]]]:
    calls: list[tuple[Path | None, list[str]]] = []

    def run(project: Path | None, arguments: list[str]) -> int:
        calls.append((project, arguments))
        return 7

    window = types.ModuleType("desktop.app")
    window.main = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "desktop.app", window)
    monkeypatch.setattr(desktop, "app", window, raising=False)
    return calls


def test_without_a_command_the_window_opens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls = fake_window(monkeypatch)
    assert main([]) == 7 and main(["x/p.db"]) == 7 and main(["-platform", "offscreen", "p.db"]) == 7
    (tmp_path / "project").write_bytes(b"")
    assert main([str(tmp_path / "project")]) == 7
    name = "counterproof"
    assert calls == [
        (None, [name]),
        (Path("x/p.db"), [name]),
        (Path("p.db"), [name, "-platform", "offscreen"]),
        (tmp_path / "project", [name]),
    ]


def test_a_mistyped_command_opens_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    calls = fake_window(monkeypatch)
    assert main(["sugest"]) == 2 and main(["sugest", "a.pdf"]) == 2
    assert calls == [] and "no such command or project" in capsys.readouterr().err


def test_a_window_that_can_t_be_loaded_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "desktop.app", None)
    monkeypatch.delattr(desktop, "app", raising=False)
    assert main(["p.db"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "window can't open" in line


def test_without_a_screen_it_is_one_line(tmp_path: Path) -> None:
    there = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "desktop", str(tmp_path / "p.db")],
        capture_output=True,
        text=True,
        timeout=60,
        env={key: value for key, value in surroundings().items() if key not in there},
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and "no screen" in done.stderr


def test_a_bundle_starts_its_children_by_the_same_program() -> None:
    command = [sys.executable, "-P", "-m", "desktop", "--worker", "reading"]
    done = subprocess.run(command, input=b"", capture_output=True, env=surroundings(), timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX")
def test_a_password_is_asked_where_somebody_is_there(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(bad_files.encrypted_pdf("secret"))
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "desktop", "text", str(path)],
        stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=surroundings(),
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    try:
        for answer in (b"wrong\n", b"secret\n"):
            asked, until = said.count(b"Password of locked.pdf"), time.monotonic() + 30
            while said.count(b"Password of locked.pdf") == asked and time.monotonic() < until:
                if select.select([ours], [], [], 0.1)[0]:
                    said += os.read(ours, 4096)
            os.write(ours, answer)
        out, _ = process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert process.returncode == 0 and b"A first line" in out
    assert said.count(b"Password of locked.pdf") == 2 and b"secret" not in said
