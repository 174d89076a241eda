"""Opening a PDF through PDFium, with what reading its text needs left out: the child that draws starts faster."""

from __future__ import annotations

import logging
import re
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from db.model.errors import ReadError

MOST_PAGES = 20_000

# It warns of bookmarks that lead in circles; here they just end.
logging.getLogger("pypdfium2").setLevel(logging.ERROR)

_CATALOG = re.compile(rb"(\d{1,7})\s+(\d{1,5})\s+obj\s*<<(?:(?!endobj).){0,2000}?/Type\s*/Catalog\b", re.DOTALL)


def open_document(
    data: bytes, *, path: Path, password: str | None
) -> tuple[pypdfium2.PdfDocument, set[str], dict[str, str]]:
    """Open a PDF; the caller closes it, and sees to it that no other thread uses PDFium meanwhile.

    The empty password is tried first, then the one given, in the forms that writers of PDF have used.

    Returns:
        The document; "repaired" among the notes where the file's own cross-reference can't be right; among the
        options who has rebuilt a file of which PDFium alone could open no page. Readings and pictures come from the
        same rebuilt bytes, made anew wherever the file is opened.

    Raises:
        ReadError: damaged, encrypted, wrong_password, no_pages.
    """
    sound = has_sound_end(data)
    raw, error = _load(data, password)
    if not raw and error == pdfium.FPDF_ERR_FORMAT and not sound:
        mended = _with_trailer(data)
        if mended is not None:
            raw, error = _load(mended, password)
            data = mended if raw else data
    if not raw and error == pdfium.FPDF_ERR_PASSWORD:
        raise ReadError("wrong_password" if password else "encrypted", path=str(path))
    if raw and _has_a_page(raw):
        return _document(raw, data), set() if sound else {"repaired"}, {}
    count = pdfium.FPDF_GetPageCount(raw) if raw else 0
    if raw:
        pdfium.FPDF_CloseDocument(raw)
    from desktop.documents import pdf_rescue  # hardly any file needs it: workers start faster without

    for whole in pdf_rescue.rebuilt(data, _password_forms(password), MOST_PAGES):
        rebuilt, _ = _load(whole, None)
        if rebuilt and _has_a_page(rebuilt):
            return _document(rebuilt, whole), {"repaired"}, {"rebuilt": pdf_rescue.VERSION}
        if rebuilt:
            pdfium.FPDF_CloseDocument(rebuilt)
    if raw and sound and count < 1:
        raise ReadError("no_pages", path=str(path))
    reason = "encryption" if error == pdfium.FPDF_ERR_SECURITY else "pages" if count else "structure"
    raise ReadError("damaged", path=str(path), reason=reason)


def _has_a_page(raw: Any) -> bool:
    """Whether any page can be loaded: mostly the first one can."""
    for index in range(min(pdfium.FPDF_GetPageCount(raw), MOST_PAGES)):
        page = pdfium.FPDF_LoadPage(raw, index)
        if page:
            pdfium.FPDF_ClosePage(page)
            return True
    return False


def _document(raw: Any, data: bytes) -> pypdfium2.PdfDocument:
    document = pypdfium2.PdfDocument(raw)
    document.bytes = data  # PDFium goes on reading from them
    return document


def _load(data: bytes, password: str | None) -> tuple[Any, int]:
    """The raw document, or PDFium's reason why there is none."""
    for form in _password_forms(password):
        raw = pdfium.FPDF_LoadMemDocument64(data, len(data), form + b"\0")
        if raw:
            return raw, 0
        error = pdfium.FPDF_GetLastError()
        if error != pdfium.FPDF_ERR_PASSWORD:
            return None, error
    return None, pdfium.FPDF_ERR_PASSWORD


def _with_trailer(data: bytes) -> bytes | None:
    """A cut-off file with a trailer that names its catalogue, with which PDFium can rebuild the rest."""
    found = list(_CATALOG.finditer(data))
    if not found:
        return None
    number, generation = found[-1].groups()
    whole = data[: data.rfind(b"endobj") + len(b"endobj")]
    return whole + b"\ntrailer\n<< /Root %s %s R >>\nstartxref\n0\n%%%%EOF\n" % (number, generation)


def _password_forms(password: str | None) -> list[bytes]:
    forms = [b""]
    if password:
        forms.append(password.encode("utf-8", "replace"))
        forms.append(unicodedata.normalize("NFKC", password).encode("utf-8", "replace"))
        for encoding in ("cp1252", "gb18030"):
            try:
                forms.append(unicodedata.normalize("NFC", password).encode(encoding))
            except UnicodeError:
                continue
    return [form for form in dict.fromkeys(forms) if b"\0" not in form]


def has_sound_end(data: bytes) -> bool:
    """Whether the end of the file points to a cross-reference table or stream that is there."""
    match = re.search(rb"startxref\s+(\d+)\s+%%EOF", data[-2048:])
    if match is None:
        return False
    header = max(0, data[:1024].find(b"%PDF-"))
    for offset in {int(match[1]), int(match[1]) + header}:
        if re.match(rb"\s*(xref|\d+\s+\d+\s+obj)", data[offset : offset + 64]):
            return True
    return False
