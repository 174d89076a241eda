"""Run all measurements and print a table; a mark that is missed fails nothing."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import calibration, confirming, opening, reading, suggesting, window
from tests.benchmarks.measure import Figure, surroundings


def line(figure: Figure) -> str:
    """A row of the table."""
    mark = f"{figure.mark:g}x" if figure.mark is not None else "-"
    verdict = {True: "ok", False: "MISSED", None: ""}[figure.holds]
    times = f"{figure.ours * 1000:8.1f} {figure.bare * 1000:8.1f}"
    return f"{figure.name:<72} {times} {figure.ratio:7.2f} {mark:>5}  {verdict}"


def main() -> int:
    """Measure one thing after the other."""
    print(f"{'':<72} {'ours ms':>8} {'bare ms':>8} {'ratio':>7} {'mark':>5}")
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        around = surroundings(Path(folder))
        os.environ.clear()
        os.environ.update(around)
        for part in (window, confirming, opening, suggesting, reading):
            name = part.__name__.rpartition(".")[2]
            if not wanted or name in wanted:
                place = Path(folder, name)
                place.mkdir()
                for figure in part.measure(place):
                    print(line(figure), flush=True)
    if not wanted or "calibration" in wanted:
        calibration.show()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
