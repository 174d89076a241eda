"""What the rendering child does with a request: draw one page into the shared memory, keeping a few files open."""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from db.model.errors import ReadError
from desktop.documents.pdf import open_document
from desktop.documents.reading import load
from desktop.workers.child import Send
from desktop.workers.pixels import CAPACITY, attach

_OPEN_FILES = 4


class Drawer:
    """Draws pages.

    Args:
        arguments: the name of the shared memory.
    """

    def __init__(self, arguments: list[str]) -> None:
        self._memory = attach(arguments[0])
        self._address = ctypes.addressof(ctypes.c_char.from_buffer(self._memory))
        self._open: OrderedDict[tuple[str, str | None], tuple[tuple[int, int], pypdfium2.PdfDocument]] = OrderedDict()

    def answer(self, request: dict[str, Any], send: Send) -> None:
        """Draw one page, or let a file go."""
        if request["kind"] == "forget":
            for key in [key for key in self._open if key[0] == request["path"]]:
                self._open.pop(key)[1].close()
            return
        width, height = int(request["width"]), int(request["height"])
        if width < 1 or height < 1 or width * height * 4 > CAPACITY:
            raise ReadError("too_large", path=request["path"])
        document = self._document(Path(request["path"]), request.get("password"))
        self._draw(document, int(request["page"]), width, height, request["path"])
        send({"kind": "picture", "width": width, "height": height, "stride": width * 4})

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
            self._open.pop(key)[1].close()
        document, *_ = open_document(load(path), path=path, password=password)
        document.init_forms()  # else what is filled in into forms would not be drawn
        self._open[key] = state, document
        while len(self._open) > _OPEN_FILES:
            self._open.popitem(last=False)[1][1].close()
        return document

    def _draw(self, document: pypdfium2.PdfDocument, number: int, width: int, height: int, path: str) -> None:
        raw = pdfium.FPDF_LoadPage(document.raw, number - 1) if number >= 1 else None
        if not raw:
            raise ReadError("damaged", path=path, page=number)
        bitmap = None
        try:
            bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, self._address, width * 4)
            if not bitmap:
                raise ReadError("too_large", path=path)
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            flags = pdfium.FPDF_ANNOT | pdfium.FPDF_NO_NATIVETEXT
            pdfium.FPDF_RenderPageBitmap(bitmap, raw, 0, 0, width, height, 0, flags)
            if document.formenv is not None:
                pdfium.FPDF_FFLDraw(document.formenv.raw, bitmap, raw, 0, 0, width, height, 0, flags)
        finally:
            if bitmap:
                pdfium.FPDFBitmap_Destroy(bitmap)
            pdfium.FPDF_ClosePage(raw)
