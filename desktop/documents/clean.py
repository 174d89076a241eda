"""What page text may hold: printable code points, tabs and line ends; the rest is replaced one for one."""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

# Controls but tab and line feed, C1, lone surrogates, the non-characters, line and paragraph separators.
_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
_SPACES = {"\x0b": " ", "\x0c": " ", "\x0d": " ", "\x85": " ", "\u2028": " ", "\u2029": " "}
for _code in range(0x1C, 0x20):
    _SPACES[chr(_code)] = " "
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def clean(text: str) -> tuple[str, bool]:
    """Replace what can't be shown or stored, one code point for one.

    Separators (form feed, carriage return, U+2028...) become a space, all else U+FFFD.

    Returns:
        The text, of the same length, and whether something was lost by it (a space for a separator is no loss).
    """
    if _BAD.search(text) is None:
        return text, False
    lost = False

    def substitute(match: re.Match[str]) -> str:
        nonlocal lost
        space = _SPACES.get(match[0])
        if space is None:
            lost = True
            return REPLACEMENT
        return space

    return _BAD.sub(substitute, text), lost


def line_ends(text: str) -> str:
    """Carriage returns, with or without a line feed, NEL and U+2028/2029 as line feeds."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for separator in "\x85\u2028\u2029":
        if separator in text:
            text = text.replace(separator, "\n")
    return text


def join_surrogates(text: str) -> str:
    """Pairs of surrogates as the one code point they stand for; lone ones stay."""
    return _PAIR.sub(lambda m: chr(0x10000 + ((ord(m[0][0]) & 0x3FF) << 10) + (ord(m[0][1]) & 0x3FF)), text)
