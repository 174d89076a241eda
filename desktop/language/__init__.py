"""Languages: packs of words as data, and the small grammars that read numbers, dates, money and names by them."""

from __future__ import annotations

from desktop.language.detection import detect

__all__ = ["detect"]
