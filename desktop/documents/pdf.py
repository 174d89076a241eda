"""PDF -> pages of text with a box for each code point, through PDFium; pypdf rebuilds what it can't open."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from db.model.errors import ReadError
from db.model.readings import Page
from desktop.documents import pdf_chars
from desktop.documents.clean import REPLACEMENT, clean
from desktop.documents.pdf_layout import arrange
from desktop.documents.pdf_opening import MOST_PAGES, open_document
from desktop.documents.pdf_page import load_page

READER = "pdfium"
LAYOUT = 3  # counts up whenever the text of a page may come out differently
LOCK = threading.RLock()  # PDFium is not thread-safe

_NAN = float("nan")


def version() -> str:
    """PDFium's build and this reader's own layout version."""
    return f"{pypdfium2.PDFIUM_INFO.build}.{LAYOUT}"


def read_page(raw_page: Any, number: int, label: str | None) -> tuple[Page, set[str]]:
    """Read one page.

    Args:
        raw_page: raw PDFium handle.
        number: from 1.

    Returns:
        The page, and notes on what a person should know about it.
    """
    notes: set[str] = set()
    rectangle = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(raw_page, rectangle)
    rotation = pdfium.FPDFPage_GetRotation(raw_page) % 4
    box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
    width, height = box[2] - box[0], box[3] - box[1]
    if rotation % 2:
        width, height = height, width
    text_page = pdfium.FPDFText_LoadPage(raw_page)
    if not text_page:
        return Page(number, "", width, height, label=label), {"unreadable_page"}
    try:
        chars = pdf_chars.collect(text_page, box, rotation)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    if width <= 0 or height <= 0:
        return Page(number, "", 0.0, 0.0, label=label), {"unreadable_page"}
    letters = [*chars.text, "\n", " "]  # LINE_END and SPACE count from the end
    items = arrange(chars)
    if "" in chars.text:
        items = [i for i in items if letters[i]]
    if chars.outside:
        notes.add("text_outside_page")
    if not items:
        return Page(number, "", width, height, label=label), notes
    chosen = itemgetter(*items, -1)  # one more, so that it is a tuple for a single character too
    text, lost = clean("".join(chosen(letters)[:-1]))
    if lost:
        notes.add("replaced_characters")
    boxes = array("f", bytes(16 * len(items)))
    for n, (values, size) in enumerate(
        ((chars.left, width), (chars.top, height), (chars.right, width), (chars.bottom, height))
    ):
        share = 1 / size
        units = [value * share for value in values]
        units += (_NAN, _NAN)
        boxes[n::4] = array("f", chosen(units)[:-1])
    return Page(number, text, width, height, boxes.tobytes(), label=label), notes


def read_pdf(
    data: bytes,
    *,
    path: Path,
    password: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[tuple[Page, ...], tuple[tuple[int, str, int], ...], set[str], dict[str, str]]:
    """Read a whole PDF.

    Args:
        data: the file's bytes; path: names it in refusals.
        progress: called with pages done and pages in all.

    Returns:
        Pages, outline as (depth, title, page), notes, options of the reading.

    Raises:
        ReadError: damaged, encrypted, wrong_password, no_pages.
    """
    with LOCK:
        document, notes, options = open_document(data, path=path, password=password)
        try:
            raw = document.raw
            count = pdfium.FPDF_GetPageCount(raw)
            if count > MOST_PAGES:
                raise ReadError("too_large", path=str(path), pages=count, limit=MOST_PAGES)
            pages = []
            for index in range(count):
                label = page_label(document, index)
                raw_page = load_page(raw, index)
                if raw_page:
                    try:
                        page, found = read_page(raw_page, index + 1, label)
                    finally:
                        pdfium.FPDF_ClosePage(raw_page)
                else:
                    page, found = Page(index + 1, "", label=label), {"unreadable_page"}
                notes |= found
                pages.append(page)
                if progress is not None:
                    progress(index + 1, count)
            torn = "rebuilt" in options or {"repaired", "unreadable_page"} <= notes
            if torn and not _is_legible(pages):
                raise ReadError("damaged", path=str(path), reason="text")
            if not any(page.text.strip() for page in pages):
                notes.add("no_text")
            return tuple(pages), outline(document), notes, options
        finally:
            document.close()


def _is_legible(pages: Sequence[Page]) -> bool:
    """Whether most of what a torn file yields is characters: pages that lost fonts or contents prove nothing."""
    letters = [char for page in pages for char in page.text if not char.isspace()]
    return bool(letters) and letters.count(REPLACEMENT) * 2 < len(letters)


def page_label(document: pypdfium2.PdfDocument, index: int) -> str | None:
    """The printed label of a page (index from 0), where the file gives one."""
    try:
        label = document.get_page_label(index)
    except (pypdfium2.PdfiumError, UnicodeError, ValueError):
        return None
    return clean(label)[0].strip() or None if label else None


def outline(document: pypdfium2.PdfDocument) -> tuple[tuple[int, str, int], ...]:
    """The bookmarks that lead to a page: (depth from 0, title, page from 1)."""
    entries: list[tuple[int, str, int]] = []
    try:
        for bookmark in document.get_toc(max_depth=12):
            destination = bookmark.get_dest()
            index = destination.get_index() if destination is not None else None
            if index is not None and index >= 0:
                title = " ".join(clean(bookmark.get_title())[0].split())
                entries.append((bookmark.level, title, index + 1))
            if len(entries) >= 5000:
                break
    except (pypdfium2.PdfiumError, UnicodeError, ValueError):
        pass  # what was found until then is better than none
    return tuple(entries)
