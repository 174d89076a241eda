"""Text made harmless for spreadsheets: formulas, control characters, cells that are too long."""

from __future__ import annotations

import re

# What a spreadsheet takes for the beginning of a formula, in half and full width; tabs and line ends are skipped.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Control characters but tab and line ends, lone surrogates and what is no character at all: XML and UTF-8 refuse them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
CELL_LIMIT = 32_767
_CUT = "… [cut]"


def harmless(text: str) -> str:
    """A text that opens as text: an apostrophe before what could be run, and only what can be written.

    Every character that can't be written becomes one U+FFFD.
    """
    text = _UNWRITABLE.sub("\ufffd", text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def harmful(text: str) -> str:
    """What `harmless` was given, as far as it can be told."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def fitting(text: str, limit: int = CELL_LIMIT) -> str:
    """A text no longer than a spreadsheet's cell, counted as there in UTF-16 units; its end says that it was cut."""
    if len(text) * 2 <= limit or len(text.encode("utf-16-le")) // 2 <= limit:
        return text
    room = (limit - len(_CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + _CUT
