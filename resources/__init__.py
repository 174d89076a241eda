"""Data that the product ships: forms, lexicons, icons, styles, translations, samples."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """A resource by its path below this package, which is a folder wherever the program is installed."""
    return _HERE.joinpath(*parts)
