"""Makes resources/samples out of the source texts in packaging/samples: each report as PDF, DOCX and TXT."""

from __future__ import annotations

import os
import re
import sys
import zipfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(QT_HASH_SEED="0", TZ="UTC")

import sample_docx
import sample_pdf
import sample_source
import sample_txt
from PySide6.QtGui import QGuiApplication

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "packaging" / "samples"
TARGET = ROOT / "resources" / "samples"


def settle(path: Path) -> None:
    """Take out what differs between two runs (dates, a random id), so that equal sources make equal files."""
    if path.suffix == ".pdf":
        data = path.read_bytes()
        data = re.sub(rb"\(D:\d{14}", b"(D:20250101000000", data)
        data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", b"2025-01-01T00:00:00", data)
        data = re.sub(rb"uuid:[0-9a-f-]{36}", b"uuid:" + b"0" * 36, data)
        head, mark, tail = data.rpartition(b"/ID [")
        path.write_bytes(head + mark + re.sub(rb"<[0-9a-f]{72}>", b"<" + b"30" * 36 + b">", tail))
    elif path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts:
                archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


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
            settle(made)
            print(f"{made.name}: {made.stat().st_size // 1024} KB")
    del application
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
