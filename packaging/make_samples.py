"""Makes resources/samples out of the source texts in packaging/samples: each report as PDF, DOCX and TXT."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import sample_docx
import sample_pdf
import sample_source
import sample_txt
from PySide6.QtGui import QGuiApplication

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "packaging" / "samples"
TARGET = ROOT / "resources" / "samples"


def main() -> int:
    """Make all of them, in a folder given or in resources/samples."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication([])
    for path in sorted(SOURCES.glob("*.txt")):
        source = sample_source.load(path)
        for suffix, writer in (("pdf", sample_pdf), ("docx", sample_docx), ("txt", sample_txt)):
            made = target / f"{source.name}.{suffix}"
            writer.write(source, made)
            print(f"{made.name}: {made.stat().st_size // 1024} KB")
    del application
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
