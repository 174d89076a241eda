"""What the examining child does with a request: draw each page small, read it by pypdf, judge the reading by both."""

from __future__ import annotations

import ctypes
import logging
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from db.model.readings import Reading
from desktop.documents.health import Picture, judge
from desktop.workers.child import Send
from desktop.workers.codec import decode

_WIDE = 120  # pixels of a page's picture
_TALLEST = 1200


def answer(request: dict[str, Any], send: Send) -> None:
    """Judge the pages of one reading; a frame a page, then one that says it is done."""
    reading = decode(request["reading"], memoryview(request.get("payload", b"")))
    first = request.get("first", 1)
    reading = replace(reading, pages=tuple(replace(page, number=page.number - 1 + first) for page in reading.pages))
    if reading.format == "pdf" and request.get("path"):
        _examine_pdf(reading, Path(request["path"]), request.get("password"), send)
    else:
        for page in reading.pages:
            _tell(send, judge(page))
    send({"kind": "examined"})


def _examine_pdf(reading: Reading, path: Path, password: str | None, send: Send) -> None:
    from desktop.documents.pdf_opening import open_document
    from desktop.documents.reading import load

    data = load(path)
    document, *_ = open_document(data, path=path, password=password)
    second = _second(document.bytes if "rebuilt" in reading.options else data, password)
    for page in reading.pages:
        index = page.number - 1
        _tell(send, judge(page, _picture(document.raw, index), _text(second, index)))
    document.close()


def _tell(send: Send, health: Any) -> None:
    send({"kind": "page", "page": health.page, "verdict": health.verdict, "parameters": dict(health.parameters)})


def _picture(raw: Any, index: int) -> Picture | None:
    """A small grey picture of a page, None where PDFium can't load it."""
    import pypdfium2.raw as pdfium

    from desktop.documents.pdf_page import load_page

    page = load_page(raw, index)
    if not page:
        return None
    try:
        wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        if wide <= 0 or high <= 0:
            return None
        width, height = _WIDE, max(1, min(_TALLEST, round(_WIDE * high / wide)))
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, width)
        if not bitmap:
            return None
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_GRAYSCALE)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        grey = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
        pdfium.FPDFBitmap_Destroy(bitmap)
    finally:
        pdfium.FPDF_ClosePage(page)
    if stride != width:
        grey = b"".join(grey[row * stride : row * stride + width] for row in range(height))
    return Picture(width, height, grey)


def _second(data: bytes, password: str | None) -> Any | None:
    """The file as pypdf opens it; None where it can't: it is a second opinion, not a condition."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not (reader.decrypt("") or (password and reader.decrypt(password))):
            return None
        return reader if len(reader.pages) else None
    except Exception:  # whatever a hostile file makes it raise
        return None


def _text(reader: Any | None, index: int) -> str | None:
    if reader is None:
        return None
    try:
        text = reader.pages[index].extract_text()
    except Exception:
        return None
    return text if isinstance(text, str) else None
