"""What the measurements share: a figure, alternating runs, surroundings that are nobody's own."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
REPORTS = ROOT.parent / "shared" / "reports"


@dataclass(frozen=True)
class Figure:
    """One line of the table: medians in seconds, and how many times the bare thing ours may take (None: no mark)."""

    name: str
    ours: float
    bare: float
    mark: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.bare

    @property
    def holds(self) -> bool | None:
        return None if self.mark is None else self.ratio <= self.mark


def alternately(ours: Callable[[], float], bare: Callable[[], float], times: int) -> tuple[float, float]:
    """Medians of both, measured by turns after one turn that does not count; each returns its seconds."""
    ours(), bare()
    pairs = [(ours(), bare()) for _ in range(times)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def best(name: str, ours: Sequence[float], bare: Sequence[float], mark: float | None, *, batch: int = 10) -> Figure:
    """The best of several batches that follow one another, by medians: what else the machine does is left out.

    Args:
        ours, bare: seconds, taken by turns.
    """
    figures = [
        Figure(name, statistics.median(ours[at : at + batch]), statistics.median(bare[at : at + batch]), mark)
        for at in range(0, len(ours) - batch + 1, batch)
    ]
    return min(figures, key=lambda figure: figure.ratio)


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def surroundings(home: Path) -> dict[str, str]:
    """An environment for a child: no screen, settings and keys below this folder."""
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Modules are compiled once, as they are for everybody, and not by every process.
    odd = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONDEVMODE")
    return {
        **{name: value for name, value in os.environ.items() if name not in odd},
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(runtime),
        "COUNTERPROOF_HOME": str(home / "counterproof"),
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "QT_LOGGING_RULES": "qt.qpa.*=false;default.warning=false",  # the offscreen platform says what it lacks
    }


def until_ready(arguments: Sequence[str], home: Path) -> float:
    """Seconds from starting Python with these arguments until it prints "ready"; waits for its end."""
    start = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments],
        env=surroundings(home),
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    line = child.stdout.readline()
    taken = time.perf_counter() - start
    child.stdout.read()
    code = child.wait(timeout=60)
    if line.strip() != "ready" or code != 0:
        raise RuntimeError(f"{arguments}: ended with {code} and said {line!r}")
    return taken


def whole(arguments: Sequence[str], home: Path) -> float:
    """Seconds that Python takes from start to end with these arguments; its output is read and thrown away."""
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, *arguments],
        env=surroundings(home),
        cwd=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        timeout=300,
    )
    if run.returncode:
        raise RuntimeError(f"{arguments}: ended with {run.returncode}")
    return time.perf_counter() - start
