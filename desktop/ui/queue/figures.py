"""Numbers for people: grouped by no-break spaces, and set in figures of one width."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtGui import QFont

GROUP = "\u00a0"  # a narrow one can hardly be seen at the size of a list
MINUS = "\u2212"


def grouped(number: Decimal, *, point: str = ".", minus: str = MINUS) -> str:
    """The exact number, its whole part in groups of three: ``−1 655 607`` or ``8.75``.

    Args:
        point: the decimal separator.
        minus: the sign of a negative number.
    """
    text = format(number, "f")
    negative = text.startswith("-")
    whole, _, fraction = text.lstrip("-").partition(".")
    text = f"{int(whole):,}".replace(",", GROUP)
    if fraction:
        text += point + fraction
    return (minus if negative else "") + text


def tabular(font: QFont) -> QFont:
    """The font with all figures of one width, where it has them."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result
