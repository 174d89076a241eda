"""What the recognising child does with a request: draw pages of a PDF large and read the pictures by RapidOCR."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from db.model.errors import ReadError
from desktop.documents.recognising import Glyph, page_of
from desktop.workers.child import Send
from desktop.workers.codec import decode, encode

_DOTS = 200  # an inch
_MOST_PIXELS = 14_000_000
_LEAST_SURE = 0.5  # of a line: what is less so is no text
_MODELS = {"Det": "*_det_*.onnx", "Cls": "*_cls_*.onnx", "Rec": "*_rec_*.onnx"}

_engine: Any = None


def answer(request: dict[str, Any], send: Send) -> None:
    """Recognise the pages asked for: a frame a page, with a reading of that page alone, and one at the end."""
    from desktop.documents.pdf_opening import open_document
    from desktop.documents.reading import load

    reading = decode(request["reading"], memoryview(request.get("payload", b"")))
    path = Path(request["path"])
    engine = _load()
    document, *_ = open_document(load(path), path=path, password=request.get("password"))
    for number in request["pages"]:
        page = reading.pages[int(number) - 1]
        picture = _picture(document, page.number - 1)
        if picture is not None:
            height, width = picture.shape[:2]
            lines = _lines(engine(picture, return_word_box=True, return_single_char_box=True))
            page = page_of(page, lines, width, height)
        header, payload = encode(replace(reading, pages=(page,), outline=()))
        send({"kind": "page", "number": page.number, "reading": header}, payload)
    document.close()
    send({"kind": "recognised", "engine": "rapidocr", "version": metadata.version("rapidocr")})


def _load() -> Any:
    """The engine, with the models that its package brings; it is never left to fetch any.

    Raises:
        ReadError: no_recognition where it is not installed, or lacks its models.
    """
    global _engine
    if _engine is None:
        found = find_spec("rapidocr")
        if found is None or found.origin is None or find_spec("onnxruntime") is None:
            raise ReadError("no_recognition")
        folder = Path(found.origin).parent / "models"
        params: dict[str, Any] = {"Global.log_level": "critical", "EngineConfig.onnxruntime.intra_op_num_threads": 1}
        for part, pattern in _MODELS.items():
            models = sorted(folder.glob(pattern))
            if not models:
                raise ReadError("no_recognition")
            params[f"{part}.model_path"] = str(models[-1])
        logging.disable(logging.CRITICAL)
        from rapidocr import RapidOCR

        _engine = RapidOCR(params=params)
    return _engine


def _picture(document: Any, index: int) -> Any | None:
    """The page as an array (height, width, 3), upright as it is shown; None where it can't be drawn."""
    from pypdfium2 import PdfiumError
    from pypdfium2.raw import FPDF_ClosePage

    from desktop.documents.pdf_page import load_page

    try:
        FPDF_ClosePage(load_page(document.raw, index))  # its boxes are right from then on
        page = document[index]
        across, down = page.get_size()
        if across <= 0 or down <= 0:
            return None
        scale = min(_DOTS / 72, (_MOST_PIXELS / (across * down)) ** 0.5)
        return page.render(scale=scale, rev_byteorder=False).to_numpy()
    except PdfiumError:
        return None


def _lines(found: Any) -> Iterator[list[Glyph]]:
    """The engine's lines as characters with boxes; the blanks, which it gives none, fill the gaps between these."""
    for text, score, characters in zip(found.txts or (), found.scores or (), found.word_results or (), strict=False):
        if score < _LEAST_SURE:
            continue
        glyphs: list[Glyph] = []
        rest = list(characters)
        for char in text:
            if char.isspace():
                if glyphs and rest:
                    before, after = glyphs[-1], _box(rest[0][2])
                    glyphs.append(Glyph(" ", before.right, before.top, max(before.right, after[0]), before.bottom, 1.0))
            elif rest:
                _, certainty, corners = rest.pop(0)
                glyphs.append(Glyph(char, *_box(corners), float(certainty)))
        if glyphs:
            yield glyphs


def _box(corners: Any) -> tuple[float, float, float, float]:
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return min(across), min(down), max(across), max(down)
