"""Languages: packs of words as data, and the small grammars that read numbers, dates, money and names by them."""

from __future__ import annotations


def detect(text: str) -> str:
    """The language of a text; see `detection`, which is imported with the first that is asked about."""
    from desktop.language import detection

    return detection.detect(text)


__all__ = ["detect"]
