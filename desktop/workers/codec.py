"""A reading as a JSON header and raw bytes, and back again with every shape checked: its maker may be compromised."""

from __future__ import annotations

from typing import Any

from db.model.readings import Cell, Page, Reading
from desktop.documents.clean import clean


def encode(reading: Reading) -> tuple[dict[str, Any], bytes]:
    """The header, and the texts, boxes and certainties of all pages one after the other."""
    pages: list[dict[str, Any]] = []
    parts: list[bytes] = []
    for page in reading.pages:
        text = page.text.encode("utf-8")
        parts += (text, page.boxes, page.certainty)
        pages.append(
            {
                "text": len(text),
                "boxes": len(page.boxes),
                "certainty": len(page.certainty),
                "size": [page.width, page.height],
                "label": page.label,
                "cells": [[c.table, c.row, c.column, c.start, c.end] for c in page.cells],
            }
        )
    header = {
        "kind": "reading",
        "file": reading.file,
        "format": reading.format,
        "reader": reading.reader,
        "version": reading.version,
        "options": dict(reading.options),
        "notes": list(reading.notes),
        "outline": [list(entry) for entry in reading.outline],
        "pages": pages,
    }
    return header, b"".join(parts)


def decode(header: dict[str, Any], payload: memoryview) -> Reading:
    """The reading of a header and its bytes.

    Raises:
        ValueError: it is none: a wrong type, a length that does not fit, text that no page may hold.
    """
    try:
        pages, at = [], 0
        for number, item in enumerate(_list(header["pages"]), start=1):
            text_length, box_length = _count(item["text"]), _count(item["boxes"])
            text = bytes(_slice(payload, at, text_length)).decode("utf-8")
            at += text_length
            boxes = bytes(_slice(payload, at, box_length))
            at += box_length
            certainty = bytes(_slice(payload, at, _count(item["certainty"])))
            at += len(certainty)
            if clean(text)[0] != text or (boxes and len(boxes) != 16 * len(text)):
                raise ValueError("a page that can't be")
            if certainty and len(certainty) != len(text):
                raise ValueError("a page that can't be")
            width, height = (float(value) for value in _list(item["size"]))
            cells = tuple(Cell(*(_count(value) for value in _list(cell))) for cell in _list(item["cells"]))
            if any(not cell.start <= cell.end <= len(text) for cell in cells):
                raise ValueError("a cell outside its page")
            label = None if item["label"] is None else _text(item["label"])
            pages.append(Page(number, text, width, height, boxes, cells, label, certainty))
        if at != len(payload):
            raise ValueError("bytes left over")
        outline = tuple((_count(d), _text(t), _count(p)) for d, t, p in map(_list, _list(header["outline"])))
        return Reading(
            file=_text(header["file"]),
            format=_text(header["format"]),
            reader=_text(header["reader"]),
            version=_text(header["version"]),
            pages=tuple(pages),
            options={_text(key): _text(value) for key, value in dict(header["options"]).items()},
            notes=tuple(_text(note) for note in _list(header["notes"])),
            outline=outline,
        )
    except (KeyError, TypeError, AttributeError, UnicodeError) as error:
        raise ValueError(f"not a reading: {type(error).__name__}") from None


def _slice(payload: memoryview, start: int, length: int) -> memoryview:
    if start + length > len(payload):
        raise ValueError("too short")
    return payload[start : start + length]


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("not a count")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    value.encode("utf-8")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value
