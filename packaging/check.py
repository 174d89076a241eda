"""Runs what gates a change (`make lint`, `make test`), what takes longer (`make soak`) and the measurements."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
PYTEST = [PYTHON, "-m", "pytest"]
WITHOUT_QT = ROOT / "tests" / "helpers" / "without_qt"


def _parallel() -> list[str]:
    return ["-n", str(min(os.cpu_count() or 2, 8)), "--dist", "worksteal"]


# Set on some machines; tests and measurements should see what most people have.
ODD = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONDEVMODE", "PYTHONWARNINGS", "PYTHONHASHSEED")


def _run(title: str, command: list[str], **surroundings: str) -> bool:
    print(f"--- {title}", flush=True)
    start = time.monotonic()
    around = {name: value for name, value in os.environ.items() if name not in ODD} | surroundings
    code = subprocess.run(command, cwd=ROOT, env=around, stdin=subprocess.DEVNULL).returncode
    if code:
        print(f"--- {title}: failed after {time.monotonic() - start:.0f} s", flush=True)
    return code == 0


def lint() -> bool:
    """Style, formatting, types and arrows; all of them are tried, so that one run tells everything."""
    results = [
        _run("style", [PYTHON, "-m", "ruff", "check", "--quiet", "."]),
        _run("formatting", [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."]),
        _run("types", [PYTHON, "-m", "mypy"]),
        _run("arrows", [*PYTEST, "-q", "tests/architecture/test_arrows.py"]),
    ]
    return all(results)


def test() -> bool:
    """Everything that gates a change; the last line is that of the run of all tests."""
    return (
        lint()
        and _run(
            "the rooms below the window, with PySide6 blocked",
            [*PYTEST, "-q", "-p", "no:pytest-qt", *_parallel(), "tests/unit"],
            COUNTERPROOF_WITHOUT_QT="1",
            PYTHONPATH=str(WITHOUT_QT),
        )
        and _run("all tests", [*PYTEST, *_parallel(), "tests"])
    )


def soak() -> bool:
    """The tests marked soak, at full length."""
    return _run("soak", [*PYTEST, *_parallel(), "-m", "soak", "tests"], COUNTERPROOF_SOAK="1")


def bench() -> bool:
    """The measurements; a mark that is missed shows in the table and fails nothing."""
    return _run("measurements", [PYTHON, "-m", "tests.benchmarks"])


def main() -> int:
    """Run one of them by its name."""
    jobs = {"lint": lint, "test": test, "soak": soak, "bench": bench}
    if len(sys.argv) != 2 or sys.argv[1] not in jobs:
        print(f"usage: check.py {'|'.join(jobs)}", file=sys.stderr)
        return 2
    return 0 if jobs[sys.argv[1]]() else 1


if __name__ == "__main__":
    raise SystemExit(main())
