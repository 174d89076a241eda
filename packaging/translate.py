"""Brings the translations up to date with the words in the code: collects (lupdate), then compiles (lrelease)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
TOOLS = Path(sys.executable).parent


def collect(target: Path, language: str) -> None:
    """Write every translatable text of the window into a .ts file; what is translated there stays."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "desktop" / "ui").rglob("*.py"))
    command = [str(TOOLS / "pyside6-lupdate"), "-silent", "-locations", "none", "-no-obsolete"]
    command += ["-source-language", "en", "-target-language", language, *sources, "-ts", str(target)]
    subprocess.run(command, cwd=ROOT, check=True)


def compile_(source: Path, target: Path) -> None:
    """Make the binary file that the window loads."""
    subprocess.run([str(TOOLS / "pyside6-lrelease"), "-silent", str(source), "-qm", str(target)], check=True)


def main() -> int:
    """Collect and compile every language that there is."""
    for source in sorted(TRANSLATIONS.glob("counterproof_*.ts")):
        collect(source, source.stem.removeprefix("counterproof_"))
        compile_(source, source.with_suffix(".qm"))
        unfinished = source.read_text("utf-8").count('type="unfinished"')
        print(f"{source.name}: {unfinished} unfinished")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
