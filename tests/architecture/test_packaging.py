"""What a fresh clone is set up from: the lock, the scripts that `make` calls, the version."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

sys.path.insert(0, str(ROOT / "packaging"))
try:
    import make_lock
finally:
    sys.path.pop(0)


def locked() -> dict[str, str]:
    """Name of each locked package, as the index spells it, to its version."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", make_lock.LOCK.read_text("utf-8"), re.M))


def test_the_lock_was_made_from_what_pyproject_says_now() -> None:
    line = make_lock.LOCK.read_text("utf-8").splitlines()[1]
    assert line == f"# made-from: {make_lock.digest(make_lock.wanted())}", "run: make lock"


def test_the_lock_holds_every_direct_dependency() -> None:
    names = {re.split(r"[<>=!~ ]", item, maxsplit=1)[0].lower().replace("_", "-") for item in make_lock.wanted()}
    assert names <= locked().keys()


def test_every_locked_package_has_hashes_and_no_place_to_come_from() -> None:
    text = make_lock.LOCK.read_text("utf-8")
    for entry in re.split(r"\n(?=[a-z0-9])", text.split("\n", 2)[2]):
        assert entry.count("--hash=sha256:") >= 1, entry[:60]
    assert "://" not in text
    assert not re.search(r"^\s*--(?!hash)", text, re.M)


def test_what_is_installed_is_what_is_locked() -> None:
    wrong = {name: (version(name), want) for name, want in locked().items() if version(name) != want}
    assert not wrong


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    block = text[text.index("dependencies = [") : text.index("[tool.setuptools")]
    bare = []
    lines = block.splitlines()
    for number, line in enumerate(lines):
        if re.match(r'\s+"[A-Za-z]', line) and "#" not in line and not lines[number - 1].strip().startswith("#"):
            bare.append(line.strip())
    assert not bare


@pytest.mark.parametrize("script", ["packaging/setup", "packaging/run", ".ci/run"])
def test_scripts_can_be_run_and_are_sound(script: str) -> None:
    path = ROOT / script
    assert os.access(path, os.X_OK)
    run = subprocess.run(["sh", "-n", str(path)], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_make_help_names_every_target() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", text, re.M)
    assert phony is not None
    run = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert run.returncode == 0, run.stderr
    for target in phony[1].split():
        assert f"make {target} " in run.stdout


def test_the_command_has_the_version_of_the_project() -> None:
    run = subprocess.run(
        [sys.executable, "-P", "-m", "desktop", "--version"], capture_output=True, text=True, timeout=60, cwd=ROOT
    )
    assert run.returncode == 0, run.stderr
    assert PROJECT["project"]["version"] in run.stdout
