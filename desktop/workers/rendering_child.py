"""What the rendering child does with a request: draw one page, or a part of it, into the shared memory."""

from __future__ import annotations

import contextlib
import ctypes
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from db.model.errors import ReadError
from desktop.documents.pdf_opening import open_document
from desktop.documents.pdf_page import load_page
from desktop.documents.reading import load
from desktop.workers.child import Send
from desktop.workers.pixels import CAPACITY, attach

_OPEN_FILES = 4


class Drawer:
    """Draws pages; a few files stay open, and the last page of which only a part was wanted: more of it will be.

    Args:
        arguments: the name of the shared memory.
    """

    def __init__(self, arguments: list[str]) -> None:
        self._memory = attach(arguments[0])
        self._address = ctypes.addressof(ctypes.c_char.from_buffer(self._memory))
        self._open: OrderedDict[tuple[str, str | None], tuple[tuple[int, int], pypdfium2.PdfDocument]] = OrderedDict()
        self._kept: tuple[pypdfium2.PdfDocument, int, Any] | None = None

    def answer(self, request: dict[str, Any], send: Send) -> None:
        """Draw one page, open a file ahead, or let one go."""
        if request["kind"] == "open":
            # Nobody waits for an answer: why it can't be opened is told to who asks for a page.
            with contextlib.suppress(Exception):
                self._document(Path(request["path"]), request.get("password"))
            return
        if request["kind"] == "forget":
            self._let_go()
            for key in [key for key in self._open if key[0] == request["path"]]:
                self._open.pop(key)[1].close()
            return
        width, height = int(request["width"]), int(request["height"])
        left, top, across, down = request.get("part") or (0, 0, width, height)
        if min(width, height, across, down) < 1 or across * down * 4 > CAPACITY:
            raise ReadError("too_large", path=request["path"])
        document = self._document(Path(request["path"]), request.get("password"))
        raw = self._page(document, int(request["page"]), request["path"])
        try:
            self._draw(document, raw, (width, height), (left, top, across, down), request)
        finally:
            if (across, down) == (width, height):
                self._let_go()
        send({"kind": "picture", "width": across, "height": down, "stride": across * 4})

    def _document(self, path: Path, password: str | None) -> pypdfium2.PdfDocument:
        key = (str(path), password)
        try:
            status = path.stat()
        except OSError:
            raise ReadError("not_found", path=str(path)) from None
        state = (status.st_mtime_ns, status.st_size)
        kept = self._open.get(key)
        if kept is not None:
            if kept[0] == state:
                self._open.move_to_end(key)
                return kept[1]
            self._let_go()
            self._open.pop(key)[1].close()
        document, *_ = open_document(load(path), path=path, password=password)
        document.init_forms()  # else what is filled in into forms would not be drawn
        self._open[key] = state, document
        while len(self._open) > _OPEN_FILES:
            self._let_go()
            self._open.popitem(last=False)[1][1].close()
        return document

    def _page(self, document: pypdfium2.PdfDocument, number: int, path: str) -> Any:
        if self._kept is not None and self._kept[:2] == (document, number):
            return self._kept[2]
        self._let_go()
        raw = load_page(document.raw, number - 1) if number >= 1 else None
        if not raw:
            raise ReadError("damaged", path=path, page=number)
        self._kept = document, number, raw
        return raw

    def _let_go(self) -> None:
        """Close the page that is kept; always before its document."""
        if self._kept is not None:
            pdfium.FPDF_ClosePage(self._kept[2])
            self._kept = None

    def _draw(
        self,
        document: pypdfium2.PdfDocument,
        raw: Any,
        whole: tuple[int, int],
        part: tuple[int, int, int, int],
        request: dict[str, Any],
    ) -> None:
        """Draw what is in `part` of a page that is `whole` pixels wide and high, turned already."""
        left, top, across, down = part
        turn = int(request.get("turn") or 0)
        bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_BGRx, self._address, across * 4)
        if not bitmap:
            raise ReadError("too_large", path=request["path"])
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
            flags = pdfium.FPDF_ANNOT | pdfium.FPDF_NO_NATIVETEXT
            pdfium.FPDF_RenderPageBitmap(bitmap, raw, -left, -top, *whole, turn, flags)
            if document.formenv is not None:
                pdfium.FPDF_FFLDraw(document.formenv.raw, bitmap, raw, -left, -top, *whole, turn, flags)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
