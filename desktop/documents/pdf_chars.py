"""The characters of a PDF page with their boxes, through PDFium's C interface called as rarely as can be."""

from __future__ import annotations

import ctypes
import math
from array import array
from collections.abc import Callable
from functools import cache
from itertools import pairwise, repeat
from typing import Any

import pypdfium2.raw as pdfium

from db.model.dataclass import dataclass
from desktop.documents import pdf_columns

_HYPHENS = (0x02, 0xFFFE)  # what PDFium says where a hyphen ends a line
_MADE_UP = (0x0D, 0x0A, 0x20)  # PDFium adds these; they have no extent then


@dataclass(slots=True)
class Chars:
    """The characters of one page in PDFium's order, in points from the top left of the page as shown.

    Attributes:
        text: one str of length 1 for each; surrogate pairs are joined into the first, the second is "".
        left, top, right, bottom: same length; a character that PDFium made up has no extent.
        upright: False where it runs along another direction than left to right on the page as shown; None: all do.
        turns: quarter turns clockwise by which each runs away from that, where `upright` is given; -1 for other angles.
        outside: how many characters stood outside of the page as shown; they are replaced by line ends.
    """

    text: list[str]
    left: list[float]
    top: list[float]
    right: list[float]
    bottom: list[float]
    upright: list[bool] | None
    outside: int
    turns: list[int] | None = None


def _prototype(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A binding of the same C function that takes plain integers for pointers: half the cost a call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]


@cache
def _functions() -> tuple[Callable[..., Any], ...]:
    pointer, number = ctypes.c_void_p, ctypes.c_int
    return (
        _prototype(pdfium.FPDFText_GetUnicode, ctypes.c_uint, pointer, number),
        _prototype(pdfium.FPDFText_GetLooseCharBox, number, pointer, number, pointer),
        _prototype(pdfium.FPDFText_GetCharBox, number, pointer, number, pointer, pointer, pointer, pointer),
        _prototype(pdfium.FPDFText_GetCharAngle, ctypes.c_float, pointer, number),
        _prototype(pdfium.FPDFText_IsHyphen, number, pointer, number),
        _prototype(pdfium.FPDFText_GetTextObject, pointer, pointer, number),
    )


def collect(text_page: Any, box: tuple[float, float, float, float], rotation: int) -> Chars:
    """Read all characters of a page.

    Args:
        text_page: raw PDFium handle.
        box: left, bottom, right, top of the page as shown, in its own unrotated space, in points.
        rotation: quarter turns clockwise by which it is shown.

    Boxes are PDFium's loose ones: from origin to advance, and the font's ascent and descent, joined with the ink's,
    so that neighbours touch and a line has one height. Rotated text has no loose box; there the ink's is taken.
    """
    get_unicode, get_loose, get_tight, get_angle, is_hyphen, get_object = _functions()
    handle = ctypes.cast(text_page, ctypes.c_void_p).value
    count = max(0, pdfium.FPDFText_CountChars(text_page))
    codes: list[int] = list(map(get_unicode, repeat(handle, count), range(count)))
    buffer = array("f", bytes(16 * count))
    start = buffer.buffer_info()[0]
    for _ in map(get_loose, repeat(handle, count), range(count), range(start, start + 16 * count, 16)):
        pass
    floats = buffer.tolist()
    left, top, right, bottom = floats[0::4], floats[1::4], floats[2::4], floats[3::4]

    turned = _turned(handle, codes, get_angle)
    flat = [i for i in range(count) if left[i] >= right[i] or bottom[i] >= top[i]]
    flat = [i for i in flat if codes[i] not in _MADE_UP]
    quad = array("d", bytes(32))
    at = quad.buffer_info()[0]
    for i in flat:
        if get_tight(handle, i, at, at + 8, at + 24, at + 16):  # left, right, bottom, top
            left[i], right[i] = min(quad[0], quad[1]), max(quad[0], quad[1])
            top[i], bottom[i] = max(quad[2], quad[3]), min(quad[2], quad[3])
    upright = turns = None

    def together(one: int, other: int) -> bool:
        return bool(get_object(handle, one) == get_object(handle, other))

    for run in pdf_columns.columns(codes, left, top, right, bottom, turned, together):
        turned.update(dict.fromkeys(run, 1.0))  # they follow one another as if the line were turned
    if rotation or turned:
        angles = [(turned.get(i, 0.0) + rotation) % 4 for i in range(count)]
        turns = [int(angle) if angle in (0, 1, 2, 3) else -1 for angle in angles]
        upright = [turn == 0 for turn in turns]
    x0, y0, x1, y1 = box
    if rotation == 0:
        left, top, right, bottom = (
            [x - x0 for x in left],
            [y1 - y for y in top],
            [x - x0 for x in right],
            [y1 - y for y in bottom],
        )
    elif rotation == 1:
        left, top, right, bottom = (
            [y - y0 for y in bottom],
            [x - x0 for x in left],
            [y - y0 for y in top],
            [x - x0 for x in right],
        )
    elif rotation == 2:
        left, top, right, bottom = (
            [x1 - x for x in right],
            [y - y0 for y in bottom],
            [x1 - x for x in left],
            [y - y0 for y in top],
        )
    else:
        left, top, right, bottom = (
            [y1 - y for y in top],
            [x1 - x for x in right],
            [y1 - y for y in bottom],
            [x1 - x for x in left],
        )
    text = _texts(codes)
    for i in [i for i, code in enumerate(codes) if code in _HYPHENS]:
        if is_hyphen(handle, i) == 1:
            text[i] = "-"
    width, height = (x1 - x0, y1 - y0) if rotation % 2 == 0 else (y1 - y0, x1 - x0)
    outside = 0
    if count and (min(left) < 0 or min(top) < 0 or max(right) > width or max(bottom) > height):
        for i in range(count):
            if right[i] <= 0 or bottom[i] <= 0 or left[i] >= width or top[i] >= height:
                outside += text[i] not in "\r\n "
                text[i] = "\n"
    return Chars(text, left, top, right, bottom, upright, outside, turns)


def _turned(handle: int | None, codes: list[int], get_angle: Callable[..., Any]) -> dict[int, float]:
    """Quarter turns, clockwise as PDFium has it, of the characters that don't run from left to right.

    Asked of the first character of each of PDFium's lines: it begins a new one where the direction changes.
    """
    turned: dict[int, float] = {}
    starts = [0, *[i + 1 for i, code in enumerate(codes) if code == 0x0A], len(codes)]
    for start, end in pairwise(starts):
        for i in range(start, end):
            if codes[i] not in _MADE_UP:
                turns = round(get_angle(handle, i) / (math.pi / 2), 2)
                if turns not in (0, 4):
                    turned.update(dict.fromkeys(range(i, end), turns))
                break
    return turned


def _texts(codes: list[int]) -> list[str]:
    """One str for each code; a pair of surrogates in the first of both."""
    if codes and max(codes) >= 0x110000:
        codes = [code if code < 0x110000 else 0xFFFD for code in codes]
    text = list(map(chr, codes))
    if all(not 0xD800 <= code < 0xE000 for code in set(codes)):
        return text
    high = -1  # where the platform's wide characters have 16 bits, a pair comes as two
    for i, code in enumerate(codes):
        if 0xD800 <= code < 0xDC00:
            high = i
        elif high == i - 1 >= 0 and 0xDC00 <= code < 0xE000:
            text[high] = chr(0x10000 + ((codes[high] & 0x3FF) << 10) + (code & 0x3FF))
            text[i] = ""
    return text
