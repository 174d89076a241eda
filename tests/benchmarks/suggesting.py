"""Reading and suggesting, against the text that pypdfium2 gives of the same pages; long reports; memory."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2

from db.model.readings import Reading
from desktop import extraction
from desktop.documents.reading import read
from tests.benchmarks.measure import REPORTS, SAMPLES, Figure, alternately, surroundings, timed, whole

BARE = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
for page in document:
    print(page.get_textpage().get_text_range())
"""
# What a process has held at most, in KB, after reports of so many pages one after the other.
MEMORY = """
import sys
from dataclasses import replace
from desktop.documents.reading import read
from desktop.extraction import suggest
pages = read(sys.argv[1]).pages
for number in map(int, sys.argv[2:]):
    long = tuple(replace(pages[n % len(pages)], number=n + 1) for n in range(number))
    suggest(replace(read(sys.argv[1]), pages=long))
    print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
"""
LENGTHS = (10, 100, 1000)


def bare_text(path: Path) -> list[str]:
    """All text of a PDF, and nothing else."""
    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            page.close()
        return texts
    finally:
        document.close()


def _both(path: Path) -> None:
    extraction.suggest(read(path))


def long(reading: Reading, pages: int) -> Reading:
    """The same report over and over, as many pages as asked for."""
    own = reading.pages
    return replace(reading, pages=tuple(replace(own[n % len(own)], number=n + 1) for n in range(pages)))


def _lengths(path: Path) -> list[Figure]:
    """Milliseconds a page at each length, against those at the length before: 1.0 is in proportion."""
    reading = read(path)
    figures = []
    before = 0.0
    for pages in LENGTHS:
        report = long(reading, pages)
        extraction.suggest(long(reading, 10))
        took = min(timed(partial(extraction.suggest, report)) for _ in range(3 if pages < 1000 else 1))
        each = took / pages
        if before:
            figures.append(Figure(f"suggesting, a page of {pages} / of {pages // 10}: {path.name}", each, before, 1.5))
        before = each
    return figures


def _memory(path: Path, home: Path) -> list[Figure]:
    """MB that a process holds at most: for the same report again, and a page of a long one against a shorter one."""
    if not Path("/proc/self/status").is_file():
        return []
    run = subprocess.run(
        [sys.executable, "-P", "-c", MEMORY, str(path), "10", "500", "500", "1000"],
        env=surroundings(home),
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    few, half, again, most = (int(value) / 1024 / 1000 for value in run.stdout.split())  # shown as if they were ms
    return [
        Figure(f"memory, MB for 500 pages again / for 500: {path.name}", again, half, 1.1),
        Figure(f"memory, MB for 1000 pages / twice that for 500: {path.name}", most - few, 2 * (half - few), 1.1),
    ]


def measure(folder: Path) -> list[Figure]:
    """Figures for each report: suggesting alone, reading too, long ones, memory; and one for a whole process."""
    paths = [*sorted(REPORTS.glob("*.pdf")), *sorted(SAMPLES.glob("*.pdf"))]
    figures = []
    for path in paths:
        reading = read(path)
        for name, work, mark in (
            ("suggesting", partial(extraction.suggest, reading), 4.0),
            ("reading and suggesting", partial(_both, path), 8.0),
        ):
            ours, bare = alternately(
                partial(timed, work),
                partial(timed, partial(bare_text, path)),
                9,
            )
            figures.append(Figure(f"{name} / bare text: {path.name}", ours, bare, mark))
    home = folder / "home"
    home.mkdir(exist_ok=True)
    for path in (paths[0], paths[-1]):
        figures += _lengths(path)
        figures += _memory(path, home)
    ours, bare = alternately(
        lambda: whole(["-P", "-m", "desktop", "suggest", str(paths[0])], home),
        lambda: whole(["-c", BARE, str(paths[0])], home),
        5,
    )
    return [*figures, Figure(f"process of counterproof suggest / of bare text: {paths[0].name}", ours, bare)]
