"""A second opinion on a PDF that PDFium refuses: pypdf, which forgives other faults, writes what it finds anew."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter, __version__
from pypdf.generic import DictionaryObject, IndirectObject, NameObject

# It says what it stumbles over; that the file is damaged is all that anybody needs to know.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

VERSION = f"pypdf {__version__}"
_END = b"\nstartxref\n0\n%%EOF\n"  # leads pypdf to look for the objects themselves
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_DEEPEST = 30  # parents of a page


def rebuilt(data: bytes, passwords: Sequence[bytes], most_pages: int) -> Iterator[bytes]:
    """Whole files made of what is left of a damaged one, the most faithful first; none where nothing is left.

    Args:
        data: the file's bytes; passwords: to try where it is encrypted; what is given back is not.
        most_pages: how many pages are kept where the page tree is lost.
    """
    for whole in (data, data + _END):
        for make in (_everything, _pages_of_tree, _pages_alone):
            made = _attempt(make, whole, passwords, most_pages)
            if made is not None:
                yield made


def _attempt(
    make: Callable[[PdfReader, int], PdfWriter], data: bytes, passwords: Sequence[bytes], most_pages: int
) -> bytes | None:
    """The file that one way makes, None where it makes none.

    pypdf meets broken files with TypeError, AssertionError, AttributeError, RecursionError and more beside its own
    errors: whatever it raises, this way leads nowhere.
    """
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not any(reader.decrypt(password) for password in passwords):
            return None
        writer = make(reader, most_pages)
        if not len(writer.pages):
            return None
        out = BytesIO()
        writer.write(out)
        return out.getvalue()
    except Exception:
        return None


def _everything(reader: PdfReader, _most_pages: int) -> PdfWriter:
    """All that hangs together: labels and bookmarks too."""
    return PdfWriter(clone_from=reader)


def _pages_of_tree(reader: PdfReader, most_pages: int) -> PdfWriter:
    return _written(reader.pages[number] for number in range(min(len(reader.pages), most_pages)))


def _pages_alone(reader: PdfReader, most_pages: int) -> PdfWriter:
    """Every page object that is there, in the order in which they stand in the file, without any tree."""
    places = {number: at for objects in reader.xref.values() for number, at in objects.items()}
    packed = {number: (places.get(stream, 0), n) for number, (stream, n) in reader.xref_objStm.items()}
    order = sorted({**{number: (at, -1) for number, at in places.items()}, **packed}.items(), key=lambda item: item[1])
    found: list[PageObject] = []
    for number, _ in order:
        if len(found) == most_pages:
            break
        page = _page(reader, number)
        if page is not None:
            found.append(page)
    return _written(found)


def _page(reader: PdfReader, number: int) -> PageObject | None:
    """The object of this number where it is a page, with what it has from its parents as far as these are left."""
    try:
        reference = IndirectObject(number, 0, reader)
        item = reader.get_object(reference)
        if not isinstance(item, DictionaryObject) or item.get("/Type") != "/Page":
            return None
        page = PageObject(reader, reference)
        page.update(item)
        parent = item.get("/Parent")
        for _ in range(_DEEPEST):
            if parent is None or not isinstance(parent := parent.get_object(), DictionaryObject):
                break
            for key in _INHERITED:
                if key in parent and key not in page:
                    page[NameObject(key)] = parent.raw_get(key)
            parent = parent.get("/Parent")
        return page
    except Exception:
        return None  # of many pages one may be lost


def _written(pages: Iterator[PageObject] | Sequence[PageObject]) -> PdfWriter:
    writer = PdfWriter()
    pages = iter(pages)
    while True:
        try:
            page = next(pages)
        except StopIteration:
            return writer
        try:
            writer.add_page(page)
        except Exception:
            continue
