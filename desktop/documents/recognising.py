"""Text recognised in a picture of a page -> the page as a reading holds it, with boxes and certainties."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from db.model.dataclass import dataclass
from db.model.readings import Page, Reading
from desktop.documents.clean import clean
from desktop.documents.pdf_chars import Chars
from desktop.documents.pdf_layout import LINE_END, arrange

_SURE = 255


@dataclass(frozen=True)
class Glyph:
    """One recognised character; left, top, right, bottom in pixels of the picture, certainty 0..1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    certainty: float


def page_of(page: Page, lines: Iterable[Sequence[Glyph]], width: int, height: int) -> Page:
    """The same page with the text that was recognised in its picture, arranged like a page's own text.

    Args:
        page: as it was read; its size and label stay.
        lines: what stands on one line of the picture each, in any order.
        width, height: of the picture, in pixels.
    """
    across, down = (page.width or width) / width, (page.height or height) / height
    chars = Chars([], [], [], [], [], None, 0)
    certainties: list[int] = []
    for line in lines:
        for glyph in line:
            text, _ = clean(glyph.text)
            if len(text) != 1 or text == "\n":
                continue
            chars.text.append(text)
            for values, value in (
                (chars.left, glyph.left * across),
                (chars.top, glyph.top * down),
                (chars.right, glyph.right * across),
                (chars.bottom, glyph.bottom * down),
            ):
                values.append(value)
            certainties.append(max(0, min(_SURE, round(_SURE * glyph.certainty))))
        chars.text.append("\n")
        for values in (chars.left, chars.top, chars.right, chars.bottom):
            values.append(0.0)
        certainties.append(_SURE)
    items = arrange(chars)
    text = "".join("\n" if item == LINE_END else " " if item < 0 else chars.text[item] for item in items)
    boxes = array("f")
    for item in items:
        if item < 0:
            boxes.extend((math.nan,) * 4)
        else:
            boxes.extend(
                (
                    chars.left[item] / (width * across),
                    chars.top[item] / (height * down),
                    chars.right[item] / (width * across),
                    chars.bottom[item] / (height * down),
                )
            )
    sure = bytes(certainties[item] if item >= 0 else _SURE for item in items)
    return replace(page, text=text, boxes=boxes.tobytes(), cells=(), certainty=sure)


def with_pages(reading: Reading, pages: Mapping[int, Page], engine: str, version: str) -> Reading:
    """Another reading of the same file: some of its pages as they were recognised, the others as they were.

    Args:
        pages: by number.
        engine, version: what recognised them.
    """
    numbers = sorted(pages)
    notes = (set(reading.notes) - {"no_text"}) | {"recognised"}
    if not any((pages.get(page.number) or page).text.strip() for page in reading.pages):
        notes.add("no_text")
    return replace(
        reading,
        reader=f"{reading.reader} and {engine}",
        version=f"{reading.version} and {version}",
        pages=tuple(pages.get(page.number, page) for page in reading.pages),
        options={**reading.options, "recognised": spelled(numbers)},
        notes=tuple(sorted(notes)),
    )


def certainty(page: Page, start: int, end: int) -> float | None:
    """How sure the least sure character between two places is, 0..1; None where the text is the file's own."""
    if not page.certainty:
        return None
    return min(page.certainty[start:end], default=_SURE) / _SURE


def spelled(numbers: Sequence[int]) -> str:
    """Page numbers in order, runs of them as such: "1-3,7"."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)
