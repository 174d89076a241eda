"""Reading and suggesting, against the text that pypdfium2 gives of the same pages."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from desktop import extraction
from desktop.documents.reading import read
from tests.benchmarks.measure import REPORTS, SAMPLES, Figure, alternately, timed, whole

BARE = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.argv[1])
for page in document:
    print(page.get_textpage().get_text_range())
"""


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


def measure(folder: Path) -> list[Figure]:
    """A figure for each report, and one for the whole process of `counterproof suggest`."""
    paths = sorted(REPORTS.glob("*.pdf")) or sorted(SAMPLES.glob("*.pdf"))
    figures = []
    for path in paths:
        ours, bare = alternately(
            lambda path=path: timed(lambda: extraction.suggest(read(path))),
            lambda path=path: timed(lambda: bare_text(path)),
            5,
        )
        figures.append(Figure(f"reading and suggesting / bare text: {path.name}", ours, bare, 10.0))
    home = folder / "home"
    home.mkdir(exist_ok=True)
    ours, bare = alternately(
        lambda: whole(["-P", "-m", "desktop", "suggest", str(paths[0])], home),
        lambda: whole(["-c", BARE, str(paths[0])], home),
        5,
    )
    return [*figures, Figure(f"process of counterproof suggest / of bare text: {paths[0].name}", ours, bare)]
