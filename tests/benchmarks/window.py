"""From starting the process to the window with a record in it, against a bare PySide6 window."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measure import SAMPLES, Figure, alternately, until_ready, whole

HERE = Path(__file__).parent


def measure(folder: Path) -> list[Figure]:
    """Two figures; the project is made first and not measured."""
    home = folder / "home"
    home.mkdir()
    project = folder / "samples.db"
    reports = [str(path) for path in sorted(SAMPLES.glob("*.pdf"))]
    whole(["-P", "-m", "desktop", "add", str(project), *reports], home)
    ours, bare = alternately(
        lambda: until_ready([str(HERE / "child_window.py"), str(project)], home),
        lambda: until_ready([str(HERE / "child_bare_window.py")], home),
        7,
    )
    start, again = alternately(
        lambda: until_ready([str(HERE / "child_window.py")], home),
        lambda: until_ready([str(HERE / "child_bare_window.py")], home),
        7,
    )
    return [
        Figure("window ready on a project, first record lit / bare PySide6 window", ours, bare, 3.0),
        Figure("window ready on its start page / bare PySide6 window", start, again),
    ]
