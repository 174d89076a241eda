"""Loading a page of a PDF, also one whose crop box lies beside the page: it is shown as if it had none."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

_EVERYTHING = 1e7  # points each way: around any page that there may be


def load_page(raw: Any, index: int) -> Any:
    """A raw page (index from 0) of a raw document, which the caller closes; something false where there is none.

    What shows of a page is its crop box as far as that is within the media box (ISO 32000-2, 14.11.2). Where no point
    is in both, PDFium makes the page a blank one of no size; other readers show the media box, and so do we.
    """
    page = pdfium.FPDF_LoadPage(raw, index)
    if page and not (pdfium.FPDF_GetPageWidthF(page) > 0 and pdfium.FPDF_GetPageHeightF(page) > 0):
        pdfium.FPDFPage_SetCropBox(page, -_EVERYTHING, -_EVERYTHING, _EVERYTHING, _EVERYTHING)
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(raw, index)
    return page
