"""Health of a page's text: whether what was read can be what the page shows. A suspect page is named, never mended."""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias, TypeGuard, get_args

from db.model.dataclass import dataclass
from db.model.readings import Page
from desktop.documents.folding import fold_character

Verdict: TypeAlias = Literal["sound", "no_text", "garbled", "missing", "sparse"]

# Private use, replacement and non-characters, controls of old encodings, and the names that lost glyphs leave behind.
_BROKEN = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\x80-\x9f\U000f0000-\U0010fffd]|\\(cid:\\d+\\)")
_FEW = 5  # characters: a page number at most
_GARBLED = 0.02  # share of a page's characters
_MISSING = 0.03  # share of what the second engine reads
_LEAST = 12  # characters that make a difference between two engines worth a person's look
_DARK = 170  # grey levels below are ink
_INKED = 0.004  # share of a page's cells: less is dust
_BARE = 0.5  # share of the ink that no character covers


@dataclass(frozen=True)
class Health:
    """The judgement on one page.

    Attributes:
        page: from 1.
        verdict: "sound"; "no_text" where there is ink and no text; "garbled" where characters stand for nothing;
            "missing" where a second engine reads characters that this reading lacks; "sparse" where most ink is
            covered by no character.
        parameters: figures behind it: broken, missing (characters), bare (share of the ink, in per cent).
    """

    page: int
    verdict: Verdict
    parameters: Mapping[str, int] = field(default_factory=dict)

    @property
    def suspect(self) -> bool:
        return self.verdict != "sound"


@dataclass(frozen=True)
class Picture:
    """A small grey picture of a page.

    Attributes:
        width, height: in pixels; some 120 pixels of width are enough.
        grey: width * height levels, 0 black to 255 white, rows from the top.
    """

    width: int
    height: int
    grey: bytes


def known(verdict: object) -> TypeGuard[Verdict]:
    """Whether something kept or received is a verdict."""
    return verdict in get_args(Verdict)


def judge(page: Page, picture: Picture | None = None, second: str | None = None) -> Health:
    """Judge one page by its text, by its ink and by another engine's text, as far as they are given.

    Args:
        picture: what the page looks like, unless the format has no looks.
        second: the page's text by a second engine; None where there is none, or it failed.
    """
    letters = [char for char in page.text if not char.isspace()]
    broken = sum(len(found[0]) for found in _BROKEN.finditer(page.text))
    if broken >= 3 and broken >= _GARBLED * len(letters):
        return Health(page.number, "garbled", {"broken": broken})
    inked, bare = _ink(page, picture) if picture is not None else (0.0, 0.0)
    if len(letters) < _FEW:
        silent = second is None or len(_level(second)) < _LEAST
        if inked >= _INKED or not silent:
            return Health(page.number, "no_text")
        return Health(page.number, "sound")
    if second is not None:
        lacking = Counter(_level(second)) - Counter(_level(page.text))
        # What the other one can't read either, or reads twice, is no argument.
        missing = sum(count for char, count in lacking.items() if char.isalnum())
        if missing >= _LEAST and missing >= _MISSING * len(letters):
            return Health(page.number, "missing", {"missing": missing})
    if inked >= 4 * _INKED and bare >= _BARE and bare * inked >= 0.05:
        return Health(page.number, "sparse", {"bare": round(100 * bare)})
    return Health(page.number, "sound")


def _level(text: str) -> str:
    return "".join(fold_character(char) for char in text if _BROKEN.match(char) is None)


def _ink(page: Page, picture: Picture) -> tuple[float, float]:
    """The share of a page's cells that hold ink, and the share of these that no character covers."""
    width, height = picture.width, picture.height
    cells = width * height
    dark = picture.grey.translate(bytes(1 if level < _DARK else 0 for level in range(256)))[:cells]
    inked = dark.count(1)
    if not inked:
        return 0.0, 0.0
    bare = bytearray(dark)
    for left, top, right, bottom in _lines(page):
        first, last = max(0, int(left * width) - 1), min(width, int(right * width) + 2)
        for row in range(max(0, int(top * height) - 1), min(height, int(bottom * height) + 2)):
            if last > first:
                bare[row * width + first : row * width + last] = bytes(last - first)
    return inked / cells, bare.count(1) / inked


def _lines(page: Page) -> list[tuple[float, float, float, float]]:
    """The boxes of the page's characters, neighbours on one line joined."""
    found: list[tuple[float, float, float, float]] = []
    for box in struct.iter_unpack("<4f", page.boxes):
        left, top, right, bottom = box
        if left != left:  # a line end has none
            continue
        if found:
            a, b, c, d = found[-1]
            if abs(b - top) < 0.004 and -0.01 < left - c < 0.03:
                found[-1] = (a, min(b, top), max(c, right), max(d, bottom))
                continue
        found.append((left, top, right, bottom))
    return found
